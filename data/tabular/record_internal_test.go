package tabular

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
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
