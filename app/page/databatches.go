package page

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/workspace"
)

// batchesView lists the imports with what became of their rows, the newest first.
type batchesView struct {
	page    *DataPage
	list    []workspace.Batch
	table   *widgets.DataTable
	actions []*widgets.Pill
	overlap *overlapView
	line    *widgets.Line // about the chosen import
	object  fyne.CanvasObject
}

func newBatchesView(d *DataPage) *batchesView {
	v := &batchesView{page: d, table: widgets.NewDataTable(dataLook(d.env)), line: widgets.NewLine(theme.BodySize, false)}
	v.overlap = newOverlapView(d)
	v.table.OnTap = func(row, _ int) { v.choose(row) }
	v.table.OnCopy = v.copy
	v.actions = []*widgets.Pill{
		d.button("data.see_held", func() { d.turn(quarantineTab); d.Show() }), d.button("data.see_quality", func() { d.turn(qualityTab); d.Show() }),
		d.button("data.replace", v.replace), d.button("data.undo", v.confirmUndo),
	}
	bar := container.New(&widgets.Flow{Gap: 8})
	for _, a := range v.actions {
		bar.Add(a)
	}
	v.object = d.panel(container.NewBorder(container.NewVBox(bar, v.line, v.overlap.object), nil, nil, nil, v.table))
	v.enable()
	return v
}

func (v *batchesView) canvas() fyne.CanvasObject { return v.object }

// show implements dataView.
func (v *batchesView) show() {
	v.overlap.show()
	w := v.page.env.Workspace
	state.Load(v.page.env.Loader, "data", w.Batches, func(list []workspace.Batch, err error) {
		if err != nil {
			v.page.env.Fail(err)
			return
		}
		v.take(list)
	})
}

// take shows imports, the newest first.
func (v *batchesView) take(list []workspace.Batch) {
	v.list = nil
	for i := len(list) - 1; i >= 0; i-- {
		v.list = append(v.list, list[i])
	}
	v.page.head(list)
	var columns []widgets.Column
	for i, title := range v.titles() {
		columns = append(columns, widgets.Column{Title: title, Right: i == 0 || i >= 5 && i <= 11, Most: 260})
	}
	v.table.Set(columns, len(v.list), v.cell)
	v.choose(v.row())
	v.page.env.Repainted()
}

func (v *batchesView) titles() []string {
	return strings.Split(v.page.env.Words.Say("data.batch_columns"), "|")
}

// row is where the chosen import stands in the list; −1 where none is chosen.
func (v *batchesView) row() int {
	for i, b := range v.list {
		if b.ID == v.page.work.batch {
			return i
		}
	}
	return -1
}

func (v *batchesView) texts(b workspace.Batch) []string {
	say := v.page.env.Words.Say
	condition := say("cli.imports.state.active")
	if !b.UndoneAt.IsZero() {
		condition = say("cli.imports.state.undone")
	}
	if b.Replaces > 0 {
		condition += say("data.and") + say("data.replaces", "batch", b.Replaces)
	}
	return []string{
		strconv.Itoa(b.ID), v.page.env.Words.Kind(b.Kind), flat(v.page.fileText(b.File)), flat(b.Sheet), b.ImportedAt.Local().Format("2006-01-02 15:04"),
		fmt.Sprint(b.RowsRead), fmt.Sprint(b.Accepted), fmt.Sprint(b.Warned), fmt.Sprint(b.Quarantined), fmt.Sprint(b.Skipped), fmt.Sprint(b.Blank),
		fmt.Sprint(b.Duplicates), condition,
	}
}

func (v *batchesView) cell(row, column int) widgets.Cell {
	b := v.list[row]
	cell := widgets.Cell{Text: v.texts(b)[column]}
	switch {
	case !b.UndoneAt.IsZero():
		cell.Color = theme.Color(v.page.env.Palette.Muted)
	case column == 8 && b.Quarantined > 0:
		cell.Color, cell.Bold = theme.Color(v.page.env.Palette.Worse), true
	}
	return cell
}

// copy puts the list onto the clipboard.
func (v *batchesView) copy() {
	lines := []string{strings.Join(v.titles(), "\t")}
	for _, b := range v.list {
		lines = append(lines, strings.Join(v.texts(b), "\t"))
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Join(lines, "\n"))
	v.page.env.Notify(v.page.env.Words.Say("chart.copied"))
}

// choose chooses an import.
func (v *batchesView) choose(row int) {
	v.page.work.batch = 0
	if row >= 0 && row < len(v.list) {
		v.page.work.batch = v.list[row].ID
	}
	v.table.Choose(row)
	v.enable()
}

// chosen is the import that is chosen.
func (v *batchesView) chosen() (workspace.Batch, bool) {
	if row := v.row(); row >= 0 {
		return v.list[row], true
	}
	return workspace.Batch{}, false
}

// enable lets be done what can be done with the chosen import.
func (v *batchesView) enable() {
	b, ok := v.chosen()
	active := ok && b.UndoneAt.IsZero()
	free := active && !v.page.env.Workspace.ReadOnly()
	for i, on := range []bool{active && b.Quarantined > 0, active, free, free} {
		v.actions[i].SetEnabled(on)
	}
	text := v.page.env.Words.Say("data.choose_batch")
	if len(v.list) == 0 {
		text = v.page.env.Words.Say("cli.imports.none")
	}
	if ok {
		text = v.page.env.Words.Say("data.chosen_batch", "batch", b.ID, "file", flat(v.page.fileText(b.File))) + " · " + v.page.countsText(b)
	}
	v.line.Set(widgets.Span{Text: text, Color: theme.Color(v.page.env.Palette.Muted)})
}

// replace lets a corrected file be chosen that takes the place of the chosen import.
func (v *batchesView) replace() {
	if b, ok := v.chosen(); ok {
		v.page.chooseFile(func(path string) { v.page.work.look([]string{path}, b.ID) })
	}
}

// confirmUndo asks whether the chosen import is to be taken back.
func (v *batchesView) confirmUndo() {
	b, ok := v.chosen()
	if !ok {
		return
	}
	say := v.page.env.Words.Say
	question := say("data.undo.confirm", "batch", b.ID, "file", flat(v.page.fileText(b.File)), "rows", b.Accepted)
	d := dialog.NewConfirm(say("data.undo"), question, func(yes bool) {
		if yes {
			v.undo(b.ID)
		}
	}, v.page.env.Window)
	d.SetConfirmText(say("data.undo"))
	d.SetDismissText(say("cancel"))
	d.Show()
}

// undo takes an import back.
func (v *batchesView) undo(batch int) {
	w := v.page.env.Workspace
	state.Load(v.page.env.Loader, "undo", func(ctx context.Context) ([]workspace.Repeats, error) {
		if err := w.Undo(ctx, batch); err != nil {
			return nil, err
		}
		return w.RepeatsOf(ctx, batch)
	}, func(repeats []workspace.Repeats, err error) {
		if err != nil {
			v.page.env.Fail(err)
			return
		}
		say := v.page.env.Words.Say
		v.page.work.said = []string{say("cli.imports.undone", "batch", batch)}
		for _, r := range repeats {
			v.page.work.said = append(v.page.work.said, say("data.undo.repeats", "batch", r.Batch, "count", r.Rows, "of", batch))
		}
		v.page.progress.refresh()
		v.page.env.DataChanged()
	})
}
