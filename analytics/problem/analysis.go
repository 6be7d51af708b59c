package problem

import (
	"context"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// Answers gives what an analysis is made from. The engine satisfies it.
type Answers interface {
	// Run answers a question.
	Run(ctx context.Context, q query.Query) (engine.Frame, error)
	// Coverage is the span of days for which a family of facts has data.
	Coverage(ctx context.Context, fact analytics.FactID) (analytics.Period, error)
	// Firms lists the firms that had several accidents, or several of what a measure counts.
	Firms(ctx context.Context, f query.Firms) (engine.Firms, error)
}

// Inquiry is what an analysis looks at.
type Inquiry struct {
	Period     analytics.Period
	Basis      analytics.Basis // what statements compare with; tests compare with the past years, where there are any
	Where      []analytics.Condition
	Thresholds Thresholds
}

// Analysis is what was found.
type Analysis struct {
	Inquiry  Inquiry
	Findings []Finding
	Trials   int         // what was tested for chance
	Units    int         // towns and sectors in towns that had any accident
	Asked    []string    // questions that could be answered
	Unasked  []Unasked   // and those that could not
	Meta     engine.Meta // of the accidents
}

// Unasked is a question that could not be answered, with the reason as a key of the translation files behind
// "problem.unasked.".
type Unasked struct{ Question, Reason string }

// Question is one question of the catalogue.
type Question struct {
	ID string
	// Share is the question's part of the false alarms that are allowed, before those of questions that could not be asked
	// are given to the others. Questions that only record facts have none.
	Share float64
	ask   func(context.Context, *study) ([]trial, error)
}

// Catalogue lists the questions. Two thirds of the false alarms go to counts that have risen or fallen: in about equal
// parts to whole sectors, to whole towns, to sectors within towns, and to the parts of sectors, however many there are.
func Catalogue() []Question {
	return []Question{
		{"total", 0.03, askTotal},
		{"rise_sector", 0.16, askRiseSector},
		{"rise_town", 0.18, askRiseTown},
		{"rise_cell", 0.16, askRiseCell},
		{"rise_part", 0.16, askRisePart},
		{"level", 0.08, askLevel},
		{"quota", 0, askQuota},
		{"months", 0.03, askMonths},
		{"severity", 0.04, askSeverity},
		{"larger", 0.02, askLarger},
		{"hours", 0.03, askHours},
		{"season", 0.02, askSeason},
		{"rectified", 0.01, askRectified},
		{"overdue", 0.01, askOverdue},
		{"late", 0.01, askLate},
		{"inspected", 0.03, askInspected},
		{"repeats", 0.03, askRepeats},
		{"overdue_firms", 0, askOverdueFirms},
		{"norms", 0, askNorms},
		{"complaints", 0.01, askComplaints},
		{"gaps", 0, askGaps},
	}
}

// trial is one test of the analysis: its p-value, and the finding that it makes if it is worth one. A trial without a
// p-value records a fact.
type trial struct {
	p       float64
	tested  bool
	finding *Finding
}

// Analyse puts the catalogue's questions to the data. Without accidents there is nothing to find.
func Analyse(ctx context.Context, answers Answers, inquiry Inquiry) (Analysis, error) {
	s := &study{answers: answers, inquiry: inquiry}
	a := Analysis{Inquiry: inquiry}
	if err := s.gather(ctx); err != nil {
		return a, err
	}
	a.Meta, a.Units = s.meta, s.grid.units()
	var rounds []round
	for _, q := range Catalogue() {
		if err := ctx.Err(); err != nil {
			return a, fmt.Errorf("problem analysis: %w", err)
		}
		trials, err := q.ask(ctx, s)
		switch reason := reasonOf(err); {
		case reason != "":
			a.Unasked = append(a.Unasked, Unasked{q.ID, reason})
			continue
		case err != nil:
			return a, fmt.Errorf("problem analysis, %s: %w", q.ID, err)
		}
		a.Asked = append(a.Asked, q.ID)
		rounds = append(rounds, round{q, trials})
	}
	found, tested, err := adjust(rounds, inquiry.Thresholds)
	if err != nil {
		return a, err
	}
	a.Trials = tested
	a.Findings = rank(merge(found, s), inquiry.Thresholds)
	return a, nil
}
