package projector

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"anlan/analytics/briefing"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// offer is the row of follow-up questions about the mark that was clicked.
type offer struct {
	*fyne.Container
	stage  *stage
	frozen *briefing.Frozen
	list   []briefing.FollowUp
	factor float32
}

// offerText is the size of the questions in the pixels of a slide's layout.
const offerText = 16

func newOffer(st *stage) *offer {
	o := &offer{Container: container.NewStack(), stage: st, factor: 1}
	o.Hide()
	return o
}

// set offers questions; none hides the row.
func (o *offer) set(f *briefing.Frozen, list []briefing.FollowUp) {
	o.frozen, o.list = f, list
	o.Hidden = len(list) == 0
	o.compose()
}

func (o *offer) clear() { o.set(nil, nil) }

// place takes the size that the row needs on a slide that is enlarged by a factor.
func (o *offer) place(k float32) fyne.Size {
	if k != o.factor {
		o.factor = k
		o.compose()
	}
	return o.MinSize()
}

// compose makes the row's buttons.
func (o *offer) compose() {
	p := o.stage.show.palette()
	look := widgets.Look{Fill: theme.Color(p.PrimaryPale), Text: theme.Color(p.Ink), Muted: theme.Color(p.Ink)}
	row := container.NewHBox()
	for i, next := range o.list {
		text := fmt.Sprintf("%d  %s", i+1, o.stage.show.config.Words.Say("projector.ask."+next.Name))
		row.Add(widgets.NewPill(look, offerText*o.factor, "", text, "", func() { o.stage.choose(i) }))
	}
	back := canvas.NewRectangle(theme.Color(p.Card))
	back.StrokeColor, back.StrokeWidth, back.CornerRadius = theme.Color(p.Primary), 2, theme.Radius
	o.Objects = []fyne.CanvasObject{back, container.NewPadded(row)}
	o.Refresh()
}

// take is one of the questions, after which none is offered any more.
func (o *offer) take(i int) (*briefing.Frozen, briefing.FollowUp, bool) {
	if o.Hidden || i < 0 || i >= len(o.list) {
		return nil, briefing.FollowUp{}, false
	}
	f, next := o.frozen, o.list[i]
	o.clear()
	return f, next, true
}
