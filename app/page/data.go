package page

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"anlan/app/chartview"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/intake"
	"anlan/data/workspace"
)

// DataPage is the page 数据: imports, what came of them, and what was held back.
type DataPage struct {
	env      *Env
	title    *widgets.Line
	subtitle *widgets.Line
	messages *widget.Label
	progress *widget.ProgressBarInfinite
	cancel   *widget.Button
	undo     *widget.Button
	batches  []workspace.Batch
	problems []workspace.Problem
	selected int // index into batches; −1 for none
	list     *widget.Table
	held     *widget.Table
	heldNote *widgets.Line
	object   fyne.CanvasObject
}

// maxProblems bounds the rows of the quarantine that are shown; the command line lists all.
const maxProblems = 2000

// newDataPage makes the page.
func newDataPage(env *Env) *DataPage {
	d := &DataPage{
		env: env, title: widgets.NewLine(theme.TitleSize, true), subtitle: widgets.NewLine(theme.NoteSize, false), messages: widget.NewLabel(""),
		progress: widget.NewProgressBarInfinite(), selected: -1, heldNote: widgets.NewLine(theme.HeadingSize, true),
	}
	say := env.Words.Say
	choose := widget.NewButton(say("data.choose"), d.choose)
	choose.Importance = widget.HighImportance
	d.cancel = widget.NewButton(say("cancel"), func() { env.Loader.Cancel("import"); d.finish(say("error.cancelled")) })
	d.undo = widget.NewButton(say("data.undo"), d.confirmUndo)
	d.undo.Disable()
	d.messages.Wrapping = fyne.TextWrapWord
	d.progress.Hide()
	d.cancel.Hide()
	d.list = d.newTable(strings.Split(say("cli.imports.columns"), "|"), func() int { return len(d.batches) }, d.batchCell, []float32{60, 110, 300, 110, 160, 90, 90, 80, 70, 80, 90})
	d.list.OnSelected = func(id widget.TableCellID) { d.selectBatch(id.Row) }
	d.held = d.newTable(strings.Split(say("cli.rejected.columns"), "|"), func() int { return len(d.problems) }, d.problemCell, []float32{60, 260, 100, 70, 150, 200, 460})
	bar := container.NewBorder(nil, nil, container.NewHBox(choose, d.undo, d.cancel), nil, d.progress)
	head := container.NewVBox(d.title, d.subtitle, bar, d.messages)
	panel := func(o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewPanel(theme.Color(env.Palette.Card), theme.Color(env.Palette.Line), theme.Radius, 12, o)
	}
	split := container.NewVSplit(panel(d.list), panel(container.NewBorder(d.heldNote, nil, nil, nil, d.held)))
	split.Offset = 0.5
	d.object = container.New(edges{}, container.NewBorder(head, nil, nil, nil, split))
	return d
}

// edges leaves air around a page.
type edges struct{}

// MinSize implements fyne.Layout.
func (edges) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*theme.Edge, theme.Edge+theme.Gap)
}

// Layout implements fyne.Layout.
func (edges) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(theme.Edge, theme.Edge))
	objects[0].Resize(size.SubtractWidthHeight(2*theme.Edge, theme.Edge+theme.Gap))
}

// Object implements Page.
func (d *DataPage) Object() fyne.CanvasObject { return d.object }

// Title implements Page.
func (d *DataPage) Title() string { return d.title.Text() }

// Charts implements Page: there are none.
func (d *DataPage) Charts() map[string]*chartview.View { return nil }

// Filtered implements Page: imports are not filtered.
func (d *DataPage) Filtered() bool { return false }

// Rest implements Page.
func (d *DataPage) Rest() {}

// Close implements Page.
func (d *DataPage) Close() {}

// newTable makes a table of texts with a header.
func (d *DataPage) newTable(header []string, rows func() int, cell func(row, column int) string, widths []float32) *widget.Table {
	newLabel := func() fyne.CanvasObject {
		l := widget.NewLabel("")
		l.Truncation = fyne.TextTruncateEllipsis
		return l
	}
	t := widget.NewTableWithHeaders(func() (int, int) { return rows(), len(header) }, newLabel, func(id widget.TableCellID, o fyne.CanvasObject) {
		text := ""
		if id.Row < rows() {
			text = cell(id.Row, id.Col)
		}
		o.(*widget.Label).SetText(text)
	})
	t.ShowHeaderColumn = false
	t.CreateHeader = newLabel
	t.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		label := o.(*widget.Label)
		label.TextStyle.Bold = true
		if id.Col >= 0 && id.Col < len(header) {
			label.SetText(header[id.Col])
		}
	}
	for i, w := range widths {
		t.SetColumnWidth(i, w)
	}
	return t
}

func (d *DataPage) batchCell(row, column int) string {
	b, say := d.batches[row], d.env.Words.Say
	state := say("cli.imports.state.active")
	if !b.UndoneAt.IsZero() {
		state = say("cli.imports.state.undone")
	}
	return []string{
		strconv.Itoa(b.ID), d.env.Words.Kind(b.Kind), filepath.Base(b.File), b.Sheet, b.ImportedAt.Local().Format("2006-01-02 15:04"), fmt.Sprint(b.RowsRead),
		fmt.Sprint(b.Accepted), fmt.Sprint(b.Quarantined), fmt.Sprint(b.Blank), fmt.Sprint(b.Duplicates), state,
	}[column]
}

func (d *DataPage) problemCell(row, column int) string {
	p := d.problems[row]
	return []string{
		strconv.Itoa(p.Batch), filepath.Base(p.File), p.Sheet, strconv.Itoa(p.Row), p.Column, p.Original, d.env.Words.Reason(p.Reason, p.Original, p.Detail),
	}[column]
}

