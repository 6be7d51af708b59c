package figure_test

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/query"
)

// answer is what is answered to one question: rows, and their total where it is not their sum.
type answer struct {
	rows  []engine.Row
	total []engine.Value
}

// told answers by the first indicator that is asked for and, where there are several, the dimensions; all else has no data.
type told struct {
	answers
	of map[string]answer
}

func (t told) Run(ctx context.Context, q query.Query) (engine.Frame, error) {
	var by []string
	for _, d := range q.By {
		by = append(by, string(d))
	}
	asked := string(q.Indicators[0])
	if len(by) > 1 {
		asked += " by " + strings.Join(by, ",")
	}
	a := t.of[asked]
	frame, err := answers{strings.Join(by, ","): a.rows}.Run(ctx, q)
	if a.total != nil {
		frame.Total = a.total
	}
	return frame, err
}

func known(v float64) engine.Value { return engine.Value{Now: v, HasNow: true} }

func drawTold(t *testing.T, kind string, a figure.Answers, q figure.Question) figure.Figure {
	t.Helper()
	k, err := figure.KindByID(kind)
	if err != nil {
		t.Fatal(err)
	}
	f, err := k.Draw(t.Context(), a, q, chinese)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var thisYear = figure.Question{Period: year, Basis: analytics.NoBasis, Measure: "accidents"}

// threeTowns are a small town with the highest rate, a large one with twice the city's, and the rest of the city.
func threeTowns() told {
	return told{of: map[string]answer{
		"accidents_per_10k_residents": {
			rows:  []engine.Row{row("小", 30, 3), row("大", 20, 200), row("中", 8, 800), row("空", 0, 0)},
			total: []engine.Value{known(1003 / 110.1), known(1003)},
		},
		"population": {rows: []engine.Row{row("小", 1000), row("大", 100000), row("中", 1000000)}},
	}}
}

// TestASmallTownIsNotAccused ranks rates: three accidents among a thousand residents are the highest rate, but more than
// nine in ten small towns like it would have none to speak of; only the large town stands out. Whiskers are Garwood's
// interval: of three events 0.6187 to 8.7673.
func TestASmallTownIsNotAccused(t *testing.T) {
	f := drawTold(t, "town-rates-residents", threeTowns(), thisYear)
	if got, want := f.Finding.String(), "大每万常住人口事故起数偏高"; got != want {
		t.Errorf("finding %q, want %q", got, want)
	}
	o := read(t, f.Option)
	if diff := cmp.Diff([]string{"小", "大", "中"}, o.YAxis[0].Data); diff != "" {
		t.Errorf("towns (-want +got):\n%s", diff)
	}
	whisker := o.Series[1].Data[0].([]any)
	for i, want := range []float64{30, 30, 6.187, 87.673} {
		if got := whisker[i].(float64); math.Abs(got-want) > 0.002 {
			t.Errorf("whisker of 3 events: %v, place %d wants %v", whisker, i, want)
		}
	}
	for i, accused := range []bool{false, true, false} {
		item, _ := o.Series[0].Data[i].(map[string]any)
		style, _ := item["itemStyle"].(map[string]any)
		if got := style["color"] == chinese.Palette.Worse; got != accused {
			t.Errorf("bar %d in the colour of bad news: %v", i, got)
		}
	}
}

// TestARateMapLeavesOutWhatHasNoRate colours a town without residents as unknown.
func TestARateMapLeavesOutWhatHasNoRate(t *testing.T) {
	f := drawTold(t, "town-map-residents", threeTowns(), thisYear)
	values := make(map[string]any)
	for _, item := range read(t, f.Option).Series[0].Data {
		one := item.(map[string]any)
		values[one["name"].(string)] = one["value"].([]any)[2]
	}
	if diff := cmp.Diff(map[string]any{"小": 30.0, "大": 20.0, "中": 8.0, "空": "-"}, values); diff != "" {
		t.Errorf("tiles (-want +got):\n%s", diff)
	}
}

// mapSeries is the first series of an option as far as maps go.
type mapSeries struct {
	Series []struct {
		Type, Map, NameProperty string
		Data                    []struct {
			Name  string
			Value any
		}
	}
}

// TestTownsLieOnTheirMap recognises the towns by their codes; what is not stated has no area, and a town that the map lacks
// is counted in the subtitle.
func TestTownsLieOnTheirMap(t *testing.T) {
	rows := []engine.Row{row("441900116", 5), row("441900119", 0), row("441900121", 7), row("441900003", 1), row("999", 2), notStated(3)}
	q := thisYear
	q.Where = []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"441900121"}}}
	f := draw(t, "town-map", answers{"town": rows}, q, chinese)
	var o mapSeries
	if err := json.Unmarshal(f.Option, &o); err != nil {
		t.Fatal(err)
	}
	s := o.Series[0]
	if s.Type != "map" || s.Map != "dongguan" || s.NameProperty != "key" || len(s.Data) != 4 || s.Data[1].Name != "441900119" || s.Data[1].Value != 0.0 {
		t.Errorf("series %+v", s)
	}
	if diff := cmp.Diff([][2]int{{0, 2}}, f.Selected); diff != "" {
		t.Errorf("marked (-want +got):\n%s", diff)
	}
	if !strings.Contains(f.Subtitle, "1 个不在图上") {
		t.Errorf("the subtitle does not count the town without an area: %q", f.Subtitle)
	}
	target, ok := f.Target(0, 0)
	want := figure.Target{Conditions: []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"441900116"}}}, Opens: figure.TownSheet}
	if diff := cmp.Diff(want, target); !ok || diff != "" {
		t.Errorf("target (-want +got):\n%s", diff)
	}
}

