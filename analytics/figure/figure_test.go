package figure_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/analytics/query"
	"anlan/assets"
)

var (
	year    = analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}
	chinese = figure.Style{Printer: format.Printer{Language: analytics.Chinese}, Palette: assets.Light, Text: 13}
	english = figure.Style{Printer: format.Printer{Language: analytics.English}, Palette: assets.Light, Text: 13}
)

// answers answers every question with the rows it was given for the question's breakdown.
type answers map[string][]engine.Row

func (a answers) Records(context.Context, query.Records) (engine.Records, error) {
	return engine.Records{}, nil
}

func (a answers) Landmarks(context.Context, analytics.Period, []analytics.Condition) ([]engine.Landmark, error) {
	return nil, nil
}

func (a answers) Coverage(context.Context, analytics.FactID) (analytics.Period, error) {
	return analytics.Period{From: analytics.Day(2006, 1, 1), To: analytics.Day(2011, 12, 23)}, nil
}

func (a answers) Firms(context.Context, query.Firms) (engine.Firms, error) {
	return engine.Firms{}, nil
}

func (a answers) Durations(context.Context, query.Durations) ([]engine.Duration, error) {
	return nil, nil
}

func (a answers) Run(_ context.Context, q query.Query) (engine.Frame, error) {
	frame := engine.Frame{Meta: engine.Meta{Period: q.Period, Basis: q.Basis}}
	if q.Basis != analytics.NoBasis {
		frame.Meta.Windows = q.Basis.Windows(q.Period)
		frame.Meta.BaseDays = float64(q.Period.Days())
	}
	var by []string
	for _, d := range q.By {
		found, err := catalog.Default().Dimension(d)
		if err != nil {
			return frame, err
		}
		frame.By = append(frame.By, engine.Dimension{ID: d, Name: found.Name})
		by = append(by, string(d))
	}
	frame.Rows = a[strings.Join(by, ",")]
	for i, id := range q.Indicators {
		indicator, err := catalog.Default().Indicator(id)
		if err != nil {
			return frame, err
		}
		frame.Indicators = append(frame.Indicators, indicator)
		var total engine.Value
		for _, row := range frame.Rows {
			v := row.Values[i]
			total.Now, total.HasNow = total.Now+v.Now, total.HasNow || v.HasNow
			total.Base, total.HasBase = total.Base+v.Base, total.HasBase || v.HasBase
		}
		frame.Total = append(frame.Total, total)
	}
	return frame, nil
}

func row(key string, figures ...float64) engine.Row {
	r := engine.Row{Members: []analytics.Member{{Key: key, Label: analytics.Same(key)}}}
	for _, v := range figures {
		r.Values = append(r.Values, engine.Value{Now: v, HasNow: true})
	}
	return r
}

func against(r engine.Row, base float64) engine.Row {
	r.Values[0].Base, r.Values[0].HasBase = base, true
	return r
}

func notStated(figures ...float64) engine.Row {
	r := row("", figures...)
	r.Members[0] = analytics.Unknown
	return r
}

