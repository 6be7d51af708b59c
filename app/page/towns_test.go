package page_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/analytics/echarts"
	"anlan/app/page"
)

func TestTownsTellWhichTowns(t *testing.T) {
	d := newDeskAt(t, page.Towns, analytics.Chinese, fyne.NewSize(1432, 804))
	d.page.Show()
	d.settle()
	for _, err := range d.errors {
		t.Error(err)
	}
	if title := d.page.Title(); !strings.Contains(title, "塘厦、虎门、长安") || !strings.Contains(title, "很可能不是偶然") {
		t.Errorf("the headline is %q", title)
	}
	for kind, text := range map[string]string{"town-map": "塘厦", "town-map-residents": "7.53", "quota": "时间进度"} {
		if !d.says(kind, text) {
			t.Errorf("chart %s does not say %q", kind, text)
		}
	}
	d.page.Charts()["town-map"].OnClick(echarts.Hit{Component: "series", SeriesIndex: 0, DataIndex: 0}, false)
	d.settle()
	if keys := d.history.Now().Keys(analytics.Town); len(keys) != 1 {
		t.Fatalf("the click filters by %v", keys)
	}
	if title := d.page.Title(); !strings.Contains(title, "个镇街中居第") {
		t.Errorf("the headline of one town is %q", title)
	}
}

// TestPagesOfTownsFit lays the pages out in the smallest window, in both languages.
func TestPagesOfTownsFit(t *testing.T) {
	for _, id := range []page.ID{page.Towns, page.Town} {
		for _, language := range []analytics.Language{analytics.Chinese, analytics.English} {
			d := newDeskAt(t, id, language, fyne.NewSize(1024-168, 560))
			d.page.Show()
			d.settle()
			if size := d.page.Object().MinSize(); size.Width > 1024-168 || size.Height > 560 {
				t.Errorf("%s in %s needs %v", id, language, size)
			}
			for _, err := range d.errors {
				t.Error(err)
			}
		}
	}
}

// TestADoubleClickOpensTheTownsSheet goes from the map to the sheet of one town, which tells of that town alone.
func TestADoubleClickOpensTheTownsSheet(t *testing.T) {
	d := newDeskAt(t, page.Towns, analytics.Chinese, fyne.NewSize(1432, 804))
	var opened page.ID
	d.env.Open = func(id page.ID) { opened = id }
	d.page.Show()
	d.settle()
	d.page.Charts()["quota"].OnDoubleClick(echarts.Hit{Component: "series", SeriesIndex: 0, DataIndex: 2}) // 塘厦
	d.settle()
	if opened != page.Town || page.Parent(opened) != page.Towns {
		t.Fatalf("the double click opens %q", opened)
	}
	d.page.Close()
	var err error
	if d.page, err = page.New(d.env, opened); err != nil {
		t.Fatal(err)
	}
	d.window.SetContent(d.page.Object())
	d.page.Show()
	d.settle()
	if title := d.page.Title(); !strings.HasPrefix(title, "塘厦：事故起数 369") {
		t.Errorf("the sheet's headline is %q", title)
	}
	for kind, text := range map[string]string{"months": "51", "sector-parts": "273"} {
		if !d.says(kind, text) {
			t.Errorf("chart %s does not say %q", kind, text)
		}
	}
	for _, err := range d.errors {
		t.Error(err)
	}
}
