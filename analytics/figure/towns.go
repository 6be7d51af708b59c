package figure

import (
	"fmt"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// townsKind ranks the towns, with the change of each.
var townsKind = Kind{
	ID: "towns", Own: []analytics.DimensionID{analytics.Town},
	Needs: func(q Question) []query.Query {
		return []query.Query{q.query([]analytics.ID{q.Measure}, []analytics.DimensionID{analytics.Town}, analytics.Town)}
	},
	build: func(q Question, s Style, frames []engine.Frame) (Figure, error) {
		frame := frames[0]
		indicator := frame.Indicators[0]
		if !frame.Total[0].HasNow || len(frame.Rows) == 0 {
			return s.noData(frame, indicator), nil
		}
		bars := s.ranking(frame, indicator)
		option, err := s.barsOption(bars, s.name(indicator))
		if err != nil {
			return Figure{}, err
		}
		return Figure{
			Finding: s.topTownsFinding(frame, indicator, bars), Subtitle: s.subtitle(frame, indicator), Option: option,
			Targets: barTargets(bars, analytics.Town), Selected: highlighted(bars, q.selected(analytics.Town), 3), Frame: frame,
		}, nil
	},
}

// topTownsFinding names the leading three towns and their share together.
func (s Style) topTownsFinding(frame engine.Frame, indicator analytics.Indicator, bars []bar) Sentence {
	total := frame.Total[0]
	var names []string
	sum := 0.0
	for _, b := range bars {
		if len(names) == 3 || b.rest || b.value.Now == 0 || isUnknown(b.member) {
			break
		}
		names = append(names, s.axisName(b.member))
		sum += b.value.Now
	}
	if len(names) == 0 || total.Now == 0 || !indicator.Share {
		return s.leaderFinding(frame, indicator, bars)
	}
	return plain(s.say("figure.towns.share", "towns", s.list(names), "indicator", s.noun(indicator), "share", s.Printer.Percent(sum/total.Now*100, 1)))
}

// quotaKind shows how much of the year's death quota each town has used, against the share of the year that has passed.
var quotaKind = Kind{
	ID: "quota", Own: []analytics.DimensionID{analytics.Town}, Card: "quota_progress",
	Needs: func(q Question) []query.Query { return []query.Query{quotaQuery(q, analytics.Town)} },
	build: buildQuota,
}

// quotaQuery asks for the towns' quotas and what is used of them. Quotas are for all deaths of a year: only towns narrow
// the question.
func quotaQuery(q Question, without ...analytics.DimensionID) query.Query {
	built := q.query([]analytics.ID{"quota_progress", "deaths", "quota_deaths"}, []analytics.DimensionID{analytics.Town}, without...)
	built.Where = slices.DeleteFunc(built.Where, func(c analytics.Condition) bool { return c.Dimension != analytics.Town })
	return againstTime(built)
}

// againstTime makes a query about quotas one from 1 January to the period's last day: a quota is set for a year, and what
// is used of it is compared with the time that has passed, not with another span.
func againstTime(built query.Query) query.Query {
	built.Basis, built.Period = analytics.NoBasis, analytics.YearToDate(built.Period.To)
	return built
}

// Elapsed is the share of a year that a period from 1 January covers, in per cent of its days.
func Elapsed(p analytics.Period) float64 {
	return float64(analytics.YearToDate(p.To).Days()) / float64(analytics.WholeYear(p.To.Year()).Days()) * 100
}

// Ahead lists the towns that have used more of their quota than the share of the year that has passed.
func Ahead(frame engine.Frame) []engine.Row {
	elapsed := Elapsed(frame.Meta.Period)
	var ahead []engine.Row
	for _, row := range ranked(frame) {
		if v := row.Values[0]; v.HasNow && v.Now > elapsed {
			ahead = append(ahead, row)
		}
	}
	return ahead
}

func buildQuota(q Question, s Style, frames []engine.Frame) (Figure, error) {
	frame := frames[0]
	indicator := frame.Indicators[0]
	var rows []engine.Row
	for _, row := range ranked(frame) {
		if row.Values[0].HasNow {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return s.noData(frame, indicator), nil
	}
	elapsed := Elapsed(frame.Meta.Period)
	var bars []bar
	for _, row := range rows[:min(len(rows), maxBars)] {
		bars = append(bars, s.quotaBar(row, elapsed))
	}
	now := s.say("figure.quota.elapsed", "elapsed", s.Printer.Percent(elapsed, 1))
	option, err := s.barsOption(bars, s.name(indicator),
		amendment{[]any{"xAxis", 0, "axisLabel", "formatter"}, formatPlain + "?suffix=%25"},
		amendment{[]any{"grid", "top"}, 26},
		amendment{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"borderColor": s.Palette.Ink, "borderWidth": 2}}},
		amendment{[]any{"series", 0, "markLine"}, map[string]any{
			"silent": true, "symbol": "none", "data": []any{map[string]any{"xAxis": elapsed, "name": now}},
			"lineStyle": map[string]any{"color": s.Palette.Ink, "type": "dashed", "width": 1.5},
			"label": map[string]any{
				"formatter": now, "position": "start", "color": s.Palette.Ink, "fontSize": s.Text, "distance": 6,
				"backgroundColor": s.Palette.Card, "padding": []int{1, 3},
			},
		}},
	)
	if err != nil {
		return Figure{}, err
	}
	return Figure{
		Finding: s.quotaFinding(Ahead(frame)), Subtitle: s.quotaSubtitle(frame, elapsed), Option: option,
		Targets: barTargets(bars, analytics.Town), Selected: highlighted(bars, q.selected(analytics.Town), 0), Frame: frame,
	}, nil
}

