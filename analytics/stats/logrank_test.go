package stats_test

import (
	"math"
	"testing"

	"anlan/analytics/stats"
)

// TestLogRank has four things worked by hand, and the trial of 6-mercaptopurine (Freireich et al. 1963), of which R's survdiff
// says 9 and 21 observed, 19.3 and 10.7 expected, chi-square 16.8.
func TestLogRank(t *testing.T) {
	// One of the group is done after 2 days and one still open after 4; of the others one is done after 1 and one after 3.
	// Day 1: 2 of 4 at risk are the group's, so ½ is expected, variance ½·½·3/3. Day 2: 2 of 3, variance ⅔·⅓·2/2. Day 3: 1 of 2.
	test := must[stats.LogRankTest](t)(stats.LogRank([]stats.SpanCount{{2, 1, 0}, {4, 0, 1}}, []stats.SpanCount{{1, 1, 0}, {3, 1, 0}}))
	near(t, "expected", test.Expected, 5.0/3, 1e-12)
	near(t, "variance", test.Variance, 13.0/18, 1e-12)
	near(t, "z", test.Z, -(2.0/3)/math.Sqrt(13.0/18), 1e-12)
	if test.Done != 1 {
		t.Errorf("%d are done", test.Done)
	}

	treated := []stats.SpanCount{
		{6, 3, 1},
		{7, 1, 0},
		{9, 0, 1},
		{10, 1, 1},
		{11, 0, 1},
		{13, 1, 0},
		{16, 1, 0},
		{17, 0, 1},
		{19, 0, 1},
		{20, 0, 1},
		{22, 1, 0},
		{23, 1, 0},
		{25, 0, 1},
		{32, 0, 2},
		{34, 0, 1},
		{35, 0, 1},
	}
	placebo := []stats.SpanCount{{1, 2, 0}, {2, 2, 0}, {3, 1, 0}, {4, 2, 0}, {5, 2, 0}, {8, 4, 0}, {11, 2, 0}, {12, 2, 0}, {15, 1, 0}, {17, 1, 0}, {22, 1, 0}, {23, 1, 0}}
	test = must[stats.LogRankTest](t)(stats.LogRank(treated, placebo))
	near(t, "expected", test.Expected, 19.25, 0.005)
	near(t, "chi-square", test.Z*test.Z, 16.79, 0.005)
	if test.Done != 9 || test.Z > 0 {
		t.Errorf("%d observed, z %v", test.Done, test.Z)
	}
	other := must[stats.LogRankTest](t)(stats.LogRank(placebo, treated))
	near(t, "the other way round", other.Z, -test.Z, 1e-12)
	near(t, "p", other.P, math.Erfc(math.Abs(test.Z)/math.Sqrt2), 1e-12)
}

// TestLogRankEdges: without anything done nothing is told, and without a side there is no test.
func TestLogRankEdges(t *testing.T) {
	test := must[stats.LogRankTest](t)(stats.LogRank([]stats.SpanCount{{5, 0, 3}}, []stats.SpanCount{{9, 0, 2}}))
	if test.P != 1 || test.Z != 0 {
		t.Errorf("nothing done: %+v", test)
	}
	for _, bad := range [][2][]stats.SpanCount{{nil, {{1, 1, 0}}}, {{{1, 1, 0}}, nil}, {{{-1, 1, 0}}, {{1, 1, 0}}}, {{{1, -1, 0}}, {{1, 1, 0}}}, {{{math.NaN(), 1, 0}}, {{1, 1, 0}}}} {
		if _, err := stats.LogRank(bad[0], bad[1]); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

// TestSurvivalOfCounts: spans that are counted give what they give one by one, in any order.
func TestSurvivalOfCounts(t *testing.T) {
	one := must[stats.Survival](t)(stats.KaplanMeier(hazards, 0.95))
	counted := must[stats.Survival](t)(stats.SurvivalOf([]stats.SpanCount{{30, 0, 2}, {3, 1, 0}, {20, 1, 0}, {5, 1, 1}, {8, 1, 0}, {15, 1, 0}, {12, 0, 1}, {10, 1, 0}}, 0.95))
	if len(one.Steps) != len(counted.Steps) || one.Median != counted.Median || one.Median != 15 {
		t.Fatalf("%+v and %+v", one, counted)
	}
	for i := range one.Steps {
		if one.Steps[i] != counted.Steps[i] {
			t.Errorf("step %d: %+v and %+v", i, one.Steps[i], counted.Steps[i])
		}
	}
}
