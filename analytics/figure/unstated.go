package figure

import (
	"context"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// unstated is a heat map of the accidents that do not state something: by what they state instead, and by month.
type unstated struct {
	id      string
	counts  analytics.ID          // indicator
	missing analytics.DimensionID // that is not stated; empty where the indicator itself counts what is missing
	down    analytics.DimensionID
}

// The kinds about what accidents do not state.
var (
	unstatedTownsKind   = unstated{"unstated-towns", "accidents", analytics.Town, analytics.Sector}.kind()
	unstatedSectorsKind = unstated{"unstated-sectors", "accidents", analytics.Sector, analytics.Town}.kind()
	unstatedDeathsKind  = unstated{"unstated-deaths", "deaths_unstated", "", analytics.Town}.kind()
)

func (u unstated) kind() Kind {
	return Kind{ID: u.id, Own: []analytics.DimensionID{analytics.Month, u.down}, draw: u.draw}
}

func (u unstated) draw(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	q.Basis = analytics.NoBasis
	ask := q.query([]analytics.ID{u.counts}, []analytics.DimensionID{analytics.Month, u.down}, analytics.Month, u.down)
	all, err := answers.Run(ctx, q.query([]analytics.ID{"accidents"}, nil))
	if err != nil {
		return Figure{}, err
	}
	if u.missing != "" {
		ask = ask.With(analytics.Condition{Dimension: u.missing, Keys: []string{analytics.UnknownKey}})
	}
	frame, err := answers.Run(ctx, ask)
	if err != nil {
		return Figure{}, err
	}
	indicator, n, of := frame.Indicators[0], frame.Total[0].Now, all.Total[0].Now
	if n == 0 || of == 0 {
		none := s.say("figure.unstated.none." + u.id)
		return Figure{Finding: plain(none), Subtitle: s.context(frame), Empty: none, Frame: frame}, nil
	}
	frame.Rows = withFigures(frame.Rows)
	f, err := s.heat(q, frame)
	if err != nil {
		return Figure{}, err
	}
	f.Finding = Sentence{{Text: s.say("figure.unstated."+u.id, "count", s.Printer.Quantity(indicator.Unit, n), "share", s.Printer.Percent(n/of*100, 1)), Tone: Bad}}
	return f, nil
}

// withFigures are the rows of members that have a figure somewhere: of three thousand towns those in which something is missing.
func withFigures(rows []engine.Row) []engine.Row {
	some := make(map[string]bool)
	for _, row := range rows {
		if row.Values[0].Now > 0 {
			some[row.Members[1].Key] = true
		}
	}
	var kept []engine.Row
	for _, row := range rows {
		if some[row.Members[1].Key] {
			kept = append(kept, row)
		}
	}
	return kept
}
