package intake_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"anlan/data/intake"
	"anlan/data/tabular"
)

// sharedRoot is the folder of real files that nobody on this project made; the test is skipped where there is none.
func sharedRoot(t *testing.T) string {
	t.Helper()
	for _, up := range []string{"../../..", "../../../.."} {
		path := filepath.Join(up, "shared", "data")
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skip("no real data here")
	return ""
}

func shared(t *testing.T, name string) string {
	t.Helper()
	return filepath.Join(sharedRoot(t), name)
}

// readCSV reads a file with another reader than ours, in UTF-8 or GB18030.
func readCSV(t *testing.T, path string, gb bool) [][]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var in io.Reader = file
	if gb {
		in = simplifiedchinese.GB18030.NewDecoder().Reader(file)
	}
	r := csv.NewReader(in)
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func mapping(t *testing.T, text string) map[string]intake.Column {
	t.Helper()
	m, err := intake.ParseMap(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// realFile is a real file, what a person has to say of it, and what has to come of it.
type realFile struct {
	file     string
	opts     func(t *testing.T) intake.Options
	accepted int64
	query    string
	want     func(t *testing.T, path string) []string // read independently
}

func mapped(text string) func(t *testing.T) intake.Options {
	return func(t *testing.T) intake.Options { return intake.Options{Map: mapping(t, text)} }
}

func nothing(*testing.T) intake.Options { return intake.Options{} }

// column finds a column of a CSV file by its header.
func column(records [][]string, header string) int { return slices.Index(records[0], header) }

var realFiles = []realFile{
	{
		file:     "york-collisions/accidents.csv",
		opts:     mapped("occurred_at=Date,town=Local_Authority_(District),injured=Number_of_Casualties,ledger_no=Accident_Index"),
		accepted: 4778,
		query:    "SELECT count(*) FILTER (WHERE year(occurred_on) = 2005), count(minute), sum(injured)::BIGINT, count(DISTINCT town), count(ledger_no) FROM accident",
		want: func(t *testing.T, path string) []string {
			records := readCSV(t, path, false)
			year, casualties := 0, 0
			for _, r := range records[1:] {
				if strings.Contains(r[column(records, "Date")], "/2005 ") {
					year++
				}
				n, err := strconv.Atoi(r[column(records, "Number_of_Casualties")])
				if err != nil {
					t.Fatal(err)
				}
				casualties += n
			}
			return []string{fmt.Sprintf("%d|%d|%d|1|0", year, len(records)-1, casualties)}
		},
	},
	{
		// One row a casualty, without a date: as a measure, with the year set.
		file: "york-collisions/casualties.csv",
		opts: func(t *testing.T) intake.Options {
			return intake.Options{
				Kind: intake.Activities, Map: mapping(t, "value=Casualty_Severity,town=,sector="), Set: map[string]string{"date": "2014", "measure": "casualties by severity"},
			}
		},
		accepted: 6135,
		query:    "SELECT count(*), sum(value)::BIGINT FROM activity",
		want: func(t *testing.T, path string) []string {
			records := readCSV(t, path, false)
			sum := 0
			for _, r := range records[1:] {
				n, err := strconv.Atoi(r[column(records, "Casualty_Severity")])
				if err != nil {
					t.Fatal(err)
				}
				sum += n
			}
			return []string{fmt.Sprintf("%d|%d", len(records)-1, sum)}
		},
	},
	{
		file:     "west-yorkshire-2024/collisions.csv",
		opts:     mapped("ledger_no=collision_index,occurred_at=date,time=time,town=local_authority_ons_district,injured=number_of_casualties"),
		accepted: 4060,
		query:    "SELECT count(*), count(minute), count(DISTINCT town), count(DISTINCT ledger_no), sum(injured)::BIGINT, min(occurred_on)::VARCHAR, max(occurred_on)::VARCHAR FROM accident",
		want: func(t *testing.T, path string) []string {
			records := readCSV(t, path, false)
			towns, casualties := map[string]bool{}, 0
			for _, r := range records[1:] {
				towns[r[column(records, "local_authority_ons_district")]] = true
				n, err := strconv.Atoi(r[column(records, "number_of_casualties")])
				if err != nil {
					t.Fatal(err)
				}
				casualties += n
			}
			n := len(records) - 1
			return []string{fmt.Sprintf("%d|%d|%d|%d|%d|2024-01-01|2024-12-31", n, n, len(towns), n, casualties)}
		},
	},
	{
		file:     "us-worker-fatalities/osha.csv",
		opts:     mapped(`occurred_at=date,summary=description,town=place~, ([A-Z]{2})\b`),
		accepted: 7904,
		query:    "SELECT count(*), count(DISTINCT town) > 45, min(year(occurred_on)), max(year(occurred_on)) FROM accident",
		want: func(t *testing.T, path string) []string {
			return []string{fmt.Sprintf("%d|true|1995|2017", len(readCSV(t, path, false))-1)}
		},
	},
	{file: "nbs-exports/Tobby-star__分省年度数据.csv", opts: nothing, accepted: 31 * 25, query: gdpQuery, want: gdpOf(4)},
	{
		// Nothing in this file says what its figures are: a person says it.
		file: "nbs-exports/eoocl__分省年度数据.csv", opts: func(*testing.T) intake.Options { return intake.Options{Value: "gdp"} },
		accepted: 31 * 4, query: gdpQuery, want: gdpOf(1),
	},
	// The sums of the old workbooks were computed with xlrd.
	{file: "nbs-exports/2020-data-integration__主要城市年度数据.xls", opts: nothing, accepted: 148, query: gdpQuery, want: stated("148|1380606.69")},
	{file: "nbs-exports/2020-data-integration__分省年度数据.xls", opts: nothing, accepted: 155, query: gdpQuery, want: stated("155|4249428.47")},
}

const gdpQuery = "SELECT count(gdp), printf('%.2f', sum(gdp)) FROM sector_figure"

func stated(text string) func(*testing.T, string) []string {
	return func(*testing.T, string) []string { return []string{text} }
}

// gdpOf adds up the numbers of an export of the statistics bureau below a number of rows.
func gdpOf(above int) func(*testing.T, string) []string {
	return func(t *testing.T, path string) []string {
		sum, n := 0.0, 0
		for _, r := range readCSV(t, path, true)[above:] {
			for _, cell := range r[1:] {
				if v, err := strconv.ParseFloat(cell, 64); err == nil {
					sum += v
					n++
				}
			}
		}
		return []string{fmt.Sprintf("%d|%.2f", n, math.Round(sum*100)/100)}
	}
}

func TestRealFiles(t *testing.T) {
	for _, tc := range realFiles {
		t.Run(tc.file, func(t *testing.T) {
			path := shared(t, tc.file)
			w := memory(t)
			result, err := intake.Import(t.Context(), w, path, tc.opts(t))
			if err != nil {
				t.Fatal(err)
			}
			b := result.Batch
			t.Logf("%+v %+v", countsOf(b), result.Notes)
			if b.Accepted+b.Quarantined+b.Blank+b.Duplicates+b.Skipped != b.RowsRead {
				t.Errorf("counts do not add up: %+v", countsOf(b))
			}
			if b.Accepted != tc.accepted || b.Quarantined != 0 {
				t.Errorf("%d accepted, %d held back; want %d and none", b.Accepted, b.Quarantined, tc.accepted)
			}
			if diff := cmp.Diff(tc.want(t, path), rowsOf(t, w, tc.query)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.query, diff)
			}
		})
	}
}

// TestRealTowns loads another province's towns, all of them, as a vocabulary.
func TestRealTowns(t *testing.T) {
	path := shared(t, "china-divisions/streets-guangdong.csv")
	w := memory(t)
	result, err := intake.ImportVocabulary(t.Context(), w, path, intake.VocabularyOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := len(readCSV(t, path, false)) - 1
	towns, err := w.Towns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if result.Added["town"] != want || len(towns) != want || towns[0].Key != "440103001" || towns[0].ZH != "沙面街道" {
		t.Errorf("%d added, %d towns, the first %+v; want %d", result.Added["town"], len(towns), towns[0], want)
	}
}

// TestEveryRealFileIsTried keeps the lists above complete: what is no table is refused with a word.
func TestEveryRealFileIsTried(t *testing.T) {
	root := sharedRoot(t)
	known := []string{"china-divisions/streets-guangdong.csv"}
	for _, f := range realFiles {
		known = append(known, f.file)
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if slices.Contains(known, filepath.ToSlash(name)) {
			return nil
		}
		_, err = intake.Import(t.Context(), memory(t), path, intake.Options{})
		var e *intake.Error
		if !errors.As(err, &e) || e.Code != intake.CodeNoHeader && e.Code != tabular.CodeNotTable {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
