package workspace_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/workspace"
)

// TestDecisionsStay keeps decisions over a change of the facts and a new opening of the file, changes one and takes one back.
func TestDecisionsStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	w, err := workspace.Open(t.Context(), path, workspace.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	version := w.DataVersion()
	accepted := workspace.Decision{Key: "rise|town=441900116|sector=road", State: workspace.DecisionAccepted, Note: `“严”'); DROP TABLE decision; --`, Pinned: true, Statement: "塘厦道路交通"}
	dismissed := workspace.Decision{Key: "gaps|town=441900106", State: workspace.DecisionDismissed, Reason: "已补报"}
	for _, d := range []workspace.Decision{accepted, dismissed} {
		if err := w.Decide(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if w.DataVersion() != version {
		t.Error("a decision changed the version of the facts")
	}
	if err := w.Write(t.Context(), func(*workspace.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w, err = workspace.Open(t.Context(), path, workspace.Options{}); err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	check := func(want ...workspace.Decision) {
		t.Helper()
		got, err := w.Decisions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("decisions (-want +got):\n%s", diff)
		}
	}
	check(dismissed, accepted)
	dismissed.State, dismissed.Reason = workspace.DecisionOpen, ""
	if err := w.Decide(t.Context(), dismissed); err != nil {
		t.Fatal(err)
	}
	check(dismissed, accepted)
	if err := w.Undecide(t.Context(), accepted.Key); err != nil {
		t.Fatal(err)
	}
	check(dismissed)
}
