package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/app/chartview"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// ChartCard is a chart with its finding, what it shows, and a menu.
type ChartCard struct {
	env     *Env
	kind    figure.Kind
	figure  figure.Figure
	view    *chartview.View
	finding *widgets.Line
	note    *widgets.Line
	empty   *widget.Label
	object  fyne.CanvasObject
}

func newChartCard(env *Env, kind figure.Kind) *ChartCard {
	c := &ChartCard{
		env: env, view: chartview.New(env.Charts, env.Loader, "chart "+kind.ID), kind: kind,
		finding: widgets.NewLine(theme.HeadingSize, true), note: widgets.NewLine(theme.NoteSize, false), empty: widget.NewLabel(""),
	}
	c.empty.Wrapping, c.empty.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	c.empty.Hide()
	c.view.OnClick = c.clicked
	c.view.OnError = func(err error) { c.showEmpty(env.Words.Error(err)) }
	c.view.OnPainted = func() { env.Repainted() }
	var more *widgets.Pill
	more = widgets.NewGlyph(widgets.Look{Text: theme.Color(env.Palette.Muted), Muted: theme.Color(env.Palette.Muted), Bold: true}, theme.HeadingSize, "⋮", func() { c.openMenu(more) })
	head := container.NewBorder(nil, nil, nil, container.NewVBox(more), container.NewVBox(c.finding, c.note))
	back := canvas.NewRectangle(theme.Color(env.Palette.Card))
	body := container.NewBorder(head, nil, nil, nil, container.NewStack(back, c.view, container.NewCenter(container.New(wide{}, c.empty))))
	c.object = widgets.NewPanel(theme.Color(env.Palette.Card), theme.Color(env.Palette.Line), theme.Radius, 12, body)
	return c
}

// wide gives a wrapped text a width to wrap at.
type wide struct{}

func (wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(260, objects[0].MinSize().Height)
}

func (wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
}

// Show asks for the chart and draws it.
func (c *ChartCard) Show() {
	question, style, kind := c.env.Question(), c.env.Style(), c.kind
	c.view.Draw(func(ctx context.Context) (chartview.Content, error) {
		f, err := kind.Draw(ctx, c.env.Engine, question, style)
		return chartview.Content{Option: f.Option, Marks: marks(f), Selected: f.Selected, Done: func() { c.take(f) }}, err
	})
}

// Switch shows another kind of chart on the card.
func (c *ChartCard) Switch(kind figure.Kind) { c.kind = kind }

// marks lists the marks of a figure that can be clicked, in their order.
func marks(f figure.Figure) [][2]int {
	var list [][2]int
	for i, t := range f.Targets {
		for j := range t {
			if len(t[j].Conditions) > 0 {
				list = append(list, [2]int{i, j})
			}
		}
	}
	return list
}

// take shows what a new figure says.
func (c *ChartCard) take(f figure.Figure) {
	c.figure = f
	c.finding.Set(c.env.spans(f.Finding)...)
	c.note.Set(widgets.Span{Text: f.Subtitle, Color: theme.Color(c.env.Palette.Muted)})
	c.showEmpty(f.Empty)
}

func (c *ChartCard) showEmpty(text string) {
	c.empty.SetText(text)
	c.empty.Hidden = text == ""
	c.empty.Refresh()
	if text != "" {
		c.env.Repainted()
	}
}

// clicked filters the page by what was clicked, or releases the filter.
func (c *ChartCard) clicked(hit echarts.Hit, adding bool) {
	if hit.Component != "series" {
		return
	}
	if target, ok := c.figure.Target(hit.SeriesIndex, hit.DataIndex); ok {
		c.env.Select(c.env.Selection().Toggle(target.Conditions, adding))
	}
}
