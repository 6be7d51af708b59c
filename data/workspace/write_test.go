package workspace_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

func memory(t *testing.T) *workspace.Workspace {
	t.Helper()
	clock := func() time.Time { return time.Date(2011, 12, 23, 10, 0, 0, 0, time.UTC) }
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

func count(t *testing.T, w *workspace.Workspace, query string) int {
	t.Helper()
	rows, err := w.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := -1
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// importTwo writes a batch of two accidents and one quarantined row.
func importTwo(t *testing.T, w *workspace.Workspace, file string) int {
	t.Helper()
	var id int
	err := w.Write(t.Context(), func(tx *workspace.Tx) error {
		var err error
		if id, err = tx.NextBatch(t.Context()); err != nil {
			return err
		}
		err = tx.AddBatch(t.Context(), workspace.Batch{
			ID: id, Kind: "accidents", File: file, SHA256: "00", Encoding: "UTF-8", HeaderRow: 1, Columns: []string{"日期", "死亡"},
			Mapping: "{}", RowsRead: 3, Accepted: 2, Quarantined: 1,
		})
		if err != nil {
			return err
		}
		for row := 2; row <= 3; row++ {
			if err := tx.Exec(t.Context(), "INSERT INTO accident (batch_id, row_no, occurred_on, deaths) VALUES (?, ?, DATE '2011-08-27', 1)", id, row); err != nil {
				return err
			}
		}
		if err := tx.Exec(t.Context(), "INSERT INTO quarantine VALUES (?, 4, 0, ['2011-02-30', '1'])", id); err != nil {
			return err
		}
		return tx.Exec(t.Context(), "INSERT INTO problem VALUES (?, 4, 0, 'quarantined', 'bad_date', '日期', '2011-02-30', '')", id)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestBatchesAndUndo(t *testing.T) {
	w := memory(t)
	first, second := importTwo(t, w, "a.csv"), importTwo(t, w, "b.csv")
	if first != 1 || second != 2 {
		t.Fatalf("batches %d and %d, want 1 and 2", first, second)
	}
	before := w.DataVersion()
	if err := w.Undo(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if w.DataVersion() == before {
		t.Error("undoing did not change the data version")
	}
	if n := count(t, w, "SELECT count(*) FROM accident WHERE batch_id = 1"); n != 0 {
		t.Errorf("%d accidents of the undone import are left", n)
	}
	if n := count(t, w, "SELECT count(*) FROM accident"); n != 2 {
		t.Errorf("%d accidents in all, want the 2 of the other import", n)
	}
	batches, err := w.Batches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(batches) != 2 || batches[0].UndoneAt.IsZero() || !batches[1].UndoneAt.IsZero() {
		t.Errorf("batches = %+v; want two, the first undone", batches)
	}
	if diff := cmp.Diff([]string{"日期", "死亡"}, batches[0].Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	problems, err := w.Problems(t.Context(), workspace.ProblemFilter{})
	if err != nil {
		t.Fatal(err)
	}
	want := []workspace.Problem{{
		Batch: 2, File: "b.csv", Row: 4, Outcome: workspace.Quarantined, Reason: "bad_date", Column: "日期", Original: "2011-02-30",
		Cells: []string{"2011-02-30", "1"},
	}}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	var undo *workspace.UndoError
	if err := w.Undo(t.Context(), first); !errors.As(err, &undo) || !undo.Undone {
		t.Errorf("undoing twice = %v, want an UndoError", err)
	}
	if err := w.Undo(t.Context(), 99); !errors.As(err, &undo) || undo.Undone {
		t.Errorf("undoing what is not there = %v, want an UndoError", err)
	}
}

func TestWriteRollsBack(t *testing.T) {
	w := memory(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := w.Write(ctx, func(tx *workspace.Tx) error {
		if err := tx.SetMeta(ctx, workspace.MetaCity, "东莞市"); err != nil {
			return err
		}
		cancel()
		return ctx.Err()
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("Write = %v", err)
	}
	if city, err := w.Meta(t.Context(), workspace.MetaCity); err != nil || city != "" {
		t.Errorf("after a cancelled write the city is %q, %v", city, err)
	}
	// The connection went back to the pool whole.
	if err := w.Write(t.Context(), func(tx *workspace.Tx) error { return tx.SetMeta(t.Context(), workspace.MetaCity, "东莞市") }); err != nil {
		t.Fatal(err)
	}
	if city, _ := w.Meta(t.Context(), workspace.MetaCity); city != "东莞市" {
		t.Errorf("city = %q", city)
	}
}

func TestAppendToTemporaryTable(t *testing.T) {
	w := memory(t)
	var n int
	err := w.Write(t.Context(), func(tx *workspace.Tx) error {
		if err := tx.Exec(t.Context(), "CREATE TEMP TABLE raw (row_no INTEGER, c1 VARCHAR)"); err != nil {
			return err
		}
		err := tx.Append(t.Context(), "raw", func(add func(...any) error) error {
			for i := range 5000 {
				if err := add(int32(i), "塘厦"); err != nil {
					return err
				}
			}
			return add(int32(5000), nil)
		})
		if err != nil {
			return err
		}
		return tx.QueryRow(t.Context(), "SELECT count(*) - count(c1) + max(row_no) FROM raw").Scan(&n)
	})
	if err != nil || n != 5001 {
		t.Errorf("n = %d, %v; want 5001", n, err)
	}
}

func TestTownsKeepTheirOrder(t *testing.T) {
	w := memory(t)
	towns := vocabulary.Cities()[0].Towns.Entries()
	err := w.Write(t.Context(), func(tx *workspace.Tx) error {
		if err := tx.AddTowns(t.Context(), towns); err != nil {
			return err
		}
		own := []vocabulary.Entry{{Key: "York", Kind: "town", Name: "York", ZH: "York", EN: "York"}}
		if err := tx.NumberTowns(t.Context(), own); err != nil {
			return err
		}
		return tx.AddTowns(t.Context(), own)
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Towns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(towns)+1 || got[0].Key != towns[0].Key || got[len(towns)].ID != 1 {
		t.Errorf("%d towns, first %v, last %v", len(got), got[0], got[len(got)-1])
	}
}

func TestDictionaries(t *testing.T) {
	w := memory(t)
	intern := func(names ...string) (ids []int) {
		t.Helper()
		err := w.Write(t.Context(), func(tx *workspace.Tx) error {
			d, err := tx.Dictionary(t.Context(), "department")
			if err != nil {
				return err
			}
			for _, name := range names {
				ids = append(ids, d.Intern(name))
			}
			return tx.AddNames(t.Context(), d)
		})
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	if diff := cmp.Diff([]int{1, 2, 1}, intern("安监局", "交警支队", "安监局")); diff != "" {
		t.Errorf("first (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{2, 3}, intern("交警支队", "住建局")); diff != "" {
		t.Errorf("again (-want +got):\n%s", diff)
	}
	err := w.Session(t.Context(), func(s *workspace.Session) error {
		_, err := s.Dictionary(t.Context(), "accident; DROP TABLE accident")
		return err
	})
	if err == nil {
		t.Error("a table that is no dictionary was accepted")
	}
}

func TestSessionsLeaveNothingBehind(t *testing.T) {
	w := memory(t)
	for range 3 {
		err := w.Session(t.Context(), func(s *workspace.Session) error {
			return s.Exec(t.Context(), "CREATE TEMP TABLE raw (c1 VARCHAR)")
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestScratchReadOnly fills a temporary table by the appender where the file may not be written.
func TestScratchReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.anlan")
	w, err := workspace.Open(t.Context(), path, workspace.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w, err = workspace.Open(t.Context(), path, workspace.Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	var sum int
	err = w.Scratch(t.Context(), func(s *workspace.Session) error {
		if err := s.Exec(t.Context(), "CREATE TEMP TABLE raw (n INTEGER)"); err != nil {
			return err
		}
		err := s.Append(t.Context(), "raw", func(add func(...any) error) error { return errors.Join(add(int32(3)), add(int32(4))) })
		if err != nil {
			return err
		}
		return s.QueryRow(t.Context(), "SELECT sum(n)::INTEGER FROM raw").Scan(&sum)
	})
	if err != nil || sum != 7 {
		t.Errorf("sum %d, %v; want 7", sum, err)
	}
}
