package page_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/app/page"
	"anlan/data/workspace"
)

// openData shows the page about data, with a workspace of the user's own.
func openData(t *testing.T, language analytics.Language, size fyne.Size) (*desk, *page.DataPage) {
	t.Helper()
	d := newDeskOf(t, page.Data, language, size)
	own, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // after the loader has ended
		if err := own.Close(); err != nil {
			t.Error(err)
		}
	})
	d.env.Window, d.env.Workspace, d.env.Sample = d.window, own, false
	d.env.UseWorkspace = func(done func(*workspace.Workspace)) { done(own) }
	d.env.DataChanged = func() { d.page.Show() }
	d.page.Close()
	p, err := page.New(d.env, page.Data)
	if err != nil {
		t.Fatal(err)
	}
	d.page = p
	d.window.SetContent(p.Object())
	d.window.Resize(size)
	p.Show()
	d.settle()
	return d, p.(*page.DataPage)
}

// ledger is a table with a column that no alias names, a town that is none, and markup for a name.
const ledger = "发生日期,镇街,死亡人数,哪家厂\n2011-08-27,塘厦,1,<b>甲</b>厂\n2011-08-28,火星,2,'; DROP TABLE accident; --\n2011-09-01,长安,x,=cmd|' /C calc'!A0\n"

func writeFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// column is one column of a query as text.
func column(t *testing.T, w *workspace.Workspace, query string) string {
	t.Helper()
	rows, err := w.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		list = append(list, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, "|")
}

// TestAFileIsLookedAtChangedImportedAndItsRestCorrected goes the whole way of a file.
func TestAFileIsLookedAtChangedImportedAndItsRestCorrected(t *testing.T) {
	d, p := openData(t, analytics.Chinese, fyne.NewSize(1198, 620))
	w := d.env.Workspace
	p.Preview([]string{writeFile(t, "台账.csv", ledger)})
	d.settle()
	if got := column(t, w, "SELECT count(*)::VARCHAR FROM batch"); got != "0" {
		t.Fatalf("a preview wrote %s batches", got)
	}
	if got := p.Fields(); got != "occurred_at|town|deaths|" {
		t.Fatalf("the columns are taken for %q", got)
	}
	p.SetField(3, "firm")
	d.settle()
	if got := p.Fields(); got != "occurred_at|town|deaths|firm" {
		t.Fatalf("after the change the columns are taken for %q", got)
	}
	p.Import()
	d.settle()
	for _, err := range d.errors {
		t.Fatal(err)
	}
	if got := column(t, w, "SELECT firm FROM accident"); got != "<b>甲</b>厂" {
		t.Errorf("the accepted row is of %q", got)
	}
	if !strings.Contains(p.Title(), "采纳 1 行") || !strings.Contains(p.Title(), "隔离 2 行") {
		t.Errorf("the page says %q", p.Title())
	}
	p.ShowQuarantine()
	d.settle()
	p.CorrectHeld(0, 1, "虎门")
	p.CorrectHeld(1, 2, "0")
	p.Resubmit()
	d.settle()
	for _, err := range d.errors {
		t.Fatal(err)
	}
	if got := column(t, w, "SELECT firm FROM accident ORDER BY row_no"); got != "<b>甲</b>厂|'; DROP TABLE accident; --|=cmd|' /C calc'!A0" {
		t.Errorf("the rows are of %q", got)
	}
	if got := column(t, w, "SELECT deaths::VARCHAR FROM accident ORDER BY row_no"); got != "1|2|0" {
		t.Errorf("the deaths are %q", got)
	}
	if !strings.Contains(p.Title(), "采纳 3 行") || !strings.Contains(p.Title(), "隔离 0 行") {
		t.Errorf("the page says %q", p.Title())
	}
}

