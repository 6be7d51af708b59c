package figure

import (
	"context"
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/outlook"
)

// quotaTableKind lists the towns' quotas: how much is used, how many are left, the chance of exceeding it by 31 December and
// the likeliest day, and what one more larger accident would mean.
var quotaTableKind = Kind{ID: "quota-table", Table: true, Own: []analytics.DimensionID{analytics.Town}, draw: drawQuotaTable}

// oneMore is how many deaths at least one more larger accident has (State Council decree 493, article 3).
const oneMore = 3

// standing is how a town stands against its quota.
type standing struct {
	member   analytics.Member
	deaths   int
	now      outlook.Quota
	whatIf   outlook.Quota // with one more larger accident
	progress engine.Value
}

// standings asks how the members of a dimension stand against their quotas, those in the greatest danger first.
func standings(ctx context.Context, answers Answers, q Question, by analytics.DimensionID) ([]standing, engine.Frame, outlook.Season, error) {
	frame, err := answers.Run(ctx, quotaQuery(q, by, by))
	if err != nil {
		return nil, frame, outlook.Season{}, err
	}
	day := frame.Meta.Period.To
	if through := frame.Meta.Through; through.Before(day) {
		day = through
	}
	season, err := outlook.Learn(ctx, answers, "deaths", nil, day.Year())
	if err != nil {
		return nil, frame, season, err
	}
	var list []standing
	for _, row := range frame.Rows {
		deaths, quota := row.Values[1], row.Values[2]
		if !deaths.HasNow || !quota.HasNow {
			continue
		}
		one := standing{member: row.Members[0], deaths: int(math.Round(deaths.Now)), progress: row.Values[0]}
		o, err := outlook.New(season, one.deaths, day)
		if err != nil {
			return nil, frame, season, err
		}
		if one.now, err = o.Against(quota.Now, 0); err != nil {
			return nil, frame, season, err
		}
		if one.whatIf, err = o.Against(quota.Now, oneMore); err != nil {
			return nil, frame, season, err
		}
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b standing) int { return compareStandings(b, a) })
	return list, frame, season, nil
}

// compareStandings sets exceeded quotas, by how much, above those in danger, by how likely.
func compareStandings(a, b standing) int {
	switch {
	case a.now.Exceeded != b.now.Exceeded:
		return boolInt(a.now.Exceeded) - boolInt(b.now.Exceeded)
	case a.now.Exceeded:
		return sign(b.now.Left - a.now.Left)
	}
	return sign(a.now.Chance - b.now.Chance)
}

func sign(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

func drawQuotaTable(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	list, frame, season, err := standings(ctx, answers, q, analytics.Town)
	if err != nil {
		return Figure{}, err
	}
	if len(list) == 0 {
		return s.noData(frame, frame.Indicators[0]), nil
	}
	elapsed := outlook.Elapsed(frame.Meta.Period.To)
	sheet := &Sheet{Columns: []SheetColumn{
		{Name: frame.By[0].Name.In(s.Printer.Language)},
		{Name: s.say("figure.quota.column.deaths"), Figures: true},
		{Name: s.say("figure.quota.column.quota"), Figures: true},
		{Name: s.say("figure.quota.column.used"), Figures: true},
		{Name: s.say("figure.quota.column.gap"), Figures: true},
		{Name: s.say("figure.quota.column.left"), Figures: true},
		{Name: s.say("figure.quota.column.chance"), Figures: true},
		{Name: s.say("figure.quota.column.likeliest")},
		{Name: s.say("figure.quota.column.what_if", "deaths", oneMore), Figures: true},
	}}
	for _, one := range list {
		sheet.Rows = append(sheet.Rows, s.standingRow(one, elapsed))
	}
	due := schedule{elapsed: elapsed, years: season.Years}
	return Figure{Finding: s.standingsFinding(list), Subtitle: s.quotaSubtitle(frame, due) + s.say("figure.quota.method"), Sheet: sheet, Frame: frame}, nil
}

func (s Style) standingRow(one standing, elapsed float64) SheetRow {
	number := func(v float64, decimals int, suffix string) SheetCell {
		return SheetCell{Text: s.Printer.Number(v, decimals) + suffix, Number: v, Known: true}
	}
	row := SheetRow{Target: Target{Conditions: []analytics.Condition{{Dimension: analytics.Town, Keys: []string{one.member.Key}}}}}
	used, gap := SheetCell{Text: format.None}, SheetCell{Text: format.None}
	if one.now.Limit > 0 {
		used, gap = number(one.now.Used, 1, "%"), number(one.now.Used-elapsed, 1, "")
		gap.Text = s.Printer.Signed(gap.Number, 1)
		if gap.Number > 0 {
			used.Tone, gap.Tone = Bad, Bad
			used.Text += " ▲"
		}
	}
	left := number(one.now.Left, 0, "")
	chance := SheetCell{Text: s.chance(one.now.Chance), Number: one.now.Chance, Known: true, Heat: one.now.Chance}
	likeliest := SheetCell{Text: format.None}
	switch {
	case one.now.Exceeded:
		left.Text, left.Tone, chance.Text, chance.Tone, chance.Heat = s.left(one.now.Left), Bad, s.say("figure.quota.broken"), Bad, 0
	case !one.now.Likeliest.IsZero() && one.now.Chance >= 0.05:
		likeliest = SheetCell{Text: s.Printer.DayOfYear(one.now.Likeliest), Known: true}
	}
	whatIf := SheetCell{Text: s.chance(one.whatIf.Chance), Number: one.whatIf.Chance, Known: true}
	if one.whatIf.Exceeded {
		whatIf.Text, whatIf.Tone = s.say("figure.quota.would_break"), Bad
	}
	row.Cells = []SheetCell{
		{Text: s.label(one.member), Known: true}, number(float64(one.deaths), 0, ""), number(one.now.Limit, 0, ""), used, gap, left, chance, likeliest, whatIf,
	}
	return row
}

// standingsFinding says how many quotas are exceeded, how many more are likely to be, and which leaves the least.
func (s Style) standingsFinding(list []standing) Sentence {
	tight := 0
	for _, one := range list {
		if !one.now.Exceeded && one.whatIf.Exceeded {
			tight++
		}
	}
	return append(s.exceededFinding(list), Span{Text: s.say("figure.quota.finding.tight", "count", tight, "deaths", oneMore)})
}

// exceededFinding says how many are past their quotas, and how many are likelier than not to be by the year's end.
func (s Style) exceededFinding(list []standing) Sentence {
	exceeded, danger := 0, 0
	for _, one := range list {
		switch {
		case one.now.Exceeded:
			exceeded++
		case one.now.Chance >= 0.5:
			danger++
		}
	}
	sentence := Sentence{{Text: s.say("figure.quota.finding.none"), Tone: Good}}
	if exceeded > 0 {
		sentence = Sentence{{Text: s.say("figure.quota.finding.exceeded", "count", exceeded), Tone: Bad}}
	}
	if danger > 0 {
		sentence = append(sentence, Span{Text: s.say("figure.quota.finding.danger", "count", danger), Tone: Bad})
	}
	return sentence
}
