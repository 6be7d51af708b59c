package page

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/problem"
	"anlan/analytics/query"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/workspace"
)

// showList lists the findings; those that were dismissed stand at the end.
func (p *ProblemsPage) showList() {
	p.list.RemoveAll()
	var last []fyne.CanvasObject
	for _, f := range p.analysis.Findings {
		row := []fyne.CanvasObject{p.row(f), p.rule()}
		if p.decision(f).State == workspace.DecisionDismissed {
			last = append(last, row...)
			continue
		}
		for _, o := range row {
			p.list.Add(o)
		}
	}
	for _, o := range last {
		p.list.Add(o)
	}
	if len(p.analysis.Findings) == 0 {
		p.list.Add(widgets.NewEmpty(p.env.Words.Say("problems.none")))
	}
	p.listUnanswered()
	p.list.Refresh()
}

// listUnanswered lists at the end what could not be answered, and why.
func (p *ProblemsPage) listUnanswered() {
	lines := p.analysis.NotAnswered(p.env.Words.Printer())
	if len(lines) == 0 {
		return
	}
	parts := []fyne.CanvasObject{p.text(p.env.Words.Say("problems.not_answered"), true, true)}
	for _, line := range lines {
		parts = append(parts, p.text(line, false, true))
	}
	p.list.Add(container.New(widgets.Inset(6), container.New(tight{}, parts...)))
}

func (p *ProblemsPage) rule() fyne.CanvasObject {
	line := canvas.NewRectangle(theme.Color(p.env.Palette.Line))
	line.SetMinSize(fyne.NewSize(1, 1))
	return line
}

// row is one finding: its sentence, how sure it is, and, where it is the chosen one, its figures, what it does not prove
// and what can be done with it.
func (p *ProblemsPage) row(f problem.Finding) fyne.CanvasObject {
	pr, chosen := p.env.Words.Printer(), f.Key() == p.chosen
	d := p.decision(f)
	parts := []fyne.CanvasObject{
		p.text(f.Statement(pr), true, d.State == workspace.DecisionDismissed),
		container.NewBorder(nil, nil, container.NewHBox(p.indent(), p.tag(f)), nil, widgets.NewLine(theme.NoteSize, false, p.note(f, d))),
	}
	if chosen {
		for _, line := range []string{f.Detail(pr), f.Sureness(pr), p.env.Words.Say("problems.limits", "limits", f.Limits(pr)), p.reasons(d)} {
			if line != "" {
				parts = append(parts, p.text(line, false, true))
			}
		}
		parts = append(parts, container.NewBorder(nil, nil, p.indent(), nil, p.actions(f, d)))
	}
	content := container.New(widgets.Inset(6), container.New(tight{}, parts...))
	return widgets.NewTapBox(content, theme.Color(p.env.Palette.PrimaryPale), theme.Color(p.env.Palette.Primary), chosen, func() { p.choose(f.Key()) })
}

// tight sets lines below each other without air between them.
type tight struct{}

// lineOverlap is the air that labels bring along, of which a part is taken out again.
const lineOverlap = 6

// MinSize implements fyne.Layout.
func (tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(100, 0)
	for i, o := range objects {
		size.Height += o.MinSize().Height
		if i > 0 {
			size.Height -= lineOverlap
		}
	}
	return size
}

// Layout implements fyne.Layout.
func (tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, height))
		o.Move(fyne.NewPos(0, y))
		y += height - lineOverlap
	}
}

// narrowSpace is the space before units; labels wrap at spaces, this one too.
const narrowSpace = "\u202f"

// text is a text that wraps: in Chinese behind its marks instead of before its units.
func (p *ProblemsPage) text(text string, bold, muted bool) fyne.CanvasObject {
	if p.env.Words.Language == analytics.English {
		text = strings.ReplaceAll(text, narrowSpace, " ")
	} else {
		text = strings.ReplaceAll(text, narrowSpace, "")
		for _, mark := range p.env.Words.Say("problems.marks") {
			text = strings.ReplaceAll(text, string(mark), string(mark)+narrowSpace)
		}
	}
	label := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: bold})
	label.Wrapping = fyne.TextWrapWord
	if muted {
		label.Importance = widget.LowImportance
	}
	return label
}

