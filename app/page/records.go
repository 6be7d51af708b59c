package page

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/query"
	"anlan/app/state"
	"anlan/app/widgets"
)

// recordsPart is how many facts are asked for at a time.
const recordsPart = 200

// recordsView lists the facts behind a figure, however many: a part is asked for when it is first to be seen.
type recordsView struct {
	env   *Env
	ask   query.Records
	list  engine.Records          // columns and total
	parts map[int][]engine.Record // by number of the part
	asked map[int]bool
	table *widgets.DataTable
	title *widgets.Line
	sql   *widget.Entry
}

// showRecords opens the list of the facts behind a figure.
func (e *Env) showRecords(title string, ask query.Records) {
	v := &recordsView{env: e, ask: ask, table: widgets.NewDataTable(dataLook(e)), title: widgets.NewLine(float32(e.Style().Text), false), sql: widget.NewMultiLineEntry()}
	v.table.OnSort = v.sort
	v.table.OnCopy = v.copy
	v.table.OnTap = v.tapped
	v.sql.Wrapping = fyne.TextWrapWord
	rows := container.NewBorder(v.title, nil, nil, nil, v.table)
	tabs := container.NewAppTabs(container.NewTabItem(e.Words.Say("records.rows"), rows), container.NewTabItem(e.Words.Say("chart.sql"), v.sql))
	copyButton := widget.NewButton(e.Words.Say("records.copy"), v.copy)
	d := dialog.NewCustom(title, e.Words.Say("close"), container.NewBorder(nil, container.NewHBox(copyButton), nil, nil, tabs), e.Window)
	d.Resize(e.dialogSize(1200, 700))
	d.SetOnClosed(func() { e.Loader.Cancel("records") })
	d.Show()
	v.reload()
}

// reload asks for the list from its beginning.
func (v *recordsView) reload() {
	v.parts, v.asked = make(map[int][]engine.Record), make(map[int]bool)
	v.load(0)
}

// load asks for a part.
func (v *recordsView) load(part int) {
	if v.asked[part] {
		return
	}
	v.asked[part] = true
	ask := v.ask
	ask.Offset, ask.Limit = part*recordsPart, recordsPart
	parts := v.parts
	state.Load(v.env.Loader, fmt.Sprintf("records %d", part), func(ctx context.Context) (engine.Records, error) {
		return v.env.Engine.Records(ctx, ask)
	}, func(list engine.Records, err error) {
		if err != nil {
			v.env.Fail(err)
			return
		}
		parts[part] = list.Rows
		if part == 0 {
			v.begin(list)
		}
		v.table.Refresh()
	})
}

// begin shows the first part of a list.
func (v *recordsView) begin(list engine.Records) {
	v.list = list
	v.title.Set(widgets.Span{Text: v.env.Words.Say("records.title", "count", list.Total)})
	v.sql.SetText(fmt.Sprintf("%s\n\n%v", list.SQL, list.Args))
	var columns []widgets.Column
	for _, c := range list.Columns {
		columns = append(columns, widgets.Column{Title: c.Name.In(v.env.Words.Language), Right: c.Unit.ID != "", Most: 260})
	}
	columns = append(columns, widgets.Column{Title: v.env.Words.Say("records.source"), Most: 320})
	v.table.Set(columns, list.Total, v.cell)
	sorting := widgets.Sorting{Column: -1}
	for i, c := range list.Columns {
		if c.ID == v.ask.Sort {
			sorting = widgets.Sorting{Column: i, Descending: v.ask.Descending}
		}
	}
	v.table.SetSorting(sorting)
}

// record is one fact of the list; it is asked for where it is not there yet.
func (v *recordsView) record(row int) (engine.Record, bool) {
	part := v.parts[row/recordsPart]
	if part == nil {
		v.load(row / recordsPart)
		return engine.Record{}, false
	}
	if row%recordsPart >= len(part) {
		return engine.Record{}, false
	}
	return part[row%recordsPart], true
}

func (v *recordsView) cell(row, column int) widgets.Cell {
	r, ok := v.record(row)
	switch {
	case !ok:
		return widgets.Cell{Text: "…"}
	case column >= len(r.Cells):
		return widgets.Cell{Text: figure.RecordSource(r)}
	}
	return widgets.Cell{Text: v.env.Style().RecordText(v.list.Columns[column], r.Cells[column])}
}

func (v *recordsView) sort(s widgets.Sorting) {
	v.ask.Sort, v.ask.Descending = "", false
	if s.Column >= 0 && s.Column < len(v.list.Columns) {
		v.ask.Sort, v.ask.Descending = v.list.Columns[s.Column].ID, s.Descending
	}
	v.reload()
}

// tapped opens the card of an accident.
func (v *recordsView) tapped(row, _ int) {
	if r, ok := v.record(row); ok && v.ask.Fact == analytics.Accidents {
		v.env.showAccident(r.Key())
	}
}

// copy puts the facts that were asked for so far onto the clipboard.
func (v *recordsView) copy() {
	style := v.env.Style()
	var header []string
	for _, c := range v.list.Columns {
		header = append(header, c.Name.In(v.env.Words.Language))
	}
	lines := []string{strings.Join(append(header, v.env.Words.Say("records.source")), "\t")}
	for part := 0; part*recordsPart < v.list.Total; part++ {
		for _, r := range v.parts[part] {
			var cells []string
			for i, c := range v.list.Columns {
				cells = append(cells, style.RecordPlain(c, r.Cells[i]))
			}
			lines = append(lines, strings.Join(append(cells, figure.RecordSource(r)), "\t"))
		}
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Join(lines, "\n"))
	v.env.Notify(v.env.Words.Say("chart.copied"))
}
