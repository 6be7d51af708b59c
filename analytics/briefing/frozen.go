package briefing

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/analytics/words"
	"anlan/assets"
)

// Look is how frozen figures are written and drawn. Slides are light, and have room for fewer bars than windows.
type Look struct {
	Language     analytics.Language
	AccidentUnit string  `json:",omitempty"`
	Text         float64 // size of texts where the slide is SlideWidth wide
	Bars         int
}

// The size in which slides are laid out; a projector enlarges them. At 1920 × 1080 that is twice.
const (
	SlideWidth  = 960
	SlideHeight = 540
	slideText   = 15
	slideBars   = 12
)

// NewLook is how slides look.
func NewLook(p format.Printer) Look {
	return Look{Language: p.Language, AccidentUnit: p.AccidentUnit, Text: slideText, Bars: slideBars}
}

// Style is the look as figures take it.
func (l Look) Style() figure.Style {
	return figure.Style{Printer: format.Printer{Language: l.Language, AccidentUnit: l.AccidentUnit}, Palette: assets.Light, Text: l.Text, Bars: l.Bars}
}

// speak gives the texts in a figure's language.
func speak(s figure.Style) *words.Words { return words.In(s.Printer.Language) }

// Frozen is a figure as it was approved, with all that it rests on.
type Frozen struct {
	Ask      Ask
	Look     Look
	State    State // of the workspace
	Finding  figure.Sentence
	Subtitle string            // what is counted: unit, filters, period, basis
	Option   json.RawMessage   `json:",omitempty"` // of a chart
	Targets  [][]figure.Target `json:",omitempty"`
	Selected [][2]int          `json:",omitempty"`
	Sheet    *figure.Sheet     `json:",omitempty"` // the table, or the figures behind the chart
	Empty    string            `json:",omitempty"` // why there is nothing to draw
	Sources  []Source          // the questions behind it

	data   []byte // the packed tape
	opened func() (*replay, error)
}

// Source is a question behind a figure, as SQL with its values, and what it rests on.
type Source struct {
	SQL     string
	Args    []string `json:",omitempty"`
	Rows    int64
	Batches []int `json:",omitempty"`
}

// maxMarks is how many marks of a chart have their follow-up questions answered in advance, the first ones.
const maxMarks = 12

// Freeze makes a figure and keeps it with its answers, and with those to the follow-up questions about its first marks.
func Freeze(ctx context.Context, answers figure.Answers, ask Ask, look Look, state State) (*Frozen, error) {
	answers, err := figure.Known(ctx, answers, ask.Question.AsOf)
	if err != nil {
		return nil, err
	}
	r := newRecorder(answers)
	f, err := ask.draw(ctx, r, look.Style())
	if err != nil {
		return nil, err
	}
	sources := sourcesOf(r.tape)
	if err := askAhead(ctx, r, ask, f, look); err != nil {
		return nil, err
	}
	data, err := scrubbed(r.tape).pack()
	if err != nil {
		return nil, err
	}
	frozen := &Frozen{Ask: ask, Look: look, State: state, Sources: sources}
	frozen.enclose(data)
	// What is kept is made from what is enclosed, so that it can be made again.
	return frozen, frozen.redraw(ctx)
}

// enclose gives the figure its data.
func (f *Frozen) enclose(data []byte) {
	f.data = data
	f.opened = sync.OnceValues(func() (*replay, error) {
		t, err := unpack(data)
		if err != nil {
			return nil, err
		}
		return newReplay(t), nil
	})
}

// answers are those that the figure encloses.
func (f *Frozen) answers() (*replay, error) {
	if f.opened == nil {
		return nil, ErrNotEnclosed
	}
	return f.opened()
}

// redraw makes the figure from what it encloses.
func (f *Frozen) redraw(ctx context.Context) error {
	again, err := f.again(ctx, f.Ask)
	if err != nil {
		return err
	}
	f.Finding, f.Subtitle, f.Targets, f.Selected, f.Empty = again.Finding, again.Subtitle, again.Targets, again.Selected, again.Empty
	f.Sheet = sheetOf(again, f.Look.Style())
	f.Option = nil
	if again.Option == nil {
		return nil
	}
	f.Option, err = again.Static()
	return err
}

