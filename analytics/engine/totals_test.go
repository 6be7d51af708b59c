package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/data/workspace"
)

// counted are the figures of an indicator by the members of one breakdown, zeros left out; the key "" is the whole.
func counted(t *testing.T, e *engine.Engine, id analytics.ID, by analytics.DimensionID, p analytics.Period, where ...analytics.Condition) map[string]float64 {
	t.Helper()
	q := query.Query{Indicators: []analytics.ID{id}, Period: p, Basis: analytics.NoBasis, Where: where}
	if by != "" {
		q.By = []analytics.DimensionID{by}
	}
	frame, err := e.Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	figures := map[string]float64{"": frame.Total[0].Now}
	for _, r := range frame.Rows {
		if len(r.Members) > 0 && r.Values[0].HasNow && r.Values[0].Now != 0 {
			figures[r.Members[0].Key] = r.Values[0].Now
		}
	}
	return figures
}

// TestMonthlyTotals counts what totals of a month say together with single accidents, each accident once.
func TestMonthlyTotals(t *testing.T) {
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	write := func(statements ...string) {
		t.Helper()
		err := w.Write(t.Context(), func(tx *workspace.Tx) error {
			for _, s := range statements {
				if err := tx.Exec(t.Context(), s); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	write("INSERT INTO town (id, key, kind, name, zh, en, aliases, rank) VALUES (1, 'A', 'town', '甲镇', '甲', 'A', [], 1), (2, 'B', 'town', '乙镇', '乙', 'B', [], 2)",
		`CREATE TEMP TABLE given AS SELECT * FROM (VALUES
			('2011-03-01', 1, 'road', false, 10, 2),        -- one of them and one of the deaths known singly
			('2011-03-01', 2, 'road', false, 5, 0),
			('2011-03-01', NULL, 'road', false, 20, 3),     -- 5 and 1 in no town
			('2011-03-01', NULL, 'road', true, 6, 1),       -- part of the row before
			('2011-03-01', NULL, 'fire', false, 4, 0),      -- one of them known singly
			('2011-04-01', 1, NULL, false, 7, 0), ('2011-04-01', 2, NULL, false, 6, 1),             -- by town: 13
			('2011-04-01', NULL, 'road', false, 9, 1), ('2011-04-01', NULL, 'fire', false, 3, 0),   -- the same by sector: 12
			('2011-04-01', NULL, NULL, false, 15, 1)                                                -- of all: 2 more
		) v(month, town, sector, part, accidents, deaths)`,
		`INSERT INTO accident_total (batch_id, row_no, month, town, sector, part_of_row, accidents, deaths)
			SELECT 1, row_number() OVER (), month::DATE, town, (SELECT id FROM sector s WHERE s.key = given.sector), part, accidents, deaths FROM given`,
		`INSERT INTO accident (batch_id, row_no, occurred_on, town, sector, deaths) SELECT 2, n, day::DATE, 1, (SELECT id FROM sector WHERE key = s), d
			FROM (VALUES (1, '2011-03-05', 'road', 1), (2, '2011-03-09', 'fire', 0)) v(n, day, s, d)`)
	march := analytics.Period{From: analytics.Day(2011, 3, 1), To: analytics.Day(2011, 3, 31)}
	april := analytics.Period{From: analytics.Day(2011, 4, 1), To: analytics.Day(2011, 4, 30)}
	both := analytics.Period{From: march.From, To: april.To}
	only := func(d analytics.DimensionID, key string) analytics.Condition {
		return analytics.Condition{Dimension: d, Keys: []string{key}}
	}
	check := func(e *engine.Engine) {
		t.Helper()
		for _, tc := range []struct {
			id    analytics.ID
			by    analytics.DimensionID
			p     analytics.Period
			where []analytics.Condition
			want  map[string]float64
		}{
			{"accidents", "", march, nil, map[string]float64{"": 24}},
			{"deaths", "", march, nil, map[string]float64{"": 3}},
			{"accidents", analytics.Town, march, nil, map[string]float64{"": 24, "A": 11, "B": 5, "unknown": 8}},
			{"deaths", analytics.Town, march, nil, map[string]float64{"": 3, "A": 2, "unknown": 1}},
			{"accidents", analytics.Sector, march, nil, map[string]float64{"": 24, "road": 20, "fire": 4}},
			{"accidents", analytics.Date, march, nil, map[string]float64{"": 24, "2011-03-05": 1, "2011-03-09": 1, "unknown": 22}},
			{"fatal_accidents", "", march, nil, map[string]float64{"": 1}},
			{"accidents", "", april, nil, map[string]float64{"": 15}},
			{"accidents", analytics.Town, april, nil, map[string]float64{"": 15, "A": 7, "B": 6, "unknown": 2}},
			{"accidents", analytics.Sector, april, nil, map[string]float64{"": 14, "road": 9, "fire": 3, "unknown": 2}},
			{"accidents", "", april, []analytics.Condition{only(analytics.Town, "A")}, map[string]float64{"": 7}},
			{"accidents", "", april, []analytics.Condition{only(analytics.Sector, "road")}, map[string]float64{"": 9}},
			{"accidents", analytics.Month, both, nil, map[string]float64{"": 39, "2011-03": 24, "2011-04": 15}},
		} {
			if diff := cmp.Diff(tc.want, counted(t, e, tc.id, tc.by, tc.p, tc.where...)); diff != "" {
				t.Errorf("%s by %q in %s, %v (-want +got):\n%s", tc.id, tc.by, tc.p, tc.where, diff)
			}
		}
		if p, err := e.Coverage(t.Context(), analytics.Accidents); err != nil || p != both {
			t.Errorf("the accidents cover %s, %v", p, err)
		}
	}
	e := engine.New(w, catalog.Default())
	check(e)
	if err := e.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	check(e)
	write("DELETE FROM accident_total")
	if diff := cmp.Diff(map[string]float64{"": 2, "A": 2}, counted(t, e, "accidents", analytics.Town, both)); diff != "" {
		t.Errorf("without the totals (-want +got):\n%s", diff)
	}
}
