package page_test

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/app/page"
	"anlan/data/workspace"
)

// bring looks at files and imports them.
func bring(t *testing.T, d *desk, p *page.DataPage, paths ...string) {
	t.Helper()
	p.Preview(paths)
	d.settle()
	p.Import()
	d.settle()
	for _, err := range d.errors {
		t.Fatal(err)
	}
}

// TestAnImportIsTakenBack undoes an import, and then another one that was undone before.
func TestAnImportIsTakenBack(t *testing.T) {
	d, p := openData(t, analytics.Chinese, fyne.NewSize(1198, 620))
	bring(t, d, p, writeFile(t, "a.csv", ledger))
	p.Undo(1)
	d.settle()
	for _, err := range d.errors {
		t.Fatal(err)
	}
	if got := column(t, d.env.Workspace, "SELECT (SELECT count(*) FROM accident) || ':' || count(undone_at) FROM batch"); got != "0:1" {
		t.Errorf("after undoing there are %s accidents and undone imports", got)
	}
	if !strings.Contains(p.Said(), "1") || !strings.Contains(p.Title(), "采纳 0 行") {
		t.Errorf("the page says %q under %q", p.Said(), p.Title())
	}
	p.Undo(1)
	d.settle()
	if len(d.errors) != 1 {
		t.Errorf("undoing twice says %v", d.errors)
	}
}

// TestUndoTellsOfRowsThatRepeatedIt takes back an import whose rows stand in a later file, too.
func TestUndoTellsOfRowsThatRepeatedIt(t *testing.T) {
	d, p := openData(t, analytics.Chinese, fyne.NewSize(1198, 620))
	bring(t, d, p, writeFile(t, "a.csv", ledger))
	bring(t, d, p, writeFile(t, "b.csv", ledger+"2011-09-01,长安,1\n"))
	p.Undo(1)
	d.settle()
	for _, err := range d.errors {
		t.Fatal(err)
	}
	if !strings.Contains(p.Said(), "第 2 批有") || !strings.Contains(p.Said(), "因与第 1 批相同") {
		t.Errorf("the page says %q", p.Said())
	}
}

// TestAnImportIsCancelled stops an import under way: nothing of it stays, the page says so, and the next one works.
func TestAnImportIsCancelled(t *testing.T) {
	d, p := openData(t, analytics.Chinese, fyne.NewSize(1198, 620))
	bring(t, d, p, writeFile(t, "first.csv", ledger))
	var large strings.Builder
	large.WriteString("发生日期,镇街,死亡人数,单位\n")
	for i := range 200_000 {
		fmt.Fprintf(&large, "2011-%02d-%02d,塘厦,%d,第%d厂\n", 1+i%12, 1+i%28, i%3, i)
	}
	p.Preview([]string{writeFile(t, "large.csv", large.String())})
	d.settle()
	p.Import()
	if !p.Running() {
		t.Fatal("nothing is being imported")
	}
	time.Sleep(20 * time.Millisecond)
	p.Cancel()
	if p.Running() || !strings.Contains(p.Said(), d.env.Words.Say("data.cancelled")) {
		t.Errorf("after cancelling the page says %q", p.Said())
	}
	d.settle()
	for _, err := range d.errors {
		t.Fatal(err)
	}
	if got := column(t, d.env.Workspace, "SELECT count(*) || ':' || (SELECT count(*) FROM accident) FROM batch"); got != "1:1" {
		t.Errorf("after cancelling there are %s imports and accidents", got)
	}
	bring(t, d, p, writeFile(t, "later.csv", "发生日期,镇街,死亡人数\n2011-10-01,虎门,1\n"))
	if got := column(t, d.env.Workspace, "SELECT count(*)::VARCHAR FROM accident"); got != "2" {
		t.Errorf("the next import gave %s accidents", got)
	}
}

// TestFoldersAndArchivesAreLookedInto takes a folder with a ledger, an archive and a text, as they are dragged in together.
func TestFoldersAndArchivesAreLookedInto(t *testing.T) {
	d, p := openData(t, analytics.Chinese, fyne.NewSize(1198, 620))
	folder := t.TempDir()
	for name, content := range map[string]string{"八月.csv": "发生日期,镇街,死亡人数\n2011-08-27,塘厦,1\n", "说明.docx": "没有表\n", "坏.xlsx": "not a workbook"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Create(filepath.Join(folder, "其他.zip"))
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(f)
	member, err := archive.Create("九月/台账.csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := member.Write([]byte("发生日期,镇街,死亡人数\n2011-09-02,长安,2\n2011-09-03,长安,0\n")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []interface{ Close() error }{archive, f} {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	alone := writeFile(t, "十月.csv", "发生日期,镇街,死亡人数\n2011-10-02,虎门,3\n")
	p.Preview([]string{folder, alone})
	d.settle()
	names := p.Files()
	slices.Sort(names)
	if diff := cmp.Diff([]string{"八月.csv", "十月.csv", "台账.csv", "坏.xlsx"}, names); diff != "" {
		t.Errorf("files that are looked at (-want +got):\n%s", diff)
	}
	p.Import()
	d.settle()
	for _, err := range d.errors {
		t.Fatal(err)
	}
	if got := column(t, d.env.Workspace, "SELECT deaths::VARCHAR FROM accident ORDER BY occurred_on"); got != "1|2|0|3" {
		t.Errorf("the deaths are %q", got)
	}
	if got := column(t, d.env.Workspace, "SELECT parse_filename(file) FROM batch ORDER BY 1"); got != "八月.csv|十月.csv|台账.csv" {
		t.Errorf("the imports are of %q", got)
	}
}

// TestOverlappingCampaignsAreAskedAbout answers the question about two campaigns, changes the answer and takes it back.
func TestOverlappingCampaignsAreAskedAbout(t *testing.T) {
	d, p := openData(t, analytics.English, fyne.NewSize(1198, 620))
	if p.Asked() != "" {
		t.Errorf("an empty workspace asks %q", p.Asked())
	}
	bring(t, d, p, writeFile(t, "检查.csv", "月份,镇街,专项行动,检查家次\n2011-03,塘厦,打非治违,30\n2011-03,塘厦,平安大运,20\n"))
	for _, state := range []struct {
		answer workspace.OverlapAnswer
		says   string
	}{{workspace.OverlapSame, "count once"}, {workspace.OverlapSeparate, "add up"}, {workspace.OverlapOpen, "are they the same visits?"}} {
		if p.Asked() == "" {
			t.Fatal("the page asks nothing")
		}
		p.AnswerOverlap(state.answer)
		d.settle()
		for _, err := range d.errors {
			t.Fatal(err)
		}
		if !strings.Contains(p.Asked(), state.says) {
			t.Errorf("answered %q the page says %q", state.answer, p.Asked())
		}
		if got := column(t, d.env.Workspace, "SELECT coalesce(any_value(answer), '') FROM campaign_answer"); got != string(state.answer) {
			t.Errorf("answered %q the workspace keeps %q", state.answer, got)
		}
	}
	p.Undo(1)
	d.settle()
	if p.Asked() != "" {
		t.Errorf("without returns the page asks %q", p.Asked())
	}
}
