package speech_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/speech"
)

func number(field, text string, start int, now float64) speech.Figure {
	return speech.Figure{Field: field, Text: text, Start: start, Values: []speech.Value{{Indicator: analytics.ID(field), Now: now}}}
}

func composition(paragraphs ...speech.ComposedParagraph) speech.Composition {
	return speech.Composition{Paragraphs: paragraphs}
}

// TestCompare holds two texts against each other: a number that moved, one behind a hedge, one that came and one that went.
func TestCompare(t *testing.T) {
	old := composition(
		speech.ComposedParagraph{Text: "共4414宗、死亡528人。", Figures: []speech.Figure{number("accidents", "4414宗", 3, 4414), number("deaths", "528人", 18, 528)}},
		speech.ComposedParagraph{Text: "演练300多次。罚款5宗。", Figures: []speech.Figure{number("drills", "300多次", 6, 312), number("fines", "5宗", 24, 5)}})
	now := composition(
		speech.ComposedParagraph{Text: "共4420宗、死亡528人。", Figures: []speech.Figure{number("accidents", "4420宗", 3, 4420), number("deaths", "528人", 18, 528)}},
		speech.ComposedParagraph{Text: "演练300多次。培训9人次。", Figures: []speech.Figure{number("drills", "300多次", 6, 318), number("training", "9人次", 24, 9)}})
	type seen struct{ field, old, now, by, sentence string }
	var got []seen
	for _, m := range speech.Compare(old, now) {
		s := seen{field: m.Field, by: m.Difference(analytics.Chinese), sentence: m.Sentence}
		if m.Old != nil {
			s.old = m.Old.Text
		}
		if m.Now != nil {
			s.now = m.Now.Text
		}
		got = append(got, s)
	}
	want := []seen{
		{"accidents", "4414宗", "4420宗", "+6\u202f宗", "共4420宗、死亡528人"},
		{"drills", "300多次", "300多次", "+6\u202f次", "演练300多次"},
		{"training", "", "9人次", "", "培训9人次"},
		{"fines", "5宗", "", "", "罚款5宗"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(seen{})); diff != "" {
		t.Error(diff)
	}
	if moves := speech.Compare(now, now); len(moves) > 0 {
		t.Errorf("a text moves against itself: %+v", moves)
	}
}

// TestTheSameFieldTwice holds the second number of a field against the second one.
func TestTheSameFieldTwice(t *testing.T) {
	two := func(a, b float64) speech.Composition {
		return composition(speech.ComposedParagraph{Text: "1宗、2宗", Figures: []speech.Figure{number("accidents", "1宗", 0, a), number("accidents", "2宗", 7, b)}})
	}
	moves := speech.Compare(two(1, 2), two(1, 3))
	if len(moves) != 1 || moves[0].Now.Values[0].Now != 3 || moves[0].Difference(analytics.English) == "" {
		t.Errorf("%+v", moves)
	}
}

// TestAMovedBase tells that a change moved because what it is compared with did.
func TestAMovedBase(t *testing.T) {
	with := func(base float64) speech.Composition {
		return composition(speech.ComposedParagraph{Text: "下降", Figures: []speech.Figure{
			{Field: "change deaths", Text: "下降", Values: []speech.Value{{Indicator: "deaths", Now: 10, Base: &base}}},
		}})
	}
	if moves := speech.Compare(with(20), with(21)); len(moves) != 1 {
		t.Errorf("%+v", moves)
	}
}
