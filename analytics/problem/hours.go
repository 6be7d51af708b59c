package problem

import (
	"context"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// bandHours is the length of a part of the day.
const bandHours = 6

// askHours asks where a part of the day has more of the accidents than in the past years: in the city, its sectors, its towns,
// and the sectors of its towns. That traffic accidents gather at dusk is no news; that they move into the night is.
func askHours(ctx context.Context, s *study, level Level) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	frame, err := s.hoursOf(ctx, level)
	if err != nil {
		return nil, err
	}
	bands := newBands(frame, level, func(m analytics.Member) (int, bool) {
		hour, err := strconv.Atoi(m.Key)
		return hour / bandHours, err == nil
	})
	trials, err := s.bandTrials(bands, 24/bandHours, func(u unit, band int) Finding {
		from := band * bandHours
		f := Finding{
			Question: "hours", Text: "hours", Figure: "weekday-hour", Subjects: u.subjects(),
			Numbers: []Number{styled("from", float64(from), ClockHours), styled("to", float64(from+bandHours), ClockHours)},
		}
		var hours []analytics.Member
		for h := from; h < from+bandHours; h++ {
			hours = append(hours, analytics.Member{Key: strconv.Itoa(h)})
		}
		f.Evidence = s.evidence(analytics.Accidents, "accidents", append(f.Conditions(), on(analytics.Hour, hours...))...)
		return f
	})
	if err == nil && trials == nil {
		return nil, noTimes
	}
	return trials, err
}

// hoursOf are the accidents of a level's units by hour. They are added up from those of the sectors in the towns, so that a
// ledger is read once; where these are too many, each level is asked for by itself.
func (s *study) hoursOf(ctx context.Context, level Level) (engine.Frame, error) {
	frame, err := s.run(ctx, history, []analytics.ID{"accidents"}, append(Cells.dimensions(), analytics.Hour)...)
	if reasonOf(err) == string(tooMany) {
		return s.run(ctx, history, []analytics.ID{"accidents"}, append(level.dimensions(), analytics.Hour)...)
	}
	if err != nil || level == Cells {
		return frame, err
	}
	kept := map[Level][]int{City: {2}, Sectors: {1, 2}, Towns: {0, 2}}[level]
	rows := make([]engine.Row, len(frame.Rows))
	for i, row := range frame.Rows {
		rows[i].Values = row.Values
		for _, at := range kept {
			rows[i].Members = append(rows[i].Members, row.Members[at])
		}
	}
	frame.Rows = rows
	return frame, nil
}

// askSeason asks the same of the quarters of the year, from the months that runs are looked for in.
func askSeason(ctx context.Context, s *study, level Level) ([]trial, error) {
	if !s.hasPast() {
		return nil, noPast
	}
	list, err := s.run(ctx, analytics.NoBasis, []analytics.ID{"accidents"}, analytics.Quarter)
	if err != nil {
		return nil, err
	}
	frame, err := s.run(ctx, history, []analytics.ID{"accidents"}, append(level.dimensions(), analytics.Month)...)
	if err != nil {
		return nil, err
	}
	index := make(map[string]int)
	var quarters []analytics.Member
	for _, row := range list.Rows {
		if m := row.Members[0]; !unknown(m) {
			index[m.Key] = len(quarters)
			quarters = append(quarters, m)
		}
	}
	bands := newBands(frame, level, func(m analytics.Member) (int, bool) {
		span, ok := query.SpanOfKey(analytics.Month, m.Key)
		if !ok {
			return 0, false
		}
		at, ok := index[query.KeyOfNumber(analytics.Quarter, span.From.Year()*10+(int(span.From.Month())+2)/3)]
		return at, ok
	})
	if len(quarters) < 2 {
		return nil, oneQuarter
	}
	return s.bandTrials(bands, len(quarters), func(u unit, band int) Finding {
		f := Finding{Question: "season", Text: "season", Figure: "season", Subjects: u.subjects(), Numbers: []Number{named("quarter", quarters[band].Label)}}
		f.Evidence = s.evidence(analytics.Accidents, "accidents", append(f.Conditions(), on(analytics.Quarter, quarters[band]))...)
		return f
	})
}

// bands are the accidents of units by parts of the day or of the year.
type bands struct {
	units     []unit
	now, past map[place]map[int]float64
}

func newBands(frame engine.Frame, level Level, of func(analytics.Member) (int, bool)) bands {
	b := bands{now: make(map[place]map[int]float64), past: make(map[place]map[int]float64)}
	for _, row := range frame.Rows {
		last, v := row.Members[len(row.Members)-1], row.Values[0]
		u, ok := level.unitOf(row.Members)
		if !ok || unknown(last) || !v.HasNow {
			continue
		}
		band, ok := of(last)
		if !ok {
			continue
		}
		at := u.place()
		if b.now[at] == nil {
			b.units = append(b.units, u)
			b.now[at], b.past[at] = make(map[int]float64), make(map[int]float64)
		}
		b.now[at][band] += v.Now
		b.past[at][band] += base(v, len(frame.Meta.Windows))
	}
	return b
}

// bandTrials compares each part with the other parts of the same unit, now against the past.
func (s *study) bandTrials(b bands, n int, finding func(unit, int) Finding) ([]trial, error) {
	var trials []trial
	for _, u := range b.units {
		at := u.place()
		sum, before := 0.0, 0.0
		for band := range n {
			sum += b.now[at][band]
			before += b.past[at][band]
		}
		for band := range n {
			now, past := b.now[at][band], b.past[at][band]
			c, ok, err := compareShares(now, sum-now, past, before-past)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			one := trial{p: c.p, tested: true}
			if more, _ := s.inquiry.Thresholds.worth(now, c.expected); more {
				f := finding(u, band)
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