func draw(t *testing.T, kind string, a figure.Answers, q figure.Question, s figure.Style) figure.Figure {
	t.Helper()
	k, err := figure.KindByID(kind)
	if err != nil {
		t.Fatal(err)
	}
	f, err := k.Draw(t.Context(), a, q, s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestEveryKindHasAName(t *testing.T) {
	for _, k := range figure.Kinds() {
		for _, l := range []analytics.Language{analytics.Chinese, analytics.English} {
			if name := k.Name(l); name == "" || strings.Contains(name, k.ID) {
				t.Errorf("%s is named %q in %s", k.ID, name, l)
			}
		}
	}
}

func TestFindings(t *testing.T) {
	towns := answers{"town": {row("甲", 10), row("乙", 30), row("丙", 20), row("丁", 40)}}
	for _, tc := range []struct {
		name, kind string
		answers    answers
		style      figure.Style
		finding    string
		subtitle   string
	}{
		{"three towns lead", "towns", towns, chinese, "丁、乙、丙事故起数最多，占全市 90.0%", "事故起数（宗） · 2011年1月1日至12月23日"},
		{"in English", "towns", towns, english, "丁, 乙 and 丙 lead in accidents with 90.0% of the city", "Accidents · 1 January to 23 December 2011"},
		{"what is not stated does not lead", "towns", answers{"town": {row("甲", 10), notStated(90)}}, chinese, "甲事故起数最多，占全市 10.0%", "事故起数（宗） · 2011年1月1日至12月23日 · 未注明镇街的 90宗"},
		{"nothing but not stated", "towns", answers{"town": {row("甲", 0), notStated(90)}}, chinese, "事故起数 90宗，都未注明镇街", "事故起数（宗） · 2011年1月1日至12月23日 · 未注明镇街的 90宗"},
		{"nothing happened", "sectors", answers{"sector": {row("a", 0), row("b", 0)}}, english, "No accidents in this period", "Accidents · 1 January to 23 December 2011"},
		{"a sector leads", "sectors", answers{"sector": {row("火灾", 1), row("道路交通", 3)}}, chinese, "道路交通占事故起数的 75.0%", "事故起数（宗） · 2011年1月1日至12月23日"},
		{"the highest month", "months", answers{"month": {row("2011-01", 5), row("2011-02", 9)}}, chinese, "事故起数：2月最多（9宗）", "事故起数（宗） · 2011年1月1日至12月23日"},
		{"two highest months", "months", answers{"month": {row("2011-01", 9), row("2011-02", 9), row("2011-03", 1)}}, chinese, "事故起数：1月、2月最多（9宗）", "事故起数（宗） · 2011年1月1日至12月23日"},
		{"the fullest cell", "weekday-hour", answers{"weekday,hour": {cell("周一", "8时", 3), cell("周二", "18时", 7)}}, chinese, "事故起数最多的是周二18时，7宗", "事故起数（宗） · 2011年1月1日至12月23日"},
		{"no data", "months", answers{}, chinese, "事故起数：没有数据", "事故起数（宗） · 2011年1月1日至12月23日"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := draw(t, tc.kind, tc.answers, figure.Question{Period: year, Basis: analytics.NoBasis, Measure: "accidents"}, tc.style)
			if got := plain(f.Finding.String()); got != tc.finding {
				t.Errorf("finding %q, want %q", got, tc.finding)
			}
			if got := plain(f.Subtitle); got != tc.subtitle {
				t.Errorf("subtitle %q, want %q", got, tc.subtitle)
			}
		})
	}
}

// plain is a text without the thin spaces between figures and units.
func plain(text string) string { return strings.ReplaceAll(text, "\u202f", "") }

func cell(down, across string, v float64) engine.Row {
	return engine.Row{
		Members: []analytics.Member{{Key: down, Label: analytics.Same(down)}, {Key: across, Label: analytics.Same(across)}},
		Values:  []engine.Value{{Now: v, HasNow: true}},
	}
}

func TestMonthsCountTheirSteps(t *testing.T) {
	q := figure.Question{Period: analytics.Period{From: analytics.Day(2006, 1, 1), To: analytics.Day(2011, 12, 31)}, Basis: analytics.SamePeriod, Measure: "accidents"}
	f := draw(t, "months", answers{"quarter": {against(row("20111", 5), 9), against(row("20112", 9), 4), against(row("20113", 3), 7)}}, q, chinese)
	if got, want := plain(f.Finding.String()), "事故起数 2 个季度低于去年同期，20112最多（9宗）"; got != want {
		t.Errorf("finding %q, want %q", got, want)
	}
}

// option is a part of an ECharts option, as far as the tests read it.
type option struct {
	Title  map[string]any
	Series []struct {
		Data []any
	}
	YAxis []struct{ Data []string }
}

func read(t *testing.T, text []byte) option {
	t.Helper()
	var o option
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// TestTargets clicks on each bar in thought: it filters by the town that the bar says.
func TestTargets(t *testing.T) {
	var rows []engine.Row
	for i := range 60 {
		rows = append(rows, row(fmt.Sprintf("town %02d", i), float64(100-i)))
	}
	rows = append(rows, notStated(7))
	f := draw(t, "towns", answers{"town": rows}, figure.Question{Period: year, Basis: analytics.NoBasis, Measure: "accidents"}, chinese)
	names := read(t, f.Option).YAxis[0].Data
	if len(names) != 40 || names[38] != "未注明" || names[39] != "其余 22 个" {
		t.Fatalf("%d bars, the last are %v", len(names), names[len(names)-2:])
	}
	for i, name := range names {
		target, ok := f.Target(0, i)
		if i == 39 {
			if ok {
				t.Error("the sum of the others can be clicked")
			}
			continue
		}
		key := name
		if name == "未注明" {
			key = analytics.UnknownKey
		}
		if want := []analytics.Condition{{Dimension: analytics.Town, Keys: []string{key}}}; !ok || cmp.Diff(want, target.Conditions) != "" {
			t.Errorf("bar %s filters by %v", name, target)
		}
	}
	for _, at := range [][2]int{{-1, 0}, {1, 0}, {0, -1}, {0, 40}} {
		if _, ok := f.Target(at[0], at[1]); ok {
			t.Errorf("mark %v is not there and can be clicked", at)
		}
	}
}

// TestSelection filters by a town: its bar is marked, the others stay, and the chart does not ask with its own filter.
func TestSelection(t *testing.T) {
	where := []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"丙"}}, {Dimension: analytics.Sector, Keys: []string{"s"}}}
	q := figure.Question{Period: year, Basis: analytics.NoBasis, Measure: "accidents", Where: where}
	kind, err := figure.KindByID("towns")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(where[1:], kind.Needs(q)[0].Where); diff != "" {
		t.Errorf("asks with (-want +got):\n%s", diff)
	}
	a := answers{"town": {row("甲", 10), row("乙", 30), row("丙", 20)}}
	f := draw(t, "towns", a, q, chinese)
	if diff := cmp.Diff([][2]int{{0, 1}}, f.Selected); diff != "" {
		t.Errorf("marked (-want +got):\n%s", diff)
	}
	static, err := f.Static()
	if err != nil {
		t.Fatal(err)
	}
	for i, item := range read(t, static).Series[0].Data {
		style, _ := item.(map[string]any)["itemStyle"].(map[string]any)
		if marked := style["color"] == assets.Light.Primary; marked != (i == 1) {
			t.Errorf("bar %d in a file: marked is %v", i, marked)
		}
	}
}

