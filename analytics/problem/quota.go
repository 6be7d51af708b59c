package problem

import (
	"cmp"
	"context"
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/outlook"
)

// askQuota asks which units use their death quota faster than the year passes, have exceeded it, or are likely to by 31
// December. That is a recorded fact, and says nothing of chance. Towns and sectors are two breakdowns of the same deaths and
// make one finding, which is told with the towns, or with the sectors where towns have no quotas.
func askQuota(ctx context.Context, s *study, level Level) ([]trial, error) {
	ahead, set, err := s.overQuotas(ctx, level)
	switch {
	case err != nil:
		return nil, err
	case !set:
		return nil, noQuota
	}
	switch level {
	case City:
		return s.cityQuota(ahead), nil
	case Cells:
		return s.cellQuotas(ahead), nil
	}
	other := map[Level]Level{Towns: Sectors, Sectors: Towns}[level]
	beside, told, err := s.overQuotas(ctx, other)
	if err != nil || level == Sectors && told {
		return nil, err
	}
	if ahead = append(ahead, beside...); len(ahead) == 0 {
		return nil, nil
	}
	return []trial{{finding: s.quotaFinding(ahead)}}, nil
}

// overQuota is a unit that is ahead of its quota.
type overQuota struct {
	unit   unit
	deaths float64
	limit  float64
	above  float64 // deaths beyond what the time elapsed allows
	quota  outlook.Quota
}

// pace is how far the year has passed, and how the rest of it went in the past.
type pace struct {
	day    time.Time
	season outlook.Season
}

// yearPace is the pace of the period's year, which the period has to be the first part of.
func (s *study) yearPace(ctx context.Context) (pace, error) {
	if s.pace != nil {
		return *s.pace, nil
	}
	p := s.inquiry.Period
	if p.From != analytics.YearToDate(p.To).From {
		return pace{}, notYear
	}
	day := p.To
	if through := s.meta.Through; !through.IsZero() && through.Before(day) && through.Year() == day.Year() {
		day = through
	}
	season, err := outlook.Learn(ctx, s.answers, "deaths", nil, day.Year())
	if err != nil {
		return pace{}, err
	}
	s.pace = &pace{day, season}
	return *s.pace, nil
}

// overQuotas are the units of a level that are ahead of their quota, the farthest first, and whether any has one.
func (s *study) overQuotas(ctx context.Context, level Level) (ahead []overQuota, set bool, err error) {
	pace, err := s.yearPace(ctx)
	if err != nil {
		return nil, false, err
	}
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"deaths", "quota_deaths"}, level.dimensions()...)
	if err != nil {
		return nil, false, err
	}
	for _, row := range frame.Rows {
		u, ok := level.unitOf(row.Members)
		deaths, limit := row.Values[0], row.Values[1]
		if !ok || !deaths.HasNow || !limit.HasNow || limit.Now <= 0 {
			continue
		}
		set = true
		one, over, err := s.againstQuota(pace, u, deaths.Now, limit.Now)
		if err != nil {
			return nil, set, err
		}
		if over {
			ahead = append(ahead, one)
		}
	}
	slices.SortStableFunc(ahead, func(a, b overQuota) int { return cmp.Compare(b.above, a.above) })
	return ahead, set, nil
}

// againstQuota holds a unit's deaths against its quota.
func (s *study) againstQuota(pace pace, u unit, deaths, limit float64) (overQuota, bool, error) {
	elapsed := outlook.Elapsed(pace.day)
	o, err := outlook.New(pace.season, whole(deaths), pace.day)
	if err != nil {
		return overQuota{}, false, err
	}
	q, err := o.Against(limit, 0)
	t := s.inquiry.Thresholds
	over := q.Used-elapsed > t.QuotaLead || q.Exceeded || q.Chance >= t.QuotaChance
	return overQuota{u, deaths, limit, deaths - limit*elapsed/100, q}, over, err
}

