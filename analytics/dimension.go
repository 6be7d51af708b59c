package analytics

// DimensionID names a way to break figures down, and to filter them.
type DimensionID string

// The dimensions.
const (
	Town         DimensionID = "town"
	Sector       DimensionID = "sector"
	Subsector    DimensionID = "subsector"
	AccidentType DimensionID = "type"
	Severity     DimensionID = "severity"
	Department   DimensionID = "department"
	Campaign     DimensionID = "campaign"
	MeasureName  DimensionID = "measure"
	Year         DimensionID = "year"
	Quarter      DimensionID = "quarter"
	Month        DimensionID = "month"
	Date         DimensionID = "day"
	Weekday      DimensionID = "weekday"
	Hour         DimensionID = "hour"
	Batch        DimensionID = "batch"    // the import that a row came from
	Accident     DimensionID = "accident" // one accident, to leave it out or to look at it alone
)

// UnknownKey is the key of the member that stands for "not stated".
const UnknownKey = "unknown"

// Member is one value of a dimension: a town, a month.
type Member struct {
	Key   string
	Label Text
	Unit  string // of a measure: what its values count, as its returns say
}

// Unknown is the member of rows that do not state a dimension.
var Unknown = Member{Key: UnknownKey, Label: Text{"未注明", "not stated"}}

// Condition keeps the rows whose dimension is one of the keys, or, negated, those whose dimension is none of them.
type Condition struct {
	Dimension DimensionID
	Keys      []string
	Not       bool `json:",omitempty"`
}
