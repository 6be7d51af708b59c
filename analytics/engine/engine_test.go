package engine_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// store is a workspace in memory with the towns of Dongguan and what the statements put into it.
func store(t testing.TB, statements ...string) *workspace.Workspace {
	t.Helper()
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	err = w.Write(t.Context(), func(tx *workspace.Tx) error {
		if err := tx.AddTowns(t.Context(), vocabulary.Cities()[0].Towns.Entries()); err != nil {
			return err
		}
		for _, s := range statements {
			if err := tx.Exec(t.Context(), s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const (
	tangxia = 441900116
	changan = 441900119
)

// ledger inserts accidents: day, town, sector, deaths ("NULL" where unknown).
func ledger(rows ...string) string {
	sql := "INSERT INTO accident (batch_id, row_no, occurred_on, town, sector, deaths) VALUES "
	for i, r := range rows {
		if i > 0 {
			sql += ", "
		}
		sql += fmt.Sprintf("(1, %d, %s)", i+2, r)
	}
	return sql
}

func toDate() analytics.Period { return analytics.YearToDate(analytics.Day(2011, time.December, 23)) }

// TestEveryIndicatorRuns prepares each indicator with each breakdown it allows, and with all bases, on an empty
// workspace: a renamed column shows at once.
func TestEveryIndicatorRuns(t *testing.T) {
	e := engine.New(store(t), catalog.Default())
	for _, i := range e.Catalog().Indicators() {
		for _, by := range append([]analytics.DimensionID{""}, i.By...) {
			q := query.Query{Indicators: []analytics.ID{i.ID}, Period: toDate(), Basis: analytics.SamePeriod}
			if by != "" {
				q.By = []analytics.DimensionID{by}
			}
			frame, err := e.Run(t.Context(), q)
			if err != nil {
				t.Errorf("%s by %q: %v", i.ID, by, err)
				continue
			}
			if frame.Total[0].HasNow || frame.Total[0].HasBase {
				t.Errorf("%s without any data is %+v, want unknown", i.ID, frame.Total[0])
			}
		}
	}
}

func TestZeroAndUnknown(t *testing.T) {
	w := store(t, ledger(
		fmt.Sprintf("DATE '2010-01-05', %d, 10, 2", tangxia),
		fmt.Sprintf("DATE '2011-01-05', %d, 10, 1", tangxia),
		fmt.Sprintf("DATE '2011-03-05', %d, 20, NULL", changan),
		"DATE '2011-03-06', NULL, NULL, 4",
	))
	e := engine.New(w, catalog.Default())
	q := query.Query{
		Indicators: []analytics.ID{"accidents", "deaths"}, By: []analytics.DimensionID{analytics.Town}, Period: toDate(), Basis: analytics.SamePeriod,
	}
	frame, err := e.Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if len(frame.Rows) != 33 {
		t.Errorf("%d rows, want 32 towns and the unknown one, without the zones", len(frame.Rows))
	}
	byKey := map[string][]engine.Value{}
	for _, r := range frame.Rows {
		byKey[r.Members[0].Key] = r.Values
	}
	known := func(now, base float64) engine.Value {
		return engine.Value{Now: now, Base: base, HasNow: true, HasBase: true}
	}
	for key, want := range map[string][]engine.Value{
		"441900116":          {known(1, 1), known(1, 2)},
		"441900119":          {known(1, 0), {HasBase: true}}, // one accident, deaths unknown
		"441900101":          {known(0, 0), known(0, 0)},     // no accident: zero deaths
		analytics.UnknownKey: {known(1, 0), known(4, 0)},
	} {
		if diff := cmp.Diff(want, byKey[key]); diff != "" {
			t.Errorf("town %s (-want +got):\n%s", key, diff)
		}
	}
	if diff := cmp.Diff([]engine.Value{known(3, 1), known(5, 2)}, frame.Total); diff != "" {
		t.Errorf("total (-want +got):\n%s", diff)
	}
	if frame.Meta.Unknown["deaths"] != 1 || frame.Meta.Rows() != 3 {
		t.Errorf("%d unknown of %d rows, want 1 of 3", frame.Meta.Unknown["deaths"], frame.Meta.Rows())
	}
}

func TestMonthsStopWhereTheDataStop(t *testing.T) {
	w := store(t, ledger(
		fmt.Sprintf("DATE '2010-01-05', %d, 10, 0", tangxia),
		fmt.Sprintf("DATE '2010-12-05', %d, 10, 1", tangxia),
		fmt.Sprintf("DATE '2011-08-27', %d, 10, 3", tangxia),
	))
	e := engine.New(w, catalog.Default())
	frame, err := e.Run(t.Context(), query.Query{
		Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{analytics.Month}, Period: analytics.WholeYear(2011), Basis: analytics.SamePeriod,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(frame.Rows) != 12 {
		t.Fatalf("%d months", len(frame.Rows))
	}
	for i, want := range map[int]engine.Value{
		1:  {HasNow: true, HasBase: true},
		7:  {Now: 3, HasNow: true, HasBase: true},
		8:  {HasBase: true}, // September 2011 is after the last data: unknown, not zero
		11: {Base: 1, HasBase: true},
	} {
		if diff := cmp.Diff(want, frame.Rows[i].Values[0]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", frame.Rows[i].Members[0].Key, diff)
		}
	}
}

func TestBaseBeforeTheFirstDataIsUnknown(t *testing.T) {
	w := store(t, ledger(
		fmt.Sprintf("DATE '2009-01-03', %d, 10, 1", tangxia),
		fmt.Sprintf("DATE '2010-02-03', %d, 10, 2", tangxia),
		fmt.Sprintf("DATE '2011-12-20', %d, 10, 4", tangxia),
	))
	e := engine.New(w, catalog.Default())
	frame, err := e.Run(t.Context(), query.Query{Indicators: []analytics.ID{"deaths"}, Period: toDate(), Basis: analytics.FiveYearAverage})
	if err != nil {
		t.Fatal(err)
	}
	if got := frame.Total[0]; got.Base != 1.5 || len(frame.Meta.Windows) != 2 || len(frame.Meta.Missing) != 3 {
		t.Errorf("base %v from %d years, %d missing; want the mean 1.5 of two years", got.Base, len(frame.Meta.Windows), len(frame.Meta.Missing))
	}
	frame, err = e.Run(t.Context(), query.Query{
		Indicators: []analytics.ID{"deaths"}, Period: analytics.WholeYear(2009), Basis: analytics.SamePeriod,
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := frame.Total[0]; got.HasBase || got.Now != 1 {
		t.Errorf("2009 against 2008, before the first data: %+v", got)
	}
}

// TestRatiosAreRatiosOfTotals has quotas stated for the city and for towns, which must not be added to each other.
func TestRatiosAreRatiosOfTotals(t *testing.T) {
	w := store(t,
		ledger(fmt.Sprintf("DATE '2011-01-05', %d, 10, 30", tangxia), fmt.Sprintf("DATE '2011-02-05', %d, 20, 45", changan)),
		fmt.Sprintf(`INSERT INTO sector_figure (batch_id, row_no, occurred_on, town, sector, quota_deaths, vehicles) VALUES
			(2, 2, DATE '2011-01-01', %d, NULL, 28, 1000), (2, 3, DATE '2011-01-01', %d, NULL, 43, 3000), (2, 4, DATE '2011-01-01', NULL, NULL, 80, NULL),
			(2, 5, DATE '2011-01-01', NULL, 10, 60, NULL)`, tangxia, changan),
	)
	e := engine.New(w, catalog.Default())
	ask := func(by ...analytics.DimensionID) engine.Frame {
		t.Helper()
		frame, err := e.Run(t.Context(), query.Query{Indicators: []analytics.ID{"quota_progress", "quota_deaths"}, By: by, Period: toDate(), Basis: analytics.NoBasis})
		if err != nil {
			t.Fatal(err)
		}
		return frame
	}
	approx := cmpopts.EquateApprox(0, 1e-9)
	if diff := cmp.Diff(75.0/80*100, ask().Total[0].Now, approx); diff != "" {
		t.Errorf("city (-want +got):\n%s", diff)
	}
	byTown := ask(analytics.Town)
	for _, r := range byTown.Rows {
		if r.Members[0].Key == "441900116" {
			if diff := cmp.Diff(30.0/28*100, r.Values[0].Now, approx); diff != "" {
				t.Errorf("Tangxia (-want +got):\n%s", diff)
			}
		}
		if r.Members[0].Key == "441900101" && r.Values[0].HasNow {
			t.Errorf("a town without a quota has progress %v", r.Values[0].Now)
		}
	}
	for _, r := range ask(analytics.Sector).Rows {
		if r.Members[0].Key == "road" && r.Values[1].Now != 60 {
			t.Errorf("the road quota is %v, want 60", r.Values[1].Now)
		}
	}
	frame, err := e.Run(t.Context(), query.Query{Indicators: []analytics.ID{"road_deaths_per_10k_vehicles"}, Period: toDate(), Basis: analytics.NoBasis})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(30.0/4000*1e4, frame.Total[0].Now, approx); diff != "" {
		t.Errorf("road deaths per 10,000 vehicles (-want +got):\n%s", diff)
	}
}

func TestResolve(t *testing.T) {
	e := engine.New(store(t), catalog.Default())
	for _, tc := range []struct {
		dimension  analytics.DimensionID
		text, want string
	}{
		{analytics.Town, "塘厦", "441900116"},
		{analytics.Town, "塘厦镇", "441900116"},
		{analytics.Town, "tangxia", "441900116"},
		{analytics.Sector, "道路交通", "road"},
		{analytics.Sector, "road traffic", "road"},
		{analytics.Severity, "较大", "larger"},
		{analytics.Month, "2011-08", "2011-08"},
		{analytics.Town, "unknown", "unknown"},
	} {
		if got, err := e.Resolve(t.Context(), tc.dimension, tc.text); err != nil || got != tc.want {
			t.Errorf("Resolve(%s, %s) = %q, %v; want %q", tc.dimension, tc.text, got, err, tc.want)
		}
	}
	var unknown *analytics.Error
	if _, err := e.Resolve(t.Context(), analytics.Town, "火星"); !errors.As(err, &unknown) || unknown.Code != analytics.CodeMember {
		t.Errorf("Resolve(火星) = %v", err)
	}
}

func TestNewDataAreSeen(t *testing.T) {
	w := store(t, ledger(fmt.Sprintf("DATE '2011-01-05', %d, 10, 1", tangxia)))
	e := engine.New(w, catalog.Default())
	q := query.Query{Indicators: []analytics.ID{"accidents"}, Period: toDate(), Basis: analytics.NoBasis}
	for want := 1.0; want <= 3; want++ {
		frame, err := e.Run(t.Context(), q)
		if err != nil || frame.Total[0].Now != want {
			t.Fatalf("%v accidents, %v; want %v", frame.Total[0].Now, err, want)
		}
		err = w.Write(t.Context(), func(tx *workspace.Tx) error {
			return tx.Exec(t.Context(), ledger(fmt.Sprintf("DATE '2011-01-05', %d, 10, 1", tangxia)))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestNumberedMembers names the members of dimensions that have no dictionary.
func TestNumberedMembers(t *testing.T) {
	e := engine.New(store(t), catalog.Default())
	for _, tc := range []struct {
		dimension analytics.DimensionID
		key       string
		want      analytics.Text
	}{
		{analytics.Year, "2011", analytics.Text{ZH: "2011年", EN: "2011"}},
		{analytics.Quarter, "2011Q3", analytics.Text{ZH: "2011年三季度", EN: "2011 Q3"}},
		{analytics.Quarter, "2011Q7", analytics.Same("2011Q7")},
		{analytics.Month, "2011-08", analytics.Text{ZH: "2011年8月", EN: "2011-08"}},
		{analytics.Date, "2011-08-09", analytics.Text{ZH: "2011年8月9日", EN: "2011-08-09"}},
		{analytics.Weekday, "7", analytics.Text{ZH: "周日", EN: "Sun"}},
		{analytics.Weekday, "9", analytics.Same("9")},
		{analytics.Hour, "8", analytics.Text{ZH: "8时", EN: "08:00"}},
	} {
		got, err := e.Member(t.Context(), tc.dimension, tc.key)
		if err != nil || got.Label != tc.want {
			t.Errorf("%s %s is named %q (%v), want %q", tc.dimension, tc.key, got.Label, err, tc.want)
		}
	}
}
