package engine

import (
	"time"

	"anlan/analytics"
)

// Frame is the answer to a question: a table whose columns are the dimensions of the breakdown, then the indicators.
type Frame struct {
	By         []Dimension
	Indicators []analytics.Indicator
	Rows       []Row
	Total      []Value // over everything, not over the rows shown; of ratios the ratio of totals
	Meta       Meta
}

// Dimension is a dimension column.
type Dimension struct {
	ID   analytics.DimensionID
	Name analytics.Text
}

// Row is one combination of members.
type Row struct {
	Members []analytics.Member // one for each dimension
	Values  []Value            // one for each indicator
}

// Value is a figure and what it is compared with. What is not known is not zero: the Has flags say which are known.
type Value struct {
	Now, Base       float64
	HasNow, HasBase bool
	Num, Den        float64 // of a ratio that is known: what it is the ratio of in the period, before it is scaled
}

// Compared tells whether both figures are known.
func (v Value) Compared() bool { return v.HasNow && v.HasBase }

// Diff is the change as a difference; of percentages it is in percentage points.
func (v Value) Diff() float64 { return v.Now - v.Base }

// Change is the change in per cent of the base. There is none from a base of zero.
func (v Value) Change() (percent float64, ok bool) {
	if !v.Compared() || v.Base == 0 {
		return 0, false
	}
	return (v.Now - v.Base) / v.Base * 100, true
}

// Meta says what a frame's figures rest on.
type Meta struct {
	Period   analytics.Period
	Basis    analytics.Basis
	Windows  []analytics.Window // spans of the base that have data; the base figures are their mean
	Missing  []analytics.Window // spans of the base that lie before the first data
	BaseDays float64            // mean length of the spans
	AsOf     time.Time          `json:",omitzero"` // the figures are those known at this moment; zero for the present
	Where    []Filter
	Sources  []Source
	Unknown  map[analytics.ID]int64 // rows in the period whose value is not known
	Overlaps []Overlap              `json:",omitempty"` // pairs of campaigns in the sums that may count the same visits
	Ignored  []analytics.DimensionID
	SQL      string
	Args     []any
	Through  time.Time // the last day for which there are data; zero where there are none
}

// Compared tells whether there are figures of a base.
func (m Meta) Compared() bool { return len(m.Windows) > 0 }

// Unequal tells whether the period and the base differ in length, so that their counts do not compare directly.
func (m Meta) Unequal() bool {
	return len(m.Windows) > 0 && float64(m.Period.Days()) != m.BaseDays
}

// Filter is a condition with the names of its members.
type Filter struct {
	Dimension Dimension
	Members   []analytics.Member
	Not       bool // they are left out
}

// Source is a family of facts behind a frame.
type Source struct {
	Fact    analytics.FactID
	Rows    int64 // in the period
	Batches []int // import batches that the rows come from
}

// Rows is the number of facts behind the frame's figures in the period.
func (m Meta) Rows() int64 {
	var n int64
	for _, s := range m.Sources {
		n += s.Rows
	}
	return n
}

// Batches lists the import batches behind the frame.
func (m Meta) Batches() []int {
	var all []int
	for _, s := range m.Sources {
		all = append(all, s.Batches...)
	}
	return all
}

// PerDay is the change in per cent of the mean per day, which compares spans of unequal length.
func (m Meta) PerDay(v Value) (percent float64, ok bool) {
	if !v.Compared() || v.Base == 0 || m.BaseDays == 0 {
		return 0, false
	}
	now, base := v.Now/float64(m.Period.Days()), v.Base/m.BaseDays
	return (now - base) / base * 100, true
}
