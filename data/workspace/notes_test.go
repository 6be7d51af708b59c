package workspace_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/workspace"
)

// TestNotesLeaveTheFactsAlone saves events and views, changes and removes them; what was computed of the facts stays valid.
func TestNotesLeaveTheFactsAlone(t *testing.T) {
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := w.BuildRollup(t.Context(), "rollup_test", "SELECT count(*) AS n FROM accident"); err != nil {
		t.Fatal(err)
	}
	version := w.DataVersion()
	day := func(d int) time.Time { return time.Date(2011, time.August, d, 0, 0, 0, 0, time.UTC) }
	first := workspace.Event{From: day(12), To: day(23), Title: "大运会", Sector: "road", Note: "交通管制"}
	second := workspace.Event{From: day(1), To: day(1), Title: `“打非治违”'); DROP TABLE event; --`, Town: "441900116"}
	for _, e := range []workspace.Event{first, second} {
		if err := w.SaveEvent(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	first.ID, second.ID = 1, 2
	list := func() []workspace.Event {
		t.Helper()
		events, err := w.Events(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return events
	}
	if diff := cmp.Diff([]workspace.Event{second, first}, list()); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	second.Title = "打非治违"
	if err := w.SaveEvent(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	if err := w.DeleteEvent(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]workspace.Event{second}, list()); diff != "" {
		t.Errorf("events after a change (-want +got):\n%s", diff)
	}
	view := workspace.View{Name: "塘厦", Page: "towns", Selection: `{"Basis":"none"}`}
	if err := w.SaveView(t.Context(), view); err != nil {
		t.Fatal(err)
	}
	view.Page = "overview"
	if err := w.SaveView(t.Context(), view); err != nil {
		t.Fatal(err)
	}
	views, err := w.Views(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]workspace.View{view}, views); diff != "" {
		t.Errorf("views (-want +got):\n%s", diff)
	}
	if err := w.DeleteView(t.Context(), view.Name); err != nil {
		t.Fatal(err)
	}
	if views, err := w.Views(t.Context()); err != nil || len(views) != 0 {
		t.Errorf("%d views left, %v", len(views), err)
	}
	current, err := w.CurrentRollups(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if w.DataVersion() != version || len(current) != 1 {
		t.Errorf("notes changed the data: version %d to %d, rollups %v", version, w.DataVersion(), current)
	}
	if err := w.BuildRollup(t.Context(), "accident; DROP TABLE accident", "SELECT 1"); err == nil {
		t.Error("a rollup may be called anything")
	}
	if err := w.Write(t.Context(), func(*workspace.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if current, err := w.CurrentRollups(t.Context()); err != nil || len(current) != 0 {
		t.Errorf("after a change of the facts the rollups are %v, %v", current, err)
	}
}
