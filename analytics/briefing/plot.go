package briefing

import (
	"encoding/json"
	"slices"
)

// Plot is a chart of bars and lines as spreadsheets and presentations know them.
type Plot struct {
	Across     bool // bars run from left to right, the first on top
	Stacked    bool
	Categories []string
	Series     []PlotSeries
}

// PlotSeries is one series of a plot.
type PlotSeries struct {
	Name   string
	Line   bool
	Dashed bool
	Color  string // "#rrggbb"; empty for the default
	Values []PlotValue
}

// PlotValue is one figure of a series.
type PlotValue struct {
	Value float64
	Known bool
	Color string // of this mark alone; empty for the series' own
}

// option is what a plot reads of an option.
type option struct {
	Color  []string
	XAxis  axes
	YAxis  axes
	Series []struct {
		Type      string
		Name      string
		Stack     string
		Data      []json.RawMessage
		ItemStyle style
		LineStyle style
	}
}

type axes []struct {
	Type string
	Data []any
}

// UnmarshalJSON takes one axis, or several.
func (a *axes) UnmarshalJSON(text []byte) error {
	type plain axes
	if len(text) > 0 && text[0] == '[' {
		return json.Unmarshal(text, (*plain)(a))
	}
	one := make(plain, 1)
	err := json.Unmarshal(text, &one[0])
	*a = axes(one)
	return err
}

type style struct {
	Color any
	Type  any
}

// color is a style's colour where it is a plain one.
func (s style) color() string {
	c, _ := s.Color.(string)
	if len(c) != 7 || c[0] != '#' {
		return ""
	}
	return c
}

// maxCategories is how many categories a native chart holds legibly.
const maxCategories = 400

// Plot is the slide's chart as a plot; ok is false where it is no chart of bars and lines over one axis of names.
func (f *Frozen) Plot() (p Plot, ok bool) {
	var o option
	if f.Option == nil || json.Unmarshal(f.Option, &o) != nil || len(o.XAxis) == 0 || len(o.YAxis) == 0 {
		return p, false
	}
	p.Categories, p.Across = o.names()
	if len(p.Categories) == 0 || len(p.Categories) > maxCategories {
		return p, false
	}
	for i, s := range o.Series {
		series := o.plotted(i)
		if s.Type != "bar" && s.Type != "line" || len(series.Values) != len(p.Categories) {
			return p, false
		}
		p.Stacked = p.Stacked || s.Stack != ""
		if slices.ContainsFunc(series.Values, func(v PlotValue) bool { return v.Known }) {
			p.Series = append(p.Series, series)
		}
	}
	return p, len(p.Series) > 0
}

// names are those on the option's axis of names, and whether that is the vertical one.
func (o option) names() (list []string, across bool) {
	axis := o.XAxis[0]
	if across = o.YAxis[0].Type == "category"; across {
		axis = o.YAxis[0]
	}
	if axis.Type != "category" {
		return nil, across
	}
	for _, name := range axis.Data {
		list = append(list, text(name))
	}
	return list, across
}

// plotted is a series of the option as a plot has it.
func (o option) plotted(i int) PlotSeries {
	s := o.Series[i]
	series := PlotSeries{Name: s.Name, Line: s.Type == "line", Dashed: s.LineStyle.Type == "dashed", Color: s.LineStyle.color()}
	if series.Color == "" {
		series.Color = s.ItemStyle.color()
	}
	if series.Color == "" && i < len(o.Color) {
		series.Color = o.Color[i]
	}
	for _, raw := range s.Data {
		series.Values = append(series.Values, plotValue(raw))
	}
	return series
}

// plotValue reads a datum: a number, or an object with one.
func plotValue(raw json.RawMessage) PlotValue {
	var v PlotValue
	if json.Unmarshal(raw, &v.Value) == nil {
		v.Known = string(raw) != "null"
		return v
	}
	var item struct {
		Value     any
		ItemStyle style
	}
	if json.Unmarshal(raw, &item) != nil {
		return v
	}
	v.Value, v.Known = item.Value.(float64)
	v.Color = item.ItemStyle.color()
	return v
}
