package workspace_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"anlan/data/workspace"
)

// version1 unpacks a workspace that the first version of the program wrote: one ledger, three accidents accepted, one
// of them with a warning, two rows in quarantine.
func version1(t *testing.T) string {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", "version1.anlan.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.anlan")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestMigrateVersion1(t *testing.T) {
	path := version1(t)
	reading, err := workspace.Open(t.Context(), path, workspace.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, reading, "SELECT count(*)::INTEGER FROM accident"); n != 3 || !reading.ReadOnly() {
		t.Errorf("%d accidents for reading only, want 3", n)
	}
	if err := reading.Close(); err != nil {
		t.Fatal(err)
	}
	w, err := workspace.Open(t.Context(), path, workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	batches, err := w.Batches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := workspace.Batch{
		ID: 1, Import: 1, Kind: "accidents", File: "/tmp/v1-ledger.csv", Encoding: "UTF-8", HeaderRow: 2, RowsRead: 5, Accepted: 3, Quarantined: 2, Warned: 1,
	}
	ignore := cmpopts.IgnoreFields(workspace.Batch{}, "SHA256", "Columns", "Mapping", "ImportedAt")
	if diff := cmp.Diff([]workspace.Batch{want}, batches, ignore, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("batches (-want +got):\n%s", diff)
	}
	if n := count(t, w, "SELECT sum(deaths)::INTEGER FROM accident"); n != 7 {
		t.Errorf("%d deaths, want 7", n)
	}
	for outcome, reasons := range map[workspace.Outcome][]string{
		workspace.Quarantined: {"impossible_date 12 2011-02-30", "unknown_town 12 塘下夏"}, workspace.Warning: {"grade_mismatch 0 一般"},
	} {
		problems, err := w.Problems(t.Context(), workspace.ProblemFilter{Outcome: outcome})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range problems {
			cells := "0"
			if len(p.Cells) > 0 {
				cells = "12"
			}
			got = append(got, p.Reason+" "+cells+" "+p.Original)
		}
		if diff := cmp.Diff(reasons, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", outcome, diff)
		}
	}
	// The dictionaries are there once, and the new tables take rows.
	if n := count(t, w, "SELECT (count(*) - count(DISTINCT id))::INTEGER FROM sector"); n != 0 {
		t.Errorf("%d sectors stand twice", n)
	}
	if n := count(t, w, "SELECT count(*)::INTEGER FROM accident_total"); n != 0 {
		t.Errorf("%d totals", n)
	}
	if err := w.Undo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w, err = workspace.Open(t.Context(), path, workspace.Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if n := count(t, w, "SELECT ((SELECT count(*) FROM accident) + (SELECT count(*) FROM quarantine) + (SELECT count(*) FROM problem))::INTEGER"); n != 0 {
		t.Errorf("%d rows of the undone import are left", n)
	}
}
