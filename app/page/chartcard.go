package page

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/app/chartview"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// ChartCard is a tile with a figure: its finding, what it shows, the chart or table itself, and a menu. Where it has several
// kinds of figure it turns between them.
type ChartCard struct {
	env     *Env
	kinds   []figure.Kind
	shown   int // index of the kind that is shown
	figure  figure.Figure
	view    *chartview.View
	table   *sheetView
	finding *widgets.Line
	note    *widgets.Line
	turn    *widgets.Pill // nil with one kind
	empty   *widget.Label
	object  fyne.CanvasObject
}

// newChartCard makes a tile; its work runs in the loader under keys that begin with name.
func newChartCard(env *Env, kinds []figure.Kind, name string) *ChartCard {
	c := &ChartCard{
		env: env, view: chartview.New(env.Charts, env.Loader, name), kinds: kinds, table: newSheetView(env),
		finding: widgets.NewLine(theme.HeadingSize, true), note: widgets.NewLine(theme.NoteSize, false), empty: widget.NewLabel(""),
	}
	c.finding.Least = 0.8 * theme.HeadingSize
	c.empty.Wrapping, c.empty.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	c.empty.Hide()
	c.view.OnClick = c.clicked
	c.view.OnDoubleClick = c.drilled
	c.view.OnBrush = c.brushed
	c.view.OnKey, c.view.OnRune = env.Key, env.Rune
	c.view.OnError = func(err error) { c.showEmpty(env.Words.Error(err)) }
	c.view.OnPainted = func() { env.Repainted() }
	c.table.onTarget = c.follow
	back := canvas.NewRectangle(theme.Color(env.Palette.Card))
	stack := container.NewStack(back, c.view, c.table.object(), container.NewCenter(container.New(wide{}, c.empty)))
	body := container.NewBorder(c.head(), nil, nil, nil, stack)
	c.object = widgets.NewPanel(theme.Color(env.Palette.Card), theme.Color(env.Palette.Line), theme.Radius, 12, body)
	return c
}

// head is the finding with the menu beside it; below it what the figure shows, and beside that what the tile turns to.
func (c *ChartCard) head() fyne.CanvasObject {
	muted := theme.Color(c.env.Palette.Muted)
	var more *widgets.Pill
	more = widgets.NewGlyph(widgets.Look{Text: muted, Muted: muted, Bold: true}, theme.HeadingSize, "⋮", func() { c.openMenu(more) })
	first := container.NewBorder(nil, nil, nil, more, c.finding)
	if len(c.kinds) == 1 {
		return container.NewVBox(first, c.note)
	}
	c.turn = widgets.NewSmallPill(widgets.Look{Fill: theme.Color(c.env.Palette.Ground), Text: muted, Muted: muted}, theme.NoteSize, c.kindName(0), "▼", c.chooseKind)
	return container.NewVBox(first, container.NewBorder(nil, nil, nil, c.turn, container.NewVBox(c.note)))
}

func (c *ChartCard) kindName(i int) string { return c.kinds[i].Name(c.env.Words.Language) }

// chooseKind offers the kinds that the tile turns between.
func (c *ChartCard) chooseKind() {
	var items []*fyne.MenuItem
	for i := range c.kinds {
		item := fyne.NewMenuItem(c.kindName(i), func() { c.turnTo(i) })
		item.Checked = i == c.shown
		items = append(items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.turn).AddXY(0, c.turn.Size().Height)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c.env.Window.Canvas(), at)
}

// turnTo shows another kind of figure.
func (c *ChartCard) turnTo(i int) {
	c.face(i)
	c.Show()
}

// face turns to another kind of figure without asking for it yet.
func (c *ChartCard) face(i int) {
	c.shown = i
	if c.turn != nil {
		c.turn.SetValue(c.kindName(i))
	}
}

// toggle turns to a kind, or from it back to the first.
func (c *ChartCard) toggle(i int) {
	if c.shown == i {
		i = 0
	}
	c.turnTo(i)
}

// kind is the kind of figure that is shown.
func (c *ChartCard) kind() figure.Kind { return c.kinds[c.shown] }

// kindFor finds the kind that an indicator's card turns the tile to, behind the first; −1 where there is none.
func (c *ChartCard) kindFor(id analytics.ID) int {
	for i, k := range c.kinds {
		if i > 0 && k.Card == id {
			return i
		}
	}
	return -1
}

// wide gives a wrapped text a width to wrap at.
type wide struct{}

func (wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(260, objects[0].MinSize().Height)
}

func (wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
}

// Show asks for the figure and draws it.
func (c *ChartCard) Show() { c.view.Draw(c.work()) }

// work asks for the figure that is looked at now.
func (c *ChartCard) work() chartview.Work {
	question, style, kind := c.env.Question(), c.env.Style(), c.kind()
	return func(ctx context.Context) (chartview.Content, error) {
		f, err := kind.Draw(ctx, c.env.Engine, question, style)
		return chartview.Content{Option: f.Option, Marks: marks(f), Selected: f.Selected, Zooms: kind.Zooms, Brush: kind.Brush, Done: func() { c.take(f) }}, err
	}
}

// marks lists the marks of a figure that can be clicked, in their order.
func marks(f figure.Figure) [][2]int {
	var list [][2]int
	for i, t := range f.Targets {
		for j := range t {
			if !t[j].Empty() {
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
	c.table.set(f.Sheet, c.env.Question())
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
		c.follow(target, adding)
	}
}

// brushed filters the page by all that an area holds.
func (c *ChartCard) brushed(marks [][2]int) {
	s := c.env.Selection()
	keys := make(map[analytics.DimensionID][]string)
	for _, m := range marks {
		target, ok := c.figure.Target(m[0], m[1])
		if !ok {
			continue
		}
		for _, condition := range target.Conditions {
			for _, key := range condition.Keys {
				if !slices.Contains(keys[condition.Dimension], key) {
					keys[condition.Dimension] = append(keys[condition.Dimension], key)
				}
			}
		}
	}
	for _, d := range c.kind().Own {
		if len(keys[d]) > 0 {
			s = s.With(d, keys[d])
		}
	}
	c.env.Select(s)
}

// drilled goes into what was clicked twice: a span of time becomes the period, of a town its sheet opens. The clicks before have set and released a
// filter; what is drilled into is set for good.
func (c *ChartCard) drilled(hit echarts.Hit) {
	if hit.Component != "series" {
		return
	}
	target, ok := c.figure.Target(hit.SeriesIndex, hit.DataIndex)
	if !ok || target.Accident != "" {
		return
	}
	c.env.Select(c.env.Selection().Drill(target.Conditions))
	if target.Opens == figure.TownSheet {
		c.env.Open(Town)
	}
}

// follow looks at what a mark or a row stands for.
func (c *ChartCard) follow(target figure.Target, adding bool) {
	if target.Accident != "" {
		c.env.showAccident(target.Accident)
		return
	}
	s := c.env.Selection().Toggle(target.Conditions, adding)
	if !target.Period.IsZero() {
		s.Period = target.Period
	}
	c.env.Select(s)
}
