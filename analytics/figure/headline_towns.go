package figure

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// DrawTownsSummary is what the page about towns says first: which towns stand behind the figure and which has risen most; of
// a single town what its sheet says.
func DrawTownsSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	if q.only(analytics.Town) != "" {
		headline, err := s.oneTown(ctx, answers, q)
		return Summary{Headline: headline}, err
	}
	frame, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Town}))
	if err != nil {
		return Summary{}, err
	}
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow {
		f := s.noData(frame, indicator)
		return Summary{Headline: Headline{Sentence: f.Finding, Subtitle: f.Subtitle}}, nil
	}
	sentence := append(s.topTownsFinding(frame, indicator, s.ranking(frame, indicator)), s.riserSpan(frame)...)
	return Summary{Headline: Headline{Sentence: sentence, Subtitle: s.subtitle(frame, indicator)}}, nil
}

// oneTown is the headline of a single town: its figure, its share, its change, its place among the towns, its quota.
func (s Style) oneTown(ctx context.Context, answers Answers, q Question) (Headline, error) {
	all, err := answers.Run(ctx, q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Town}, analytics.Town))
	if err != nil {
		return Headline{}, err
	}
	indicator := all.Indicators[0]
	key := q.only(analytics.Town)
	rows := ranked(all)
	places := ranks(rows)
	for i, r := range rows {
		if r.Members[0].Key != key {
			continue
		}
		if !r.Values[0].HasNow {
			break
		}
		sentence := s.townSentence(all, r)
		if places[i] > 0 {
			sentence = append(sentence, Span{Text: s.say("figure.headline.town.rank", "rank", places[i], "towns", countTowns(rows))})
		}
		quota, err := answers.Run(ctx, quotaQuery(q, analytics.Town))
		if err != nil {
			return Headline{}, err
		}
		one := all
		one.Meta.Where = append(one.Meta.Where, engine.Filter{Dimension: all.By[0], Members: r.Members})
		return Headline{Sentence: append(sentence, s.aheadSpan(Ahead(quota), q)...), Subtitle: s.subtitle(one, indicator)}, nil
	}
	f := s.noData(all, indicator)
	return Headline{Sentence: f.Finding, Subtitle: f.Subtitle}, nil
}

func countTowns(rows []engine.Row) int {
	n := 0
	for _, r := range rows {
		if !isUnknown(r.Members[0]) {
			n++
		}
	}
	return n
}

// townSentence is a town's figure with its share of the city and its change.
func (s Style) townSentence(all engine.Frame, r engine.Row) Sentence {
	indicator, v := all.Indicators[0], r.Values[0]
	text := s.say("figure.headline.sector", "sector", s.label(r.Members[0]), "indicator", s.noun(indicator), "figure", s.Printer.Quantity(indicator.Unit, v.Now))
	if total := all.Total[0].Now; total > 0 && indicator.Share {
		text += s.say("figure.headline.town.share", "share", s.Printer.Percent(v.Now/total*100, 1))
	}
	sentence := plain(text)
	if v.Compared() {
		change := s.say("figure.headline.sector.change", "basis", s.Printer.Basis(all.Meta.Basis), "change", s.Printer.Change(indicator.Unit, v.Now, v.Base, 1))
		sentence = append(sentence, Span{Text: s.say("figure.headline.comma")}, Span{Text: change, Tone: toneOf(indicator, v)})
	}
	return sentence
}
