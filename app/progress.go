package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"anlan/app/words"
	"anlan/data/intake"
)

// progressEvery is the time between two states of a progress line: often enough to be alive, seldom enough to be read.
const progressEvery = 200 * time.Millisecond

// progress is the line on a terminal that says how far an import is. It is written over, and gone before anything else is
// printed.
type progress struct {
	words *words.Words
	out   io.Writer
	now   func() time.Time
	last  time.Time
	width int // of what stands on the terminal
}

// progress makes the progress line; it never shows where standard error is no terminal.
func (p *program) progress() *progress {
	line := &progress{words: p.words, out: io.Discard, now: p.now}
	if isTerminal(p.err) {
		line.out = p.err
	}
	return line
}

// isTerminal tells whether a person watches what is written.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && file.Name() != os.DevNull
}

// show says how far the import is.
func (l *progress) show(state intake.Progress) {
	if now := l.now(); now.Sub(l.last) >= progressEvery {
		l.last = now
		text := l.words.Say("cli.import.stage." + string(state.Stage))
		if state.Sheet != "" {
			text = "[" + oneLine(state.Sheet) + "] " + text
		}
		if rows := max(state.Rows, state.Total); rows > 0 {
			number := l.words.Printer().Number
			text = l.words.Say("cli.import.progress", "stage", text, "rows", number(float64(rows), 0), "rate", number(state.RowsPerSecond, 0))
		}
		l.clear()
		fmt.Fprint(l.out, text)
		l.width = places(text)
	}
}

// clear takes the line away.
func (l *progress) clear() {
	if l.width > 0 {
		fmt.Fprint(l.out, "\r"+strings.Repeat(" ", l.width)+"\r")
		l.width = 0
	}
}
