package figure

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/problem"
	"anlan/analytics/stats"
)

// townRate is a ratio by town with the city's line: what kinds of chart about one such ratio differ in.
type townRate struct {
	id        string
	indicator analytics.ID
	card      bool // the indicator's card turns to it
	lowest    bool // the lowest stands first: it is the one to look at
	returns   bool // of inspection returns, which may not compare with those of the base
	// failures are the events whose rate is judged against the city's: those that are counted, or, of a share, those that are
	// not (a hazard that is not rectified). nil: towns are not judged.
	failures func(engine.Value) (count, exposure float64)
	// bounded tells of a share of what is counted, which is good: its scale ends at 100 per cent, and more than that is a
	// matter of what was counted when.
	bounded bool
	// limit is the share of failures from which on a town is marked, where the problem analysis has one.
	limit func(problem.Thresholds) float64
}

func (r townRate) kind() Kind {
	k := Kind{
		ID: r.id, Own: []analytics.DimensionID{analytics.Town},
		draw: func(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
			return r.draw(ctx, answers, q, s)
		},
	}
	if r.card {
		k.Card = r.indicator
	}
	return k
}

// ratedTown is a town in such a chart.
type ratedTown struct {
	row       engine.Row
	certainty stats.Certainty // that it differs from what the city's rates lead to expect
	low       bool            // its ratio lies below that
	failures  float64
	expected  float64 // failures at the city's rates; 0 where it is not judged
}

func (r townRate) draw(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	asked, note := q, ""
	var gaps []gap
	if r.returns {
		scope, err := scopeOf(ctx, answers, q)
		if err != nil {
			return Figure{}, err
		}
		asked, note = scope.whole(q), s.scopeNote(scope, q.Basis)
		if gaps, err = gapsOf(ctx, answers, q); err != nil {
			return Figure{}, err
		}
	}
	frame, err := answers.Run(ctx, asked.query([]analytics.ID{r.indicator}, []analytics.DimensionID{analytics.Town}, analytics.Town))
	if err != nil {
		return Figure{}, err
	}
	expected, err := r.expected(ctx, answers, q)
	if err != nil {
		return Figure{}, err
	}
	if !r.returns {
		expected = r.atCityRate(frame)
	}
	indicator, total := frame.Indicators[0], frame.Total[0]
	towns := r.towns(frame, expected, q.thresholds())
	if !total.HasNow || len(towns) == 0 {
		return s.noData(frame, indicator), nil
	}
	var bars []bar
	for _, t := range towns {
		bars = append(bars, r.bar(s, frame, t, gaps))
	}
	option, err := s.barsOption(bars, s.name(indicator), r.amendments(s, q, frame, towns, gaps)...)
	if err != nil {
		return Figure{}, err
	}
	hatch := ""
	if len(gaps) > 0 {
		hatch = s.say("figure.gaps.hatched")
	}
	return Figure{
		Finding: r.finding(s, frame, towns), Subtitle: joined(s.subtitle(frame, indicator), hatch, r.notKnown(s, frame), note), Option: option,
		Targets: barTargets(bars, analytics.Town), Selected: highlighted(bars, q.selected(analytics.Town), 0), Frame: frame,
	}, nil
}

// expected is how many failures each town would have at the city's rates, if each department and campaign went by the
// city's rate of its own. One campaign finds more in a visit than another: a town is not to stand out for having had more
// of it (indirect standardisation, domain notes 6.2).
func (r townRate) expected(ctx context.Context, answers Answers, q Question) (map[string]float64, error) {
	if r.failures == nil || !r.returns {
		return nil, nil
	}
	q.Basis = analytics.NoBasis
	frame, err := answers.Run(ctx, q.query([]analytics.ID{r.indicator}, []analytics.DimensionID{analytics.Department, analytics.Campaign, analytics.Town}, analytics.Town))
	if err != nil {
		return nil, err
	}
	type sum struct{ count, exposure float64 }
	city := make(map[[2]string]sum)
	for _, row := range frame.Rows {
		at := [2]string{row.Members[0].Key, row.Members[1].Key}
		count, exposure := r.failures(row.Values[0])
		city[at] = sum{city[at].count + count, city[at].exposure + exposure}
	}
	expected := make(map[string]float64)
	for _, row := range frame.Rows {
		if all := city[[2]string{row.Members[0].Key, row.Members[1].Key}]; all.exposure > 0 {
			_, exposure := r.failures(row.Values[0])
			expected[row.Members[2].Key] += all.count / all.exposure * exposure
		}
	}
	return expected, nil
}

