package figure_test

import (
	"database/sql"
	"encoding/json"
	"math"
	"testing"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/data/sample/sampletest"
	"anlan/data/workspace"
)

// demonstration is the demonstration city with its engine.
func demonstration(t *testing.T) (*workspace.Workspace, *engine.Engine) {
	t.Helper()
	w := sampletest.Open(t)
	return w, engine.New(w, catalog.Default())
}

// each reads the rows of plain SQL.
func each(t *testing.T, w *workspace.Workspace, query string, scan func(*sql.Rows) error) {
	t.Helper()
	rows, err := w.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// townFigures are what plain SQL says of one town.
type townFigures struct{ now, before, employees, vehicles, residents, deaths, quota float64 }

const townSQL = `
SELECT t.key,
	(SELECT count(*) FROM accident a WHERE a.town = t.id AND a.occurred_on BETWEEN '2011-01-01' AND '2011-12-23'),
	(SELECT count(*) FROM accident a WHERE a.town = t.id AND a.occurred_on BETWEEN '2010-01-01' AND '2010-12-23'),
	(SELECT coalesce(sum(employees), 0) FROM sector_figure f WHERE f.town = t.id AND f.occurred_on = '2011-01-01'),
	(SELECT coalesce(sum(vehicles), 0) FROM sector_figure f WHERE f.town = t.id AND f.occurred_on = '2011-01-01'),
	(SELECT coalesce(sum(population), 0) FROM sector_figure f WHERE f.town = t.id AND f.occurred_on = '2011-01-01'),
	(SELECT coalesce(sum(deaths), 0) FROM accident a WHERE a.town = t.id AND a.occurred_on BETWEEN '2011-01-01' AND '2011-12-23'),
	(SELECT coalesce(sum(quota_deaths), 0) FROM sector_figure f WHERE f.town = t.id AND f.occurred_on = '2011-01-01')
FROM town t`

func townTruth(t *testing.T, w *workspace.Workspace) map[string]townFigures {
	t.Helper()
	truth := make(map[string]townFigures)
	each(t, w, townSQL, func(rows *sql.Rows) error {
		var key string
		var f townFigures
		err := rows.Scan(&key, &f.now, &f.before, &f.employees, &f.vehicles, &f.residents, &f.deaths, &f.quota)
		if f.now > 0 || f.before > 0 {
			truth[key] = f
		}
		return err
	})
	if len(truth) < 32 {
		t.Fatalf("plain SQL finds %d towns", len(truth))
	}
	return truth
}

// TestTheLeagueOfTheDemonstration compares every figure of the league with plain SQL.
func TestTheLeagueOfTheDemonstration(t *testing.T) {
	w, e := demonstration(t)
	truth := townTruth(t, w)
	q := thisYear
	q.Basis = analytics.SamePeriod
	sheet := drawTold(t, "town-table", e, q).Sheet
	seen := 0
	for _, r := range sheet.Rows {
		if r.Total || r.Target.Conditions[0].Keys[0] == analytics.UnknownKey {
			continue
		}
		f, ok := truth[r.Target.Conditions[0].Keys[0]]
		if !ok {
			t.Errorf("plain SQL knows no %s", r.Cells[1].Text)
			continue
		}
		seen++
		for column, want := range map[int]float64{2: f.now, 3: f.before, 6: f.now / f.employees * 1e4, 7: f.now / f.vehicles * 1e4, 8: f.now / f.residents * 1e4, 9: f.deaths / f.quota * 100} {
			if got := r.Cells[column].Number; math.Abs(got-want) > 1e-9 {
				t.Errorf("%s, %s: %v, plain SQL says %v", r.Cells[1].Text, sheet.Columns[column].Name, got, want)
			}
		}
	}
	if seen != len(truth) {
		t.Errorf("%d of %d towns", seen, len(truth))
	}
}

// TestTheMapOfTheDemonstration compares what is written on the areas of the maps with plain SQL.
func TestTheMapOfTheDemonstration(t *testing.T) {
	w, e := demonstration(t)
	truth := townTruth(t, w)
	for kind, value := range map[string]func(townFigures) float64{
		"town-map": func(f townFigures) float64 { return f.now }, "town-map-vehicles": func(f townFigures) float64 { return f.now / f.vehicles * 1e4 },
	} {
		f := drawTold(t, kind, e, thisYear)
		var o mapSeries
		if err := json.Unmarshal(f.Option, &o); err != nil {
			t.Fatal(err)
		}
		if s := o.Series[0]; s.Map != "dongguan" || len(s.Data) != 32 {
			t.Fatalf("%s: map %q with %d towns", kind, s.Map, len(s.Data))
		}
		for i, item := range o.Series[0].Data {
			want := value(truth[item.Name])
			if got, ok := item.Value.(float64); !ok || math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: %s has %v, plain SQL says %v", kind, item.Name, item.Value, want)
			}
			if target, ok := f.Target(0, i); !ok || target.Conditions[0].Keys[0] != item.Name || target.Opens != figure.TownSheet {
				t.Errorf("%s: %s filters by %v", kind, item.Name, target)
			}
		}
	}
}
