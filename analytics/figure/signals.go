package figure

import (
	"context"
	"encoding/json"
	"fmt"
	"math"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// signalsKind is a matrix of sectors by towns: where there is more, or less, than the past years' share of the sector. It
// shows standard deviations, so that a big percentage of a small count stays pale.
var signalsKind = Kind{ID: "signals", Own: []analytics.DimensionID{analytics.Sector, analytics.Town}, draw: drawSignals}

// The scores that a signal is stated from, and at which its colour is full.
const (
	signalFrom = 2
	signalFull = 4
)

func drawSignals(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	ask := q.query([]analytics.ID{"accidents"}, []analytics.DimensionID{analytics.Sector, analytics.Town}, analytics.Sector, analytics.Subsector, analytics.Town)
	ask.Basis = analytics.FiveYearAverage
	frame, err := answers.Run(ctx, ask)
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow || len(frame.Meta.Windows) == 0 {
		return s.noData(frame, indicator), nil
	}
	g := gridOf(frame)
	sums := make(map[string]engine.Value)
	for _, row := range frame.Rows {
		v := sums[row.Members[0].Key]
		v.Now, v.Base = v.Now+judged(row.Values[0]), v.Base+row.Values[0].Base
		sums[row.Members[0].Key] = v
	}
	var list, none cells
	high := 0
	worst, where := 0.0, [2]analytics.Member{}
	for y, sector := range g.down {
		for x, town := range g.across {
			v, all := g.cells[[2]string{sector.Key, town.Key}], sums[sector.Key]
			if !v.HasNow || isUnknown(town) || isUnknown(sector) || all.Base == 0 {
				continue
			}
			expected := all.Now * v.Base / all.Base
			z := 2 * (math.Sqrt(v.Now) - math.Sqrt(expected)) // steadier than (O − E)/√E for small counts
			text := ""
			if math.Abs(z) >= signalFrom {
				text = s.Printer.Signed(v.Now-expected, 0)
			}
			if z >= signalFrom {
				high++
			}
			if z > worst {
				worst, where = z, [2]analytics.Member{town, sector}
			}
			tip := s.label(town) + " · " + s.label(sector) + "\n" + s.say("figure.signals.tip", "now", s.Printer.Quantity(indicator.Unit, v.Now),
				"expected", s.Printer.Number(expected, 1), "score", s.Printer.Signed(z, 1))
			list.add(x, y, math.Round(z*100)/100, tip, text, Target{Conditions: []analytics.Condition{
				{Dimension: analytics.Sector, Keys: []string{sector.Key}}, {Dimension: analytics.Town, Keys: []string{town.Key}},
			}})
		}
	}
	option, err := s.heatOption(g, list, none, -signalFull, signalFull)
	if err != nil {
		return Figure{}, err
	}
	if option, err = s.diverging(option); err != nil {
		return Figure{}, err
	}
	f := Figure{Subtitle: s.say("figure.signals.subtitle", "years", len(frame.Meta.Windows)), Option: option, Targets: [][]Target{list.targets, none.targets}, Frame: frame}
	f.Finding = plain(s.say("figure.signals.finding.none"))
	if worst >= signalFrom {
		f.Finding = Sentence{{Text: s.say("figure.signals.finding", "count", high, "town", s.label(where[0]), "sector", s.label(where[1])), Tone: Bad}}
	}
	f.Selected = selectedCells(f.Targets, q)
	return f, nil
}

// diverging gives a heat map colours for more and for less, about a middle without.
func (s Style) diverging(option []byte) ([]byte, error) {
	var parsed map[string]any
	if err := json.Unmarshal(option, &parsed); err != nil {
		return nil, fmt.Errorf("read the option back: %w", err)
	}
	for _, scale := range []any{parsed["visualMap"]} {
		list, ok := scale.([]any)
		if !ok {
			list = []any{scale}
		}
		for _, one := range list {
			if m, ok := one.(map[string]any); ok {
				m["inRange"] = map[string]any{"color": []string{s.Palette.Better, s.Palette.Ground, s.Palette.Worse}}
			}
		}
	}
	return marshal(parsed)
}
