package engine_test

import (
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/data/intake"
	"anlan/data/sample/sampletest"
	"anlan/data/workspace"
)

// truth is what an indicator means, written down a second time: plain aggregates over plain tables.
type truth struct {
	table, sum       string
	denTable, denSum string
	scale            float64
}

// sumOf is the sum of a column, with zero for a table's rows that are not there at all.
func plain(table, column string) truth { return truth{table: table, sum: "sum(" + column + ")"} }

func share(table, over, under string, scale float64) truth {
	return truth{
		table: table, sum: fmt.Sprintf("sum(%s) FILTER (WHERE %s IS NOT NULL)", over, under),
		denTable: table, denSum: fmt.Sprintf("sum(%s) FILTER (WHERE %s IS NOT NULL)", under, over), scale: scale,
	}
}

const industry = "sector IN (SELECT id FROM sector WHERE key IN ('industry','construction','hazchem','equipment','mine','coal','fireworks'))"

var truths = map[analytics.ID]truth{
	"accidents":                plain("accident", "1"),
	"deaths_unstated":          plain("accident", "CASE WHEN deaths IS NULL THEN 1 ELSE 0 END"),
	"deaths":                   plain("accident", "deaths"),
	"injured":                  plain("accident", "injured"),
	"serious":                  plain("accident", "serious"),
	"minor":                    plain("accident", "minor"),
	"loss":                     plain("accident", "loss"),
	"fatal_accidents":          {table: "accident", sum: "count(CASE WHEN deaths > 0 THEN 1 END)"},
	"larger_accidents":         {table: "accident", sum: "count(CASE WHEN grade IN (2, 3, 4) THEN 1 END)"},
	"deaths_per_100_accidents": {table: "accident", sum: "sum(deaths)", denTable: "accident", denSum: "count(*)", scale: 100},

	"deaths_per_gdp":               {table: "accident", sum: "sum(deaths)", denTable: "sector_figure", denSum: "sum(gdp)", scale: 1},
	"industry_deaths_per_100k":     {table: "accident", sum: "sum(CASE WHEN " + industry + " THEN deaths END)", denTable: "sector_figure", denSum: "sum(employees)", scale: 1e5},
	"road_deaths_per_10k_vehicles": {table: "accident", sum: "sum(CASE WHEN sector = (SELECT id FROM sector WHERE key = 'road') THEN deaths END)", denTable: "sector_figure", denSum: "sum(vehicles)", scale: 1e4},
	"fire_deaths_per_100k":         {table: "accident", sum: "sum(CASE WHEN sector = (SELECT id FROM sector WHERE key = 'fire') THEN deaths END)", denTable: "sector_figure", denSum: "sum(population)", scale: 1e5},
	"deaths_per_100k":              {table: "accident", sum: "sum(deaths)", denTable: "sector_figure", denSum: "sum(population)", scale: 1e5},

	"quota_deaths":            plain("sector_figure", "quota_deaths"),
	"quota_accidents":         plain("sector_figure", "quota_accidents"),
	"quota_progress":          {table: "accident", sum: "sum(deaths)", denTable: "sector_figure", denSum: "sum(quota_deaths)", scale: 100},
	"accident_quota_progress": {table: "accident", sum: "count(*)", denTable: "sector_figure", denSum: "sum(quota_accidents)", scale: 100},
	"employees":               plain("sector_figure", "employees"),
	"firms":                   plain("sector_figure", "firms"),
	"vehicles":                plain("sector_figure", "vehicles"),
	"gdp":                     plain("sector_figure", "gdp"),
	"population":              plain("sector_figure", "population"),
	"devices":                 plain("sector_figure", "devices"),
	"safety_staff":            plain("sector_figure", "staff"),

	"officer_turns":              plain("inspection", "officer_turns"),
	"inspections":                plain("inspection", "inspections"),
	"firms_inspected":            plain("inspection", "firms"),
	"firms_named":                {table: "inspection", sum: "NULLIF(count(DISTINCT CASE WHEN firm IS NOT NULL THEN (firm, coalesce(town, 0)) END), 0)"},
	"hazards":                    plain("inspection", "hazards"),
	"rectified":                  plain("inspection", "rectified"),
	"orders":                     plain("inspection", "orders"),
	"suspensions":                plain("inspection", "suspensions"),
	"penalties":                  plain("inspection", "penalties"),
	"fines":                      plain("inspection", "fines"),
	"rectification_rate":         share("inspection", "rectified", "hazards", 100),
	"hazards_per_inspection":     share("inspection", "hazards", "inspections", 1),
	"suspensions_per_100_visits": share("inspection", "suspensions", "inspections", 100),

	"orders_per_100_hazards": share("inspection", "orders", "hazards", 100),
	"inspection_returns":     {table: "inspection", sum: "count(*)"},

	"inspections_per_1000_firms": {table: "inspection", sum: "sum(inspections)", denTable: "sector_figure", denSum: "sum(firms)", scale: 1e3},
	"training_per_1000_employed": {table: "activity", sum: valueOf("training"), denTable: "sector_figure", denSum: "sum(employees)", scale: 1e3},
	"drills_per_1000_firms":      {table: "activity", sum: valueOf("drills"), denTable: "sector_figure", denSum: "sum(firms)", scale: 1e3},
	"officers_per_1000_firms":    {table: "sector_figure", sum: "sum(staff)", denTable: "sector_figure", denSum: "sum(firms)", scale: 1e3},

	"activity_value": plain("activity", "value"),
	// In the demonstration city no town states a target twice.
	"activity_target": plain("activity", "target"),
	"complaints_open": {table: "activity", sum: valueOf("complaints_received") + " - " + valueOf("complaints_answered")},
	"reply_rate": {
		table: "activity", sum: "sum(CASE WHEN measure = (SELECT id FROM measure WHERE key = 'complaints_answered') THEN value END)",
		denTable: "activity", denSum: "sum(CASE WHEN measure = (SELECT id FROM measure WHERE key = 'complaints_received') THEN value END)", scale: 100,
	},
}

