package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"anlan/data/layout"
	"anlan/data/values"
)

// Kind is what a file holds.
type Kind = layout.Kind

// The kinds of file.
const (
	Accidents   = layout.Accidents
	Totals      = layout.Totals
	Inspections = layout.Inspections
	Sectors     = layout.Sectors
	Activities  = layout.Activities
	Hazards     = layout.Hazards
)

// Kinds lists the kinds in the order in which they are tried.
func Kinds() []Kind { return layout.Kinds() }

// FieldNames lists the names that a mapping may use for the fields of a kind.
func FieldNames(kind Kind) []string { return layout.FieldNames(kind) }

// DateOrder says which number comes first in dates such as 3/4/2011.
type DateOrder = values.Order

// The orders.
const (
	DateOrderUnknown = values.OrderUnknown
	DayFirst         = values.DayFirst
	MonthFirst       = values.MonthFirst
	YearFirst        = values.YearFirst
)

// Column is where a field's values stand.
type Column = layout.Column

// Options steer an import; the zero value lets the program find out everything by itself.
type Options struct {
	Kind       Kind              // what the file holds; empty: by its headers
	Map        map[string]Column // field -> column; fields not named are found by their headers
	Set        map[string]string // field -> one value for all rows
	Sheet      string            // sheet of a workbook; empty: every sheet with a table
	HeaderRow  int               // number of the header's first row; 0: found
	HeaderRows int               // number of the header's rows; 0: found
	Value      string            // field of the values under months, sectors or towns across; empty: by the title
	Encoding   string            // encoding of a text file; empty: by its bytes
	Delimiter  byte              // of a text file; 0: by its lines
	Order      DateOrder         // of dates such as 3/4/2011; zero: by the column's other dates
	Year       int               // of dates without one; 0: by the title, the sheet's name, the file's name
	Fill       []string          // fields whose blank cells mean the value above: cells that were merged before the file was saved as text
	AddTowns   bool              // take town names that are not known as new towns
	HoldLikely bool              // hold rows back that are likely the same as others, instead of accepting them with a warning
	Again      bool              // import a file although the same one was imported before
	Force      bool              // import a file although most of its rows fail
	Strict     bool              // refuse a file any of whose rows would be quarantined
	Fresh      bool              // do not use what was confirmed for files of the same shape
	Confirmed  bool              // remember the columns for files of the same shape, even if none was mapped
	Replace    int               // take back this import, with all batches of its file, in the same transaction; 0: none
	Shown      string            // the file's name for people; empty: its path
	Progress   func(Stage)       // called when a stage begins; may be nil
	Watch      func(Progress)    // called while rows are read; may be nil
}

// Stage is what an import is doing.
type Stage string

// The stages of an import, in order.
const (
	StageReading  Stage = "reading"
	StageChecking Stage = "checking"
	StageWriting  Stage = "writing"
)

// Progress is how far an import is.
type Progress struct {
	Stage         Stage
	Sheet         string
	Rows          int64   // done in this stage
	Total         int64   // 0: not known yet
	RowsPerSecond float64 // since the import began
}

// layoutOptions are the options that concern the table.
func (o Options) layoutOptions() layout.Options {
	return layout.Options{
		Kind: o.Kind, Map: o.Map, Set: o.Set, HeaderRow: o.HeaderRow, HeaderRows: o.HeaderRows, Value: o.Value, Year: o.Year,
	}
}

// watch reports how far an import is.
type watch struct {
	opts    Options
	started time.Time
	stage   Stage
	sheet   string
}

func newWatch(opts Options) *watch { return &watch{opts: opts, started: time.Now()} }

// begin reports that a stage begins.
func (w *watch) begin(stage Stage, sheet string) {
	w.stage, w.sheet = stage, sheet
	if w.opts.Progress != nil {
		w.opts.Progress(stage)
	}
	w.rows(0, 0)
}

func (w *watch) rows(done, total int64) {
	if w.opts.Watch == nil {
		return
	}
	p := Progress{Stage: w.stage, Sheet: w.sheet, Rows: done, Total: total}
	if seconds := time.Since(w.started).Seconds(); seconds > 0 {
		p.RowsPerSecond = float64(done) / seconds
	}
	w.opts.Watch(p)
}

// ParseMap reads the form "field=Header,field=Header~regexp" of the command line. A header "#3" is the third column, an
// empty one says that the file does not have the field. A comma starts a new pair only before "name=", so that headers
// and expressions may hold commas.
func ParseMap(text string) (map[string]Column, error) {
	columns := make(map[string]Column)
	for _, pair := range splitPairs(text) {
		name, value, _ := strings.Cut(pair, "=")
		header, pattern, has := strings.Cut(value, "~")
		c := Column{Header: header}
		if number, ok := strings.CutPrefix(header, "#"); ok {
			if n, err := strconv.Atoi(number); err == nil && n > 0 {
				c = Column{Index: n}
			}
		}
		if has {
			expression, err := regexp.Compile(pattern)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", pair, err)
			}
			c.Extract = expression
		}
		columns[name] = c
	}
	return columns, nil
}

// ParseSet reads the form "field=value,field=value" of the command line.
func ParseSet(text string) map[string]string {
	constants := make(map[string]string)
	for _, pair := range splitPairs(text) {
		name, value, _ := strings.Cut(pair, "=")
		constants[name] = value
	}
	return constants
}

var pairStart = regexp.MustCompile(`(?:^|,)\s*([a-z_]+)=`)

func splitPairs(text string) []string {
	starts := pairStart.FindAllStringSubmatchIndex(text, -1)
	var pairs []string
	for i, s := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		pairs = append(pairs, text[s[2]:end])
	}
	return pairs
}
