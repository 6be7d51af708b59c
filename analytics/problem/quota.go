package problem

import (
	"cmp"
	"context"
	"slices"
	"time"

	"anlan/analytics"
	"anlan/analytics/outlook"
)

// notYear tells that a period is not a year to date, which quotas are set for.
const notYear = errUnasked("not_year")

// askQuota asks which towns and sectors use their death quota faster than the year passes, have exceeded it, or are likely
// to by 31 December. That is a recorded fact, and says nothing of chance.
func askQuota(ctx context.Context, s *study) ([]trial, error) {
	p := s.inquiry.Period
	if p.From != analytics.YearToDate(p.To).From {
		return nil, notYear
	}
	day := p.To
	if through := s.meta.Through; !through.IsZero() && through.Before(day) && through.Year() == day.Year() {
		day = through
	}
	season, err := outlook.Learn(ctx, s.answers, "deaths", nil, day.Year())
	if err != nil {
		return nil, err
	}
	var ahead []overQuota
	set := false
	for _, by := range []analytics.DimensionID{analytics.Town, analytics.Sector} {
		found, any, err := s.overQuotas(ctx, by, season, day)
		if err != nil {
			return nil, err
		}
		set = set || any
		ahead = append(ahead, found...)
	}
	switch {
	case !set:
		return nil, noQuota
	case len(ahead) == 0:
		return nil, nil
	}
	return []trial{{finding: s.quotaFinding(ahead, day)}}, nil
}

// overQuota is a town or sector that is ahead of its quota.
type overQuota struct {
	by     analytics.DimensionID
	member analytics.Member
	deaths float64
	above  float64 // deaths beyond what the time elapsed allows
	quota  outlook.Quota
}

func (s *study) overQuotas(ctx context.Context, by analytics.DimensionID, season outlook.Season, day time.Time) ([]overQuota, bool, error) {
	frame, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"deaths", "quota_deaths"}, by)
	if err != nil {
		return nil, false, err
	}
	elapsed := outlook.Elapsed(day)
	var list []overQuota
	set := false
	for _, row := range frame.Rows {
		deaths, limit := row.Values[0], row.Values[1]
		if unknown(row.Members[0]) || !deaths.HasNow || !limit.HasNow || limit.Now <= 0 {
			continue
		}
		set = true
		o, err := outlook.New(season, whole(deaths.Now), day)
		if err != nil {
			return nil, set, err
		}
		q, err := o.Against(limit.Now, 0)
		if err != nil {
			return nil, set, err
		}
		if t := s.inquiry.Thresholds; q.Used-elapsed > t.QuotaLead || q.Exceeded || q.Chance >= t.QuotaChance {
			list = append(list, overQuota{by, row.Members[0], deaths.Now, deaths.Now - limit.Now*elapsed/100, q})
		}
	}
	slices.SortStableFunc(list, func(a, b overQuota) int { return cmp.Compare(b.above, a.above) })
	return list, set, nil
}

func (s *study) quotaFinding(ahead []overQuota, day time.Time) *Finding {
	f := Finding{Question: "quota", Text: "quota", Kind: Problem, Figure: "quota"}
	var towns, sectors []analytics.Member
	exceeded, likely := 0, 0
	for _, a := range ahead {
		if a.by == analytics.Town {
			towns = append(towns, a.member)
			f.Harm += max(a.above, 0)
		} else {
			sectors = append(sectors, a.member)
		}
		switch {
		case a.quota.Exceeded:
			exceeded++
		case a.quota.Chance >= s.inquiry.Thresholds.QuotaChance:
			likely++
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
		styled("exceeded", float64(exceeded), Plain), styled("likely", float64(likely), Plain), styled("elapsed", outlook.Elapsed(day)/100, Percent),
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
