package figure

import (
	"strings"

	"anlan/analytics/problem"
)

// ProblemsSummary says how many problems are more than chance, and what the first of them is about.
func ProblemsSummary(a problem.Analysis, s Style) Headline {
	sure, first, praise := 0, "", 0
	for _, f := range a.Findings {
		switch {
		case f.Kind == problem.Praise && f.Certainty.MoreThanChance():
			praise++
		case f.Kind == problem.Problem && f.Certainty.MoreThanChance():
			sure++
			if first == "" {
				first = f.SubjectName(s.Printer)
			}
		}
	}
	h := Headline{Subtitle: s.say("figure.problems.subtitle", "period", s.Printer.Period(a.Inquiry.Period), "basis", s.Printer.Basis(a.Inquiry.Basis), "trials", a.Trials, "units", a.Units)}
	switch {
	case sure == 0:
		h.Sentence = plain(s.say("figure.problems.none", "count", len(a.Findings)))
	case first == "":
		h.Sentence = Sentence{{Text: s.say("figure.problems.sure", "count", sure), Tone: Bad}}
	default:
		h.Sentence = Sentence{{Text: s.say("figure.problems.sure", "count", sure)}, {Text: s.say("figure.problems.first", "subject", first), Tone: Bad}}
	}
	if praise > 0 {
		h.Sentence = append(h.Sentence, Span{Text: s.say("figure.problems.praise", "count", praise), Tone: Good})
	}
	return h
}

// ProblemsNote says by which method the findings were judged, and what could not be.
func ProblemsNote(a problem.Analysis, s Style) string {
	parts := []string{s.say("figure.problems.method", "share", s.Printer.Percent(a.Inquiry.Thresholds.FalseAlarms*100, 0))}
	if n := len(a.Unasked); n > 0 {
		parts = append(parts, s.say("figure.problems.not_judged", "count", n))
	}
	return strings.Join(parts, " · ")
}
