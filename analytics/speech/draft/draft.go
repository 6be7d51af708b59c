package draft

import (
	"anlan/analytics"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/scan"
)

// None stands for a figure that there is not.
const None = -1

// Draft is what was read. Figures refer to each other by their index in Figures.
type Draft struct {
	Text       string
	Paragraphs []Paragraph
	Figures    []Figure
	Changes    []Change
	Shares     []Share
	Rates      []Rate
	Sums       []Sum
	Lists      []List
	CutOffs    []CutOff
	Bases      []BasisUse
}

// Paragraph is a paragraph, and its figures: those from First up to Last, Last not included.
type Paragraph struct {
	Range       plain.Range
	First, Last int
}

// Role is what a figure does.
type Role int

// The roles.
const (
	Unbound    Role = iota // nothing says what it counts
	Value                  // what there is in the period
	Base                   // what there was in the period that is compared with
	Difference             // by how many it changed
	Percentage             // by how many per cent, points or times it changed
	ShareOf                // which share of something it is
)

// Figure is a figure and what it claims.
type Figure struct {
	Range     plain.Range
	Text      string
	Paragraph int
	Sentence  int // counted through the draft
	Quantity  quantity.Quantity
	Even      bool // 持平: no digits
	Role      Role

	Indicators []string // what is counted: the first is the most likely; empty where nothing says
	Rate       bool     // a rate in per cent
	Ratio      bool     // deaths per something
	Scope      []Place
	Lifted     []Place   // scopes that 全市 has lifted since
	Unresolved bool      // within a campaign that no one knows
	Span       scan.Span // the period
	Carried    bool      // the period was named in an earlier sentence
	Basis      scan.Basis
	Sign       int    // which way a change goes
	DoubleSign bool   // 下降-5%
	PerYear    bool   // a mean of years
	PerTime    bool   // a mean of something else
	Target     bool   // wanted, not counted
	Event      bool   // of one accident that is told of
	Elsewhere  bool   // of the country, the province, another city
	Label      string // the words before it, from the last figure or mark on
	Clause     string // the words before it in its clause

	clause int
	run    int
	token  int
}

// Place is a scope: one or more members of a dimension.
type Place struct {
	Dimension analytics.DimensionID
	Keys      []string
	Age       Age
}

// Age is how long ago a scope was named.
type Age int

// The ages.
const (
	Own             Age = iota // in the figure's clause
	SameSentence               // earlier in its sentence
	EarlierSentence            // before its sentence
)

// Change is a change of one indicator against one basis: the figures that say it.
type Change struct {
	Values     []int // what it may be a change of; more than one where the wording leaves it open
	Base       int
	Difference int
	Percent    int // also points, times, 持平
	Sign       int // which way it went, where the value itself says so: 下降到305起
	Basis      scan.Basis
	Indicators []string
	sentence   int
	units      []quantity.Class // that what is counted is counted in
	scope      []Place
	token      int
}

// Share is a part of a whole in per cent.
type Share struct {
	Part, Whole, Percent int
	Stated               bool // the whole stands in the same phrase, or is the one that 其中 divides
	Quota                bool // the whole is a control quota
	Goal                 bool // the whole is a plan
}

// Rate is a rate with the counts that it comes from.
type Rate struct {
	Part, Percent int
	Wholes        []int // the counts that the part may be measured by, the likeliest first
}

// Sum is a whole with its parts.
type Sum struct {
	Whole    int
	Parts    []int
	Complete bool // the parts are all there are
	Total    bool // the whole is said to be their sum
}

// List is a list of changes that does not go with the list of what changed.
type List struct {
	Values, Changes []int
	Range           plain.Range
}

// CutOff is a day up to which figures are counted.
type CutOff struct {
	Range plain.Range
	Span  scan.Span
}

// BasisUse is a basis of comparison where it is named, with the period that is compared.
type BasisUse struct {
	Range    plain.Range
	Basis    scan.Basis
	Span     scan.Span
	Sentence int
}
