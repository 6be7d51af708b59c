package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"anlan/app/chartview"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/intake"
	"anlan/data/workspace"
)

// dataTab is one side of the page 数据.
type dataTab string

// The sides of the page.
const (
	previewTab    dataTab = "preview" // while files are looked at
	batchesTab    dataTab = "batches"
	quarantineTab dataTab = "quarantine"
	qualityTab    dataTab = "quality"
	vocabularyTab dataTab = "vocabulary"
)

var dataTabs = []dataTab{previewTab, batchesTab, quarantineTab, qualityTab, vocabularyTab}

// dataView is what one side of the page shows.
type dataView interface {
	canvas() fyne.CanvasObject
	// show asks for what the view shows again.
	show()
}

// DataPage is the page 数据: files on their way into the workspace, the imports, what was held back, how good the data
// are, and the word lists.
type DataPage struct {
	env      *Env
	work     *Intake
	title    *widgets.Line
	subtitle *widgets.Line
	tabs     map[dataTab]*widgets.Pill
	tabBar   *fyne.Container
	progress *progressView
	views    map[dataTab]dataView
	preview  *previewView
	batches  *batchesView
	bring    *widgets.Pill
	stage    *fyne.Container
	frame    *fyne.Container // all of the page; laid out again when its head changes
	object   fyne.CanvasObject
}

// newDataPage makes the page.
func newDataPage(env *Env) *DataPage {
	if env.Intake == nil {
		env.Intake = &Intake{}
	}
	d := &DataPage{env: env, work: env.Intake, title: widgets.NewLine(theme.TitleSize, true), subtitle: widgets.NewLine(theme.NoteSize, false), stage: container.NewStack()}
	d.work.shownBy(d)
	d.preview, d.batches, d.progress = newPreviewView(d), newBatchesView(d), newProgressView(d)
	d.views = map[dataTab]dataView{
		previewTab: d.preview, batchesTab: d.batches, quarantineTab: newQuarantineView(d), qualityTab: newQualityView(d), vocabularyTab: newVocabularyView(d),
	}
	head := container.NewVBox(d.title, d.subtitle, d.newTabBar(), d.progress.object)
	d.frame = container.NewBorder(head, nil, nil, nil, d.stage)
	d.object = container.New(edges{}, d.frame)
	d.turn(d.work.tab)
	return d
}

// newTabBar has the buttons that bring files in and those that turn to the sides of the page.
func (d *DataPage) newTabBar() fyne.CanvasObject {
	say := d.env.Words.Say
	d.tabs = make(map[dataTab]*widgets.Pill)
	d.tabBar = container.New(&widgets.Flow{Gap: 8})
	for _, tab := range dataTabs {
		d.tabs[tab] = widgets.NewPill(PillLook(d.env.Palette), theme.BodySize, "", say("data.tab."+string(tab)), "", func() { d.turn(tab); d.Show() })
		d.tabBar.Add(d.tabs[tab])
	}
	d.tabBar.Add(canvas.NewText("    ", theme.Color(d.env.Palette.Ground)))
	d.bring = d.button("data.choose", func() { d.chooseFile(func(path string) { d.work.look([]string{path}, 0) }) })
	d.tabBar.Add(d.bring)
	d.tabBar.Add(d.button("data.choose_folder", d.chooseFolder))
	return d.tabBar
}

// button is a button with a text of the translation files.
func (d *DataPage) button(key string, action func()) *widgets.Pill {
	return widgets.NewPill(PillLook(d.env.Palette), theme.BodySize, "", d.env.Words.Say(key), "", action)
}

// strong is the look of the button that is meant to be pressed next, and of one that is not.
func (d *DataPage) strong(on bool) widgets.Look {
	look, p := PillLook(d.env.Palette), d.env.Palette
	if on {
		look.Fill, look.Border, look.Text = theme.Color(p.Primary), theme.Color(p.Primary), theme.Color(p.Card)
	}
	return look
}

// panel puts something onto a card.
func (d *DataPage) panel(o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewPanel(theme.Color(d.env.Palette.Card), theme.Color(d.env.Palette.Line), theme.Radius, 12, o)
}

// label is a text that breaks its lines.
func (d *DataPage) label() *widget.Label {
	l := widget.NewLabel("")
	l.Wrapping = fyne.TextWrapWord
	return l
}

