package intake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
)

const (
	withNumbers    = "事故编号,发生日期,镇街,行业领域,单位名称,死亡人数\nA1,2011-03-08,塘厦,火灾,恒兴厂,1\nA2,2011-03-09,长安,火灾,永利厂,0\n"
	withoutNumbers = "发生日期,镇街,行业领域,单位名称,死亡人数\n2011-03-08,塘厦,火灾,恒兴厂,2\n2011-03-08,塘厦,道路交通,恒兴厂,1\n2011-03-10,塘厦,火灾,恒兴厂,1\n"
)

// TestToldWithAndWithoutANumber imports an accident that one file gives a ledger number and another one none: it is likely the
// same, said so or held back, and never put together.
func TestToldWithAndWithoutANumber(t *testing.T) {
	const told = "SELECT batch_id, row_no, outcome, reason, detail FROM problem ORDER BY batch_id, row_no"
	for name, c := range map[string]struct {
		files    [2]string
		opts     intake.Options
		problems []string
		second   counts
		deaths   string
	}{
		"first with it": {[2]string{withNumbers, withoutNumbers}, intake.Options{}, []string{"2|2|warning|possible_duplicate|1:2"}, counts{Read: 3, Accepted: 3, Warned: 1}, "5"},
		"first without": {[2]string{withoutNumbers, withNumbers}, intake.Options{}, []string{"2|2|warning|possible_duplicate|1:2"}, counts{Read: 2, Accepted: 2, Warned: 1}, "5"},
		"held back": {
			[2]string{withNumbers, withoutNumbers}, intake.Options{HoldLikely: true}, []string{"2|2|quarantined|possible_duplicate|1:2"}, counts{Read: 3, Accepted: 2, Quarantined: 1}, "3",
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := memory(t)
			if _, err := intake.Import(t.Context(), w, write(t, "a.csv", c.files[0]), c.opts); err != nil {
				t.Fatal(err)
			}
			result, err := intake.Import(t.Context(), w, write(t, "b.csv", c.files[1]), c.opts)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.second, countsOf(result.Batch)); diff != "" {
				t.Errorf("counts (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.problems, rowsOf(t, w, told)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{c.deaths}, rowsOf(t, w, "SELECT sum(deaths)::INTEGER FROM accident")); diff != "" {
				t.Errorf("deaths (-want +got):\n%s", diff)
			}
		})
	}
}

// TestToldTwiceInOneFile has both rows in one file: the second one is warned about.
func TestToldTwiceInOneFile(t *testing.T) {
	w := memory(t)
	content := "事故编号,发生日期,镇街,行业领域,单位名称,死亡人数\n,2011-03-08,塘厦,火灾,恒兴厂,1\nA1,2011-03-08,塘厦,火灾,恒兴厂,1\n"
	if _, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"3|possible_duplicate|2"}, rowsOf(t, w, "SELECT row_no, reason, detail FROM problem")); diff != "" {
		t.Error(diff)
	}
}
