package draft_test

import (
	"fmt"
	"os"
	"testing"

	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/lexicon"
)

func TestDump(t *testing.T) {
	path := os.Getenv("DUMP")
	if path == "" {
		t.Skip()
	}
	raw, _ := os.ReadFile(path)
	d := draft.Read(string(raw), lexicon.New(nil))
	p := func(i int) string {
		if i < 0 {
			return "-"
		}
		return fmt.Sprintf("#%d(%s)", i, d.Figures[i].Text)
	}
	for i, f := range d.Figures {
		fmt.Printf("#%d p%d s%d %q role=%d ind=%v scope=%v span=%v sign=%d tgt=%v ev=%v run=%d label=%q\n", i, f.Paragraph, f.Sentence, f.Text, f.Role, f.Indicators, f.Scope, f.Span, f.Sign, f.Target, f.Event, 0, f.Label)
	}
	for _, c := range d.Changes {
		vs := ""
		for _, v := range c.Values {
			vs += p(v) + " "
		}
		fmt.Printf("change of [%s] base %s diff %s pct %s sign %d basis %v ind %v\n", vs, p(c.Base), p(c.Difference), p(c.Percent), c.Sign, c.Basis.Kind, c.Indicators)
	}
	for _, s := range d.Shares {
		fmt.Printf("share part %s whole %s pct %s stated %v quota %v goal %v\n", p(s.Part), p(s.Whole), p(s.Percent), s.Stated, s.Quota, s.Goal)
	}
	for _, s := range d.Rates {
		fmt.Printf("rate part %s wholes %v pct %s\n", p(s.Part), s.Wholes, p(s.Percent))
	}
	for _, s := range d.Sums {
		fmt.Printf("sum whole %s complete %v total %v:", p(s.Whole), s.Complete, s.Total)
		for _, x := range s.Parts {
			fmt.Print(" ", p(x))
		}
		fmt.Println()
	}
	for _, l := range d.Lists {
		fmt.Printf("list %v %v\n", l.Values, l.Changes)
	}
	for _, c := range d.CutOffs {
		fmt.Printf("cutoff %v %q\n", c.Span, d.Text[c.Range.Start:c.Range.End])
	}
}
