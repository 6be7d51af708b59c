package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// EditTable is a data table whose cells can be written in: a tap, Enter or Space opens one, Enter goes to the row below,
// Tab to the next column, Escape puts back what stood there.
type EditTable struct {
	*DataTable
	// Editable tells which cells can be written in.
	Editable func(row, column int) bool
	// OnEdit is called with every change of a cell's text.
	OnEdit func(row, column int, text string)

	open     bool
	at       widget.TableCellID
	original string
	live     *editCell // the cell on the screen that is open
}

// NewEditTable makes a table without rows.
func NewEditTable(look DataLook) *EditTable {
	t := &EditTable{DataTable: NewDataTable(look)}
	t.CreateCell = func() fyne.CanvasObject { return newEditCell(t) }
	t.UpdateCell = t.updateCell
	t.OnTap = t.Edit
	t.onFocus = t.focusOpen
	return t
}

// Edit opens a cell for writing.
func (t *EditTable) Edit(row, column int) {
	if row < 0 || row >= t.rows || column < 0 || column >= len(t.columns) || t.Editable == nil || !t.Editable(row, column) {
		return
	}
	t.open, t.at, t.original, t.live = true, widget.TableCellID{Row: row, Col: column}, t.cell(row, column).Text, nil
	t.ScrollTo(t.at)
	t.Refresh()
	t.focusOpen()
}

// Close ends writing; what was written stays.
func (t *EditTable) Close() {
	if t.open {
		t.open, t.live = false, nil
		t.Refresh()
	}
}

// focusOpen gives the keyboard to the open cell.
func (t *EditTable) focusOpen() {
	if !t.open || t.live == nil {
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(t.live.entry); canvas != nil && canvas.Focused() != fyne.Focusable(t.live.entry) {
		canvas.Focus(t.live.entry)
	}
}

// leave ends writing and gives the keyboard back to the table.
func (t *EditTable) leave() {
	t.Close()
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(t.DataTable); canvas != nil {
		canvas.Focus(t.DataTable)
	}
}

// next opens the nearest cell in a direction that can be written in, or ends writing where there is none.
func (t *EditTable) next(down, right int) {
	for row, column := t.at.Row+down, t.at.Col+right; row < t.rows && column < len(t.columns); row, column = row+down, column+right {
		if t.Editable(row, column) {
			t.Edit(row, column)
			return
		}
	}
	t.leave()
}

func (t *EditTable) updateCell(id widget.TableCellID, o fyne.CanvasObject) {
	c := o.(*editCell)
	if id.Row >= t.rows || id.Col >= len(t.columns) {
		return // the rows have changed in the meantime
	}
	t.update(id, c.data)
	c.at = id
	c.show(t.open && id == t.at)
}

// editCell is one place of the table: what stands there, and over it the entry while it is open.
type editCell struct {
	widget.BaseWidget
	table *EditTable
	at    widget.TableCellID
	data  *dataCell
	entry *cellEntry
}

func newEditCell(t *EditTable) *editCell {
	c := &editCell{table: t, data: newDataCell(t.look), entry: &cellEntry{}}
	c.entry.cell = c
	c.entry.Wrapping = fyne.TextWrapOff
	c.entry.ExtendBaseWidget(c.entry)
	c.entry.Hide()
	c.entry.OnChanged = func(text string) {
		if t.open && c.at == t.at && t.OnEdit != nil && text != t.cell(c.at.Row, c.at.Col).Text {
			t.OnEdit(c.at.Row, c.at.Col, text)
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// show shows the entry, or what stands in the cell.
func (c *editCell) show(open bool) {
	if !open {
		if c.entry.Visible() {
			c.entry.Hide()
		}
		return
	}
	c.table.live = c
	if text := c.table.cell(c.at.Row, c.at.Col).Text; c.entry.Text != text {
		c.entry.SetText(text)
		c.entry.CursorColumn = len([]rune(text))
	}
	c.entry.Show()
}

// CreateRenderer implements fyne.Widget.
func (c *editCell) CreateRenderer() fyne.WidgetRenderer { return &editCellRenderer{c} }

type editCellRenderer struct{ cell *editCell }

func (r *editCellRenderer) MinSize() fyne.Size {
	size := r.cell.data.MinSize()
	return fyne.NewSize(size.Width, max(size.Height, r.cell.entry.MinSize().Height))
}

func (r *editCellRenderer) Layout(size fyne.Size) {
	r.cell.data.Resize(size)
	r.cell.entry.Resize(size)
}

func (r *editCellRenderer) Refresh() { r.Layout(r.cell.Size()) }

func (r *editCellRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.cell.data, r.cell.entry}
}

func (r *editCellRenderer) Destroy() {}

// cellEntry is the entry over an open cell.
type cellEntry struct {
	widget.Entry
	cell *editCell
}

// AcceptsTab implements fyne.Tabbable: Tab goes to the next cell.
func (e *cellEntry) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (e *cellEntry) TypedKey(k *fyne.KeyEvent) {
	t := e.cell.table
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		t.next(1, 0)
	case fyne.KeyTab:
		t.next(0, 1)
	case fyne.KeyEscape:
		if t.OnEdit != nil {
			t.OnEdit(t.at.Row, t.at.Col, t.original)
		}
		t.leave()
	default:
		e.Entry.TypedKey(k)
	}
}