func TestTitled(t *testing.T) {
	f := draw(t, "towns", answers{"town": {row("甲", 10)}}, figure.Question{Period: year, Basis: analytics.NoBasis, Measure: "accidents"}, chinese)
	titled, err := f.Titled(chinese, 900, 500, "示例数据")
	if err != nil {
		t.Fatal(err)
	}
	title := read(t, titled).Title
	if title["text"] != f.Finding.String() || title["subtext"] != "示例数据 · "+f.Subtitle {
		t.Errorf("title %v", title)
	}
	empty := draw(t, "towns", answers{}, figure.Question{Period: year, Basis: analytics.NoBasis, Measure: "accidents"}, chinese)
	if _, err := empty.Titled(chinese, 900, 500, ""); err == nil || empty.Empty == "" {
		t.Errorf("a chart without data: %v, %q", err, empty.Empty)
	}
}

// TestQuota compares what is used with the part of the year that is gone: 357 of 365 days are 97.8 %.
func TestQuota(t *testing.T) {
	a := answers{"town": {row("甲", 110, 22, 20), row("乙", 97, 97, 100), row("丙", 98, 98, 100)}}
	f := draw(t, "quota", a, figure.Question{Period: analytics.Period{From: analytics.Day(2011, 6, 1), To: year.To}, Basis: analytics.SamePeriod, Measure: "accidents"}, chinese)
	if got, want := f.Finding.String(), "甲、丙超控制进度"; got != want {
		t.Errorf("finding %q, want %q", got, want)
	}
	if !strings.Contains(f.Subtitle, "时间进度 97.8%") || !strings.Contains(f.Subtitle, "1月1日至12月23日") {
		t.Errorf("subtitle %q", f.Subtitle)
	}
	text := string(f.Option)
	for _, part := range []string{"已突破 2 人", "还剩 3 人", "还剩 2 人"} {
		if !strings.Contains(text, part) {
			t.Errorf("no tooltip says %q", part)
		}
	}
}

