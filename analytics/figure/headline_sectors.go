package figure

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// DrawSectorSummary is what the page about sectors says first: which sector stands behind the figure and which moves it; of
// a single sector its own figure, and what it is made of.
func DrawSectorSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	all, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Sector}, sectorDimensions...))
	if err != nil {
		return Summary{}, err
	}
	indicator := all.Indicators[0]
	if !all.Total[0].HasNow {
		f := s.noData(all, indicator)
		return Summary{Headline: Headline{Sentence: f.Finding, Subtitle: f.Subtitle}}, nil
	}
	if key := q.only(analytics.Sector); key != "" {
		return s.oneSector(ctx, answers, q, all, key)
	}
	kept, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Sector}))
	if err != nil {
		return Summary{}, err
	}
	sentence := append(s.leaderFinding(kept, indicator, s.ranking(kept, indicator)), s.riserSpan(kept)...)
	return Summary{Headline: Headline{Sentence: sentence, Subtitle: s.subtitle(kept, indicator)}}, nil
}

// riser finds the row that has most more than its base, where more is worse.
func riser(frame engine.Frame) (engine.Row, bool) {
	best, found := engine.Row{}, false
	for _, row := range frame.Rows {
		v := row.Values[0]
		worse := v.Compared() && frame.Indicators[0].Better.Judge(v.Now, v.Base) == analytics.Worse
		if worse && !isUnknown(row.Members[0]) && (!found || v.Diff() > best.Values[0].Diff()) {
			best, found = row, true
		}
	}
	return best, found
}

// riserText says by how much a member has risen, and whether that may be chance. A rise within ordinary variation is no bad
// news yet.
func (s Style) riserText(frame engine.Frame, row engine.Row) Span {
	indicator, v := frame.Indicators[0], row.Values[0]
	change := s.Printer.Change(indicator.Unit, v.Now, v.Base, 1)
	tone := Bad
	if certainty, ok := changeCertainty(frame.Meta, indicator, v, 1); ok {
		change = s.say("figure.headline.riser.certainty", "change", change, "certainty", s.certainty(certainty))
		if certainty == stats.Ordinary {
			tone = Plain
		}
	}
	return Span{Tone: tone, Text: s.say("figure.headline.riser", "member", s.label(row.Members[0]), "basis", s.Printer.Basis(frame.Meta.Basis),
		"difference", s.Printer.Quantity(indicator.Unit, v.Diff()), "change", change)}
}

// riserSpan names the member that has most more than the base, or says that none has.
func (s Style) riserSpan(frame engine.Frame) Sentence {
	if !frame.Meta.Compared() {
		return nil
	}
	if row, ok := riser(frame); ok {
		return Sentence{{Text: s.say("figure.headline.and")}, s.riserText(frame, row)}
	}
	return Sentence{{Text: s.say("figure.headline.and")}, {Tone: Good, Text: s.say("figure.headline.no_riser", "dimension", s.dimension(frame), "basis", s.Printer.Basis(frame.Meta.Basis))}}
}

// oneSector is the headline of a single sector.
func (s Style) oneSector(ctx context.Context, answers Answers, q Question, all engine.Frame, key string) (Summary, error) {
	within, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Subsector}, analytics.Subsector))
	if err != nil {
		return Summary{}, err
	}
	indicator, v := all.Indicators[0], within.Total[0]
	name := key
	for _, f := range within.Meta.Where {
		if f.Dimension.ID == analytics.Sector && len(f.Members) == 1 {
			name = s.label(f.Members[0])
		}
	}
	text := s.say("figure.headline.sector", "sector", name, "indicator", s.noun(indicator), "figure", s.Printer.Quantity(indicator.Unit, v.Now))
	if total := all.Total[0].Now; total > 0 && indicator.Share {
		text += s.say("figure.headline.sector.share", "share", s.Printer.Percent(v.Now/total*100, 1))
	}
	sentence := plain(text)
	if v.Compared() {
		change := s.say("figure.headline.sector.change", "basis", s.Printer.Basis(within.Meta.Basis), "change", s.Printer.Change(indicator.Unit, v.Now, v.Base, 1))
		sentence = append(sentence, Span{Text: s.say("figure.headline.comma")}, Span{Text: change, Tone: toneOf(indicator, v)})
	}
	if rows := ranked(within); len(rows) > 0 && !isUnknown(rows[0].Members[0]) && rows[0].Values[0].Now > 0 && v.Now > 0 && indicator.Share {
		sentence = append(sentence, Span{Text: s.say("figure.headline.sector.part", "member", s.label(rows[0].Members[0]), "share", s.Printer.Percent(rows[0].Values[0].Now/v.Now*100, 1))})
	}
	return Summary{Headline: Headline{Sentence: sentence, Subtitle: s.subtitle(within, indicator)}}, nil
}
