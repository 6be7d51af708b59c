package compose_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/compose"
	"anlan/assets"
	"anlan/data/sample/sampletest"
)

// city is the demonstration city, made once.
var city = sync.OnceValues(func() (*engine.Engine, error) {
	w, err := sampletest.Shared()
	if err != nil {
		return nil, err
	}
	return engine.New(w, catalog.Default()), nil
})

func demonstration(t *testing.T) *engine.Engine {
	t.Helper()
	e, err := city()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func template(t *testing.T, l analytics.Language) *compose.Template {
	t.Helper()
	raw, err := assets.Speech(string(l))
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := compose.Parse(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

var year2011 = analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}

// TestTheSpeechComesOut compares the paragraphs with the figures of the speech that the demonstration city was made from.
func TestTheSpeechComesOut(t *testing.T) {
	text, err := template(t, analytics.Chinese).Write(t.Context(), demonstration(t), compose.Question{Period: year2011, Basis: analytics.FullPreviousYear, Language: analytics.Chinese})
	if err != nil {
		t.Fatal(err)
	}
	if len(text.Paragraphs) != 7 || len(text.Left) > 0 {
		t.Errorf("%d paragraphs, left out: %v", len(text.Paragraphs), text.Left)
	}
	for i, figures := range []string{
		"4414宗 528人 下降10.10%和8.01%", // the speech has 10.11%, which no whole number gives
		"52291人次 19212家 20876处 2910份 162家",
		"1326家 2623处 22家 6448家次 1527处 97% 28家 20多个 接近8万家 超过10万处 458474人次 507736宗 10处 240座 937家 30份 280份 317项 1230个 9180艘次 2.8万多册",
		"66家 11个 110家 26266人次",
		"10个 32个",
		"300多次",
		"6宗 7人 2人 2人 245宗 243宗 99.2%", // the speech counts complaints up to another day, see below
	} {
		said := text.Paragraphs[i].String()
		for _, figure := range strings.Fields(figures) {
			if !strings.Contains(said, figure) {
				t.Errorf("paragraph %d does not say %s: %s", i, figure, said)
			}
		}
	}
	for _, p := range text.Paragraphs {
		for _, piece := range p {
			for _, proof := range piece.Proofs {
				if proof.Meta.Rows() == 0 || len(proof.Meta.Batches()) == 0 || proof.Meta.SQL == "" {
					t.Errorf("%s rests on nothing: %+v", piece.Text, proof.Meta)
				}
			}
		}
	}
}

// TestComplaintsUpToTheirDay writes about 27 December, the day up to which the speech counts complaints.
func TestComplaintsUpToTheirDay(t *testing.T) {
	q := compose.Question{Period: analytics.Period{From: year2011.From, To: analytics.Day(2011, 12, 27)}, Language: analytics.Chinese}
	text, err := template(t, analytics.Chinese).Write(t.Context(), demonstration(t), q)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"270宗", "256宗", "94.8%"} {
		if !strings.Contains(text.Paragraphs[6].String(), want) {
			t.Errorf("paragraph 6 does not say %s: %s", want, text.Paragraphs[6])
		}
	}
}

// TestEnglish writes the other default template.
func TestEnglish(t *testing.T) {
	text, err := template(t, analytics.English).Write(t.Context(), demonstration(t), compose.Question{Period: year2011, Basis: analytics.SamePeriod, Language: analytics.English})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"4,414 accidents", "528 deaths", "507,736 traffic violations", "99.2%"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the text does not say %s:\n%s", want, text)
		}
	}
}

func TestMistakesInATemplate(t *testing.T) {
	for text, want := range map[string]compose.Error{
		"好\n共{accident}起":        {Code: compose.CodeField, Line: 2, Field: "accident"},
		"{}":                     {Code: compose.CodeField, Line: 1, Field: "{}"},
		"{deaths accidents}":     {Code: compose.CodeField, Line: 1, Field: "deaths accidents"},
		"{changes deaths}":       {Code: compose.CodeField, Line: 1, Field: "changes deaths"},
		"{deaths city=1}":        {Code: compose.CodeDimension, Line: 1, Field: "city=1"},
		"{deaths decimals=many}": {Code: compose.CodeOption, Line: 1, Field: "decimals=many"},
		"{deaths":                {Code: compose.CodeBracket, Line: 1, Field: "{"},
		"[{deaths}":              {Code: compose.CodeBracket, Line: 1, Field: "["},
		"{deaths}]":              {Code: compose.CodeBracket, Line: 1, Field: "]"},
	} {
		_, err := compose.Parse(text)
		var got *compose.Error
		if !errors.As(err, &got) || *got != want {
			t.Errorf("%q: %v, want %+v", text, err, want)
		}
	}
}

