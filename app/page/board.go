package page

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"anlan/analytics"
	"anlan/analytics/figure"
	"anlan/app/chartview"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// boardSpec is a page of tiles as data: what it says first, its cards, what stands on each tile, and where.
type boardSpec struct {
	summary func(context.Context, figure.Answers, figure.Question, figure.Style) (figure.Summary, error)
	cards   []analytics.ID
	actions []action
	tiles   [][]string // the kinds of figure that a tile turns between; the first is shown first
	wide    area
	narrow  area
}

// boards are the pages of tiles.
var boards = map[ID]boardSpec{
	Overview:    overviewBoard,
	Sectors:     sectorsBoard,
	Towns:       townsBoard,
	Town:        townBoard,
	Time:        timeBoard,
	Enforcement: enforcementBoard,
	Campaigns:   campaignsBoard,
	Quotas:      quotasBoard,
	Majors:      majorsBoard,
	Foundations: foundationsBoard,
}

// Board is a page of tiles.
type Board struct {
	env      *Env
	spec     boardSpec
	headline *widgets.Line
	subtitle *widgets.Line
	cards    []*widgets.Card
	actions  []*widgets.Pill
	charts   []*ChartCard
	object   fyne.CanvasObject
}

func newBoard(env *Env, spec boardSpec) (*Board, error) {
	b := &Board{env: env, spec: spec, headline: widgets.NewLine(theme.TitleSize, true), subtitle: widgets.NewLine(theme.NoteSize, false)}
	b.headline.Least = 0.75 * theme.TitleSize
	rows := []fyne.CanvasObject{b.head(), b.subtitle}
	if len(spec.cards) > 0 {
		rows = append(rows, container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), container.New(&cardRow{}, b.makeCards()...)))
	}
	var tiles []fyne.CanvasObject
	for i, ids := range spec.tiles {
		kinds, err := kindsOf(ids)
		if err != nil {
			return nil, err
		}
		c := newChartCard(env, kinds, fmt.Sprintf("chart %s %d", ids[0], i))
		b.charts = append(b.charts, c)
		tiles = append(tiles, c.object)
	}
	scroll := container.NewVScroll(container.New(&column{}, container.NewVBox(rows...), container.New(&sheet{wide: spec.wide, narrow: spec.narrow}, tiles...)))
	for _, c := range b.charts {
		c.view.OnScroll = scroll.Scrolled // a chart takes the wheel from the page under it
	}
	b.object = scroll
	return b, nil
}

// head is the headline, with what can be done with the page beside it.
func (b *Board) head() fyne.CanvasObject {
	if len(b.spec.actions) == 0 {
		return b.headline
	}
	buttons := container.NewHBox()
	for _, a := range b.spec.actions {
		pill := widgets.NewPill(PillLook(b.env.Palette), theme.BodySize, "", b.env.Words.Say(a.text), "", func() { a.run(b.env) })
		pill.Hidden = true
		b.actions = append(b.actions, pill)
		buttons.Add(pill)
	}
	return container.NewBorder(nil, nil, nil, buttons, b.headline)
}

// showActions shows the buttons that fit what is looked at.
func (b *Board) showActions() {
	question := b.env.Question()
	for i, a := range b.spec.actions {
		b.actions[i].Hidden = !a.fits(question)
		b.actions[i].Refresh()
	}
}

