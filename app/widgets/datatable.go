package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Column is a column of a data table.
type Column struct {
	Title string
	Right bool // figures stand at the right
	Least float32
	Most  float32 // 0: as wide as its texts
	Tight bool    // takes none of the room that is left over
}

// Cell is what stands in one place of a data table.
type Cell struct {
	Text  string
	Color color.Color // nil: the look's ink
	Bold  bool
	Fill  color.Color // ground of the cell; nil: none
	Trend []Point     // a small line instead of the text
}

// DataLook is how a data table is coloured and how large its texts are.
type DataLook struct {
	Ink, Muted, Line, Hover, Trend color.Color
	Text                           float32
}

// Sorting is by which column rows stand, and in which direction.
type Sorting struct {
	Column     int // −1: in their own order
	Descending bool
}

// DataTable shows rows of cells, however many, with a header that sorts. It asks for a cell only when it is to be seen.
type DataTable struct {
	widget.Table
	look    DataLook
	columns []Column
	rows    int
	cell    func(row, column int) Cell
	sorting Sorting
	chosen  int // the row that is marked; −1 for none

	// OnTap is called for a tap on a cell, or Space or Enter at it.
	OnTap func(row, column int)
	// OnSort is called for a tap on a header; the rows are then to be set again.
	OnSort func(Sorting)
	// OnCopy is called for the key that copies.
	OnCopy func()

	onFocus func() // called when the table has got the keyboard
}

// NewDataTable makes a table without rows.
func NewDataTable(look DataLook) *DataTable {
	t := &DataTable{look: look, sorting: Sorting{Column: -1}, chosen: -1}
	t.Length = func() (int, int) { return t.rows, len(t.columns) }
	t.CreateCell = func() fyne.CanvasObject { return newDataCell(look) }
	t.UpdateCell = t.update
	t.ShowHeaderRow, t.HideSeparators = true, true
	t.CreateHeader = func() fyne.CanvasObject { return newDataHeader(look) }
	t.UpdateHeader = t.updateHeader
	t.OnSelected = t.selected
	t.ExtendBaseWidget(t)
	return t
}

// Set shows rows: how many there are, and what stands in each place.
func (t *DataTable) Set(columns []Column, rows int, cell func(row, column int) Cell) {
	t.columns, t.rows, t.cell = columns, rows, cell
	t.chosen = -1
	t.fit(t.Size().Width)
	t.Refresh()
}

// SetSorting shows by which column the rows stand.
func (t *DataTable) SetSorting(s Sorting) {
	t.sorting = s
	t.Refresh()
}

// Choose marks a row; −1 marks none.
func (t *DataTable) Choose(row int) {
	t.chosen = row
	t.Refresh()
}

// sampleRows is how many rows decide the width of a column.
const sampleRows = 200

// fit gives every column the width of its texts, and what is left over to all that are not tight.
func (t *DataTable) fit(width float32) {
	if len(t.columns) == 0 {
		return
	}
	widths := make([]float32, len(t.columns))
	sum := float32(0)
	for i, c := range t.columns {
		widths[i] = t.natural(i, c)
		sum += widths[i] + separator
	}
	loose := 0
	for _, c := range t.columns {
		if !c.Tight {
			loose++
		}
	}
	spare := max(0, width-sum-scrollBar) / float32(max(loose, 1))
	for i, c := range t.columns {
		if !c.Tight {
			widths[i] += spare
		}
		t.SetColumnWidth(i, widths[i])
	}
}

// separator is the gap between columns, scrollBar what the bar at the right covers.
const (
	separator = 4
	scrollBar = 6
)

// natural is the width that a column's header and first rows want.
func (t *DataTable) natural(index int, c Column) float32 {
	w := fyne.MeasureText(c.Title+" ▼", t.look.Text, fyne.TextStyle{Bold: true}).Width
	for row := range min(t.rows, sampleRows) {
		cell := t.cell(row, index)
		if cell.Trend != nil {
			w = max(w, trendWidth)
			continue
		}
		w = max(w, fyne.MeasureText(cell.Text, t.look.Text, fyne.TextStyle{Bold: cell.Bold}).Width)
	}
	w = max(w+2*cellEdge, c.Least)
	if c.Most > 0 {
		w = min(w, c.Most)
	}
	return w
}

// Resize implements fyne.CanvasObject.
func (t *DataTable) Resize(size fyne.Size) {
	if size.Width != t.Size().Width {
		t.fit(size.Width)
	}
	t.Table.Resize(size)
}

func (t *DataTable) update(id widget.TableCellID, o fyne.CanvasObject) {
	if id.Row >= t.rows || id.Col >= len(t.columns) {
		return // the rows have changed in the meantime
	}
	cell := t.cell(id.Row, id.Col)
	if id.Row == t.chosen {
		cell.Fill = t.look.Hover
	}
	o.(*dataCell).set(cell, t.columns[id.Col].Right)
}

func (t *DataTable) updateHeader(id widget.TableCellID, o fyne.CanvasObject) {
	if id.Col < 0 || id.Col >= len(t.columns) {
		return
	}
	mark := ""
	if t.sorting.Column == id.Col {
		mark = " ▲"
		if t.sorting.Descending {
			mark = " ▼"
		}
	}
	column := t.columns[id.Col]
	o.(*dataHeader).set(column.Title+mark, column.Right, func() { t.sort(id.Col) })
}

// sort turns from one order to the next: largest first, smallest first, the rows' own.
func (t *DataTable) sort(column int) {
	if t.OnSort == nil {
		return
	}
	next := Sorting{Column: column, Descending: t.columns[column].Right}
	if t.sorting.Column == column {
		next.Descending = !t.sorting.Descending
		if t.sorting.Descending != t.columns[column].Right {
			next = Sorting{Column: -1}
		}
	}
	t.sorting = next
	t.OnSort(next)
}

func (t *DataTable) selected(id widget.TableCellID) {
	t.UnselectAll() // so that a second tap on the same cell is heard
	if t.OnTap != nil && id.Row >= 0 && id.Row < t.rows {
		t.OnTap(id.Row, id.Col)
	}
}

// TypedKey implements fyne.Focusable: beside the arrows, the keys that go far, and Enter.
func (t *DataTable) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyHome:
		t.ScrollToTop()
	case fyne.KeyEnd:
		t.ScrollToBottom()
	case fyne.KeyReturn, fyne.KeyEnter:
		t.Table.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	case fyne.KeyPageDown, fyne.KeyPageUp:
		step := fyne.KeyDown
		if e.Name == fyne.KeyPageUp {
			step = fyne.KeyUp
		}
		for range 12 {
			t.Table.TypedKey(&fyne.KeyEvent{Name: step})
		}
	default:
		t.Table.TypedKey(e)
	}
}

// FocusGained implements fyne.Focusable.
func (t *DataTable) FocusGained() {
	t.Table.FocusGained()
	if t.onFocus != nil {
		t.onFocus()
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (t *DataTable) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok && t.OnCopy != nil {
		t.OnCopy()
	}
}
