package page

import (
	"context"
	"image/color"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/speech/refill"
	"anlan/analytics/speech/source"
	"anlan/app/keep"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// refillView is last year's speech with this year's figures: the new text with its figures marked, the list of them with old
// and new, and below it what binds the chosen one, to be confirmed, changed or refused.
type refillView struct {
	env    *Env
	title  *widgets.Line
	hint   *widgets.Line
	bar    *fyne.Container
	marked *widgets.MarkedText
	list   *widget.List
	why    *fyne.Container
	result refill.Result
	items  []refillItem // of the list, in the order of the text
	chosen int
	object *fyne.Container
}

// refillItem is a figure or a claim of the result.
type refillItem struct{ figure, claim int }

// notOne marks an item that is not one of these.
const notOne = -1

func newRefillView(env *Env, back func(), open func()) *refillView {
	v := &refillView{
		env: env, title: widgets.NewLine(theme.TitleSize, true), hint: widgets.NewLine(theme.NoteSize, false), why: container.NewVBox(), chosen: notOne,
		marked: widgets.NewMarkedText(theme.BodySize+1, theme.Color(env.Palette.Ink), theme.Color(env.Palette.Primary)),
	}
	v.marked.OnTap = func(mark int) { v.list.Select(mark) }
	v.list = widget.NewList(func() int { return len(v.items) }, newTwoLines, v.fillRow)
	v.list.OnSelected = func(id widget.ListItemID) { v.chosen = id; v.marked.Choose(id); v.detail() }
	say := env.Words.Say
	pill := func(text string, action func()) *widgets.Pill {
		return widgets.NewPill(PillLook(env.Palette), theme.BodySize, "", text, "", action)
	}
	v.bar = container.New(&widgets.Flow{Gap: 8}, pill(say("speech.refill.back"), back), pill(say("speech.refill.open"), open),
		pill(say("speech.refill.confirm_all"), v.ConfirmAll), pill(say("speech.copy"), v.copy), pill(say("speech.refill.save"), v.save))
	panel := func(o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewPanel(theme.Color(env.Palette.Card), theme.Color(env.Palette.Line), theme.Radius, 12, o)
	}
	side := container.NewVSplit(v.list, container.NewVScroll(v.why))
	side.Offset = 0.5
	split := container.NewHSplit(panel(v.marked), panel(side))
	split.Offset = 0.54
	v.object = container.NewBorder(container.NewVBox(v.title, v.hint, v.bar), nil, nil, nil, split)
	return v
}

// newTwoLines is a row of a list: a line, and a smaller one below it.
func newTwoLines() fyne.CanvasObject {
	return container.NewVBox(widgets.NewLine(theme.BodySize, true), widgets.NewLine(theme.NoteSize+0.5, false))
}

// show fills the old text with the figures of the selection, by what was decided so far.
func (v *refillView) show() {
	old, e, w := v.env.Draft.old, v.env.Engine, v.env.Workspace
	o := refill.Options{Answers: e, To: v.env.Selection().Period.To, Language: v.env.Words.Language}
	v.hint.Set(widgets.Span{Text: v.env.Words.Say("speech.refill.busy"), Color: theme.Color(v.env.Palette.Muted)})
	state.Load(v.env.Loader, speechKey, func(ctx context.Context) (refill.Result, error) {
		var err error
		if o.Bindings, err = keep.Bindings(ctx, w); err != nil {
			return refill.Result{}, err
		}
		return refill.Text(ctx, old, o)
	}, func(r refill.Result, err error) {
		if err != nil {
			v.env.Fail(err)
			return
		}
		v.take(r)
	})
}

// take shows a result. What was chosen stays so.
func (v *refillView) take(r refill.Result) {
	v.result, v.items = r, nil
	var marks []widgets.Mark
	add := func(item refillItem, start, end int) {
		if end == 0 {
			return
		}
		v.items = append(v.items, item)
		m := widgets.Mark{Start: start, End: end, Line: v.color(item), Thick: 2}
		if v.grave(item) {
			m.Thick, m.Fill = 3, shade(v.env.Palette.Card, v.env.Palette.Caution, 0.16)
		}
		marks = append(marks, m)
	}
	claims := r.Claims
	for i, f := range r.Figures {
		for len(claims) > 0 && claims[0].Range.Start < f.Range.Start {
			c := len(r.Claims) - len(claims)
			add(refillItem{notOne, c}, claims[0].At.Start, claims[0].At.End)
			claims = claims[1:]
		}
		add(refillItem{i, notOne}, f.At.Start, f.At.End)
	}
	for i := len(r.Claims) - len(claims); i < len(r.Claims); i++ {
		add(refillItem{notOne, i}, r.Claims[i].At.Start, r.Claims[i].At.End)
	}
	v.marked.Set(r.Text, marks)
	v.list.UnselectAll()
	v.list.Refresh()
	v.head()
	if v.chosen >= len(v.items) {
		v.chosen = notOne
	}
	if v.chosen != notOne {
		v.list.Select(v.chosen)
	}
	v.detail()
	v.env.Repainted()
}

// head says how many figures are bound, and how many are not.
func (v *refillView) head() {
	say, palette, n := v.env.Words.Say, v.env.Palette, v.result.Counts()
	ink := theme.Color(palette.Ink)
	lost, confirmed := 0, 0
	for _, c := range v.result.Claims {
		if !c.Carries {
			lost++
		}
	}
	for _, f := range v.result.Figures {
		if f.Verdict != refill.Undecided {
			confirmed++
		}
	}
	failed := widgets.Span{Text: say("speech.refill.failed", "failed", n[refill.Failed]), Color: ink}
	if n[refill.Failed] > 0 {
		failed.Color = theme.Color(palette.Worse)
	}
	tones := widgets.Span{Text: say("speech.refill.tones", "count", lost), Color: ink}
	if lost > 0 {
		tones.Color = theme.Color(palette.Caution)
	}
	v.title.Set(widgets.Span{Text: say("speech.refill.counts", "bound", n[refill.Bound], "unbound", n[refill.Unbound]), Color: ink}, failed, tones)
	v.hint.Set(widgets.Span{
		Text:  say("speech.refill.hint", "file", v.env.Draft.oldName, "day", v.env.Words.Printer().Day(v.result.Period.To), "decided", confirmed, "figures", len(v.result.Figures)),
		Color: theme.Color(palette.Muted),
	})
}

// color is that of a figure's state, or of a claim.
func (v *refillView) color(item refillItem) color.Color {
	p := v.env.Palette
	if item.figure == notOne {
		if v.result.Claims[item.claim].Carries {
			return theme.Color(p.Better)
		}
		return theme.Color(p.Caution)
	}
	switch v.result.Figures[item.figure].State {
	case refill.Bound:
		return theme.Color(p.Better)
	case refill.Failed:
		return theme.Color(p.Worse)
	case refill.Unbound:
	}
	return theme.Color(p.Muted)
}

// grave tells whether an item needs a person.
func (v *refillView) grave(item refillItem) bool {
	if item.figure == notOne {
		return !v.result.Claims[item.claim].Carries
	}
	return v.result.Figures[item.figure].State == refill.Failed
}

// fillRow shows an item in the list.
func (v *refillView) fillRow(id widget.ListItemID, o fyne.CanvasObject) {
	rows := o.(*fyne.Container).Objects
	first, second := rows[0].(*widgets.Line), rows[1].(*widgets.Line)
	item, l := v.items[id], v.env.Words.Language
	ink, muted := theme.Color(v.env.Palette.Ink), theme.Color(v.env.Palette.Muted)
	if item.figure == notOne {
		c := v.result.Claims[item.claim]
		first.Set(widgets.Span{Text: v.env.Words.Say("speech.refill.tone") + " ", Color: v.color(item)}, widgets.Span{Text: c.Words, Color: ink})
		second.Set(widgets.Span{Text: c.Why.In(l), Color: muted})
		return
	}
	f := v.result.Figures[item.figure]
	first.Set(widgets.Span{Text: v.stateOf(f) + " ", Color: v.color(item)}, widgets.Span{Text: f.Change(), Color: ink})
	second.Set(widgets.Span{Text: f.Reason(l), Color: muted})
}

// stateOf is what became of a figure, and what a person decided.
func (v *refillView) stateOf(f refill.Figure) string {
	say := v.env.Words.Say
	text := say("cli.refill.state." + string(f.State))
	if f.Verdict != refill.Undecided {
		text += say("speech.refill.verdict." + string(f.Verdict))
	}
	return text
}

// OpenOld reads last year's speech from a file.
func (p *SpeechPage) OpenOld(path string) {
	state.Load(p.env.Loader, speechKey, func(context.Context) (string, error) { return source.Read(path) }, func(text string, err error) {
		if err != nil {
			p.env.Fail(err)
			return
		}
		p.env.Draft.old, p.env.Draft.oldName = text, filepath.Base(path)
		p.turnRefill(true)
		p.Show()
	})
}

// turnRefill shows last year's speech, or the draft.
func (p *SpeechPage) turnRefill(on bool) {
	p.env.Loader.Cancel(speechKey)
	p.env.Draft.refilling = on
	p.draft.Hidden, p.refill.object.Hidden = on, !on
	p.object.Refresh()
}

// sentence is the old text around a figure, on one line.
func sentence(f refill.Figure) string { return strings.Join(strings.Fields(f.Sentence), " ") }

// bindingText is the question that binds a figure, with its answer in the old year.
func bindingText(v *refillView, f refill.Figure) string {
	if f.Before == nil {
		return v.env.Words.Say("speech.refill.no_binding")
	}
	return f.Before.Short(v.env.Words.Language)
}

// language of the window.
func (v *refillView) language() analytics.Language { return v.env.Words.Language }
