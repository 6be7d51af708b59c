package intake_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
	"anlan/data/workspace"
)

// importEnv makes the test binary import a file into a workspace: workspace, file and the import to replace.
const importEnv = "ANLAN_TEST_IMPORT"

func TestMain(m *testing.M) {
	if text := os.Getenv(importEnv); text != "" {
		importInChild(strings.Split(text, "|"))
	}
	os.Exit(m.Run())
}

func importInChild(args []string) {
	ctx := context.Background()
	w, err := workspace.Open(ctx, args[0], workspace.Options{})
	if err == nil {
		fmt.Println("opened")
		replace, _ := strconv.Atoi(args[2])
		_, err = intake.Import(ctx, w, args[1], intake.Options{Replace: replace})
	}
	fmt.Println("imported", err)
	if w != nil {
		err = w.Close()
	}
	fmt.Println("closed", err)
	os.Exit(0)
}

// child starts an import in another process.
func child(t *testing.T, path, file string, replace int) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s|%s|%d", importEnv, path, file, replace))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewReader(out)
}

// manyRows is a ledger long enough to be caught in the middle of its import.
func manyRows(t *testing.T, name string, rows int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("事故编号,发生时间,镇街,行业领域,事故单位,死亡人数,直接经济损失(万元)\n")
	for i := range rows {
		town, loss := "塘厦", fmt.Sprintf("%d.5", i%900)
		switch i % 50 {
		case 7:
			town = "火星" // held back
		case 9:
			loss = "约20" // a warning
		}
		fmt.Fprintf(&b, "%s%06d,2011-%02d-%02d %02d:%02d,%s,道路交通,第%d号厂,%d,%s\n", name, i, i%12+1, i%28+1, i%24, i%60, town, i, i%3, loss)
	}
	return write(t, name+".csv", b.String())
}

// earlier is what stands in a workspace of an import, whatever else is there.
func earlier(t *testing.T, w *workspace.Workspace, batch int) []string {
	t.Helper()
	where := fmt.Sprintf(" WHERE batch_id = %d", batch)
	return rowsOf(t, w, `SELECT count(*), bit_xor(hash(a)) FROM accident a`+where+` UNION ALL SELECT count(*), bit_xor(hash(a)) FROM quarantine a`+where+`
		UNION ALL SELECT count(*), bit_xor(hash(a)) FROM problem a`+where+` UNION ALL SELECT count(*), bit_xor(hash(a)) FROM noted_row a`+where)
}

// whole checks that a batch is there in full, or not at all, and returns whether it is.
func whole(t *testing.T, w *workspace.Workspace, batch int) bool {
	t.Helper()
	counted := rowsOf(t, w, fmt.Sprintf(`SELECT (SELECT count(*) FROM accident WHERE batch_id = %[1]d), (SELECT count(*) FROM quarantine WHERE batch_id = %[1]d),
		(SELECT count(DISTINCT row_no) FROM problem WHERE batch_id = %[1]d AND outcome = 'warning'), (SELECT count(*) FROM noted_row WHERE batch_id = %[1]d)`, batch))[0]
	noted := rowsOf(t, w, fmt.Sprintf("SELECT accepted, quarantined, warned, warned FROM batch WHERE id = %d", batch))
	switch {
	case len(noted) == 0 && counted == "0|0|0|0":
		return false
	case len(noted) == 1 && noted[0] == counted:
		return true
	}
	t.Errorf("import %d is noted with %v, and %s is there", batch, noted, counted)
	return false
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// base is a workspace file with one import, and what stands in it.
func base(t *testing.T, rows int) (path string, before []string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "base.anlan")
	w := must[*workspace.Workspace](t)(workspace.Open(t.Context(), path, workspace.Options{Create: true}))
	must[intake.Result](t)(intake.Import(t.Context(), w, manyRows(t, "A", rows), intake.Options{}))
	before = earlier(t, w, 1)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path, before
}

// TestKilled kills imports at random moments: afterwards the workspace opens, holds the whole batch or none of it, and what
// was there before is the same. ANLAN_KILLS says how often, 20 times where it says nothing.
func TestKilled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes are killed otherwise there")
	}
	kills, rows := 20, 20000
	if raceEnabled {
		kills, rows = 8, 4000
	}
	if n, err := strconv.Atoi(os.Getenv("ANLAN_KILLS")); err == nil {
		kills = n
	}
	origin, before := base(t, 1000)
	file := manyRows(t, "B", rows)
	path := filepath.Join(t.TempDir(), "w.anlan")

	copyFile(t, origin, path)
	cmd, out := child(t, path, file, 0)
	if line, err := out.ReadString('\n'); err != nil || line != "opened\n" {
		t.Fatalf("the other process: %q, %v", line, err)
	}
	began := time.Now()
	if _, err := io.ReadAll(out); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	long := time.Since(began)

	r := rand.New(rand.NewPCG(20110827, uint64(kills)))
	present := 0
	for i := range kills {
		replace := i % 2 // every other time the import takes the place of the earlier one
		for _, name := range []string{path, path + ".wal"} {
			if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
		copyFile(t, origin, path)
		cmd, out := child(t, path, file, replace)
		if line, err := out.ReadString('\n'); err != nil || line != "opened\n" {
			t.Fatalf("the other process: %q, %v", line, err)
		}
		after := time.Duration(math.Sqrt(r.Float64()) * 1.05 * float64(long)) // more often towards the end, where it is written
		time.Sleep(after)
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed, or had just ended
		w, err := workspace.Open(t.Context(), path, workspace.Options{})
		if err != nil {
			t.Fatalf("killed after %v: %v", after, err)
		}
		there := whole(t, w, 2)
		if there {
			present++
			long = long * 9 / 10 // a busy machine is slower or faster than it was: stay around the end of the import
		} else {
			long = long * 10 / 9
		}
		switch undone := len(rowsOf(t, w, "SELECT id FROM batch WHERE id = 1 AND undone_at IS NOT NULL")) == 1; {
		case undone != (there && replace == 1):
			t.Errorf("killed after %v: the new import is there: %v, the one it replaces was taken back: %v", after, there, undone)
		case !undone:
			if diff := cmp.Diff(before, earlier(t, w, 1)); diff != "" {
				t.Errorf("killed after %v: the earlier import changed (-before +after):\n%s", after, diff)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, the last within %v: %d imports were whole, %d were not there", kills, long, present, kills-present)
	if kills >= 20 && (present == 0 || present == kills) {
		t.Errorf("%d of %d imports were whole: the kills did not fall within the import", present, kills)
	}
}