func kindsOf(ids []string) ([]figure.Kind, error) {
	var kinds []figure.Kind
	for _, id := range ids {
		kind, err := figure.KindByID(id)
		if err != nil {
			return nil, err
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}

func (b *Board) makeCards() []fyne.CanvasObject {
	p := b.env.Palette
	look := widgets.CardLook{
		Fill: theme.Color(p.Card), Border: theme.Color(p.Line), Selected: theme.Color(p.Primary), Ink: theme.Color(p.Ink),
		Muted: theme.Color(p.Muted), Trend: theme.Color(p.Primary), Figure: theme.FigureSize, Body: theme.BodySize, Small: theme.NoteSize,
		Radius: theme.Radius,
	}
	var cards []fyne.CanvasObject
	for _, id := range b.spec.cards {
		card := widgets.NewCard(look, b.cardAction(id))
		b.cards = append(b.cards, card)
		cards = append(cards, card)
	}
	return cards
}

// cardAction is what a tap on a card does: the charts show its indicator, or a tile turns to the card's own chart.
func (b *Board) cardAction(id analytics.ID) func() {
	if figure.CanMeasure(id) {
		return func() {
			s := b.env.Selection()
			s.Measure = id
			b.env.Select(s)
		}
	}
	for _, c := range b.charts {
		if i := c.kindFor(id); i >= 0 {
			return func() {
				c.toggle(i)
				b.showSummary()
			}
		}
	}
	return nil
}

// Object implements Page.
func (b *Board) Object() fyne.CanvasObject { return b.object }

// Filtered implements Page.
func (b *Board) Filtered() bool { return true }

// Show implements Page.
func (b *Board) Show() {
	for _, c := range b.charts {
		c.Show()
	}
	b.showActions()
	b.showSummary()
}

// Step prepares a part of a page, away from the window's goroutine.
type Step func(context.Context) error

// Ahead lists what prepares the page for what the window looks at now, so that showing it takes less. The page has the
// size that it will be shown in.
func (b *Board) Ahead() []Step {
	question, style := b.env.Question(), b.env.Style()
	steps := []Step{func(ctx context.Context) error {
		_, err := b.spec.summary(ctx, b.env.Engine, question, style)
		return err
	}}
	for _, c := range b.charts {
		steps = append(steps, c.view.Ahead(c.work()))
	}
	return steps
}

// showSummary asks for the headline and the cards.
func (b *Board) showSummary() {
	question, style := b.env.Question(), b.env.Style()
	state.Load(b.env.Loader, "summary", func(ctx context.Context) (figure.Summary, error) {
		return b.spec.summary(ctx, b.env.Engine, question, style)
	}, func(sum figure.Summary, err error) {
		if err != nil {
			b.env.Fail(err)
			return
		}
		b.headline.Set(b.env.spans(sum.Headline.Sentence)...)
		b.subtitle.Set(widgets.Span{Text: sum.Headline.Subtitle, Color: theme.Color(b.env.Palette.Muted)})
		for i, c := range sum.Cards {
			b.cards[i].Set(b.cardText(c), b.isSelected(c.Indicator.ID))
		}
		b.env.Repainted()
	})
}

func (b *Board) isSelected(id analytics.ID) bool {
	for _, c := range b.charts {
		if i := c.kindFor(id); i >= 0 && i == c.shown {
			return true
		}
	}
	return figure.CanMeasure(id) && b.env.Selection().Measure == id
}

func (b *Board) cardText(c figure.Card) widgets.CardText {
	text := widgets.CardText{
		Name: c.Indicator.Name.In(b.env.Words.Language), Value: c.Value, Unit: c.Unit, Note: c.Note,
		Change: widgets.Span{Text: c.Change, Color: b.env.verdictColor(c.Verdict)},
	}
	for _, v := range c.Trend {
		text.Trend = append(text.Trend, widgets.Point{Value: v.Now, Known: v.HasNow})
	}
	return text
}

// Charts implements Page.
func (b *Board) Charts() map[string]*chartview.View {
	list := make(map[string]*chartview.View)
	for _, c := range b.charts {
		if !c.kind().Table {
			list[c.kind().ID] = c.view
		}
	}
	return list
}

// Title implements Page.
func (b *Board) Title() string { return b.headline.Text() }

// Rest implements Page.
func (b *Board) Rest() {
	for _, c := range b.charts {
		c.view.Rest()
	}
}

// Close implements Page.
func (b *Board) Close() {
	for _, c := range b.charts {
		c.view.Close()
	}
}
