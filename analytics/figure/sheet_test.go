package figure_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/figure"
	"anlan/analytics/query"
)

func TestSheetOf(t *testing.T) {
	a := answers{"town": {against(row("=1+1", 10), 20), row("乙", 3)}}
	frame, err := a.Run(t.Context(), query.Query{Indicators: []analytics.ID{"accidents"}, By: []analytics.DimensionID{analytics.Town}, Period: year, Basis: analytics.SamePeriod})
	if err != nil {
		t.Fatal(err)
	}
	sheet := figure.SheetOf(frame, chinese.Printer)
	if diff := cmp.Diff([]string{"镇街", "事故起数（宗）", "去年同期", "增减"}, sheet.Header()); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	var texts, plain [][]string
	for i := range sheet.Rows {
		texts, plain = append(texts, sheet.Texts(i)), append(plain, sheet.Plain(i))
	}
	if diff := cmp.Diff([][]string{{"=1+1", "10", "20", "下降50.00%"}, {"乙", "3", "—", "—"}, {"合计", "13", "20", "下降35.00%"}}, texts); diff != "" {
		t.Errorf("as people read it (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]string{{"'=1+1", "10", "20", "-50"}, {"乙", "3", "", ""}, {"合计", "13", "20", "-35"}}, plain); diff != "" {
		t.Errorf("as spreadsheets take it (-want +got):\n%s", diff)
	}
	if tone := sheet.Rows[0].Cells[3].Tone; tone != figure.Good {
		t.Errorf("fewer accidents have tone %v", tone)
	}
	q := figure.Question{Where: []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"乙"}}}}
	if sheet.Rows[0].Target.Selected(q) || !sheet.Rows[1].Target.Selected(q) || sheet.Rows[2].Target.Selected(q) {
		t.Error("the wrong row is selected")
	}
}
