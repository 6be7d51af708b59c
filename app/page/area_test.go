package page

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/google/go-cmp/cmp"

	"anlan/app/theme"
)

func TestAreasShareTheirRoom(t *testing.T) {
	s := &sheet{
		wide:   beside(1, below(2, beside(1, one(0, 1, 100), one(1, 1, 100)), one(2, 1, 300)), one(3, 1, 200)),
		narrow: below(1, one(0, 1, 100), one(1, 1, 100), one(2, 1, 300), one(3, 1, 200)),
	}
	var tiles []fyne.CanvasObject
	for range 4 {
		tiles = append(tiles, canvas.NewRectangle(nil))
	}
	s.Layout(tiles, fyne.NewSize(1500+theme.Gap, 500+theme.Gap))
	type box struct{ X, Y, W, H float32 }
	boxes := func() (list []box) {
		for _, o := range tiles {
			list = append(list, box{o.Position().X, o.Position().Y, o.Size().Width, o.Size().Height})
		}
		return list
	}
	half := (1000 - theme.Gap) / 2
	want := []box{
		{0, 0, half, 200}, {half + theme.Gap, 0, half, 200}, // the heat map below takes the 300 that it needs
		{0, 200 + theme.Gap, 1000, 300}, {1000 + theme.Gap, 0, 500, 500 + theme.Gap},
	}
	if diff := cmp.Diff(want, boxes()); diff != "" {
		t.Error(diff)
	}
	if got, want := s.MinSize(nil).Height, 100+300+theme.Gap; got != want {
		t.Errorf("the sheet is at least %v high, want %v", got, want)
	}
	s.Layout(tiles, fyne.NewSize(900, 100))
	if got, want := s.MinSize(nil).Height, 700+3*theme.Gap; got != want {
		t.Errorf("folded it is at least %v high, want %v", got, want)
	}
}
