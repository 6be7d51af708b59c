package intake

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/layout"
	"anlan/data/values"
	"anlan/data/workspace"
)

// straightLedger is a ledger of ordinary rows with some among them that are not.
func straightLedger(rows int, others ...string) string {
	var b strings.Builder
	b.WriteString("事故编号,发生时间,镇街,行业领域,事故单位,死亡人数,重伤人数,直接经济损失(万元),事故等级,结案日期\n")
	towns, sectors := []string{"塘厦", "长安镇", "虎门"}, []string{"道路交通", "火灾", "工矿商贸"}
	for i := range rows {
		number := fmt.Sprintf("A%05d", i)
		if i%7 == 0 {
			number = "" // told apart by its firm
		}
		fmt.Fprintf(&b, "%s,2011-%02d-%02d %02d:05,%s,%s,第%d号厂,%d,,%d.5,一般,2011-12-0%d\n",
			number, 1+i%12, 1+i%28, i%24, towns[i%3], sectors[i%2], i, i%3/2, i%90, 1+i%9)
		if i%40 == 0 && i/40 < len(others) {
			b.WriteString(others[i/40] + "\n")
		}
	}
	return b.String()
}

// notOrdinary are rows that have to be looked at: what they are is told beside each.
var notOrdinary = []string{
	"B1,2011-13-40,塘厦,火灾,甲厂,0,,1,一般,",                // no such date
	"B2,2011-05-06,塘夏,火灾,甲厂,0,,1,一般,",                // a town that is not known
	"B3,2011年5月6日,塘厦,火灾,甲厂,0,,1,一般,",                 // another form of date
	"B4,2011-05-06,塘厦,火灾,甲厂,约8,,1,一般,",               // no whole number
	"B5,2011-05-06,塘厦,火灾,甲厂,4,,1,一般,",                // the grade differs
	"a00001,2011-02-02 01:05,长安镇,火灾,第1号厂,0,,1.5,一般,", // the number of another row, but for its closing day
	"A00002,2011-03-03,塘厦,火灾,甲厂,0,,1,一般,",            // contradicts another row
	`B6,2011-05-06,塘厦,火灾,"甲,""乙""厂",0,,"1,200",一般,`,  // quoted
	" B7 ,2011-05-06 ,塘厦 ,火灾, 甲厂 ,0,, 3 ,一般,",        // blanks around
	"B8,2011-05-06,塘厦,火灾,甲\ufffd厂,0,,1,一般,",          // a lost character
	"B9,2011-05-06,-,无,甲厂,-,不详,待查,一般,",               // unknown
	",2011-01-01 00:05,塘厦,道路交通,第0号厂,1,,7,一般,",        // perhaps the first row again
	"B10,2011-05-06,塘厦,火灾,甲厂,0,,1,一般,3/4/2011",       // whose order nothing tells
	",,合计,,,13,,,一般,",                                // a total
	",,,,,,,,,",                                      // blank
	"B11,1911-05-06,塘厦,火灾,甲厂,0,,1,一般,",               // long ago
	"=1+1,2011-05-06,塘厦,火灾,'; DROP TABLE raw; --,0,,1,一般,",
}

// withRemarks adds a column of remarks, some of which say that an accident was struck off.
func withRemarks(ledger string) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(ledger, "\n"), "\n") {
		remark := []string{"", "已通报", "", "已核销", strings.Repeat("调查组已到现场", 5)}[i%50%5]
		if i == 0 {
			remark = "备注"
		} else if i%50 > 5 && remark == "已核销" {
			remark = ""
		}
		b.WriteString(line + "," + remark + "\n")
	}
	return b.String()
}

var slashes = regexp.MustCompile(`(\d{4})-(\d\d)-(\d\d)`)

