package figure

import (
	"context"
	"fmt"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/outlook"
	"anlan/analytics/query"
)

// The kinds that set quotas against time: by town or sector, on the straight calendar or on the schedule that past years
// had.
var (
	quotaKind       = quotaBars("quota", analytics.Town, false, "quota_progress")
	quotaSeasonKind = quotaBars("quota-season", analytics.Town, true, "")
	quotaSectorKind = quotaBars("quota-sector", analytics.Sector, false, "")
)

// quotaBars is a kind that shows how much of the year's death quota each member of a dimension has used, against the share
// of the year that has passed.
func quotaBars(id string, by analytics.DimensionID, seasonal bool, card analytics.ID) Kind {
	return Kind{
		ID: id, Own: []analytics.DimensionID{by}, Card: card, Brush: "lineY",
		draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
			frame, err := answers.Run(ctx, quotaQuery(q, by, by))
			if err != nil {
				return Figure{}, err
			}
			due := schedule{elapsed: outlook.Elapsed(frame.Meta.Period.To)}
			if seasonal {
				season, err := outlook.Learn(ctx, answers, "deaths", nil, frame.Meta.Period.To.Year())
				if err != nil {
					return Figure{}, err
				}
				day := frame.Meta.Period.To
				due = schedule{elapsed: season.Elapsed(day.Year(), day.YearDay()) * 100, years: season.Years, seasonal: true}
			}
			return s.quotaFigure(q, frame, due)
		},
	}
}

// schedule is how much of a year's quota is due by a day.
type schedule struct {
	elapsed  float64 // per cent
	seasonal bool
	years    []int // that the seasonal schedule was learned from
}

// quotaQuery asks for the quotas of a dimension's members and what is used of them. Quotas are for all deaths of a year:
// only towns and sectors narrow the question.
func quotaQuery(q Question, by analytics.DimensionID, without ...analytics.DimensionID) query.Query {
	built := q.query([]analytics.ID{"quota_progress", "deaths", "quota_deaths"}, []analytics.DimensionID{by}, without...)
	built.Where = slices.DeleteFunc(built.Where, func(c analytics.Condition) bool {
		return c.Not || c.Dimension != analytics.Town && (c.Dimension != analytics.Sector || by == analytics.Town)
	})
	return againstTime(built)
}

// againstTime makes a query about quotas one from 1 January to the period's last day: a quota is set for a year, and what
// is used of it is compared with the time that has passed, not with another span.
func againstTime(built query.Query) query.Query {
	built.Basis, built.Period = analytics.NoBasis, analytics.YearToDate(built.Period.To)
	return built
}

// Ahead lists the members that have used more of their quota than the share of the year that has passed.
func Ahead(frame engine.Frame) []engine.Row {
	return aheadOf(frame, outlook.Elapsed(frame.Meta.Period.To))
}

func aheadOf(frame engine.Frame, elapsed float64) []engine.Row {
	var ahead []engine.Row
	for _, row := range ranked(frame) {
		if v := row.Values[0]; v.HasNow && v.Now > elapsed && !isUnknown(row.Members[0]) {
			ahead = append(ahead, row)
		}
	}
	return ahead
}

func (s Style) quotaFigure(q Question, frame engine.Frame, due schedule) (Figure, error) {
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
	var bars []bar
	for _, row := range rows[:min(len(rows), s.mostBars())] {
		bars = append(bars, s.quotaBar(row, due.elapsed))
	}
	option, err := s.barsOption(bars, s.name(indicator),
		amendment{[]any{"xAxis", 0, "axisLabel", "formatter"}, formatPlain + "?suffix=%25"},
		amendment{[]any{"grid", "top"}, 26},
		amendment{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"borderColor": s.Palette.Ink, "borderWidth": 2}}},
		amendment{[]any{"series", 0, "markLine"}, s.dueLine(due)},
	)
	if err != nil {
		return Figure{}, err
	}
	by := frame.By[0].ID
	return Figure{
		Finding: s.quotaFinding(by, aheadOf(frame, due.elapsed)), Subtitle: s.quotaSubtitle(frame, due) + s.cutNote(len(bars), len(rows)), Option: option,
		Targets: barTargets(bars, by), Selected: highlighted(bars, q.selected(by), 0), Frame: frame,
	}, nil
}

// dueLine is the line of the time that has passed.
func (s Style) dueLine(due schedule) map[string]any {
	return map[string]any{
		"silent": true, "symbol": "none", "data": []any{map[string]any{"xAxis": due.elapsed, "text": s.dueName(due)}},
		"lineStyle": map[string]any{"color": s.Palette.Ink, "type": "dashed", "width": 1.5},
		"label": map[string]any{
			"formatter": formatLabel, "position": "start", "color": s.Palette.Ink, "fontSize": s.Text, "distance": 6,
			"backgroundColor": s.Palette.Card, "padding": []int{1, 3},
		},
	}
}

func (s Style) dueName(due schedule) string {
	elapsed := s.Printer.Percent(due.elapsed, 1)
	if due.seasonal {
		return s.say("figure.quota.seasonal", "elapsed", elapsed)
	}
	return s.say("figure.quota.elapsed", "elapsed", elapsed)
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
	b.tip = fmt.Sprintf("%s\n%s\n%s\n%s", s.label(m),
		s.say("figure.quota.deaths", "deaths", s.Printer.Number(deaths.Now, 0), "quota", s.Printer.Number(quota.Now, 0)),
		s.say("figure.quota.used", "used", s.Printer.Percent(progress.Now, 1), "elapsed", s.Printer.Percent(elapsed, 1)), s.left(quota.Now-deaths.Now))
	return b
}

// left says how many a quota still allows, or by how many it is exceeded.
func (s Style) left(n float64) string {
	if n < 0 {
		return s.say("figure.quota.exceeded", "count", s.Printer.Number(-n, 0))
	}
	return s.say("figure.quota.left", "count", s.Printer.Number(n, 0))
}

func (s Style) quotaFinding(by analytics.DimensionID, ahead []engine.Row) Sentence {
	kind := s.say("figure.quota.members." + string(by))
	if len(ahead) == 0 {
		return Sentence{{Text: s.say("figure.quota.none_ahead", "members", kind), Tone: Good}}
	}
	var names []string
	for _, row := range ahead[:min(len(ahead), 4)] {
		names = append(names, s.label(row.Members[0]))
	}
	list := s.list(names)
	if len(ahead) > len(names) {
		return Sentence{{Text: s.say("figure.quota.ahead_and_others", "names", list, "count", len(ahead), "members", kind), Tone: Bad}}
	}
	return Sentence{{Text: s.say("figure.quota.ahead", "names", list), Tone: Bad}}
}

func (s Style) quotaSubtitle(frame engine.Frame, due schedule) string {
	text := s.say("figure.quota.subtitle", "period", s.Printer.Period(frame.Meta.Period), "line", s.dueName(due))
	if due.seasonal && len(due.years) > 0 {
		text += s.say("figure.quota.learned", "from", due.years[0], "to", due.years[len(due.years)-1])
	}
	return text
}
