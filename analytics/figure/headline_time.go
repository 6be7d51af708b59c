package figure

import "context"

// DrawTimeSummary is what the page about time says first: where the year goes.
func DrawTimeSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	a, ok, err := addUp(ctx, answers, q)
	if err != nil {
		return Summary{}, err
	}
	if !ok {
		f := s.nothing()
		return Summary{Headline: Headline{Sentence: f.Finding, Subtitle: f.Subtitle}}, nil
	}
	return Summary{Headline: Headline{Sentence: s.outlookFinding(a), Subtitle: s.outlookSubtitle(a)}}, nil
}
