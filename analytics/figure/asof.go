package figure

import (
	"context"
	"time"

	"anlan/analytics/engine"
)

// Known gives the answers as they were known at a moment; where the answers do not remember, those there are.
func Known(ctx context.Context, answers Answers, at time.Time) (Answers, error) {
	remembering, ok := answers.(interface {
		AsOf(ctx context.Context, at time.Time) (*engine.Engine, error)
	})
	if !ok {
		return answers, nil
	}
	e, err := remembering.AsOf(ctx, at)
	if err != nil {
		return nil, err
	}
	return e, nil
}

// Known says behind what a figure counts that it is what was known at the question's moment; nothing of the present.
func (q Question) Known(s Style, subtitle string) string {
	if q.AsOf.IsZero() {
		return subtitle
	}
	return joined(s.say("known.as_of", "moment", s.Printer.Moment(q.AsOf)), subtitle)
}