// atCityRate is how many failures each town would have at the city's rate.
func (r townRate) atCityRate(frame engine.Frame) map[string]float64 {
	if r.failures == nil {
		return nil
	}
	count, exposure := r.failures(frame.Total[0])
	if exposure <= 0 {
		return nil
	}
	expected := make(map[string]float64)
	for _, row := range frame.Rows {
		_, of := r.failures(row.Values[0])
		expected[row.Members[0].Key] = count / exposure * of
	}
	return expected
}

// towns are the towns whose ratio is known, in the order in which they are shown.
func (r townRate) towns(frame engine.Frame, expected map[string]float64, t problem.Thresholds) []ratedTown {
	var towns []ratedTown
	for _, row := range frame.Rows {
		if row.Values[0].HasNow && !isUnknown(row.Members[0]) {
			towns = append(towns, ratedTown{row: row, low: row.Values[0].Now < frame.Total[0].Now, expected: expected[row.Members[0].Key]})
		}
	}
	if r.limit != nil {
		r.judgeByLimit(towns, t)
	} else {
		r.judge(towns)
	}
	slices.SortStableFunc(towns, func(a, b ratedTown) int {
		order := cmp.Compare(b.row.Values[0].Now, a.row.Values[0].Now)
		if r.lowest {
			return -order
		}
		return order
	})
	return towns[:min(len(towns), maxBars)]
}

// judge tells of which towns the ratio differs from what is expected of them by more than chance: a funnel that allows for
// towns differing anyway (over-dispersion), adjusted for the number of towns (domain notes 6.4 and 6.13). Where that cannot
// be told, it tells of none.
func (r townRate) judge(towns []ratedTown) {
	if r.failures == nil {
		return
	}
	counts, exposures := make([]int, len(towns)), make([]float64, len(towns))
	for i := range towns {
		t := &towns[i]
		t.failures, _ = r.failures(t.row.Values[0])
		counts[i], exposures[i] = int(math.Round(max(t.failures, 0))), t.expected
	}
	funnel, err := stats.FunnelTo(1, counts, exposures)
	if err != nil {
		return
	}
	p := make([]float64, len(towns))
	for i, u := range funnel.Units {
		p[i] = 1
		if u.Judged {
			p[i] = u.Adjusted.P
		}
	}
	adjusted, err := stats.BenjaminiHochberg(p)
	if err != nil {
		return
	}
	for i := range towns {
		t := &towns[i]
		t.certainty = stats.CertaintyOf(adjusted[i])
		if t.certainty != stats.Ordinary {
			t.low = (t.failures < t.expected) != r.bounded // more failures make a lower share
		}
	}
}

// judgeByLimit tells which towns are above the limit by more than chance, as the problem analysis does: of those with enough
// hazards, by the same test, with Bonferroni's bound for the number of towns.
func (r townRate) judgeByLimit(towns []ratedTown, t problem.Thresholds) {
	var judged []*ratedTown
	var failures []problem.Failures
	for i := range towns {
		one := &towns[i]
		count, of := r.failures(one.row.Values[0])
		one.failures = count
		if of >= float64(t.Hazards) {
			judged, failures = append(judged, one), append(failures, problem.Failures{Count: count, Of: of})
		}
	}
	p, above, err := problem.AgainstOthers(failures)
	if err != nil {
		return
	}
	for i, one := range judged {
		if above[i] && failures[i].Count/failures[i].Of > r.limit(t) {
			one.low = false
			one.certainty = stats.CertaintyOf(min(p[i]*float64(len(judged)), 1))
		}
	}
}

// stands tells whether a town stands out, by more than chance, on the side that is to be looked at: above the city where
// less is better, below it otherwise.
func (r townRate) stands(t ratedTown, i analytics.Indicator) bool {
	return t.certainty != stats.Ordinary && t.low == looksLow(i)
}

// looksLow tells whether the lower end of an indicator is the one to look at.
func looksLow(i analytics.Indicator) bool { return i.Better != analytics.LowerIsBetter }

