package projector

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/briefing"
	"anlan/app/state"
	"anlan/app/theme"
)

// stage is the meeting's window: the slide as large as it can be, its neighbours made ready beneath it, and over it what
// answers a question, the offered questions, a laser dot, or black.
type stage struct {
	widget.BaseWidget
	show    *Show
	sheets  map[int]*sheet
	at      int
	answers []*sheet // over the slide, the newest on top
	offer   *offer
	ground  *canvas.Rectangle
	night   *canvas.Rectangle
	dot     *canvas.Circle
	tall    bool // 4:3 instead of 16:9
	isBlack bool
	isLaser bool
}

var _ desktop.Hoverable = (*stage)(nil)

func newStage(s *Show) *stage {
	p := s.palette()
	st := &stage{
		show: s, sheets: make(map[int]*sheet), ground: canvas.NewRectangle(color.Black), night: canvas.NewRectangle(color.Black), dot: canvas.NewCircle(theme.Color(p.Worse)),
	}
	st.offer = newOffer(st)
	st.night.Hide()
	st.dot.Hide()
	st.ExtendBaseWidget(st)
	return st
}

// height of a slide in the pixels in which it is laid out.
func (st *stage) height() float32 {
	if st.tall {
		return briefing.SlideWidth * 3 / 4
	}
	return briefing.SlideHeight
}

// turn shows a slide; prepare makes its neighbours ready after it.
func (st *stage) turn(to int) {
	st.dropAnswers()
	st.at = to
	st.make(to)
	st.Refresh()
}

// make makes the sheet of a slide where it is not there.
func (st *stage) make(i int) {
	if i >= 0 && i < len(st.show.briefing.Slides) && st.sheets[i] == nil {
		st.sheets[i] = newSheet(st, st.show.briefing.Slides[i], st.show.place(i))
	}
}

// prepare makes the neighbours of the slide ready, and lets go of what is further away.
func (st *stage) prepare() {
	st.make(st.at + 1)
	st.make(st.at - 1)
	for i, sheet := range st.sheets {
		if i < st.at-1 || i > st.at+1 {
			sheet.close()
			delete(st.sheets, i)
		}
	}
	st.Refresh()
}

// top is what the meeting sees.
func (st *stage) top() *sheet {
	if n := len(st.answers); n > 0 {
		return st.answers[n-1]
	}
	return st.sheets[st.at]
}

func (st *stage) ready() bool {
	top := st.top()
	return top != nil && top.ready()
}

func (st *stage) dropAnswers() {
	for _, a := range st.answers {
		a.close()
	}
	st.answers = nil
	st.offer.clear()
}

// back leaves the newest of what lies over the slide; it tells whether there was anything.
func (st *stage) back() bool {
	n := len(st.answers)
	switch {
	case st.isBlack:
		st.setBlack(false)
	case st.offer.Visible():
		st.offer.clear()
	case n > 0:
		st.answers[n-1].close()
		st.answers = st.answers[:n-1]
		st.Refresh()
	case st.top() != nil && st.top().large:
		st.zoom()
	default:
		return false
	}
	return true
}

func (st *stage) setBlack(on bool) {
	st.isBlack = on
	st.night.Hidden = !on
	st.Refresh()
}

func (st *stage) setLaser(on bool) {
	st.isLaser = on
	st.dot.Hidden = !on
	st.Refresh()
}

// zoom lets the chart take the whole slide, or gives it back.
func (st *stage) zoom() {
	if top := st.top(); top != nil {
		top.enlarge(!top.large)
	}
}

// reset gives the chart back its frozen state.
func (st *stage) reset() {
	st.offer.clear()
	if top := st.top(); top != nil {
		top.draw()
	}
}

// turnShape goes from 16:9 to 4:3 and back.
func (st *stage) turnShape() {
	st.tall = !st.tall
	for _, sheet := range st.sheets {
		sheet.close()
	}
	clear(st.sheets)
	st.turn(st.at)
}

