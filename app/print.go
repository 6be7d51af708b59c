package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

// table prints rows in columns. Chinese characters take two places on a terminal.
type table struct {
	header []string
	rows   [][]string
	right  map[int]bool // columns of figures
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) print(w io.Writer) error {
	widths := make([]int, len(t.header))
	for _, row := range append([][]string{t.header}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], places(cell))
		}
	}
	for _, row := range append([][]string{t.header}, t.rows...) {
		var line strings.Builder
		for i, cell := range row {
			gap := strings.Repeat(" ", widths[i]-places(cell))
			switch {
			case t.right[i]:
				line.WriteString(gap + cell)
			case i == len(row)-1:
				line.WriteString(cell)
			default:
				line.WriteString(cell + gap)
			}
			if i < len(row)-1 {
				line.WriteString("  ")
			}
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// places is how many places of a terminal a text takes.
func places(text string) int {
	n := 0
	for _, r := range text {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// oneLine keeps a text from a file on its line: line breaks and other control characters become spaces.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, text)
}

// printJSON writes a value as indented JSON. Text keeps its characters; the reader is a program, not a web page.
func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// joinClose closes what was open and keeps both errors.
func joinClose(err error, c io.Closer) error { return errors.Join(err, c.Close()) }
