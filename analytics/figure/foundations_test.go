package figure_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/query"
)

// asked answers by the first indicator of a question, with the rows it was given for the question's breakdown.
type asked map[analytics.ID]answers

func (a asked) Records(ctx context.Context, r query.Records) (engine.Records, error) {
	return answers{}.Records(ctx, r)
}

func (a asked) Landmarks(ctx context.Context, p analytics.Period, where []analytics.Condition) ([]engine.Landmark, error) {
	return answers{}.Landmarks(ctx, p, where)
}

func (a asked) Coverage(ctx context.Context, fact analytics.FactID) (analytics.Period, error) {
	return answers{}.Coverage(ctx, fact)
}

func (a asked) Firms(context.Context, query.Firms) (engine.Firms, error) { return engine.Firms{}, nil }

func (a asked) Durations(context.Context, query.Durations) ([]engine.Duration, error) {
	return nil, nil
}

func (a asked) Run(ctx context.Context, q query.Query) (engine.Frame, error) {
	return a[q.Indicators[0]].Run(ctx, q)
}

// of is a row over two dimensions.
func of(first, second string, figures ...float64) engine.Row {
	r := row(second, figures...)
	one := analytics.Member{Key: first, Label: analytics.Same(first)}
	if first == "" {
		one = analytics.Unknown
	}
	if second == "" {
		r.Members[0] = analytics.Unknown
	}
	r.Members = append([]analytics.Member{one}, r.Members...)
	return r
}

// texts are the cells of a sheet.
func texts(sheet *figure.Sheet) [][]string {
	var list [][]string
	for _, r := range sheet.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, plain(c.Text))
		}
		list = append(list, cells)
	}
	return list
}

func half() figure.Question {
	return figure.Question{Period: analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 7, 1)}, Basis: analytics.NoBasis, Measure: "accidents"}
}

func TestTownsAgainstTheirTargets(t *testing.T) {
	// By 1 July 182 of 365 days, 49.9 per cent of the year, have passed.
	a := asked{
		"training":        {"town": {row("甲", 300, 5, 2, 1), row("乙", 400, 3, 0, 0), row("丙", 10, 1, 0, 0)}},
		"activity_target": {"measure,town": {of("training", "甲", 500), of("training", "乙", 1000), of("drills", "甲", 10)}},
		"activity_value":  {"measure,town": {of("training", "甲", 300), of("training", "乙", 400), of("training", "丙", 10), of("drills", "甲", 5)}},
	}
	f := draw(t, "foundation-towns", a, half(), chinese)
	if got, want := f.Finding.String(), "乙的培训或演练落后于时间进度"; got != want {
		t.Errorf("finding %q, want %q", got, want)
	}
	want := [][]string{
		{"甲", "300", "500", "60.0%", "5", "10", "50.0%", "2", "1"},
		{"乙", "400", "1000", "40.0% ▼", "3", "—", "—", "0", "0"},
		{"丙", "10", "—", "—", "1", "—", "—", "0", "0"},
	}
	if diff := cmp.Diff(want, texts(f.Sheet)); diff != "" {
		t.Errorf("the table (−want +got):\n%s", diff)
	}
}

func TestTargetsOfTheYear(t *testing.T) {
	work := []engine.Row{of("", "training", 300), of("", "drills", 8), of("", "platforms", 3), of("道路交通", "roads", 7)}
	a := asked{
		"activity_value":  {"sector,measure": work, "measure,month": {of("training", "2011-01", 300)}},
		"activity_target": {"measure,town": {of("training", "甲", 200), of("training", "乙", 300), of("drills", "", 20), of("drills", "甲", 99), of("roads", "", 10)}},
	}
	for _, tc := range []struct{ kind, finding string }{
		{"foundation-targets", "drills落后于时间进度"}, // 8 of 20: the city's target goes before those of its towns; training has 300 of 500
		{"sector-targets", "1 项有目标的工作都不落后于时间进度"},
	} {
		f := draw(t, tc.kind, a, half(), chinese)
		if got := plain(f.Finding.String()); !strings.HasPrefix(got, strings.TrimSuffix(tc.finding, "于时间进度")) {
			t.Errorf("%s: finding %q, want %q", tc.kind, got, tc.finding)
		}
	}
	names := read(t, draw(t, "foundation-targets", a, half(), chinese).Option).YAxis[0].Data
	if diff := cmp.Diff([]string{"drills", "training", "platforms"}, names); diff != "" {
		t.Errorf("the least advanced first, without a target last (−want +got):\n%s", diff)
	}
}

// overlapping are answers about two campaigns that overlap.
type overlapping struct {
	figure.Answers
	answer engine.Answer
}

func (o overlapping) Run(ctx context.Context, q query.Query) (engine.Frame, error) {
	frame, err := o.Answers.Run(ctx, q)
	frame.Meta.Overlaps = []engine.Overlap{{Answer: o.answer}}
	return frame, err
}

func TestCampaigns(t *testing.T) {
	rows := answers{
		"campaign": {row("打非治违", 5, 10, 10, 20, 16, 80, 3, 1), row("平安大运", 4, 8, 8, 12, 0, 0, 0, 0)},
		"campaign,month": {
			of("打非治违", "2011-03", 9, 0, 0, 0), of("打非治违", "2011-04", 9, 0, 0, 0), of("打非治违", "2011-05", 9, 0, 0, 0),
			of("平安大运", "2011-05", 4, 0, 0, 0), of("平安大运", "2011-06", 4, 0, 0, 0),
		},
	}
	rows["campaign"][1].Values[4] = engine.Value{} // it does not say what was rectified
	f := draw(t, "campaigns-table", rows, half(), chinese)
	if got, want := f.Finding.String(), "平安大运没有填报整改情况"; got != want || f.Finding[0].Tone != figure.Bad {
		t.Errorf("finding %q in tone %d, want %q", got, f.Finding[0].Tone, want)
	}
	if got := texts(f.Sheet); len(got) != 3 || got[0][1] != "2011年3月至5月" || got[1][6] != "—" && got[1][6] != "0" || got[2][0] != "合计" {
		t.Errorf("the table says %q", got)
	}
	for answer, want := range map[engine.Answer][2]string{
		engine.AnswerOpen: {"合计（可能重复）", "可能重复"}, engine.AnswerSame: {"合计", "只计一次"}, engine.AnswerSeparate: {"合计", "不重复"},
	} {
		f := draw(t, "campaigns-table", overlapping{rows, answer}, half(), chinese)
		if got := texts(f.Sheet); got[2][0] != want[0] || !strings.Contains(f.Subtitle, want[1]) {
			t.Errorf("answered %q the total is called %q under %q, want %q", answer, got[2][0], f.Subtitle, want)
		}
	}
	f = draw(t, "campaigns-months", rows, half(), chinese)
	if got, want := plain(f.Finding.String()), "5月 2 项行动同时进行，共 2 项"; got != want {
		t.Errorf("finding %q, want %q", got, want)
	}
	names := read(t, f.Option).YAxis[0].Data
	if strings.Join(names, ",") != "打非治违 家次,平安大运 家次" {
		t.Errorf("rows %q", names)
	}
}
