package main

import (
	"strings"
	"testing"
)

// TestProblems asks for the problems of the demonstration city in both formats.
func TestProblems(t *testing.T) {
	j := object[problemsJSON](t, "--workspace", cityFile(t), "problems", "--from", "2011-01-01", "--to", "2011-12-23", "--format", "json")
	if len(j.Findings) < 9 || j.Trials < 1000 || !j.Sample || j.Period.Days != 357 {
		t.Fatalf("%d findings of %d trials", len(j.Findings), j.Trials)
	}
	first := j.Findings[0]
	if first.Key != "rise|town=441900116|sector=road" || first.P == nil || *first.P >= *first.Adjusted || first.Numbers["now"] != 273 || len(first.Evidence.Where) != 2 {
		t.Errorf("the first finding is %+v", first)
	}
	only := object[problemsJSON](t, "--workspace", cityFile(t), "problems", "--where", "sector=火灾", "--compare", "none", "--passing", "0", "--format", "json")
	for _, f := range only.Findings {
		if strings.Contains(f.Key, "road") || f.Certainty == "ordinary" {
			t.Errorf("among fires, without what may be chance, stands %s", f.Key)
		}
	}
}