// ask offers the follow-up questions about a mark; they were answered when the figure was frozen.
func (st *stage) ask(f *briefing.Frozen, series, index int) {
	state.Load(st.show.config.Loader, "projector ask", func(ctx context.Context) ([]briefing.FollowUp, error) {
		return f.FollowUps(ctx, series, index), nil
	}, func(list []briefing.FollowUp, err error) {
		if err != nil {
			st.show.config.Fail(err)
			return
		}
		st.offer.set(f, list)
		st.Refresh()
		st.show.changed()
	})
}

// choose answers one of the offered questions; it tells whether there is such a one.
func (st *stage) choose(i int) bool {
	f, next, ok := st.offer.take(i)
	if !ok {
		return false
	}
	state.Load(st.show.config.Loader, "projector ask", func(ctx context.Context) (*briefing.Frozen, error) {
		return f.Answer(ctx, next)
	}, func(answer *briefing.Frozen, err error) {
		if err != nil {
			st.show.config.Fail(err)
			return
		}
		slide := briefing.Slide{ID: briefing.NewID(), Type: briefing.ChartSlide, Frozen: answer}
		st.answers = append(st.answers, newSheet(st, slide, st.show.config.Words.Say("projector.answer")))
		st.Refresh()
		st.show.changed()
	})
	return true
}

// MouseIn implements desktop.Hoverable.
func (st *stage) MouseIn(e *desktop.MouseEvent) { st.point(e.Position) }

// MouseMoved implements desktop.Hoverable.
func (st *stage) MouseMoved(e *desktop.MouseEvent) { st.point(e.Position) }

// MouseOut implements desktop.Hoverable.
func (st *stage) MouseOut() {}

// point moves the laser dot.
func (st *stage) point(at fyne.Position) {
	if st.isLaser {
		r := st.dot.Size().Width / 2
		st.dot.Move(at.SubtractXY(r, r))
		st.dot.Refresh()
	}
}

func (st *stage) close() {
	st.dropAnswers()
	for _, sheet := range st.sheets {
		sheet.close()
	}
}

// CreateRenderer implements fyne.Widget.
func (st *stage) CreateRenderer() fyne.WidgetRenderer { return &stageRenderer{st} }

type stageRenderer struct{ stage *stage }

// Layout centres the slide, as large as the window allows.
func (r *stageRenderer) Layout(size fyne.Size) {
	st := r.stage
	st.ground.Resize(size)
	st.night.Resize(size)
	k := min(size.Width/briefing.SlideWidth, size.Height/st.height())
	slide := fyne.NewSize(briefing.SlideWidth*k, st.height()*k)
	at := fyne.NewPos((size.Width-slide.Width)/2, (size.Height-slide.Height)/2)
	for _, sheet := range st.all() {
		sheet.Move(at)
		sheet.Resize(slide)
	}
	st.dot.Resize(fyne.NewSize(12*k, 12*k))
	low := st.offer.place(k)
	st.offer.Resize(low)
	st.offer.Move(fyne.NewPos(at.X+(slide.Width-low.Width)/2, at.Y+slide.Height-low.Height-30*k))
}

// all lists the sheets from below to the top.
func (st *stage) all() []*sheet {
	var list []*sheet
	for _, i := range []int{st.at - 1, st.at + 1, st.at} {
		if sheet := st.sheets[i]; sheet != nil {
			list = append(list, sheet)
		}
	}
	return append(list, st.answers...)
}

// MinSize implements fyne.WidgetRenderer.
func (r *stageRenderer) MinSize() fyne.Size { return fyne.NewSize(320, 180) }

// Refresh implements fyne.WidgetRenderer.
func (r *stageRenderer) Refresh() {
	r.Layout(r.stage.Size())
	canvas.Refresh(r.stage)
}

// Objects implements fyne.WidgetRenderer.
func (r *stageRenderer) Objects() []fyne.CanvasObject {
	st := r.stage
	list := []fyne.CanvasObject{st.ground}
	for _, sheet := range st.all() {
		list = append(list, sheet)
	}
	return append(list, st.offer.Container, st.dot, st.night)
}

// Destroy implements fyne.WidgetRenderer.
func (r *stageRenderer) Destroy() {}
