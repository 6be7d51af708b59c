package figure_test

import (
	"encoding/json"
	"testing"

	"anlan/analytics"
	"anlan/analytics/figure"
	"anlan/assets"
)

// TestUnripeDaysAreMarked marks the last thirty days before 23 December, on charts that count deaths and nowhere else.
func TestUnripeDaysAreMarked(t *testing.T) {
	_, e := demonstration(t)
	year := analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}
	road := []analytics.Condition{{Dimension: analytics.Sector, Keys: []string{"road"}}}
	for _, tc := range []struct {
		name     string
		kind     string
		question figure.Question
		want     []float64 // first and last step of the mark; nil where there is none
	}{
		{"deaths by month", "months", figure.Question{Period: year, Measure: "deaths"}, []float64{10, 11}},
		{"of road traffic only seven days", "months", figure.Question{Period: year, Measure: "deaths", Where: road}, []float64{11, 11}},
		{"by day", "months", figure.Question{Period: analytics.Period{From: analytics.Day(2011, 11, 20), To: year.To}, Measure: "deaths"}, []float64{4, 33}},
		{"accidents do not rise", "months", figure.Question{Period: year, Measure: "accidents"}, nil},
		{"a year long past", "months", figure.Question{Period: analytics.WholeYear(2010), Measure: "deaths"}, nil},
		{"the long trend", "trend", figure.Question{Period: year, Measure: "deaths"}, []float64{70, 71}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.question.Basis = analytics.NoBasis
			kind, err := figure.KindByID(tc.kind)
			if err != nil {
				t.Fatal(err)
			}
			f, err := kind.Draw(t.Context(), e, tc.question, figure.Style{Palette: assets.Light, Text: 12})
			if err != nil {
				t.Fatal(err)
			}
			var option struct {
				Series []struct {
					MarkArea struct {
						Data [][]struct {
							XAxis float64 `json:"xAxis"`
							Text  string  `json:"text"`
						} `json:"data"`
					} `json:"markArea"`
				} `json:"series"`
			}
			if err := json.Unmarshal(f.Option, &option); err != nil {
				t.Fatal(err)
			}
			data := option.Series[0].MarkArea.Data
			switch {
			case tc.want == nil && len(data) > 0:
				t.Errorf("marked: %v", data)
			case tc.want != nil && (len(data) != 1 || data[0][0].XAxis != tc.want[0] || data[0][1].XAxis != tc.want[1] || data[0][0].Text == ""):
				t.Errorf("marked: %v, want %v", data, tc.want)
			}
		})
	}
}
