package figure_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/assets"
	"anlan/data/workspace"
)

// departments is a workspace with three departments and their quotas: traffic police with the road, safety with industry and
// hazardous chemicals, and with a town's part of industry that is in the whole already, fire with two towns of its own.
func departments(t *testing.T, quotas string) *engine.Engine {
	t.Helper()
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	err = w.Write(t.Context(), func(tx *workspace.Tx) error {
		for _, statement := range []string{
			"INSERT INTO town (id, key, kind, name, zh, en, aliases, rank) VALUES (1, 'A', 'town', '甲镇', '甲', 'A', [], 1), (2, 'B', 'town', '乙镇', '乙', 'B', [], 2), (3, 'C', 'town', '丙镇', '丙', 'C', [], 3)",
			"INSERT INTO department VALUES (1, 'police', '交警', 'Police'), (2, 'safety', '安监', 'Safety'), (3, 'fire', '消防', 'Fire')",
			"INSERT INTO batch (id, import_id, kind, file, sheet, sha256, encoding, header_row, preamble, columns, mapping, reading, imported_at, rows_read, accepted, quarantined, blank, duplicates, skipped, warned) VALUES (1, 1, 'sectors', 'q.csv', '', '', '', 1, [], [], '', '', '2012-01-01', 0, 0, 0, 0, 0, 0, 0)",
			`INSERT INTO accident (batch_id, row_no, occurred_on, town, sector, deaths) SELECT 1, row_number() OVER (), day::DATE, town, (SELECT id FROM sector WHERE key = s), d FROM (VALUES
				('2011-02-01', 1, 'road', 7), ('2011-06-30', NULL, 'road', 2), ('2011-07-01', 1, 'road', 9), ('2010-12-31', 1, 'road', 9),
				('2011-03-01', 1, 'industry', 3), ('2011-03-01', 2, 'hazchem', 2), ('2011-03-01', 1, 'fire', 4), ('2011-03-01', 3, 'fire', 5)) v(day, town, s, d)`,
			`INSERT INTO sector_figure (batch_id, row_no, occurred_on, town, sector, department, quota_deaths) SELECT 1, row_number() OVER (), day::DATE, town, (SELECT id FROM sector WHERE key = s), d, q FROM (` + quotas + `) v(day, town, s, d, q)`,
		} {
			if err := tx.Exec(t.Context(), statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return engine.New(w, catalog.Default())
}

func drawDepartments(t *testing.T, e *engine.Engine) figure.Figure {
	t.Helper()
	kind, err := figure.KindByID("quota-departments")
	if err != nil {
		t.Fatal(err)
	}
	f, err := kind.Draw(t.Context(), e, figure.Question{Period: analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 6, 30)}, Basis: analytics.NoBasis},
		figure.Style{Printer: format.Printer{Language: analytics.Chinese}, Palette: assets.Light, Text: 14})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestQuotasByDepartment adds up by hand: half the year has passed, 181 of 365 days.
func TestQuotasByDepartment(t *testing.T) {
	f := drawDepartments(t, departments(t, `VALUES ('2011-01-01', NULL, 'road', 1, 20), ('2010-01-01', NULL, 'road', 1, 99), ('2011-01-01', NULL, 'industry', 2, 4),
		('2011-01-01', NULL, 'hazchem', 2, 6), ('2011-01-01', 1, 'industry', 2, 3), ('2011-01-01', 1, 'fire', 3, 10), ('2011-01-01', 2, 'fire', 3, 1), ('2011-01-01', 3, NULL, NULL, 50)`))
	got := map[string][3]float64{}
	for _, row := range f.Frame.Rows {
		got[row.Members[0].Label.ZH] = [3]float64{row.Values[0].Now, row.Values[1].Now, row.Values[2].Now}
	}
	want := map[string][3]float64{"交警": {45, 9, 20}, "安监": {50, 5, 10}, "消防": {4. / 11 * 100, 4, 11}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("used, deaths, quota (-want +got):\n%s", diff)
	}
	if text := f.Finding.String(); text != "安监超控制进度" {
		t.Errorf("the chart says %q", text)
	}
	none := drawDepartments(t, departments(t, "VALUES ('2011-01-01', NULL, 'road', NULL, 20)"))
	if none.Option != nil || none.Empty == "" {
		t.Errorf("without departments: %q", none.Empty)
	}
}