// truthOf is the truth of an indicator; those of one activity measure are all alike.
func truthOf(id analytics.ID) truth {
	if t, ok := truths[id]; ok {
		return t
	}
	if counted, exposure, ok := strings.Cut(string(id), "_per_10k_"); ok {
		return truth{
			table: "accident", sum: truths[analytics.ID(counted)].sum, denTable: "sector_figure",
			denSum: map[string]string{"employees": "sum(employees)", "vehicles": "sum(vehicles)", "residents": "sum(population)"}[exposure], scale: 1e4,
		}
	}
	return truth{table: "activity", sum: valueOf(string(id))}
}

// valueOf sums the values of one activity measure.
func valueOf(key string) string {
	return fmt.Sprintf("sum(CASE WHEN measure = (SELECT id FROM measure WHERE key = '%s') THEN value END)", key)
}

// groupings are the dimensions as SQL over the tables.
var groupings = map[analytics.DimensionID]string{
	analytics.Town: "(SELECT key FROM town WHERE id = t.town)", analytics.Sector: "(SELECT key FROM sector WHERE id = t.sector)",
	analytics.Subsector: "(SELECT key FROM sector WHERE id = t.subsector)", analytics.AccidentType: "(SELECT key FROM accident_type WHERE id = t.accident_type)",
	analytics.Severity: "(SELECT key FROM grade WHERE id = t.grade)", analytics.Department: "(SELECT key FROM department WHERE id = t.department)",
	analytics.Campaign: "(SELECT key FROM campaign WHERE id = t.campaign)", analytics.MeasureName: "(SELECT key FROM measure WHERE id = t.measure)",
	analytics.Year: "strftime(t.day, '%Y')", analytics.Quarter: "strftime(t.day, '%Y') || 'Q' || quarter(t.day)", analytics.Month: "strftime(t.day, '%Y-%m')",
	analytics.Date: "strftime(t.day, '%Y-%m-%d')", analytics.Weekday: "CAST(isodow(t.occurred_on) AS VARCHAR)", analytics.Hour: "CAST(t.minute // 60 AS VARCHAR)",
}

