package workspace_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/workspace"
)

// returnsOf makes a workspace with three campaigns and some returns.
func returnsOf(t *testing.T, rows string) *workspace.Workspace {
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
			"INSERT INTO campaign VALUES (1, 'a', '甲', 'A'), (2, 'b', '乙', 'B'), (3, 'c', '丙', 'C')",
			"INSERT INTO inspection (batch_id, row_no, occurred_on, town, sector, campaign, inspections, hazards, firm) VALUES " + rows,
			`INSERT INTO batch SELECT 1, 1, NULL, 'inspections', 'f', '', '', '', 1, [], [], '', '', now()::TIMESTAMP, 1, 1, 0, 0, 0, 0, 0, NULL`,
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

// pairs are the overlapping pairs in short.
func pairs(t *testing.T, w *workspace.Workspace) map[string][4]int64 {
	t.Helper()
	list, err := w.Overlaps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string][4]int64)
	for _, o := range list {
		unnamed := int64(0)
		if o.Unnamed {
			unnamed = 1
		}
		found[o.One.ZH+o.Other.ZH+string(o.Answer)] = [4]int64{int64(o.Months), int64(o.Towns), o.Visits, unnamed}
	}
	return found
}

func TestOverlaps(t *testing.T) {
	for name, c := range map[string]struct {
		rows string
		want map[string][4]int64 // months, towns, visits of named firms, whether firms are not named
	}{
		"same month, same town": {
			"(1, 1, '2011-03-01', 5, NULL, 1, 100, 10, NULL), (1, 2, '2011-03-01', 5, NULL, 2, 80, 8, NULL), (1, 3, '2011-04-01', 5, NULL, 3, 80, 8, NULL)",
			map[string][4]int64{"甲乙": {1, 1, 0, 1}},
		},
		"other towns":   {"(1, 1, '2011-03-01', 5, NULL, 1, 100, 10, NULL), (1, 2, '2011-03-01', 6, NULL, 2, 80, 8, NULL)", map[string][4]int64{}},
		"other sectors": {"(1, 1, '2011-03-01', 5, 1, 1, 100, 10, NULL), (1, 2, '2011-03-01', 5, 2, 2, 80, 8, NULL)", map[string][4]int64{}},
		"one is of the whole city": {
			"(1, 1, '2011-03-01', NULL, NULL, 1, 100, 10, NULL), (1, 2, '2011-03-01', 6, 2, 2, 80, 8, NULL), (1, 3, '2011-03-01', 7, 3, 2, 80, 8, NULL)",
			map[string][4]int64{"甲乙": {1, 2, 0, 1}},
		},
		"firms that both visited": {
			"(1, 1, '2011-03-08', 5, 1, 1, 1, 1, '恒兴（东莞）厂'), (1, 2, '2011-03-08', 5, 2, 2, 1, 1, '恒兴(东莞) 厂'), (1, 3, '2011-03-09', 5, 1, 2, 1, 1, '恒兴（东莞）厂')",
			map[string][4]int64{"甲乙": {1, 1, 1, 0}},
		},
		"firms that only one of them visited": {"(1, 1, '2011-03-08', 5, 1, 1, 1, 1, '甲厂'), (1, 2, '2011-03-08', 5, 1, 2, 1, 1, '乙厂')", map[string][4]int64{}},
		"work of every day":                   {"(1, 1, '2011-03-08', 5, 1, NULL, 1, 1, NULL), (1, 2, '2011-03-08', 5, 1, 2, 1, 1, NULL)", map[string][4]int64{}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, pairs(t, returnsOf(t, c.rows))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAnswerOverlaps keeps an answer, changes it and takes it back; taking the returns back leaves nothing to ask.
func TestAnswerOverlaps(t *testing.T) {
	w := returnsOf(t, "(1, 1, '2011-03-01', 5, NULL, 1, 100, 10, NULL), (1, 2, '2011-03-01', 5, NULL, 2, 80, 8, NULL)")
	list, err := w.Overlaps(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	for _, answer := range []workspace.OverlapAnswer{workspace.OverlapSame, workspace.OverlapSeparate, workspace.OverlapOpen, workspace.OverlapSame} {
		if err := w.AnswerOverlaps(t.Context(), answer, list...); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(map[string][4]int64{"甲乙" + string(answer): {1, 1, 0, 1}}, pairs(t, w)); diff != "" {
			t.Error(diff)
		}
	}
	if err := w.Undo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if found := pairs(t, w); len(found) > 0 {
		t.Error("returns that were taken back are asked about:", found)
	}
}
