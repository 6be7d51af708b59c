package gallery

import (
	"encoding/json"
	"fmt"
)

// Loads are the options by which the engine's speed is measured, from a year's bars to ten thousand points.
func Loads() (map[string][]byte, error) {
	texts := make(map[string][]byte)
	for name, option := range map[string]map[string]any{
		"12-months-bar-line": barLine(), "32-bars": rankedBars(32), "256-stacked-bars": stacked(32, 8), "32x12-heat-map": heat(32, 12),
		"10000-point-scatter": points(10000), "3650-day-line": days(3650),
	} {
		option["tooltip"] = map[string]any{}
		text, err := json.Marshal(option)
		if err != nil {
			return nil, fmt.Errorf("write option %s: %w", name, err)
		}
		texts[name] = text
	}
	return texts, nil
}

func named(prefix string, n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("%s%d", prefix, i+1)
	}
	return names
}

// wave is n figures that go up and down.
func wave(n, seed int) []int {
	values := make([]int, n)
	for i := range values {
		values[i] = 20 + (i*37+seed*61)%50 + (i*i+seed)%17
	}
	return values
}

func barLine() map[string]any {
	return map[string]any{
		"legend": map[string]any{}, "xAxis": map[string]any{"data": named("月", 12)}, "yAxis": map[string]any{},
		"series": []any{
			map[string]any{"name": "本期", "type": "bar", "data": wave(12, 1), "label": map[string]any{"show": true}},
			map[string]any{"name": "上年", "type": "line", "data": wave(12, 2)},
		},
	}
}

func rankedBars(n int) map[string]any {
	return map[string]any{
		"yAxis": map[string]any{"type": "category", "data": named("镇", n)}, "xAxis": map[string]any{},
		"series": []any{map[string]any{"type": "bar", "data": wave(n, 1), "label": map[string]any{"show": true, "position": "right"}}},
	}
}

func stacked(n, series int) map[string]any {
	var list []any
	for i := range series {
		list = append(list, map[string]any{"name": fmt.Sprintf("行业%d", i), "type": "bar", "stack": "all", "data": wave(n, i)})
	}
	return map[string]any{
		"legend": map[string]any{}, "xAxis": map[string]any{"data": named("镇", n), "axisLabel": map[string]any{"rotate": 45, "interval": 0}}, "yAxis": map[string]any{}, "series": list,
	}
}

func heat(n, m int) map[string]any {
	var cells [][3]int
	for i, v := range wave(n*m, 1) {
		cells = append(cells, [3]int{i % n, i / n, v})
	}
	return map[string]any{
		"xAxis": map[string]any{"type": "category", "data": named("镇", n)}, "yAxis": map[string]any{"type": "category", "data": named("月", m)},
		"visualMap": map[string]any{"min": 0, "max": 90, "calculable": true}, "series": []any{map[string]any{"type": "heatmap", "data": cells}},
	}
}

func points(n int) map[string]any {
	var list [][2]int
	for i := range n {
		list = append(list, [2]int{i * 7919 % 10007, i * 104729 % 9973})
	}
	return map[string]any{"xAxis": map[string]any{}, "yAxis": map[string]any{}, "series": []any{map[string]any{"type": "scatter", "symbolSize": 4, "data": list}}}
}

func days(n int) map[string]any {
	return map[string]any{
		"xAxis": map[string]any{"type": "category", "data": named("日", n)}, "yAxis": map[string]any{},
		"series": []any{map[string]any{"type": "line", "showSymbol": false, "data": wave(n, 1)}},
	}
}
