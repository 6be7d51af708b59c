package page_test

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/app/keep"
	"anlan/app/page"
)

// TestBriefingPage makes the usual briefing, puts one more figure into it, and opens what the workspace kept.
func TestBriefingPage(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	d.page.Show()
	d.settle()
	var err error
	if d.page, err = page.New(d.env, page.Briefing); err != nil {
		t.Fatal(err)
	}
	d.window.SetContent(d.page.Object())
	d.page.Show()
	d.settle()
	d.env.Desk.Compose()
	d.settle()
	d.env.Desk.Put(briefing.Ask{Kind: "weekday-hour", Question: d.env.Question()})
	d.settle()
	if title := d.page.Title(); !strings.Contains(title, "2011年") {
		t.Errorf("the page is titled %q", title)
	}
	kept, found, err := keep.Latest(t.Context(), d.env.Workspace)
	if err != nil || !found {
		t.Fatalf("kept: %v, %v", found, err)
	}
	last := kept.Slides[len(kept.Slides)-1]
	if len(kept.Slides) < 9 || last.Frozen.Ask.Kind != "weekday-hour" || !strings.Contains(kept.Slides[0].Name(), "4414") {
		t.Errorf("%d slides are kept, the last is %q", len(kept.Slides), last.Name())
	}
	p, ok := d.page.(*page.BriefingPage)
	if !ok {
		t.Fatal("another page")
	}
	p.Import(filepath.Join(t.TempDir(), "none.anlan-briefing"))
	d.settle()
	if len(d.errors) != 1 {
		t.Errorf("a file that is missing gives %v", d.errors)
	}
	for _, size := range []fyne.Size{{Width: 1198, Height: 670}, {Width: 856, Height: 670}} {
		if need := d.page.Object().MinSize(); need.Width > size.Width || need.Height > size.Height {
			t.Errorf("the page needs %v, the window has %v", need, size)
		}
	}
}

// names are the titles of the slides in their order.
func names(b briefing.Briefing) string {
	var all []string
	for _, s := range b.Slides {
		all = append(all, s.Title)
	}
	return strings.Join(all, "")
}

// TestASlideIsDragged drags the first of four slides below the third, the last to the top, and one nowhere.
func TestASlideIsDragged(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1198, 670))
	var err error
	if d.page, err = page.New(d.env, page.Briefing); err != nil {
		t.Fatal(err)
	}
	d.window.SetContent(d.page.Object())
	d.page.Show()
	d.settle()
	p := d.page.(*page.BriefingPage)
	p.Fill(briefing.NewText("a", "1"), briefing.NewText("b", "2"), briefing.NewText("c", "3"), briefing.NewText("d", "4"))
	d.settle()
	for _, tc := range []struct {
		from, rows int
		want       string
	}{{0, 2, "bcad"}, {3, -9, "dbca"}, {1, 0, "dbca"}, {2, 1, "dbac"}} {
		p.Drag(tc.from, tc.rows)
		d.settle()
		kept, _, err := keep.Latest(t.Context(), d.env.Workspace)
		if err != nil || names(kept) != tc.want {
			t.Errorf("slide %d dragged by %d rows: %s, want %s, %v", tc.from, tc.rows, names(kept), tc.want, err)
		}
	}
}
