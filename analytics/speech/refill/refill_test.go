package refill_test

import (
	"strings"
	"sync"
	"testing"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/analytics/speech/compose"
	"anlan/analytics/speech/refill"
	"anlan/assets"
	"anlan/data/sample/sampletest"
)

// city is the demonstration city: 4414 accidents and 528 deaths up to 23 December 2011, 4789 and 560 in the same days of
// 2010.
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

func filled(t *testing.T, old string) refill.Result {
	t.Helper()
	r, err := refill.Text(t.Context(), old, refill.Options{Answers: demonstration(t), To: analytics.Day(2011, 12, 23), Language: analytics.Chinese})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestOldSentences refills sentences of 2010.
func TestOldSentences(t *testing.T) {
	for _, tc := range []struct{ old, want string }{
		{"截至12月23日，全市发生事故4789宗、死亡560人。", "截至12月23日，全市发生事故4414宗、死亡528人。"},
		{"截至2010年12月23日，全市发生事故4789宗。", "截至2011年12月23日，全市发生事故4414宗。"},
		{"2010年，全市共培训干部、员工23110人次，举行应急演练268次。", "2011年，全市共培训干部、员工26266人次，举行应急演练314次。"},
		{"2010年，全市共培训干部、员工2.31万人次。", "2011年，全市共培训干部、员工2.63万人次。"},
		{"2010年，全市举行应急演练260多次。", "2011年，全市举行应急演练260多次【应为314次】。"},
		{"全市建成消防水池35座，召开会议4次。", "全市建成消防水池35座，召开会议4次。"},
	} {
		if r := filled(t, tc.old); r.Text != tc.want {
			t.Errorf("%s\nbecomes %s\nwant    %s", tc.old, r.Text, tc.want)
			for _, f := range r.Figures {
				t.Logf("%s %q → %q %s", f.State, f.Old, f.New, f.Why)
			}
		}
	}
}

// TestAnotherWayIsMarked refills a rise: drills rose from 2009 to 2010 in the text's words, accidents fell.
func TestAnotherWayIsMarked(t *testing.T) {
	e := demonstration(t)
	parsed, err := compose.Parse("{period}，{place}发生事故{accidents}，{basis}{change accidents}。")
	if err != nil {
		t.Fatal(err)
	}
	write := func(year int, basis analytics.Basis) string {
		text, err := parsed.Write(t.Context(), e, compose.Question{Period: analytics.Period{From: analytics.Day(year, 1, 1), To: analytics.Day(year, 12, 23)}, Basis: basis, Language: analytics.Chinese})
		if err != nil {
			t.Fatal(err)
		}
		return text.String()
	}
	old, now := write(2010, analytics.SamePeriod), write(2011, analytics.SamePeriod)
	got := filled(t, old)
	sameWay := strings.Contains(old, "下降") == strings.Contains(now, "下降")
	if sameWay && got.Text != now {
		t.Errorf("%s\nbecomes %s\nwant    %s", old, got.Text, now)
	}
	if !sameWay && !strings.Contains(got.Text, "【应为"+now[strings.LastIndex(now, "相比")+len("相比"):len(now)-len("。")]+"】") {
		t.Errorf("%s\nbecomes %s, which hides the other way: %s", old, got.Text, now)
	}
}

// TestARefilledTextIsTheTextOfTheYear refills all paragraphs of 2010 without the changes.
func TestARefilledTextIsTheTextOfTheYear(t *testing.T) {
	raw, err := assets.Speech("zh")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := compose.Parse(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	old, err := parsed.Write(t.Context(), demonstration(t), compose.Question{Period: analytics.Period{From: analytics.Day(2010, 1, 1), To: analytics.Day(2010, 12, 23)}, Basis: analytics.NoBasis, Language: analytics.Chinese})
	if err != nil {
		t.Fatal(err)
	}
	r := filled(t, old.String())
	bound := 0
	for _, f := range r.Figures {
		if f.State == refill.Unbound {
			t.Errorf("%s is not bound: %s", f.Old, f.Why)
		}
		if f.State == refill.Bound {
			bound++
			if f.Before == nil || f.After == nil || f.After.Meta.Period.From.Year() != 2011 {
				t.Errorf("%s → %s rests on %+v", f.Old, f.New, f.After)
			}
		}
	}
	if bound < 12 {
		t.Errorf("%d of %d figures are bound", bound, len(r.Figures))
	}
	for _, want := range []string{"4414宗", "528人", "26266人次", "9180艘次"} {
		if !strings.Contains(r.Text, want) {
			t.Errorf("the new text does not say %s:\n%s", want, r.Text)
		}
	}
}

// TestClaims: accidents fell by 7.83% and deaths by 5.71%.
func TestClaims(t *testing.T) {
	r := filled(t, "安全生产形势保持稳定向好，事故宗数、死亡人数大幅下降，实现“双下降”。")
	want := map[string]bool{"稳定向好": true, "大幅下降": false, "双下降": true}
	if len(r.Claims) != len(want) {
		t.Fatalf("%+v", r.Claims)
	}
	for _, c := range r.Claims {
		if carries, known := want[c.Words]; !known || carries != c.Carries || !strings.Contains(c.Why.ZH, "7.83%") {
			t.Errorf("%+v", c)
		}
	}
}

// TestDecisionsBind refuses a suggestion, confirms another, and binds a figure that no question gives by hand: 18 safety
// officers of Dongkeng, as the demonstration city has them.
func TestDecisionsBind(t *testing.T) {
	old := "截至12月23日，全市发生事故4789宗、死亡560人。东坑镇抽调骨干20人。形势稳定向好。"
	first := filled(t, old)
	if len(first.Figures) != 3 || first.Figures[0].State != refill.Bound || first.Figures[2].State != refill.Unbound || first.Figures[0].Key == first.Figures[1].Key {
		t.Fatalf("%+v", first.Figures)
	}
	keep := func(b refill.Binding) refill.Binding {
		t.Helper()
		text, err := b.EncodeQuestion()
		if err != nil {
			t.Fatal(err)
		}
		read, err := refill.DecodeQuestion(b.Verdict, text)
		if err != nil {
			t.Fatal(err)
		}
		return read
	}
	o := refill.Options{Answers: demonstration(t), To: analytics.Day(2011, 12, 23), Language: analytics.Chinese, Bindings: map[refill.Key]refill.Binding{
		first.Figures[0].Key: keep(refill.Binding{Verdict: refill.Confirmed, Query: first.Figures[0].Before.Query}),
		first.Figures[1].Key: keep(refill.Binding{Verdict: refill.Refused}),
		first.Figures[2].Key: keep(refill.Binding{Verdict: refill.Changed, Query: query.Query{
			Indicators: []analytics.ID{"safety_staff"}, Period: analytics.Period{From: analytics.Day(2010, 1, 1), To: analytics.Day(2010, 12, 23)}, Basis: analytics.NoBasis,
			Where: []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"441900109"}}},
		}}),
	}}
	r, err := refill.Text(t.Context(), old, o)
	if err != nil {
		t.Fatal(err)
	}
	if want := "截至12月23日，全市发生事故4414宗、死亡560人。东坑镇抽调骨干18人。形势稳定向好。"; r.Text != want {
		t.Errorf("%s\nwant %s", r.Text, want)
	}
	for _, f := range r.Figures {
		if said := r.Text[f.At.Start:f.At.End]; said != f.New && said != f.Old {
			t.Errorf("%q stands where %q should", said, f.Change())
		}
	}
	if r.Figures[1].Why != "refused" || r.Claims[0].Words != r.Text[r.Claims[0].At.Start:r.Claims[0].At.End] {
		t.Errorf("%+v, %+v", r.Figures[1], r.Claims)
	}
	// The sentences are known again where others were put before them.
	o.To = analytics.Day(2011, 12, 23)
	again, err := refill.Text(t.Context(), "各位同志：\n"+old, o)
	if err != nil || again.Figures[2].New != "18人" {
		t.Errorf("%v: %+v", err, again.Figures)
	}
	proof := strings.Join(r.Proof(analytics.Chinese), "\n")
	for _, want := range []string{"4789宗 → 4414宗", "560人：人工确定不绑定", "“稳定向好”数据支持"} {
		if !strings.Contains(proof, want) {
			t.Errorf("the proof does not say %s:\n%s", want, proof)
		}
	}
	paragraphs := again.Document("题目", analytics.Chinese)
	if len(paragraphs) != 1+2+1+4 || paragraphs[2].Runs[1].Text != "4414宗" || !strings.Contains(paragraphs[2].Runs[1].Note, "事故起数") {
		t.Errorf("%+v", paragraphs)
	}
}