// standing counts how many units have exceeded their quota, and how many others probably will.
func (s *study) standing(ahead []overQuota) (exceeded, likely int) {
	for _, a := range ahead {
		switch {
		case a.quota.Exceeded:
			exceeded++
		case a.quota.Chance >= s.inquiry.Thresholds.QuotaChance:
			likely++
		}
	}
	return exceeded, likely
}

// cityQuota is the finding about the city's own quota.
func (s *study) cityQuota(ahead []overQuota) []trial {
	if len(ahead) == 0 {
		return nil
	}
	city := ahead[0]
	f := Finding{
		Question: "quota", Text: "quota_city", Kind: Problem, Figure: "quota", Harm: max(city.above, 0),
		Numbers: []Number{
			persons("deaths", city.deaths), persons("quota", city.limit), styled("used", city.quota.Used/100, Percent),
			styled("chance", city.quota.Chance, Percent), styled("elapsed", outlook.Elapsed(s.pace.day)/100, Percent),
		},
		Evidence: s.evidence(analytics.Accidents, "fatal_accidents"),
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	return []trial{{finding: &f}}
}

// cellQuotas are the findings about the towns' quotas in one sector, one for each sector.
func (s *study) cellQuotas(ahead []overQuota) []trial {
	var trials []trial
	for _, sector := range s.grid.sectors {
		var within []overQuota
		for _, a := range ahead {
			if a.unit.sector.Key == sector.Key {
				within = append(within, a)
			}
		}
		if len(within) == 0 {
			continue
		}
		exceeded, likely := s.standing(within)
		var towns []analytics.Member
		harm := 0.0
		for _, a := range within {
			towns = append(towns, *a.unit.town)
			harm += max(a.above, 0)
		}
		f := Finding{
			Question: "quota", Text: "quota_cells", Kind: Problem, Figure: "quota", Harm: harm, Severity: s.inquiry.Thresholds.severity(harm),
			Subjects: []Subject{{analytics.Town, towns}, {analytics.Sector, []analytics.Member{sector}}},
			Numbers: []Number{
				styled("towns_count", float64(len(towns)), Plain), styled("exceeded", float64(exceeded), Plain), styled("likely", float64(likely), Plain),
				styled("elapsed", outlook.Elapsed(s.pace.day)/100, Percent),
			},
		}
		f.Evidence = s.evidence(analytics.Accidents, "fatal_accidents", f.Conditions()...)
		trials = append(trials, trial{finding: &f})
	}
	return trials
}

// quotaFinding is the finding about towns and sectors.
func (s *study) quotaFinding(ahead []overQuota) *Finding {
	f := Finding{Question: "quota", Text: "quota", Kind: Problem, Figure: "quota"}
	var towns, sectors []analytics.Member
	exceeded, likely := s.standing(ahead)
	for _, a := range ahead {
		if a.unit.town != nil {
			towns = append(towns, *a.unit.town)
			f.Harm += max(a.above, 0)
		} else {
			sectors = append(sectors, *a.unit.sector)
		}
	}
	if len(towns) > 0 {
		f.Subjects = append(f.Subjects, Subject{analytics.Town, towns})
	}
	if len(sectors) > 0 {
		f.Subjects = append(f.Subjects, Subject{analytics.Sector, sectors})
	}
	switch {
	case len(towns) == 0:
		f.Text = "quota_sectors"
	case len(sectors) == 0:
		f.Text = "quota_towns"
	}
	f.Numbers = []Number{
		styled("towns_count", float64(len(towns)), Plain), styled("sectors_count", float64(len(sectors)), Plain),
		styled("exceeded", float64(exceeded), Plain), styled("likely", float64(likely), Plain), styled("elapsed", outlook.Elapsed(s.pace.day)/100, Percent),
	}
	f.Severity = s.inquiry.Thresholds.severity(f.Harm)
	// Towns and sectors are two breakdowns of the same deaths: the rows behind are those of the towns, where there are any.
	conditions := []analytics.Condition{on(analytics.Sector, sectors...)}
	if len(towns) > 0 {
		conditions = []analytics.Condition{on(analytics.Town, towns...)}
	}
	f.Evidence = s.evidence(analytics.Accidents, "fatal_accidents", conditions...)
	return &f
}
