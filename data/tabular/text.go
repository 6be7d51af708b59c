package tabular

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// Text is a text file with delimited fields.
type Text struct {
	path      string // as given
	utf8Path  string // the same text in UTF-8: path itself, or a temporary file
	encoded   string
	delimiter byte
	temporary []string
}

// OpenText finds out a text file's encoding and delimiter. The caller closes it.
func OpenText(ctx context.Context, path string, opts Options) (_ *Text, err error) {
	t := &Text{path: path, utf8Path: path, encoded: opts.Encoding, delimiter: opts.Delimiter}
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
			return nil, errors.Join(err, t.Close())
		}
	}
	if t.delimiter == 0 {
		if t.delimiter, err = sniffDelimiter(t.utf8Path); err != nil {
			return nil, errors.Join(t.readError(err), t.Close())
		}
	}
	return t, nil
}

// Name is empty: a text file has no sheets.
func (t *Text) Name() string { return "" }

// Encoding names the encoding.
func (t *Text) Encoding() string { return t.encoded }

// Hidden is false.
func (t *Text) Hidden() bool { return false }

// Shape is empty.
func (t *Text) Shape() (Shape, error) { return Shape{}, nil }

// Delimiter is what stands between fields.
func (t *Text) Delimiter() byte { return t.delimiter }

// UTF8Path leads to the text in UTF-8: the file itself, or a temporary copy that lives until Close.
func (t *Text) UTF8Path() string { return t.utf8Path }

// Close removes the temporary files.
func (t *Text) Close() error {
	var errs []error
	for _, name := range t.temporary {
		errs = append(errs, os.Remove(name))
	}
	t.temporary = nil
	return errors.Join(errs...)
}

// create makes a temporary file that Close removes.
func (t *Text) create() (*os.File, error) {
	file, err := os.CreateTemp("", "anlan-import-*.csv")
	if err == nil {
		t.temporary = append(t.temporary, file.Name())
	}
	return file, err
}

// transcode writes the file as UTF-8, with line feeds where it has only carriage returns.
func (t *Text) transcode(ctx context.Context, onlyCR bool) (err error) {
	in, err := os.Open(t.path)
	if err != nil {
		return &Error{Code: CodeUnreadable, File: t.path, Err: err}
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	text, err := Decoder(in, t.encoded)
	if err != nil {
		return &Error{Code: CodeEncoding, File: t.path, Value: t.encoded, Err: err}
	}
	out, err := t.create()
	if err != nil {
		return writeError(t.path, err)
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
			return writeError(t.path, err)
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

// writeError says that there was no room for a temporary copy of a file, or what else kept it from being written.
func writeError(path string, err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return &Error{Code: CodeDiskFull, File: path, Err: err}
	}
	return fmt.Errorf("write a temporary file for %s: %w", path, err)
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
			widths[len(rec.Cells)]++
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

// Each hands over the records.
func (t *Text) Each(ctx context.Context, use func(Row) (bool, error)) error {
	return t.read(ctx, func(records *recordReader) error {
		for {
			rec, err := records.next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if len(rec.Cells) > MaxColumns {
				return t.tooWide(len(rec.Cells))
			}
			if more, err := use(rec); err != nil || !more {
				return err
			}
		}
	})
}

// read hands a reader of the records to use and says what kept it from reading on.
func (t *Text) read(ctx context.Context, use func(*recordReader) error) error {
	err := readRecords(t.utf8Path, t.delimiter, use)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return t.readError(err)
}

func (t *Text) tooWide(columns int) error {
	return &Error{Code: CodeTooWide, File: t.path, Detail: fmt.Sprint(columns)}
}

func (t *Text) readError(err error) error {
	var known *Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.Is(err, errLineTooLong):
		return &Error{Code: CodeLineTooLong, File: t.path, Err: err}
	case errors.Is(err, os.ErrNotExist), errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EIO):
		return &Error{Code: CodeUnreadable, File: t.path, Err: err}
	}
	return err
}

// Survey looks through the records below a number of them and lists the texts of some columns, which count from 0. report
// is told now and then how many records those are so far.
func (t *Text) Survey(ctx context.Context, above int, columns []int, report func(records int)) (s Survey, err error) {
	err = t.read(ctx, func(records *recordReader) error {
		lines := 0
		for range above {
			rec, err := records.next()
			if err != nil {
				return err
			}
			lines += rec.lines
		}
		var err error
		s, err = surveyBody(ctx, records, columns, report)
		s.Lines = lines
		if err == nil && s.Width > MaxColumns {
			err = t.tooWide(s.Width)
		}
		return err
	})
	return s, err
}

// Unbalanced marks a record of a plain file whose quotation mark never closed.
const Unbalanced = "unbalanced"

// Plain writes the records below a number of them to a temporary file in plain RFC 4180: row number, fault, then the
// cells, padded to a width. It is what a bulk reader reads where the file itself is not regular. limit bounds the records,
// 0 writes all; it is known only then that none is wider, so the width may have to grow.
func (t *Text) Plain(ctx context.Context, above, width, limit int) (path string, _ int, err error) {
	for {
		path, widest, err := t.plain(ctx, above, width, limit)
		if err != nil || widest <= width {
			return path, width, err
		}
		width = widest
	}
}

func (t *Text) plain(ctx context.Context, above, width, limit int) (path string, widest int, err error) {
	out, err := t.create()
	if err != nil {
		return "", 0, writeError(t.path, err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	w := bufio.NewWriterSize(out, 1<<18)
	err = t.Each(ctx, func(rec Row) (bool, error) {
		if rec.Number > above {
			widest = max(widest, len(rec.Cells))
			writePlain(w, rec, width)
		}
		return limit == 0 || rec.Number < above+limit, nil
	})
	if err != nil {
		return "", 0, err
	}
	if err := w.Flush(); err != nil {
		return "", 0, writeError(t.path, err)
	}
	return out.Name(), widest, nil
}

// writePlain writes one record; an error of the writer comes back from its Flush. A zero byte, which ends a text for some
// readers, is written as the mark of a lost character.
func writePlain(w *bufio.Writer, rec Row, width int) {
	_, _ = fmt.Fprintf(w, "%d,", rec.Number)
	if rec.Unbalanced {
		_, _ = w.WriteString(Unbalanced)
	}
	for i := range width {
		_ = w.WriteByte(',')
		if i < len(rec.Cells) && rec.Cells[i] != "" {
			_ = w.WriteByte('"')
			_, _ = plainReplacer.WriteString(w, strings.ToValidUTF8(rec.Cells[i], "\ufffd"))
			_ = w.WriteByte('"')
		}
	}
	_ = w.WriteByte('\n')
}

var plainReplacer = strings.NewReplacer(`"`, `""`, "\x00", "\ufffd")
