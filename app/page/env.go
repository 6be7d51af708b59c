// Package page has the pages of the window, one file each. A page states what it needs and shows what comes; it computes
// nothing of its own.
package page

import (
	"image/color"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/problem"
	"anlan/app/chartview"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/app/words"
	"anlan/assets"
	"anlan/data/workspace"
)

// Env is what pages work with.
type Env struct {
	Window    fyne.Window
	Loader    *state.Loader
	Charts    *chartview.Engine
	Words     *words.Words
	Palette   assets.Palette
	Workspace *workspace.Workspace
	// Engine answers from what is known now, or was known at the moment that the window looks at.
	Engine *engine.Engine
	Sample bool // the data are a demonstration
	// Draft is what the page 讲话稿 works on.
	Draft *Draft
	// Intake is what the page 数据 works on.
	Intake *Intake
	// Selection is what the window looks at now; Select looks at something else.
	Selection func() state.Selection
	Select    func(state.Selection)
	// Thresholds are those by which charts mark what the problem analysis finds; nil, or none, for the usual ones.
	Thresholds func() *problem.Thresholds
	// Open turns to another page.
	Open func(ID)
	// Key and Rune take what is typed into a chart that has no use for it.
	Key  func(*fyne.KeyEvent)
	Rune func(rune)
	// Desk has the briefing that is worked on; Present shows a briefing on the projector, from one of its slides.
	Desk    *Desk
	Present func(b briefing.Briefing, from int)
	// Fail shows an error; Notify a short message.
	Fail   func(error)
	Notify func(string)
	// Repainted is called after something visible has changed.
	Repainted func()
	// DataChanged is called after an import or an undo.
	DataChanged func()
	// UseWorkspace opens the workspace that imports go to when a demonstration is shown.
	UseWorkspace func(done func(*workspace.Workspace))
}

// Style is how figures print and look.
func (e *Env) Style() figure.Style {
	return figure.Style{Printer: e.Words.Printer(), Palette: e.Palette, Text: float64(theme.AxisSize)}
}

// Question is the selection as charts ask it.
func (e *Env) Question() figure.Question {
	q := questionOf(e.Selection())
	if e.Thresholds != nil {
		q.Thresholds = e.Thresholds()
	}
	return q
}

// questionOf is what a selection asks of a figure.
func questionOf(s state.Selection) figure.Question {
	return figure.Question{Period: s.Period, Basis: s.Basis, Also: s.Also, Where: s.Where, Measure: s.Measure, AsOf: s.AsOf}
}

// SampleNote marks pictures and files of the demonstration city.
func (e *Env) SampleNote() string {
	if e.Sample {
		return e.Words.Say("cli.query.footer.sample")
	}
	return ""
}

// spans colours a sentence.
func (e *Env) spans(s figure.Sentence) []widgets.Span {
	var list []widgets.Span
	for _, part := range s {
		list = append(list, widgets.Span{Text: part.Text, Color: theme.Color(part.Tone.Ink(e.Palette, e.Palette.Ink))})
	}
	return list
}

// verdictColor is the colour of a change; words or an arrow say it, too.
func (e *Env) verdictColor(v analytics.Verdict) color.Color {
	switch v {
	case analytics.Better:
		return theme.Color(e.Palette.Better)
	case analytics.Worse:
		return theme.Color(e.Palette.Worse)
	}
	return theme.Color(e.Palette.Ink)
}

// dialogSize is a size for a dialog that fits into the window.
func (e *Env) dialogSize(width, height float32) fyne.Size {
	room := e.Window.Canvas().Size()
	return fyne.NewSize(min(width, room.Width-40), min(height, room.Height-40))
}

// PillLook is how buttons on pages look.
func PillLook(p assets.Palette) widgets.Look {
	return widgets.Look{Fill: theme.Color(p.Card), Border: theme.Color(p.Line), Text: theme.Color(p.Ink), Muted: theme.Color(p.Muted)}
}
