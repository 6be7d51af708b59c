package parity

import (
	"slices"
	"strings"
	"testing"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/echarts"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/assets"
	"anlan/build/gallery"
	"anlan/data/sample/sampletest"
)

// drawings are all options that are compared: the program's own charts, in both themes, and one or more of every kind that
// ECharts has, whether the program uses it or not.
func drawings(t *testing.T) []drawing {
	t.Helper()
	list := ownCharts(t)
	options, err := gallery.Options()
	if err != nil {
		t.Fatal(err)
	}
	for name, option := range options {
		list = append(list, drawing{name: name, option: option, scale: 1})
	}
	for _, name := range []string{"line", "pie", "small-multiples"} {
		list = append(list, drawing{name: name + "-dark-theme", option: options[name], scale: 1, theme: echarts.Dark})
	}
	slices.SortStableFunc(list, func(a, b drawing) int { return strings.Compare(a.name, b.name) })
	return list
}

// hovered are the kinds that are also compared with a tooltip shown: one of each sort of mark.
var hovered = []string{"months", "sectors", "towns", "sector-town"}

// notInTheCity are the kinds of which the demonstration city has nothing to show: all its accidents state a sector and their
// deaths. "unstated-towns" draws by the same code.
var notInTheCity = []string{"unstated-sectors", "unstated-deaths"}

// ownCharts are the program's charts of the demonstration city.
func ownCharts(t *testing.T) []drawing {
	t.Helper()
	e := engine.New(sampletest.Open(t), catalog.Default())
	q := figure.Question{Period: analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}, Basis: analytics.SamePeriod, Measure: "accidents"}
	looks := []struct {
		name    string
		palette assets.Palette
		scale   float64
	}{{"light", assets.Light, 1}, {"dark", assets.Dark, 1}, {"projector", assets.Light, 1.5}}
	var list []drawing
	for i, kind := range figure.Kinds() {
		if kind.Table {
			continue // nothing is drawn of a table
		}
		look := looks[i%len(looks)] // each kind in one look, each look on many kinds
		style := figure.Style{Printer: format.Printer{Language: analytics.Chinese}, Palette: look.palette, Text: 15}
		f, err := kind.Draw(t.Context(), e, q, style)
		if err != nil {
			t.Fatal(err)
		}
		if f.Empty != "" {
			if !slices.Contains(notInTheCity, kind.ID) {
				t.Fatalf("%s has nothing to show of the demonstration city: %s", kind.ID, f.Empty)
			}
			continue
		}
		option, err := f.Titled(style, width, height, "示例数据")
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, drawing{name: "own-" + kind.ID + "-" + look.name, option: option, scale: look.scale})
		if slices.Contains(hovered, kind.ID) {
			list = append(list, drawing{name: "own-" + kind.ID + "-" + look.name + "-hovered", option: option, scale: look.scale, focus: &[2]int{0, 2}})
		}
	}
	return list
}