// listing is what the page shows.
type listing struct {
	batches  []workspace.Batch
	problems []workspace.Problem
}

// Show reads the imports again.
func (d *DataPage) Show() {
	w := d.env.Workspace
	filter := workspace.ProblemFilter{Limit: maxProblems}
	if d.selected >= 0 && d.selected < len(d.batches) {
		filter.Batch = d.batches[d.selected].ID
	}
	state.Load(d.env.Loader, "data", func(ctx context.Context) (listing, error) {
		batches, err := w.Batches(ctx)
		if err != nil {
			return listing{}, err
		}
		problems, err := w.Problems(ctx, filter)
		return listing{batches, problems}, err
	}, func(l listing, err error) {
		if err != nil {
			d.env.Fail(err)
			return
		}
		d.take(l, filter.Batch)
	})
}

func (d *DataPage) take(l listing, batch int) {
	d.batches, d.problems = l.batches, l.problems
	var active, rows, held int64
	for _, b := range d.batches {
		if b.UndoneAt.IsZero() {
			active++
			rows += b.Accepted
			held += b.Quarantined
		}
	}
	say, ink, muted := d.env.Words.Say, theme.Color(d.env.Palette.Ink), theme.Color(d.env.Palette.Muted)
	d.title.Set(widgets.Span{Text: say("data.title", "batches", active, "rows", rows), Color: ink}, widgets.Span{Text: say("data.held", "count", held), Color: ink})
	hint := say("data.hint")
	if d.env.Sample {
		hint = say("data.hint.sample")
	}
	d.subtitle.Set(widgets.Span{Text: hint, Color: muted})
	note := say("data.problems.all", "count", len(d.problems))
	if batch > 0 {
		note = say("data.problems.batch", "batch", batch, "count", len(d.problems))
	}
	d.heldNote.Set(widgets.Span{Text: note, Color: ink})
	d.list.Refresh()
	d.held.Refresh()
	d.env.Repainted()
}

func (d *DataPage) selectBatch(row int) {
	if row < 0 || row >= len(d.batches) {
		return
	}
	d.selected = row
	d.undo.Disable()
	if d.batches[row].UndoneAt.IsZero() && !d.env.Workspace.ReadOnly() {
		d.undo.Enable()
	}
	d.Show()
}

// choose lets a file be chosen.
func (d *DataPage) choose() {
	dlg := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil {
			d.env.Fail(err)
			return
		}
		if r == nil {
			return
		}
		path := r.URI().Path()
		if err := r.Close(); err != nil {
			d.env.Fail(err)
			return
		}
		d.Import([]string{path})
	}, d.env.Window)
	dlg.SetFilter(storage.NewExtensionFileFilter([]string{".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".CSV", ".XLSX"}))
	dlg.Resize(fyne.NewSize(900, 620))
	dlg.Show()
	speakPlaces(d.env.Window.Canvas(), d.env.Words)
}

// Import imports files, one after another, into the workspace; from a demonstration into one of the user's own.
func (d *DataPage) Import(paths []string) {
	d.env.UseWorkspace(func(w *workspace.Workspace) { d.importInto(w, paths) })
}

func (d *DataPage) importInto(w *workspace.Workspace, paths []string) {
	d.progress.Show()
	d.progress.Start()
	d.cancel.Show()
	say, words := d.env.Words.Say, d.env.Words
	state.Load(d.env.Loader, "import", func(ctx context.Context) (string, error) {
		var lines []string
		for _, path := range paths {
			name := filepath.Base(path)
			result, err := intake.Import(ctx, w, path, intake.Options{Progress: func(s intake.Stage) {
				d.env.Loader.Post(func() { d.messages.SetText(say("data.stage."+string(s), "file", name)) })
			}})
			if ctx.Err() != nil {
				return "", ctx.Err()
			}
			if err != nil {
				lines = append(lines, words.Error(err))
				continue
			}
			b := result.Batch
			lines = append(lines, say("cli.import.done", "file", name, "batch", b.ID, "kind", words.Kind(b.Kind))+" · "+
				say("cli.import.counts", "read", b.RowsRead, "accepted", b.Accepted, "quarantined", b.Quarantined, "blank", b.Blank, "duplicates", b.Duplicates))
			for _, n := range result.Notes {
				lines = append(lines, words.Note(n))
			}
		}
		return strings.Join(lines, "\n"), nil
	}, func(text string, err error) {
		if err != nil {
			text = words.Error(err)
		}
		d.finish(text)
		d.env.DataChanged()
	})
}

// finish ends an import's progress and leaves what came of it.
func (d *DataPage) finish(text string) {
	d.progress.Stop()
	d.progress.Hide()
	d.cancel.Hide()
	d.messages.SetText(text)
	d.env.Notify(text)
}

// Say shows a message on the page.
func (d *DataPage) Say(text string) { d.messages.SetText(text) }

func (d *DataPage) confirmUndo() {
	if d.selected < 0 || d.selected >= len(d.batches) {
		return
	}
	b, say := d.batches[d.selected], d.env.Words.Say
	dialog.ShowConfirm(say("data.undo"), say("data.undo.confirm", "batch", b.ID, "file", filepath.Base(b.File), "rows", b.Accepted), func(yes bool) {
		if !yes {
			return
		}
		w := d.env.Workspace
		state.Load(d.env.Loader, "undo", func(ctx context.Context) (struct{}, error) { return struct{}{}, w.Undo(ctx, b.ID) }, func(_ struct{}, err error) {
			if err != nil {
				d.env.Fail(err)
				return
			}
			d.undo.Disable()
			d.messages.SetText(say("cli.imports.undone", "batch", b.ID))
			d.env.DataChanged()
		})
	}, d.env.Window)
}
