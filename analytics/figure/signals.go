package figure

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

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
	g := gridOf(frame, s.mostColumns(frame))
	g.across = slices.DeleteFunc(g.across, isUnknown)
	list, found := s.signals(g, frame)
	option, err := s.heatOption(g, list, cells{}, -signalFull, signalFull)
	if err != nil {
		return Figure{}, err
	}
	if option, err = s.diverging(option); err != nil {
		return Figure{}, err
	}
	f := Figure{Subtitle: s.say("figure.signals.subtitle", "years", len(frame.Meta.Windows)), Option: option, Targets: [][]Target{list.targets, nil}, Frame: frame}
	f.Finding = plain(s.say("figure.signals.finding.none"))
	if found.high > 0 {
		f.Finding = Sentence{{Text: s.say("figure.signals.finding", "count", found.high, "town", s.label(found.town), "sector", s.label(found.sector)), Tone: Bad}}
	}
	f.Selected = selectedCells(f.Targets, q)
	return f, nil
}

// strongest are how many cells are clearly above, and which is most so.
type strongest struct {
	high         int
	score        float64
	town, sector analytics.Member
}

// signals scores the cells: 2(√O − √E), which is steadier than (O − E)/√E for small counts.
func (s Style) signals(g grid, frame engine.Frame) (list cells, found strongest) {
	sums := make(map[string]engine.Value)
	for _, row := range frame.Rows {
		v := sums[row.Members[0].Key]
		v.Now, v.Base = v.Now+judged(row.Values[0]), v.Base+row.Values[0].Base
		sums[row.Members[0].Key] = v
	}
	for y, sector := range g.down {
		for x, town := range g.across {
			v, all := g.cells[[2]string{sector.Key, town.Key}], sums[sector.Key]
			if !v.HasNow || isUnknown(sector) || all.Base == 0 {
				continue
			}
			expected := all.Now * v.Base / all.Base
			z := 2 * (math.Sqrt(v.Now) - math.Sqrt(expected))
			if z >= signalFrom {
				found.high++
				if z > found.score {
					found.score, found.town, found.sector = z, town, sector
				}
			}
			list.add(x, y, round2(z), s.signalTip(frame, town, sector, v.Now, expected, z), s.signalText(v.Now-expected, z), Target{Conditions: []analytics.Condition{
				{Dimension: analytics.Sector, Keys: []string{sector.Key}}, {Dimension: analytics.Town, Keys: []string{town.Key}},
			}})
		}
	}
	return list, found
}

func (s Style) signalText(excess, z float64) string {
	if math.Abs(z) < signalFrom {
		return ""
	}
	return s.Printer.Signed(excess, 0)
}

func (s Style) signalTip(frame engine.Frame, town, sector analytics.Member, now, expected, z float64) string {
	return s.label(town) + " · " + s.label(sector) + "\n" + s.say("figure.signals.tip", "now", s.Printer.Quantity(frame.Indicators[0].Unit, now),
		"expected", s.Printer.Number(expected, 1), "score", s.Printer.Signed(z, 1))
}

// diverging gives a heat map colours for more and for less, about a middle without.
func (s Style) diverging(option []byte) ([]byte, error) {
	var parsed map[string]any
	if err := json.Unmarshal(option, &parsed); err != nil {
		return nil, fmt.Errorf("read the option back: %w", err)
	}
	scale, ok := parsed["visualMap"].(map[string]any)
	if list, many := parsed["visualMap"].([]any); many && len(list) == 1 {
		scale, ok = list[0].(map[string]any)
	}
	if !ok {
		return nil, errors.New("the option has no scale")
	}
	better, worse := s.Palette.Better, s.Palette.Worse
	if s.Bars > 0 { // slides are paler, so that every figure can be read from afar
		const pale = 0.4
		better, worse = mix(s.Palette.Ground, better, pale), mix(s.Palette.Ground, worse, pale)
	}
	scale["inRange"] = map[string]any{"color": []string{better, s.Palette.Ground, worse}}
	return marshal(parsed)
}
