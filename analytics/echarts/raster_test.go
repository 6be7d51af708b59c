package echarts_test

import (
	"image/color"
	"testing"

	"anlan/analytics/echarts"
)

// rule is an option that draws one line from (20, 50) to (180, 50) in a picture of 200 × 100.
const rule = `{"graphic":[{"type":"line","shape":{"x1":20,"y1":50,"x2":180,"y2":50},"style":{"stroke":"#ff0000","lineWidth":4}},
 {"type":"circle","shape":{"cx":100,"cy":80,"r":10},"style":{"fill":"none","stroke":"#00ff00","lineWidth":2}},
 {"type":"line","shape":{"x1":20,"y1":20,"x2":180,"y2":20},"style":{"stroke":"#0000ff","lineWidth":2,"lineDash":[10,10]}},
 {"type":"rect","shape":{"x":20,"y":30,"width":100,"height":10},"style":{"fill":{"type":"linear","x":0,"y":0,"x2":1,"y2":0,"colorStops":[{"offset":0,"color":"#000000"},{"offset":1,"color":"#ffffff"}]}}}],
 "series":[]}`

func TestStrokesAndGradients(t *testing.T) {
	p := realProgram(t)
	s, err := p.Render(t.Context(), []byte(rule), 200, 100)
	if err != nil {
		t.Fatal(err)
	}
	img := p.Image(s, 1)
	red, green, blue, none := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}, color.RGBA{}
	for _, tt := range []struct {
		x, y int
		want color.RGBA
	}{
		{100, 48, red}, {100, 51, red}, {100, 46, none}, {100, 53, none}, {19, 50, none}, {181, 50, none}, // a line four pixels wide
		{100, 70, green}, {110, 80, green}, {100, 80, none}, // a ring
		{25, 20, blue}, {35, 20, none}, {45, 20, blue}, // dashes
	} {
		got := img.RGBAAt(tt.x, tt.y)
		if near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 40 }; !near(got.R, tt.want.R) || !near(got.G, tt.want.G) || !near(got.B, tt.want.B) || !near(got.A, tt.want.A) {
			t.Errorf("pixel (%d, %d) is %v, want %v", tt.x, tt.y, got, tt.want)
		}
	}
	for _, x := range []int{30, 70, 110} {
		want := float64(x-20) / 100 * 255
		if got := float64(img.RGBAAt(x, 35).R); got < want-4 || got > want+4 {
			t.Errorf("the gradient is %v at %d, want about %v", got, x, want)
		}
	}
}

func TestTextStandsWhereItIsMeasured(t *testing.T) {
	p := realProgram(t)
	s, err := p.Render(t.Context(), []byte(`{"graphic":[{"type":"text","style":{"text":"塘厦","x":100,"y":50,"font":"20px Noto Sans SC","fill":"#000","textAlign":"center","textVerticalAlign":"middle"}}],"series":[]}`), 200, 100)
	if err != nil {
		t.Fatal(err)
	}
	img := p.Image(s, 2)
	minX, maxX, minY, maxY := 400, 0, 200, 0
	for y := range 200 {
		for x := range 400 {
			if img.RGBAAt(x, y).A > 40 {
				minX, maxX, minY, maxY = min(minX, x), max(maxX, x), min(minY, y), max(maxY, y)
			}
		}
	}
	// Two full-width characters of 20 pixels are 40 wide and 20 high, doubled, with a little air at their sides.
	if w, h := maxX-minX, maxY-minY; w < 70 || w > 80 || h < 34 || h > 42 {
		t.Errorf("the text covers %d × %d pixels", w, h)
	}
	if mx, my := (minX+maxX)/2, (minY+maxY)/2; mx < 197 || mx > 203 || my < 97 || my > 104 {
		t.Errorf("the text is centred on (%d, %d), want (200, 100)", mx, my)
	}
}

func BenchmarkBarsLayout(b *testing.B) {
	pool := echarts.NewPool(realProgram(b), 1)
	defer pool.Close()
	c := pool.New(600, 400)
	for b.Loop() {
		if _, err := c.SetOption(b.Context(), []byte(bars)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBarsHover(b *testing.B) {
	pool := echarts.NewPool(realProgram(b), 1)
	defer pool.Close()
	c := pool.New(600, 400)
	if _, err := c.SetOption(b.Context(), []byte(bars)); err != nil {
		b.Fatal(err)
	}
	x := 0.0
	for b.Loop() {
		x = 300 - x
		if _, err := c.Dispatch(b.Context(), echarts.Event{Kind: echarts.Move, X: 150 + x, Y: 300}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBarsRaster(b *testing.B) {
	p := realProgram(b)
	s, err := p.Render(b.Context(), []byte(bars), 600, 400)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p.Image(s, 1)
	}
}
