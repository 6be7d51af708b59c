package figure

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// Answers gives what charts are made of. The engine satisfies it.
type Answers interface {
	// Run answers a question.
	Run(ctx context.Context, q query.Query) (engine.Frame, error)
	// Records lists facts one by one.
	Records(ctx context.Context, r query.Records) (engine.Records, error)
	// Landmarks lists what stands out in a period, of the facts that some conditions keep.
	Landmarks(ctx context.Context, p analytics.Period, where []analytics.Condition) ([]engine.Landmark, error)
	// Coverage is the span of days for which a family of facts has data; zero where it has none.
	Coverage(ctx context.Context, fact analytics.FactID) (analytics.Period, error)
	// Firms lists the firms that had several accidents.
	Firms(ctx context.Context, f query.Firms) (engine.Firms, error)
	// Durations counts hazards by the days that they took to be rectified.
	Durations(ctx context.Context, d query.Durations) ([]engine.Duration, error)
}

// Draw asks what a kind of chart needs and builds it. The window, the command line and every export draw by it.
func (k Kind) Draw(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	f, err := k.drawn(ctx, answers, q, s)
	f.Subtitle = q.Known(s, f.Subtitle)
	return f, err
}

func (k Kind) drawn(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	if k.draw != nil {
		f, err := k.draw(ctx, answers, q, s)
		return k.finish(f, err)
	}
	var frames []engine.Frame
	for _, need := range k.Needs(q) {
		frame, err := answers.Run(ctx, need)
		if err != nil {
			return Figure{}, err
		}
		frames = append(frames, frame)
	}
	return k.Build(q, s, frames)
}

// titleHeight is the room of a title in multiples of the text size: two lines, and the air around them.
const titleHeight = 5.2

// Static is the figure's option for files, in which the selected marks look so by themselves.
func (f Figure) Static() ([]byte, error) {
	option, err := f.parsed()
	if err != nil {
		return nil, err
	}
	return marshal(option)
}

// parsed is the option as maps, with the selected marks in their look.
func (f Figure) parsed() (map[string]any, error) {
	if f.Option == nil {
		return nil, fmt.Errorf("chart %s: nothing to draw", f.Kind)
	}
	var option map[string]any
	if err := json.Unmarshal(f.Option, &option); err != nil {
		return nil, fmt.Errorf("chart %s: read the option: %w", f.Kind, err)
	}
	f.mark(option)
	return option, nil
}

// Titled is the figure's option for a picture that stands alone: with its finding, what it shows, and a note in it.
func (f Figure) Titled(s Style, width, height int, note string) ([]byte, error) {
	option, err := f.parsed()
	if err != nil {
		return nil, err
	}
	edge := s.Text * 1.2
	subtitle := f.Subtitle
	if note != "" {
		subtitle = note + " · " + subtitle // first, where a narrow picture does not cut it off
	}
	option["title"] = map[string]any{
		"text": f.Finding.String(), "subtext": subtitle, "left": edge, "top": edge * 0.8, "itemGap": s.Text * 0.5, "padding": 0,
		"textStyle":    map[string]any{"color": s.Palette.Ink, "fontSize": s.Text * 1.45, "fontWeight": "bold", "width": float64(width) - 2*edge, "overflow": "truncate"},
		"subtextStyle": map[string]any{"color": s.Palette.Muted, "fontSize": s.Text, "width": float64(width) - 2*edge, "overflow": "truncate"},
	}
	room := margins{top: s.Text * titleHeight, side: edge, width: float64(width), height: float64(height)}
	for _, component := range []string{"grid", "calendar", "geo", "visualMap", "graphic"} {
		room.inset(option[component])
	}
	series, _ := option["series"].([]any)
	for _, one := range series {
		if list, ok := one.(map[string]any); ok && boxed[list["type"]] {
			room.inset(list)
		}
	}
	room.top -= s.Text * 0.8
	room.inset(option["legend"])
	return marshal(option)
}

// mark gives the selected marks their look for good: a picture has no state.
func (f Figure) mark(option map[string]any) {
	series, _ := option["series"].([]any)
	for _, at := range f.Selected {
		if at[0] >= len(series) {
			continue
		}
		one, _ := series[at[0]].(map[string]any)
		data, _ := one["data"].([]any)
		look, _ := one["select"].(map[string]any)
		if at[1] >= len(data) || look == nil {
			continue
		}
		item, ok := data[at[1]].(map[string]any)
		if !ok {
			item = map[string]any{"value": data[at[1]]}
		}
		own, _ := item["itemStyle"].(map[string]any)
		style := maps.Clone(own)
		if style == nil {
			style = make(map[string]any)
		}
		chosen, _ := look["itemStyle"].(map[string]any)
		maps.Copy(style, chosen)
		item["itemStyle"] = style
		data[at[1]] = item
	}
}

// boxed are the types of series that stand in a box of their own and not on a grid or a map.
var boxed = map[any]bool{"map": true, "treemap": true, "funnel": true, "sankey": true, "tree": true}

// margins are the room around a chart that stands alone: the title's above it, and a margin at the other sides.
type margins struct{ top, side, width, height float64 }

// inset moves the edges of one component, or of each of several, inwards. Shares of the picture become shares of the room
// that is left.
func (f margins) inset(component any) {
	switch c := component.(type) {
	case []any:
		for _, part := range c {
			f.inset(part)
		}
	case map[string]any:
		across, down := f.width-2*f.side, f.height-f.top-f.side
		for _, edge := range []struct {
			name      string
			by, share float64
		}{
			{"top", f.top, down}, {"bottom", f.side, down}, {"left", f.side, across}, {"right", f.side, across}, {"width", 0, across}, {"height", 0, down},
		} {
			switch at := c[edge.name].(type) {
			case float64:
				c[edge.name] = at + edge.by
			case string:
				if percent, err := strconv.ParseFloat(strings.TrimSuffix(at, "%"), 64); err == nil && strings.HasSuffix(at, "%") {
					c[edge.name] = edge.by + percent/100*edge.share
				}
			}
		}
	}
}
