package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
)

func TestInspections(t *testing.T) {
	w := memory(t)
	content := "2011年执法检查月报\n月份,镇街,执法单位,专项行动,行业领域,出动执法人员(人次),检查企业(家次),发现隐患(处),已整改,整改指令书(份),责令停产停业(家),罚款(元)\n" +
		"2011-03,塘厦,安监分局,打非治违,,120人次,45,50,48,6,1,20000\n" +
		"2011年4月,塘厦,安监分局,打非治违,危化品,1.2万,45,,,6,,\n" +
		"2011年,塘厦,安监分局,打非治违,,1,1,1,1,1,1,1\n" +
		"合计,,,,,12121,91,51,49,13,2,30000\n" // one 元 short of the sum is not told, 9999 are
	result, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if result.Batch.Kind != string(intake.Inspections) {
		t.Fatalf("taken for %s", result.Batch.Kind)
	}
	if diff := cmp.Diff(counts{Read: 4, Accepted: 2, Quarantined: 1, Skipped: 1}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	got := rowsOf(t, w, `SELECT occurred_on::VARCHAR, d.zh, c.zh, s.key, officer_turns, inspections, hazards, rectified, orders, suspensions, fines FROM inspection i
		JOIN department d ON d.id = i.department JOIN campaign c ON c.id = i.campaign LEFT JOIN sector s ON s.id = i.sector ORDER BY 1`)
	want := []string{"2011-03-01|安监分局|打非治违|∅|120|45|50|48|6|1|2", "2011-04-01|安监分局|打非治违|hazchem|12000|45|∅|∅|6|∅|∅"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"5|no_month||", "6|total_row||", "6|sum_differs|罚款(元)|20001"}, rowsOf(t, w, "SELECT row_no, reason, CASE WHEN outcome = 'warning' THEN column_name ELSE '' END, CASE WHEN outcome = 'warning' THEN detail ELSE '' END FROM problem ORDER BY 1, outcome")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestSectorFigures(t *testing.T) {
	w := memory(t)
	content := "年度,镇街,常住人口(万人),从业人员,生产总值（亿元）,机动车(辆),控制指标(死亡),控制指标(起数)\n" +
		"2011,塘厦,48.3,310000,210.5,91000,28,230\n" +
		"2011年,长安镇,66.4,,301,120000,43,300\n" +
		"2011,塘厦镇,48.3,310000,210.5,91000,28,230\n" + // the same again
		"2011,塘厦镇,48.3,310000,210.5,91000,29,230\n" // and with another quota
	result, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counts{Read: 4, Accepted: 2, Quarantined: 1, Duplicates: 1}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	got := rowsOf(t, w, "SELECT t.zh, population, employees, gdp, vehicles, quota_deaths, quota_accidents FROM sector_figure f JOIN town t ON t.id = f.town ORDER BY row_no")
	if diff := cmp.Diff([]string{"塘厦|483000|310000|210.5|91000|28|230", "长安|664000|∅|301|120000|43|300"}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestActivities(t *testing.T) {
	w := memory(t)
	content := "日期,镇街,指标,数值,单位,目标\n2011-05,塘厦,培训,1200,人次,1000\n2011-05,塘厦,消防志愿者,35,人,\n2011,,演练活动,310,次,300\n2011-06,,培训,近8万,人次,\n"
	result, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counts{Read: 4, Accepted: 3, Quarantined: 1}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	got := rowsOf(t, w, "SELECT m.key, m.unit, value, target, t.zh FROM activity a JOIN measure m ON m.id = a.measure LEFT JOIN town t ON t.id = a.town ORDER BY row_no")
	if diff := cmp.Diff([]string{"training|人次|1200|1000|塘厦", "消防志愿者|人|35|∅|塘厦", "drills|次|310|300|∅"}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestOverlappingFiles(t *testing.T) {
	w := memory(t)
	first := "发生日期,镇街,行业领域,死亡人数\n2011-01-01,塘厦,道路交通,0\n2011-01-01,塘厦,道路交通,0\n2011-01-02,长安,火灾,1\n"
	// Two accidents of one day that no number tells apart are two accidents; a file that repeats them adds only the third.
	second := first + "2011-01-01,塘厦,道路交通,0\n2011-01-03,长安,火灾,1\n"
	path := write(t, "first.csv", first)
	for _, step := range []struct {
		path string
		opts intake.Options
		want counts
	}{
		{path, intake.Options{}, counts{Read: 3, Accepted: 3}},
		{write(t, "second.csv", second), intake.Options{}, counts{Read: 5, Accepted: 2, Duplicates: 3}},
		{path, intake.Options{Again: true}, counts{Read: 3, Duplicates: 3}},
	} {
		result, err := intake.Import(t.Context(), w, step.path, step.opts)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.want, countsOf(result.Batch)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.path, diff)
		}
	}
	if _, err := intake.Import(t.Context(), w, path, intake.Options{}); !intake.HasCode(err, intake.CodeAlreadyRead) {
		t.Errorf("the same file again: %v", err)
	}
	if err := w.Undo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if err := w.Undo(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	result, err := intake.Import(t.Context(), w, path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counts{Read: 3, Accepted: 2, Duplicates: 1}, countsOf(result.Batch)); diff != "" {
		t.Errorf("after undoing (-want +got):\n%s", diff)
	}
}

func TestContradictionsAcrossFiles(t *testing.T) {
	w := memory(t)
	header := "事故编号,发生日期,镇街,事故单位,死亡人数\n"
	steps := []struct {
		content string
		want    counts
	}{
		{header + "A1,2011-01-01,塘厦,甲厂,0\n,2011-01-02,塘厦,乙厂,0\n", counts{Read: 2, Accepted: 2}},
		// A1 again but with a death: a new version. 乙厂 again alike: a duplicate; with a death: kept, with a warning.
		{header + "a1,2011-01-01,塘厦,甲厂,1\n,2011-01-02,塘厦,乙厂,0\n,2011-01-02,塘厦,乙厂,1\n", counts{Read: 3, Accepted: 2, Duplicates: 1, Warned: 2}},
		// Told twice in one file, each time otherwise: which is right is not for us to say.
		{header + "A1,2011-01-01,塘厦,甲厂,2\nA1,2011-01-01,塘厦,甲厂,4\n", counts{Read: 2, Quarantined: 2}},
		// The number of another year's accident.
		{header + "A1,2012-01-01,塘厦,甲厂,2\n", counts{Read: 1, Quarantined: 1}},
	}
	for _, step := range steps {
		result, err := intake.Import(t.Context(), w, write(t, "a.csv", step.content), intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.want, countsOf(result.Batch)); diff != "" {
			t.Errorf("counts (-want +got):\n%s", diff)
		}
	}
	want := []string{
		"conflict|2:2|quarantined", "conflict|2:2|quarantined", "conflict|2:2|quarantined", "duplicate|1:3|skipped", "late_deaths|0|warning", "possible_duplicate|1:3|warning",
		"version|1:2|warning",
	}
	if diff := cmp.Diff(want, rowsOf(t, w, "SELECT reason, detail, outcome FROM problem ORDER BY 1")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestTownsOfAWorkspace(t *testing.T) {
	t.Run("of a city that ships with the program", func(t *testing.T) {
		w := memory(t)
		content := "发生日期,镇街,死亡人数\n2011-01-01,塘厦,0\n2011-01-01,火星镇,0\n"
		result, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if result.Batch.Quarantined != 1 {
			t.Errorf("%+v; want the town on Mars held back", countsOf(result.Batch))
		}
		if diff := cmp.Diff([]string{"35"}, rowsOf(t, w, "SELECT count(*) FROM town")); diff != "" {
			t.Errorf("towns (-want +got):\n%s", diff)
		}
	})
	t.Run("of the first file", func(t *testing.T) {
		w := memory(t)
		content := "date,town,deaths\n2011-01-01,York,0\n2011-01-01,york ,1\n2011-01-02,Selby,0\n"
		result, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := []intake.Note{{Code: intake.NoteTownsAdded, Args: []string{"York", "Selby"}}}
		if diff := cmp.Diff(want, result.Notes); diff != "" {
			t.Errorf("notes (-want +got):\n%s", diff)
		}
		second := "date,town,deaths\n2011-02-01,Leeds,0\n2011-02-01,Selby,1\n"
		path := write(t, "b.csv", second)
		if result, err = intake.Import(t.Context(), w, path, intake.Options{}); err != nil || result.Batch.Quarantined != 1 {
			t.Fatalf("%+v, %v; want Leeds held back", countsOf(result.Batch), err)
		}
		if result, err = intake.Import(t.Context(), w, path, intake.Options{AddTowns: true, Again: true}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(counts{Read: 2, Accepted: 1, Duplicates: 1}, countsOf(result.Batch)); diff != "" {
			t.Errorf("with new towns allowed (-want +got):\n%s", diff)
		}
	})
}

func TestMapAndSet(t *testing.T) {
	w := memory(t)
	content := "When,Where,What,Killed\n27/08/2011 14:05,\"Acme, Tampa, FL 33610\",car,1\n03/09/2011,\"B, C, York\",van,0\n"
	result, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{
		Map: mapping(t, `occurred_at=When,town=Where~([A-Z]{2}) \d{5}|,\s*(\w+)$,summary=What`),
		Set: intake.ParseSet("sector=道路交通"),
	})
	if err != nil {
		t.Fatal(err)
	}
	got := rowsOf(t, w, "SELECT occurred_on::VARCHAR, minute, t.zh, s.key, summary, deaths FROM accident a LEFT JOIN town t ON t.id = a.town JOIN sector s ON s.id = a.sector ORDER BY row_no")
	if diff := cmp.Diff([]string{"2011-08-27|845|∅|road|car|1", "2011-09-03|∅|York|road|van|0"}, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if !strings.Contains(result.Batch.Mapping, `"sector":"=道路交通"`) {
		t.Errorf("mapping = %s", result.Batch.Mapping)
	}
}

func TestParseMap(t *testing.T) {
	m, err := intake.ParseMap(`occurred_at=Date,town=Area (old, new)~^(\w+),deaths=死亡`)
	if err != nil {
		t.Fatal(err)
	}
	if m["occurred_at"].Header != "Date" || m["town"].Header != "Area (old, new)" || m["town"].Extract.String() != `^(\w+)` || m["deaths"].Header != "死亡" {
		t.Errorf("got %+v", m)
	}
	if _, err := intake.ParseMap("town=Area~("); err == nil {
		t.Error("a broken expression was accepted")
	}
}

func TestAmbiguousDatesAreNotGuessed(t *testing.T) {
	w := memory(t)
	content := "date,town,deaths\n03/04/2011,York,0\n05/06/2011,York,0\n"
	path := write(t, "a.csv", content)
	result, err := intake.Import(t.Context(), w, path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if result.Batch.Quarantined != 2 {
		t.Errorf("%+v; want both rows held back", countsOf(result.Batch))
	}
	if _, err = intake.Import(t.Context(), w, path, intake.Options{Again: true, Order: intake.MonthFirst}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2011-03-04", "2011-05-06"}, rowsOf(t, w, "SELECT occurred_on::VARCHAR FROM accident ORDER BY 1")); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
}

// TestHostileTexts puts SQL, markup and formulas into every cell; they must come back as they went in.
func TestHostileTexts(t *testing.T) {
	w := memory(t)
	hostile := `'); DROP TABLE accident; --|=cmd()|</script>`
	content := "发生日期,镇街,事故单位,事故概况,'; DROP TABLE town; --\n2011-01-01,塘厦," + hostile + "," + hostile + ",x\n" + hostile + ",塘厦,a,b,c\n"
	if _, err := intake.Import(t.Context(), w, write(t, "a'; DROP TABLE batch; --.csv", content), intake.Options{Kind: intake.Accidents}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{hostile + "|" + hostile}, rowsOf(t, w, "SELECT firm, summary FROM accident")); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{hostile}, rowsOf(t, w, "SELECT original FROM problem")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
