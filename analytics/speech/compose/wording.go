package compose

import (
	"context"
	"math"
	"slices"
	"strings"

	"anlan/analytics"
	"anlan/analytics/speech/proof"
	texts "anlan/analytics/words"
)

// mend closes gaps that groups leave behind: a comma before a full stop, two commas.
var mend = strings.NewReplacer("，。", "。", "，，", "，", "、。", "。", "，；", "；", ", .", ".")

func (w *writer) say(key string, pairs ...any) string {
	return texts.In(w.q.Language).Say(key, pairs...)
}

// period words the period: a year to date by its last day, whole months by their names.
func (w *writer) period() string {
	p := w.q.Period
	fromNewYear := p.From.YearDay() == 1 && p.From.Year() == p.To.Year()
	if monthEnd := p.To.AddDate(0, 0, 1).Day() == 1; fromNewYear && !monthEnd {
		return w.say("compose.to_date", "day", w.printer.Day(p.To))
	}
	return w.say("compose.period", "period", w.printer.Period(p))
}

// basis words what is compared with.
func (w *writer) basis() string {
	return w.say("compose.basis", "basis", w.printer.Basis(w.q.Basis))
}

// worded are the dimensions whose filters a text can name, in the order in which it names them.
var worded = []analytics.DimensionID{analytics.Town, analytics.Sector, analytics.Subsector}

// placeOf words what the question is filtered by. What a text cannot name is refused.
func placeOf(ctx context.Context, a Answers, q Question) (string, error) {
	w := texts.In(q.Language)
	parts := make(map[analytics.DimensionID]string)
	for _, c := range q.Where {
		if c.Not || !slices.Contains(worded, c.Dimension) {
			return "", &analytics.Error{Code: analytics.CodeSpeechFilter, Value: string(c.Dimension)}
		}
		members, err := a.Members(ctx, c.Dimension)
		if err != nil {
			return "", err
		}
		var names []string
		for _, m := range members {
			for _, key := range c.Keys {
				if key == m.Key {
					names = append(names, m.Label.In(q.Language))
				}
			}
		}
		if len(names) == 0 {
			return "", &analytics.Error{Code: analytics.CodeMember, Value: strings.Join(c.Keys, ", "), Detail: string(c.Dimension)}
		}
		parts[c.Dimension] = w.And(names)
		if c.Dimension != analytics.Town {
			parts[c.Dimension] = w.Say("compose.sector", "name", w.And(names))
		}
	}
	var said []string
	for _, d := range worded {
		if text, ok := parts[d]; ok {
			said = append(said, text)
		}
	}
	if len(said) == 0 {
		return w.Say("compose.city"), nil
	}
	return strings.Join(said, w.Say("compose.place_join")), nil
}

// both words two changes. On a base of zero there is no percentage, and each change says what it is of.
func (w *writer) both(first, second proof.Proof, decimals int) string {
	if first.Value.Base != 0 && second.Value.Base != 0 {
		return w.say("compose.respectively", "changes", w.printer.Changes(comparison(first), comparison(second), decimals))
	}
	one := func(p proof.Proof) string {
		return w.say("compose.one_change", "name", p.Indicator.Name.In(w.q.Language), "change", w.printer.Change(p.Indicator.Unit, p.Value.Now, p.Value.Base, decimals))
	}
	return one(first) + w.say("compose.change_join") + one(second)
}

// quantity prints a number with its counting word, closed up as official texts do.
func (w *writer) quantity(f *field, p proof.Proof) string {
	unit := p.Indicator.Unit
	name := w.printer.Unit(unit)
	if unit.Percent {
		name = "%"
	}
	switch {
	case f.hedge != "" && w.q.Language != analytics.English && p.Value.Now >= 10:
		return w.hedged(f, p.Value.Now, name)
	case f.decimals >= 0:
		return w.printer.Number(p.Value.Now, f.decimals) + name
	}
	return w.printer.Figure(unit, p.Value.Now) + name
}

// rounded is a number cut to the digits that its hedge keeps, and to as many more as it takes to be close: within half a
// step of the last digit, and within a tenth.
func rounded(f *field, v float64) (round, step float64) {
	for digits := f.digits; ; digits++ {
		step = math.Pow10(max(0, int(math.Floor(math.Log10(v)))+1-digits))
		round = math.Floor(v/step) * step
		if f.hedge == "near" {
			round = math.Ceil(v/step) * step
		}
		if f.hedge == "more" || step == 1 || math.Abs(round-v) <= min(step/2, round/10) {
			return round, step
		}
	}
}

// hedged prints a number as a hedge around its first digits: 300多次, 接近8万家, 超过10万处. A number that is just those
// digits needs none.
func (w *writer) hedged(f *field, v float64, unit string) string {
	round, step := rounded(f, v)
	if round == v {
		return w.printer.Figure(analytics.Unit{}, v) + unit
	}
	number := w.printer.Number(round, 0)
	if round >= 1e4 {
		decimals := 0
		if math.Mod(round, 1e4) != 0 {
			decimals = max(0, 4-int(math.Log10(step)))
		}
		number = w.say("compose.wan", "number", w.printer.Number(round/1e4, decimals))
	}
	return w.say("compose.hedge."+f.hedge, "number", number, "unit", unit)
}
