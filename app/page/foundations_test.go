package page_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"anlan/analytics"
	"anlan/analytics/echarts"
	"anlan/analytics/figure"
	"anlan/app/page"
)

// open turns the desk to another page.
func (d *desk) open(id page.ID, size fyne.Size) {
	d.tb.Helper()
	d.page.Close()
	var err error
	if d.page, err = page.New(d.env, id); err != nil {
		d.tb.Fatal(err)
	}
	d.window = test.NewTempWindow(d.tb, d.page.Object())
	d.window.SetPadded(false)
	d.window.Resize(size)
	d.page.Show()
	d.settle()
	for _, err := range d.errors {
		d.tb.Error(err)
	}
}

// asks is one number that plain SQL gives.
func (d *desk) asks(sql string) (v float64) {
	d.tb.Helper()
	rows, err := d.env.Workspace.QueryContext(d.tb.Context(), sql)
	if err != nil {
		d.tb.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&v); err != nil {
			d.tb.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		d.tb.Fatal(err)
	}
	return v
}

// TestPagesOfWork opens the pages about enforcement, campaigns and foundations: each says its finding, and a click on a mark
// filters.
func TestPagesOfWork(t *testing.T) {
	for _, language := range []analytics.Language{analytics.Chinese, analytics.English} {
		d := newDesk(t, language, fyne.NewSize(1366-168, 680))
		for _, tc := range []struct {
			id      page.ID
			title   string
			kind    string
			filters analytics.DimensionID
		}{
			{page.Enforcement, "117484", "enforcement-departments", analytics.Department},
			{page.Campaigns, "106614", "campaigns-inspections", analytics.Campaign},
			{page.Foundations, "26266", "training-towns", analytics.Town},
		} {
			d.open(tc.id, fyne.NewSize(1366-168, 680))
			if title := d.page.Title(); !strings.Contains(strings.ReplaceAll(title, ",", ""), tc.title) {
				t.Errorf("%s is titled %q", tc.id, title)
			}
			if size := d.page.Object().MinSize(); size.Width > 1024-168 || size.Height > 560 {
				t.Errorf("%s in %s needs %v", tc.id, language, size)
			}
			before := d.history.Now()
			d.page.Charts()[tc.kind].OnClick(echarts.Hit{Component: "series", SeriesIndex: 0, DataIndex: 0}, false)
			d.settle()
			if keys := d.history.Now().Keys(tc.filters); len(keys) != 1 {
				t.Errorf("%s: the click filters by %v", tc.id, d.history.Now().Where)
			}
			d.env.Select(before)
			d.settle()
		}
	}
}

// TestFoundationsAreTrue compares the page's figures with plain SQL.
func TestFoundationsAreTrue(t *testing.T) {
	d := newDesk(t, analytics.English, fyne.NewSize(1432, 804))
	printer := d.env.Style().Printer
	of := func(key string) string { return "measure = (SELECT id FROM measure WHERE key = '" + key + "')" }
	const year = " AND occurred_on BETWEEN '2011-01-01' AND '2011-12-23'"
	training := d.asks("SELECT sum(value) FROM activity WHERE " + of("training") + year)
	target := d.asks("SELECT sum(t) FROM (SELECT max(target) AS t FROM activity WHERE " + of("training") + " AND year(occurred_on) = 2011 GROUP BY town)")
	answered := d.asks("SELECT 100.0 * sum(value) FILTER (" + of("complaints_answered") + ") / sum(value) FILTER (" + of("complaints_received") + ") FROM activity WHERE true" + year)
	if training == 0 || target == 0 || answered == 0 {
		t.Fatal("the demonstration city has no foundations")
	}
	sum, err := figure.DrawFoundationSummary(t.Context(), d.env.Engine, d.env.Question(), d.env.Style())
	if err != nil {
		t.Fatal(err)
	}
	says := sum.Headline.Sentence.String()
	for _, want := range []string{printer.Number(training, 0), printer.Percent(training/target*100, 1), printer.Percent(answered, 1)} {
		if !strings.Contains(says, want) {
			t.Errorf("the headline %q does not say %s", says, want)
		}
	}
	kind, err := figure.KindByID("foundation-towns")
	if err != nil {
		t.Fatal(err)
	}
	f, err := kind.Draw(t.Context(), d.env.Engine, d.env.Question(), d.env.Style())
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, r := range f.Sheet.Rows {
		if r.Target.Empty() || !r.Cells[3].Known {
			continue
		}
		town := r.Target.Conditions[0].Keys[0]
		within := " AND town = (SELECT id FROM town WHERE key = '" + town + "')"
		did := d.asks("SELECT sum(value) FROM activity WHERE " + of("training") + year + within)
		set := d.asks("SELECT max(target) FROM activity WHERE " + of("training") + " AND year(occurred_on) = 2011" + within)
		if got := r.Cells[3].Number; got < did/set*100-1e-9 || got > did/set*100+1e-9 {
			t.Errorf("%s reached %v of its target, SQL says %v of %v", r.Cells[0].Text, got, did, set)
		}
		checked++
	}
	if checked != 32 {
		t.Errorf("%d towns have a target", checked)
	}
}

// TestCampaignsAreTrue compares the campaigns' bars with plain SQL.
func TestCampaignsAreTrue(t *testing.T) {
	d := newDesk(t, analytics.Chinese, fyne.NewSize(1432, 804))
	kind, err := figure.KindByID(figure.CampaignBarsID("hazards"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := kind.Draw(t.Context(), d.env.Engine, d.env.Question(), d.env.Style())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range f.Frame.Rows {
		m := row.Members[0]
		of := "campaign = (SELECT id FROM campaign WHERE key = '" + m.Key + "')"
		if m.Key == analytics.UnknownKey {
			of = "campaign IS NULL"
		}
		want := d.asks("SELECT coalesce(sum(hazards), 0) FROM inspection WHERE occurred_on BETWEEN '2011-01-01' AND '2011-12-23' AND " + of)
		if row.Values[0].Now != want {
			t.Errorf("%s found %v, SQL says %v", m.Label.ZH, row.Values[0].Now, want)
		}
	}
	if len(f.Frame.Rows) < 5 {
		t.Errorf("only %d campaigns", len(f.Frame.Rows))
	}
}
