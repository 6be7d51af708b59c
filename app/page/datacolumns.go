package page

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/intake"
	"anlan/data/layout"
)

// columnsView shows the columns of a sheet and the field that each goes into, to be changed.
type columnsView struct {
	page   *DataPage
	rows   *fyne.Container
	head   *fyne.Container
	object fyne.CanvasObject
}

func newColumnsView(d *DataPage) *columnsView {
	v := &columnsView{page: d, rows: container.NewVBox(), head: container.New(shares(columnShares))}
	for _, title := range strings.Split(d.env.Words.Say("data.columns"), "|") {
		v.head.Add(widgets.NewLine(theme.NoteSize, true, widgets.Span{Text: title, Color: theme.Color(d.env.Palette.Muted)}))
	}
	v.object = container.NewBorder(v.head, nil, nil, nil, container.NewVScroll(v.rows))
	return v
}

// columnShares are the widths of a column's name, values, field and confidence.
var columnShares = []float32{0.27, 0.29, 0.3, 0.14}

// shares is a layout that gives each object a share of the width.
type shares []float32

// MinSize implements fyne.Layout.
func (s shares) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(240, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// Layout implements fyne.Layout.
func (s shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, o := range objects {
		width, height := size.Width*s[i], o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width-8, height))
		x += width
	}
}

// columnsOf are the columns of the sheet that is shown. Those of a table that was not recognised are the cells of the row
// that a person named as its header, or of the first one.
func columnsOf(c *choice) []layout.SheetColumn {
	s := c.shownSheet()
	if s == nil || len(s.Columns) > 0 || len(s.Head) == 0 {
		if s == nil {
			return nil
		}
		return s.Columns
	}
	row := max(0, min(c.opts.HeaderRow-s.HeadRow, len(s.Head)-1))
	var columns []layout.SheetColumn
	for i, text := range s.Head[row] {
		column := layout.SheetColumn{Header: text, Use: layout.Unread}
		for _, below := range s.Head[row+1 : min(row+4, len(s.Head))] {
			if i < len(below) && below[i] != "" {
				column.Samples = append(column.Samples, below[i])
			}
		}
		for field, at := range c.opts.Map {
			if at.Index == i+1 || at.Header != "" && at.Header == text {
				column.Field, column.Use, column.How, column.Confidence = field, layout.Read, layout.Asked, 1
			}
		}
		columns = append(columns, column)
	}
	return columns
}

// set shows the columns of a file.
func (v *columnsView) set(c *choice) {
	v.rows.RemoveAll()
	columns := columnsOf(c)
	for i, column := range columns {
		if strings.TrimSpace(column.Header) == "" && len(column.Samples) == 0 {
			continue
		}
		v.rows.Add(v.row(c, columns, i))
	}
	if s := c.shownSheet(); s != nil {
		for _, f := range s.Fields {
			if f.Constant != "" {
				v.rows.Add(container.New(shares(columnShares), v.text(v.page.env.Words.Say("data.all_rows"), true), v.text(f.Constant, false),
					v.text("   "+v.page.fieldName(f.Name), false), v.sure(layout.SheetColumn{Field: f.Name, How: f.How, Confidence: f.Confidence})))
			}
		}
	}
	v.rows.Refresh()
}

func (v *columnsView) text(text string, strong bool) fyne.CanvasObject {
	c := v.page.env.Palette.Muted
	if strong {
		c = v.page.env.Palette.Ink
	}
	return widgets.NewLine(theme.BodySize, false, widgets.Span{Text: strings.ReplaceAll(text, "\n", " "), Color: theme.Color(c)})
}

// row is a column with its field.
func (v *columnsView) row(c *choice, columns []layout.SheetColumn, i int) fyne.CanvasObject {
	column, say := columns[i], v.page.env.Words.Say
	options := []option{{say("data.unread"), ""}}
	for _, name := range fieldsFor(c) {
		options = append(options, option{v.page.fieldName(name), name})
	}
	box := newChoiceBox(options, column.Field, func(field string) {
		c.opts.Map = remapped(c.opts.Map, columns, i, field)
		v.page.work.again(c)
	})
	if column.Field == "" && column.Use != layout.Unread && column.Use != layout.Read {
		box.Selected, box.PlaceHolder = "", say("cli.import.use."+string(column.Use))
	}
	header := column.Header
	if strings.TrimSpace(header) == "" {
		header = say("data.column_number", "number", i+1)
	}
	return container.New(shares(columnShares), v.text(header, true), v.text(strings.Join(column.Samples, " · "), false), v.page.framed(box), v.sure(column))
}

// sure says how sure a field is, and by what.
func (v *columnsView) sure(column layout.SheetColumn) fyne.CanvasObject {
	if column.Field == "" {
		return v.text("", false)
	}
	p := v.page.env.Palette
	span := widgets.Span{Text: strconv.Itoa(int(100*column.Confidence+0.5)) + "%", Color: theme.Color(p.Ink)}
	switch {
	case column.How == layout.Asked:
		span.Text = v.page.env.Words.Say("data.confirmed")
	case column.How == layout.Remembered:
		span.Text = v.page.env.Words.Say("data.remembered")
	case column.Confidence < 0.6:
		span.Color = theme.Color(p.Worse)
	}
	return widgets.NewLine(theme.BodySize, false, span)
}

// fieldsFor are the fields that a column may go into.
func fieldsFor(c *choice) []string {
	kind := c.opts.Kind
	if s := c.shownSheet(); kind == "" && s != nil {
		kind = s.Kind
	}
	if kind != "" {
		return intake.FieldNames(kind)
	}
	var names []string
	for _, k := range intake.Kinds() {
		for _, name := range intake.FieldNames(k) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// remapped is a mapping after a person has said what a column is: the column's former field has it no longer.
func remapped(mapping map[string]intake.Column, columns []layout.SheetColumn, i int, field string) map[string]intake.Column {
	next := make(map[string]intake.Column)
	for name, column := range mapping {
		next[name] = column
	}
	if former := columns[i].Field; former != "" {
		next[former] = intake.Column{}
	}
	if field != "" {
		next[field] = placeOf(columns, i)
	}
	return next
}

// placeOf names a column: by its header, which stays true where the columns of the next file stand in another order, or by
// its number where the header is not its alone.
func placeOf(columns []layout.SheetColumn, i int) intake.Column {
	same := 0
	for _, c := range columns {
		if layout.SameHeader(c.Header, columns[i].Header) {
			same++
		}
	}
	if strings.TrimSpace(columns[i].Header) == "" || same > 1 {
		return intake.Column{Index: i + 1}
	}
	return intake.Column{Header: columns[i].Header}
}
