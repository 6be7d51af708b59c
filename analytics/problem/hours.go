package problem

import (
	"context"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// bandHours is the length of a part of the day.
const bandHours = 6

// askHours asks in which sectors a part of the day has more of the accidents than in the past years. That traffic accidents
// gather at dusk is no news; that they move into the night is.
func askHours(ctx context.Context, s *study) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	frame, err := s.run(ctx, history, []analytics.ID{"accidents"}, analytics.Sector, analytics.Hour)
	if err != nil {
		return nil, err
	}
	bands := newBands(frame, func(m analytics.Member) (int, bool) {
		hour, err := strconv.Atoi(m.Key)
		return hour / bandHours, err == nil
	})
	trials, err := s.bandTrials(bands, 24/bandHours, func(sector analytics.Member, band int) Finding {
		from := band * bandHours
		f := Finding{
			Question: "hours", Text: "hours", Figure: "weekday-hour",
			Numbers: []Number{styled("from", float64(from), ClockHours), styled("to", float64(from+bandHours), ClockHours)},
		}
		f.Subjects = []Subject{{analytics.Sector, []analytics.Member{sector}}}
		var hours []analytics.Member
		for h := from; h < from+bandHours; h++ {
			hours = append(hours, analytics.Member{Key: strconv.Itoa(h)})
		}
		f.Evidence = s.evidence(analytics.Accidents, "accidents", on(analytics.Sector, sector), on(analytics.Hour, hours...))
		return f
	})
	if err == nil && trials == nil {
		return nil, noTimes
	}
	return trials, err
}

// askSeason asks in which sectors a quarter of the year has more of the accidents than in the past years.
func askSeason(ctx context.Context, s *study) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	frame, err := s.run(ctx, history, []analytics.ID{"accidents"}, analytics.Sector, analytics.Quarter)
	if err != nil {
		return nil, err
	}
	index := make(map[string]int)
	var quarters []analytics.Member
	bands := newBands(frame, func(m analytics.Member) (int, bool) {
		if _, seen := index[m.Key]; !seen {
			index[m.Key] = len(quarters)
			quarters = append(quarters, m)
		}
		return index[m.Key], true
	})
	if len(quarters) < 2 {
		return nil, nil
	}
	return s.bandTrials(bands, len(quarters), func(sector analytics.Member, band int) Finding {
		return Finding{
			Question: "season", Text: "season", Figure: "season", Subjects: []Subject{{analytics.Sector, []analytics.Member{sector}}},
			Numbers:  []Number{named("quarter", quarters[band].Label)},
			Evidence: s.evidence(analytics.Accidents, "accidents", on(analytics.Sector, sector), on(analytics.Quarter, quarters[band])),
		}
	})
}

// bands are the accidents of sectors by parts of the day or of the year.
type bands struct {
	sectors   []analytics.Member
	now, past map[string]map[int]float64
}

func newBands(frame engine.Frame, of func(analytics.Member) (int, bool)) bands {
	b := bands{now: make(map[string]map[int]float64), past: make(map[string]map[int]float64)}
	for _, row := range frame.Rows {
		sector, v := row.Members[0], row.Values[0]
		if unknown(sector) || unknown(row.Members[1]) || !v.HasNow {
			continue
		}
		band, ok := of(row.Members[1])
		if !ok {
			continue
		}
		if b.now[sector.Key] == nil {
			b.sectors = append(b.sectors, sector)
			b.now[sector.Key], b.past[sector.Key] = make(map[int]float64), make(map[int]float64)
		}
		b.now[sector.Key][band] += v.Now
		b.past[sector.Key][band] += base(v, len(frame.Meta.Windows))
	}
	return b
}

// bandTrials compares each part with the other parts of the same sector, now against the past.
func (s *study) bandTrials(b bands, n int, finding func(analytics.Member, int) Finding) ([]trial, error) {
	var trials []trial
	for _, sector := range b.sectors {
		sum, before := 0.0, 0.0
		for band := range n {
			sum += b.now[sector.Key][band]
			before += b.past[sector.Key][band]
		}
		for band := range n {
			now, past := b.now[sector.Key][band], b.past[sector.Key][band]
			c, ok, err := compareShares(now, sum-now, past, before-past)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			one := trial{p: c.p, tested: true}
			if more, _ := s.inquiry.Thresholds.worth(now, c.expected); more {
				f := finding(sector, band)
				f.Kind, f.Harm = Problem, (now-c.expected)*s.lethal
				f.Severity = s.inquiry.Thresholds.severity(f.Harm)
				f.Numbers = append(f.Numbers, accidents("now", now), styled("share", now/sum, Percent), styled("past", past/before, Percent))
				one.finding = &f
			}
			trials = append(trials, one)
		}
	}
	return trials, nil
}
