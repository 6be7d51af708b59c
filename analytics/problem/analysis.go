package problem

import (
	"context"
	"errors"
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
	// Durations counts hazards by the days that they took to be rectified.
	Durations(ctx context.Context, d query.Durations) ([]engine.Duration, error)
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
	Answered []Answered  // questions that could be answered
	Unasked  []Unasked   // and those that could not, or not for all units
	Meta     engine.Meta // of the accidents
}

// Answered is a question that could be answered for the units of a level.
type Answered struct {
	Question string
	Level    Level
	Units    int // that were judged by chance; those of facts that are only recorded are not counted
}

// Unasked is a question that could not be answered for the units of a level, with the reason as a key of the translation files
// behind "problem.unasked.". Where it could not for some of them only, those are named.
type Unasked struct {
	Question string
	Level    Level
	Reason   string
	Without  []analytics.Member
}

// Question is one question of the catalogue, for the units of one level.
type Question struct {
	ID    string
	Level Level
	// Share is the question's part of the false alarms that are allowed, before those of questions that could not be asked
	// are given to the others. Questions that only record facts have none.
	Share float64
	ask   func(context.Context, *study, Level) ([]trial, error)
}

// Catalogue lists the questions, each for the city, its sectors, its towns, and the sectors of its towns. More than half of
// the false alarms go to shares that have risen or fallen: in about equal parts to whole sectors, to whole towns, to sectors
// within towns, and to the parts of sectors, however many there are.
func Catalogue() []Question {
	var list []Question
	at := func(id string, ask func(context.Context, *study, Level) ([]trial, error), shares map[Level]float64) {
		for _, level := range []Level{City, Sectors, Towns, Cells, Parts, Departments, Kinds} {
			if share, has := shares[level]; has {
				list = append(list, Question{id, level, share, ask})
			}
		}
	}
	at("total", askTotal, map[Level]float64{City: 0.03})
	at("rise", askRise, map[Level]float64{Sectors: 0.16, Towns: 0.18, Cells: 0.16})
	at("rise", askRisePart, map[Level]float64{Parts: 0.16})
	at("contribution", askContribution, map[Level]float64{Sectors: 0.01, Towns: 0.01, Cells: 0.01})
	at("level", askLevel, map[Level]float64{City: 0, Sectors: 0.01, Towns: 0.05, Cells: 0.03})
	at("quota", askQuota, map[Level]float64{City: 0, Sectors: 0, Towns: 0, Cells: 0})
	at("months", askMonths, map[Level]float64{City: 0.005, Sectors: 0.015, Towns: 0.015, Cells: 0.005})
	at("severity", askSeverity, map[Level]float64{City: 0.005, Sectors: 0.02, Towns: 0.02, Cells: 0.01})
	at("larger", askLarger, map[Level]float64{City: 0.005, Sectors: 0.01, Towns: 0.005, Cells: 0.005, Kinds: 0.005})
	at("hours", askHours, map[Level]float64{City: 0.005, Sectors: 0.025, Towns: 0.005, Cells: 0.005})
	at("season", askSeason, map[Level]float64{City: 0.005, Sectors: 0.015, Towns: 0.005, Cells: 0.005})
	at("rectified", askRectified, map[Level]float64{City: 0, Sectors: 0.005, Towns: 0.01, Cells: 0.005})
	at("overdue", askOverdue, map[Level]float64{City: 0.005, Sectors: 0.005, Towns: 0.01, Cells: 0.005, Departments: 0.005})
	at("late", askLate, map[Level]float64{City: 0.005, Sectors: 0.005, Towns: 0.01, Cells: 0.005, Departments: 0.005})
	at("days", askDays, map[Level]float64{City: 0.005, Sectors: 0.005, Towns: 0.01, Cells: 0.005, Departments: 0.005})
	at("inspected", askInspected, map[Level]float64{City: 0, Sectors: 0.005, Towns: 0.03, Cells: 0.01})
	at("repeats", askRepeats, map[Level]float64{City: 0.03, Sectors: 0.005, Towns: 0.005, Cells: 0.005})
	at("repeats_orders", askOrders, map[Level]float64{City: 0})
	at("overdue_firms", askOverdueFirms, map[Level]float64{City: 0, Sectors: 0.005, Towns: 0.005, Cells: 0.005})
	at("norms", askNorms, map[Level]float64{City: 0, Sectors: 0, Towns: 0, Cells: 0})
	at("complaints", askComplaints, map[Level]float64{City: 0.01, Sectors: 0.005, Towns: 0.005, Cells: 0.005})
	at("gaps", askGaps, map[Level]float64{City: 0, Sectors: 0, Towns: 0, Cells: 0})
	return list
}

// trial is one test of the analysis: its p-value, and the finding that it makes if it is worth one. A trial without a
// p-value records a fact.
type trial struct {
	p       float64
	tested  bool
	units   int // that it judges together; 0 stands for one
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
		trials, err := q.ask(ctx, s, q.Level)
		if err != nil {
			reason := reasonOf(err)
			if reason == "" {
				return a, fmt.Errorf("problem analysis, %s of every %s: %w", q.ID, q.Level, err)
			}
			var part partly
			errors.As(err, &part)
			a.Unasked = append(a.Unasked, Unasked{q.ID, q.Level, reason, part.without})
			if part.without == nil {
				continue
			}
		}
		r := round{q, trials}
		a.Answered = append(a.Answered, Answered{q.ID, q.Level, r.judged()})
		rounds = append(rounds, r)
	}
	found, tested, err := adjust(rounds, inquiry.Thresholds)
	if err != nil {
		return a, err
	}
	a.Trials = tested
	a.Findings = rank(merge(found, s), inquiry.Thresholds)
	return a, nil
}
