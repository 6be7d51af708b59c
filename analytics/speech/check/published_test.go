package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anlan/analytics/speech/check"
)

// published returns texts that nobody on this project wrote, by name, and skips the test where there are none.
func published(t *testing.T, pattern string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "reference", pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("no published texts here")
	}
	texts := make(map[string]string)
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(path)] = string(raw)
	}
	return texts
}

// said tells whether a finding of a level, about a place of the draft, says all of some words.
func said(r check.Report, l check.Level, place string, words ...string) bool {
	for _, f := range r.InOrder() {
		if f.Level != l || !strings.Contains(r.Draft.Text[f.Range.Start:f.Range.End], place) {
			continue
		}
		all := true
		for _, w := range words {
			all = all && strings.Contains(f.Text.ZH, w)
		}
		if all {
			return true
		}
	}
	return false
}

// TestTheSpeech checks a mayor's speech by its own arithmetic. The figures in the findings were worked out by hand:
// 4414 ÷ 4910 − 1 = −10.10%, 4414 ÷ 4911 − 1 = −10.12%; 528 ÷ 574 − 1 = −8.01%; 256 ÷ 270 = 94.8%.
func TestTheSpeech(t *testing.T) {
	r, err := check.Text(t.Context(), published(t, "speech.txt")["speech.txt"], check.Options{Year: 2011})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		level check.Level
		place string
		words []string
	}{
		{check.Red, "10.11%", []string{"4414", "4910", "10.10%", "4911", "10.12%"}},
		{check.Green, "8.01%", []string{"574"}},
		{check.Green, "94.8%", []string{"256", "270"}},
		{check.Amber, "同比去年全年", []string{"357", "365"}},
		{check.Amber, "同比去年全年", []string{"自相矛盾"}},
		{check.Amber, "截至12月27日", []string{"12月23日", "12月27日"}},
		{check.Amber, "6448家次", []string{"家/家次"}},
		{check.Amber, "97%", []string{"1527"}},
	} {
		if !said(r, want.level, want.place, want.words...) {
			t.Errorf("no finding %v about %s says %v", want.level, want.place, want.words)
		}
	}
	if r.Counts.Wrong != 1 {
		t.Errorf("%d figures are called wrong, one is", r.Counts.Wrong)
	}
}

// TestTheSpeechAndItsCity checks the speech against the demonstration city, which holds its figures.
func TestTheSpeechAndItsCity(t *testing.T) {
	text := published(t, "speech.txt")["speech.txt"]
	city, err := demonstration()
	if err != nil {
		t.Fatal(err)
	}
	r, err := check.Text(t.Context(), text, check.Options{Answers: city, Year: 2011})
	if err != nil {
		t.Fatal(err)
	}
	for _, right := range []string{"4414宗", "528人", "8.01%", "52291人次", "20876处", "接近8万家", "超过10万处", "20多个", "2.8万多册", "300多次", "94.8%", "5000宗左右", "600人左右"} {
		if !said(r, check.Green, right, "工作区") {
			t.Errorf("the workspace does not confirm %s", right)
		}
	}
	if !said(r, check.Red, "10.11%", "10.10%") {
		t.Error("the workspace does not correct 10.11% to 10.10%")
	}
	if !said(r, check.Amber, "同比去年全年", "7.83%", "5.71%") {
		t.Error("the same days of the year before are missing")
	}
	if r.Counts.Wrong != 1 || r.Counts.Right < 40 {
		t.Errorf("%+v: one figure is wrong, the city holds over 40 of the others", r.Counts)
	}
}

// TestPublishedTextsAreNotCalledWrong holds for texts whose figures were checked by hand.
func TestPublishedTextsAreNotCalledWrong(t *testing.T) {
	for name, text := range published(t, "bulletins/*.txt") {
		r, err := check.Text(t.Context(), text, check.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Figures) < 8 {
			t.Errorf("%s: only %d figures found", name, len(r.Figures))
		}
		for _, f := range r.InOrder() {
			if f.Level == check.Red {
				t.Errorf("%s: %s is called wrong: %s", name, text[f.Range.Start:f.Range.End], f.Text.ZH)
			}
		}
	}
}
