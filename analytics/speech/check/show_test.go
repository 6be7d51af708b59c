package check_test

import (
	"fmt"
	"os"
	"testing"

	"anlan/analytics/speech/check"
)

func TestShow(t *testing.T) {
	path := os.Getenv("SHOW")
	if path == "" {
		t.Skip()
	}
	raw, _ := os.ReadFile(path)
	o := check.Options{}
	if os.Getenv("DATA") != "" {
		e, err := demonstration()
		if err != nil {
			t.Fatal(err)
		}
		o.Answers, o.Year = e, 2011
	}
	r, err := check.Text(t.Context(), string(raw), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.InOrder() {
		if f.Level == check.Grey && os.Getenv("ALL") == "" {
			continue
		}
		fmt.Printf("%-9s %-20s %s | %s\n", f.Level, f.Code, string(raw)[f.Range.Start:f.Range.End], f.Text.ZH)
	}
	fmt.Printf("%+v\n", r.Counts)
}
