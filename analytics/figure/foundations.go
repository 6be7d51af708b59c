package figure

import (
	"context"
	"slices"

	"anlan/analytics"
)

// foundationKinds are the kinds of figure about training, standardisation, monitoring, drills and complaints.
func foundationKinds() []Kind {
	return []Kind{
		foundationTargetsKind, foundationWorkKind, foundationTownsKind,
		activityMonthsKind("training"), activityMonthsKind("drills"), activityMonthsKind("complaints_received"),
		foundationRate("training-towns", "training_per_1000_employed"), foundationRate("drills-towns", "drills_per_1000_firms"),
		foundationRate("staff-towns", "officers_per_1000_firms"),
		activityTownsKind("standardisation_contracts"), activityTownsKind("monitored_firms"),
	}
}

var (
	// foundationTargetsKind shows how far the work of no sector has come with its targets.
	foundationTargetsKind = targetsKind("foundation-targets", false)
	// foundationWorkKind is that work as a table.
	foundationWorkKind = workTableKind("foundation-work", false)
)

// FoundationCards are the indicators on the cards of the page about foundations.
func FoundationCards() []analytics.ID {
	return []analytics.ID{"training", "drills", "standardisation_contracts", "monitored_firms", "complaints_received", "reply_rate"}
}

// ActivityMonthsID is the kind of chart of one activity over the months.
func ActivityMonthsID(id analytics.ID) string { return "months-" + string(id) }

// ActivityTownsID is the kind of chart of one activity over the towns.
func ActivityTownsID(id analytics.ID) string { return "towns-" + string(id) }

// unsectored is a question about work that belongs to no sector: it does not follow filters by sector.
func unsectored(q Question) Question {
	return without(without(q, analytics.Sector), analytics.Subsector)
}

// sectorNote says that filters by sector do not apply; empty without one.
func (s Style) sectorNote(q Question) string {
	if slices.ContainsFunc(q.Where, func(c analytics.Condition) bool {
		return c.Dimension == analytics.Sector || c.Dimension == analytics.Subsector
	}) {
		return s.say("figure.work.no_sector")
	}
	return ""
}

// activityStep is the step in which activities are shown. Their returns state the month.
func activityStep(p analytics.Period) analytics.DimensionID {
	if step := timeStep(p); step != analytics.Date {
		return step
	}
	return analytics.Month
}

// activityMonthsKind shows one activity over the months.
func activityMonthsKind(id analytics.ID) Kind {
	return Kind{
		ID: ActivityMonthsID(id), Own: []analytics.DimensionID{analytics.Month, analytics.Quarter, analytics.Year}, Card: id, Brush: "lineX",
		draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
			asked := unsectored(q)
			asked.Measure = id
			f, err := drawSteps(ctx, answers, asked, s, activityStep(q.Period))
			f.Subtitle = joined(f.Subtitle, s.sectorNote(q))
			return f, err
		},
	}
}

// activityTownsKind ranks the towns by one activity.
func activityTownsKind(id analytics.ID) Kind {
	return Kind{
		ID: ActivityTownsID(id), Own: []analytics.DimensionID{analytics.Town}, Card: id, Brush: "lineY",
		draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
			asked := unsectored(q)
			asked.Measure = id
			f, err := townsKind.Draw(ctx, answers, asked, s)
			f.Subtitle = joined(f.Subtitle, s.sectorNote(q))
			return f, err
		},
	}
}

// foundationRate sets what is done against the size of the towns, the least first.
func foundationRate(id string, indicator analytics.ID) Kind {
	r := townRate{id: id, indicator: indicator, lowest: true}
	k := r.kind()
	k.draw = func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
		f, err := r.draw(ctx, answers, unsectored(q), s)
		f.Subtitle = joined(f.Subtitle, s.sectorNote(q))
		return f, err
	}
	return k
}
