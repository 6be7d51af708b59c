package page_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/app/keep"
	"anlan/app/page"
)

// TestThePageTellsWhatWasKnown takes the ledger back. The page shows nothing any more, and as known before that it shows all.
func TestThePageTellsWhatWasKnown(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	before := time.Now()
	batches, err := d.env.Workspace.Batches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range batches {
		if b.Kind == "accidents" {
			if err := d.env.Workspace.Undo(t.Context(), b.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	e := keep.Engine(d.env.Workspace)
	for _, tc := range []struct {
		name string
		at   time.Time
		want string
	}{{"now", time.Time{}, "没有"}, {"before", before, "4414"}, {"now again", time.Time{}, "没有"}} {
		known, err := e.AsOf(t.Context(), tc.at)
		if err != nil {
			t.Fatal(err)
		}
		if !known.Known().Equal(tc.at) {
			t.Errorf("%s: the engine answers of %s", tc.name, known.Known())
		}
		s := d.history.Now()
		s.AsOf = tc.at
		d.env.Engine = known
		d.page.Close()
		if d.page, err = page.New(d.env, page.Overview); err != nil {
			t.Fatal(err)
		}
		d.window.SetContent(d.page.Object())
		d.history.Go(s)
		d.page.Show()
		d.settleTitle(tc.want)
		if title := d.page.Title(); !strings.Contains(title, tc.want) {
			t.Errorf("%s the headline is %q", tc.name, title)
		}
		if d.env.Question().AsOf != tc.at {
			t.Errorf("%s the charts are asked about %s", tc.name, d.env.Question().AsOf)
		}
	}
	for _, err := range d.errors {
		t.Error(err)
	}
}

// settleTitle runs what is posted until nothing is under way; a page without data has no charts to wait for.
func (d *desk) settleTitle(want string) {
	d.tb.Helper()
	deadline := time.After(60 * time.Second)
	for d.loader.Busy() || !strings.Contains(d.page.Title(), want) {
		select {
		case f := <-d.queue:
			f()
		case <-deadline:
			d.tb.Fatalf("the page does not come to rest: %q", d.page.Title())
		}
	}
}
