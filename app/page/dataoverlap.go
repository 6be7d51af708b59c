package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/workspace"
)

// overlapView asks about campaigns that may count the same visits, one pair at a time, those that nobody has answered for first. An
// answer can be changed and taken back.
type overlapView struct {
	page    *DataPage
	list    []workspace.Overlap
	at      int
	title   *widgets.Line
	text    *widget.Label
	answers map[workspace.OverlapAnswer]*widgets.Pill
	next    *widgets.Pill
	object  *fyne.Container
}

func newOverlapView(d *DataPage) *overlapView {
	v := &overlapView{page: d, title: widgets.NewLine(theme.BodySize, true), text: d.label(), answers: make(map[workspace.OverlapAnswer]*widgets.Pill)}
	bar := container.New(&widgets.Flow{Gap: 8})
	for _, a := range []struct {
		answer workspace.OverlapAnswer
		key    string
	}{{workspace.OverlapSame, "data.overlap.same"}, {workspace.OverlapSeparate, "data.overlap.separate"}, {workspace.OverlapOpen, "data.overlap.back"}} {
		v.answers[a.answer] = d.button(a.key, func() { v.answer(a.answer) })
		bar.Add(v.answers[a.answer])
	}
	v.next = d.button("data.overlap.next", func() { v.turn(v.at + 1) })
	bar.Add(v.next)
	v.object = container.NewVBox(v.title, v.text, bar)
	v.turn(0)
	return v
}

// show asks for the pairs.
func (v *overlapView) show() {
	w := v.page.env.Workspace
	state.Load(v.page.env.Loader, "data overlaps", w.Overlaps, func(list []workspace.Overlap, err error) {
		if err != nil {
			v.page.env.Fail(err)
			return
		}
		v.list = list
		v.turn(0)
		v.page.env.Repainted()
	})
}

// turn shows one of the pairs; none hides the question.
func (v *overlapView) turn(at int) {
	v.object.Hidden = len(v.list) == 0
	if len(v.list) == 0 {
		return
	}
	v.at = at % len(v.list)
	o, words, ink := v.list[v.at], v.page.env.Words, theme.Color(v.page.env.Palette.Ink)
	v.title.Set(widgets.Span{Text: words.Say("data.overlap.place", "at", v.at+1, "count", len(v.list), "open", len(workspace.OpenOverlaps(v.list))), Color: ink})
	v.text.SetText(flat(words.Overlap(o)))
	free := !v.page.env.Workspace.ReadOnly()
	for answer, pill := range v.answers {
		pill.SetEnabled(free && answer != o.Answer)
	}
	v.next.Hidden = len(v.list) < 2
	v.object.Refresh()
}

// answer keeps an answer about the pair that is shown, or takes it back.
func (v *overlapView) answer(answer workspace.OverlapAnswer) {
	if len(v.list) == 0 {
		return
	}
	w, o := v.page.env.Workspace, v.list[v.at]
	state.Load(v.page.env.Loader, "overlap", func(ctx context.Context) (struct{}, error) { return struct{}{}, w.AnswerOverlaps(ctx, answer, o) }, func(_ struct{}, err error) {
		if err != nil {
			v.page.env.Fail(err)
			return
		}
		v.page.env.DataChanged()
	})
}
