package echarts

import (
	"encoding/json"
	"math"
	"testing"

	"anlan/assets"
)

// FuzzScene decodes records of the canvas as a broken or hostile script could write them, and draws what comes out.
func FuzzScene(f *testing.F) {
	for _, seed := range []record{
		{Width: 40, Height: 30, Log: numbers{opFillStyle, 0, opFillRect, 1, 2, 30, 20}, Texts: []string{"#ff0000"}},
		{Width: 40, Height: 30, Log: numbers{opSave, opBegin, opRect, 0, 0, 9, 9, opClip, opMove, 1, 1, opLine, 30, 4, opStroke, opRestore}},
		{Width: 40, Height: 30, Log: numbers{opFont, 0, opFillText, 1, 3, 4}, Texts: []string{"bold 12px x", "文字 {a|b}"}},
		{Width: 40, Height: 30, Log: numbers{opBegin, opArc, 10, 10, 8, 0, 7, 0, opDash, 2, 3, 1, opLineWidth, 4, opStroke, opShadowBlur, 5, opFill}},
		{Width: 40, Height: 30, Log: numbers{opFillStyle, -1, opFillRect, 0, 0, 40, 30}, Paints: []recordedPaint{{Kind: "linear", Geometry: []float64{0, 0, 1, 1}, Stops: [][2]any{{0.0, "#fff"}, {1.0, "rgba(1,2,3,0.5)"}}}}},
		{Width: 40, Height: 30, Log: numbers{opFillStyle, -1, opFillRect, 0, 0, 40, 30}, Paints: []recordedPaint{{Kind: "pattern", Matrix: []float64{1, 0, 0, 1, 0, 0}, Canvas: &record{Width: 4, Height: 4, Log: numbers{opFillRect, 0, 0, 2, 2}}}}},
		{Width: 40, Height: 30, Log: numbers{opImage, -1, 0, 0, 4, 4, 0, 0, 8, 8}, Paints: []recordedPaint{{Kind: "canvas", Canvas: &record{Width: 4, Height: 4}}}},
		{Width: 40, Height: 30, Log: numbers{opSetTransform, 1e9, 0, 0, math.NaN(), 0, 0, opBegin, opEllipse, 1, 2, 3, 4, 5, 6, 7, 0, opArcTo, 1, 2, 3, 4, 5, opFill}},
	} {
		text, err := json.Marshal(seed)
		if err != nil {
			text = []byte(`{"Width":40,"Height":30,"Log":[62,1000000000,0,0,null,0,0,0,6,1,2,3,4,5,6,7,0,9,1,2,3,4,5,40]}`) // NaN, as scripts write it
		}
		f.Add(text)
	}
	setter, err := newTypesetter(Fonts{Regular: assets.Font(false), Bold: assets.Font(true)})
	if err != nil {
		f.Fatal(err)
	}
	p := &Program{setter: setter, family: "Test"}
	f.Fuzz(func(_ *testing.T, text []byte) {
		scene, err := decodeScene(text)
		if err != nil {
			return
		}
		p.SVG(scene)
		scene.Width, scene.Height = min(scene.Width, 64), min(scene.Height, 64)
		p.Image(scene, 1)
	})
}
