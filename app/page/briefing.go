package page

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/briefing"
	"anlan/app/chartview"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// BriefingPage is the page 汇报: the slides in a list, one of them large, and what can be done with them.
type BriefingPage struct {
	env      *Env
	title    *widgets.Line
	subtitle *widgets.Line
	list     *widget.List
	slide    *slideView
	notes    *widget.Label
	stale    map[string]stale
	drag     *drag
	shown    int // place of the slide that is shown
	undo     *widgets.Pill
	redo     *widgets.Pill
	refresh  *widgets.Pill
	export   *widgets.Pill
	object   fyne.CanvasObject
}

func newBriefingPage(env *Env) *BriefingPage {
	p := &BriefingPage{env: env, title: widgets.NewLine(theme.TitleSize, true), subtitle: widgets.NewLine(theme.NoteSize, false), notes: widget.NewLabel(""), drag: newDrag(env)}
	p.slide = newSlideView(env, "briefing slide")
	p.slide.onHit = p.marked
	p.notes.Wrapping = fyne.TextWrapWord
	p.list = widget.NewList(p.count, func() fyne.CanvasObject { return newSlideRow(p.dragSlide, p.dropSlide) }, p.fillEntry)
	p.list.OnSelected = func(id widget.ListItemID) { p.turn(id) }
	panel := func(o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewPanel(theme.Color(env.Palette.Card), theme.Color(env.Palette.Line), theme.Radius, 12, o)
	}
	right := container.NewBorder(p.slideBar(), p.notes, nil, nil, p.slide.object)
	split := container.NewHSplit(panel(container.NewStack(p.list, container.NewWithoutLayout(p.drag.line))), panel(right))
	split.Offset = 0.27
	p.object = container.New(edges{}, container.NewBorder(container.NewVBox(p.title, p.subtitle, p.bar()), nil, nil, nil, split))
	env.Desk.changed = p.changed
	return p
}

// pill makes a button of the page; one that opens a menu is marked so.
func (p *BriefingPage) pill(text string, menu bool, action func()) *widgets.Pill {
	mark := ""
	if menu {
		mark = "▼"
	}
	return widgets.NewPill(PillLook(p.env.Palette), theme.BodySize, "", text, mark, action)
}

// bar has what concerns the whole briefing.
func (p *BriefingPage) bar() fyne.CanvasObject {
	desk, say := p.env.Desk, p.env.Words.Say
	p.undo = p.pill(say("briefing.undo"), false, func() { desk.change(func(e *briefing.Editor) { e.Undo() }) })
	p.redo = p.pill(say("briefing.redo"), false, func() { desk.change(func(e *briefing.Editor) { e.Redo() }) })
	p.export = p.pill(say("briefing.export"), true, p.chooseExport)
	return container.New(&widgets.Flow{Gap: 8}, p.pill(say("briefing.present"), false, p.present), p.pill(say("briefing.compose"), false, p.compose),
		p.pill(say("briefing.add_text"), false, p.addText), p.pill(say("briefing.retitle"), false, p.retitle), p.export, p.pill(say("briefing.import"), false, p.importFile), p.undo, p.redo)
}

// slideBar has what concerns the slide that is shown.
func (p *BriefingPage) slideBar() fyne.CanvasObject {
	say := p.env.Words.Say
	p.refresh = p.pill(say("briefing.refresh"), false, p.refreshSlide)
	move := func(by int) func() { return func() { p.move(by) } }
	var annotate *widgets.Pill
	annotate = p.pill(say("briefing.annotate"), true, func() { p.chooseAnnotation(annotate) })
	return container.New(&widgets.Flow{Gap: 6}, p.pill(say("briefing.up"), false, move(-1)), p.pill(say("briefing.down"), false, move(1)), p.pill(say("briefing.rename"), false, p.rename),
		p.pill(say("briefing.notes"), false, p.editNotes), annotate, p.refresh, p.pill(say("briefing.remove"), false, p.remove))
}

