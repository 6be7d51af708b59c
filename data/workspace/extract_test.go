package workspace_test

import (
	"testing"
	"time"

	"anlan/data/sample/sampletest"
	"anlan/data/workspace"
)

// TestExtract carries the rows from 2010 on into another workspace: as many accidents and deaths as plain SQL counts here,
// 4414 and 528 to 23 December 2011, and no text of an ordinary accident.
func TestExtract(t *testing.T) {
	w := sampletest.Open(t)
	tables, err := w.Extract(t.Context(), time.Date(2010, 1, 15, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, content := range tables {
		size += len(content)
	}
	if size > 1<<20 {
		t.Errorf("the rows have %d bytes", size)
	}
	x, err := workspace.OpenExtract(t.Context(), tables, workspace.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for query, want := range map[string]int{
		"SELECT count(*) FROM accident WHERE occurred_on BETWEEN DATE '2011-01-01' AND DATE '2011-12-23'":    4414,
		"SELECT sum(deaths) FROM accident WHERE occurred_on BETWEEN DATE '2011-01-01' AND DATE '2011-12-23'": 528,
		"SELECT count(*) FROM accident WHERE occurred_on < DATE '2010-01-01'":                                0,
		"SELECT count(*) FROM accident WHERE summary IS NOT NULL OR cause IS NOT NULL":                       0,
		"SELECT count(*) FROM accident WHERE firm IS NOT NULL AND grade = 1 AND name IS NULL":                0,
		"SELECT count(*) FROM town WHERE key = '441900116'":                                                  1,
	} {
		if n := count(t, x, query); n != want {
			t.Errorf("%s: %d, want %d", query, n, want)
		}
	}
	tables["accident"] = []byte("PAR1 and no more")
	if x, err := workspace.OpenExtract(t.Context(), tables, workspace.Options{}); err == nil {
		t.Errorf("damaged rows are opened: %v", x.Close())
	}
}
