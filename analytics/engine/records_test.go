package engine_test

import (
	"testing"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// TestRecordsBehindAFigure lists the facts that a figure counts and compares their number with it.
func TestRecordsBehindAFigure(t *testing.T) {
	e := engine.New(demonstration(t), catalog.Default())
	where := []analytics.Condition{{Dimension: analytics.Town, Keys: []string{"441900116"}}, {Dimension: analytics.Month, Keys: []string{"2011-08"}}}
	for _, id := range []analytics.ID{"accidents", "fatal_accidents", "larger_accidents"} {
		indicator, err := e.Catalog().Indicator(id)
		if err != nil {
			t.Fatal(err)
		}
		frame, err := e.Run(t.Context(), query.Query{Indicators: []analytics.ID{id}, Period: toDate(), Basis: analytics.NoBasis, Where: where})
		if err != nil {
			t.Fatal(err)
		}
		list, err := e.Records(t.Context(), query.Records{
			Fact: analytics.Accidents, Period: toDate(), Where: where, Measure: indicator.Num, Sort: "deaths", Descending: true, Limit: 5,
		})
		if err != nil {
			t.Fatal(err)
		}
		if list.Total != int(frame.Total[0].Now) {
			t.Errorf("%s: %d records behind %v", id, list.Total, frame.Total[0].Now)
		}
		if len(list.Rows) == 0 || len(list.Rows) > 5 {
			t.Fatalf("%s: %d rows", id, len(list.Rows))
		}
		at := map[string]int{}
		for i, c := range list.Columns {
			at[c.ID] = i
		}
		first := list.Rows[0]
		if name := first.Cells[at["name"]].Text; name != "8·27" {
			t.Errorf("%s: the accident with the most deaths is %q", id, name)
		}
		if town := first.Cells[at["town"]].Member.Label.ZH; town != "塘厦" {
			t.Errorf("%s: town %q", id, town)
		}
		if first.Row < 2 || first.File == "" || first.Batch == 0 {
			t.Errorf("%s: no source: %+v", id, first)
		}
	}
}

// TestRecordsOfEveryFamily lists each family of facts in parts, sorted by each column.
func TestRecordsOfEveryFamily(t *testing.T) {
	e := engine.New(demonstration(t), catalog.Default())
	for _, fact := range []analytics.FactID{analytics.Accidents, analytics.Inspections, analytics.SectorFigures, analytics.Activities} {
		for _, c := range e.Catalog().RecordColumns(fact) {
			list, err := e.Records(t.Context(), query.Records{Fact: fact, Period: toDate(), Sort: c.ID, Offset: 3, Limit: 4})
			if err != nil {
				t.Fatalf("%s by %s: %v", fact, c.ID, err)
			}
			if len(list.Rows) != 4 || list.Total < 7 {
				t.Errorf("%s by %s: %d rows of %d", fact, c.ID, len(list.Rows), list.Total)
			}
		}
	}
}