func (p *BriefingPage) fillEntry(id widget.ListItemID, o fyne.CanvasObject) {
	slides := p.slides()
	if id >= len(slides) {
		return
	}
	s, row := slides[id], o.(*slideRow)
	row.place = id
	name := s.Name()
	if name == "" {
		name = p.env.Words.Say("briefing.untitled_slide")
	}
	row.first.Set(widgets.Span{Text: fmt.Sprintf("%d  %s", id+1, name), Color: theme.Color(p.env.Palette.Ink)})
	row.second.Set(widgets.Span{Text: p.about(s), Color: theme.Color(p.env.Palette.Muted)})
}

// about says what a slide is, and whether the workspace has newer figures.
func (p *BriefingPage) about(s briefing.Slide) string {
	say := p.env.Words.Say
	text := say("briefing.type." + string(s.Type))
	if s.Frozen != nil {
		text = s.Frozen.KindName()
	}
	if newer, ok := p.stale[s.ID]; ok {
		text = say("briefing.stale", "count", newer.changed) + " · " + text
	}
	if s.Notes != "" {
		text += " · " + say("briefing.has_notes")
	}
	return text
}

func (p *BriefingPage) briefing() briefing.Briefing {
	if p.env.Desk.editor == nil {
		return briefing.Briefing{}
	}
	return p.env.Desk.editor.Briefing()
}

func (p *BriefingPage) slides() []briefing.Slide { return p.briefing().Slides }

func (p *BriefingPage) count() int { return len(p.slides()) }

// Show implements Page.
func (p *BriefingPage) Show() {
	p.env.Desk.open(func(*briefing.Editor) {
		p.changed()
		p.env.Desk.look(func(found map[string]stale) {
			p.stale = found
			p.changed()
		})
	})
}

// changed shows the briefing as it is now.
func (p *BriefingPage) changed() {
	b, say, muted := p.briefing(), p.env.Words.Say, theme.Color(p.env.Palette.Muted)
	p.shown = max(0, min(p.shown, len(b.Slides)-1))
	p.title.Set(widgets.Span{Text: b.Title, Color: theme.Color(p.env.Palette.Ink)})
	about := say("briefing.count", "slides", len(b.Slides))
	if len(p.stale) > 0 {
		about = say("briefing.stale.slides", "count", len(p.stale)) + " · " + about
	}
	for _, s := range b.States() {
		about += " · " + s.Line(p.env.Words.Language)
	}
	p.subtitle.Set(widgets.Span{Text: about, Color: muted})
	p.list.Refresh()
	if len(b.Slides) > 0 {
		p.list.Select(p.shown)
	}
	p.turn(p.shown)
}

// turn shows a slide.
func (p *BriefingPage) turn(to int) {
	p.shown = to
	slides := p.slides()
	if to < 0 || to >= len(slides) {
		p.notes.SetText("")
		p.slide.set(briefing.NewText("", p.env.Words.Say("briefing.empty")))
		p.env.Repainted()
		return
	}
	p.notes.SetText(slides[to].Notes)
	p.slide.set(slides[to])
	p.env.Repainted()
}

// Object implements Page.
func (p *BriefingPage) Object() fyne.CanvasObject { return p.object }

// Title implements Page.
func (p *BriefingPage) Title() string { return p.title.Text() }

// Charts implements Page.
func (p *BriefingPage) Charts() map[string]*chartview.View {
	if p.slide.slide.Frozen == nil || p.slide.slide.Frozen.Option == nil {
		return nil
	}
	return map[string]*chartview.View{p.slide.slide.Frozen.Ask.Kind: p.slide.view}
}

// Filtered implements Page: frozen figures do not follow filters, but new ones are frozen under them.
func (p *BriefingPage) Filtered() bool { return true }

// Rest implements Page.
func (p *BriefingPage) Rest() { p.slide.view.Rest() }

// Close implements Page.
func (p *BriefingPage) Close() { p.slide.view.Close() }

// ground is a rectangle behind a part of the page.
func ground(env *Env) fyne.CanvasObject { return canvas.NewRectangle(theme.Color(env.Palette.Card)) }
