package page

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/briefing"
	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/app/chartview"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// slideView shows one slide on the page: title, what is counted, chart, table or text.
type slideView struct {
	env      *Env
	slide    briefing.Slide
	title    *widgets.Line
	subtitle *widgets.Line
	foot     *widgets.Line
	view     *chartview.View
	overlay  *placer
	table    *sheetView
	text     *widget.Label
	onHit    func(series, index int)
	object   fyne.CanvasObject
}

func newSlideView(env *Env, name string) *slideView {
	v := &slideView{
		env: env, title: widgets.NewLine(theme.HeadingSize+2, true), subtitle: widgets.NewLine(theme.NoteSize, false), foot: widgets.NewLine(theme.NoteSize, false),
		view: chartview.New(env.Charts, env.Loader, name), table: newSheetView(env), text: widget.NewLabel(""),
	}
	v.view.FixLayout(briefing.ChartWidth, briefing.ChartHeight)
	v.view.OnKey, v.view.OnRune = env.Key, env.Rune
	v.view.OnPainted = env.Repainted
	v.view.OnError = env.Fail
	v.view.OnClick = func(hit echarts.Hit, _ bool) {
		if hit.Component == "series" && v.onHit != nil {
			v.onHit(hit.SeriesIndex, hit.DataIndex)
		}
	}
	v.text.Wrapping = fyne.TextWrapWord
	v.overlay = newPlacer(theme.Color(env.Palette.Worse))
	chart := container.New(proportion{}, container.NewStack(v.view, v.overlay))
	v.object = container.NewBorder(container.NewVBox(v.title, v.subtitle), v.foot, nil, nil, container.NewStack(ground(env), chart, v.table.object(), v.text))
	return v
}

// set shows a slide.
func (v *slideView) set(s briefing.Slide) {
	v.slide = s
	v.overlay.stop()
	muted := theme.Color(v.env.Palette.Muted)
	if s.Title == "" && s.Frozen != nil {
		v.title.Set(v.env.spans(s.Frozen.Finding)...)
	} else {
		v.title.Set(widgets.Span{Text: s.Title, Color: theme.Color(v.env.Palette.Ink)})
	}
	v.subtitle.Set(widgets.Span{Text: s.Subtitle(), Color: muted})
	v.foot.Set(widgets.Span{Text: s.Foot(v.env.Words.Language), Color: muted})
	text := strings.Join(s.Lines(), "\n")
	var sheet *figure.Sheet
	option, err := s.Drawn(briefing.ChartWidth, briefing.ChartHeight)
	if err != nil {
		v.env.Fail(err)
	}
	if s.Frozen != nil && option == nil {
		sheet, text = s.Frozen.Sheet, s.Frozen.Empty
	}
	v.table.set(sheet, figure.Question{})
	v.text.SetText(text)
	v.text.Hidden = text == ""
	v.view.Hidden = option == nil
	v.view.Draw(func(context.Context) (chartview.Content, error) {
		if option == nil {
			return chartview.Content{}, nil
		}
		return chartview.Content{Option: option, Marks: marks(figure.Figure{Targets: s.Frozen.Targets})}, nil
	})
}

// proportion gives its object the shape of a slide's chart, as large as there is room.
type proportion struct{}

// MinSize implements fyne.Layout.
func (proportion) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(260, 110) }

// Layout implements fyne.Layout.
func (proportion) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	k := min(size.Width/briefing.ChartWidth, size.Height/briefing.ChartHeight)
	objects[0].Move(fyne.NewPos((size.Width-k*briefing.ChartWidth)/2, 0))
	objects[0].Resize(fyne.NewSize(k*briefing.ChartWidth, k*briefing.ChartHeight))
}
