package engine_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/data/workspace"
)

// hazardLedger makes a workspace with three towns and the entries of a hazard ledger: number, town, found, deadline, rectified,
// rectified on, major, as SQL values.
func hazardLedger(t testing.TB, entries ...string) *workspace.Workspace {
	t.Helper()
	w, err := workspace.OpenMemory(t.Context(), workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	err = w.Write(t.Context(), func(tx *workspace.Tx) error {
		for _, statement := range []string{
			"INSERT INTO town (id, key, kind, name, zh, en, aliases, rank) VALUES (1, 'A', 'town', '甲镇', '甲', 'A', [], 1), (2, 'B', 'town', '乙镇', '乙', 'B', [], 2), (3, 'C', 'town', '丙镇', '丙', 'C', [], 3)",
			"INSERT INTO department VALUES (1, 'fire', '消防', 'Fire'), (2, 'safety', '安监', 'Safety')",
			`INSERT INTO hazard (batch_id, row_no, ledger_no, town, occurred_on, deadline, rectified, rectified_on, major)
				SELECT 1, row_number() OVER (), number, town, found::DATE, deadline::DATE, rectified, done::DATE, major FROM (VALUES ` + strings.Join(entries, ", ") +
				") v(number, town, found, deadline, rectified, done, major)",
			"INSERT INTO batch (id, import_id, kind, file, sheet, sha256, encoding, header_row, preamble, columns, mapping, reading, imported_at, rows_read, accepted, quarantined, blank, duplicates, skipped, warned) VALUES (1, 1, 'hazards', 'h.csv', '', '', '', 1, [], [], '', '', '2012-01-01', 0, 0, 0, 0, 0, 0, 0)",
		} {
			if err := tx.Exec(t.Context(), statement); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

var year2011 = analytics.Period{From: analytics.Day(2011, 1, 1), To: analytics.Day(2011, 12, 23)}

// worked are seven hazards of 2011, and what a year-end count has besides: one of the year before that is still open, one that
// was rectified in this year, one that was rectified before it, one whose state is not known, one rectified on an unknown day,
// and one found after the last day.
var worked = []string{
	"('H1', 1, '2011-10-01', '2011-10-31', true, '2011-10-20', false)", "('H2', 1, '2011-10-01', '2011-10-31', true, '2011-11-15', true)",
	"('H3', 1, '2011-11-01', '2011-11-30', false, NULL, false)", "('H4', 1, '2011-12-10', '2012-01-10', false, NULL, false)",
	"('H5', 1, '2011-12-01', '2011-12-23', false, NULL, NULL)", "('H6', 1, '2011-12-01', NULL, false, NULL, false)",
	"('H7', 1, '2011-11-05', '2011-12-05', true, '2011-12-05', false)",
	"('O1', 2, '2010-10-01', '2010-11-01', false, NULL, false)", "('O2', 2, '2010-10-01', '2010-11-01', true, '2011-03-01', false)",
	"('O3', 2, '2010-10-01', '2010-11-01', true, '2010-10-20', false)", "('U1', 2, '2011-05-01', '2011-06-01', NULL, NULL, false)",
	"('U2', 2, '2011-05-01', '2011-06-01', true, NULL, false)", "('L1', 2, '2011-12-28', '2011-12-29', false, NULL, false)",
}

// TestHazards counts worked hazards by hand.
func TestHazards(t *testing.T) {
	e := engine.New(hazardLedger(t, worked...), catalog.Default())
	for _, tt := range []struct {
		id   analytics.ID
		want map[string]float64 // by town, zeros left out
	}{
		{"hazards_registered", map[string]float64{"": 9, "A": 7, "B": 2}},
		{"major_hazards", map[string]float64{"": 1, "A": 1}},
		{"ledger_rectification_rate", map[string]float64{"": 4. / 8 * 100, "A": 3. / 7 * 100, "B": 100}},
		{"open_hazards", map[string]float64{"": 5, "A": 4, "B": 1}},
		{"due_hazards", map[string]float64{"": 7, "A": 4, "B": 3}},
		{"overdue_hazards", map[string]float64{"": 2, "A": 1, "B": 1}},
		{"overdue_rate", map[string]float64{"": 2. / 7 * 100, "A": 25, "B": 100. / 3}},
		{"on_time_rate", map[string]float64{"": 2. / 6 * 100, "A": 50}},
		{"late_rectified", map[string]float64{"": 2, "A": 1, "B": 1}},
		{"late_rate", map[string]float64{"": 50, "A": 100. / 3, "B": 100}},
		{"days_to_rectify", map[string]float64{"": (19 + 45 + 30 + 151) / 4., "A": (19 + 45 + 30) / 3., "B": 151}},
	} {
		got := counted(t, e, tt.id, analytics.Town, year2011)
		for key := range got {
			if math.Abs(got[key]-tt.want[key]) > 1e-9 {
				t.Errorf("%s of %q is %v, want %v", tt.id, key, got[key], tt.want[key])
			}
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s: %s", tt.id, cmp.Diff(tt.want, got))
		}
	}
	// U2 was due and is rectified: U2's day is not known, so it is left out of what was in time. U1 has no state.
	frame, err := e.Run(t.Context(), query.Query{Indicators: []analytics.ID{"overdue_hazards", "open_hazards", "major_hazards", "overdue_rate"}, Period: year2011, Basis: analytics.NoBasis})
	if err != nil {
		t.Fatal(err)
	}
	// H6 has no term and is open, U1 no state; H5 no level.
	want := map[analytics.ID]int64{"overdue_hazards": 2, "open_hazards": 1, "major_hazards": 1, "overdue_rate": 2}
	if diff := cmp.Diff(want, frame.Meta.Unknown); diff != "" {
		t.Errorf("what is not known (-want +got):\n%s", diff)
	}
}

// TestHazardRecords lists the hazards behind a count of overdue ones, the oldest with them.
func TestHazardRecords(t *testing.T) {
	e := engine.New(hazardLedger(t, worked...), catalog.Default())
	indicator, err := e.Catalog().Indicator("overdue_hazards")
	if err != nil {
		t.Fatal(err)
	}
	list, err := e.Records(t.Context(), query.Records{Fact: analytics.Hazards, Period: year2011, Measure: indicator.Num, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	var numbers []string
	for _, r := range list.Rows {
		numbers = append(numbers, r.Cells[len(r.Cells)-1].Text)
	}
	if diff := cmp.Diff([]string{"O1", "H3"}, numbers); diff != "" || list.Total != 2 {
		t.Errorf("%d hazards (-want +got):\n%s", list.Total, diff)
	}
}

// TestHazardsEndWithTheirLedger: a ledger that ends before the period is judged by its own last day. L1, of which nothing more
// is told after its finding, is not overdue at the year's end.
func TestHazardsEndWithTheirLedger(t *testing.T) {
	e := engine.New(hazardLedger(t, "('H1', 1, '2011-10-01', '2011-10-31', false, NULL, false)", "('L1', 1, '2011-12-20', '2011-12-24', false, NULL, false)"), catalog.Default())
	all := analytics.Period{From: year2011.From, To: analytics.Day(2011, 12, 31)}
	if got := counted(t, e, "overdue_hazards", "", all)[""]; got != 1 {
		t.Errorf("%v are overdue, want 1", got)
	}
}

// TestHazardsAreTrue compares random ledgers with a count in Go, which follows the definitions word by word.
func TestHazardsAreTrue(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	type hazard struct {
		town              int
		found, term, done int // days from 2010-01-01; −1: none
		state             string
	}
	day := func(n int) string {
		if n < 0 {
			return "NULL"
		}
		return "'" + analytics.Day(2010, 1, 1+n).Format("2006-01-02") + "'"
	}
	var list []hazard
	var entries []string
	for i := range 800 {
		h := hazard{town: 1 + random.IntN(2), found: random.IntN(700), term: -1, done: -1, state: []string{"true", "true", "false", "NULL"}[random.IntN(4)]}
		if random.IntN(5) > 0 {
			h.term = h.found + random.IntN(60)
		}
		if h.state == "true" && random.IntN(8) > 0 {
			h.done = h.found + random.IntN(90)
		}
		list = append(list, h)
		entries = append(entries, fmt.Sprintf("('N%d', %d, %s, %s, %s::BOOLEAN, %s, false)", i, h.town, day(h.found), day(h.term), h.state, day(h.done)))
	}
	e := engine.New(hazardLedger(t, entries...), catalog.Default())
	for _, span := range [][2]int{{365, 600}, {365, 690}, {0, 364}, {500, 530}} {
		from, to := span[0], span[1]
		var open, due, overdue, late float64
		for _, h := range list {
			if h.found > to {
				continue
			}
			isOpen := h.state == "false" || h.state == "true" && h.done > to
			listed := h.found >= from || h.state == "false" || h.done >= from
			isDue := listed && h.term >= 0 && h.term < to && h.state != "NULL"
			if isOpen {
				open++
			}
			if isDue {
				due++
			}
			if isDue && isOpen {
				overdue++
			}
			if h.done >= from && h.done <= to && h.term >= 0 && h.done > h.term {
				late++
			}
		}
		p := analytics.Period{From: analytics.Day(2010, 1, 1+from), To: analytics.Day(2010, 1, 1+to)}
		for id, want := range map[analytics.ID]float64{"open_hazards": open, "due_hazards": due, "overdue_hazards": overdue, "late_rectified": late, "overdue_rate": overdue / due * 100} {
			if got := counted(t, e, id, "", p)[""]; math.Abs(got-want) > 1e-9 {
				t.Errorf("%s in %v: %v, want %v", id, p, got, want)
			}
			byTown := counted(t, e, id, analytics.Town, p)
			if sum := byTown["A"] + byTown["B"]; id != "overdue_rate" && sum != want {
				t.Errorf("%s in %v by town: %v, want %v", id, p, sum, want)
			}
		}
	}
}

// TestEnclosedHazards asks the rows that a briefing file encloses for what is overdue, also by hazards found before its days.
func TestEnclosedHazards(t *testing.T) {
	w := demonstration(t)
	tables, err := w.Extract(t.Context(), analytics.Day(2011, 6, 1))
	if err != nil {
		t.Fatal(err)
	}
	enclosed, err := workspace.OpenExtract(t.Context(), tables, workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = enclosed.Close() })
	q := query.Query{
		Indicators: []analytics.ID{"overdue_rate", "open_hazards", "late_rectified"}, By: []analytics.DimensionID{analytics.Town},
		Period: analytics.Period{From: analytics.Day(2011, 6, 1), To: analytics.Day(2011, 12, 23)}, Basis: analytics.NoBasis,
	}
	var frames []engine.Frame
	for _, store := range []*workspace.Workspace{w, enclosed} {
		frame, err := engine.New(store, catalog.Default()).Run(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		frames = append(frames, frame)
	}
	if frames[0].Total[0].Num == 0 {
		t.Fatal("nothing is overdue")
	}
	if diff := cmp.Diff(frames[0].Rows, frames[1].Rows); diff != "" {
		t.Errorf("towns (-workspace +enclosed):\n%s", diff)
	}
}