// imported imports a text into a new workspace and lists all that is then in it.
func imported(t *testing.T, content string, opts Options) (list []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := Import(t.Context(), w, path, opts); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{
		"SELECT COLUMNS(*)::VARCHAR FROM accident ORDER BY row_no", "SELECT COLUMNS(*)::VARCHAR FROM accident_struck ORDER BY row_no",
		"SELECT COLUMNS(*)::VARCHAR FROM quarantine ORDER BY row_no",
		"SELECT COLUMNS(*)::VARCHAR FROM noted_row ORDER BY row_no",
		"SELECT COLUMNS(*)::VARCHAR FROM problem ORDER BY row_no, reason, column_name",
		"SELECT rows_read::VARCHAR, accepted::VARCHAR, quarantined::VARCHAR, blank::VARCHAR, duplicates::VARCHAR, skipped::VARCHAR, warned::VARCHAR FROM batch",
	} {
		rows, err := w.QueryContext(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		cells, targets := make([]*string, len(columns)), make([]any, len(columns))
		for i := range cells {
			targets[i] = &cells[i]
		}
		for rows.Next() {
			if err := rows.Scan(targets...); err != nil {
				t.Fatal(err)
			}
			line := ""
			for i, c := range cells {
				if c != nil {
					line += columns[i] + "=" + *c + " "
				}
			}
			list = append(list, line)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// TestStraightIsTheSameAsOneByOne imports ledgers straight and, by asking for a column to be filled down that has nothing to fill,
// by way of their texts.
func TestStraightIsTheSameAsOneByOne(t *testing.T) {
	for name, content := range map[string]string{
		"ordinary": straightLedger(300), "others": straightLedger(1500, notOrdinary...),
		"no times":  strings.ReplaceAll(straightLedger(200), " 00:05", " 00:00"),
		"midnight":  strings.NewReplacer(":05", ":00", " 0", " 0").Replace(straightLedger(20)),
		"spoiled":   strings.ReplaceAll(straightLedger(200), "A00", "2.5E+"),
		"slashes":   slashes.ReplaceAllString(straightLedger(200, notOrdinary...), "$1/$2/$3"),
		"remarks":   withRemarks(straightLedger(300, notOrdinary...)),
		"few":       straightLedger(3, notOrdinary...),
		"new towns": strings.NewReplacer("塘厦", "甲镇", "长安镇", "乙镇", "虎门", "丙镇").Replace(straightLedger(200, notOrdinary[1], notOrdinary[3])),
	} {
		t.Run(name, func(t *testing.T) {
			straight, texts := imported(t, content, Options{Force: true}), imported(t, content, Options{Force: true, Fill: []string{"grade"}})
			if diff := cmp.Diff(texts, straight); diff != "" {
				t.Errorf("(-texts +straight):\n%s", diff)
			}
		})
	}
}

// TestCommonDatesAreReadAlike compares the dates that SQL reads with those that are read one by one.
func TestCommonDatesAreReadAlike(t *testing.T) {
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, rules := range []values.Rules{{}, {Order: values.DayFirst}, {Order: values.MonthFirst}} {
		r := newReading(Accidents, layout.Binding{Field: layout.Field{Name: "occurred_at", Type: layout.Moment}}, "c", nil, rules, false)
		for _, text := range []string{
			"2011-08-27", "2011-08-27 14:05", "2011-08-27 14:05:59", "2011/8/27", "2011/08/27 4:05", "2011/8/27 14:05:01", "2011-8-7 00:00", "2011-8/7",
			"2011年8月27日", "2011年08月07日", "2011年2月30日", "2011年13月1日", "2011年8月27", "2011.8.27", "2011.08.27", "2011.2.30", "20110827", "20110230", "20111301", "18991231", "9999年12月31日",
			"2011/2/30", "2011/13/1", "2011/8/27 24:00", "2011/8/27 25:00", "2011/8/27 14:60", "2011/0/1", "9999/12/31", "0000/1/1", "2011/8/27  14:05", "2011/8/27 1:5",
			"27/8/2011", "8/27/2011 14:05", "3/4/2011", "3/4/2011 23:59:59", "31/12/2011 0:00",
		} {
			var day *time.Time
			var minute *int16
			query := fmt.Sprintf("SELECT %s, %s FROM (SELECT *, %s AS d FROM (SELECT CAST(? AS VARCHAR) AS c))", fmt.Sprintf(r.outputs[0].from, "d"),
				fmt.Sprintf(r.outputs[1].from, "d", "c"), fmt.Sprintf(r.direct, "c"))
			rows, err := w.QueryContext(t.Context(), query, text)
			if err != nil {
				t.Fatal(err)
			}
			for rows.Next() {
				if err := rows.Scan(&day, &minute); err != nil {
					t.Fatal(err)
				}
			}
			if err := errors.Join(rows.Err(), rows.Close()); err != nil {
				t.Fatal(err)
			}
			if day == nil {
				continue // read one by one
			}
			parsed, v := r.parse(text)
			if v.reason != "" || !parsed[0].(time.Time).Equal(*day) || fmt.Sprint(parsed[1]) == "<nil>" != (minute == nil) || minute != nil && parsed[1] != *minute {
				t.Errorf("%q in order %v: %v %v by SQL, %v %v one by one", text, rules.Order, day, minute, parsed, v)
			}
		}
	}
}

// prepared prepares the first table of a text.
func prepared(t *testing.T, content string, use func(*job)) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = w.Scratch(t.Context(), func(session *workspace.Session) error {
		jobs, _, closeFile, err := plan(t.Context(), session, path, Options{})
		if err != nil {
			return err
		}
		if err := jobs[0].prepare(t.Context()); err != nil {
			return err
		}
		use(jobs[0])
		return closeFile()
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

func TestOrdinaryRowsAreReadStraight(t *testing.T) {
	prepared(t, withRemarks(straightLedger(1500, notOrdinary...)), func(j *job) {
		var looked, straight int64
		row := j.session.QueryRow(context.WithoutCancel(t.Context()), "SELECT (SELECT count(*) FROM raw), (SELECT count(*) FROM straight WHERE ordinary)")
		if err := row.Scan(&looked, &straight); err != nil {
			t.Fatal(err)
		}
		if !j.straight || straight != j.staged.straight || looked < 10 || looked > int64(len(notOrdinary)) || straight+looked != 1500+int64(len(notOrdinary)) {
			t.Errorf("straight: %v, %d rows straight, %d looked at", j.straight, straight, looked)
		}
	})
}

func TestFilesOfOtherFormsAreStagedAsText(t *testing.T) {
	prepared(t, strings.ReplaceAll(straightLedger(300), "-", "."), func(j *job) {
		if j.straight || j.staged.straight != 0 {
			t.Error("read straight although no date has a common form")
		}
	})
}
