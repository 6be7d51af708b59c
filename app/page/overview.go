package page

import (
	"context"

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

// Overview is the page 总览: a city's period on one sheet.
type Overview struct {
	env      *Env
	headline *widgets.Line
	subtitle *widgets.Line
	ids      []analytics.ID
	cards    []*widgets.Card
	charts   []*ChartCard // months, sectors, towns, heat map
	object   fyne.CanvasObject
	quota    bool // the towns' chart shows quotas
}

// townsChart is the place of the towns' chart among the charts.
const townsChart = 2

// NewOverview makes the page.
func NewOverview(env *Env) (*Overview, error) {
	o := &Overview{env: env, headline: widgets.NewLine(theme.TitleSize, true), subtitle: widgets.NewLine(theme.NoteSize, false), ids: figure.CardIDs()}
	look := widgets.CardLook{
		Fill: theme.Color(env.Palette.Card), Border: theme.Color(env.Palette.Line), Selected: theme.Color(env.Palette.Primary), Ink: theme.Color(env.Palette.Ink),
		Muted: theme.Color(env.Palette.Muted), Trend: theme.Color(env.Palette.Primary), Figure: theme.FigureSize, Body: theme.BodySize, Small: theme.NoteSize,
		Radius: theme.Radius,
	}
	var cards, charts []fyne.CanvasObject
	for _, id := range o.ids {
		card := widgets.NewCard(look, o.cardAction(id))
		o.cards = append(o.cards, card)
		cards = append(cards, card)
	}
	for _, id := range []string{"months", "sectors", "towns", "sector-town"} {
		kind, err := figure.KindByID(id)
		if err != nil {
			return nil, err
		}
		c := newChartCard(env, kind)
		o.charts = append(o.charts, c)
		charts = append(charts, c.object)
	}
	head := container.NewVBox(o.headline, o.subtitle, container.New(layout.NewCustomPaddedLayout(6, 0, 0, 0), container.New(cardRow{}, cards...)))
	scroll := container.NewVScroll(container.New(&column{}, head, container.New(&sheet{}, charts...)))
	for _, c := range o.charts {
		c.view.OnScroll = scroll.Scrolled // a chart takes the wheel from the page under it
	}
	o.object = scroll
	return o, nil
}

// Object is the page as Fyne shows it.
func (o *Overview) Object() fyne.CanvasObject { return o.object }

// cardAction is what a tap on a card does: the charts show its indicator; the quota's card turns the towns' chart.
func (o *Overview) cardAction(id analytics.ID) func() {
	switch id {
	case "accidents", "deaths", "larger_accidents":
		return func() {
			s := o.env.Selection()
			s.Measure = id
			o.env.Select(s)
		}
	case "quota_progress":
		return func() {
			o.quota = !o.quota
			kind := "towns"
			if o.quota {
				kind = "quota"
			}
			if k, err := figure.KindByID(kind); err == nil {
				o.charts[townsChart].Switch(k)
				o.charts[townsChart].Show()
			}
			o.showSummary()
		}
	}
	return nil
}

// Show asks for everything on the page again. The dearest charts go first.
func (o *Overview) Show() {
	for _, i := range []int{3, 2, 0, 1} {
		o.charts[i].Show()
	}
	o.showSummary()
}

// showSummary asks for the headline and the cards.
func (o *Overview) showSummary() {
	question, style := o.env.Question(), o.env.Style()
	state.Load(o.env.Loader, "summary", func(ctx context.Context) (figure.Summary, error) {
		return figure.DrawSummary(ctx, o.env.Engine, question, style)
	}, func(sum figure.Summary, err error) {
		if err != nil {
			o.env.Fail(err)
			return
		}
		o.headline.Set(o.env.spans(sum.Headline.Sentence)...)
		o.subtitle.Set(widgets.Span{Text: sum.Headline.Subtitle, Color: theme.Color(o.env.Palette.Muted)})
		for i, c := range sum.Cards {
			o.cards[i].Set(o.cardText(c), o.isSelected(o.ids[i]))
		}
		o.env.Repainted()
	})
}

func (o *Overview) isSelected(id analytics.ID) bool {
	if id == "quota_progress" {
		return o.quota
	}
	return o.env.Selection().Measure == id
}

func (o *Overview) cardText(c figure.Card) widgets.CardText {
	text := widgets.CardText{
		Name: c.Indicator.Name.In(o.env.Words.Language), Value: c.Value, Unit: c.Unit, Note: c.Note,
		Change: widgets.Span{Text: c.Change, Color: o.env.verdictColor(c.Verdict)},
	}
	for _, v := range c.Trend {
		text.Trend = append(text.Trend, widgets.Point{Value: v.Now, Known: v.HasNow})
	}
	return text
}

// Charts lists the page's charts by kind, for the record of the window's state.
func (o *Overview) Charts() map[string]*chartview.View {
	list := make(map[string]*chartview.View)
	for _, c := range o.charts {
		list[c.kind.ID] = c.view
	}
	return list
}

// Title is the page's headline.
func (o *Overview) Title() string { return o.headline.Text() }

// Close gives up the page's charts.
func (o *Overview) Close() {
	for _, c := range o.charts {
		c.view.Close()
	}
}
