package figure

import (
	"context"
	"math"

	"anlan/analytics"
	"anlan/analytics/outlook"
)

// DrawQuotaSummary is what the page about quotas says first: how the city stands, and how many towns are past theirs.
func DrawQuotaSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	q.Measure = "deaths"
	a, ok, err := addUp(ctx, answers, q)
	if err != nil {
		return Summary{}, err
	}
	list, frame, _, err := standings(ctx, answers, q, analytics.Town)
	if err != nil {
		return Summary{}, err
	}
	if !ok || len(list) == 0 {
		f := s.noData(frame, frame.Indicators[0])
		return Summary{Headline: Headline{Sentence: f.Finding, Subtitle: f.Subtitle}}, nil
	}
	due := schedule{elapsed: outlook.Elapsed(frame.Meta.Period.To), years: a.outlook.Season.Years}
	var sentence Sentence
	if !math.IsNaN(a.quota) {
		sentence = append(s.curveFinding(a), Span{Text: s.say("figure.headline.and")})
	}
	return Summary{Headline: Headline{Sentence: append(sentence, s.exceededFinding(list)...), Subtitle: s.quotaSubtitle(frame, due)}}, nil
}