// answered keeps what plain SQL said of a workspace that does not change within a test: by question and sum, the figures by
// group.
type answered map[string]map[string]map[string]float64

// tableSums are all that the truths add up of a table, so that one statement answers for all indicators.
var tableSums = sync.OnceValue(func() map[string][]string {
	sums := make(map[string][]string)
	add := func(table, sum string) {
		if table != "" && !slices.Contains(sums[table], sum) {
			sums[table] = append(sums[table], sum)
		}
	}
	for _, i := range catalog.Default().Indicators() {
		if i.Num.Fact == analytics.Hazards {
			continue
		}
		tr := truthOf(i.ID)
		add(tr.table, tr.sum)
		add(tr.denTable, tr.denSum)
	}
	return sums
})

// question is plain SQL for all sums of a table in a window, by a dimension or as a whole.
func question(table string, by analytics.DimensionID, window analytics.Window) string {
	group, where := "''", ""
	if by != "" {
		group = "coalesce(" + groupings[by] + ", 'unknown')"
	}
	if table == "sector_figure" && (by == analytics.Town || by == analytics.Sector) {
		where = " AND t." + string(by) + " IS NOT NULL"
	}
	if table == "sector_figure" && (by == "" || by == analytics.Year) {
		where = " AND t.town IS NOT NULL" // the quotas of the sectors say once more what those of the towns say
	}
	var sums []string
	for _, sum := range tableSums()[table] {
		sums = append(sums, "CAST("+sum+" AS DOUBLE)")
	}
	return fmt.Sprintf("SELECT %s, %s FROM (SELECT *, CAST(occurred_on + to_months(%d) + to_days(%d) AS DATE) AS day FROM %s) t WHERE t.occurred_on BETWEEN ? AND ? %s GROUP BY 1",
		group, strings.Join(sums, ", "), window.Months, window.Days, table, where)
}

// asked are the figures of one window by group; the key "" is the whole.
func (a answered) asked(t *testing.T, w *workspace.Workspace, table, sum string, by analytics.DimensionID, window analytics.Window) map[string]float64 {
	t.Helper()
	from := window.From
	if table == "sector_figure" {
		from = analytics.Day(from.Year(), 1, 1)
	}
	sql := question(table, by, window)
	key := sql + from.String() + window.To.String()
	if a[key] == nil {
		a[key] = answers(t, w, tableSums()[table], sql, from, window.To)
	}
	return a[key][sum]
}

