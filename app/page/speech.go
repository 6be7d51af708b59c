package page

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/speech"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/source"
	"anlan/app/chartview"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// Draft is the draft on the page 讲话稿. The window keeps it while pages come and go.
type Draft struct {
	Text string
	Name string // of the file that it came from
	// written are the figures that the program wrote; they hold while the text is as it was written.
	written     []writtenFigure
	writtenText string
	notices     []string // what the program left out of it
	version     int64    // of the data that it was written from
	composition speech.Composition
	moves       []speech.Move // its numbers that moved since the kept one
	// old is last year's speech, to be filled with this year's figures; refilling shows it instead of the draft.
	old, oldName string
	refilling    bool
	restored     bool // the kept speech was looked for
}

// SpeechPage is the page 讲话稿: a draft with its figures underlined by what the check found, and why.
type SpeechPage struct {
	env      *Env
	title    *widgets.Line
	subtitle *widgets.Line
	entry    *widget.Entry
	marked   *widgets.MarkedText
	found    *findingsView
	edit     *widgets.Pill
	cancel   *widgets.Pill
	bar      *fyne.Container
	editing  bool
	report   check.Report
	places   []place
	known    *widgets.Pill // takes the moved numbers as known
	draft    *fyne.Container
	refill   *refillView
	object   *fyne.Container
}

// newSpeechPage makes the page.
func newSpeechPage(env *Env) *SpeechPage {
	if env.Draft == nil {
		env.Draft = &Draft{}
	}
	color := theme.Color
	p := &SpeechPage{
		env: env, title: widgets.NewLine(theme.TitleSize, true), subtitle: widgets.NewLine(theme.NoteSize, false), entry: widget.NewMultiLineEntry(),
		marked: widgets.NewMarkedText(theme.BodySize+1, color(env.Palette.Ink), color(env.Palette.Primary)),
	}
	p.found = newFindingsView(env, p.chose)
	p.marked.OnTap = p.found.show
	p.entry.Wrapping = fyne.TextWrapWord
	p.entry.SetPlaceHolder(env.Words.Say("speech.placeholder"))
	p.entry.SetText(env.Draft.Text)
	p.entry.OnChanged = p.typed
	panel := func(o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewPanel(color(env.Palette.Card), color(env.Palette.Line), theme.Radius, 12, o)
	}
	split := container.NewHSplit(panel(container.NewStack(p.entry, p.marked)), panel(p.found.object))
	split.Offset = 0.6
	p.draft = container.NewBorder(container.NewVBox(p.title, p.subtitle, p.toolbar()), nil, nil, nil, split)
	p.refill = newRefillView(env, func() { p.turnRefill(false); p.Show() }, p.chooseOld)
	p.object = container.New(edges{}, container.NewStack(p.draft, p.refill.object))
	p.turnRefill(env.Draft.refilling)
	p.setEditing(env.Draft.Text == "")
	return p
}

func (p *SpeechPage) toolbar() fyne.CanvasObject {
	look := PillLook(p.env.Palette)
	pill := func(text string, action func()) *widgets.Pill {
		return widgets.NewPill(look, theme.BodySize, "", text, "", action)
	}
	say := p.env.Words.Say
	p.edit = pill(say("speech.edit"), func() { p.turn() })
	p.cancel = pill(say("cancel"), func() { p.env.Loader.Cancel(speechKey); p.setEditing(true); p.head() })
	p.cancel.Hide()
	p.known = pill(say("speech.moves.known"), p.keepMoved)
	p.known.Hide()
	p.bar = container.New(&widgets.Flow{Gap: 8}, pill(say("speech.open"), p.choose), pill(say("speech.paste"), p.paste), p.edit,
		pill(say("speech.write"), p.Write), pill(say("speech.copy"), p.copy), pill(say("speech.save"), p.save), pill(say("speech.refill"), p.openRefill), p.known, p.cancel)
	return p.bar
}

// speechKey names the work of the page.
const speechKey = "speech"

