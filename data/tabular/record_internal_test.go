package tabular

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readAll(t testing.TB, text string) []Row {
	t.Helper()
	r := newRecordReader(strings.NewReader(text), ',')
	var all []Row
	for {
		rec, err := r.next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rec)
	}
}

func TestRecords(t *testing.T) {
	var fields [][]string
	for _, rec := range readAll(t, "a,b\r\n\"x,\"\"1\"\"\",\"y\nz\"\n\n\"open,1\nlast,2") {
		fields = append(fields, rec.Cells)
	}
	want := [][]string{{"a", "b"}, {`x,"1"`, "y\nz"}, {""}, {`"open`, "1"}, {"last", "2"}}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

// compareSpellings surveys a text once more, with the texts of two columns, and compares those with the records.
func compareSpellings(t *testing.T, text string, bare Survey, all []Row) {
	t.Helper()
	s, err := surveyBody(t.Context(), newRecordReader(strings.NewReader(text), ','), []int{2, 0}, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	want := map[int][]Spelling{0: nil, 2: nil}
	for column := range want {
		for _, rec := range all {
			if column >= len(rec.Cells) || rec.Cells[column] == "" {
				continue
			}
			cell := rec.Cells[column]
			if len(cell) > maxSpelling {
				delete(want, column)
				break
			}
			at := slices.IndexFunc(want[column], func(s Spelling) bool { return s.Text == cell })
			if at < 0 {
				at = len(want[column])
				want[column] = append(want[column], Spelling{Text: cell})
			}
			want[column][at].Records++
		}
	}
	if diff := cmp.Diff(want, s.Spellings); diff != "" {
		t.Errorf("spellings of %q (-want +got):\n%s", text, diff)
	}
	s.Spellings, bare.Spellings = nil, nil
	if diff := cmp.Diff(bare, s); diff != "" {
		t.Errorf("survey of %q (-without +with spellings):\n%s", text, diff)
	}
}

// TestSurveyOfManyRecords surveys texts of several parts, with and without quotation marks, blank lines and lines of another
// width between them.
func TestSurveyOfManyRecords(t *testing.T) {
	var long strings.Builder
	for i := range 12_000 {
		fmt.Fprintf(&long, "%d,2011-08-%02d,塘厦%d,1,,一起一般事故\n", i%200, i%28, i%40)
	}
	plain := long.String()
	half := plain[:strings.LastIndexByte(plain[:len(plain)/2], '\n')+1]
	for name, text := range map[string]string{
		"plain": plain, "no end": plain + "last,line", "a blank line": half + "\n" + plain, "another width": half + "a,b\n" + plain, "wider": "a,b\n" + plain,
		"another width from a quoted record on": half + "\"a\",2,3,4,5,6\n" + strings.ReplaceAll(half, "\n", ",\n"),
		"quoted":                                half + "\"a\",\"b\nc\",d,e,f,g\n" + plain, "open": half + "\"a,b\n" + plain, "carriage returns": strings.ReplaceAll(plain, "\n", "\r\n"),
		"a return inside": half + "a\rb,2,3,4,5,6\n" + plain, "zero bytes": half + "\x00,2,3,4,5,6\n" + plain, "a long text": half + strings.Repeat("x", maxSpelling+1) + ",2,3,4,5,6\n" + plain,
		"some quoted": strings.ReplaceAll(plain, "\n7,", "\n\"7\","),
	} {
		t.Run(name, func(t *testing.T) {
			all := readAll(t, text)
			bare, err := surveyBody(t.Context(), newRecordReader(strings.NewReader(text), ','), nil, func(int) {})
			if err != nil {
				t.Fatal(err)
			}
			want := Survey{Regular: true, Records: len(all), Spellings: map[int][]Spelling{}}
			for _, rec := range all {
				blank := len(rec.Cells) == 1 && strings.TrimSpace(rec.Cells[0]) == ""
				odd := slices.ContainsFunc(rec.Cells, func(c string) bool { return strings.ContainsAny(c, "\x00") }) || rec.lines == 1 && slices.ContainsFunc(rec.Cells, func(c string) bool { return strings.Contains(c, "\r") })
				if rec.irregular || blank || odd || len(rec.Cells) != len(all[0].Cells) {
					want.Regular = false
				}
				want.Width = max(want.Width, len(rec.Cells))
			}
			if diff := cmp.Diff(want, bare); diff != "" {
				t.Errorf("survey (-want +got):\n%s", diff)
			}
			compareSpellings(t, text, bare, all)
		})
	}
}

func TestPickedRecords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("\xef\xbb\xbfa,b\n1,\"x\ny\"\n2,\n\"3\",z\n4,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := OpenText(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []Row
	err = text.Pick(t.Context(), []int{2, 4, 5}, func(r Row) error {
		got = append(got, Row{Number: r.Number, Cells: r.Cells})
		return nil
	})
	if err := errors.Join(err, text.Close()); err != nil {
		t.Fatal(err)
	}
	want := []Row{{Number: 2, Cells: []string{"1", "x\ny"}}, {Number: 4, Cells: []string{"3", "z"}}, {Number: 5, Cells: []string{"4", ""}}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Row{})); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

// FuzzRecords compares the reader with encoding/csv on texts that encoding/csv wrote, and on any text checks that the
// survey counts what the reader reads.
func FuzzRecords(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\"x\ny\",z\n", "\"open\n", "a,\"b\"c\n", "\n\n,\n", "\"\"\"\",\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all := readAll(t, text)
		s, err := surveyBody(t.Context(), newRecordReader(strings.NewReader(text), ','), nil, func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		width := 0
		for _, rec := range all {
			width = max(width, len(rec.Cells))
		}
		if s.Records != len(all) || s.Width != width {
			t.Errorf("survey %+v, reader has %d records of up to %d fields", s, len(all), width)
		}
		compareSpellings(t, text, s, all)
		var plain bytes.Buffer
		w := csv.NewWriter(&plain)
		var written [][]string
		for _, rec := range all {
			clean := slices.Clone(rec.Cells)
			for i := range clean {
				clean[i] = strings.ReplaceAll(clean[i], "\r", "")
			}
			if len(clean) == 1 && clean[0] == "" {
				continue // encoding/csv writes a blank line and skips it when reading
			}
			written = append(written, clean)
			if err := w.Write(clean); err != nil {
				t.Fatal(err)
			}
		}
		w.Flush()
		var again [][]string
		for _, rec := range readAll(t, plain.String()) {
			if strings.Count(plain.String(), "\n") > maxQuotedLines {
				return
			}
			again = append(again, rec.Cells)
		}
		if diff := cmp.Diff(written, again); diff != "" {
			t.Errorf("reading back (-want +got):\n%s", diff)
		}
	})
}