// color is the colour of a town's bar: that of bad news only where the indicator's direction says that it is bad.
func (r townRate) color(s Style, t ratedTown, i analytics.Indicator) string {
	switch {
	case !r.stands(t, i):
		return s.Palette.PrimaryLight
	case i.Better == analytics.NoJudgement:
		return s.cautionBar()
	}
	return s.Palette.Worse
}

func (r townRate) bar(s Style, frame engine.Frame, t ratedTown, gaps []gap) bar {
	indicator, m, v := frame.Indicators[0], t.row.Members[0], t.row.Values[0]
	b := bar{member: m, value: v, label: r.figure(s, indicator, v.Now)}
	lines := []string{s.parts(indicator, v), r.interval(s, indicator, v)}
	if t.certainty != stats.Ordinary {
		lines = append(lines, s.say("figure.townrate.differs."+side(t.low), "certainty", s.certainty(t.certainty)))
	}
	if t.expected > 0 && s.has("figure.expected."+string(indicator.ID)) {
		lines = append(lines, s.say("figure.expected."+string(indicator.ID), "count", s.Printer.Number(t.failures, 0), "expected", s.Printer.Number(t.expected, 0)))
	}
	if r.bounded && v.Now > 100 {
		b.value.Now, b.label = 100, s.say("figure.rate.earlier")
	}
	b.tip = s.tip(s.label(m), indicator, b.value, frame.Meta.Basis, append(lines, s.gapTip(gapsOfTown(gaps, m.Key)))...)
	b.style = &opts.ItemStyle{Color: r.color(s, t, indicator)}
	if r.stands(t, indicator) {
		b.label += choose(t.low, " ▼", " ▲")
	}
	if b.value.Now > 0.4*frame.Total[0].Now {
		// Beside the bar, or at its end, the figure would lie under the line of the city.
		inside := s.markLabel("insideLeft")
		inside.Formatter, inside.Color = "", s.textOn(b.style.Color)
		b.place = &inside
	}
	return b
}

// figure prints a ratio; shares with one decimal.
func (r townRate) figure(s Style, i analytics.Indicator, v float64) string {
	if i.Unit.Percent {
		return s.Printer.Percent(v, 1)
	}
	return s.Printer.Figure(i.Unit, v)
}

func side(low bool) string { return choose(low, "low", "high") }

func choose(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}

// parts says what a ratio is the ratio of, where its texts have words for that.
func (s Style) parts(indicator analytics.Indicator, v engine.Value) string {
	if !v.HasNow || !s.has("figure.parts."+string(indicator.ID)) {
		return ""
	}
	return s.say("figure.parts."+string(indicator.ID), "num", s.Printer.Number(v.Num, 0), "den", s.Printer.Number(v.Den, 0))
}

// interval is the range in which the ratio would lie in 95 of 100 cases; empty where the towns are not judged.
func (r townRate) interval(s Style, indicator analytics.Indicator, v engine.Value) string {
	if r.failures == nil || v.Den <= 0 || v.Num > v.Den && r.bounded {
		return ""
	}
	var estimate stats.Estimate
	var err error
	if r.bounded {
		estimate, err = stats.WilsonInterval(int(math.Round(v.Num)), int(math.Round(v.Den)), 0.95)
	} else {
		estimate, err = stats.Rate(stats.Observed{Count: int(math.Round(v.Num)), Exposure: v.Den}, 0.95)
	}
	if err != nil {
		return ""
	}
	return s.say("figure.interval", "low", s.Printer.Figure(indicator.Unit, estimate.Interval.Low*indicator.Scale),
		"high", s.Printer.Figure(indicator.Unit, estimate.Interval.High*indicator.Scale))
}

