package page

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/intake"
	"anlan/data/workspace"
)

// quarantineView shows the rows of an import that are held back, each with its reason. Its cells are corrected in place and
// handed in again, or the rows are saved as a workbook.
type quarantineView struct {
	page    *DataPage
	batch   workspace.Batch
	rows    []heldRow
	edits   map[heldKey]map[int]string
	cut     bool // there are more rows than are shown
	line    *widgets.Line
	table   *widgets.EditTable
	actions []*widgets.Pill
	object  fyne.CanvasObject
}

// heldKey is the place of a row in its file.
type heldKey struct{ row, part int }

// heldRow is a row in quarantine with what is wrong with it.
type heldRow struct {
	heldKey
	cells    []string
	problems []workspace.Problem
}

// maxHeld bounds the rows that are shown; the workbook has all.
const maxHeld = 2000

// ownColumns are the columns before the cells of the file: the row's number and the reason.
const ownColumns = 2

func newQuarantineView(d *DataPage) *quarantineView {
	v := &quarantineView{page: d, line: widgets.NewLine(theme.BodySize, false), table: widgets.NewEditTable(dataLook(d.env)), edits: make(map[heldKey]map[int]string)}
	v.table.StickyColumnCount = 1
	v.table.Editable = func(_, column int) bool { return column >= ownColumns && !d.env.Workspace.ReadOnly() }
	v.table.OnEdit = v.edit
	v.actions = []*widgets.Pill{
		d.button("data.resubmit", func() { v.resubmit(v.corrections()) }), d.button("data.discard", v.discard),
		d.button("data.retry", func() { v.resubmit(nil) }), d.button("data.export", v.export),
	}
	bar := container.New(&widgets.Flow{Gap: 8})
	for _, a := range v.actions {
		bar.Add(a)
	}
	v.object = d.panel(container.NewBorder(container.NewVBox(bar, v.line), nil, nil, nil, v.table.DataTable))
	return v
}

func (v *quarantineView) canvas() fyne.CanvasObject { return v.object }

// heldList is what the view shows.
type heldList struct {
	batch workspace.Batch
	rows  []heldRow
	cut   bool
}

// show implements dataView. Without a chosen import it shows the newest that has rows in quarantine.
func (v *quarantineView) show() {
	w, id := v.page.env.Workspace, v.page.work.batch
	state.Load(v.page.env.Loader, "data quarantine", func(ctx context.Context) (heldList, error) { return readHeld(ctx, w, id) }, func(l heldList, err error) {
		if err != nil {
			v.page.env.Fail(err)
			return
		}
		if l.batch.ID != v.batch.ID {
			v.edits = make(map[heldKey]map[int]string)
		}
		v.batch, v.rows, v.cut = l.batch, l.rows, l.cut
		v.refresh()
	})
}

// readHeld reads the rows in quarantine.
func readHeld(ctx context.Context, w *workspace.Workspace, id int) (l heldList, err error) {
	batches, err := w.Batches(ctx)
	if err != nil {
		return l, err
	}
	for _, b := range batches {
		if b.UndoneAt.IsZero() && (b.ID == id || id == 0 && b.Quarantined > 0) {
			l.batch = b
		}
	}
	if l.batch.ID == 0 {
		return l, nil
	}
	err = w.Scratch(ctx, func(s *workspace.Session) error {
		held, err := s.Held(ctx, l.batch.ID)
		l.cut = len(held) > maxHeld
		for _, h := range held[:min(len(held), maxHeld)] {
			l.rows = append(l.rows, heldRow{heldKey: heldKey{h.Row, h.Part}, cells: h.Cells})
		}
		return err
	})
	if err != nil {
		return l, err
	}
	problems, err := w.Problems(ctx, workspace.ProblemFilter{Batch: l.batch.ID})
	at := make(map[heldKey]int)
	for i, r := range l.rows {
		at[r.heldKey] = i
	}
	for _, p := range problems {
		if i, ok := at[heldKey{p.Row, p.Part}]; ok {
			l.rows[i].problems = append(l.rows[i].problems, p)
		}
	}
	return l, err
}

// refresh shows the rows anew.
func (v *quarantineView) refresh() {
	v.table.Close()
	titles := strings.Split(v.page.env.Words.Say("data.held_columns"), "|")
	columns := []widgets.Column{{Title: titles[0], Right: true, Tight: true}, {Title: titles[1], Least: 160, Most: 340}}
	for _, header := range v.batch.Columns {
		columns = append(columns, widgets.Column{Title: flat(header), Least: 90, Most: 200})
	}
	v.table.Set(columns, len(v.rows), v.cell)
	v.enable()
	v.page.env.Repainted()
}

