package problem

import (
	"math"
	"strings"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/words"
)

// mostNames is how many members a sentence names; of more it says how many there are.
const mostNames = 6

// Statement is the finding as a sentence of a briefing.
func (f Finding) Statement(p format.Printer) string {
	return words.In(p.Language).Say("problem."+f.Text+".statement", f.pairs(p)...)
}

// Detail is what stands behind the statement: figures, interval, where it gathers.
func (f Finding) Detail(p format.Printer) string {
	w := words.In(p.Language)
	key := "problem." + f.Text + ".detail"
	for _, name := range []string{"base", "by_chance"} { // figures that not every finding of a question has
		if _, has := f.Number(name); has && w.Has(key+"_"+name) {
			key += "_" + name
		}
	}
	text := w.Say(key, f.pairs(p)...)
	if focus := f.Focus(); focus != nil {
		text += w.Say("problem.focus", "members", names(p, focus))
	}
	return text
}

// Limits is what the finding does not prove.
func (f Finding) Limits(p format.Printer) string {
	w := words.In(p.Language)
	if key := "problem." + f.Text + ".limits"; w.Has(key) {
		return w.Say(key, f.pairs(p)...)
	}
	return w.Say("problem."+f.Question+".limits", f.pairs(p)...)
}

// Tag is the finding's certainty in plain words; of gaps and good news, that they are such.
func (f Finding) Tag(p format.Printer) string {
	w := words.In(p.Language)
	if f.Kind != Problem {
		return w.Say("problem.kind." + string(f.Kind))
	}
	return w.Say("problem.certainty." + string(f.Certainty))
}

// Sureness says how sure it is that the finding is more than chance, with the adjusted p-value.
func (f Finding) Sureness(p format.Printer) string {
	return words.In(p.Language).Say("problem.sureness."+string(f.Certainty), "p", probability(p, f.Adjusted))
}

// SubjectName names what a finding is about: "塘厦道路交通"; empty for the whole.
func (f Finding) SubjectName(p format.Printer) string {
	w := words.In(p.Language)
	town, what := names(p, f.Subject(analytics.Town)), names(p, f.Subject(analytics.Sector))
	if parts := f.Subject(analytics.Subsector); parts != nil {
		what = names(p, parts)
	}
	if kinds := f.Subject(analytics.AccidentType); kinds != nil && names(p, kinds) != what {
		what = w.Say("problem.subject.kind", "sector", what, "kind", names(p, kinds))
	}
	switch {
	case town != "" && what != "":
		return w.Say("problem.subject.both", "town", town, "sector", what)
	case what != "":
		return what
	case town != "":
		return town
	}
	return names(p, f.Subject(analytics.Department))
}

// scopeName is the subject with the department that it is about: "中堂镇街安监分局".
func (f Finding) scopeName(p format.Printer, subject string) string {
	department := names(p, f.Subject(analytics.Department))
	if department == "" || department == subject {
		return subject
	}
	return words.In(p.Language).Say("problem.subject.both", "town", subject, "sector", department)
}

// names joins members as a sentence has room for them.
func names(p format.Printer, members []analytics.Member) string {
	w := words.In(p.Language)
	var list []string
	for _, m := range members[:min(len(members), mostNames)] {
		list = append(list, m.Label.In(p.Language))
	}
	if len(members) > mostNames {
		return w.Say("problem.names", "names", w.List(list), "count", len(members))
	}
	return w.And(list)
}

// pairs are the values that sentences name.
func (f Finding) pairs(p format.Printer) []any {
	w := words.In(p.Language)
	subject := f.SubjectName(p)
	if subject == "" {
		subject = w.Say("problem.subject.all")
	}
	whole := w.Say("problem.whole.city")
	if f.Subject(analytics.Town) != nil && f.Subject(analytics.Sector) != nil {
		whole = w.Say("problem.whole.sector")
	}
	pairs := []any{"subject", subject, "whole", whole, "scope", f.scopeName(p, subject)}
	for _, s := range f.Subjects {
		pairs = append(pairs, string(s.Dimension), names(p, s.Members))
	}
	for _, n := range f.Numbers {
		pairs = append(pairs, n.Name, f.print(p, n))
	}
	return pairs
}

