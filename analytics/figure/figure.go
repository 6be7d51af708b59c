package figure

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/problem"
	"anlan/analytics/query"
	"anlan/analytics/words"
	"anlan/assets"
)

// Question is what a page or a command line asks of all its charts.
type Question struct {
	Period  analytics.Period
	Basis   analytics.Basis
	Also    analytics.Basis // stands beside the basis where there is room for two; empty for none
	Where   []analytics.Condition
	Measure analytics.ID // the indicator that charts of one indicator show: accidents or deaths
	AsOf    time.Time    `json:",omitzero"` // the figures are those known at this moment; zero for the present
	// Thresholds are those by which charts beside the problem analysis mark what it finds; nil for the usual ones.
	Thresholds *problem.Thresholds `json:",omitempty"`
}

// thresholds are those of a question.
func (q Question) thresholds() problem.Thresholds {
	if q.Thresholds == nil {
		return problem.Defaults()
	}
	return *q.Thresholds
}

// query makes a query about the question, without its filters on some dimensions.
func (q Question) query(indicators []analytics.ID, by []analytics.DimensionID, without ...analytics.DimensionID) query.Query {
	built := query.Query{Indicators: indicators, By: by, Period: q.Period, Basis: q.Basis, Where: slices.Clone(q.Where), Lenient: true}
	for _, d := range without {
		built = built.Without(d)
	}
	return built
}

// selected are the keys that the question's filter on a dimension keeps; nil without such a filter.
func (q Question) selected(d analytics.DimensionID) []string {
	for _, c := range q.Where {
		if c.Dimension == d && !c.Not {
			return c.Keys
		}
	}
	return nil
}

// Style is how charts look.
type Style struct {
	Printer format.Printer
	Palette assets.Palette
	Text    float64 // size of axis texts and labels
	Bars    int     // at most so many bars in a ranking, where slides have less room than windows; 0 for the usual number
}

// Target is what a click on a mark filters by, the period that it turns to, or the accident that it opens.
type Target struct {
	Conditions []analytics.Condition
	Period     analytics.Period
	Accident   string // key of the one accident whose card it opens
	Opens      string // the page that a double click opens on it: [TownSheet]; empty for none
}

// Empty tells that a mark stands for nothing that could be looked at.
func (t Target) Empty() bool { return len(t.Conditions) == 0 && t.Period.IsZero() && t.Accident == "" }

// Figure is a chart ready to be laid out, or a table.
type Figure struct {
	Kind     string
	Finding  Sentence // what the chart shows, as a sentence with its figures
	Subtitle string   // unit, period, basis
	Option   []byte   // ECharts option as JSON; nil where there is nothing to draw
	Targets  [][]Target
	Selected [][2]int // series and index of the marks that are filtered by, where the option does not show them itself
	Sheet    *Sheet   // of kinds that are tables
	Frame    engine.Frame
	Empty    string // why there is nothing to draw
}

// Target finds what a click on a datum filters by.
func (f Figure) Target(series, index int) (Target, bool) {
	if series < 0 || series >= len(f.Targets) || index < 0 || index >= len(f.Targets[series]) {
		return Target{}, false
	}
	t := f.Targets[series][index]
	return t, !t.Empty()
}

// Tone is how a part of a sentence is meant.
type Tone int

// The tones. Bad and good news are also said in words.
const (
	Plain Tone = iota
	Bad
	Good
)

// Ink is the colour of a tone in a palette, as #rrggbb; plain is what has no tone.
func (t Tone) Ink(p assets.Palette, plain string) string {
	switch t {
	case Bad:
		return p.Worse
	case Good:
		return p.Better
	}
	return plain
}

// Span is a part of a sentence.
type Span struct {
	Text string
	Tone Tone
}

// Sentence is a sentence in parts.
type Sentence []Span

// String is the sentence as plain text.
func (s Sentence) String() string {
	var b strings.Builder
	for _, span := range s {
		b.WriteString(span.Text)
	}
	return b.String()
}

func plain(text string) Sentence { return Sentence{{Text: text}} }

// Kind is a kind of chart: what it asks, and how the answers become a figure.
type Kind struct {
	ID string
	// Own are the dimensions that a click filters by. The chart itself does not follow its own filter: it shows all
	// members and highlights the selected ones, so that a second click can release them.
	Own   []analytics.DimensionID
	Table bool         // it is a table, not a chart
	Zooms bool         // the wheel zooms it
	Brush string       // dragging over it chooses marks: "lineX", "lineY" or "rect"; empty where it does not
	Card  analytics.ID // the indicator whose card on a page leads to this kind
	// Needs are the questions whose answers build makes the figure from. A kind that asks in steps, or for more than frames,
	// has draw instead of both.
	Needs func(Question) []query.Query
	build func(Question, Style, []engine.Frame) (Figure, error)
	draw  func(context.Context, Answers, Question, Style) (Figure, error)
}

// Name is what the kind is called.
func (k Kind) Name(l analytics.Language) string { return words.In(l).Say("figure.name." + k.ID) }

// Build makes the figure from the answers to Needs, in their order.
func (k Kind) Build(q Question, s Style, frames []engine.Frame) (Figure, error) {
	return k.finish(k.build(q, s, frames))
}

func (k Kind) finish(f Figure, err error) (Figure, error) {
	if err != nil {
		return Figure{}, fmt.Errorf("chart %s: %w", k.ID, err)
	}
	f.Kind = k.ID
	return f, nil
}

// CanMeasure tells whether the charts of one indicator can show it: what the accident ledger counts.
func CanMeasure(id analytics.ID) bool {
	return slices.Contains([]analytics.ID{"accidents", "deaths", "injured", "loss", "larger_accidents", "fatal_accidents"}, id)
}

// Kinds lists the kinds of chart.
func Kinds() []Kind {
	return slices.Concat([]Kind{
		monthsKind, sectorsKind, townsKind, sectorTownKind, quotaKind, weekdayHourKind,
		trendKind, seasonKind, calendarKind, cumulativeKind,
		treemapKind, sectorPartsKind, sectorMonthsKind, sectorMonthsOwnKind, lethalityKind, sectorTableKind,
		townMapKind, townMapResidentsKind, townMapEmployeesKind, townMapVehiclesKind, townRatesResidentsKind, townRatesEmployeesKind, townRatesVehiclesKind,
		townTableKind,
		quotaSeasonKind, quotaSectorKind, quotaDepartmentsKind, quotaTableKind, quotaCurveKind, vetoKind,
		majorsKind, majorsTimelineKind, majorsWeightKind, repeatsKind, unstatedTownsKind, unstatedSectorsKind, unstatedDeathsKind,
		townFunnelKind, contributionKind, paretoKind, controlKind, quadrantKind, signalsKind,
	}, enforcementKinds(), campaignKinds(), foundationKinds())
}

// KindByID finds a kind of chart.
func KindByID(id string) (Kind, error) {
	var known []string
	for _, k := range Kinds() {
		if k.ID == id {
			return k, nil
		}
		known = append(known, k.ID)
	}
	return Kind{}, &analytics.Error{Code: analytics.CodeChart, Value: id, Detail: strings.Join(known, ", ")}
}

// marshal writes an option as JSON with sorted keys.
func marshal(option map[string]any) ([]byte, error) {
	text, err := json.Marshal(option)
	if err != nil {
		return nil, fmt.Errorf("write the option: %w", err)
	}
	return text, nil
}
