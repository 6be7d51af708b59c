package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// visits is an inspection ledger that names the firms: 恒兴厂 was visited on 8 March under both campaigns, 永利厂 under one.
const visits = `检查日期,镇街,专项行动,被检查单位,发现隐患
2011-03-08,塘厦,打非治违,恒兴厂,3
2011-03-08,塘厦,平安大运,恒兴厂,3
2011-03-09,塘厦,打非治违,永利厂,2
2011-04-02,塘厦,打非治违,恒兴厂,1
`

// figuresOf are visits, different firms and hazards of 2011.
func figuresOf(t *testing.T, path string) [][]any {
	t.Helper()
	return object[frameJSON](t, "--workspace", path, "query", "inspections,firms_named,hazards", "--from", "2011-01-01", "--to", "2011-12-31", "--format", "json").Rows
}

// TestOverlappingCampaigns asks about campaigns that overlap, and counts shared visits once where that is the answer.
func TestOverlappingCampaigns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	got := object[[]importResult](t, "--workspace", path, "import", "--format", "json", file(t, "检查台账.csv", visits))
	if len(got) != 1 || got[0].Kind != "inspections" || got[0].Accepted != 4 || len(got[0].Overlaps) != 1 {
		t.Fatalf("got %+v", got)
	}
	o := got[0].Overlaps[0]
	o.Question = ""
	if diff := cmp.Diff(overlapJSON{One: "打非治违", Other: "平安大运", From: "2011-03", To: "2011-03", Months: 1, Towns: 1, Visits: 1}, o); diff != "" {
		t.Error(diff)
	}
	for _, state := range []struct {
		answer []string
		want   [][]any
		says   string
	}{
		{nil, [][]any{{4.0, 2.0, 9.0}}, "是同一批检查吗？"},
		{[]string{"same", "平安大运", "打非治违"}, [][]any{{3.0, 2.0, 6.0}}, "汇总时只计一次"},
		{[]string{"separate", "打非治违", "平安大运"}, [][]any{{4.0, 2.0, 9.0}}, "不同的检查"},
		{[]string{"ask", "打非治违", "平安大运"}, [][]any{{4.0, 2.0, 9.0}}, "是同一批检查吗？"},
	} {
		text := must(t, append([]string{"--workspace", path, "overlaps"}, state.answer...)...)
		if !strings.Contains(text, state.says) {
			t.Errorf("%v says %q, want %q", state.answer, text, state.says)
		}
		if diff := cmp.Diff(state.want, figuresOf(t, path)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", state.answer, diff)
		}
	}
}

// TestImportAnswersOverlaps answers with the import itself, and asks in words where nobody does.
func TestImportAnswersOverlaps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	if text := must(t, "--workspace", path, "import", "--overlap", "same", file(t, "检查台账.csv", visits)); !strings.Contains(text, "1 对专项行动已按“同一批检查”处理") || !strings.Contains(text, "各计 1 家次") {
		t.Errorf("the import says %q", text)
	}
	if diff := cmp.Diff([][]any{{3.0, 2.0, 6.0}}, figuresOf(t, path)); diff != "" {
		t.Error(diff)
	}
	monthly := "月份,镇街,专项行动,检查家次,发现隐患\n2011-03,塘厦,清剿火患,40,9\n"
	if text := must(t, "--workspace", path, "import", file(t, "月报.csv", monthly)); !strings.Contains(text, "2 对专项行动可能重复") || !strings.Contains(text, "没有企业名称") {
		t.Errorf("the import says %q", text)
	}
}
