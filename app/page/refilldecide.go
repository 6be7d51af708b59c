package page

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/docx"
	"anlan/analytics/query"
	"anlan/analytics/speech/compose"
	"anlan/analytics/speech/refill"
	"anlan/app/keep"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// detail shows what binds the chosen figure, and lets a person decide.
func (v *refillView) detail() {
	v.why.RemoveAll()
	say := v.env.Words.Say
	text := func(s string, importance widget.Importance) {
		label := widget.NewLabel(s)
		label.Wrapping, label.Importance = v.wrapping(), importance
		v.why.Add(label)
	}
	if v.chosen == notOne || v.chosen >= len(v.items) {
		text(say("speech.refill.why"), widget.LowImportance)
		return
	}
	item := v.items[v.chosen]
	if item.figure == notOne {
		c := v.result.Claims[item.claim]
		key := "cli.refill.claim.carries"
		if !c.Carries {
			key = "cli.refill.claim.lost"
		}
		text(say(key, "words", c.Words, "why", c.Why.In(v.language())), widget.MediumImportance)
		return
	}
	f := v.result.Figures[item.figure]
	v.why.Add(widgets.NewLine(theme.HeadingSize, true, widgets.Span{Text: v.stateOf(f) + "  ", Color: v.color(item)}, widgets.Span{Text: f.Change(), Color: theme.Color(v.env.Palette.Ink)}))
	v.why.Add(v.buttons(f))
	text(sentence(f), widget.LowImportance)
	if f.State != refill.Bound {
		text(f.Reason(v.language()), widget.MediumImportance)
	}
	text(say("speech.refill.binding", "question", bindingText(v, f)), widget.MediumImportance)
	if f.After != nil {
		text(say("speech.refill.answer", "answer", f.After.Short(v.language())), widget.MediumImportance)
	}
}

// wrapping is how texts break: Chinese anywhere, English between words.
func (v *refillView) wrapping() fyne.TextWrap {
	if v.language() == analytics.Chinese {
		return fyne.TextWrapBreak
	}
	return fyne.TextWrapWord
}

// buttons are the decisions that a figure leaves open.
func (v *refillView) buttons(f refill.Figure) fyne.CanvasObject {
	say := v.env.Words.Say
	row := container.New(&widgets.Flow{Gap: 6})
	add := func(key string, action func()) {
		row.Add(widgets.NewSmallPill(PillLook(v.env.Palette), theme.NoteSize+1, say(key), "", action))
	}
	if f.Before != nil && f.Verdict != refill.Confirmed && f.Verdict != refill.Changed {
		add("speech.refill.confirm", func() { v.Decide(f, refill.Binding{Verdict: refill.Confirmed, Query: f.Before.Query}) })
	}
	add("speech.refill.change", func() { v.change(f) })
	if f.Verdict != refill.Refused {
		add("speech.refill.refuse", func() { v.Decide(f, refill.Binding{Verdict: refill.Refused}) })
	}
	if f.Verdict != refill.Undecided {
		add("speech.refill.forget", func() { v.Decide(f, refill.Binding{}) })
	}
	return row
}

// Decide keeps what a person decided about a figure, and fills the text anew.
func (v *refillView) Decide(f refill.Figure, b refill.Binding) {
	v.decide([]refill.Figure{f}, func(refill.Figure) refill.Binding { return b })
}

// ConfirmAll confirms the suggestions of all bound figures.
func (v *refillView) ConfirmAll() {
	var open []refill.Figure
	for _, f := range v.result.Figures {
		if f.State == refill.Bound && f.Verdict == refill.Undecided {
			open = append(open, f)
		}
	}
	v.decide(open, func(f refill.Figure) refill.Binding {
		return refill.Binding{Verdict: refill.Confirmed, Query: f.Before.Query}
	})
}

func (v *refillView) decide(figures []refill.Figure, bind func(refill.Figure) refill.Binding) {
	w := v.env.Workspace
	state.Load(v.env.Loader, "bind", func(ctx context.Context) (struct{}, error) { return struct{}{}, keep.Bind(ctx, w, figures, bind) }, func(_ struct{}, err error) {
		if err != nil {
			v.env.Fail(err)
			return
		}
		v.show()
	})
}

// bindingForm asks which question gives a figure in the old year.
type bindingForm struct {
	indicator, basis, town, sector *widget.Select
	from, to                       *widget.Entry
	values                         map[*widget.Select][]string // of its options
}

// change asks for another question.
func (v *refillView) change(f refill.Figure) {
	e := v.env.Engine
	type members struct{ towns, sectors []analytics.Member }
	state.Load(v.env.Loader, "members", func(ctx context.Context) (m members, err error) {
		if m.towns, err = e.Members(ctx, analytics.Town); err == nil {
			m.sectors, err = e.Members(ctx, analytics.Sector)
		}
		return m, err
	}, func(m members, err error) {
		if err != nil {
			v.env.Fail(err)
			return
		}
		v.askBinding(f, v.newBindingForm(f, m.towns, m.sectors))
	})
}