func (s Style) quotaBar(row engine.Row, elapsed float64) bar {
	m, progress, deaths, quota := row.Members[0], row.Values[0], row.Values[1], row.Values[2]
	b := bar{member: m, value: progress}
	mark := ""
	if progress.Now > elapsed {
		mark, b.style = " ▲", &opts.ItemStyle{Color: s.Palette.Worse}
	}
	b.label = s.Printer.Number(progress.Now, 1) + "%" + mark
	if progress.Now > 25 && progress.Now <= elapsed {
		// Beside the bar the figure would lie under the line of the elapsed time.
		inside := s.markLabel("insideRight")
		inside.Color, inside.Formatter = s.Palette.Ink, ""
		b.place = &inside
	}
	left := quota.Now - deaths.Now
	remaining := s.say("figure.quota.left", "count", s.Printer.Number(left, 0))
	if left < 0 {
		remaining = s.say("figure.quota.exceeded", "count", s.Printer.Number(-left, 0))
	}
	b.tip = fmt.Sprintf("%s\n%s\n%s\n%s", s.label(m),
		s.say("figure.quota.deaths", "deaths", s.Printer.Number(deaths.Now, 0), "quota", s.Printer.Number(quota.Now, 0)),
		s.say("figure.quota.used", "used", s.Printer.Percent(progress.Now, 1), "elapsed", s.Printer.Percent(elapsed, 1)), remaining)
	return b
}

func (s Style) quotaFinding(ahead []engine.Row) Sentence {
	if len(ahead) == 0 {
		return Sentence{{Text: s.say("figure.quota.none_ahead"), Tone: Good}}
	}
	var names []string
	for _, row := range ahead[:min(len(ahead), 4)] {
		names = append(names, s.label(row.Members[0]))
	}
	list := s.list(names)
	if len(ahead) > len(names) {
		return Sentence{{Text: s.say("figure.quota.ahead_and_others", "towns", list, "count", len(ahead)), Tone: Bad}}
	}
	return Sentence{{Text: s.say("figure.quota.ahead", "towns", list), Tone: Bad}}
}

func (s Style) quotaSubtitle(frame engine.Frame, elapsed float64) string {
	return s.say("figure.quota.subtitle", "period", s.Printer.Period(frame.Meta.Period), "elapsed", s.Printer.Percent(elapsed, 1))
}
