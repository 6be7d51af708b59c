package compose_test

import (
	"encoding/json"
	"testing"

	"anlan/analytics"
	"anlan/analytics/speech"
	"anlan/analytics/speech/compose"
)

// TestKeptAndCompared keeps a text as JSON and holds one of the next week against it. 4414 accidents and 528 deaths to
// 23 December are the speech's; what moved is said with both.
func TestKeptAndCompared(t *testing.T) {
	parsed, err := compose.Parse("{period}，共{accidents}、死亡{deaths}，{basis}{changes accidents deaths}。\n较大事故{accidents severity=larger}。")
	if err != nil {
		t.Fatal(err)
	}
	e := demonstration(t)
	write := func(day int) speech.Composition {
		t.Helper()
		text, err := parsed.Write(t.Context(), e, compose.Question{
			Period: analytics.Period{From: year2011.From, To: analytics.Day(2011, 12, day)}, Basis: analytics.FullPreviousYear, Language: analytics.Chinese,
		})
		if err != nil {
			t.Fatal(err)
		}
		return text.Composition()
	}
	raw, err := json.Marshal(write(16))
	if err != nil {
		t.Fatal(err)
	}
	var kept speech.Composition
	if err := json.Unmarshal(raw, &kept); err != nil {
		t.Fatal(err)
	}
	now := write(23)
	for _, p := range now.Paragraphs {
		for _, f := range p.Figures {
			if p.Text[f.Start:f.Start+len(f.Text)] != f.Text {
				t.Errorf("%q does not stand at %d of %q", f.Text, f.Start, p.Text)
			}
		}
	}
	moves := speech.Compare(kept, now)
	if len(moves) != 3 || moves[0].Now.Text != "4414宗" || moves[1].Now.Text != "528人" || moves[2].Field != "changes accidents deaths" {
		t.Fatalf("%+v", moves)
	}
	if by := moves[0].Now.Values[0].Now - moves[0].Old.Values[0].Now; by <= 0 {
		t.Errorf("a week moves the accidents by %v", by)
	}
}