// TestNamesAreData draws a town whose name is script and markup: it stays a JSON string.
func TestNamesAreData(t *testing.T) {
	name := `</script><script>alert(1)</script>{a|b}"` + "\u202e"
	f := draw(t, "towns", answers{"town": {row(name, 10)}}, figure.Question{Period: year, Basis: analytics.NoBasis, Measure: "accidents"}, chinese)
	if strings.Contains(string(f.Option), "<script") {
		t.Error("the option has markup in it")
	}
	if datum := read(t, f.Option).Series[0].Data[0].(map[string]any); datum["name"] != name || !strings.HasPrefix(datum["tip"].(string), name) {
		t.Errorf("the name became %q", datum)
	}
}

func TestLongNamesAreCutOnAxes(t *testing.T) {
	rows := []engine.Row{row("塘厦", 9), row(strings.Repeat("长", 11), 8), row(strings.Repeat("长", 12), 7), row(strings.Repeat("a", 22), 6), row(strings.Repeat("a", 23), 5)}
	f := draw(t, "towns", answers{"town": rows}, figure.Question{Period: year, Basis: analytics.NoBasis, Measure: "accidents"}, chinese)
	want := []string{"塘厦", strings.Repeat("长", 11), strings.Repeat("长", 10) + "…", strings.Repeat("a", 22), strings.Repeat("a", 20) + "…"}
	if diff := cmp.Diff(want, read(t, f.Option).YAxis[0].Data); diff != "" {
		t.Errorf("names on the axis (-want +got):\n%s", diff)
	}
}

// TestTitledLeavesRoom lays no part of a chart under the title: what begins above its room, begins below it.
func TestTitledLeavesRoom(t *testing.T) {
	const width, height = 900, 500
	for _, tc := range []struct{ name, option, want string }{
		{"a grid", `{"grid":{"top":10,"left":5,"right":0,"bottom":2}}`, `{"grid":{"top":83,"left":21.8,"right":16.8,"bottom":18.8}}`},
		{"panels", `{"grid":[{"top":"50%","left":"10%","width":"25%","height":"20%"}]}`, `{"grid":[{"top":278.1,"left":103.44,"width":216.6,"height":82.08}]}`},
		{"a calendar", `{"calendar":[{"top":26,"left":40}]}`, `{"calendar":[{"top":99,"left":56.8}]}`},
		{"a map", `{"series":[{"type":"map","top":4,"bottom":4}]}`, `{"series":[{"type":"map","top":77,"bottom":20.8}]}`},
		{"bars have no box", `{"series":[{"type":"bar","left":4}]}`, `{"series":[{"type":"bar","left":4}]}`},
		{"what says auto stays", `{"grid":{"top":"auto","width":"auto"}}`, `{"grid":{"top":"auto","width":"auto"}}`},
	} {
		style := chinese
		style.Text = 14
		titled, err := figure.Figure{Option: []byte(tc.option)}.Titled(style, width, height, "")
		if err != nil {
			t.Fatal(err)
		}
		var got, want map[string]any
		if err := errors.Join(json.Unmarshal(titled, &got), json.Unmarshal([]byte(tc.want), &want)); err != nil {
			t.Fatal(err)
		}
		delete(got, "title")
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 0.3)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}
