package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"anlan/app/words"
	"anlan/data/intake"
)

// TestProgress shows an import's progress on a terminal: one line, written over, then gone.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	clock := time.Date(2011, 12, 23, 8, 0, 0, 0, time.UTC)
	l := &progress{words: words.In("en"), out: &out, now: func() time.Time { return clock }}
	l.show(intake.Progress{Stage: intake.StageReading, Sheet: "八月\r", Rows: 1_234_567, RowsPerSecond: 98_765})
	l.show(intake.Progress{Stage: intake.StageReading, Rows: 2}) // too soon after the first
	clock = clock.Add(time.Second)
	l.show(intake.Progress{Stage: intake.StageWriting})
	l.clear()
	l.clear()
	first := "[八月 ] reading: 1,234,567 rows, 98,765 a second"
	erased := func(width int) string { return "\r" + strings.Repeat(" ", width) + "\r" }
	if want := first + erased(len(first)-2) + "writing" + erased(len("writing")); out.String() != want {
		t.Errorf("the terminal gets %q, want %q", out.String(), want)
	}
}

// TestProgressNeedsATerminal imports with standard error in a file and in a buffer: nothing is written there.
func TestProgressNeedsATerminal(t *testing.T) {
	f, err := os.Create(file(t, "err", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if isTerminal(f) || isTerminal(&bytes.Buffer{}) {
		t.Error("a file or a buffer is taken for a terminal")
	}
}
