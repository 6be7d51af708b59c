package projector

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/briefing"
	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/app/chartview"
	"anlan/app/theme"
)

// Sizes of a slide in the pixels in which it is laid out; a projector of 1920 × 1080 shows them twice as large. No text is
// smaller than SmallestText.
const (
	SmallestText = 12
	titleText    = 27
	longText     = 21
	subtitleText = 15
	footText     = 12
	bodyText     = 22
	edge         = 36
	headTop      = 22
)

// sheet is one slide, drawn in any size. All of its places are counted in pixels of the layout and enlarged together.
type sheet struct {
	widget.BaseWidget
	stage *stage
	slide briefing.Slide
	place string
	view  *chartview.View // nil without a chart
	large bool            // the chart takes the whole slide
	parts []part
}

// part is a text or a rectangle, and where it stands.
type part struct {
	object     fyne.CanvasObject
	x, y, w, h float32
	size       float32 // of a text
	right      bool    // of a text: x counts from the right edge to its end
	follows    bool    // of a text: it stands behind the one before it
}

func newSheet(st *stage, s briefing.Slide, place string) *sheet {
	sh := &sheet{stage: st, slide: s, place: place}
	if s.Frozen != nil && s.Frozen.Option != nil {
		c := st.show.config
		sh.view = chartview.New(c.Charts, c.Loader, "projector "+s.ID)
		sh.view.Passive = true
		sh.view.OnPainted = st.show.changed
		sh.view.OnError = c.Fail
		sh.view.OnClick = func(hit echarts.Hit, _ bool) {
			if hit.Component == "series" {
				st.ask(sh.slide.Frozen, hit.SeriesIndex, hit.DataIndex)
			}
		}
	}
	sh.ExtendBaseWidget(sh)
	sh.compose()
	return sh
}

// ready tells whether the picture is there.
func (sh *sheet) ready() bool { return sh.view == nil || sh.view.Ready() && !sh.view.Empty() }

func (sh *sheet) close() {
	if sh.view != nil {
		sh.view.Rest()
		sh.view.Close()
	}
}

// enlarge lets the chart take the whole slide, or gives the head its room back.
func (sh *sheet) enlarge(large bool) {
	if sh.view == nil {
		return
	}
	sh.large = large
	sh.compose()
	sh.Refresh()
}

// zoomed is how much larger the chart of an enlarged slide is.
const zoomed = 1.3

// compose says what stands where.
func (sh *sheet) compose() {
	p := sh.stage.show.palette()
	height := sh.stage.height()
	sh.parts = []part{{object: canvas.NewRectangle(theme.Color(p.Card)), w: briefing.SlideWidth, h: height}}
	y := float32(headTop)
	if !sh.large {
		y = sh.head()
	}
	sh.text(sh.slide.Foot(sh.stage.show.briefing.Language), footText, edge, height-26, p.Muted, false, false)
	sh.text(sh.place, footText, edge, height-26, p.Muted, false, true)
	switch {
	case sh.view != nil:
		sh.chart(y, height-30-y)
	case sh.slide.Frozen != nil && sh.slide.Frozen.Empty == "" && sh.slide.Frozen.Sheet != nil:
		sh.table(y+6, height-34)
	default:
		sh.lines(y + 10)
	}
}

// chart places the chart below the head and draws it.
func (sh *sheet) chart(y, room float32) {
	w, h := float32(briefing.ChartWidth), room
	if sh.large {
		w, h = w/zoomed, h/zoomed
	}
	sh.view.FixLayout(int(w), int(h))
	sh.parts = append(sh.parts, part{object: sh.view, x: edge, y: y, w: briefing.ChartWidth, h: room})
	sh.draw()
}

// draw draws the chart as it was frozen.
func (sh *sheet) draw() {
	if sh.view == nil {
		return
	}
	w, h := sh.view.FixedLayout()
	s := sh.slide
	sh.view.Draw(func(context.Context) (chartview.Content, error) {
		option, err := s.Drawn(w, h)
		return chartview.Content{Option: option, Zooms: true}, err
	})
}

