// Package projector shows a briefing to a meeting: one window with the slides and nothing else, and one for who speaks, with
// notes, the next slide and a clock.
package projector

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"anlan/analytics/briefing"
	"anlan/app/chartview"
	"anlan/app/state"
	"anlan/app/words"
	"anlan/assets"
)

// Config is what a show needs from outside.
type Config struct {
	App    fyne.App
	Loader *state.Loader
	Charts *chartview.Engine
	Words  *words.Words
	Fail   func(error)
	// Changed is called after something visible has changed; Closed when the show is over.
	Changed, Closed func()
	Displays        Displays
	Windowed        bool // not full screen, for tests
}

// Show is a briefing that is being shown.
type Show struct {
	config    Config
	briefing  briefing.Briefing
	at        int
	window    fyne.Window // the meeting's
	presenter *presenter
	stage     *stage
	number    string // digits that were typed
	began     time.Time
	ahead     bool // the neighbours are still to be made ready
	closed    bool
	display   int // place of the display that the slides fill
}

// Start opens the windows at a slide.
func Start(config Config, b briefing.Briefing, from int) *Show {
	s := &Show{config: config, briefing: b, at: from, began: time.Now(), display: config.Displays.first()}
	s.window = config.App.NewWindow(b.Title)
	s.window.SetPadded(false)
	s.stage = newStage(s)
	s.window.SetContent(s.stage)
	s.window.SetFullScreen(!config.Windowed)
	s.window.Resize(fyne.NewSize(briefing.SlideWidth, briefing.SlideHeight))
	s.presenter = newPresenter(s)
	for _, w := range []fyne.Window{s.window, s.presenter.window} {
		s.bind(w.Canvas())
		w.SetOnClosed(s.Close)
	}
	s.presenter.window.Show()
	s.window.Show()
	s.fill() // of windows that are shown
	s.window.RequestFocus()
	s.Go(from)
	s.tick()
	return s
}

// bind takes the keys of a window.
func (s *Show) bind(c fyne.Canvas) {
	c.SetOnTypedKey(s.Key)
	c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyQ, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { s.Close() })
}

// At is the place of the slide that is shown.
func (s *Show) At() int { return s.at }

// Ready tells whether the picture of the slide is there.
func (s *Show) Ready() bool { return s.stage.ready() }

// Go shows a slide.
func (s *Show) Go(to int) {
	if len(s.briefing.Slides) == 0 {
		return
	}
	s.at = max(0, min(to, len(s.briefing.Slides)-1))
	s.stage.turn(s.at)
	s.changed()
	s.ahead = true
	s.wait("projector ahead", time.Millisecond, func() { // first what the meeting sees
		s.ahead = false
		s.stage.prepare()
		s.presenter.turn(s.at)
	})
}

func (s *Show) changed() {
	if s.config.Changed != nil {
		s.config.Changed()
	}
}

// Close ends the show.
func (s *Show) Close() {
	if s.closed {
		return
	}
	s.closed = true
	for _, key := range []string{"projector clock", "projector number", "projector ask", "projector ahead"} {
		s.config.Loader.Cancel(key)
	}
	s.stage.close()
	s.presenter.close()
	s.window.Close()
	s.presenter.window.Close()
	if s.config.Closed != nil {
		s.config.Closed()
	}
}

// steps are the keys that turn slides, those of remotes among them.
var steps = map[fyne.KeyName]int{
	fyne.KeyRight: 1, fyne.KeyDown: 1, fyne.KeySpace: 1, fyne.KeyPageDown: 1, fyne.KeyLeft: -1, fyne.KeyUp: -1, fyne.KeyPageUp: -1, fyne.KeyBackspace: -1,
}

// Key does what a key means.
func (s *Show) Key(e *fyne.KeyEvent) {
	if by, ok := steps[e.Name]; ok {
		s.Go(s.at + by)
		return
	}
	if len(e.Name) == 1 && e.Name[0] >= '0' && e.Name[0] <= '9' {
		s.digit(string(e.Name))
		return
	}
	s.command(e.Name)
	s.changed()
}

// command does what one of the other keys means.
func (s *Show) command(key fyne.KeyName) {
	switch key {
	case fyne.KeyHome:
		s.Go(0)
	case fyne.KeyEnd:
		s.Go(len(s.briefing.Slides) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		s.jump()
	case fyne.KeyB, fyne.KeyPeriod:
		s.stage.setBlack(!s.stage.isBlack)
	case fyne.KeyL:
		s.stage.setLaser(!s.stage.isLaser)
	case fyne.KeyZ:
		s.stage.zoom()
	case fyne.KeyR:
		s.stage.reset()
	case fyne.KeyA:
		s.stage.turnShape()
	case fyne.KeyF:
		s.turnFull()
	case fyne.KeyD:
		s.nextDisplay()
	case fyne.KeyEscape:
		if !s.stage.back() {
			s.Close()
		}
	}
}

// numberWait is how long after the last digit the slide of that number is shown.
const numberWait = 700 * time.Millisecond

// digit takes a digit of a slide's number, or of a follow-up question that is offered.
func (s *Show) digit(d string) {
	if s.stage.choose(int(d[0] - '1')) {
		return
	}
	s.number += d
	if n, err := strconv.Atoi(s.number); err == nil && n > 0 && n*10 > len(s.briefing.Slides) {
		s.jump() // no longer number could be meant
		return
	}
	s.wait("projector number", numberWait, s.jump)
}

// jump shows the slide whose number was typed.
func (s *Show) jump() {
	s.config.Loader.Cancel("projector number")
	n, err := strconv.Atoi(s.number)
	s.number = ""
	if err == nil && n >= 1 && n <= len(s.briefing.Slides) {
		s.Go(n - 1)
	}
}

// wait does something after a while, on the window's goroutine.
func (s *Show) wait(key string, d time.Duration, then func()) {
	state.Load(s.config.Loader, key, func(ctx context.Context) (struct{}, error) {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
		return struct{}{}, ctx.Err()
	}, func(_ struct{}, err error) {
		if err == nil && !s.closed {
			then()
		}
	})
}

// tick moves the clock on.
func (s *Show) tick() {
	s.presenter.showTime(time.Now(), time.Since(s.began))
	s.wait("projector clock", time.Second, s.tick)
}

// palette is the light one: dark rooms read dark on light better than the opposite, and slides are frozen in it.
func (s *Show) palette() assets.Palette { return assets.Light }

// place is where the slide stands among all.
func (s *Show) place(at int) string { return fmt.Sprintf("%d / %d", at+1, len(s.briefing.Slides)) }

// Preparing tells whether a slide is still being drawn, be it one beside the one that is shown.
func (s *Show) Preparing() bool {
	if s.ahead {
		return true
	}
	for _, sheet := range s.stage.sheets {
		if !sheet.ready() {
			return true
		}
	}
	return false
}

// Ask asks about a mark of the chart that is shown, as a click on it does.
func (s *Show) Ask(series, index int) {
	if top := s.stage.top(); top != nil && top.slide.Frozen != nil {
		s.stage.ask(top.slide.Frozen, series, index)
	}
}

// Offered lists the follow-up questions that are offered.
func (s *Show) Offered() []string {
	var names []string
	for _, next := range s.stage.offer.list {
		names = append(names, next.Name)
	}
	return names
}

// Answering tells whether the answer to a follow-up question is shown.
func (s *Show) Answering() bool { return len(s.stage.answers) > 0 }