// turn shows a side of the page.
func (d *DataPage) turn(tab dataTab) {
	if tab == previewTab && !d.work.looking() {
		tab = batchesTab
	}
	d.work.tab = tab
	chosen := PillLook(d.env.Palette)
	chosen.Fill, chosen.Border, chosen.Bold = theme.Color(d.env.Palette.PrimaryPale), theme.Color(d.env.Palette.Primary), true
	for t, pill := range d.tabs {
		pill.SetLook(PillLook(d.env.Palette), nil)
		if t == tab {
			pill.SetLook(chosen, nil)
		}
	}
	d.tabs[previewTab].Hidden = !d.work.looking()
	d.bring.SetLook(d.strong(!d.work.looking()), nil)
	d.tabBar.Refresh()
	d.stage.Objects = []fyne.CanvasObject{d.views[tab].canvas()}
	d.stage.Refresh()
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

// Close implements Page. Files that are looked at or imported stay so: the next page shows them.
func (d *DataPage) Close() {
	for _, key := range []string{"data", "data quarantine", "data quality", "data vocabulary", "data overlaps"} {
		d.env.Loader.Cancel(key)
	}
}

// Show implements Page: it reads the imports again, and what the side that is turned to shows.
func (d *DataPage) Show() {
	d.batches.show()
	if d.work.tab != batchesTab {
		d.views[d.work.tab].show()
	}
}

// head says how much data there are.
func (d *DataPage) head(batches []workspace.Batch) {
	var active, rows, held int64
	for _, b := range batches {
		if b.UndoneAt.IsZero() {
			active++
			rows += b.Accepted
			held += b.Quarantined
		}
	}
	say, ink := d.env.Words.Say, theme.Color(d.env.Palette.Ink)
	d.title.Set(widgets.Span{Text: say("data.title", "batches", active, "rows", rows), Color: ink}, widgets.Span{Text: say("data.held", "count", held), Color: ink})
	hint := say("data.hint")
	if d.env.Sample {
		hint = say("data.hint.sample")
	}
	d.subtitle.Set(widgets.Span{Text: hint, Color: theme.Color(d.env.Palette.Muted)})
}

// dataEndings are the endings of files that are offered; those of any other can be dragged in.
var dataEndings = []string{".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".et", ".zip", ".parquet", ".json", ".jsonl", ".CSV", ".XLSX", ".XLS", ".ZIP"}

// chooseFile lets a file be chosen.
func (d *DataPage) chooseFile(use func(path string)) {
	dlg := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			if err != nil {
				d.env.Fail(err)
			}
			return
		}
		path := r.URI().Path()
		if err := r.Close(); err != nil {
			d.env.Fail(err)
			return
		}
		use(path)
	}, d.env.Window)
	dlg.SetFilter(storage.NewExtensionFileFilter(dataEndings))
	dlg.Resize(d.env.dialogSize(900, 620))
	dlg.Show()
	speakPlaces(d.env.Window.Canvas(), d.env.Words)
}

// chooseFolder lets a folder be chosen, whose files are all looked at.
func (d *DataPage) chooseFolder() {
	dlg := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		switch {
		case err != nil:
			d.env.Fail(err)
		case folder != nil:
			d.work.look([]string{folder.Path()}, 0)
		}
	}, d.env.Window)
	dlg.Resize(d.env.dialogSize(900, 620))
	dlg.Show()
	speakPlaces(d.env.Window.Canvas(), d.env.Words)
}

// saveAs lets a file be chosen to write into.
func (d *DataPage) saveAs(name, ending string, use func(path string)) {
	dlg := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			if err != nil {
				d.env.Fail(err)
			}
			return
		}
		path := w.URI().Path()
		if err := w.Close(); err != nil {
			d.env.Fail(err)
			return
		}
		use(path)
	}, d.env.Window)
	dlg.SetFileName(name + ending)
	dlg.SetFilter(storage.NewExtensionFileFilter([]string{ending}))
	dlg.Resize(d.env.dialogSize(900, 620))
	dlg.Show()
	speakPlaces(d.env.Window.Canvas(), d.env.Words)
}

// Preview shows what files, folders and archives hold, to be confirmed and imported; from a demonstration, for the
// workspace of the user's own.
func (d *DataPage) Preview(paths []string) { d.work.look(paths, 0) }

// Import imports the files that are looked at.
func (d *DataPage) Import() { d.work.start() }

// errorText words an error as it is said in the window, where nobody types flags.
func (d *DataPage) errorText(err error) string {
	for _, code := range windowErrors {
		if intake.HasCode(err, code) {
			return d.env.Words.Say("data.error." + code)
		}
	}
	return d.env.Words.Error(err)
}

// windowErrors are the errors that the window words in its own way, because it offers what the command line has flags for.
var windowErrors = []string{intake.CodeAlreadyRead, intake.CodeMostFail, intake.CodeNoHeader, intake.CodeNoPeriod, intake.CodeMapHeader, intake.CodeCellTooLong}

// noteText words a note as it is said in the window.
func (d *DataPage) noteText(n intake.Note) string {
	text := ""
	switch n.Code {
	case intake.NoteSkipped:
		text = d.env.Words.Say("data.note.skipped", "list", d.env.Words.List(n.Args))
	case intake.NoteRemembered:
		text = d.env.Words.Note(intake.Note{Code: n.Code, Args: d.fieldNames(n.Args)})
	default:
		text = d.env.Words.Note(n)
	}
	if n.Sheet != "" {
		text = "[" + n.Sheet + "] " + text
	}
	return text
}

// fieldName names a field, or a column of a fact table, for people.
func (d *DataPage) fieldName(field string) string {
	if d.env.Words.Has("data.field." + field) {
		return d.env.Words.Say("data.field." + field)
	}
	return field
}

func (d *DataPage) fieldNames(fields []string) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = d.fieldName(f)
	}
	return names
}