// newBindingForm offers all indicators, bases, towns and sectors, those of the present binding chosen.
func (v *refillView) newBindingForm(f refill.Figure, towns, sectors []analytics.Member) *bindingForm {
	form := &bindingForm{from: widget.NewEntry(), to: widget.NewEntry(), values: make(map[*widget.Select][]string)}
	q := query.Query{Indicators: []analytics.ID{"accidents"}, Basis: analytics.NoBasis, Period: v.result.Period}
	q.Period.From, q.Period.To = q.Period.From.AddDate(-1, 0, 0), q.Period.To.AddDate(-1, 0, 0)
	if f.Before != nil {
		q = f.Before.Query
	}
	of := func(d analytics.DimensionID) string {
		for _, c := range q.Where {
			if c.Dimension == d && len(c.Keys) > 0 {
				return c.Keys[0]
			}
		}
		return ""
	}
	var indicators, bases []option
	for _, i := range compose.Fields() {
		indicators = append(indicators, option{i.Name.In(v.language()), string(i.ID)})
	}
	for _, b := range []analytics.Basis{analytics.NoBasis, analytics.SamePeriod, analytics.FullPreviousYear, analytics.PreviousPeriod} {
		bases = append(bases, option{v.env.Words.Printer().Basis(b), string(b)})
	}
	form.indicator = form.choice(indicators, string(q.Indicators[0]))
	form.basis = form.choice(bases, string(cmp.Or(q.Basis, analytics.NoBasis)))
	form.town = form.choice(v.memberOptions(towns), of(analytics.Town))
	form.sector = form.choice(v.memberOptions(sectors), of(analytics.Sector))
	form.from.SetText(q.Period.From.Format(time.DateOnly))
	form.to.SetText(q.Period.To.Format(time.DateOnly))
	for _, entry := range []*widget.Entry{form.from, form.to} {
		entry.Validator = func(text string) error {
			if _, err := time.Parse(time.DateOnly, strings.TrimSpace(text)); err != nil {
				return textError(v.env.Words.Error(&analytics.Error{Code: analytics.CodePeriod, Value: text}))
			}
			return nil
		}
	}
	return form
}

func (v *refillView) memberOptions(list []analytics.Member) []option {
	all := []option{{v.env.Words.Say("filter.all"), ""}}
	for _, m := range list {
		all = append(all, option{m.Label.In(v.language()), m.Key})
	}
	return all
}

func (f *bindingForm) choice(options []option, value string) *widget.Select {
	box := newChoiceBox(options, value, func(string) {})
	for _, o := range options {
		f.values[box] = append(f.values[box], o.value)
	}
	return box
}

func (f *bindingForm) value(box *widget.Select) string {
	if i := box.SelectedIndex(); i >= 0 {
		return f.values[box][i]
	}
	return ""
}

// query is what the form says.
func (f *bindingForm) query() query.Query {
	q := query.Query{Indicators: []analytics.ID{analytics.ID(f.value(f.indicator))}, Basis: analytics.Basis(f.value(f.basis))}
	q.Period.From, _ = time.Parse(time.DateOnly, strings.TrimSpace(f.from.Text)) // validated by the entry
	q.Period.To, _ = time.Parse(time.DateOnly, strings.TrimSpace(f.to.Text))
	for d, box := range map[analytics.DimensionID]*widget.Select{analytics.Town: f.town, analytics.Sector: f.sector} {
		if key := f.value(box); key != "" {
			q.Where = append(q.Where, analytics.Condition{Dimension: d, Keys: []string{key}})
		}
	}
	slices.SortFunc(q.Where, func(a, b analytics.Condition) int { return strings.Compare(string(a.Dimension), string(b.Dimension)) })
	return q
}

func (v *refillView) askBinding(f refill.Figure, form *bindingForm) {
	say := v.env.Words.Say
	d := dialog.NewForm(say("speech.refill.form", "figure", strings.Join(strings.Fields(f.Old), " ")), say("ok"), say("cancel"), []*widget.FormItem{
		widget.NewFormItem(say("proof.indicator"), form.indicator), widget.NewFormItem(say("period.from"), form.from), widget.NewFormItem(say("period.to"), form.to),
		widget.NewFormItem(say("proof.basis"), form.basis), widget.NewFormItem(say("filter.dimension.town"), form.town), widget.NewFormItem(say("filter.dimension.sector"), form.sector),
	}, func(ok bool) {
		if ok {
			v.Decide(f, refill.Binding{Verdict: refill.Changed, Query: form.query()})
		}
	}, v.env.Window)
	d.Resize(v.env.dialogSize(560, 460))
	d.Show()
}

// copy puts the new text onto the clipboard.
func (v *refillView) copy() {
	fyne.CurrentApp().Clipboard().SetContent(v.result.Text)
	v.env.Notify(v.env.Words.Say("speech.copied"))
}

// save writes the new text: as a Word document with footnotes and the proof, or as plain text.
func (v *refillView) save() {
	r, l := v.result, v.language()
	title := strings.TrimSuffix(strings.TrimSuffix(v.env.Draft.oldName, ".docx"), ".txt")
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			if err != nil {
				v.env.Fail(err)
			}
			return
		}
		name := w.URI().Path()
		state.Load(v.env.Loader, "save", func(context.Context) (struct{}, error) {
			var err error
			if strings.EqualFold(w.URI().Extension(), ".txt") {
				_, err = w.Write([]byte(r.Text))
			} else {
				err = docx.WriteText(w, r.Document(title, l), time.Now())
			}
			return struct{}{}, errors.Join(err, w.Close())
		}, func(_ struct{}, err error) {
			if err != nil {
				v.env.Fail(err)
				return
			}
			v.env.Notify(v.env.Words.Say("cli.chart.done", "file", name))
		})
	}, v.env.Window)
	d.SetFileName(title + " " + r.Period.To.Format(time.DateOnly) + ".docx")
	d.SetFilter(storage.NewExtensionFileFilter([]string{".docx", ".txt"}))
	d.Resize(v.env.dialogSize(820, 560))
	d.Show()
	speakPlaces(v.env.Window.Canvas(), v.env.Words)
}
