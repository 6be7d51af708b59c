package intake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
)

// TestQuotasOfDepartments reads who answers for a quota. A department's quota needs its sector; that of a town does not.
func TestQuotasOfDepartments(t *testing.T) {
	for _, header := range []string{"责任单位", "主管部门", "牵头部门", "责任部门"} {
		t.Run(header, func(t *testing.T) { testQuotasOfDepartments(t, header) })
	}
}

func testQuotasOfDepartments(t *testing.T, header string) {
	w := memory(t)
	content := "2011年控制指标分解表\n年度,镇街,行业领域," + header + ",控制指标(死亡)\n2011,,道路交通,公安交警,430\n2011,,火灾,消防,20\n2011,,,住建,36\n2011,塘厦,,塘厦镇政府,28\n2011,,火灾,安监,20\n"
	result, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counts{Read: 5, Accepted: 3, Quarantined: 2}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	got := rowsOf(t, w, "SELECT t.zh, s.key, d.zh, quota_deaths FROM sector_figure f LEFT JOIN town t ON t.id = f.town LEFT JOIN sector s ON s.id = f.sector LEFT JOIN department d ON d.id = f.department ORDER BY row_no")
	if diff := cmp.Diff([]string{"∅|road|公安交警|430", "∅|fire|消防|20", "塘厦|∅|塘厦镇政府|28"}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"5|no_sector", "7|conflict"}, rowsOf(t, w, "SELECT row_no, reason FROM problem ORDER BY 1")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