// setEditing shows the editor, or the text with its marks.
func (p *SpeechPage) setEditing(on bool) {
	p.editing = on
	p.entry.Hidden, p.marked.Hidden = !on, on
	if on {
		p.edit.SetValue(p.env.Words.Say("speech.check"))
	} else {
		p.edit.SetValue(p.env.Words.Say("speech.edit"))
	}
	p.entry.Refresh()
	p.marked.Refresh()
	p.bar.Refresh()
}

// turn goes from the editor to the checked text, and back.
func (p *SpeechPage) turn() {
	if !p.editing {
		p.env.Loader.Cancel(speechKey)
		p.setEditing(true)
		p.head()
		p.env.Window.Canvas().Focus(p.entry)
		return
	}
	p.Show()
}

// typed keeps the draft. What was found about an earlier text is no longer shown.
func (p *SpeechPage) typed(text string) {
	if text == p.env.Draft.Text {
		return
	}
	p.env.Draft.Text = text
	p.forget()
}

// forget lets go of the outcome of a check.
func (p *SpeechPage) forget() {
	p.env.Loader.Cancel(speechKey)
	p.cancel.Hide()
	p.report, p.places = check.Report{}, nil
	p.found.set("", nil, -1)
	p.head()
}

// Use puts another draft onto the page and checks it.
func (p *SpeechPage) Use(d Draft) {
	p.turnRefill(false)
	p.use(d)
}

// use is Use that leaves last year's speech as it is.
func (p *SpeechPage) use(d Draft) {
	before := *p.env.Draft
	d.old, d.oldName, d.refilling, d.restored = before.old, before.oldName, before.refilling, true
	*p.env.Draft = d
	p.forget()
	p.entry.SetText(d.Text)
	p.Show()
}

// Show implements Page: it checks the draft anew, or fills last year's speech. A speech of the program's own is written anew
// where the data have changed.
func (p *SpeechPage) Show() {
	switch {
	case p.env.Draft.refilling:
		p.refill.show()
		return
	case p.outOfDate():
		p.reopen()
		return
	}
	text := p.env.Draft.Text
	p.head()
	if strings.TrimSpace(text) == "" {
		p.forget()
		p.setEditing(true)
		p.env.Repainted()
		return
	}
	e, options := p.env.Engine, check.Options{Year: p.env.Selection().Period.To.Year(), Now: time.Now()}
	p.cancel.Show()
	p.subtitle.Set(widgets.Span{Text: p.env.Words.Say("speech.checking"), Color: theme.Color(p.env.Palette.Muted)})
	state.Load(p.env.Loader, speechKey, func(ctx context.Context) (check.Report, error) {
		options.Answers = e
		return check.Text(ctx, text, options)
	}, func(r check.Report, err error) {
		p.cancel.Hide()
		if err != nil {
			p.forget()
			p.env.Fail(err)
			return
		}
		p.take(r)
	})
}

// take shows the outcome of a check.
func (p *SpeechPage) take(r check.Report) {
	p.report, p.places = r, p.withMoved(p.withWritten(placesOf(r)))
	var marks []widgets.Mark
	for _, at := range p.places {
		marks = append(marks, p.mark(at))
	}
	p.marked.Set(r.Draft.Text, marks)
	p.found.set(r.Draft.Text, p.places, -1)
	p.setEditing(false)
	p.head()
	p.env.Repainted()
}

// mark is how a place is underlined.
func (p *SpeechPage) mark(at place) widgets.Mark {
	m := widgets.Mark{Start: at.at.Start, End: at.at.End, Line: levelColor(p.env.Palette, at.level), Thick: 2}
	switch at.level {
	case check.Red:
		m.Thick, m.Fill = 3.5, shade(p.env.Palette.Card, p.env.Palette.Worse, 0.16)
	case check.Amber:
		m.Thick, m.Fill = 3, shade(p.env.Palette.Card, p.env.Palette.Caution, 0.16)
	case check.Grey:
		m.Thick = 1
	case check.Green:
	}
	return m
}

// chose frames the place of a finding in the text.
func (p *SpeechPage) chose(place int) {
	if !p.editing {
		p.marked.Choose(place)
	}
}