// head sets the title, on two lines where it needs them, and below it what is counted.
func (sh *sheet) head() float32 {
	p := sh.stage.show.palette()
	spans := figure.Sentence{{Text: sh.slide.Title}}
	if sh.slide.Title == "" && sh.slide.Frozen != nil {
		spans = sh.slide.Frozen.Finding
	}
	size := float32(titleText)
	lines := wrap(spans, size, true, briefing.ChartWidth)
	if len(lines) > 2 {
		size = longText
		lines = wrap(spans, size, true, briefing.ChartWidth)
	}
	y := float32(headTop)
	for _, line := range lines {
		for i, span := range line {
			sh.text(span.Text, size, edge, y, span.Tone.Ink(p, p.Ink), true, false)
			sh.parts[len(sh.parts)-1].follows = i > 0
		}
		y += size * 1.34
	}
	for _, line := range wrap(figure.Sentence{{Text: sh.slide.Subtitle()}}, subtitleText, false, briefing.ChartWidth) {
		sh.text(line.String(), subtitleText, edge, y, p.Muted, false, false)
		y += subtitleText * 1.4
	}
	return y + 4
}

// lines sets free text, or why there is nothing to draw.
func (sh *sheet) lines(y float32) {
	list := sh.slide.Lines()
	if sh.slide.Frozen != nil {
		list = []string{sh.slide.Frozen.Empty}
	}
	for _, paragraph := range list {
		for _, line := range wrap(figure.Sentence{{Text: paragraph}}, bodyText, false, briefing.ChartWidth) {
			sh.text(line.String(), bodyText, edge, y, sh.stage.show.palette().Ink, false, false)
			y += bodyText * 1.5
		}
		y += 8
	}
}

// text adds a line of text.
func (sh *sheet) text(text string, size, x, y float32, ink string, bold, right bool) {
	if text == "" {
		return
	}
	t := canvas.NewText(text, theme.Color(ink))
	t.TextStyle.Bold = bold
	sh.parts = append(sh.parts, part{object: t, x: x, y: y, size: size, right: right})
}

// rule adds a thin line.
func (sh *sheet) rule(y float32, ink color.Color) {
	sh.parts = append(sh.parts, part{object: canvas.NewRectangle(ink), x: edge, y: y, w: briefing.ChartWidth, h: 1})
}

// CreateRenderer implements fyne.Widget.
func (sh *sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{sh} }

type sheetRenderer struct{ sheet *sheet }

// Layout enlarges everything by how much wider the sheet is than its layout.
func (r *sheetRenderer) Layout(size fyne.Size) {
	k := size.Width / briefing.SlideWidth
	end := float32(0) // of the text before: fonts are not enlarged evenly, so widths are those of the size that is shown
	for _, p := range r.sheet.parts {
		if t, ok := p.object.(*canvas.Text); ok {
			t.TextSize = p.size * k
			x := p.x * k
			if p.follows {
				x = end
			}
			if p.right {
				x = size.Width - p.x*k - t.MinSize().Width
			}
			t.Move(fyne.NewPos(x, p.y*k))
			t.Resize(t.MinSize())
			end = x + t.MinSize().Width
			continue
		}
		p.object.Move(fyne.NewPos(p.x*k, p.y*k))
		p.object.Resize(fyne.NewSize(p.w*k, p.h*k))
	}
}

// MinSize implements fyne.WidgetRenderer.
func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(160, 90) }

// Refresh implements fyne.WidgetRenderer.
func (r *sheetRenderer) Refresh() {
	r.Layout(r.sheet.Size())
	canvas.Refresh(r.sheet)
}

// Objects implements fyne.WidgetRenderer.
func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, p := range r.sheet.parts {
		list = append(list, p.object)
	}
	return list
}

// Destroy implements fyne.WidgetRenderer.
func (r *sheetRenderer) Destroy() {}
