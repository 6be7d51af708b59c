package figure

import (
	"context"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// treemapKind shows the sectors as areas by their level and in each its subsectors, or of the single sector that is looked at
// the subsectors alone; the colour is the change.
var treemapKind = Kind{ID: "treemap", Own: sectorDimensions, draw: drawTreemap}

// node is an area of a treemap. ECharts numbers them from the root on, which is no one's: a parent, then its children.
type node struct {
	datum
	Upper    *opts.Label `json:"upperLabel,omitempty"`
	Children []node      `json:"children,omitempty"`
}

// forest are the areas with what each stands for, in the order in which ECharts numbers them.
type forest struct {
	nodes   []node
	targets []Target
	hidden  int // members that have no area because they are at zero
}

func drawTreemap(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	tops, err := drilled(ctx, answers, q, q.Measure)
	if err != nil {
		return Figure{}, err
	}
	indicator := tops.Indicators[0]
	if !tops.Total[0].HasNow {
		return s.noData(tops, indicator), nil
	}
	parts := make(map[string][]engine.Row)
	if tops.By[0].ID == analytics.Sector {
		below, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, sectorDimensions, sectorDimensions...))
		if err != nil {
			return Figure{}, err
		}
		for _, row := range below.Rows {
			parts[row.Members[0].Key] = append(parts[row.Members[0].Key], engine.Row{Members: row.Members[1:], Values: row.Values})
		}
	}
	f := s.grow(q, tops, parts)
	if len(f.nodes) == 0 {
		return Figure{Frame: tops, Finding: s.noLeader(tops, indicator), Subtitle: s.subtitle(tops, indicator), Empty: s.noLeader(tops, indicator).String()}, nil
	}
	option, err := s.treemapOption(f.nodes, s.name(indicator))
	if err != nil {
		return Figure{}, err
	}
	subtitle := s.subtitle(tops, indicator)
	if tops.Meta.Compared() {
		subtitle = s.say("figure.treemap.colours") + " · " + subtitle
	}
	if f.hidden > 0 {
		subtitle += " · " + s.say("figure.treemap.hidden", "count", f.hidden)
	}
	return Figure{Finding: s.treemapFinding(tops, indicator), Subtitle: subtitle, Option: option, Targets: [][]Target{f.targets}, Frame: tops}, nil
}

// An area with less than leastLabelled of all has no room for its label, and above one with less than leastBand there is
// room for the name only.
const leastLabelled, leastBand = 0.015, 0.1

// grow makes the areas of a frame's rows and of their parts, the largest first.
func (s Style) grow(q Question, tops engine.Frame, parts map[string][]engine.Row) forest {
	f := forest{targets: []Target{{}}} // of the root
	dimension := tops.By[0].ID
	for _, row := range ranked(tops) {
		if row.Values[0].Now <= 0 {
			if row.Values[0].HasBase && row.Values[0].Base > 0 {
				f.hidden++
			}
			continue
		}
		target := Target{Conditions: []analytics.Condition{{Dimension: dimension, Keys: []string{row.Members[0].Key}}}}
		n := s.area(q, tops, row, dimension)
		f.targets = append(f.targets, target)
		below := tops
		below.Rows = parts[row.Members[0].Key]
		if rest := ranked(below); slices.ContainsFunc(rest, func(r engine.Row) bool { return !isUnknown(r.Members[0]) && r.Values[0].Now > 0 }) {
			n.Text = s.label(row.Members[0])
			if row.Values[0].Now >= tops.Total[0].Now*leastBand {
				n.Text = s.bandText(tops, row)
			}
			for _, part := range rest {
				if part.Values[0].Now > 0 {
					n.Children = append(n.Children, s.area(q, tops, part, analytics.Subsector))
					f.targets = append(f.targets, target) // a click on a part goes one level down, not two
				}
			}
		}
		f.nodes = append(f.nodes, n)
	}
	return f
}

// area is the area of one member.
func (s Style) area(q Question, frame engine.Frame, row engine.Row, dimension analytics.DimensionID) node {
	indicator, m, v := frame.Indicators[0], row.Members[0], row.Values[0]
	ground := s.changeColor(indicator, v)
	change := ""
	if v.Compared() {
		change = s.Printer.ShortChange(indicator.Unit, v.Now, v.Base)
	}
	text := s.say("figure.treemap.area", "member", s.label(m), "figure", s.Printer.Figure(indicator.Unit, v.Now), "change", change)
	if v.Now < frame.Total[0].Now*leastLabelled {
		text = ""
	}
	label := &opts.Label{Color: s.textOn(ground)}
	n := node{datum: datum{
		Name: s.label(m), Value: v.Now, Text: text, Tip: s.tip(s.label(m), indicator, v, frame.Meta.Basis, s.share(frame, indicator, v)), Label: label,
		ItemStyle: &opts.ItemStyle{Color: ground, BorderColor: ground},
	}, Upper: &opts.Label{Color: label.Color}}
	keys := q.selected(dimension)
	if contains(keys, m.Key) {
		n.ItemStyle.BorderColor, n.ItemStyle.BorderWidth = s.Palette.Ink, 3
		n.Upper = &opts.Label{Color: s.Palette.Card}
	}
	return n
}

// bandText is the text of an area that has others in it, on one line.
func (s Style) bandText(frame engine.Frame, row engine.Row) string {
	v, unit, change := row.Values[0], frame.Indicators[0].Unit, ""
	if v.Compared() {
		change = s.Printer.ShortChange(unit, v.Now, v.Base)
	}
	return s.say("figure.treemap.band", "member", s.label(row.Members[0]), "figure", s.Printer.Figure(unit, v.Now), "change", change)
}

func (s Style) treemapOption(nodes []node, name string) ([]byte, error) {
	c := charts.NewTreeMap()
	c.SetGlobalOptions(s.base()...)
	c.MultiSeries = append(c.MultiSeries, series(types.ChartTreeMap, name, nodes))
	label := map[string]any{"show": true, "formatter": formatLabel, "fontSize": s.Text, "lineHeight": s.Text * 1.35, "overflow": "break", "padding": []float64{4, 3}}
	option, err := s.option(c, slices.Concat(
		[]amendment{{[]any{"tooltip", "trigger"}, "item"}},
		at("series", 0, map[string]any{
			"left": 0, "right": 0, "top": 0, "bottom": 0, "roam": false, "nodeClick": false, "breadcrumb": map[string]any{"show": false}, "visibleMin": 1,
			"label":      label,
			"upperLabel": map[string]any{"show": true, "formatter": formatLabel, "fontSize": s.Text, "fontWeight": "bold", "height": s.Text * 1.75, "padding": []float64{0, 6}},
			"itemStyle":  map[string]any{"borderWidth": 0, "gapWidth": 1, "borderColor": s.Palette.Card},
			"levels": []any{
				map[string]any{"itemStyle": map[string]any{"borderWidth": 0, "gapWidth": 3, "borderColor": s.Palette.Card}, "upperLabel": map[string]any{"show": false}},
				map[string]any{"itemStyle": map[string]any{"borderWidth": 2, "gapWidth": 1}},
			},
		}),
	)...)
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// treemapFinding names the member that has most more than the base.
func (s Style) treemapFinding(frame engine.Frame, indicator analytics.Indicator) Sentence {
	row, ok := riser(frame)
	if !ok {
		return s.leaderFinding(frame, indicator, s.ranking(frame, indicator))
	}
	return Sentence{s.riserText(frame, row)}
}