// head says how many figures are right and how many are not.
func (p *SpeechPage) head() {
	say, palette := p.env.Words.Say, p.env.Palette
	ink := theme.Color(palette.Ink)
	n := make(map[check.Level]int)
	for _, at := range p.places {
		n[at.level]++
	}
	switch {
	case len(p.report.Figures) == 0 && len(p.places) == 0:
		p.title.Set(widgets.Span{Text: say("page.speech"), Color: ink})
	default:
		wrong := widgets.Span{Text: say("speech.title.wrong", "count", n[check.Red]), Color: ink}
		if n[check.Red] > 0 {
			wrong.Color = theme.Color(palette.Worse)
		}
		p.title.Set(widgets.Span{Text: say("speech.title", "figures", figuresOf(p.places)), Color: ink}, wrong,
			widgets.Span{Text: say("speech.title.others", "attention", n[check.Amber], "right", n[check.Green], "unknown", n[check.Grey]), Color: ink})
	}
	year := p.env.Selection().Period.To.Year()
	hint := say("speech.hint", "year", year)
	if said := p.saidOfWritten(); said != "" {
		hint = said
	}
	if p.env.Draft.Name != "" {
		hint = p.env.Draft.Name + " · " + hint
	}
	p.subtitle.Set(widgets.Span{Text: hint, Color: theme.Color(palette.Muted)})
}

// choose lets a draft be chosen.
func (p *SpeechPage) choose() { p.chooseFile(p.OpenFile) }

// chooseOld lets last year's speech be chosen.
func (p *SpeechPage) chooseOld() { p.chooseFile(p.OpenOld) }

// openRefill shows last year's speech; the first time it is asked for.
func (p *SpeechPage) openRefill() {
	if p.env.Draft.old == "" {
		p.chooseOld()
		return
	}
	p.turnRefill(true)
	p.Show()
}

// chooseFile lets a file with a text be chosen.
func (p *SpeechPage) chooseFile(open func(path string)) {
	dlg := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			if err != nil {
				p.env.Fail(err)
			}
			return
		}
		path := r.URI().Path()
		if err := r.Close(); err != nil {
			p.env.Fail(err)
			return
		}
		open(path)
	}, p.env.Window)
	dlg.SetFilter(storage.NewExtensionFileFilter([]string{".txt", ".md", ".docx", ".TXT", ".MD", ".DOCX"}))
	dlg.Resize(p.env.dialogSize(900, 620))
	dlg.Show()
	speakPlaces(p.env.Window.Canvas(), p.env.Words)
}

// OpenFile reads a draft from a file.
func (p *SpeechPage) OpenFile(path string) {
	p.forget()
	p.cancel.Show()
	state.Load(p.env.Loader, speechKey, func(context.Context) (string, error) { return source.Read(path) }, func(text string, err error) {
		p.cancel.Hide()
		if err != nil {
			p.env.Fail(err)
			return
		}
		p.Use(Draft{Text: text, Name: filepath.Base(path)})
	})
}

// paste takes the clipboard's text for the draft.
func (p *SpeechPage) paste() {
	if text := fyne.CurrentApp().Clipboard().Content(); strings.TrimSpace(text) != "" {
		p.Use(Draft{Text: text})
		return
	}
	p.env.Notify(p.env.Words.Say("speech.nothing_to_paste"))
}

// copy puts the draft onto the clipboard.
func (p *SpeechPage) copy() {
	fyne.CurrentApp().Clipboard().SetContent(p.env.Draft.Text)
	p.env.Notify(p.env.Words.Say("speech.copied"))
}

// Object implements Page.
func (p *SpeechPage) Object() fyne.CanvasObject { return p.object }

// Title implements Page.
func (p *SpeechPage) Title() string {
	if p.env.Draft.refilling {
		return p.refill.title.Text()
	}
	return p.title.Text()
}

// Charts implements Page: there are none.
func (p *SpeechPage) Charts() map[string]*chartview.View { return nil }

// Filtered implements Page: the period says which year the draft reports on.
func (p *SpeechPage) Filtered() bool { return true }

// Rest implements Page.
func (p *SpeechPage) Rest() {}

// Close implements Page.
func (p *SpeechPage) Close() { p.env.Loader.Cancel(speechKey) }

// Choose chooses the nth finding of the list.
func (p *SpeechPage) Choose(n int) { p.found.list.Select(n) }