// amendments draw the city's line, the scale of a share, and the hatching of towns whose returns have gaps.
func (r townRate) amendments(s Style, q Question, frame engine.Frame, towns []ratedTown, gaps []gap) []amendment {
	indicator, total := frame.Indicators[0], frame.Total[0].Now
	if r.bounded {
		total = min(total, 100)
	}
	list := []amendment{
		{[]any{"grid", "top"}, s.Text * 1.8},
		{[]any{"xAxis", 0, "minInterval"}, 0},
		{[]any{"series", 0, "select"}, map[string]any{"itemStyle": map[string]any{"borderColor": s.Palette.Ink, "borderWidth": 2}}},
	}
	if r.limit == nil {
		list = append(list, s.cityLine(total, s.say("figure.townrate.city", "figure", r.figure(s, indicator, total))))
	} else {
		limit := r.limit(q.thresholds()) * 100
		list = append(list, s.cityLine(total, s.say("figure.townrate.city", "figure", r.figure(s, indicator, total)), valueLine{limit, s.say("figure.townrate.limit", "figure", r.figure(s, indicator, limit))}))
	}
	if r.bounded {
		// The city's figure stands near the end of the scale and needs room there.
		list = append(list, amendment{[]any{"grid", "right"}, s.Text * 2.6}, amendment{[]any{"xAxis", 0, "max"}, 100}, amendment{[]any{"xAxis", 0, "axisLabel", "formatter"}, formatPlain + "?suffix=%25"})
	}
	for i, t := range towns {
		if len(gapsOfTown(gaps, t.row.Members[0].Key)) == 0 {
			continue
		}
		list = append(list, amendment{[]any{"series", 0, "data", i, "itemStyle"}, s.hatched(r.color(s, t, indicator))})
	}
	return list
}

// valueLine is a line across the bars at a value.
type valueLine struct {
	at   float64
	text string
}

// cityLine is a dashed line across the bars at the city's figure; a further line is dotted. Of two lines the names stand on their
// outer sides, so that they do not meet.
func (s Style) cityLine(at float64, text string, further ...valueLine) amendment {
	label := func(text, align string) map[string]any {
		return map[string]any{
			"formatter": text, "position": "start", "align": align, "color": s.Palette.Ink, "fontSize": s.Text, "distance": 6,
			"backgroundColor": s.Palette.Card, "padding": []int{1, 3},
		}
	}
	side := "center"
	data := []any{map[string]any{"xAxis": at, "name": text}}
	for _, line := range further {
		other := "left"
		if side = "right"; line.at < at {
			side, other = other, side
		}
		data = append(data, map[string]any{
			"xAxis": line.at, "name": line.text, "label": label(line.text, other), "lineStyle": map[string]any{"color": s.Palette.Caution, "type": "dotted", "width": 2},
		})
	}
	return amendment{[]any{"series", 0, "markLine"}, map[string]any{
		"silent": true, "symbol": "none", "data": data, "lineStyle": map[string]any{"color": s.Palette.Ink, "type": "dashed", "width": 1.5}, "label": label(text, side),
	}}
}

// finding names the towns that stand out, or else the range of all.
func (r townRate) finding(s Style, frame engine.Frame, towns []ratedTown) Sentence {
	indicator := frame.Indicators[0]
	var out []string
	surest := stats.VeryUnlikely
	for _, t := range towns {
		if r.stands(t, indicator) {
			out = append(out, s.axisName(t.row.Members[0]))
			surest = min(surest, t.certainty)
		}
	}
	if len(out) > 0 {
		tone := Bad
		if indicator.Better == analytics.NoJudgement {
			tone = Plain
		}
		return Sentence{{Text: s.say("figure.townrate.stands."+side(looksLow(indicator)), "towns", s.some(out, 4), "indicator", s.noun(indicator), "certainty", s.certainty(surest)), Tone: tone}}
	}
	order := func(a, b ratedTown) int { return cmp.Compare(a.row.Values[0].Now, b.row.Values[0].Now) }
	low, high := slices.MinFunc(towns, order), slices.MaxFunc(towns, order)
	lowest, highest := r.figure(s, indicator, low.row.Values[0].Now), r.figure(s, indicator, r.shown(high))
	if r.failures != nil {
		return plain(s.say("figure.townrate.ordinary", "indicator", s.name(indicator), "low", lowest, "high", highest, "certainty", s.certainty(stats.Ordinary)))
	}
	return plain(s.say("figure.townrate.range", "low", lowest, "high", highest,
		"lowest", s.axisName(low.row.Members[0]), "highest", s.axisName(high.row.Members[0])))
}

// shown is a town's ratio as far as the scale goes.
func (r townRate) shown(t ratedTown) float64 {
	if r.bounded {
		return min(t.row.Values[0].Now, 100)
	}
	return t.row.Values[0].Now
}

// notKnown counts the towns whose ratio is not known.
func (r townRate) notKnown(s Style, frame engine.Frame) string {
	n := 0
	for _, row := range frame.Rows {
		if !isUnknown(row.Members[0]) && !row.Values[0].HasNow {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return s.say("figure.townrate.unknown", "count", n)
}
