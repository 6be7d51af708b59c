package figure

import (
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// unripe is the span of a time chart's steps whose deaths may still rise: the last days before the cut-off, where the chart
// counts by deaths and its steps are so short that the span is a part of the chart. Zero where there is none.
func (q Question) unripe(frame engine.Frame) analytics.Period {
	step := frame.By[0].ID
	counts := slices.Contains([]analytics.ID{"deaths", "fatal_accidents", "larger_accidents"}, frame.Indicators[0].ID)
	if !counts || frame.Meta.Through.IsZero() || step != analytics.Date && step != analytics.Month {
		return analytics.Period{}
	}
	span, overlap := analytics.Unripe(frame.Meta.Through, q.Where).Overlap(frame.Meta.Period)
	if !overlap {
		return analytics.Period{}
	}
	return span
}

// unripeNote says of a step that its deaths may still rise; nothing of the others.
func (s Style) unripeNote(q Question, frame engine.Frame, key string) string {
	span := q.unripe(frame)
	step := frame.By[0].ID
	if span.IsZero() || key < stepKey(step, span.From) || key > stepKey(step, span.To) {
		return ""
	}
	return s.unripeLabel(q)
}

func (s Style) unripeLabel(q Question) string {
	return s.say("figure.unripe", "days", analytics.LateDays(q.Where))
}

// unripeArea shades the steps whose deaths may still rise, in a colour that says neither good nor bad.
func (s Style) unripeArea(q Question, frame engine.Frame, place func(time.Time) int) []any {
	span := q.unripe(frame)
	if span.IsZero() {
		return nil
	}
	from, to := place(span.From), place(span.To)
	if to < 0 {
		to = len(frame.Rows) - 1
	}
	if from < 0 || from > to {
		return nil
	}
	return []any{[]any{
		map[string]any{
			"xAxis": from, "text": s.unripeLabel(q), "itemStyle": map[string]any{"color": s.Palette.Muted, "opacity": 0.13},
			"label": map[string]any{"position": "insideTopRight", "color": s.Palette.Muted},
		},
		map[string]any{"xAxis": to},
	}}
}
