package compose_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"anlan/analytics"
	"anlan/analytics/problem"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/compose"
	"anlan/assets"
)

// found are the findings about a selection that say that something is wrong.
func found(t *testing.T, q compose.Question) []problem.Finding {
	t.Helper()
	a, err := problem.Analyse(t.Context(), demonstration(t), problem.Inquiry{Period: q.Period, Basis: q.Basis, Where: q.Where, Thresholds: problem.Defaults()})
	if err != nil {
		t.Fatal(err)
	}
	var list []problem.Finding
	for _, f := range a.Findings {
		if f.Kind != problem.Praise {
			list = append(list, f)
		}
	}
	return list
}

// TestProblemParagraphs writes about all that is wrong in the demonstration city. What was planted there is known: road
// traffic in Tangxia, mixed-use premises in Chang'an (193 and 273 accidents, 4 and 14).
func TestProblemParagraphs(t *testing.T) {
	q := compose.Question{Period: year2011, Basis: analytics.SamePeriod, Language: analytics.Chinese}
	q.Findings = found(t, q)
	text, err := template(t, analytics.Chinese).Write(t.Context(), demonstration(t), q)
	if err != nil {
		t.Fatal(err)
	}
	if len(text.Written) != len(q.Findings) || len(text.Unwritten) > 0 || len(text.Paragraphs) != 8+len(q.Findings) {
		t.Fatalf("%d of %d findings in %d paragraphs, without %v", len(text.Written), len(q.Findings), len(text.Paragraphs), text.Unwritten)
	}
	problems := text.Paragraphs[7:]
	for i, want := range []string{"二、存在的主要问题", "(一)塘厦的道路交通领域事故多发。截至2011年12月23日，塘厦的道路交通领域共发生事故273宗、死亡38人，与去年同期相比分别上升41.45%", "(二)长安的三合一场所领域事故多发。"} {
		if !strings.HasPrefix(problems[i].String(), want) {
			t.Errorf("paragraph %d: %s", i, problems[i])
		}
	}
	for i, p := range problems[1:] {
		if p[len(p)-1].Note == "" {
			t.Errorf("%s says not what it rests on", p)
		}
		for _, m := range q.Findings[i].Subject(analytics.Town) {
			if !strings.Contains(p.String(), m.Label.ZH) {
				t.Errorf("%s does not name %s", p, m.Label.ZH)
			}
		}
		for _, piece := range p {
			for _, one := range piece.Proofs {
				if one.Meta.SQL == "" || len(one.Meta.Batches()) == 0 {
					t.Errorf("%s of %s rests on nothing", piece.Text, p)
				}
			}
		}
	}
}

// TestNoFinding leaves the heading out where nothing is accepted, and tells what a template has no line for.
func TestNoFinding(t *testing.T) {
	q := compose.Question{Period: year2011, Basis: analytics.SamePeriod, Language: analytics.Chinese}
	text, err := template(t, analytics.Chinese).Write(t.Context(), demonstration(t), q)
	if err != nil || len(text.Paragraphs) != 7 || strings.Contains(text.String(), "存在的主要问题") {
		t.Errorf("%v: %s", err, text)
	}
	parsed, err := compose.Parse("@repeats {number}{subject}有{finding firms}企业发生{finding least}宗以上事故。")
	if err != nil {
		t.Fatal(err)
	}
	q.Findings = found(t, q)
	text, err = parsed.Write(t.Context(), demonstration(t), q)
	if err != nil || text.String() != "(一)全市有12家企业发生3宗以上事故。" || len(text.Unwritten) != len(q.Findings)-1 {
		t.Errorf("%v: %s, without %v", err, text, text.Unwritten)
	}
	if proof := text.Paragraphs[0][1].Proofs; len(proof) != 1 || !strings.Contains(proof[0].Short(analytics.Chinese), "12\u202f家发生3宗以上事故") {
		t.Errorf("%+v", proof)
	}
}

// TestMistakesInLinesOfFindings names what is wrong in them.
func TestMistakesInLinesOfFindings(t *testing.T) {
	for text, want := range map[string]compose.Error{
		"@risen {number}":    {Code: compose.CodeFinding, Line: 1, Field: "@risen"},
		"@rise <{member}":    {Code: compose.CodeBracket, Line: 1, Field: "<"},
		"@rise {finding}":    {Code: compose.CodeField, Line: 1, Field: "finding"},
		"一<二>\n{subject}":    {Code: compose.CodeField, Line: 2, Field: "subject"},
		"@rise|fal {number}": {Code: compose.CodeFinding, Line: 1, Field: "@fal"},
	} {
		_, err := compose.Parse(text)
		var got *compose.Error
		if !errors.As(err, &got) || *got != want {
			t.Errorf("%q: %v, want %+v", text, err, want)
		}
	}
}

// TestProblemsAreFoundRight checks texts with problem paragraphs about selections drawn by chance.
func TestProblemsAreFoundRight(t *testing.T) {
	e := demonstration(t)
	if err := e.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 5))
	parsed := template(t, analytics.Chinese)
	texts := 20
	if testing.Short() {
		texts = 3
	}
	kinds := make(map[string]int)
	failed := 0
	for range texts {
		q := selection(t, r, e)
		q.Findings = found(t, q)
		text, err := parsed.Write(t.Context(), e, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range text.Written {
			name, _, _ := strings.Cut(key, "|")
			kinds[name]++
		}
		report, err := check.Text(t.Context(), text.String(), check.Options{Answers: e, Year: 2011})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range report.InOrder() {
			if f.Level != check.Green && (f.Figure < 0 || report.Figures[f.Figure].Level != check.Green) {
				failed++
				if failed < 12 {
					t.Errorf("%v %s %v: %s %s: %s", q.Period, q.Basis, q.Where, f.Code, report.Draft.Text[f.Range.Start:f.Range.End], f.Text.ZH)
					line := 1 + strings.Count(report.Draft.Text[:f.Range.Start], "\n")
					t.Logf("%s", text.Paragraphs[line-1])
				}
			}
		}
	}
	t.Logf("%v", kinds)
	if len(kinds) < 8 && !testing.Short() {
		t.Errorf("only %v were written about", kinds)
	}
}

// TestTheTemplatesHaveAllLines holds the templates that come with the program against what the analysis may find: a line for
// whatever is no improvement.
func TestTheTemplatesHaveAllLines(t *testing.T) {
	for _, l := range []analytics.Language{analytics.Chinese, analytics.English} {
		raw, err := assets.Speech(string(l))
		if err != nil {
			t.Fatal(err)
		}
		var named []string
		for line := range strings.Lines(string(raw)) {
			if head, ok := strings.CutPrefix(line, "@"); ok {
				head, _, _ = strings.Cut(head, " ")
				named = append(named, strings.Split(head, "|")...)
			}
		}
		for _, text := range problem.Texts() {
			if praise := text == "fall" || text == "total_fall"; slices.Contains(named, text) == praise {
				t.Errorf("%s: a line for %s: %v", l, text, praise)
			}
		}
	}
}