// indent is the room that labels leave before their text.
func (p *ProblemsPage) indent() fyne.CanvasObject {
	room := canvas.NewRectangle(color.Transparent)
	room.SetMinSize(fyne.NewSize(4, 1))
	return room
}

// tag is the certainty in plain words, in the colour of what it means.
func (p *ProblemsPage) tag(f problem.Finding) fyne.CanvasObject {
	palette := p.env.Palette
	hue := palette.Muted
	switch {
	case f.Kind == problem.Praise:
		hue = palette.Better
	case f.Kind == problem.Gap:
		hue = palette.Caution
	case f.Certainty.MoreThanChance():
		hue = palette.Worse
	case f.Certainty == problem.Recorded:
		hue = palette.Primary
	}
	text := canvas.NewText(f.Tag(p.env.Words.Printer()), theme.Color(hue))
	text.TextSize = theme.NoteSize
	ground := canvas.NewRectangle(theme.Color(palette.Ground))
	ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = theme.Color(hue), 1, 3
	return container.NewCenter(container.NewStack(ground, container.New(widgets.Inset(3), text)))
}

// note is what stands beside the tag: what was decided, then the shortest figures.
func (p *ProblemsPage) note(f problem.Finding, d workspace.Decision) widgets.Span {
	say := p.env.Words.Say
	var parts []string
	switch d.State {
	case workspace.DecisionAccepted:
		parts = append(parts, say("problems.accepted"))
	case workspace.DecisionDismissed:
		parts = append(parts, say("problems.dismissed"))
	case workspace.DecisionOpen:
	}
	if d.Pinned {
		parts = append(parts, say("problems.pinned"))
	}
	if d.Note != "" {
		parts = append(parts, say("problems.noted"))
	}
	parts = append(parts, say("problem.harm."+string(f.Severity)))
	if f.Certainty != problem.Recorded {
		parts = append(parts, f.ShortP(p.env.Words.Printer()))
	}
	return widgets.Span{Text: strings.Join(parts, " · "), Color: theme.Color(p.env.Palette.Muted)}
}

// reasons are what people wrote.
func (p *ProblemsPage) reasons(d workspace.Decision) string {
	var parts []string
	if d.Reason != "" {
		parts = append(parts, p.env.Words.Say("problems.reason", "reason", d.Reason))
	}
	if d.Note != "" {
		parts = append(parts, p.env.Words.Say("problems.note", "note", d.Note))
	}
	return strings.Join(parts, "\n")
}

// actions are what can be done with a finding.
func (p *ProblemsPage) actions(f problem.Finding, d workspace.Decision) fyne.CanvasObject {
	look, say := PillLook(p.env.Palette), p.env.Words.Say
	button := func(key string, action func()) fyne.CanvasObject {
		return widgets.NewPill(look, theme.BodySize, "", say(key), "", action)
	}
	accept, pin := "problems.accept", "problems.pin"
	if d.State == workspace.DecisionAccepted {
		accept = "problems.reopen"
	}
	if d.Pinned {
		pin = "problems.unpin"
	}
	return container.New(&widgets.Flow{Gap: 6},
		button("problems.rows", func() { p.showRows(f) }),
		button(accept, func() { p.accept(f) }),
		button("problems.dismiss", func() { p.dismiss(f) }),
		button("problems.write", func() { p.writeNote(f) }),
		button(pin, func() { p.pin(f) }))
}

// showRows opens the facts that a finding rests on.
func (p *ProblemsPage) showRows(f problem.Finding) {
	e := f.Evidence
	ask := query.Records{Fact: e.Fact, Period: e.Period, Where: e.Where, Firms: e.Firms}
	if i, err := p.env.Engine.Catalog().Indicator(e.Measure); err == nil {
		ask.Measure = i.Num
	}
	p.env.showRecords(f.Statement(p.env.Words.Printer()), ask)
}
