package figure

import (
	"context"
	"math"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/stats"
)

// DrawMajorsSummary is what the page about larger accidents says first: how many, against before, and for how long there
// has been none.
func DrawMajorsSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	frame, err := answers.Run(ctx, q.query([]analytics.ID{"larger_accidents"}, nil))
	if err != nil {
		return Summary{}, err
	}
	indicator, v := frame.Indicators[0], frame.Total[0]
	if !v.HasNow {
		f := s.noData(frame, indicator)
		return Summary{Headline: Headline{Sentence: f.Finding, Subtitle: f.Subtitle}}, nil
	}
	list, _, err := majorsOf(ctx, answers, q.Period, q.Where)
	if err != nil {
		return Summary{}, err
	}
	sentence := s.majorsFinding(frame, q)
	deaths := 0.0
	for _, m := range list {
		deaths += m.cells["deaths"].Number
	}
	if len(list) > 0 {
		sentence = append(sentence, Span{Text: s.say("figure.majors.with_deaths", "deaths", s.Printer.Quantity(analytics.UnitPersons, deaths))})
		end := frame.Meta.Through
		if q.Period.To.Before(end) {
			end = q.Period.To
		}
		since := int(end.Sub(list[0].cells["occurred_on"].Day).Hours() / 24)
		sentence = append(sentence, Span{Text: s.say("figure.majors.since", "days", since)})
	}
	subtitle := s.subtitle(frame, indicator)
	if interval, err := stats.GarwoodInterval(int(math.Round(v.Now)), 0.95); err == nil {
		subtitle += s.say("figure.majors.interval", "low", s.Printer.Number(interval.Low, 1), "high", s.Printer.Number(interval.High, 1))
	}
	return Summary{Headline: Headline{Sentence: sentence, Subtitle: subtitle}}, nil
}

// majorsFinding says how many larger accidents there were, against the base and whether that is more than chance.
func (s Style) majorsFinding(frame engine.Frame, q Question) Sentence {
	indicator := frame.Indicators[0]
	v := frame.Total[0]
	if len(frame.By) > 0 { // over the years: those of the period's year
		v = valueOfMember(frame, strconv.Itoa(q.Period.To.Year()))
	}
	text := s.say("figure.majors.count", "count", s.Printer.Quantity(indicator.Unit, v.Now))
	if !v.Compared() {
		return plain(text)
	}
	sentence := Sentence{{Text: text}, {
		Text: s.say("figure.majors.change", "basis", s.Printer.Basis(frame.Meta.Basis), "change", s.Printer.Change(indicator.Unit, v.Now, v.Base, 1)), Tone: toneOf(indicator, v),
	}}
	if certainty, ok := changeCertainty(frame.Meta, indicator, v, 1); ok && v.Now != v.Base {
		sentence = append(sentence, Span{Text: s.say("figure.majors.certainty", "certainty", s.certainty(certainty))})
	}
	return sentence
}
