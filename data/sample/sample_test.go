package sample_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan/data/sample"
	"anlan/data/workspace"
)

// city loads a city into a workspace in memory.
func city(t *testing.T, seed uint64, o sample.Options) *workspace.Workspace {
	t.Helper()
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{Now: func() time.Time { return time.Date(2012, 1, 5, 9, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := sample.LoadCity(t.Context(), w, seed, o); err != nil {
		t.Fatal(err)
	}
	return w
}

// made is the demonstration city, which several tests read and none changes.
var made = sync.OnceValues(func() (*workspace.Workspace, error) {
	w, err := workspace.OpenMemory(context.Background(), workspace.Options{Now: time.Now})
	if err != nil {
		return nil, err
	}
	return w, sample.Load(context.Background(), w)
})

func demonstration(t *testing.T) *workspace.Workspace {
	t.Helper()
	w, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// ask runs a query and prints its rows, one a line.
func ask(t *testing.T, w *workspace.Workspace, query string) string {
	t.Helper()
	rows, err := w.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		values := make([]any, len(names))
		targets := make([]any, len(names))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.TrimSuffix(fmt.Sprintln(values...), "\n"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

// TestTheSpeech checks every figure that the year-end speech states, by plain SQL.
func TestTheSpeech(t *testing.T) {
	w := demonstration(t)
	inspections := func(column, campaign string) string {
		return "SELECT sum(" + column + ")::BIGINT FROM inspection JOIN campaign c ON c.id = campaign WHERE c.zh = '" + campaign + "' AND year(occurred_on) = 2011"
	}
	activity := func(measure string) string {
		return "SELECT sum(value)::BIGINT FROM activity JOIN measure m ON m.id = measure WHERE m.zh = '" + measure + "' AND occurred_on BETWEEN '2011-01-01' AND '2011-12-27'"
	}
	for _, tt := range []struct{ query, want string }{
		{"SELECT count(*), sum(deaths)::BIGINT FROM accident WHERE occurred_on BETWEEN '2011-01-01' AND '2011-12-23'", "4414 528"},
		{"SELECT count(*), sum(deaths)::BIGINT FROM accident WHERE year(occurred_on) = 2010", "4910 574"},
		{"SELECT max(occurred_on)::VARCHAR FROM accident", "2011-12-23"},
		{"SELECT count(*) FROM accident WHERE grade >= 2 AND year(occurred_on) = 2011", "6"},
		{"SELECT name, s.zh FROM accident a JOIN sector s ON s.id = a.sector WHERE supervised ORDER BY occurred_on", "8·27 道路交通\n9·1 火灾\n11·6 道路交通"},
		{inspections("officer_turns", "打非治违"), "52291"},
		{inspections("firms", "打非治违"), "19212"},
		{inspections("hazards", "打非治违"), "20876"},
		{inspections("orders", "打非治违"), "2910"},
		{inspections("suspensions", "打非治违"), "162"},
		{inspections("firms", "平安大运"), "1326"},
		{inspections("hazards", "平安大运"), "2623"},
		{inspections("suspensions", "平安大运"), "22"},
		{inspections("inspections", "危化品专项整治"), "6448"},
		{inspections("suspensions", "危化品专项整治"), "28"},
		{inspections("rectified", "危化品专项整治"), "1527"},
		{"SELECT round(100.0 * sum(rectified) / sum(hazards)) FROM inspection JOIN campaign c ON c.id = campaign WHERE c.zh = '危化品专项整治'", "97"},
		{"SELECT sum(inspections) BETWEEN 75000 AND 79999, sum(rectified) BETWEEN 100001 AND 101000 FROM inspection JOIN campaign c ON c.id = campaign WHERE c.zh = '清剿火患'", "true true"},
		{inspections("officer_turns", "道路交通专项整治"), "458474"},
		{activity("查处交通违法"), "507736"},
		{activity("整治隐患路段"), "10"},
		{activity("检查公路桥梁"), "240"},
		{activity("检查运输企业"), "937"},
		{activity("限期整改通知书"), "30"},
		{activity("暂时停止施工通知书"), "280"},
		{activity("监控工程"), "317"},
		{activity("监控摄像头"), "1230"},
		{activity("检查船舶"), "9180"},
		{activity("校园宣传资料"), "28436"},
		{activity("取缔地下黑点"), "23"},
		{activity("视频监控企业"), "66"},
		{activity("标准化行业"), "11"},
		{activity("标准化复评合同"), "110"},
		{activity("培训人次"), "26266"},
		{activity("综合督导组"), "10"},
		{activity("考核镇街"), "32"},
		{activity("应急演练"), "314"},
		{activity("党纪处分"), "7"},
		{activity("政纪处分"), "2"},
		{activity("移送司法"), "2"},
		{activity("接到投诉"), "270"},
		{activity("答复投诉"), "256"},
		{"SELECT round(avg(n)), round(avg(d)) FROM (SELECT count(*) AS n, sum(deaths) AS d FROM accident WHERE year(occurred_on) BETWEEN 2006 AND 2010 GROUP BY year(occurred_on))", "5020 612"},
	} {
		if got := ask(t, w, tt.query); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.query, got, tt.want)
		}
	}
}

// TestNothingIsHeldBack checks that the files import whole, without a warning.
func TestNothingIsHeldBack(t *testing.T) {
	w := demonstration(t)
	if got := ask(t, w, "SELECT kind, quarantined, blank, duplicates, warned, rows_read = accepted FROM batch ORDER BY id"); got !=
		"sectors 0 0 0 0 true\naccidents 0 0 0 0 true\ninspections 0 0 0 0 true\nactivities 0 0 0 0 true\nhazards 0 0 0 0 true" {
		t.Error(got)
	}
	if sampleMark, err := w.Meta(t.Context(), workspace.MetaSample); err != nil || sampleMark != "true" {
		t.Errorf("the workspace is not marked as a demonstration: %q, %v", sampleMark, err)
	}
	if got := ask(t, w, "SELECT count(*), count(DISTINCT town) FROM sector_figure WHERE year(occurred_on) = 2011 AND employees > 0 AND firms > 0 AND vehicles > 0 AND gdp > 0 AND population > 0 AND quota_deaths > 0"); got != "32 32" {
		t.Errorf("denominators and quotas of 2011: %s", got)
	}
}

// TestTheLedgerBearsTheReturnsOut: of every town and month as many hazards are listed, and as many of those are rectified, as
// its return says; and the two towns that rectify slowly do so in the ledger too.
func TestTheLedgerBearsTheReturnsOut(t *testing.T) {
	w := demonstration(t)
	for name, query := range map[string]string{
		"months and towns": `SELECT count(*) FILTER (WHERE l.n IS DISTINCT FROM r.hazards OR l.done IS DISTINCT FROM r.rectified) = 0 AND count(*) = 32 * 12 - 6 * 3
			FROM (SELECT town, date_trunc('month', occurred_on) AS month, count(*) AS n, count(*) FILTER (WHERE rectified) AS done FROM hazard GROUP BY ALL) l
			FULL JOIN (SELECT i.* FROM inspection i JOIN department d ON d.id = i.department WHERE d.zh = '镇街安监分局' AND year(occurred_on) = 2011) r
			ON r.town = l.town AND r.occurred_on = l.month`,
		"everything has a state, and a day where it is rectified": "SELECT bool_and(rectified IS NOT NULL AND rectified = (rectified_on IS NOT NULL) AND rectified_on <= '2011-12-23') FROM hazard",
		"some have no term": "SELECT count(*) FILTER (WHERE deadline IS NULL) BETWEEN 0.02 * count(*) AND 0.04 * count(*) FROM hazard",
		"高埗 and 中堂 have overdue hazards": `SELECT list_sort(list(zh)) = ['中堂', '高埗'] FROM (SELECT t.zh FROM hazard h JOIN town t ON t.id = h.town
			WHERE deadline < '2011-12-23' GROUP BY t.zh HAVING count(*) FILTER (WHERE NOT rectified) > 0.2 * count(*))`,
	} {
		if got := ask(t, w, query); got != "true" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestTexture checks that the city varies as real ones do.
func TestTexture(t *testing.T) {
	w := demonstration(t)
	for name, query := range map[string]string{
		"traffic peaks at dusk":                       "SELECT mode(minute // 60) IN (17, 18, 19, 20) FROM accident a JOIN sector s ON s.id = a.sector WHERE s.key = 'road'",
		"February is quiet":                           "SELECT arg_min(m, n) = 2 FROM (SELECT month(occurred_on) AS m, count(*) AS n FROM accident WHERE year(occurred_on) < 2011 GROUP BY m)",
		"the three heaviest towns have a fifth of it": "SELECT (SELECT sum(n) FROM (SELECT count(*) AS n FROM accident GROUP BY town ORDER BY n DESC LIMIT 3)) > 0.18 * (SELECT count(*) FROM accident)",
		"every town has accidents":                    "SELECT count(DISTINCT town) = 32 FROM accident WHERE year(occurred_on) = 2011",
		"construction rests on Sundays":               "SELECT count(*) FILTER (WHERE dayofweek(occurred_on) = 0) * 7 < count(*) FROM accident a JOIN sector s ON s.id = a.sector WHERE s.key = 'construction'",
		"some things are not known":                   "SELECT count(*) FILTER (WHERE town IS NULL) = 6 AND count(*) FILTER (WHERE loss IS NULL) > 50 AND count(*) FILTER (WHERE minute IS NULL) > 30 FROM accident WHERE year(occurred_on) = 2011",
	} {
		if got := ask(t, w, query); got != "true" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestHiddenProblems names what the problem analysis is to find.
func TestHiddenProblems(t *testing.T) {
	w := demonstration(t)
	for name, query := range map[string]string{
		"塘厦: road accidents rise by half from May": `SELECT count(*) FILTER (WHERE year(occurred_on) = 2011) > 1.3 * count(*) FILTER (WHERE year(occurred_on) = 2010) FROM accident a JOIN town t ON t.id = a.town JOIN sector s ON s.id = a.sector
			WHERE t.zh = '塘厦' AND s.key = 'road' AND month(occurred_on) BETWEEN 5 AND 11`,
		"construction rises against the trend": `SELECT count(*) FILTER (WHERE occurred_on BETWEEN '2011-01-01' AND '2011-12-23') > 1.1 * count(*) FILTER (WHERE occurred_on BETWEEN '2010-01-01' AND '2010-12-23') FROM accident a JOIN sector s ON s.id = a.sector WHERE s.key = 'construction'`,
		"长安: mixed-use fires 4 to 14, at night": `SELECT count(*) FILTER (WHERE year(occurred_on) = 2010) = 4 AND count(*) FILTER (WHERE year(occurred_on) = 2011) = 14 AND bool_and(minute >= 22 * 60 OR minute < 6 * 60 OR year(occurred_on) < 2010)
			FROM accident a JOIN town t ON t.id = a.town JOIN sector s ON s.id = a.subsector WHERE t.zh = '长安' AND s.key = 'fire.mixed_use'`,
		"twelve firms have three accidents and more": "SELECT count(*) = 12 FROM (SELECT firm FROM accident WHERE year(occurred_on) = 2011 AND firm IS NOT NULL GROUP BY firm HAVING count(*) >= 3 AND count(DISTINCT town) = 1)",
		"高埗 and 中堂 rectify slowly": `SELECT bool_and((rate < 0.75) = (zh IN ('高埗', '中堂'))) FROM (SELECT t.zh, sum(rectified) / sum(hazards) AS rate FROM inspection i JOIN town t ON t.id = i.town JOIN department d ON d.id = i.department
			WHERE d.zh = '镇街安监分局' AND year(occurred_on) = 2011 GROUP BY t.zh)`,
		"six towns lack three months of returns": "SELECT count(*) = 6 FROM (SELECT town FROM inspection i JOIN department d ON d.id = i.department WHERE d.zh = '镇街安监分局' AND year(occurred_on) = 2011 GROUP BY town HAVING count(*) = 9)",
		"four towns are inspected little for their size": `SELECT list_sort(list(zh)) = list_sort(['凤岗', '黄江', '长安', '塘厦']) FROM (SELECT t.zh FROM inspection i JOIN town t ON t.id = i.town JOIN campaign c ON c.id = i.campaign JOIN sector_figure f ON f.town = t.id AND year(f.occurred_on) = 2011
			WHERE c.zh = '打非治违' GROUP BY t.zh, f.population HAVING sum(i.firms) < 0.0015 * f.population)`,
		"虎门: fires fall from 82 to 54": `SELECT count(*) FILTER (WHERE year(occurred_on) = 2010) = 82 AND count(*) FILTER (WHERE year(occurred_on) = 2011) = 54 FROM accident a JOIN town t ON t.id = a.town JOIN sector s ON s.id = a.sector WHERE t.zh = '虎门' AND s.key = 'fire'`,
		"four towns are ahead of their quota": `SELECT list_sort(list(zh)) = list_sort(['塘厦', '长安', '厚街', '虎门']) FROM (SELECT t.zh FROM accident a JOIN town t ON t.id = a.town JOIN sector_figure f ON f.town = t.id AND year(f.occurred_on) = 2011
			WHERE year(a.occurred_on) = 2011 GROUP BY t.zh, f.quota_deaths HAVING sum(deaths) / f.quota_deaths > 357 / 365)`,
	} {
		if got := ask(t, w, query); got != "true" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestTheSeedDecides(t *testing.T) {
	read := func(seed uint64) map[string][]byte {
		dir := t.TempDir()
		if err := sample.WriteFiles(dir, seed, sample.Options{}); err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{}
		for _, name := range sample.Files() {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			files[name] = data
		}
		return files
	}
	a, b, c := read(sample.Seed), read(sample.Seed), read(sample.Seed+1)
	if !maps.EqualFunc(a, b, bytes.Equal) {
		t.Error("one seed made two cities")
	}
	if bytes.Equal(a[sample.AccidentsFile], c[sample.AccidentsFile]) {
		t.Error("two seeds made one city")
	}
}

// TestACityWithoutProblems checks that the totals hold there too, and that what is hidden is not.
func TestACityWithoutProblems(t *testing.T) {
	w := city(t, 7, sample.Options{WithoutProblems: true})
	if got := ask(t, w, "SELECT count(*), sum(deaths)::BIGINT FROM accident WHERE year(occurred_on) = 2011"); got != "4414 528" {
		t.Error(got)
	}
	if got := ask(t, w, "SELECT count(*) FROM (SELECT town FROM inspection i JOIN department d ON d.id = i.department WHERE d.zh = '镇街安监分局' GROUP BY town, year(occurred_on) HAVING count(*) < 12)"); got != "0" {
		t.Errorf("%s towns lack returns", got)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		w, err := workspace.OpenMemory(b.Context(), workspace.Options{Now: time.Now})
		if err != nil {
			b.Fatal(err)
		}
		if err := sample.Load(b.Context(), w); err != nil {
			b.Fatal(err)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
