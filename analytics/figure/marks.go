package figure

import (
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// stepMarks are what stands out on the steps of a time chart: a mark above the bar of a named accident or of an event of
// one day, a shaded span for an event that lasted and for days whose deaths may still rise.
func (s Style) stepMarks(q Question, frame engine.Frame, landmarks []engine.Landmark) []amendment {
	place := func(day time.Time) int {
		key := stepKey(frame.By[0].ID, day)
		return slices.IndexFunc(frame.Rows, func(r engine.Row) bool { return r.Members[0].Key == key })
	}
	labels := make(map[int][]engine.Landmark)
	areas := s.unripeArea(q, frame, place)
	for _, l := range landmarks {
		from, to := place(l.From), place(l.To)
		switch {
		case l.Accident != "" || l.From.Equal(l.To):
			if from >= 0 {
				labels[from] = append(labels[from], l)
			}
		default:
			if from < 0 {
				from = 0
			}
			if to < 0 {
				to = len(frame.Rows) - 1
			}
			areas = append(areas, []any{
				map[string]any{"xAxis": from, "text": l.Label},
				map[string]any{"xAxis": to},
			})
		}
	}
	return s.marks(labels, areas, len(frame.Rows) <= maxNamedSteps, func(i int) float64 {
		v := frame.Rows[i].Values[0]
		if v.HasBase {
			return max(v.Now, v.Base) // above the line of the base, not on it
		}
		return v.Now
	})
}

// within lists what stands out on the days of a span.
func within(landmarks []engine.Landmark, span analytics.Period) []engine.Landmark {
	var list []engine.Landmark
	for _, l := range landmarks {
		if _, overlap := span.Overlap(analytics.Period{From: l.From, To: l.To}); overlap {
			list = append(list, l)
		}
	}
	return list
}

// maxNamedSteps bounds the steps of a chart on which marks have their names beside them; on more of them the tooltip says
// them.
const maxNamedSteps = 24

// marks sets labels above places of the first series, and shades spans behind it.
func (s Style) marks(labels map[int][]engine.Landmark, areas []any, named bool, height func(int) float64) []amendment {
	var list []amendment
	if len(labels) > 0 {
		var points []any
		for i := range labels {
			points = append(points, map[string]any{"coord": []any{i, height(i)}, "text": s.landmarkNames(labels[i])})
		}
		slices.SortFunc(points, func(a, b any) int { return place(a) - place(b) })
		list = append(list, amendment{[]any{"series", 0, "markPoint"}, map[string]any{
			"symbol": "triangle", "symbolRotate": 180, "symbolSize": []int{9, 7}, "symbolOffset": []int{0, -5}, "silent": true, "data": points,
			"itemStyle": map[string]any{"color": s.Palette.Worse},
			"label": map[string]any{
				"show": named, "position": "top", "distance": 1, "formatter": formatLabel, "color": s.Palette.Worse, "fontSize": s.Text - 1.5, "fontWeight": "bold",
				"textBorderColor": s.Palette.Card, "textBorderWidth": 3, // stays legible where a line runs through it
			},
		}})
	}
	if len(areas) > 0 {
		list = append(list, amendment{[]any{"series", 0, "markArea"}, map[string]any{
			"silent": true, "data": areas, "itemStyle": map[string]any{"color": s.Palette.Caution, "opacity": 0.12},
			"label": map[string]any{"show": true, "position": "insideTop", "formatter": formatLabel, "color": s.Palette.Caution, "fontSize": s.Text - 1.5},
		}})
	}
	return list
}

// place is the step that a mark stands at.
func place(point any) int { return point.(map[string]any)["coord"].([]any)[0].(int) }

// landmarkNames names what stands out in one place; of many the first, and how many there are.
func (s Style) landmarkNames(list []engine.Landmark) string {
	if len(list) > 2 {
		return s.say("figure.marks.more", "first", list[0].Label, "count", len(list), "others", len(list)-1)
	}
	var names []string
	for _, l := range list {
		names = append(names, l.Label)
	}
	return s.list(names)
}

// stepKey is the key of the step that a day falls into.
func stepKey(step analytics.DimensionID, day time.Time) string {
	switch step {
	case analytics.Date:
		return day.Format(time.DateOnly)
	case analytics.Month:
		return day.Format("2006-01")
	case analytics.Quarter:
		return query.KeyOfNumber(step, day.Year()*10+(int(day.Month())-1)/3+1)
	}
	return day.Format("2006")
}
