package page_test

import (
	"image/png"
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/app/page"
)

func capture(t *testing.T, d *desk, out string) {
	f, _ := os.Create(out)
	defer f.Close()
	png.Encode(f, d.window.Canvas().Capture())
}

func TestZZ(t *testing.T) {
	raw, _ := os.ReadFile("/work/shared/reference/speech.txt")
	for _, c := range []struct {
		l    analytics.Language
		size fyne.Size
		out  string
	}{{analytics.Chinese, fyne.NewSize(1432, 804), "/tmp/draft/zh.png"}, {analytics.English, fyne.NewSize(1366-168, 690), "/tmp/draft/en.png"}} {
		d := newDesk(t, c.l, c.size)
		p := d.openSpeech()
		p.Use(page.Draft{Text: string(raw), Name: "speech.txt"})
		d.settle()
		capture(t, d, c.out)
		p.Choose(6)
		capture(t, d, c.out[:len(c.out)-4]+"2.png")
	}
}
