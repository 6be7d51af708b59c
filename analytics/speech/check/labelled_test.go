package check_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anlan/analytics/speech/check"
)

// labelled is a sentence with the verdict that a person gave it.
type labelled struct{ verdict, reason, sentence string }

func sentences(t testing.TB, name string) []labelled {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []labelled
	for s := bufio.NewScanner(file); s.Scan(); {
		if strings.HasPrefix(s.Text(), "#") || s.Text() == "" {
			continue
		}
		cells := strings.Split(s.Text(), "\t")
		if len(cells) != 3 {
			t.Fatalf("%s: %q has %d columns", name, s.Text(), len(cells))
		}
		all = append(all, labelled{cells[0], cells[1], cells[2]})
	}
	return all
}

// verdicts are those of the labels, in the order of the confusion table.
var verdicts = []string{"right", "attention", "wrong", "unknown", "none"}

// confusion counts labels against verdicts.
type confusion map[[2]string]int

func (c confusion) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s", "label")
	for _, v := range verdicts {
		fmt.Fprintf(&b, "%10s", v)
	}
	for _, label := range verdicts {
		fmt.Fprintf(&b, "\n%-12s", label)
		for _, v := range verdicts {
			fmt.Fprintf(&b, "%10d", c[[2]string{label, v}])
		}
	}
	return b.String()
}

// rates are precision and recall of "wrong".
func (c confusion) rates() (precision, recall float64) {
	hit := c[[2]string{"wrong", "wrong"}]
	called, are := 0, 0
	for pair, n := range c {
		if pair[1] == "wrong" {
			called += n
		}
		if pair[0] == "wrong" {
			are += n
		}
	}
	return float64(hit) / float64(called), float64(hit) / float64(are)
}

// judge is the verdict on a sentence: that of its worst finding. Of figures that are right or not checkable, without data a
// sentence is right, with data unknown where no figure is known to be right.
func judge(t testing.TB, sentence string, o check.Options) (string, check.Report) {
	t.Helper()
	r, err := check.Text(t.Context(), sentence, o)
	if err != nil {
		t.Fatalf("%s: %v", sentence, err)
	}
	worst := r.Worst()
	switch {
	case len(r.Figures) == 0 && len(r.Notes) == 0:
		return "none", r
	case worst >= check.Amber:
		return worst.String(), r
	case o.Answers != nil && r.Counts.Right == 0:
		return "unknown", r
	}
	return "right", r
}

func measure(t *testing.T, name string, o check.Options) confusion {
	t.Helper()
	c := confusion{}
	for _, l := range sentences(t, name) {
		got, r := judge(t, l.sentence, o)
		c[[2]string{l.verdict, got}]++
		if got == l.verdict {
			continue
		}
		t.Logf("labelled %s (%s), judged %s: %s", l.verdict, l.reason, got, l.sentence)
		for _, f := range r.InOrder() {
			t.Logf("    %s %s: %s %s", f.Level, f.Code, sentence(l.sentence, f), f.Text.ZH)
		}
	}
	precision, recall := c.rates()
	t.Logf("%s\n%v\nwrong: precision %.3f, recall %.3f", name, c, precision, recall)
	return c
}

func sentence(text string, f check.Finding) string { return text[f.Range.Start:f.Range.End] }

func TestLabelledWithoutData(t *testing.T) {
	need(t, measure(t, "text.tsv", check.Options{}))
}

func TestLabelledOfOtherCities(t *testing.T) {
	need(t, measure(t, "later.tsv", check.Options{}))
}

func TestLabelledWithData(t *testing.T) {
	need(t, measure(t, "data.tsv", check.Options{Answers: city(t), Year: 2012}))
}

// need holds the measure to what is asked for.
func need(t *testing.T, c confusion) {
	t.Helper()
	if precision, recall := c.rates(); precision < 0.95 || recall < 0.95 {
		t.Errorf("precision %.3f and recall %.3f of \"wrong\"; 0.95 each is asked for", precision, recall)
	}
}