// TestACorrectedFileTakesThePlaceOfItsImport replaces an import.
func TestACorrectedFileTakesThePlaceOfItsImport(t *testing.T) {
	d, p := openData(t, analytics.English, fyne.NewSize(1198, 620))
	p.Preview([]string{writeFile(t, "a.csv", ledger)})
	d.settle()
	p.Import()
	d.settle()
	p.Replace(1, writeFile(t, "a.csv", strings.Replace(ledger, "火星", "虎门", 1)))
	d.settle()
	p.Import()
	d.settle()
	for _, err := range d.errors {
		t.Fatal(err)
	}
	got := column(t, d.env.Workspace, "SELECT id || ':' || accepted || ':' || (undone_at IS NULL) FROM batch ORDER BY id")
	if got != "1:1:false|2:2:true" {
		t.Errorf("the imports are %q", got)
	}
}

// TestAnOlderPreviewIsNotShown looks at a second file while the first is being read.
func TestAnOlderPreviewIsNotShown(t *testing.T) {
	d, p := openData(t, analytics.Chinese, fyne.NewSize(1198, 620))
	p.Preview([]string{writeFile(t, "a.csv", ledger)})
	p.Preview([]string{writeFile(t, "b.csv", "月份,镇街,事故起数,死亡人数\n2011-08,塘厦,4,1\n")})
	d.settle()
	if got := p.Fields(); got != "period|town|accidents|deaths" {
		t.Errorf("the columns are taken for %q", got)
	}
}

// TestARefusedFileStaysToBeChanged imports a file without a header that is known, and one that was imported before.
func TestARefusedFileStaysToBeChanged(t *testing.T) {
	d, p := openData(t, analytics.Chinese, fyne.NewSize(1198, 620))
	path := writeFile(t, "a.csv", "甲,乙,丙\n2011-08-27,塘厦,3\n")
	p.Preview([]string{path})
	d.settle()
	for i, field := range []string{"occurred_at", "town", "deaths"} {
		p.SetField(i, field)
		d.settle()
	}
	p.Import()
	d.settle()
	if got := column(t, d.env.Workspace, "SELECT deaths::VARCHAR FROM accident"); got != "3" {
		t.Fatalf("the mapped file gave %q", got)
	}
	p.Preview([]string{path})
	d.settle()
	p.Import()
	d.settle()
	if got := column(t, d.env.Workspace, "SELECT count(*)::VARCHAR FROM batch"); got != "1" {
		t.Errorf("the same file was imported %s times", got)
	}
	if p.Fields() == "" {
		t.Error("the refused file is gone")
	}
}

// TestTheVocabularyIsEdited gives a town another alias.
func TestTheVocabularyIsEdited(t *testing.T) {
	d, p := openData(t, analytics.Chinese, fyne.NewSize(1198, 620))
	p.ShowVocabulary()
	d.settle()
	p.AddTerm("火星", "火星镇 | 火星区")
	d.settle()
	p.Preview([]string{writeFile(t, "a.csv", ledger)})
	d.settle()
	p.Import()
	d.settle()
	for _, err := range d.errors {
		t.Fatal(err)
	}
	got := column(t, d.env.Workspace, "SELECT t.zh || ':' || len(t.aliases) FROM accident a JOIN town t ON t.id = a.town ORDER BY row_no")
	if !strings.Contains(got, "火星:2") {
		t.Errorf("the towns are %q", got)
	}
}

// TestTheDataPageFits lays every side of the page out in a small window.
func TestTheDataPageFits(t *testing.T) {
	for _, language := range []analytics.Language{analytics.Chinese, analytics.English} {
		size := fyne.NewSize(1024-168, 560)
		d, p := openData(t, language, size)
		check := func(side string) {
			t.Helper()
			d.settle()
			if least := p.Object().MinSize(); least.Width > size.Width || least.Height > size.Height {
				t.Errorf("%s: the page needs %v", side, least)
			}
		}
		p.Preview([]string{writeFile(t, "台账.csv", ledger), writeFile(t, "b.csv", ledger+"2012-01-01,火星,3,\n")})
		check("preview")
		p.Import()
		check("imports")
		p.ShowQuarantine()
		check("quarantine")
		p.ShowQuality()
		check("quality")
		p.ShowVocabulary()
		check("vocabulary")
		for _, err := range d.errors {
			t.Error(err)
		}
	}
}
