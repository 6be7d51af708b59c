package intake

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"anlan/data/workspace"
)

// textSource is a CSV file. What DuckDB cannot read as it stands (another encoding, ragged rows, stray quotation marks,
// blank lines) is written to a temporary file in plain RFC 4180 first.
type textSource struct {
	path      string // as given
	utf8Path  string // the same text in UTF-8: path itself, or a temporary file
	encoded   string
	delimiter byte
	temporary []string
}

func openText(ctx context.Context, path, encodingName string) (_ *textSource, err error) {
	t := &textSource{path: path, utf8Path: path, encoded: encodingName}
	if t.encoded == "" {
		if t.encoded, err = detectEncoding(path); err != nil {
			return nil, err
		}
	}
	head, err := readHead(path, 1<<16)
	if err != nil {
		return nil, &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	onlyCR := bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0
	if t.encoded != UTF8 && t.encoded != UTF8BOM || onlyCR {
		if err := t.transcode(ctx, onlyCR); err != nil {
			return nil, errors.Join(err, t.close())
		}
	}
	if t.delimiter, err = sniffDelimiter(t.utf8Path); err != nil {
		return nil, errors.Join(&Error{Code: CodeUnreadable, File: path, Err: err}, t.close())
	}
	return t, nil
}

func (t *textSource) sheet() string    { return "" }
func (t *textSource) encoding() string { return t.encoded }

// close removes the temporary files.
func (t *textSource) close() error {
	var errs []error
	for _, name := range t.temporary {
		errs = append(errs, os.Remove(name))
	}
	t.temporary = nil
	return errors.Join(errs...)
}

// create makes a temporary file that close removes.
func (t *textSource) create() (*os.File, error) {
	file, err := os.CreateTemp("", "anlan-import-*.csv")
	if err == nil {
		t.temporary = append(t.temporary, file.Name())
	}
	return file, err
}

// transcode writes the file as UTF-8, with line feeds where it has only carriage returns.
func (t *textSource) transcode(ctx context.Context, onlyCR bool) (err error) {
	in, err := os.Open(t.path)
	if err != nil {
		return &Error{Code: CodeUnreadable, File: t.path, Err: err}
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	text, err := decoder(in, t.encoded)
	if err != nil {
		return &Error{Code: CodeEncoding, File: t.path, Value: t.encoded, Err: err}
	}
	out, err := t.create()
	if err != nil {
		return fmt.Errorf("make a temporary file: %w", err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	buffer := make([]byte, 1<<18)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, readErr := text.Read(buffer)
		if onlyCR {
			copy(buffer, bytes.ReplaceAll(buffer[:n], []byte{'\r'}, []byte{'\n'}))
		}
		if _, err := out.Write(buffer[:n]); err != nil {
			return fmt.Errorf("write a temporary file: %w", err)
		}
		if errors.Is(readErr, io.EOF) {
			t.utf8Path = out.Name()
			return nil
		}
		if readErr != nil {
			return &Error{Code: CodeUnreadable, File: t.path, Err: readErr}
		}
	}
}

// sniffDelimiter chooses the delimiter that splits the first lines into the most fields of equal number.
func sniffDelimiter(path string) (byte, error) {
	best, bestScore := byte(','), 0
	for _, d := range []byte{',', '\t', ';', '|'} {
		score, err := delimiterScore(path, d)
		if err != nil {
			return 0, err
		}
		if score > bestScore {
			best, bestScore = d, score
		}
	}
	return best, nil
}

// delimiterScore adds up the fields beyond the first of the lines that have the commonest number of fields.
func delimiterScore(path string, delimiter byte) (score int, err error) {
	err = readRecords(path, delimiter, func(records *recordReader) error {
		widths := map[int]int{}
		for range 50 {
			rec, err := records.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return err
			}
			widths[len(rec.fields)]++
		}
		for width, n := range widths {
			score = max(score, (width-1)*n)
		}
		return nil
	})
	return score, err
}

// readRecords opens a UTF-8 file and hands a reader of its records to use.
func readRecords(path string, delimiter byte, use func(*recordReader) error) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return use(newRecordReader(withoutBOM(file), delimiter))
}

// withoutBOM skips a UTF-8 byte order mark.
func withoutBOM(r io.Reader) io.Reader {
	in := bufio.NewReaderSize(r, 1<<16)
	if start, err := in.Peek(3); err == nil && string(start) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3) // what was peeked can be discarded
	}
	return in
}

func (t *textSource) head(n int) (head []record, err error) {
	err = readRecords(t.utf8Path, t.delimiter, func(records *recordReader) error {
		for len(head) < n {
			rec, err := records.next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			head = append(head, rec)
		}
		return nil
	})
	return head, t.readError(err)
}

