package figure

import (
	"cmp"
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// work is one activity measure: what was done, against the target of the year and the base.
type work struct {
	measure, sector analytics.Member
	value           engine.Value // in the period
	year            float64      // from 1 January to the period's last day
	target          float64      // of the year; 0 where none is stated
	trend           []engine.Value
}

// progress is the part of the year's target that is reached, in per cent.
func (w work) progress() float64 { return w.year / w.target * 100 }

// done are the activity measures of a question, and what they rest on.
type done struct {
	works []work
	frame engine.Frame
}

// workOf asks for the activity measures of sectors, or for those that belong to none. The latter do not follow a filter by
// sector.
func workOf(ctx context.Context, answers Answers, q Question, ofSectors bool) (done, error) {
	if !ofSectors {
		q = unsectored(q)
	}
	by := []analytics.DimensionID{analytics.Sector, analytics.MeasureName}
	frame, err := answers.Run(ctx, q.query([]analytics.ID{"activity_value"}, by))
	if err != nil {
		return done{}, err
	}
	year, err := answers.Run(ctx, againstTime(q.query([]analytics.ID{"activity_value"}, by, analytics.Month, analytics.Quarter)))
	if err != nil {
		return done{}, err
	}
	months, err := answers.Run(ctx, monthly(q.query([]analytics.ID{"activity_value"}, []analytics.DimensionID{analytics.MeasureName, timeStep(q.Period)})))
	if err != nil {
		return done{}, err
	}
	targets, err := targetsOf(ctx, answers, q)
	if err != nil {
		return done{}, err
	}
	trends := trendsOf(months)
	list := done{frame: frame}
	for _, row := range frame.Rows {
		sector, measure, v := row.Members[0], row.Members[1], row.Values[0]
		if isUnknown(sector) == ofSectors || !v.HasNow && !v.HasBase {
			continue
		}
		w := work{measure: measure, sector: sector, value: v, target: targets[measure.Key], trend: trends[measure.Key]}
		if i := rowWith(year, row.Members); i >= 0 {
			w.year = year.Rows[i].Values[0].Now
		}
		list.works = append(list.works, w)
	}
	return list, nil
}

// rowWith finds the row of a frame with some members; −1 where there is none.
func rowWith(frame engine.Frame, members []analytics.Member) int {
	return slices.IndexFunc(frame.Rows, func(r engine.Row) bool {
		return slices.EqualFunc(r.Members, members, func(a, b analytics.Member) bool { return a.Key == b.Key })
	})
}

// targetsOf are the targets of measures for the year of a question, by the measures' keys. A target for the city goes
// before those of its towns, which are parts of it.
func targetsOf(ctx context.Context, answers Answers, q Question) (map[string]float64, error) {
	asked := q.query([]analytics.ID{"activity_target"}, []analytics.DimensionID{analytics.MeasureName, analytics.Town}, analytics.Month, analytics.Quarter)
	asked.Period, asked.Basis = analytics.WholeYear(q.Period.To.Year()), analytics.NoBasis
	frame, err := answers.Run(ctx, asked)
	if err != nil {
		return nil, err
	}
	towns, city := make(map[string]float64), make(map[string]float64)
	for _, row := range frame.Rows {
		v := row.Values[0]
		switch {
		case !v.HasNow:
		case isUnknown(row.Members[1]):
			city[row.Members[0].Key] += v.Now
		default:
			towns[row.Members[0].Key] += v.Now
		}
	}
	for key, v := range city {
		towns[key] = v
	}
	return towns, nil
}

// amount prints a value of a measure with its unit. Units stand in the returns in the language of the returns.
func (s Style) amount(m analytics.Member, v float64) string {
	unit := analytics.UnitNumber
	unit.ID, unit.Name = m.Unit, analytics.Text{ZH: m.Unit}
	return s.Printer.Quantity(unit, v)
}

// withTargets are those whose target for the year is stated, the least advanced first.
func (d done) withTargets() []work {
	list := slices.DeleteFunc(slices.Clone(d.works), func(w work) bool { return w.target == 0 })
	slices.SortStableFunc(list, func(a, b work) int { return cmp.Compare(a.progress(), b.progress()) })
	return list
}
