package intake_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"anlan/data/intake"
	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// benchRows is how many rows the text files of the benchmarks have; ANLAN_BENCH_ROWS asks for another number.
var benchRows = benchSize("ANLAN_BENCH_ROWS", 5_000_000)

func benchSize(variable string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil && n > 0 {
		return n
	}
	return usual
}

const (
	benchSheet  = 300_000 // rows of the workbook
	benchHeader = "事故编号,发生时间,镇街,行业领域,事故类型,事故单位,死亡人数,重伤人数,轻伤人数,直接经济损失(万元),事故等级"
)

// benchRow makes the rows of an accident ledger, always the same ones.
func benchRow() func(i int) []any {
	r := rand.New(rand.NewPCG(1, 2))
	towns := vocabulary.Cities()[0].Towns.Entries()[:32]
	sectors := []string{"道路交通", "火灾", "工矿商贸", "建筑施工", "危险化学品", "水上交通", "特种设备", "校园"}
	types := []string{"道路交通事故", "火灾", "机械伤害", "高处坠落", "灼烫", "淹溺", "起重伤害", "其他伤害"}
	start := time.Date(2006, 1, 1, 0, 0, 0, 0, time.UTC)
	return func(i int) []any {
		s := min(r.IntN(20), 7)
		at := start.Add(time.Duration(r.IntN(6*365*1440)) * time.Minute)
		return []any{
			fmt.Sprintf("DG%09d", i), at.Format("2006-01-02 15:04"), towns[r.IntN(32)].Name, sectors[s], types[s], fmt.Sprintf("东莞市第%d号厂", r.IntN(20000)),
			max(0, r.IntN(20)-18), r.IntN(2), r.IntN(4), fmt.Sprintf("%d.%02d", r.IntN(900), r.IntN(100)), "一般",
		}
	}
}

// benchFile makes a file once for all benchmarks of a machine.
func benchFile(b *testing.B, name string, write func(path string) error) string {
	b.Helper()
	path := filepath.Join(os.TempDir(), "anlan-bench-"+name)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if err := write(path + ".part"); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(path+".part", path); err != nil {
		b.Fatal(err)
	}
	return path
}

// benchLedger writes an accident ledger as CSV, in UTF-8 or GB18030.
func benchLedger(b *testing.B, gb bool) string {
	b.Helper()
	name := fmt.Sprintf("%d.csv", benchRows)
	if gb {
		name = fmt.Sprintf("%d-gb.csv", benchRows)
	}
	return benchFile(b, name, func(path string) (err error) {
		file, err := os.Create(path)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		var out io.Writer = file
		if gb {
			out = simplifiedchinese.GB18030.NewEncoder().Writer(file)
		}
		w := bufio.NewWriterSize(out, 1<<20)
		fmt.Fprintln(w, benchHeader)
		row := benchRow()
		for i := range benchRows {
			cells := row(i)
			fmt.Fprintf(w, "%s,%s,%s,%s,%s,%s,%d,%d,%d,%s,%s\n", cells...)
		}
		return w.Flush()
	})
}

// benchWorkbook writes an accident ledger of fifteen columns as XLSX.
func benchWorkbook(b *testing.B) string {
	b.Helper()
	return benchFile(b, fmt.Sprintf("%d.xlsx", benchSheet), func(path string) (err error) {
		book := excelize.NewFile()
		defer func() { err = errors.Join(err, book.Close()) }()
		w, err := book.NewStreamWriter("Sheet1")
		if err != nil {
			return err
		}
		var header []any
		for h := range strings.SplitSeq(benchHeader+",事故名称,是否挂牌督办,结案日期,事故原因", ",") {
			header = append(header, h)
		}
		if err := w.SetRow("A1", header); err != nil {
			return err
		}
		row := benchRow()
		for i := range benchSheet {
			cells := append(row(i), fmt.Sprintf("第%d号事故", i), "否", "2011-12-31", "操作不当")
			if err := w.SetRow(fmt.Sprintf("A%d", i+2), cells); err != nil {
				return err
			}
		}
		if err := w.Flush(); err != nil {
			return err
		}
		file, err := os.Create(path)
		if err != nil {
			return err
		}
		return errors.Join(book.Write(file), file.Close())
	})
}

// benchImport imports a file into a workspace file.
func benchImport(b *testing.B, path string, rows int64) {
	b.Helper()
	for b.Loop() {
		w, err := workspace.Open(b.Context(), filepath.Join(b.TempDir(), "bench.anlan"), workspace.Options{Create: true})
		if err != nil {
			b.Fatal(err)
		}
		result, err := intake.Import(b.Context(), w, path, intake.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if result.Batch.Accepted != rows {
			b.Fatalf("%+v", result.Batch)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(peakMemory(b), "peak-MB")
}

// benchAfterImport measures what is done with a workspace that has a ledger in it.
func benchAfterImport(b *testing.B, act func(w *workspace.Workspace, path string, batch int) error) {
	b.Helper()
	path := benchLedger(b, false)
	for b.Loop() {
		b.StopTimer()
		w, err := workspace.Open(b.Context(), filepath.Join(b.TempDir(), "bench.anlan"), workspace.Options{Create: true})
		if err != nil {
			b.Fatal(err)
		}
		result, err := intake.Import(b.Context(), w, path, intake.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := act(w, path, result.Batch.ID); err != nil {
			b.Fatal(err)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(peakMemory(b), "peak-MB")
}

func BenchmarkUndo(b *testing.B) {
	benchAfterImport(b, func(w *workspace.Workspace, _ string, batch int) error { return w.Undo(b.Context(), batch) })
}

// BenchmarkReplace imports the same ledger in place of itself.
func BenchmarkReplace(b *testing.B) {
	benchAfterImport(b, func(w *workspace.Workspace, path string, batch int) error {
		_, err := intake.Import(b.Context(), w, path, intake.Options{Replace: batch})
		return err
	})
}

func BenchmarkImportText(b *testing.B) { benchImport(b, benchLedger(b, false), int64(benchRows)) }

func BenchmarkImportGB18030(b *testing.B) { benchImport(b, benchLedger(b, true), int64(benchRows)) }

func BenchmarkImportWorkbook(b *testing.B) { benchImport(b, benchWorkbook(b), benchSheet) }

// BenchmarkBaselineWorkbook reads the cells of the same workbook with excelize and does nothing with them.
func BenchmarkBaselineWorkbook(b *testing.B) {
	path := benchWorkbook(b)
	for b.Loop() {
		book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		rows, err := book.Rows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		cells := 0
		for rows.Next() {
			row, err := rows.Columns()
			if err != nil {
				b.Fatal(err)
			}
			cells += len(row)
		}
		if cells != (benchSheet+1)*15 {
			b.Fatalf("%d cells", cells)
		}
		if err := errors.Join(rows.Close(), book.Close()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(benchSheet)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(peakMemory(b), "peak-MB")
}

// BenchmarkBaselineText reads the same text with DuckDB's own reader, typed, into a table of a file.
func BenchmarkBaselineText(b *testing.B) {
	path := benchLedger(b, false)
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
