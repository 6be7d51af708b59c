package main

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/assets"
	"anlan/data/sample/sampletest"
)

// TestTheSpeech asks for the figures of the mayor's speech.
func TestTheSpeech(t *testing.T) {
	for _, tc := range []struct {
		args []string
		want []any
	}{
		{[]string{"accidents,deaths", "--from", "2011-01-01", "--to", "2011-12-23"}, []any{4414.0, 528.0}},
		{[]string{"accidents,deaths", "--from", "2010-01-01", "--to", "2010-12-31"}, []any{4910.0, 574.0}},
	} {
		j := object[frameJSON](t, append([]string{"--workspace", cityFile(t), "query", "--format", "json"}, tc.args...)...)
		if diff := cmp.Diff(tc.want, j.Totals); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tc.args, diff)
		}
		if !j.Sample || j.Period.From != tc.args[2] || j.SQL == "" || len(j.Batches) == 0 || j.RowCount != int64(tc.want[0].(float64)) {
			t.Errorf("%v: what it rests on: %+v", tc.args, j)
		}
	}
}

// TestTotalsAreSums adds every additive breakdown up.
func TestTotalsAreSums(t *testing.T) {
	for _, by := range []string{"sector", "subsector", "town", "year", "quarter", "month", "weekday", "hour", "severity", "type"} {
		j := object[frameJSON](t, "--workspace", cityFile(t), "query", "accidents,deaths", "--by", by, "--from", "2011-01-01", "--to", "2011-12-23", "--format", "json")
		var accidents, deaths float64
		for _, row := range j.Rows {
			accidents += number(row[1])
			deaths += number(row[2])
		}
		if accidents != 4414 || deaths != 528 {
			t.Errorf("by %s the sums are %v and %v, want 4414 and 528", by, accidents, deaths)
		}
	}
}

func number(cell any) float64 {
	n, _ := cell.(float64)
	return n
}

func TestQueryFormats(t *testing.T) {
	lines := strings.Split(must(t, "--sample", "query", "accidents,deaths", "--to", "2011-12-23"), "\n")
	if len(lines) < 3 || strings.Join(strings.Fields(lines[1]), " ") != "4414 528" || lines[2] != "" {
		t.Errorf("without a breakdown the table is %q", lines)
	}
	args := []string{"--workspace", cityFile(t), "query", "accidents", "--by", "sector", "--to", "2011-12-23", "--compare", "same-period", "--where", "town=塘厦|长安"}
	table := must(t, append(args, "--sql")...)
	for _, part := range []string{"行业领域", "道路交通", "合计", "比较：", "筛选：镇街 = 塘厦、长安", "示例数据", "SELECT"} {
		if !strings.Contains(table, part) {
			t.Errorf("the table does not say %q:\n%s", part, table)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(must(t, append(args, "--format", "csv")...))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"sector", "accidents", "accidents_base", "accidents_change_percent"}, rows[0]); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	english := must(t, append([]string{"--lang", "en"}, args...)...)
	if !strings.Contains(english, "Road traffic") || strings.Contains(english, "合计") {
		t.Errorf("in English:\n%s", english)
	}
}

// TestWindowAndCommandLineAgree compares the frames behind the window's charts with what the command line prints.
func TestWindowAndCommandLineAgree(t *testing.T) {
	w := sampletest.Open(t)
	e := engine.New(w, catalog.Default())
	key, err := e.Resolve(t.Context(), analytics.Sector, "道路交通")
	if err != nil {
		t.Fatal(err)
	}
	q := figure.Question{
		Period: analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}, Basis: analytics.SamePeriod, Measure: "deaths",
		Where: []analytics.Condition{{Dimension: analytics.Sector, Keys: []string{key}}},
	}
	kind, err := figure.KindByID("towns")
	if err != nil {
		t.Fatal(err)
	}
	f, err := kind.Draw(t.Context(), e, q, figure.Style{Printer: format.Printer{Language: analytics.Chinese}, Palette: assets.Light, Text: 13})
	if err != nil {
		t.Fatal(err)
	}
	window := make(map[string][2]float64)
	for _, row := range f.Frame.Rows {
		window[row.Members[0].Label.ZH] = [2]float64{row.Values[0].Now, row.Values[0].Base}
	}
	j := object[frameJSON](t, "--workspace", cityFile(t), "query", "deaths", "--by", "town", "--from", "2011-01-01", "--to", "2011-12-23",
		"--compare", "same-period", "--where", "sector=道路交通", "--format", "json")
	line := make(map[string][2]float64)
	for _, row := range j.Rows {
		line[row[0].(string)] = [2]float64{number(row[1]), number(row[2])}
	}
	if len(line) < 32 {
		t.Errorf("%d towns, want 32 at least", len(line))
	}
	if diff := cmp.Diff(window, line); diff != "" {
		t.Errorf("window and command line (-window +line):\n%s", diff)
	}
}

func TestIndicators(t *testing.T) {
	list := object[[]indicatorJSON](t, "indicators", "--format", "json")
	for _, i := range list {
		if i.Name == "" || i.Note == "" || len(i.By) == 0 {
			t.Errorf("indicator %q is not described: %+v", i.ID, i)
		}
	}
	text := must(t, "--lang", "en", "indicators")
	for _, i := range list {
		if !strings.Contains(text, string(i.ID)) {
			t.Errorf("the list does not name %s", i.ID)
		}
	}
}
