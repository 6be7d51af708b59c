package figure

import (
	"context"
	"encoding/json"
	"fmt"

	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// Answers gives the frames that charts are made of. The engine satisfies it.
type Answers interface {
	Run(ctx context.Context, q query.Query) (engine.Frame, error)
}

// Draw asks what a kind of chart needs and builds it. The window, the command line and every export draw by it.
func (k Kind) Draw(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
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

// Titled is the figure's option for a picture that stands alone: with its finding, what it shows, and a note in it.
func (f Figure) Titled(s Style, width int, note string) ([]byte, error) {
	if f.Option == nil {
		return nil, fmt.Errorf("chart %s: nothing to draw", f.Kind)
	}
	var option map[string]any
	if err := json.Unmarshal(f.Option, &option); err != nil {
		return nil, fmt.Errorf("chart %s: read the option: %w", f.Kind, err)
	}
	edge := s.Text * 1.2
	subtitle := f.Subtitle
	if note != "" {
		subtitle += " · " + note
	}
	option["title"] = map[string]any{
		"text": f.Finding.String(), "subtext": subtitle, "left": edge, "top": edge * 0.8, "itemGap": s.Text * 0.5, "padding": 0,
		"textStyle":    map[string]any{"color": s.Palette.Ink, "fontSize": s.Text * 1.45, "fontWeight": "bold", "width": float64(width) - 2*edge, "overflow": "truncate"},
		"subtextStyle": map[string]any{"color": s.Palette.Muted, "fontSize": s.Text, "width": float64(width) - 2*edge, "overflow": "truncate"},
	}
	inset(option["grid"], map[string]float64{"top": s.Text * titleHeight, "left": edge, "right": edge, "bottom": edge})
	inset(option["legend"], map[string]float64{"top": s.Text*titleHeight - s.Text*0.8, "right": edge})
	return marshal(option)
}

// inset moves the edges of one component, or of each of several, inwards where they are numbers.
func inset(component any, by map[string]float64) {
	switch c := component.(type) {
	case []any:
		for _, part := range c {
			inset(part, by)
		}
	case map[string]any:
		for side, d := range by {
			if at, ok := c[side].(float64); ok {
				c[side] = at + d
			}
		}
	}
}
