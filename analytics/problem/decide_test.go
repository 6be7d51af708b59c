package problem_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/problem"
)

func subject(d analytics.DimensionID, keys ...string) problem.Subject {
	s := problem.Subject{Dimension: d}
	for _, key := range keys {
		s.Members = append(s.Members, analytics.Member{Key: key})
	}
	return s
}

// TestDecisionKeys: a finding is decided for each of its members and for what it stands for; the leading member comes first.
func TestDecisionKeys(t *testing.T) {
	single := problem.Finding{Question: "rise", Text: "rise", Subjects: []problem.Subject{subject(analytics.Town, "B"), subject(analytics.Sector, "road")}}
	grouped := problem.Finding{Question: "rectified", Text: "rectified", Subjects: []problem.Subject{subject(analytics.Town, "C", "A"), subject(analytics.Department, "d")}}
	quota := problem.Finding{Question: "quota", Text: "quota", Subjects: []problem.Subject{subject(analytics.Town, "C", "A"), subject(analytics.Sector, "fire")}}
	merged := problem.Finding{Question: "overdue", Text: "overdue", Subjects: []problem.Subject{subject(analytics.Town, "C")}, Merged: []problem.Finding{grouped}}
	for name, tt := range map[string]struct {
		f    problem.Finding
		want []string
	}{
		"single":  {single, []string{"rise|town=B|sector=road"}},
		"whole":   {problem.Finding{Question: "total", Text: "total"}, []string{"total"}},
		"grouped": {grouped, []string{"rectified|town=C|department=d", "rectified|town=A|department=d"}},
		"quota":   {quota, []string{"quota|town=C", "quota|town=A", "quota|sector=fire"}},
		"merged":  {merged, []string{"overdue|town=C", "rectified|town=C|department=d", "rectified|town=A|department=d"}},
	} {
		if diff := cmp.Diff(tt.want, tt.f.DecisionKeys()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	towns := problem.Finding{Question: "quota", Text: "quota_towns", Subjects: quota.Subjects[:1]}
	if got := towns.DecisionKeys()[0]; got != "quota|town=C" {
		t.Errorf("without the sector the leading key is %s", got)
	}
}
