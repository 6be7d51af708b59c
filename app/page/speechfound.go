package page

import (
	"cmp"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/proof"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/assets"
)

// place is a figure or a wording of a draft, with all that was found about it.
type place struct {
	at       plain.Range
	level    check.Level
	findings []check.Finding
}

// placesOf lists the places of a report in the order of the text. A wording that is just a figure goes with it.
func placesOf(r check.Report) []place {
	var all []place
	for _, f := range r.Figures {
		all = append(all, place{f.Range, f.Level, slices.Clone(f.Findings)})
	}
	for _, n := range r.Notes {
		if i := slices.IndexFunc(all, func(p place) bool { return p.at == n.Range }); i >= 0 {
			all[i].findings = append(all[i].findings, n)
			all[i].level = max(all[i].level, n.Level)
			continue
		}
		all = append(all, place{n.Range, n.Level, []check.Finding{n}})
	}
	for _, p := range all {
		slices.SortStableFunc(p.findings, func(a, b check.Finding) int { return cmp.Compare(b.Level, a.Level) })
	}
	slices.SortStableFunc(all, func(a, b place) int { return cmp.Compare(a.at.Start, b.at.Start) })
	return all
}

// figuresOf counts the places that are figures, not wordings.
func figuresOf(places []place) int {
	n := 0
	for _, p := range places {
		if slices.ContainsFunc(p.findings, func(f check.Finding) bool { return f.Figure != draft.None }) {
			n++
		}
	}
	return n
}

// levelColor is the colour of a level. A word says it, too.
func levelColor(p assets.Palette, l check.Level) color.Color {
	switch l {
	case check.Red:
		return theme.Color(p.Worse)
	case check.Amber:
		return theme.Color(p.Caution)
	case check.Green:
		return theme.Color(p.Better)
	}
	return theme.Color(p.Muted)
}

// findingsView lists what was found, the wrong figures first, and below it why.
type findingsView struct {
	env    *Env
	chose  func(place int)
	text   string
	places []place
	order  []int // of the list
	list   *widget.List
	why    *fyne.Container
	object fyne.CanvasObject
}

func newFindingsView(env *Env, chose func(int)) *findingsView {
	v := &findingsView{env: env, chose: chose, why: container.NewVBox()}
	v.list = widget.NewList(func() int { return len(v.order) }, v.newRow, v.fillRow)
	v.list.OnSelected = func(id widget.ListItemID) { v.detail(v.order[id]); v.chose(v.order[id]) }
	split := container.NewVSplit(v.list, container.NewVScroll(v.why))
	split.Offset = 0.42
	v.object = split
	v.detail(-1)
	return v
}

func (v *findingsView) newRow() fyne.CanvasObject {
	return container.NewVBox(widgets.NewLine(theme.BodySize, true), widgets.NewLine(theme.NoteSize+0.5, false))
}

func (v *findingsView) fillRow(id widget.ListItemID, o fyne.CanvasObject) {
	rows := o.(*fyne.Container).Objects
	p := v.places[v.order[id]]
	ink := theme.Color(v.env.Palette.Ink)
	rows[0].(*widgets.Line).Set(widgets.Span{Text: v.level(p.level) + " ", Color: levelColor(v.env.Palette, p.level)}, widgets.Span{Text: v.words(p), Color: ink})
	rows[1].(*widgets.Line).Set(widgets.Span{Text: p.findings[0].Text.In(v.env.Words.Language), Color: theme.Color(v.env.Palette.Muted)})
}

func (v *findingsView) level(l check.Level) string {
	return v.env.Words.Say("check.level." + l.String())
}

// words are those of the draft, on one line.
func (v *findingsView) words(p place) string {
	return strings.Join(strings.Fields(v.text[p.at.Start:p.at.End]), " ")
}

// set shows other places, and chooses one; −1 none.
func (v *findingsView) set(text string, places []place, chosen int) {
	v.text, v.places = text, places
	v.order = nil
	for i := range places {
		v.order = append(v.order, i)
	}
	rank := func(l check.Level) int { return []int{3, 2, 1, 0}[l] }
	slices.SortStableFunc(v.order, func(a, b int) int { return rank(places[a].level) - rank(places[b].level) })
	v.list.UnselectAll()
	v.list.Refresh()
	v.detail(chosen)
}

// show chooses the place of a mark.
func (v *findingsView) show(mark int) {
	if i := slices.Index(v.order, mark); i >= 0 {
		v.list.Select(i)
	}
}

// detail says why a place is judged as it is.
func (v *findingsView) detail(i int) {
	say := v.env.Words.Say
	v.why.RemoveAll()
	if i < 0 || i >= len(v.places) {
		hint := widget.NewLabel(say("speech.why"))
		hint.Wrapping = fyne.TextWrapWord
		hint.Importance = widget.LowImportance
		v.why.Add(hint)
		return
	}
	p := v.places[i]
	v.why.Add(widgets.NewLine(theme.HeadingSize, true, widgets.Span{Text: v.level(p.level) + "  ", Color: levelColor(v.env.Palette, p.level)}, widgets.Span{Text: v.words(p), Color: theme.Color(v.env.Palette.Ink)}))
	for _, f := range p.findings {
		v.addFinding(f)
	}
}

func (v *findingsView) addFinding(f check.Finding) {
	l := v.env.Words.Language
	text := f.Text.In(l)
	if right := f.Right.In(l); right != "" && f.Level >= check.Amber {
		text += "\n" + v.env.Words.Say("check.right", "right", right)
	}
	label := widget.NewLabel(text)
	label.Wrapping = v.wrapping()
	v.why.Add(label)
	if f.Proof != nil {
		v.addProof(f.Proof)
	}
}

// wrapping is how texts break: Chinese anywhere, English between words.
func (v *findingsView) wrapping() fyne.TextWrap {
	if v.env.Words.Language == analytics.Chinese {
		return fyne.TextWrapBreak
	}
	return fyne.TextWrapWord
}

// addProof says what a verdict rests on, with the SQL at hand.
func (v *findingsView) addProof(p *proof.Proof) {
	rows := container.New(pairs{})
	for _, line := range p.Lines(v.env.Words.Language) {
		name, text := widget.NewLabel(line.Name), widget.NewLabel(line.Text)
		name.Importance = widget.LowImportance
		text.Wrapping = v.wrapping()
		rows.Add(name)
		rows.Add(text)
	}
	v.why.Add(rows)
	say := v.env.Words.Say
	small := func(text string, action func()) fyne.CanvasObject {
		return widgets.NewSmallPill(PillLook(v.env.Palette), theme.NoteSize, text, "", action)
	}
	v.why.Add(container.NewHBox(
		small(say("speech.rows"), func() { v.env.showRecords(p.Indicator.Name.In(v.env.Words.Language), p.Records()) }),
		small(say("speech.copy_sql"), func() { fyne.CurrentApp().Clipboard().SetContent(p.Meta.SQL); v.env.Notify(say("speech.copied")) })))
	if sql := strings.TrimSpace(p.Meta.SQL); sql != "" {
		label := widget.NewLabel(sql)
		label.Wrapping, label.SizeName, label.Importance = fyne.TextWrapWord, fyneCaption, widget.LowImportance
		v.why.Add(label)
	}
}