func (v *quarantineView) enable() {
	free, say := !v.page.env.Workspace.ReadOnly() && len(v.rows) > 0, v.page.env.Words.Say
	for i, on := range []bool{free && len(v.edits) > 0, len(v.edits) > 0, free && len(v.edits) == 0, len(v.rows) > 0} {
		v.actions[i].SetEnabled(on)
	}
	text := say("data.nothing_held")
	if len(v.rows) > 0 {
		text = say("data.problems.batch", "batch", v.batch.ID, "count", v.batch.Quarantined) + say("data.held_hint", "edited", len(v.edits))
	}
	if v.cut {
		text += say("data.held_cut", "rows", maxHeld)
	}
	v.line.Set(widgets.Span{Text: text, Color: theme.Color(v.page.env.Palette.Muted)})
}

func (v *quarantineView) cell(row, column int) widgets.Cell {
	r := v.rows[row]
	switch column {
	case 0:
		return widgets.Cell{Text: strconv.Itoa(r.row), Color: theme.Color(v.page.env.Palette.Muted)}
	case 1:
		return widgets.Cell{Text: v.reasons(r), Color: theme.Color(v.page.env.Palette.Worse)}
	}
	at := column - ownColumns
	cell := widgets.Cell{}
	if at < len(r.cells) {
		cell.Text = r.cells[at]
	}
	if at < len(v.batch.Columns) && slices.ContainsFunc(r.problems, func(p workspace.Problem) bool { return p.Column != "" && p.Column == v.batch.Columns[at] }) {
		cell.Fill = shade(v.page.env.Palette.Card, v.page.env.Palette.Worse, 0.16)
	}
	if text, edited := v.edits[r.heldKey][at]; edited {
		cell.Text, cell.Bold, cell.Fill = text, true, theme.Color(v.page.env.Palette.PrimaryPale)
	}
	return cell
}

// reasons says what is wrong with a row.
func (v *quarantineView) reasons(r heldRow) string {
	var lines []string
	for _, p := range r.problems {
		text := v.page.reasonText(p)
		if p.Column != "" {
			text = v.page.env.Words.Say("data.at_column", "column", p.Column, "reason", text)
		}
		lines = append(lines, text)
	}
	return flat(strings.Join(lines, " "))
}

// edit notes the correction of a cell; what stood there before is none.
func (v *quarantineView) edit(row, column int, text string) {
	r, at := v.rows[row], column-ownColumns
	was := ""
	if at < len(r.cells) {
		was = r.cells[at]
	}
	if v.edits[r.heldKey] == nil {
		v.edits[r.heldKey] = make(map[int]string)
	}
	v.edits[r.heldKey][at] = text
	if text == was {
		delete(v.edits[r.heldKey], at)
	}
	if len(v.edits[r.heldKey]) == 0 {
		delete(v.edits, r.heldKey)
	}
	v.enable()
}

// corrections are the edits as they are handed in.
func (v *quarantineView) corrections() []intake.Edit {
	var list []intake.Edit
	for _, r := range v.rows {
		if cells := v.edits[r.heldKey]; len(cells) > 0 {
			list = append(list, intake.Edit{Row: r.row, Part: r.part, Cells: cells})
		}
	}
	return list
}

func (v *quarantineView) discard() {
	v.edits = make(map[heldKey]map[int]string)
	v.refresh()
}

// resubmit hands corrected rows in again; without any, all rows.
func (v *quarantineView) resubmit(edits []intake.Edit) {
	if len(v.rows) == 0 || v.page.work.running {
		return
	}
	v.table.Close()
	w, id := v.page.env.Workspace, v.batch.ID
	state.Load(v.page.env.Loader, "resubmit", func(ctx context.Context) (intake.Resubmission, error) { return intake.Resubmit(ctx, w, id, edits) }, func(r intake.Resubmission, err error) {
		if err != nil {
			v.page.env.Fail(err)
			return
		}
		v.edits = make(map[heldKey]map[int]string)
		v.page.work.batch = id
		v.page.work.said = []string{v.page.env.Words.Say("cli.import.retried", "accepted", r.Accepted, "duplicates", r.Duplicates, "held", r.Held)}
		v.page.progress.refresh()
		v.page.env.DataChanged()
	})
}

// export asks for a file and writes the rows into it, to be corrected there.
func (v *quarantineView) export() {
	if len(v.rows) == 0 {
		return
	}
	name := v.page.env.Words.Say("data.export_name", "batch", v.batch.ID)
	v.page.saveAs(name, ".xlsx", v.exportTo)
}

// exportTo writes the rows as a workbook with the reason in a column of its own.
func (v *quarantineView) exportTo(path string) {
	w, id, say := v.page.env.Workspace, v.batch.ID, v.page.env.Words.Say
	words := intake.ExportWords{Row: say("intake.export.row"), Reason: say("intake.export.reason"), Title: say("intake.export.title"), Why: v.page.reasonText}
	state.Load(v.page.env.Loader, "export", func(ctx context.Context) (int, error) { return intake.ExportQuarantine(ctx, w, id, path, words) }, func(rows int, err error) {
		if err != nil {
			v.page.env.Notify(v.page.errorText(err))
			return
		}
		v.page.env.Notify(say("cli.import.exported", "rows", rows, "path", path))
	})
}