// print prints a number in its style.
func (f Finding) print(p format.Printer, n Number) string {
	switch n.Style {
	case Quantity:
		return p.Number(n.Value, decimals(n.Value)) + p.Suffix(n.Unit)
	case Plain:
		return p.Number(n.Value, decimals(n.Value))
	case Ratio:
		if math.IsInf(n.Value, 0) {
			return format.None
		}
		return p.Number(n.Value, 2)
	case Percent:
		return p.Percent(n.Value*100, 1)
	case Points:
		return p.Signed(n.Value, 2)
	case Change:
		now, _ := f.Number("now")
		return p.Change(n.Unit, now, now-n.Value, 1)
	case Name:
		return n.Text.In(p.Language)
	case ClockHours:
		return p.Number(n.Value, 0)
	}
	return ""
}

// decimals are those of a figure that may be an expectation: one below ten.
func decimals(v float64) int {
	if v == math.Trunc(v) || math.Abs(v) >= 10 {
		return 0
	}
	return 1
}

// probability prints a p-value with two digits that count; below one in a thousand it says so.
func probability(p format.Printer, v float64) string {
	const least = 0.001
	w := words.In(p.Language)
	switch {
	case v < least:
		return w.Say("problem.p.below", "p", p.Number(least, 3))
	case v < 0.1:
		return w.Say("problem.p", "p", p.Number(v, 3))
	}
	return w.Say("problem.p", "p", p.Number(v, 2))
}

// Printed prints one of the finding's numbers by its name, as its sentences do.
func (f Finding) Printed(p format.Printer, name string) (string, bool) {
	for _, n := range f.Numbers {
		if n.Name == name {
			return f.print(p, n), true
		}
	}
	return "", false
}

// Texts lists the wordings that findings have: what Finding.Text may be.
func Texts() []string {
	return []string{
		"total_rise", "total_fall", "rise", "fall", "contribution", "level", "level_fatal", "quota", "quota_towns", "quota_sectors", "quota_city", "quota_cells",
		"months", "severity", "larger", "hours", "season", "rectified", "rectified_city", "overdue", "overdue_city", "late", "late_city", "days", "days_city",
		"inspected", "repeats", "repeats_where", "overdue_firms", "overdue_firms_where", "norms_safety_staff", "norms_training", "norms_drills",
		"norms_training_city", "norms_drills_city", "complaints", "complaints_where", "gaps", "gaps_sectors", "gaps_towns", "gaps_unsectored", "gaps_deaths",
	}
}

// Name is what a question is called that could not be asked, and of which units.
func (u Unasked) Name(p format.Printer) string {
	w := words.In(p.Language)
	return w.Say("problem.unasked_at", "question", w.Say("problem.question."+u.Question), "level", w.Say("problem.units."+string(u.Level)))
}

// Why is the reason why it could not be asked, with the units that it is the reason for where they are not all.
func (u Unasked) Why(p format.Printer) string {
	w := words.In(p.Language)
	why := w.Say("problem.unasked." + u.Reason)
	if u.Without == nil {
		return why
	}
	return w.Say("problem.unasked_of", "units", names(p, u.Without), "reason", why)
}

// NotAnswered says what could not be answered, a line for each reason: of which units, and why.
func (a Analysis) NotAnswered(p format.Printer) []string {
	w := words.In(p.Language)
	var reasons grouping[grouping[[]string]]
	for _, u := range a.Unasked {
		level := reasons.at(u.Why(p)).at(u.Question)
		*level = append(*level, w.Say("problem.units."+string(u.Level)))
	}
	var lines []string
	for _, why := range reasons.keys {
		var list []string
		for _, question := range reasons.of[why].keys {
			list = append(list, w.Say("problem.unasked_at", "question", w.Say("problem.question."+question), "level", w.List(*reasons.of[why].of[question])))
		}
		lines = append(lines, w.Say("problem.not_answered", "reason", why, "questions", strings.Join(list, w.Say("problem.not_answered.and"))))
	}
	return lines
}

// ShortP is the adjusted p-value by itself.
func (f Finding) ShortP(p format.Printer) string {
	return words.In(p.Language).Say("problem.adjusted", "p", probability(p, f.Adjusted))
}
