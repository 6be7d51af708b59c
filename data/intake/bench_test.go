package intake_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"anlan/data/intake"
	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

const benchRows = 1_000_000

// benchLedger writes an accident ledger of a million rows once for all benchmarks of a run.
func benchLedger(b *testing.B) string {
	b.Helper()
	path := filepath.Join(os.TempDir(), "anlan-bench-ledger.csv")
	if info, err := os.Stat(path); err == nil && info.Size() > 50<<20 {
		return path
	}
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriterSize(file, 1<<20)
	fmt.Fprintln(w, "事故编号,发生时间,镇街,行业领域,事故类型,事故单位,死亡人数,重伤人数,轻伤人数,直接经济损失(万元),事故等级")
	r := rand.New(rand.NewPCG(1, 2))
	towns := vocabulary.Cities()[0].Towns.Entries()[:32]
	sectors := []string{"道路交通", "火灾", "工矿商贸", "建筑施工", "危险化学品", "水上交通", "特种设备", "校园"}
	types := []string{"道路交通事故", "火灾", "机械伤害", "高处坠落", "灼烫", "淹溺", "起重伤害", "其他伤害"}
	start := time.Date(2006, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range benchRows {
		s := min(r.IntN(20), 7)
		at := start.Add(time.Duration(r.IntN(6*365*1440)) * time.Minute)
		deaths := max(0, r.IntN(20)-18)
		fmt.Fprintf(w, "DG%09d,%s,%s,%s,%s,东莞市第%d号厂,%d,%d,%d,%d.%02d,一般\n", i, at.Format("2006-01-02 15:04"),
			towns[r.IntN(32)].Name, sectors[s], types[s], r.IntN(20000), deaths, r.IntN(2), r.IntN(4), r.IntN(900), r.IntN(100))
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkImport imports a ledger of a million rows into a workspace file; BenchmarkImportBaseline reads the same file
// with DuckDB's own reader, typed, into a table of a file.
func BenchmarkImport(b *testing.B) {
	path := benchLedger(b)
	for b.Loop() {
		w, err := workspace.Open(b.Context(), filepath.Join(b.TempDir(), "bench.anlan"), workspace.Options{Create: true})
		if err != nil {
			b.Fatal(err)
		}
		result, err := intake.Import(b.Context(), w, path, intake.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if result.Batch.Accepted != benchRows {
			b.Fatalf("%+v", result.Batch)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(peakMemory(b), "peak-MB")
}

func BenchmarkImportBaseline(b *testing.B) {
	path := benchLedger(b)
	for b.Loop() {
		w, err := workspace.Open(b.Context(), filepath.Join(b.TempDir(), "bench.anlan"), workspace.Options{Create: true})
		if err != nil {
			b.Fatal(err)
		}
		err = w.Write(b.Context(), func(tx *workspace.Tx) error {
			return tx.Exec(b.Context(), `CREATE TABLE baseline AS SELECT * FROM read_csv(?, header = true, columns = {
				'ledger_no': 'VARCHAR', 'occurred_at': 'TIMESTAMP', 'town': 'VARCHAR', 'sector': 'VARCHAR', 'type': 'VARCHAR', 'firm': 'VARCHAR',
				'deaths': 'INTEGER', 'serious': 'INTEGER', 'minor': 'INTEGER', 'loss': 'DOUBLE', 'grade': 'VARCHAR'})`, path)
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// peakMemory is the largest resident set of the process so far, in MB; zero where the system does not say.
func peakMemory(b *testing.B) float64 {
	b.Helper()
	if runtime.GOOS != "linux" {
		return 0
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.SplitSeq(string(status), "\n") {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(value)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kb / 1024
		}
	}
	return 0
}
