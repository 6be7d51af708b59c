package refill

import (
	"cmp"
	"regexp"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/query"
	"anlan/analytics/speech/plain"
	"anlan/analytics/words"
)

// tones are wordings that claim a course, and the fall, in per cent, of accidents and of deaths against the same days of the
// year before that each of them needs. Ten per cent for 大幅 is a convention of this program.
var tones = []struct {
	wording *regexp.Regexp
	fall    float64
}{
	{regexp.MustCompile(`大幅(?:度)?(?:下降|减少|降低)|显著(?:下降|减少)|明显下降`), 10},
	{regexp.MustCompile(`稳定(?:向好|好转)|持续(?:向好|好转|下降|稳定)|明显好转|双下降|双降|稳中向好|逐年下降|总体平稳`), 0},
}

// claims finds claims of tone, and asks whether the new figures go with them.
func (r *refiller) claims() error {
	q := query.Query{Indicators: []analytics.ID{"accidents", "deaths"}, Period: r.result.Period, Basis: analytics.SamePeriod}
	frame, err := r.o.Answers.Run(r.ctx, q)
	if err != nil {
		return err
	}
	for _, tone := range tones {
		for _, at := range tone.wording.FindAllStringIndex(r.report.Draft.Text, -1) {
			r.result.Claims = append(r.result.Claims, Claim{
				Range: plain.Range{Start: at[0], End: at[1]}, Words: r.report.Draft.Text[at[0]:at[1]], Carries: falls(frame.Total, tone.fall), Why: evidence(frame),
			})
		}
	}
	slices.SortStableFunc(r.result.Claims, func(a, b Claim) int { return cmp.Compare(a.Range.Start, b.Range.Start) })
	return nil
}

// falls tells whether all figures fell by at least so many per cent.
func falls(values []engine.Value, percent float64) bool {
	for _, v := range values {
		change, ok := v.Change()
		if !ok || change > -percent || change == 0 {
			return false
		}
	}
	return true
}

// evidence words the changes that claims are held against.
func evidence(frame engine.Frame) analytics.Text {
	in := func(l analytics.Language) string {
		p, w := format.Printer{Language: l}, words.In(l)
		var said []string
		for i, v := range frame.Total {
			if !v.Compared() {
				return w.Say("refill.no_evidence")
			}
			said = append(said, w.Say("compose.one_change", "name", frame.Indicators[i].Name.In(l), "change", p.Change(frame.Indicators[i].Unit, v.Now, v.Base, 2)))
		}
		return w.Say("refill.evidence", "basis", p.Basis(frame.Meta.Basis), "list", w.List(said))
	}
	return analytics.Text{ZH: in(analytics.Chinese), EN: in(analytics.English)}
}
