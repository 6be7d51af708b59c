package widgets_test

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"anlan/app/widgets"
)

// TestLongLinesAreSetSmaller gives a line less and less room: first it is set smaller, then it ends in an ellipsis.
func TestLongLinesAreSetSmaller(t *testing.T) {
	test.NewTempApp(t)
	line := widgets.NewLine(20, true, widgets.Span{Text: "塘厦、虎门、长安", Color: color.Black}, widgets.Span{Text: "事故最多", Color: color.Black})
	line.Least = 15
	full := fyne.MeasureText(line.Text(), 20, line.Style).Width
	for _, tc := range []struct {
		share       float32
		least, most float32
		whole       bool
	}{{1.1, 20, 20, true}, {0.9, 16, 19, true}, {0.5, 15, 15, false}} {
		line.Resize(fyne.NewSize(full*tc.share, 30))
		shown := ""
		for _, object := range test.WidgetRenderer(line).Objects() {
			text := object.(*canvas.Text)
			shown += text.Text
			if text.TextSize < tc.least || text.TextSize > tc.most {
				t.Errorf("at %v of its width the size is %v, want %v to %v", tc.share, text.TextSize, tc.least, tc.most)
			}
			if end := text.Position().X + text.Size().Width; end > full*tc.share+1 {
				t.Errorf("at %v of its width the line ends at %v of %v", tc.share, end, full*tc.share)
			}
		}
		if whole := !strings.Contains(shown, "…"); whole != tc.whole {
			t.Errorf("at %v of its width the line says %q", tc.share, shown)
		}
	}
}