// again makes a figure from the enclosed answers.
func (f *Frozen) again(ctx context.Context, ask Ask) (figure.Figure, error) {
	answers, err := f.answers()
	if err != nil {
		return figure.Figure{}, err
	}
	return ask.draw(ctx, answers, f.Look.Style())
}

// askAhead asks the follow-up questions about the first marks. One that makes no sense for a mark is left out.
func askAhead(ctx context.Context, answers figure.Answers, ask Ask, f figure.Figure, look Look) error {
	var senseless *analytics.Error
	for _, t := range firstTargets(f.Targets) {
		for _, next := range ask.followUps(t) {
			if _, err := next.Ask.draw(ctx, answers, look.Style()); err != nil && !errors.As(err, &senseless) {
				return fmt.Errorf("answer a follow-up question: %w", err)
			}
		}
	}
	return nil
}

// firstTargets are the first marks that lead anywhere.
func firstTargets(targets [][]figure.Target) []figure.Target {
	var list []figure.Target
	for _, series := range targets {
		for _, t := range series {
			same := func(o figure.Target) bool { return keyOf(o) == keyOf(t) }
			if len(t.Conditions) > 0 && len(list) < maxMarks && !slices.ContainsFunc(list, same) {
				list = append(list, t)
			}
		}
	}
	return list
}

// FollowUps are the follow-up questions about a mark whose answers are enclosed.
func (f *Frozen) FollowUps(ctx context.Context, series, index int) []FollowUp {
	target, ok := figure.Figure{Targets: f.Targets}.Target(series, index)
	if !ok {
		return nil
	}
	var list []FollowUp
	for _, next := range f.Ask.followUps(target) {
		if _, err := f.again(ctx, next.Ask); err == nil {
			list = append(list, next)
		}
	}
	return list
}

// Answer makes the figure that answers a follow-up question, from what is enclosed.
func (f *Frozen) Answer(ctx context.Context, next FollowUp) (*Frozen, error) {
	answer := &Frozen{Ask: next.Ask, Look: f.Look, State: f.State, data: f.data, opened: f.opened}
	return answer, answer.redraw(ctx)
}

// sheetOf is the table of a figure, or the figures behind its chart, without what JSON cannot hold.
func sheetOf(f figure.Figure, s figure.Style) *figure.Sheet {
	sheet := f.Sheet
	if sheet == nil {
		if len(f.Frame.Indicators) == 0 {
			return nil
		}
		sheet = figure.SheetOf(f.Frame, s.Printer)
	}
	for i := range sheet.Rows {
		for j := range sheet.Rows[i].Cells {
			c := &sheet.Rows[i].Cells[j]
			if math.IsNaN(c.Number) || math.IsInf(c.Number, 0) {
				c.Number, c.Known = 0, false
			}
			c.Trend = finite(c.Trend)
		}
	}
	return sheet
}

// scrubbed is a tape whose unknown figures JSON can hold.
func scrubbed(t tape) tape {
	for i := range t.Runs {
		frame := &t.Runs[i].Answer
		frame.Total = finite(frame.Total)
		frame.Rows = slices.Clone(frame.Rows)
		for j := range frame.Rows {
			frame.Rows[j].Values = finite(frame.Rows[j].Values)
		}
	}
	return t
}

// finite are values in which what is not known is zero instead of no number.
func finite(values []engine.Value) []engine.Value {
	list := slices.Clone(values)
	for i, v := range list {
		if !v.HasNow || math.IsNaN(v.Now) || math.IsInf(v.Now, 0) {
			list[i].Now, list[i].HasNow = 0, false
		}
		if !v.HasBase || math.IsNaN(v.Base) || math.IsInf(v.Base, 0) {
			list[i].Base, list[i].HasBase = 0, false
		}
	}
	return list
}

// sourcesOf says what the answers rest on.
func sourcesOf(t tape) []Source {
	var list []Source
	for _, a := range t.Runs {
		m := a.Answer.Meta
		list = append(list, Source{SQL: m.SQL, Args: texts(m.Args), Rows: m.Rows(), Batches: m.Batches()})
	}
	for _, a := range t.Records {
		list = append(list, Source{SQL: a.Answer.SQL, Args: texts(a.Answer.Args), Rows: int64(a.Answer.Total)})
	}
	return list
}

func texts(args []any) []string {
	var list []string
	for _, a := range args {
		list = append(list, text(a))
	}
	return list
}
