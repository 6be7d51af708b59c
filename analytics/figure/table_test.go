package figure_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/figure"
	"anlan/analytics/query"
)

func TestTableOf(t *testing.T) {
	a := answers{"town": {against(row("甲", 10), 20), row("乙", 3)}}
	frame, err := a.Run(t.Context(), query.Query{Indicators: []analytics.ID{"accidents"}, By: []analytics.DimensionID{analytics.Town}, Period: year, Basis: analytics.SamePeriod})
	if err != nil {
		t.Fatal(err)
	}
	want := figure.Table{
		Header: []string{"镇街", "事故起数（宗）", "去年同期", "增减"}, Names: 1,
		Rows: [][]string{{"甲", "10", "20", "下降50.00%"}, {"乙", "3", "—", "—"}, {"合计", "13", "20", "下降35.00%"}},
	}
	if diff := cmp.Diff(want, figure.TableOf(frame, chinese.Printer)); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
}