// TestWhatIsNotKnownIsLeftOut writes about a year without enforcement returns.
func TestWhatIsNotKnownIsLeftOut(t *testing.T) {
	parsed, err := compose.Parse("共{accidents}[，检查{inspections}，罚款{fines}]。\n只有{inspections}。\n没有字段。")
	if err != nil {
		t.Fatal(err)
	}
	text, err := parsed.Write(t.Context(), demonstration(t), compose.Question{Period: analytics.WholeYear(2008), Language: analytics.Chinese})
	if err != nil {
		t.Fatal(err)
	}
	if len(text.Paragraphs) != 2 || strings.Contains(text.String(), "检查") || !strings.HasSuffix(text.Paragraphs[0].String(), "。") || len(text.Left) != 3 {
		t.Errorf("%q, left out %v", text, text.Left)
	}
}

// TestAFilterThatCannotBeWordedIsRefused keeps a text from saying less than its numbers.
func TestAFilterThatCannotBeWordedIsRefused(t *testing.T) {
	_, err := template(t, analytics.Chinese).Write(t.Context(), demonstration(t), compose.Question{
		Period: year2011, Language: analytics.Chinese, Where: []analytics.Condition{{Dimension: analytics.Month, Keys: []string{"3"}}},
	})
	var question *analytics.Error
	if !errors.As(err, &question) || question.Code != analytics.CodeSpeechFilter {
		t.Errorf("%v", err)
	}
}

// selection draws what a window may look at.
func selection(t *testing.T, r *rand.Rand, e *engine.Engine) compose.Question {
	t.Helper()
	pick := func(d analytics.DimensionID, n int) analytics.Condition {
		members, err := e.Members(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		c := analytics.Condition{Dimension: d}
		for _, i := range r.Perm(len(members))[:n] {
			c.Keys = append(c.Keys, members[i].Key)
		}
		return c
	}
	year := 2008 + r.IntN(4)
	first := analytics.Day(year, 1, 1)
	q := compose.Question{Language: analytics.Chinese, Basis: []analytics.Basis{
		analytics.SamePeriod, analytics.SamePeriodBeforeLast, analytics.PreviousPeriod, analytics.FiveYearAverage, analytics.NoBasis,
	}[r.IntN(5)]}
	switch r.IntN(4) {
	case 0:
		q.Period = analytics.Period{From: first, To: first.AddDate(0, 0, 30+r.IntN(320))}
	case 1:
		from := r.IntN(11)
		q.Period = analytics.Period{From: first.AddDate(0, from, 0), To: first.AddDate(0, from+1+r.IntN(11-from), -1)}
	case 2:
		from := r.IntN(200)
		q.Period = analytics.Period{From: first.AddDate(0, 0, from), To: first.AddDate(0, 0, from+20+r.IntN(130))}
	default:
		q.Period = analytics.WholeYear(year)
	}
	if r.IntN(3) == 0 {
		q.Where = append(q.Where, pick(analytics.Town, 1+r.IntN(2)))
	}
	if r.IntN(4) == 0 {
		q.Where = append(q.Where, pick(analytics.Sector, 1))
	}
	return q
}

// TestWhatIsWrittenIsFoundRight checks 100 texts about selections drawn by chance.
func TestWhatIsWrittenIsFoundRight(t *testing.T) {
	e := demonstration(t)
	if err := e.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 11))
	parsed := template(t, analytics.Chinese)
	figures, failed := 0, 0
	texts := 100
	if testing.Short() {
		texts = 10
	}
	for range texts {
		q := selection(t, r, e)
		text, err := parsed.Write(t.Context(), e, q)
		if err != nil {
			t.Fatal(err)
		}
		report, err := check.Text(t.Context(), text.String(), check.Options{Answers: e, Year: 2011})
		if err != nil {
			t.Fatal(err)
		}
		figures += len(report.Figures)
		bad := false
		for _, f := range report.InOrder() {
			if f.Level != check.Green && (f.Figure < 0 || report.Figures[f.Figure].Level != check.Green) {
				bad = true
				if failed < 12 {
					t.Errorf("%v %s %v: %s %s: %s", q.Period, q.Basis, q.Where, f.Code, report.Draft.Text[f.Range.Start:f.Range.End], f.Text.ZH)
				}
			}
		}
		if bad {
			failed++
			if failed < 12 {
				t.Logf("%s", text)
			}
		}
	}
	t.Logf("%d figures in %d texts, %d texts not all right", figures, texts, failed)
	if figures < 5*texts {
		t.Errorf("only %d figures were written", figures)
	}
}

// FuzzParse reads any template: what is wrong is an error that says where.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"{accidents}[，死亡{deaths}]。", "{changes accidents deaths decimals=1}", "[[{x", "{drills more=2}", "{hazards campaign=a|b}\n]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := compose.Parse(text)
		var known *compose.Error
		if err != nil && (!errors.As(err, &known) || known.Line < 1 || known.Line > strings.Count(text, "\n")+1) {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
