package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const monthly = "2011年8月生产安全事故月报,,\n镇街,事故起数,死亡人数\n塘厦,3,1\n亚特兰蒂斯,1,0\n合计,4,1\n"

// TestDryRun says what an import would do, in text and JSON, and does nothing.
func TestDryRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	source := file(t, "月报.csv", monthly)
	text := must(t, "--workspace", path, "import", "--dry-run", source)
	for _, says := range []string{"事故月报", "镇街", "100%", "采纳 1，隔离 1", "没有“亚特兰蒂斯”这个镇街", "第 5 行"} {
		if !strings.Contains(text, says) {
			t.Errorf("the dry run does not say %q:\n%s", says, text)
		}
	}
	found := object[[]previewJSON](t, "--workspace", path, "import", "--dry-run", "--format", "json", source)
	if len(found) != 1 || len(found[0].Sheets) != 1 {
		t.Fatalf("found %+v", found)
	}
	s := found[0].Sheets[0]
	if s.Kind != "totals" || s.HeaderRow != 2 || s.Accepted != 1 || s.Quarantined != 1 || s.Skipped != 1 {
		t.Errorf("found %+v", s)
	}
	fields := map[string]float64{}
	for _, c := range s.Columns {
		fields[c.Field] = c.Confidence
	}
	for _, field := range []string{"town", "accidents", "deaths", "period"} {
		if fields[field] <= 0 {
			t.Errorf("no column for %s: %+v", field, s.Columns)
		}
	}
	outcomes := map[string]int{}
	for _, r := range s.Rows {
		outcomes[r.Outcome]++
	}
	if outcomes["quarantined"] != 1 || outcomes["skipped"] != 1 {
		t.Errorf("problems %+v", s.Rows)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the dry run made a workspace")
	}
	must(t, "--workspace", path, "import", file(t, "台账.csv", ledger+"2011-02-28,塘厦,道路交通,1,0\n"))
	if again := must(t, "--workspace", path, "import", "--dry-run", source); again != text {
		t.Errorf("beside a workspace with data:\n%s", again)
	}
	if a := anlan(t, "--workspace", path, "import", "--dry-run", file(t, "x.csv", "甲,乙\n1,2\n")); a.code != exitFailed || !strings.Contains(a.out+a.err, "没有找到认识的表头") {
		t.Errorf("a file without a table: %+v", a)
	}
}

// TestStrictAndForce refuses a file with one bad row, and takes one with mostly bad rows.
func TestStrictAndForce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	one := file(t, "a.csv", ledger+"2011-02-30,塘厦,道路交通,1,0\n")
	if a := anlan(t, "--workspace", path, "import", "--strict", one); a.code != exitFailed || a.out != "" || !strings.Contains(a.err, "2011-02-30") {
		t.Errorf("strict: %+v", a)
	}
	bad := ledger
	for range 60 {
		bad += "某日,塘厦,道路交通,1,0\n"
	}
	most := file(t, "b.csv", bad)
	if a := anlan(t, "--workspace", path, "import", most); a.code != exitFailed || !strings.Contains(a.err, "某日") {
		t.Errorf("mostly bad: %+v", a)
	}
	if out := must(t, "--workspace", path, "import", "--force", most); !strings.Contains(out, "采纳 2，隔离 60") {
		t.Errorf("force says %s", out)
	}
}

// TestImportFolders imports a folder with an archive and a file that is no table in it.
func TestImportFolders(t *testing.T) {
	folder := t.TempDir()
	var zipped bytes.Buffer
	archive := zip.NewWriter(&zipped)
	part, err := archive.Create("八月/月报.csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(strings.ReplaceAll(monthly, "亚特兰蒂斯", "长安"))); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"台账.csv": ledger, "报表.zip": zipped.String(), "说明.pdf": "%PDF-1.4\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "w.anlan")
	got := object[[]importResult](t, "--workspace", path, "import", "--format", "json", folder)
	if len(got) != 2 {
		t.Fatalf("imported %+v", got)
	}
	for _, r := range got {
		if r.Accepted != 2 || r.Quarantined != 0 || r.Error != "" || len(r.Mapping) == 0 {
			t.Errorf("imported %+v", r)
		}
	}
	// Of the three accidents of 塘厦 in August one, with its deaths, stands in the ledger.
	j := object[frameJSON](t, "--workspace", path, "query", "accidents", "--by", "town", "--from", "2011-08-01", "--to", "2011-08-31", "--format", "json")
	if len(j.Totals) != 1 || j.Totals[0] != 4.0 {
		t.Errorf("August has %v accidents, want 4", j.Totals)
	}
}

// TestImportUsage ends with 2 where no file could satisfy the command.
func TestImportUsage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	source := file(t, "a.csv", ledger)
	for _, args := range [][]string{
		{"import"},
		{"import", "--as", "poems", source},
		{"import", "--map", "colour=镇街", source},
		{"import", "--map", "nonsense", source},
		{"import", "--delimiter", "x", source},
		{"import", "--dates", "later", source},
		{"import", "--dry-run", "--as", "poems", source},
		{"import", "--format", "xml", source},
		{"vocabulary", "load"},
		{"vocabulary", "list", "--list", "planets"},
	} {
		if len(args) > 1 && args[0] == "vocabulary" && args[1] == "list" {
			must(t, "--workspace", path, "import", source)
		}
		if a := anlan(t, append([]string{"--workspace", path}, args...)...); a.code != exitUsage || a.err == "" || a.out != "" {
			t.Errorf("%v ended with %d, %q %q", args, a.code, a.out, a.err)
		}
	}
}

// TestVocabularyCommand loads another city's towns with an alias, imports by the alias, and writes the list out again.
func TestVocabularyCommand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.anlan")
	out := must(t, "--workspace", path, "vocabulary", "load", file(t, "镇街.csv", "名称,简称,别名\n龙门县平陵街道,平陵,老平陵\n龙门县蓝田乡,蓝田,\n"), "--list", "town")
	if !strings.Contains(out, "2") {
		t.Errorf("load says %q", out)
	}
	got := object[[]importResult](t, "--workspace", path, "import", "--format", "json", file(t, "a.csv", "发生日期,镇街,死亡人数\n2011-08-27,老平陵,1\n2011-08-28,塘厦,0\n"))
	if len(got) != 1 || got[0].Accepted != 1 || got[0].Quarantined != 1 {
		t.Errorf("imported %+v", got)
	}
	if list := must(t, "--workspace", path, "vocabulary", "list"); !strings.Contains(list, "老平陵") || !strings.Contains(list, "蓝田") {
		t.Errorf("list says %s", list)
	}
	csv := must(t, "--workspace", path, "vocabulary", "export", "--list", "town")
	if !strings.Contains(csv, "老平陵") {
		t.Errorf("export says %s", csv)
	}
	other := filepath.Join(t.TempDir(), "other.anlan")
	must(t, "--workspace", other, "vocabulary", "load", file(t, "再.csv", csv))
	if again := must(t, "--workspace", other, "vocabulary", "export", "--list", "town"); again != csv {
		t.Errorf("loaded and written again it is %q, want %q", again, csv)
	}
}