// TestTownsWithoutAMapAreTiles keeps their own order, and of very many the largest.
func TestTownsWithoutAMapAreTiles(t *testing.T) {
	rows := []engine.Row{row("丙", 1), row("甲", 3), row("乙", 2)}
	f := draw(t, "town-map", answers{"town": rows}, thisYear, chinese)
	var o mapSeries
	if err := json.Unmarshal(f.Option, &o); err != nil {
		t.Fatal(err)
	}
	if s := o.Series[0]; s.Type != "heatmap" || s.Data[0].Name != "丙" || s.Data[2].Name != "乙" {
		t.Errorf("series %+v", s)
	}
	var many []engine.Row
	for i := range 120 {
		many = append(many, row(strings.Repeat("a", i+1), float64(i)))
	}
	f = draw(t, "town-map", answers{"town": many}, thisYear, chinese)
	if err := json.Unmarshal(f.Option, &o); err != nil {
		t.Fatal(err)
	}
	if s := o.Series[0]; len(s.Data) != 96 || s.Data[0].Name != strings.Repeat("a", 25) {
		t.Errorf("%d tiles", len(s.Data))
	}
	if !strings.Contains(f.Subtitle, "24") {
		t.Errorf("the subtitle does not count the towns left out: %q", f.Subtitle)
	}
}

// TestLeague ranks towns: equal figures share a place, what is not stated has none, rates are joined by town, and a town
// that has used more of its quota than of the year is marked.
func TestLeague(t *testing.T) {
	rate := answer{rows: []engine.Row{row("乙", 1.5, 2.5, 3.5)}, total: []engine.Value{known(9), known(8), known(7)}}
	a := told{of: map[string]answer{
		"accidents":                   {rows: []engine.Row{against(row("甲", 4), 2), against(row("乙", 9), 12), against(row("丙", 4), 4), notStated(50)}},
		"accidents_per_10k_employees": rate,
		"quota_progress":              {rows: []engine.Row{row("甲", 110, 11, 10), row("乙", 50, 5, 10)}, total: []engine.Value{known(80), known(16), known(20)}},
	}}
	q := thisYear
	q.Basis = analytics.SamePeriod
	f := drawTold(t, "town-table", a, q)
	if got, want := f.Finding.String(), "1 个镇街事故起数高于去年同期，1 个低于"; got != want {
		t.Errorf("finding %q, want %q", got, want)
	}
	want := [][]string{
		{"1", "乙", "9", "12", "▼ 25.0%", "", "1.50", "2.50", "3.50", "50.0%"},
		{"2", "甲", "4", "2", "▲ 2宗", "", "—", "—", "—", "110.0% ▲"},
		{"2", "丙", "4", "4", "持平", "", "—", "—", "—", "—"},
		{"", "未注明", "50", "—", "—", "", "—", "—", "—", "—"},
		{"", "合计", "67", "18", "▲ 272.2%", "", "9.00", "8.00", "7.00", "80.0%"},
	}
	var got [][]string
	for i := range f.Sheet.Rows {
		texts := f.Sheet.Texts(i)
		for j := range texts {
			texts[j] = plain(texts[j])
		}
		got = append(got, texts)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the league (-want +got):\n%s", diff)
	}
	if cell := f.Sheet.Rows[1].Cells[9]; cell.Tone != figure.Bad {
		t.Error("a town ahead of its quota is no bad news")
	}
}
