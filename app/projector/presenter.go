package projector

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"anlan/app/theme"
	"anlan/app/widgets"
)

// presenter is the window of who speaks: notes, the next slide, a clock.
type presenter struct {
	show   *Show
	window fyne.Window
	title  *widgets.Line
	notes  *widget.Label
	next   *widgets.Line
	clock  *widgets.Line
	side   *fyne.Container // holds the next slide
	ahead  *stage
	on     *widgets.Pill // the display of the slides; nil where there is one only
}

func newPresenter(s *Show) *presenter {
	say := s.config.Words.Say
	p := &presenter{
		show: s, window: s.config.App.NewWindow(say("projector.presenter")), title: widgets.NewLine(theme.TitleSize, true), notes: widget.NewLabel(""),
		next: widgets.NewLine(theme.HeadingSize, true), clock: widgets.NewLine(theme.FigureSize, true), ahead: newStage(s),
	}
	p.notes.Wrapping = fyne.TextWrapWord
	p.notes.SizeName = fynetheme.SizeNameHeadingText
	p.ahead.ground.FillColor = theme.Color(s.palette().Ground)
	p.side = container.NewStack(p.ahead)
	look := widgets.Look{Fill: theme.Color(s.palette().Card), Border: theme.Color(s.palette().Line), Text: theme.Color(s.palette().Ink), Muted: theme.Color(s.palette().Muted)}
	button := func(key string, action func()) fyne.CanvasObject {
		return p.button(look, say(key), action)
	}
	keys := widget.NewLabel(say("projector.keys"))
	keys.Wrapping = fyne.TextWrapWord
	bar := container.New(&widgets.Flow{Gap: 8}, button("projector.previous", func() { s.Go(s.at - 1) }), button("projector.next", func() { s.Go(s.at + 1) }),
		button("projector.black", func() { s.stage.setBlack(!s.stage.isBlack) }), button("projector.full", s.turnFull),
		button("projector.end", s.Close))
	if len(s.config.Displays.All) > 1 {
		p.on = p.button(look, s.displayName(), s.nextDisplay)
		bar.Add(p.on)
	}
	left := container.NewBorder(container.NewVBox(p.title, bar), keys, nil, nil, container.NewVScroll(p.notes))
	right := container.NewBorder(container.NewVBox(p.clock, p.next), nil, nil, nil, p.side)
	split := container.NewHSplit(left, right)
	split.Offset = 0.5
	p.window.SetContent(container.NewPadded(split))
	p.window.Resize(fyne.NewSize(1100, 620))
	return p
}

// button makes a button that hands the keys back to the window: the remote is to turn slides after a click, too.
func (p *presenter) button(look widgets.Look, text string, action func()) *widgets.Pill {
	return widgets.NewPill(look, theme.BodySize, "", text, "", func() {
		p.window.Canvas().Unfocus()
		action()
	})
}

// displayName says which display the slides are on.
func (s *Show) displayName() string {
	d := s.config.Displays
	key, one := "projector.display", d.All[s.display]
	if s.display == d.Home {
		key = "projector.display.home"
	}
	return s.config.Words.Say(key, "number", strconv.Itoa(s.display+1), "size", fmt.Sprintf("%d×%d", one.Width, one.Height))
}

// mark shows which display the slides are on.
func (p *presenter) mark() {
	if p.on != nil {
		p.on.SetValue(p.show.displayName())
	}
}

// turn shows the notes of a slide, and what comes after it.
func (p *presenter) turn(at int) {
	slides, ink := p.show.briefing.Slides, theme.Color(p.show.palette().Ink)
	say := p.show.config.Words.Say
	p.title.Set(widgets.Span{Text: fmt.Sprintf("%s  %s", p.show.place(at), slides[at].Name()), Color: ink})
	notes := slides[at].Notes
	if notes == "" {
		notes = say("projector.no_notes")
	}
	p.notes.SetText(notes)
	p.ahead.Hidden = at+1 >= len(slides)
	text := say("projector.last")
	if at+1 < len(slides) {
		text = say("projector.then", "title", slides[at+1].Name())
		p.ahead.only(at + 1)
	}
	p.next.Set(widgets.Span{Text: text, Color: ink})
	p.side.Refresh()
}

// only shows one slide without making its neighbours ready.
func (st *stage) only(at int) {
	for i, sheet := range st.sheets {
		if i != at {
			sheet.close()
			delete(st.sheets, i)
		}
	}
	st.at = at
	if st.sheets[at] == nil {
		slide := st.show.briefing.Slides[at]
		slide.ID += " next" // its work runs beside that of the slide itself
		st.sheets[at] = newSheet(st, slide, st.show.place(at))
	}
	st.Refresh()
}

// showTime shows the time of day and how long the show has run.
func (p *presenter) showTime(now time.Time, since time.Duration) {
	since = since.Round(time.Second)
	text := fmt.Sprintf("%s    %02d:%02d", now.Format("15:04:05"), int(since.Minutes()), int(since.Seconds())%60)
	p.clock.Set(widgets.Span{Text: text, Color: theme.Color(p.show.palette().Ink)})
}

func (p *presenter) close() { p.ahead.close() }
