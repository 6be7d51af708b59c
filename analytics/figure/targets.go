package figure

import (
	"context"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"

	"anlan/analytics"
	"anlan/analytics/outlook"
)

// sectorTargetsKind shows how far the sectors have come with what they set themselves.
var sectorTargetsKind = targetsKind("sector-targets", true)

// targetsKind shows activity measures as parts of their targets for the year, beside the part of the year that has passed.
// Those without a target have no bar: their figure stands alone.
func targetsKind(id string, ofSectors bool) Kind {
	return Kind{
		ID: id,
		draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
			d, err := workOf(ctx, answers, q, ofSectors)
			if err != nil {
				return Figure{}, err
			}
			if len(d.works) == 0 {
				return s.noWork(d), nil
			}
			option, err := s.targetsOption(d)
			if err != nil {
				return Figure{}, err
			}
			elapsed := s.Printer.Percent(outlook.Elapsed(q.Period.To), 1)
			subtitle := joined(s.say("figure.targets.subtitle", "elapsed", elapsed), s.targetsLeftOut(d), s.workContext(d, q, ofSectors))
			return Figure{Finding: s.workFinding(d), Subtitle: subtitle, Option: option, Frame: d.frame}, nil
		},
	}
}

// maxTargets is how many measures a chart of targets has room for. What has none gives way; the table has all.
const maxTargets = 7

// untargeted are the measures without a target that a chart has room for beside those that have one.
func (d done) untargeted() []work {
	list := slices.DeleteFunc(slices.Clone(d.works), func(w work) bool { return w.target > 0 })
	return list[:min(len(list), max(maxTargets-len(d.withTargets()), 0))]
}

// targetsLeftOut counts the measures that the chart has no room for.
func (s Style) targetsLeftOut(d done) string {
	left := len(d.works) - len(d.withTargets()) - len(d.untargeted())
	if left == 0 {
		return ""
	}
	return s.say("figure.targets.left_out", "count", left)
}

func (s Style) targetsOption(d done) ([]byte, error) {
	elapsed := outlook.Elapsed(d.frame.Meta.Period.To)
	var bars []bar
	most := 100.0
	for _, w := range d.withTargets() {
		bars = append(bars, s.targetBar(d, w, elapsed))
		most = max(most, w.progress())
	}
	for _, w := range d.untargeted() {
		bars = append(bars, s.untargetedBar(d, w))
	}
	now := s.say("figure.quota.elapsed", "elapsed", s.Printer.Percent(elapsed, 1))
	line := func(at float64, text, kind, position string) map[string]any {
		return map[string]any{"xAxis": at, "name": text, "lineStyle": map[string]any{"color": s.Palette.Ink, "type": kind, "width": 1.5}, "label": map[string]any{
			"formatter": text, "position": position, "color": s.Palette.Ink, "fontSize": s.Text, "distance": 6, "backgroundColor": s.Palette.Card, "padding": []int{1, 3},
		}}
	}
	return s.barsOption(bars, s.say("figure.work.progress"),
		amendment{[]any{"xAxis", 0, "axisLabel", "formatter"}, formatPlain + "?suffix=%25"},
		amendment{[]any{"xAxis", 0, "max"}, most * 1.02},
		amendment{[]any{"xAxis", 0, "interval"}, 25},
		amendment{[]any{"xAxis", 0, "axisLabel", "showMaxLabel"}, false},
		amendment{[]any{"grid", "top"}, s.Text * 1.9},
		amendment{[]any{"grid", "right"}, 16},
		amendment{[]any{"series", 0, "showBackground"}, true},
		amendment{[]any{"series", 0, "backgroundStyle"}, map[string]any{"color": s.Palette.Ground}},
		amendment{[]any{"series", 0, "markLine"}, map[string]any{"silent": true, "symbol": "none", "data": []any{
			line(100, s.say("figure.targets.target"), "solid", "start"), line(elapsed, now, "dashed", "end"),
		}}},
	)
}

// targetBar is a measure as a part of its target; behind the time that has passed it is bad news.
func (s Style) targetBar(d done, w work, elapsed float64) bar {
	b := bar{member: w.measure, style: &opts.ItemStyle{Color: s.Palette.PrimaryLight}}
	b.value.Now, b.value.HasNow = w.progress(), true
	b.label = s.say("figure.targets.bar", "value", s.amount(w.measure, w.year), "target", s.Printer.Number(w.target, 0), "progress", s.Printer.Percent(w.progress(), 1))
	if w.progress() < min(elapsed, 100) {
		b.style.Color = s.Palette.Worse
		b.label += " ▼"
	}
	inside := s.markLabel("insideLeft")
	inside.Formatter, inside.Color = "", s.textOn(b.style.Color)
	if w.progress() < 45 {
		inside.Position, inside.Color = "right", s.Palette.Ink
	}
	b.place = &inside
	b.tip = s.workTip(d, w, s.say("figure.targets.tip", "target", s.amount(w.measure, w.target), "progress", s.Printer.Percent(w.progress(), 1), "elapsed", s.Printer.Percent(elapsed, 1)))
	return b
}

// untargetedBar is a measure without a target: its figure where the bar would begin.
func (s Style) untargetedBar(d done, w work) bar {
	b := bar{member: w.measure, label: s.say("figure.targets.none", "value", s.amount(w.measure, w.value.Now))}
	b.value.HasNow = true
	if !w.value.HasNow {
		b.label = s.say("figure.targets.nothing")
	}
	b.tip = s.workTip(d, w, s.say("figure.work.no_target"))
	return b
}

// workTip is the tooltip of a measure: its figure in the period, the base, and a line about its target.
func (s Style) workTip(d done, w work, line string) string {
	m := d.frame.Meta
	lines := []string{s.label(w.measure)}
	if w.value.HasNow {
		lines = append(lines, s.Printer.Period(m.Period)+" "+s.amount(w.measure, w.value.Now))
	}
	if w.value.Compared() {
		lines = append(lines, s.say("figure.tip.change", "basis", s.Printer.Basis(m.Basis), "figure", s.amount(w.measure, w.value.Base), "change", s.Printer.Change(analytics.UnitNumber, w.value.Now, w.value.Base, 1)))
	}
	return joinLines(append(lines, line))
}