// answers runs a statement whose columns are a group and some sums.
func answers(t *testing.T, w *workspace.Workspace, sums []string, sql string, arguments ...any) map[string]map[string]float64 {
	t.Helper()
	rows, err := w.QueryContext(t.Context(), sql, arguments...)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	defer rows.Close()
	found := make(map[string]map[string]float64)
	for _, sum := range sums {
		found[sum] = make(map[string]float64)
	}
	for rows.Next() {
		var group string
		values := make([]*float64, len(sums))
		targets := []any{&group}
		for i := range values {
			targets = append(targets, &values[i])
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			if v != nil {
				found[sums[i]][group] = *v
			}
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

// expected are an indicator's figures over some windows, as their mean. A window without rows of a group adds nothing.
func (a answered) expected(t *testing.T, w *workspace.Workspace, id analytics.ID, by analytics.DimensionID, windows []analytics.Window) map[string]float64 {
	t.Helper()
	tr := truthOf(id)
	mean := func(table, sum string) map[string]float64 {
		total := make(map[string]float64)
		for _, window := range windows {
			for key, v := range a.asked(t, w, table, sum, by, window) {
				total[key] += v
			}
		}
		for key := range total {
			total[key] /= float64(len(windows))
		}
		return total
	}
	num := mean(tr.table, tr.sum)
	if tr.denTable == "" {
		return num
	}
	den := mean(tr.denTable, tr.denSum)
	for key := range den {
		if d := den[key]; d != 0 {
			num[key] = num[key] / d * tr.scale
		}
	}
	for key := range num {
		if den[key] == 0 {
			delete(num, key)
		}
	}
	return num
}

// compare compares a frame with what plain SQL says. A group that has no accident has zero.
func compare(t *testing.T, frame engine.Frame, now, base map[string]float64) {
	t.Helper()
	check := func(what, key string, has bool, got float64, want map[string]float64) {
		w, known := want[key]
		switch {
		case !has && known && w != 0:
			t.Errorf("%s of %q is unknown, want %v", what, key, w)
		case has && math.Abs(got-w) > 1e-9*(1+math.Abs(w)):
			t.Errorf("%s of %q is %v, want %v", what, key, got, w)
		}
	}
	for _, r := range frame.Rows {
		key := ""
		if len(r.Members) > 0 {
			key = r.Members[0].Key
		}
		check("the figure", key, r.Values[0].HasNow, r.Values[0].Now, now)
		if frame.Meta.Compared() {
			check("the base", key, r.Values[0].HasBase, r.Values[0].Base, base)
		}
	}
	shown := make(map[string]bool)
	for _, r := range frame.Rows {
		if len(r.Members) > 0 {
			shown[r.Members[0].Key] = true
		}
	}
	for key, v := range now {
		if key != "" && v != 0 && !shown[key] {
			t.Errorf("%q with %v is not shown", key, v)
		}
	}
}

// demonstration is the demonstration city.
func demonstration(t testing.TB) *workspace.Workspace {
	t.Helper()
	return sampletest.Open(t)
}

var truthBases = append(analytics.Bases(), analytics.Against(analytics.Period{From: analytics.Day(2009, 3, 1), To: analytics.Day(2009, 11, 20)}))

// TestFiguresAreTrue asks for every indicator by every breakdown against every basis, from the facts and from the
// rollups, and compares with plain SQL.
func TestFiguresAreTrue(t *testing.T) {
	w := demonstration(t)
	a := make(answered)
	facts := engine.New(w, catalog.Default())
	rolled := engine.New(w, catalog.Default())
	for _, i := range facts.Catalog().Indicators() {
		if i.Num.Fact == analytics.Hazards {
			continue // a state on a day, not a sum over a span: TestHazardsAreTrue
		}
		for _, by := range append([]analytics.DimensionID{""}, i.By...) {
			for n, basis := range truthBases {
				if raceDetector && n%3 != 0 {
					continue
				}
				testTruth(t, a, w, facts, i, by, basis)
			}
		}
	}
	t.Cleanup(engine.KeepDays())
	if err := rolled.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, i := range rolled.Catalog().Indicators() {
		if f := i.Num.Fact; f != analytics.Accidents && f != analytics.Inspections {
			continue
		}
		for _, by := range append([]analytics.DimensionID{""}, i.By...) {
			for n, basis := range truthBases {
				if raceDetector && n%3 != 0 {
					continue
				}
				testTruth(t, a, w, rolled, i, by, basis)
			}
		}
	}
}

func testTruth(t *testing.T, a answered, w *workspace.Workspace, e *engine.Engine, i analytics.Indicator, by analytics.DimensionID, basis analytics.Basis) {
	t.Helper()
	q := query.Query{Indicators: []analytics.ID{i.ID}, Period: toDate(), Basis: basis}
	if by != "" {
		q.By = []analytics.DimensionID{by}
	}
	frame, err := e.Run(t.Context(), q)
	if err != nil {
		t.Fatalf("%s by %q against %s: %v", i.ID, by, basis, err)
	}
	now := a.expected(t, w, i.ID, by, []analytics.Window{{Period: q.Period}})
	base := map[string]float64{}
	if len(frame.Meta.Windows) > 0 {
		base = a.expected(t, w, i.ID, by, frame.Meta.Windows)
	}
	t.Run(fmt.Sprintf("%s by %s against %s", i.ID, by, basis), func(t *testing.T) { compare(t, frame, now, base) })
}

// TestTotalsEqualParts adds the groups of every figure that adds up.
func TestTotalsEqualParts(t *testing.T) {
	w := demonstration(t)
	e := engine.New(w, catalog.Default())
	if err := e.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, i := range e.Catalog().Indicators() {
		if i.IsRatio() {
			continue
		}
		for _, by := range i.By {
			if i.Num.Column != "" && by == analytics.Sector {
				continue // a level of its own: what the towns state does not say the sector
			}
			frame, err := e.Run(t.Context(), query.Query{Indicators: []analytics.ID{i.ID}, By: []analytics.DimensionID{by}, Period: toDate(), Basis: analytics.SamePeriod})
			if err != nil {
				t.Fatal(err)
			}
			now, base := 0.0, 0.0
			for _, r := range frame.Rows {
				now += r.Values[0].Now
				base += r.Values[0].Base
			}
			if total := frame.Total[0]; math.Abs(total.Now-now) > 1e-6 || math.Abs(total.Base-base) > 1e-6 {
				t.Errorf("%s by %s: the parts are %v and %v, the total %v and %v", i.ID, by, now, base, total.Now, total.Base)
			}
		}
	}
}

// TestFiltersCross compares a group with the whole under a filter by the same member, and with plain SQL.
func TestFiltersCross(t *testing.T) {
	w := demonstration(t)
	e := engine.New(w, catalog.Default())
	for _, prepared := range []bool{false, true} {
		if prepared {
			if err := e.Prepare(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		for _, id := range []analytics.ID{"accidents", "deaths", "loss", "hazards", "rectification_rate"} {
			indicator, err := e.Catalog().Indicator(id)
			if err != nil {
				t.Fatal(err)
			}
			for _, by := range indicator.By {
				q := query.Query{Indicators: []analytics.ID{id}, By: []analytics.DimensionID{by}, Period: toDate(), Basis: analytics.SamePeriod}
				frame, err := e.Run(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				for n, r := range frame.Rows {
					if n%7 != 0 {
						continue
					}
					whole := q
					whole.By = nil
					filtered, err := e.Run(t.Context(), whole.With(analytics.Condition{Dimension: by, Keys: []string{r.Members[0].Key}}))
					if err != nil {
						t.Fatal(err)
					}
					if got, want := filtered.Total[0].Now, r.Values[0].Now; math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
						t.Errorf("%s of %s %s: %v filtered, %v in the breakdown", id, by, r.Members[0].Key, got, want)
					}
					rest := whole
					rest.Where = []analytics.Condition{{Dimension: by, Keys: []string{r.Members[0].Key}, Not: true}}
					without, err := e.Run(t.Context(), rest)
					if err != nil {
						t.Fatal(err)
					}
					if indicator.IsRatio() {
						continue
					}
					if sum := without.Total[0].Now + r.Values[0].Now; math.Abs(sum-frame.Total[0].Now) > 1e-6 {
						t.Errorf("%s without %s %s is %v: with it %v, want %v", id, by, r.Members[0].Key, without.Total[0].Now, sum, frame.Total[0].Now)
					}
				}
			}
		}
	}
}

// TestFiguresOfARealFileAreTrue does the same on a file that nobody here made.
func TestFiguresOfARealFileAreTrue(t *testing.T) {
	file := filepath.Join("..", "..", "..", "shared", "data", "west-yorkshire-2024", "collisions.csv")
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	columns, err := intake.ParseMap("ledger_no=collision_index,occurred_at=date,time=time,town=local_authority_ons_district")
	if err != nil {
		t.Fatal(err)
	}
	result, err := intake.Import(t.Context(), w, file, intake.Options{Kind: intake.Accidents, Map: columns, Set: map[string]string{"sector": "道路交通"}, AddTowns: true})
	if err != nil {
		t.Skipf("the real file is not here or not readable: %v", err)
	}
	if result.Batch.Accepted < 4000 {
		t.Fatalf("%d rows accepted", result.Batch.Accepted)
	}
	a := make(answered)
	e := engine.New(w, catalog.Default())
	if err := e.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	indicator, err := e.Catalog().Indicator("accidents")
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range append([]analytics.DimensionID{""}, indicator.By...) {
		for _, basis := range []analytics.Basis{analytics.NoBasis, analytics.PreviousPeriod} {
			q := query.Query{Indicators: []analytics.ID{"accidents"}, Period: analytics.Period{From: analytics.Day(2024, time.July, 3), To: analytics.Day(2024, time.November, 17)}, Basis: basis}
			if by != "" {
				q.By = []analytics.DimensionID{by}
			}
			frame, err := e.Run(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			base := map[string]float64{}
			if frame.Meta.Compared() {
				base = a.expected(t, w, "accidents", by, frame.Meta.Windows)
			}
			t.Run("by "+string(by)+" against "+string(basis), func(t *testing.T) {
				compare(t, frame, a.expected(t, w, "accidents", by, []analytics.Window{{Period: q.Period}}), base)
			})
		}
	}
}

// TestRollupsAreRead makes sure that the rollups answer where they can, and give way when the facts change.
func TestRollupsAreRead(t *testing.T) {
	w := demonstration(t)
	e := engine.New(w, catalog.Default())
	if err := e.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	q := query.Query{Indicators: []analytics.ID{"deaths"}, By: []analytics.DimensionID{analytics.Town}, Period: toDate(), Basis: analytics.SamePeriod}
	tables := func() []string {
		t.Helper()
		frame, err := e.Run(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, r := range e.Catalog().Rollups() {
			if containsWord(frame.Meta.SQL, r.Name) {
				found = append(found, r.Name)
			}
		}
		return found
	}
	if got := tables(); !slices.Equal(got, []string{"rollup_accident"}) {
		t.Errorf("read from %v", got)
	}
	err := w.Write(t.Context(), func(tx *workspace.Tx) error {
		return tx.Exec(t.Context(), ledger("DATE '2011-05-05', "+strconv.Itoa(tangxia)+", 10, 5"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := tables(); len(got) != 0 {
		t.Errorf("read from %v after a change of the facts", got)
	}
}

// containsWord tells whether a name stands in a text as a whole word.
func containsWord(text, name string) bool {
	return regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`).MatchString(text)
}

// TestARateOfASectorIsOfAllVehicles filters a rate by a sector and by a town: the accidents are those of the sector, the
// vehicles all of the town's.
func TestARateOfASectorIsOfAllVehicles(t *testing.T) {
	w := demonstration(t)
	e := engine.New(w, catalog.Default())
	var want float64
	rows, err := w.QueryContext(t.Context(), `SELECT
		(SELECT count(*) FROM accident WHERE occurred_on BETWEEN '2011-01-01' AND '2011-12-23' AND town = 441900121 AND sector = 10) * 1e4 /
		(SELECT sum(vehicles) FROM sector_figure WHERE occurred_on = '2011-01-01' AND town = 441900121)`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&want); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil || want < 1 {
		t.Fatalf("plain SQL says %v, %v", want, err)
	}
	sector := analytics.Condition{Dimension: analytics.Sector, Keys: []string{"road"}}
	q := query.Query{Indicators: []analytics.ID{"accidents_per_10k_vehicles"}, Period: toDate(), Where: []analytics.Condition{sector}}
	whole, err := e.Run(t.Context(), q.With(analytics.Condition{Dimension: analytics.Town, Keys: []string{"441900121"}}))
	if err != nil {
		t.Fatal(err)
	}
	if got := whole.Total[0]; !got.HasNow || math.Abs(got.Now-want) > 1e-9 {
		t.Errorf("the town's rate is %v, want %v", got, want)
	}
	for _, s := range whole.Meta.Sources {
		if s.Rows == 0 {
			t.Errorf("the rate rests on no row of %s", s.Fact)
		}
	}
	q.By = []analytics.DimensionID{analytics.Town}
	// Quotas are set by sector: beside such a rate a question about one asks for its own level.
	q.Indicators = append(q.Indicators, "quota_deaths")
	towns, err := e.Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range towns.Rows {
		if r.Members[0].Key == "441900121" && (math.Abs(r.Values[0].Now-want) > 1e-9 || r.Values[1].HasNow) {
			t.Errorf("among the towns its rate is %v, want %v, its quota in the sector %v, want none", r.Values[0].Now, want, r.Values[1])
		}
	}
}
