package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"anlan/analytics/speech/check"
)

// FuzzText checks any text: nothing panics, every figure and every finding has its place in the text.
func FuzzText(f *testing.F) {
	for _, name := range []string{"text.tsv", "later.tsv"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		for i, line := range strings.Split(string(raw), "\n") {
			if i%5 == 0 {
				f.Add(line)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := check.Text(t.Context(), text, check.Options{Year: 2011})
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range r.InOrder() {
			p := finding.Range
			if p.Start < 0 || p.End > len(text) || p.Start >= p.End {
				t.Fatalf("%v stands at %v of %d bytes", finding.Code, p, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[p.Start:p.End]) {
				t.Fatalf("%v cuts characters", finding.Code)
			}
		}
		end := 0
		for _, figure := range r.Figures {
			if figure.Range.Start < end {
				t.Fatalf("figures overlap at %v", figure.Range)
			}
			end = figure.Range.End
		}
	})
}
