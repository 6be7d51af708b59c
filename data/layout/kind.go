package layout

import "slices"

// Kind is what a file holds.
type Kind string

// The kinds of file.
const (
	Accidents   Kind = "accidents"   // 事故台账: one row an accident
	Totals      Kind = "totals"      // 事故月报: accidents by month, town and sector, as numbers
	Inspections Kind = "inspections" // 执法检查: returns by month, town, department
	Sectors     Kind = "sectors"     // 行业基础: denominators and quotas by year
	Activities  Kind = "activities"  // 工作措施: measures such as training, drills, complaints
	Hazards     Kind = "hazards"     // 隐患台账: one row a hazard
)

// Kinds lists the kinds in the order in which they are tried.
func Kinds() []Kind { return []Kind{Accidents, Totals, Inspections, Sectors, Activities, Hazards} }

// Type is how a column's text is read.
type Type int

// The types.
const (
	Text         Type = iota
	Moment            // a day, with the time of day where it is given
	Clock             // a time of day
	Day               // a day
	Period            // a day, or a month, which stands for its first day
	Year              // a year, which stands for its first day
	Town              // resolved against the workspace's towns
	Sector            // a sector, or a subsector with its sector
	AccidentType      //
	Grade             //
	Department        // open dictionaries: a new name is added
	Campaign          //
	Measure           //
	Count             // a whole number that is not negative
	Amount            // a number that is not negative
	Flag              // yes or no
	Level             // of a hazard: whether it is a major one
	Term              // the last day of a term, which may be counted from the day of the row: 限期3日
	Progress          // whether a hazard is rectified
	Finished          // the day on which it was, or a word for whether it is
	Struck            // whether an accident was struck off: a flag, a date, or a remark that says so
	Ignored           // recognised so that it is not taken for something else
)

// Field is one thing that a file of a kind may say.
type Field struct {
	Name     string
	Type     Type
	Required bool
	Telling  bool     // its presence tells this kind of file from the others
	Common   bool     // ledgers of other kinds have it as well: it does not count when kinds are compared
	Soft     bool     // a value that cannot be read is left unknown with a warning, instead of holding the row back
	Hedges   bool     // an estimate (约20) is left unknown with a warning; any other text that is no number holds the row back
	Unit     string   // of an amount: the unit it is stored in
	aliases  []string // headers, most specific first; folded by foldHeader
	weak     []string // headers that other things have too: the content must bear them out; folded
}

// IsValue tells whether a field holds a number.
func (f Field) IsValue() bool { return f.Type == Count || f.Type == Amount }

// IsWeak tells whether a header is one that a field shares with other things.
func (f Field) IsWeak(header string) bool {
	for _, form := range headerForms(header) {
		if slices.Contains(f.weak, form) {
			return true
		}
	}
	return false
}

// Fields lists the fields of a kind; none where there is no such kind.
func Fields(kind Kind) []Field { return fields[kind] }

// FieldNames lists the names that a person may use for the fields of a kind.
func FieldNames(kind Kind) []string {
	var names []string
	for _, f := range fields[kind] {
		if f.Type != Ignored {
			names = append(names, f.Name)
		}
	}
	return names
}

// Field finds a field of a kind by its name.
func (k Kind) Field(name string) (Field, bool) {
	for _, f := range fields[k] {
		if f.Name == name && f.Type != Ignored {
			return f, true
		}
	}
	return Field{}, false
}

// DateField is the field that dates the rows of a kind.
func (k Kind) DateField() string {
	return map[Kind]string{Accidents: "occurred_at", Totals: "period", Inspections: "period", Sectors: "year", Activities: "date", Hazards: "found_on"}[k]
}

// IsLedger tells whether the rows of a kind are single things, each with a day of its own, which nothing else can state.
func (k Kind) IsLedger() bool { return k == Accidents || k == Hazards }

// DateColumn is the column of the fact table that dates the rows of a kind.
func (k Kind) DateColumn() string {
	if k == Totals {
		return "month"
	}
	return "occurred_on"
}
