package figure

import (
	"context"
	"slices"

	"anlan/analytics"
)

// Handout is what stands on one printed sheet: what it says first, the cards, and figures.
type Handout struct {
	Summary Summary
	Figures []Figure
}

// TownSheetKinds are the kinds of figure on a town's own sheet, in their order.
func TownSheetKinds() []string {
	return []string{"months", "sector-parts", "weekday-hour", "quota-curve", "majors"}
}

// DrawTownSheetSummary is what a town's sheet says first: its figure, share, change, place and quota, and the cards.
func DrawTownSheetSummary(ctx context.Context, answers Answers, q Question, s Style) (Summary, error) {
	sum, err := DrawTownsSummary(ctx, answers, q, s)
	if err != nil {
		return Summary{}, err
	}
	sum.Cards, _, err = s.cards(ctx, answers, q)
	return sum, err
}

// DrawTownSheet draws a town's own sheet: the question with all its other filters, of this one town.
func DrawTownSheet(ctx context.Context, answers Answers, q Question, s Style, town string) (Handout, error) {
	q.Where = append(slices.DeleteFunc(slices.Clone(q.Where), func(c analytics.Condition) bool { return c.Dimension == analytics.Town }),
		analytics.Condition{Dimension: analytics.Town, Keys: []string{town}})
	sum, err := DrawTownSheetSummary(ctx, answers, q, s)
	sum.Headline.Subtitle = q.Known(s, sum.Headline.Subtitle)
	h := Handout{Summary: sum}
	for _, id := range TownSheetKinds() {
		if err != nil {
			break
		}
		var kind Kind
		if kind, err = KindByID(id); err == nil {
			var f Figure
			f, err = kind.Draw(ctx, answers, q, s)
			h.Figures = append(h.Figures, f)
		}
	}
	return h, err
}
