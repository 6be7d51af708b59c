package briefing

import (
	"context"
	"errors"
	"time"

	"anlan/analytics"
	"anlan/analytics/figure"
	"anlan/analytics/words"
)

// mainKinds are the kinds of figures of a usual briefing, in the order of the speech: the year, where it goes, the sectors,
// the towns, the quotas, what weighs most, enforcement, what stands out as a problem. Those that the program lacks, or that have no data, are left out.
var mainKinds = []string{
	"months", "cumulative", "trend", "sectors", "towns", "town-map", "sector-town", "quota", "quota-curve", "veto", "majors-timeline", "majors",
	"enforcement-funnel", "campaigns-table", "signals", "contribution", "funnel", "quadrant",
}

// Compose makes a briefing of what is usually asked: the headline, the main figures, the problems if there are any.
func Compose(ctx context.Context, answers figure.Answers, q figure.Question, look Look, state State, now time.Time) (Briefing, error) {
	style := look.Style()
	b := Briefing{ID: NewID(), Language: look.Language, MadeAt: now.UTC().Truncate(time.Second)}
	b.Title = speak(style).Say("briefing.title", "period", style.Printer.Period(q.Period))
	for _, kind := range composed() {
		slide, err := NewSlide(ctx, answers, Ask{Kind: kind, Question: q}, look, state)
		var senseless *analytics.Error
		if errors.As(err, &senseless) {
			continue // a question that these filters leave no sense
		}
		if err != nil {
			return b, err
		}
		if slide.Frozen.Empty == "" {
			b.Slides = append(b.Slides, slide)
		}
	}
	return b, nil
}

// composed lists the kinds of figures of a usual briefing that the program has.
func composed() []string {
	list := []string{SummaryKind}
	for _, id := range mainKinds {
		if _, err := figure.KindByID(id); err == nil {
			list = append(list, id)
		}
	}
	return list
}

// NewSlide freezes a figure as a slide.
func NewSlide(ctx context.Context, answers figure.Answers, ask Ask, look Look, state State) (Slide, error) {
	frozen, err := Freeze(ctx, answers, ask, look, state)
	if err != nil {
		return Slide{}, err
	}
	s := Slide{ID: NewID(), Type: ChartSlide, Frozen: frozen}
	switch {
	case ask.Kind == SummaryKind:
		s.Type = FindingSlide
	case ask.IsTable():
		s.Type = TableSlide
	}
	return s, nil
}

// NewText makes a slide of free text.
func NewText(title, body string) Slide {
	return Slide{ID: NewID(), Type: TextSlide, Title: title, Body: body}
}

// Refresh freezes a slide's figure anew, with what a person added to it kept.
func (s Slide) Refresh(ctx context.Context, answers figure.Answers, state State) (Slide, error) {
	if s.Frozen == nil {
		return s, nil
	}
	frozen, err := Freeze(ctx, answers, s.Frozen.Ask, s.Frozen.Look, state)
	if err != nil {
		return s, err
	}
	s.Frozen = frozen
	return s, nil
}

// KindName is what the kind of a slide's figure is called.
func (f *Frozen) KindName() string {
	w := words.In(f.Look.Language)
	switch f.Ask.Kind {
	case SummaryKind:
		return w.Say("briefing.kind.summary")
	case PivotKind:
		return w.Say("briefing.kind.pivot")
	}
	kind, err := figure.KindByID(f.Ask.Kind)
	if err != nil {
		return f.Ask.Kind
	}
	return kind.Name(f.Look.Language)
}