func (t *textSource) readError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errLineTooLong):
		return &Error{Code: CodeLineTooLong, File: t.path, Err: err}
	}
	return &Error{Code: CodeUnreadable, File: t.path, Err: err}
}

func (t *textSource) stage(ctx context.Context, session *workspace.Session, header record) (staged, error) {
	var s survey
	skipLines := 0
	err := readRecords(t.utf8Path, t.delimiter, func(records *recordReader) error {
		for range header.number {
			rec, err := records.next()
			if err != nil {
				return err
			}
			skipLines += rec.lines
		}
		var err error
		s, err = surveyBody(records)
		return err
	})
	if err != nil {
		return staged{}, t.readError(err)
	}
	width := max(s.width, len(header.fields))
	if s.regular && s.width == width {
		err := stageFile(ctx, session, t.utf8Path, t.delimiter, skipLines, rawColumns(width))
		if err == nil {
			return stagedInOrder(ctx, session, width, header.number)
		}
		if ctx.Err() != nil {
			return staged{}, err
		}
		// DuckDB's reader sees something in the file that the survey does not: the plain copy settles it.
	}
	plain, err := t.rewrite(ctx, header.number, width)
	if err != nil {
		return staged{}, err
	}
	columns := "line INTEGER, fault VARCHAR, " + rawColumns(width)
	if err := stageFile(ctx, session, plain, ',', 0, columns); err != nil {
		return staged{}, fmt.Errorf("stage %s: %w", t.path, err)
	}
	return staged{width: width, rowNo: "line", faults: true}, nil
}

// stagedInOrder describes a raw table whose rows stand in the order of the file: DuckDB keeps the order, so the row id
// counts the records. Inside a transaction row ids start at a large number.
func stagedInOrder(ctx context.Context, session *workspace.Session, width, header int) (staged, error) {
	var first int64
	if err := session.QueryRow(ctx, "SELECT coalesce(min(rowid), 0) FROM raw").Scan(&first); err != nil {
		return staged{}, fmt.Errorf("number rows: %w", err)
	}
	return staged{width: width, rowNo: fmt.Sprintf("(rowid - %d)", first-int64(header)-1)}, nil
}

// stageFile reads a CSV file into the temporary table raw. Columns are "name TYPE, …".
func stageFile(ctx context.Context, session *workspace.Session, path string, delimiter byte, skip int, columns string) error {
	var spec []string
	for column := range strings.SplitSeq(columns, ", ") {
		name, typ, _ := strings.Cut(column, " ")
		spec = append(spec, fmt.Sprintf("'%s': '%s'", name, typ))
	}
	if err := session.Exec(ctx, "DROP TABLE IF EXISTS temp.raw"); err != nil {
		return err
	}
	return session.Exec(ctx, fmt.Sprintf(`CREATE TEMP TABLE raw AS SELECT * FROM read_csv(?, auto_detect = false, header = false,
		skip = %d, delim = '%s', quote = '"', escape = '"', max_line_size = %d, columns = {%s})`,
		skip, string(delimiter), maxLineLength, strings.Join(spec, ", ")), path)
}

// rewrite writes the records below the header as a plain CSV file: row number, fault, then the cells, padded to width.
func (t *textSource) rewrite(ctx context.Context, skip, width int) (name string, err error) {
	out, err := t.create()
	if err != nil {
		return "", fmt.Errorf("make a temporary file: %w", err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	w := bufio.NewWriterSize(out, 1<<18)
	err = readRecords(t.utf8Path, t.delimiter, func(records *recordReader) error {
		for {
			rec, err := records.next()
			if errors.Is(err, io.EOF) {
				return w.Flush()
			}
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if rec.number > skip {
				writePlain(w, rec, width)
			}
		}
	})
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	return out.Name(), t.readError(err)
}

// writePlain writes one record; an error of the writer comes back from its Flush.
func writePlain(w *bufio.Writer, rec record, width int) {
	_, _ = w.WriteString(strconv.Itoa(rec.number))
	_ = w.WriteByte(',')
	if rec.unbalanced {
		_, _ = w.WriteString(ReasonQuote)
	}
	for i := range width {
		_ = w.WriteByte(',')
		if i < len(rec.fields) && rec.fields[i] != "" {
			_ = w.WriteByte('"')
			_, _ = w.WriteString(strings.ReplaceAll(rec.fields[i], `"`, `""`))
			_ = w.WriteByte('"')
		}
	}
	_ = w.WriteByte('\n')
}
