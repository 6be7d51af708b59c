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

// sharedStore has three campaigns: 1 and 2 visit firms that are named, 3 and 4 return monthly numbers.
func sharedStore(t *testing.T) *workspace.Workspace {
	t.Helper()
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	err = w.Write(t.Context(), func(tx *workspace.Tx) error {
		for _, s := range []string{
			"DELETE FROM town",
			"INSERT INTO town VALUES (1, 't1', 'town', '一', '一', 'One', [], 1), (2, 't2', 'town', '二', '二', 'Two', [], 2)",
			"INSERT INTO campaign VALUES (1, 'a', '甲', 'A'), (2, 'b', '乙', 'B'), (3, 'c', '丙', 'C'), (4, 'd', '丁', 'D')",
			"INSERT INTO batch SELECT i, i, NULL, 'inspections', 'f', '', '', '', 1, [], [], '', '', now()::TIMESTAMP, 1, 1, 0, 0, 0, 0, 0, NULL FROM range(1, 5) t(i)",
			"INSERT INTO department VALUES (1, 'x', '子', 'X'), (2, 'y', '丑', 'Y')",
			`INSERT INTO inspection (batch_id, row_no, occurred_on, town, sector, department, campaign, inspections, hazards, firm) VALUES
				(1, 1, '2011-03-08', 1, 1, 1, 1, 1, 3, '恒兴厂'), (1, 2, '2011-03-09', 1, 1, 1, 1, 1, 2, '永利厂'), (1, 3, '2011-03-09', 2, 1, 1, 1, 1, 1, '恒兴厂'),
				(2, 1, '2011-03-08', 1, NULL, 2, 2, 1, 4, '恒兴 厂'), (2, 2, '2011-03-10', 1, 1, 2, 2, 1, 5, '永利厂'), (2, 3, '2011-03-09', 2, 1, 1, 2, 1, NULL, '恒兴厂'),
				(3, 1, '2011-06-01', NULL, NULL, 1, 3, 100, 40, NULL), (3, 2, '2011-07-01', 1, 1, 1, 3, 30, 7, NULL), (3, 3, '2011-08-01', 1, 1, 1, 3, 20, 7, NULL),
				(4, 1, '2011-06-01', 1, 1, 2, 4, 30, 10, NULL), (4, 2, '2011-06-01', 2, 1, 2, 4, 50, 20, NULL), (4, 3, '2011-07-01', 1, 1, 2, 4, 60, 9, NULL),
				(4, 4, '2011-08-01', 2, 1, 2, 4, 5, 1, NULL)`,
		} {
			if err := tx.Exec(t.Context(), s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func answerAll(t *testing.T, w *workspace.Workspace, answer workspace.OverlapAnswer) {
	t.Helper()
	list, err := w.Overlaps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 {
		t.Fatalf("%d pairs overlap, want 2: %v", len(list), list)
	}
	if err := w.AnswerOverlaps(t.Context(), answer, list...); err != nil {
		t.Fatal(err)
	}
}

// TestSharedVisits counts visits of campaigns that overlap: each twice until somebody says that they were the same, and once
// then. The expected numbers follow from the rows by hand.
func TestSharedVisits(t *testing.T) {
	w := sharedStore(t)
	e := engine.New(w, catalog.Default())
	year := analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 31)}
	on := func(d analytics.DimensionID, keys ...string) analytics.Condition {
		return analytics.Condition{Dimension: d, Keys: keys}
	}
	all := map[string]float64{"": 301, "a": 3, "b": 3, "c": 150, "d": 145}
	for _, state := range []struct {
		answer workspace.OverlapAnswer
		open   int
		total  float64
		march  float64 // visits of the named firms
		hazard float64 // found at them
		june   float64
		july   float64
		towns  map[string]float64
	}{
		{workspace.OverlapOpen, 2, 301, 6, 15, 180, 90, map[string]float64{"": 301, "t1": 4 + 30 + 90 + 20, "t2": 2 + 50 + 5, "unknown": 100}},
		// 恒兴厂 in town 1 on 8 March and in town 2 on 9 March were each one visit; June: the 80 are a part of the 100; July: the 30 of the 60.
		{workspace.OverlapSame, 0, 4 + 100 + 60 + 25, 4, 3 + 2 + 1 + 5, 100, 60, map[string]float64{"": 189, "t1": 3 + 30 + 60 + 20, "t2": 1 + 50 + 5, "unknown": 100}},
		{workspace.OverlapSeparate, 0, 301, 6, 15, 180, 90, map[string]float64{"": 301, "t1": 144, "t2": 57, "unknown": 100}},
	} {
		t.Run("answered "+string(state.answer), func(t *testing.T) {
			answerAll(t, w, state.answer)
			for rollups := range 2 {
				if rollups == 1 {
					if err := e.Prepare(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				campaigns := map[string]float64{}
				for key, v := range all {
					campaigns[key] = v
				}
				campaigns[""] = state.total
				for name, c := range map[string]struct{ got, want map[string]float64 }{
					"by campaign": {counted(t, e, "inspections", analytics.Campaign, year), campaigns},
					"by town":     {counted(t, e, "inspections", analytics.Town, year), state.towns},
					"march":       {counted(t, e, "inspections", "", year, on(analytics.Month, "2011-03")), map[string]float64{"": state.march}},
					"hazards":     {counted(t, e, "hazards", "", year, on(analytics.Month, "2011-03")), map[string]float64{"": state.hazard}},
					"june":        {counted(t, e, "inspections", "", year, on(analytics.Month, "2011-06")), map[string]float64{"": state.june}},
					"july":        {counted(t, e, "inspections", "", year, on(analytics.Month, "2011-07")), map[string]float64{"": state.july}},
					"one alone":   {counted(t, e, "inspections", "", year, on(analytics.Campaign, "d")), map[string]float64{"": 145}},
					"department":  {counted(t, e, "inspections", "", year, on(analytics.Department, "y")), map[string]float64{"": 147}},
					"firms":       {counted(t, e, "firms_named", analytics.Campaign, year), map[string]float64{"": 3, "a": 3, "b": 3}},
					"firms, town": {counted(t, e, "firms_named", analytics.Town, year), map[string]float64{"": 3, "t1": 2, "t2": 1}},
				} {
					if diff := cmp.Diff(c.want, c.got); diff != "" {
						t.Errorf("%s, rollups %d: %s", name, rollups, diff)
					}
				}
			}
			frame, err := e.Run(t.Context(), query.Query{Indicators: []analytics.ID{"inspections"}, Period: year, Basis: analytics.NoBasis})
			if err != nil || frame.Meta.OpenOverlaps() != state.open || len(frame.Meta.Overlaps) != 2 {
				t.Error(frame.Meta.Overlaps, err)
			}
			list, err := e.Records(t.Context(), query.Records{Fact: analytics.Inspections, Period: year, Limit: 100})
			if want := map[workspace.OverlapAnswer]int{"": 13, workspace.OverlapSame: 13 - 2 - 3, workspace.OverlapSeparate: 13}[state.answer]; err != nil || list.Total != want {
				t.Error(list.Total, want, err)
			}
		})
	}
}
