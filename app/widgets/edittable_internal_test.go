package widgets

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
)

// TestCellsAreWrittenIn taps a cell and types, goes on by Enter and Tab, and takes a change back by Escape.
func TestCellsAreWrittenIn(t *testing.T) {
	test.NewTempApp(t)
	cells := [][]string{{"1", "a", "b"}, {"2", "c", "d"}, {"3", "e", "f"}}
	table := NewEditTable(DataLook{Ink: color.Black, Muted: color.Black, Line: color.Black, Hover: color.White, Trend: color.Black, Text: 13})
	table.Editable = func(_, column int) bool { return column > 0 }
	table.OnEdit = func(row, column int, text string) { cells[row][column] = text }
	table.Set([]Column{{Title: "no"}, {Title: "x"}, {Title: "y"}}, len(cells), func(row, column int) Cell { return Cell{Text: cells[row][column]} })
	window := test.NewTempWindow(t, table.DataTable)
	window.Resize(fyne.NewSize(600, 400))
	canvas := window.Canvas()
	typed := func(text string) {
		t.Helper()
		entry, ok := canvas.Focused().(*cellEntry)
		if !ok {
			t.Fatalf("%T has the keyboard", canvas.Focused())
		}
		for _, r := range text {
			entry.TypedRune(r)
		}
	}
	key := func(name fyne.KeyName) { canvas.Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	test.TapCanvas(canvas, fyne.NewPos(300, 55)) // the first row of the middle column
	typed("X")
	key(fyne.KeyReturn)
	typed("<b>")
	key(fyne.KeyTab)
	typed("Y")
	key(fyne.KeyEscape)
	if _, ok := canvas.Focused().(*DataTable); !ok {
		t.Errorf("after Escape %T has the keyboard", canvas.Focused())
	}
	table.Edit(0, 0)
	if table.open {
		t.Error("a cell that cannot be written in was opened")
	}
	if diff := cmp.Diff([][]string{{"1", "aX", "b"}, {"2", "c<b>", "d"}, {"3", "e", "f"}}, cells); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}
