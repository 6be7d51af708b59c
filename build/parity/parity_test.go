// Package parity compares the charts that the engine draws with those that a real browser draws of the same options.
package parity

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/assets"
	"anlan/build/gallery"
)

// The size of the pictures that are compared, in pixels of the layout.
const width, height = 1200, 700

// What the pictures have to reach: every one, and the middle one.
const (
	leastSSIM  = 0.97
	medianSSIM = 0.99
)

// drawing is an option that both draw, at a scale, in a theme.
type drawing struct {
	name   string
	option []byte
	scale  float64
	theme  string
	focus  *[2]int // series and datum with its tooltip shown, as a pointer over it would
}

// draw draws by the engine.
func (d drawing) draw(t *testing.T, program *echarts.Program, pool *echarts.Pool) *image.RGBA {
	t.Helper()
	chart := pool.New(width, height)
	defer chart.Close()
	chart.SetTheme(d.theme)
	scene, err := chart.SetOption(t.Context(), d.option)
	if err != nil {
		t.Fatalf("%s: %v", d.name, err)
	}
	if d.focus != nil {
		r, err := chart.Focus(t.Context(), d.focus[0], d.focus[1])
		if err != nil || r.Scene == nil {
			t.Fatalf("%s: nothing changed: %v", d.name, err)
		}
		scene = r.Scene
	}
	return onWhite(program.Image(scene, d.scale))
}

// TestBrowserDrawsTheSame draws all options by both and compares. The pairs are written to build/out/parity: the engine's
// picture, the browser's, and where they differ.
func TestBrowserDrawsTheSame(t *testing.T) {
	if os.Getenv("ANLAN_PARITY") == "" {
		t.Skip("takes a minute and needs Chromium; build/test sets ANLAN_PARITY")
	}
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Fatal("Chromium is missing; build/setup test installs it")
	}
	maps, err := gallery.Maps()
	if err != nil {
		t.Fatal(err)
	}
	own := assets.Maps()
	for name := range own {
		if maps[name] != nil {
			t.Fatalf("two maps are called %s", name)
		}
		maps[name] = own[name]
	}
	program, err := echarts.Compile(echarts.Config{
		Script: assets.ECharts(), Extension: figure.Formatters(), FontFamily: assets.FontFamily, Maps: maps,
		Fonts: echarts.Fonts{Regular: assets.Font(false), Bold: assets.Font(true)},
	})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join("..", "out", "parity")
	if err := os.MkdirAll(out, 0o755); err != nil {
		t.Fatal(err)
	}
	pool := echarts.NewPool(program, 1)
	defer pool.Close()
	all := drawings(t)
	theirs := browser(t, all, maps)
	var values []float64
	for _, d := range all {
		ours := d.draw(t, program, pool)
		other := theirs[d.name]
		if ours.Bounds() != other.Bounds() {
			t.Fatalf("%s: %v and %v", d.name, ours.Bounds(), other.Bounds())
		}
		value, inked := ssim(ours, other)
		values = append(values, value)
		t.Logf("%-28s SSIM %.4f, where something is drawn %.4f; %.2f %% of the pixels differ", d.name, value, inked, 100*differing(ours, other))
		if value < leastSSIM {
			t.Errorf("%s: SSIM %.4f, want %.2f at least", d.name, value, leastSSIM)
		}
		save(t, filepath.Join(out, d.name+".png"), ours, other, difference(ours, other))
	}
	slices.Sort(values)
	median := values[len(values)/2]
	t.Logf("%d options, SSIM from %.4f, median %.4f", len(values), values[0], median)
	if median < medianSSIM {
		t.Errorf("the median is %.4f, want %.2f at least", median, medianSSIM)
	}
}

func onWhite(img *image.RGBA) *image.RGBA {
	white := image.NewRGBA(img.Bounds())
	draw.Draw(white, white.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(white, white.Bounds(), img, img.Bounds().Min, draw.Over)
	return white
}

// save writes pictures side by side.
func save(t *testing.T, path string, pictures ...*image.RGBA) {
	t.Helper()
	size := pictures[0].Bounds().Size()
	sheet := image.NewRGBA(image.Rect(0, 0, size.X*len(pictures), size.Y))
	for i, p := range pictures {
		draw.Draw(sheet, image.Rect(i*size.X, 0, (i+1)*size.X, size.Y), p, image.Point{}, draw.Src)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, sheet); err != nil {
		t.Fatal(err)
	}
}
