package intake_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
	"anlan/data/workspace"
)

// clocked is a workspace in a file whose clock stands at what the returned variable says.
func clocked(t *testing.T) (*workspace.Workspace, *time.Time) {
	t.Helper()
	now := time.Date(2011, 12, 1, 8, 0, 0, 0, time.UTC)
	w, err := workspace.Open(t.Context(), filepath.Join(t.TempDir(), `an "odd" 'name'.anlan`), workspace.Options{Create: true, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w, &now
}

// asker is a workspace, or its past.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// TestAsKnownThen is the worked example: two deaths on 1 December in the first import, a third one reported late.
func TestAsKnownThen(t *testing.T) {
	w, now := clocked(t)
	const header = "事故编号,发生日期,镇街,行业领域,死亡人数\n"
	const figures = "SELECT count(*), sum(deaths)::INTEGER, count(*) FILTER (WHERE grade = 2) FROM accident_case"
	day := func(d int) time.Time { return time.Date(2011, 12, d, 9, 0, 0, 0, time.UTC) }
	at := func(d int) []string {
		past, err := w.AsOf(t.Context(), day(d).Add(time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		return rowsOf(t, past, figures)
	}
	*now = day(5)
	tell(t, w, header+"K1,2011-12-01,塘厦,建筑,2\nK2,2011-12-02,长安,建筑,1\n")
	*now = day(20)
	tell(t, w, header+"K1,2011-12-01,塘厦,建筑,3\n")
	*now = day(22)
	tell(t, w, "事故编号,发生日期,镇街,行业领域,死亡人数,核销\nK2,2011-12-02,长安,建筑,1,已核销\n")
	check := func(want map[int]string) {
		t.Helper()
		for d, figures := range want {
			if got := at(d); len(got) != 1 || got[0] != figures {
				t.Errorf("as known on the %dth: %q, want %s", d, got, figures)
			}
		}
	}
	check(map[int]string{4: "0|∅|0", 5: "2|3|0", 19: "2|3|0", 20: "2|4|1", 22: "1|3|1"})
	*now = day(24)
	tell(t, w, "undo 2")
	check(map[int]string{5: "2|3|0", 20: "2|4|1", 22: "1|3|1", 24: "1|2|0"})
}

// everything is all that figures are made of, of each kind of facts.
var everything = []string{
	`SELECT batch_id, row_no, ledger_no, occurred_on, town, sector, accident_type, grade, deaths, serious, minor, injured, loss, firm, cause, cases, side, main
		FROM accident_case ORDER BY ALL`,
	"SELECT * FROM accident_total ORDER BY ALL",
	"SELECT batch_id, row_no, town, inspections, hazards FROM inspection ORDER BY ALL",
	"SELECT id, coalesce(replaces, 0) FROM batch WHERE undone_at IS NULL ORDER BY id",
}

// TestAsKnownAfterAnyStep imports, corrects, replaces and takes back at random. What was known after each step is the same
// however much came later.
func TestAsKnownAfterAnyStep(t *testing.T) {
	seeds := uint64(2)
	if raceEnabled {
		seeds = 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			w, now := clocked(t)
			type state struct {
				at   time.Time
				step string
				rows [][]string
			}
			var states []state
			for range 14 {
				*now = now.Add(7 * time.Hour)
				step := randomStep(t, r, w)
				s := state{at: *now, step: step}
				for _, query := range everything {
					s.rows = append(s.rows, rowsOf(t, w, query))
				}
				states = append(states, s)
			}
			for i, s := range states {
				past, err := w.AsOf(t.Context(), s.at)
				if err != nil {
					t.Fatal(err)
				}
				for k, query := range everything {
					if diff := cmp.Diff(s.rows[k], rowsOf(t, past, query)); diff != "" {
						t.Errorf("step %d, %s: %s (known then -, found now +):\n%s", i, s.step, query, diff)
					}
				}
			}
		})
	}
}

// randomStep does one thing to a workspace, and says what.
func randomStep(t *testing.T, r *rand.Rand, w *workspace.Workspace) string {
	t.Helper()
	batches, err := w.Batches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var inForce []workspace.Batch
	for _, b := range batches {
		if b.UndoneAt.IsZero() {
			inForce = append(inForce, b)
		}
	}
	opts := intake.Options{Again: true, Force: true}
	choice := r.IntN(10)
	if len(inForce) == 0 {
		choice = 0
	}
	one := func() workspace.Batch { return inForce[r.IntN(len(inForce))] }
	switch choice {
	case 7:
		b := one()
		if err := w.Undo(t.Context(), b.ID); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("undo %d", b.ID)
	case 8:
		b := one()
		if _, err := intake.Resubmit(t.Context(), w, b.ID, edits(t, w, b.ID)); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("correct %d", b.ID)
	case 9:
		b := one()
		if b.Kind != "accidents" {
			break
		}
		opts.Replace = b.ID
	}
	content := randomLedger(r)
	switch {
	case choice == 5 && opts.Replace == 0:
		content = fmt.Sprintf("月份,镇街,行业领域,事故起数,死亡人数\n2011-12,塘厦,道路交通,%d,%d\n", 3+r.IntN(9), r.IntN(9))
	case choice == 6 && opts.Replace == 0:
		content = fmt.Sprintf("月份,镇街,检查家次,发现隐患\n2011-12,塘厦,%d,%d\n", r.IntN(900), r.IntN(900))
	}
	if _, err := intake.Import(t.Context(), w, write(t, "file.csv", content), opts); err != nil {
		t.Fatalf("%s: %v", content, err)
	}
	return fmt.Sprintf("import in place of %d:\n%s", opts.Replace, content)
}

// edits corrects the towns of all rows in quarantine.
func edits(t *testing.T, w *workspace.Workspace, batch int) []intake.Edit {
	t.Helper()
	held, err := w.Problems(t.Context(), workspace.ProblemFilter{Batch: batch})
	if err != nil {
		t.Fatal(err)
	}
	var list []intake.Edit
	seen := make(map[int]bool)
	for _, p := range held {
		if !seen[p.Row] && p.Reason == intake.ReasonUnknownTown {
			seen[p.Row] = true
			list = append(list, intake.Edit{Row: p.Row, Part: p.Part, Cells: map[int]string{2: "长安"}})
		}
	}
	return list
}

// randomLedger has some of a few accidents, with cells that are blank, corrected, or cannot be read.
func randomLedger(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("事故编号,发生日期,镇街,行业领域,事故单位,死亡人数,重伤,轻伤,直接经济损失,事故原因,是否核销\n")
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	rows := 0
	for k := range 6 {
		if r.IntN(3) == 0 && (k < 5 || rows > 0) {
			continue
		}
		rows++
		number := fmt.Sprintf("K%d", k)
		if k > 3 {
			number = ""
		}
		fmt.Fprintf(&b, "%s,2011-12-%02d,%s,道路交通,%s,%s,%s,%s,%s,%s,%s\n", number, k+1, pick("塘厦", "塘厦", "塘厦", "塘下夏", "长安"), fmt.Sprintf("厂%d", k),
			pick("", "0", "1", "2", "3"), pick("", "", "1", "4"), pick("", "", "2"), pick("", "10", "1200"), pick("", "超速", "酒驾"), pick("", "", "", "否", "是"))
	}
	return b.String()
}
