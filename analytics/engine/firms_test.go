package engine_test

import (
	"strings"
	"testing"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
)

// TestFirms compares firms with several accidents with plain SQL, and lists their rows.
func TestFirms(t *testing.T) {
	w := demonstration(t)
	e := engine.New(w, catalog.Default())
	found, err := e.Firms(t.Context(), query.Firms{Period: toDate(), Least: 3, Limit: 5})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := w.QueryContext(t.Context(), `SELECT count(*), CAST(sum(n) AS BIGINT), count(*) FILTER (WHERE n >= 3)
		FROM (SELECT count(*) AS n FROM accident WHERE firm IS NOT NULL AND occurred_on BETWEEN '2011-01-01' AND '2011-12-23' GROUP BY firm, town)`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var firms, accidents, repeated int
		if err := rows.Scan(&firms, &accidents, &repeated); err != nil {
			t.Fatal(err)
		}
		if found.Firms != firms || found.Accidents != accidents || found.Repeated != repeated || repeated != 12 {
			t.Errorf("%d firms, %d accidents, %d with several; plain SQL: %d, %d, %d", found.Firms, found.Accidents, found.Repeated, firms, accidents, repeated)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if len(found.List) != 5 || found.List[0].Accidents != 5 || !strings.HasPrefix(found.List[0].Name, "示例") || found.List[0].Town.Label.ZH == "" {
		t.Fatalf("the list is %+v", found.List)
	}
	list, err := e.Records(t.Context(), query.Records{Fact: analytics.Accidents, Period: toDate(), Firms: []string{found.List[0].Name, "'); DROP TABLE accident; --"}, Limit: 10})
	if err != nil || list.Total != 5 {
		t.Errorf("%d rows of a firm with 5 accidents, %v", list.Total, err)
	}
}
