package problem

import (
	"slices"
	"strings"

	"anlan/analytics"
)

// Kind says what a finding asks of its reader.
type Kind string

// The kinds of findings.
const (
	Problem Kind = "problem" // something is wrong, or may be
	Gap     Kind = "gap"     // data are missing that could hide something
	Praise  Kind = "praise"  // something has become better
)

// Certainty is how sure it is that a finding is more than chance.
type Certainty string

// The steps of certainty.
const (
	VeryUnlikely Certainty = "very_unlikely" // very unlikely to be chance: adjusted p below 0.01
	Unlikely     Certainty = "unlikely"      // unlikely to be chance: adjusted p below the share of false alarms
	Suggestive   Certainty = "suggestive"    // alone it would be, but among so many trials it may be chance
	Ordinary     Certainty = "ordinary"      // may be chance
	Recorded     Certainty = "recorded"      // a recorded fact, which chance does not touch: a quota is exceeded, a return is missing
)

// MoreThanChance tells whether a finding claims that chance does not explain it.
func (c Certainty) MoreThanChance() bool { return c == VeryUnlikely || c == Unlikely }

// Severity is how much harm a finding stands for.
type Severity string

// The severities.
const (
	Grave   Severity = "grave"
	Serious Severity = "serious"
	Notable Severity = "notable"
)

// Finding is one problem, gap or improvement.
type Finding struct {
	Question  string // ID in the catalogue
	Text      string // which wording of the question fits: key of the translation files between "problem." and ".statement"
	Kind      Kind
	Subjects  []Subject
	Numbers   []Number
	P         float64 // as tested; meaningless where the certainty is Recorded
	Adjusted  float64 // for all that was tested
	Certainty Certainty
	Severity  Severity
	Harm      float64 // in deaths: what was above expectation, accidents counted by the deaths they bring on average
	Score     float64 // harm and certainty together, by which findings are ranked
	Evidence  Evidence
	Figure    string    // kind of figure that shows it
	Merged    []Finding // near-duplicates that it stands for
}

// Subject is what a finding is about: members of one dimension.
type Subject struct {
	Dimension analytics.DimensionID
	Members   []analytics.Member
}

// Number is a figure of a finding, by the name that its sentences have for it.
type Number struct {
	Name  string
	Value float64
	Style NumberStyle
	Unit  analytics.Unit // of quantities
	Text  analytics.Text // of names
}

// NumberStyle is how a number is printed.
type NumberStyle string

// The styles of numbers.
const (
	Quantity   NumberStyle = "quantity" // with its unit
	Plain      NumberStyle = "plain"    // a bare number: whole, or with one decimal where it is below 10 and has a fraction
	Ratio      NumberStyle = "ratio"    // two decimals
	Percent    NumberStyle = "percent"  // of a fraction
	Points     NumberStyle = "points"   // percentage points, with their sign
	Change     NumberStyle = "change"   // a change in words, of Value from Base
	Name       NumberStyle = "name"     // a text
	ClockHours NumberStyle = "hours"    // an hour of the day
)

// Evidence is the question whose rows a finding rests on.
type Evidence struct {
	Fact    analytics.FactID
	Measure analytics.ID // limits the rows to those that the indicator counts; empty: all
	Period  analytics.Period
	Where   []analytics.Condition
	Firms   []string // limits the rows to firms
}

// Key names a finding for good: by its question and what it is about. Decisions are kept under [Finding.DecisionKeys].
func (f Finding) Key() string {
	parts := []string{f.Text}
	for _, s := range f.Subjects {
		var keys []string
		for _, m := range s.Members {
			keys = append(keys, m.Key)
		}
		slices.Sort(keys)
		parts = append(parts, string(s.Dimension)+"="+strings.Join(keys, ","))
	}
	return strings.Join(parts, "|")
}

// Subject are the members of a dimension that a finding is about.
func (f Finding) Subject(d analytics.DimensionID) []analytics.Member {
	for _, s := range f.Subjects {
		if s.Dimension == d {
			return s.Members
		}
	}
	return nil
}

// Conditions are what a finding is about, as filters.
func (f Finding) Conditions() []analytics.Condition {
	var list []analytics.Condition
	for _, s := range f.Subjects {
		c := analytics.Condition{Dimension: s.Dimension}
		for _, m := range s.Members {
			c.Keys = append(c.Keys, m.Key)
		}
		list = append(list, c)
	}
	return list
}

// Scope is what charts beside the finding look at: what it is about, but of quotas the towns alone where it names towns and sectors
// side by side, which are two breakdowns of the same deaths.
func (f Finding) Scope() []analytics.Condition {
	conditions := f.Conditions()
	if f.sideBySide() && len(conditions) > 1 {
		return conditions[:1]
	}
	return conditions
}

// sideBySide tells whether each subject of a finding is one by itself.
func (f Finding) sideBySide() bool { return f.Question == "quota" && f.Text != "quota_cells" }

// Number finds a number by its name.
func (f Finding) Number(name string) (float64, bool) {
	for _, n := range f.Numbers {
		if n.Name == name {
			return n.Value, true
		}
	}
	return 0, false
}
