package analytics

// ID names an indicator; it is stable and used in files, tests and on the command line.
type ID string

// Indicator is a figure that can be asked for: a measure, or the ratio of two measures. It is data; SQL is made from it.
type Indicator struct {
	ID     ID
	Name   Text
	Note   Text      // definition and caveat, with the source of a rule
	Unit   Unit      // of the figure, not of its parts
	Better Direction // which way is good
	Num    Measure
	Den    Measure       // zero for a plain measure
	Scale  float64       // what a ratio is multiplied by: 100 for per cent
	By     []DimensionID // dimensions for which the figure means something
	Share  bool          // may be shown as a share of the total
}

// IsRatio tells whether the indicator is the ratio of two measures. Totals of ratios are ratios of totals.
func (i Indicator) IsRatio() bool { return i.Den.Fact != "" }

// FactID names a family of facts: rows of one kind.
type FactID string

// The families of facts.
const (
	Accidents     FactID = "accident"
	Inspections   FactID = "inspection"
	SectorFigures FactID = "sector_figure"
	Activities    FactID = "activity"
	Hazards       FactID = "hazard"
)

// Table is where the facts of a family stand. Accidents are taken from a view of those known one by one and of what
// monthly totals add to them, hazards from a table of what the last of their entries says.
func (f FactID) Table() string {
	switch f {
	case Accidents:
		return "accident_case"
	case Hazards:
		return "hazard_case"
	}
	return string(f)
}

// Measure is what is added up over the rows of one family of facts. The measure of a whole is the sum of its parts.
type Measure struct {
	Fact FactID
	// Value is the SQL expression, over a row f, that is added up: "f.deaths"; "1" counts rows.
	Value string
	// Where limits the measure to the rows for which this condition over f holds; empty: all rows.
	Where string
	// Unknown is the condition over f of the rows whose value is not known; empty where every row has one.
	Unknown string
	// Column stands instead of Value for figures that are stated for levels that contain each other (a city, its towns, its
	// sectors): the level that fits a question is chosen when SQL is made, so that nothing is counted twice.
	Column string
	// Whole says of such a figure that a question about sectors leaves it as it is: vehicles and residents are those of a town,
	// whichever sector the accidents are of.
	Whole bool
	// Distinct says that the different values of Value are counted, not added up: firms, however often each was visited. The
	// measure of a whole is not the sum of its parts.
	Distinct bool
	// Stock says of a measure that it looks at a state and not at what happened: of all facts up to the last day of a period,
	// however old, those for which Where holds. In Where, {from} and {to} are the first and the last day; what the facts do not
	// reach is left out, so that a ledger that ends earlier is judged by its own last day.
	Stock bool
}

// Rows is the measure that counts the rows behind a measure: where there are none, a sum of accidents is zero.
func (m Measure) Rows() Measure {
	return Measure{Fact: m.Fact, Value: "1", Where: m.Where, Stock: m.Stock}
}

// UnknownRows is the measure that counts the rows, or the accidents in them, whose value is not known.
func (m Measure) UnknownRows() Measure {
	one := "1"
	if m.Fact == Accidents {
		one = "f.cases"
	}
	return Measure{Fact: m.Fact, Value: one, Where: m.Unknown, Stock: m.Stock}
}

// Direction says which way an indicator is good.
type Direction int

// The directions.
const (
	NoJudgement Direction = iota
	LowerIsBetter
	HigherIsBetter
)

// Verdict is what a change means.
type Verdict int

// The verdicts. A change that no direction judges is Neutral.
const (
	Neutral Verdict = iota
	Better
	Worse
	Flat
)

// Judge tells what a change of an indicator means. Cards, tables, sentences and charts all ask here, so that they cannot
// disagree.
func (d Direction) Judge(now, before float64) Verdict {
	switch {
	case now == before:
		return Flat
	case d == NoJudgement:
		return Neutral
	case (now < before) == (d == LowerIsBetter):
		return Better
	}
	return Worse
}

// Unit is what a figure counts.
type Unit struct {
	ID       string
	Name     Text
	Decimals int  // digits shown behind the point
	Percent  bool // a share: differences are percentage points, and changes are never per cent of per cent
}

// The units.
var (
	UnitAccidents   = Unit{ID: "accidents", Name: Text{"宗", ""}}
	UnitPersons     = Unit{ID: "persons", Name: Text{"人", ""}}
	UnitTurns       = Unit{ID: "turns", Name: Text{"人次", ""}}
	UnitVisits      = Unit{ID: "visits", Name: Text{"家次", ""}}
	UnitFirms       = Unit{ID: "firms", Name: Text{"家", ""}}
	UnitPlaces      = Unit{ID: "places", Name: Text{"处", ""}}
	UnitDocuments   = Unit{ID: "documents", Name: Text{"份", ""}}
	UnitReturns     = Unit{ID: "returns", Name: Text{"条", ""}}
	UnitTimes       = Unit{ID: "times", Name: Text{"次", ""}}
	UnitCases       = Unit{ID: "cases", Name: Text{"宗", ""}}
	UnitVehicles    = Unit{ID: "vehicles", Name: Text{"辆", ""}}
	UnitDevices     = Unit{ID: "devices", Name: Text{"台", ""}}
	UnitMoney       = Unit{ID: "wan_yuan", Name: Text{"万元", "10k yuan"}, Decimals: 2}
	UnitGDP         = Unit{ID: "yi_yuan", Name: Text{"亿元", "100M yuan"}, Decimals: 2}
	UnitPercent     = Unit{ID: "percent", Name: Text{"%", "%"}, Decimals: 2, Percent: true}
	UnitPerHundred  = Unit{ID: "per_100_accidents", Name: Text{"人/百宗", "per 100 accidents"}, Decimals: 2}
	UnitPerGDP      = Unit{ID: "per_yi_yuan", Name: Text{"人/亿元", "per 100M yuan"}, Decimals: 3}
	UnitPer100k     = Unit{ID: "per_100k", Name: Text{"人/10万人", "per 100k"}, Decimals: 2}
	UnitPer10kCars  = Unit{ID: "per_10k_vehicles", Name: Text{"人/万车", "per 10k vehicles"}, Decimals: 2}
	UnitPerVisit    = Unit{ID: "per_visit", Name: Text{"处/家次", "per visit"}, Decimals: 2}
	UnitPer100Firms = Unit{ID: "per_100_visits", Name: Text{"家/百家次", "per 100 visits"}, Decimals: 2}
	UnitPerFirms    = Unit{ID: "visits_per_1000_firms", Name: Text{"家次/千家", "per 1000 firms"}, Decimals: 1}
	UnitOrderShare  = Unit{ID: "orders_per_100_hazards", Name: Text{"份/百处", "per 100 hazards"}, Decimals: 2}
	UnitStaffing    = Unit{ID: "officers_per_1000_firms", Name: Text{"人/千家", "per 1000 firms"}, Decimals: 2}
	UnitTraining    = Unit{ID: "turns_per_1000_employed", Name: Text{"人次/千人", "per 1000 employed"}, Decimals: 2}
	UnitDrillRate   = Unit{ID: "drills_per_1000_firms", Name: Text{"次/千家", "per 1000 firms"}, Decimals: 2}
	UnitDays        = Unit{ID: "days", Name: Text{"天", "days"}, Decimals: 1}
	UnitNumber      = Unit{ID: "number", Name: Text{"", ""}}
)
