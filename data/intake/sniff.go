package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Encodings that text files are read in.
const (
	UTF8    = "UTF-8"
	UTF8BOM = "UTF-8 BOM"
	UTF16LE = "UTF-16LE"
	UTF16BE = "UTF-16BE"
	GB18030 = "GB18030"
)

// format is what kind of file a path leads to.
type format int

const (
	formatText format = iota
	formatWorkbook
)

// magics are the first bytes of files that people mistake for tables.
var magics = []struct{ name, prefix string }{
	{"PNG", "\x89PNG"},
	{"JPEG", "\xff\xd8\xff"},
	{"GIF", "GIF8"},
	{"BMP", "BM"},
	{"TIFF", "II*\x00"},
	{"TIFF", "MM\x00*"},
	{"PDF", "%PDF"},
	{"RAR", "Rar!"},
	{"7z", "7z\xbc\xaf"},
	{"gzip", "\x1f\x8b"},
	{"ELF", "\x7fELF"},
	{"EXE", "MZ"},
}

const (
	zipMagic = "PK\x03\x04"
	oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

// sniffFormat looks at a file's first bytes; the name says nothing, because offices rename.
func sniffFormat(path string) (format, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return 0, &Error{Code: CodeMissing, File: path, Err: err}
	case err != nil:
		return 0, &Error{Code: CodeUnreadable, File: path, Err: err}
	case info.IsDir():
		return 0, &Error{Code: CodeFolder, File: path}
	case info.Size() == 0:
		return 0, &Error{Code: CodeEmpty, File: path}
	}
	head, err := readHead(path, 4096)
	if err != nil {
		return 0, &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	switch {
	case bytes.HasPrefix(head, []byte(zipMagic)):
		return formatWorkbook, nil
	case bytes.HasPrefix(head, []byte(oleMagic)):
		return 0, oleError(path, head)
	}
	for _, magic := range magics {
		if bytes.HasPrefix(head, []byte(magic.prefix)) && !looksLikeText(head) {
			return 0, &Error{Code: CodeNotTable, File: path, Detail: magic.name}
		}
	}
	if bytes.IndexByte(head, 0) >= 0 && bomEncoding(head) == "" {
		return 0, &Error{Code: CodeNotTable, File: path, Detail: "binary"}
	}
	return formatText, nil
}

// oleError tells an encrypted workbook, whose package sits in an OLE container, from an old .xls. The name of the
// container's stream stands in UTF-16 in its directory, anywhere in the file.
func oleError(path string, head []byte) error {
	code := CodeOldExcel
	if whole, err := readHead(path, 1<<20); err == nil {
		head = whole
	}
	name := []byte{}
	for _, c := range "EncryptedPackage" {
		name = append(name, byte(c), 0)
	}
	if bytes.Contains(head, name) {
		code = CodeEncrypted
	}
	return &Error{Code: code, File: path}
}

// looksLikeText tells a CSV file whose first header happens to be "BM" or "MZ…" from a binary file.
func looksLikeText(head []byte) bool {
	return bytes.IndexByte(head, 0) < 0 && (utf8.Valid(trimPartialRune(head)) || bytes.ContainsAny(head, "\r\n"))
}

func readHead(path string, n int64) (head []byte, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return io.ReadAll(io.LimitReader(file, n))
}

// trimPartialRune drops the bytes of a character that was cut at the end of a head.
func trimPartialRune(head []byte) []byte {
	for back := 1; back <= min(3, len(head)); back++ {
		if utf8.RuneStart(head[len(head)-back]) {
			if !utf8.FullRune(head[len(head)-back:]) {
				return head[:len(head)-back]
			}
			break
		}
	}
	return head
}

func bomEncoding(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return UTF8BOM
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return UTF16LE
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return UTF16BE
	}
	return ""
}

// detectEncoding reads a text file through and names its encoding. A file that is nearly UTF-8 counts as UTF-8: the few
// rows with broken characters are quarantined later. What is neither UTF-8 nor GB18030 is refused.
func detectEncoding(path string) (_ string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	head := make([]byte, 3)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	if name := bomEncoding(head[:n]); name != "" {
		return name, nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	good, bad, err := countRunes(file, soundUTF8)
	if err != nil {
		return "", &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	if bad*50 <= good {
		return UTF8, nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	good, bad, err = countRunes(simplifiedchinese.GB18030.NewDecoder().Reader(file), soundDecoded)
	if err != nil {
		return "", &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	if bad*50 <= good {
		return GB18030, nil
	}
	return "", &Error{Code: CodeEncoding, File: path}
}

// soundUTF8 tells whether a character read from UTF-8 is one: a broken byte is U+FFFD of length one, while a file may well
// hold U+FFFD itself, from damage of long ago.
func soundUTF8(r rune, size int) bool { return r != utf8.RuneError || size > 1 }

// soundDecoded is soundUTF8 for the output of a decoder, which writes U+FFFD for bytes that it cannot read.
func soundDecoded(r rune, _ int) bool { return r != utf8.RuneError }

// countRunes counts the characters of a text, sound and broken ones.
func countRunes(r io.Reader, sound func(rune, int) bool) (good, bad int, err error) {
	buffer := make([]byte, 1<<20)
	held := 0
	for {
		n, readErr := io.ReadFull(r, buffer[held:])
		chunk := buffer[:held+n]
		last := errors.Is(readErr, io.EOF) || errors.Is(readErr, io.ErrUnexpectedEOF)
		if readErr != nil && !last {
			return good, bad, readErr
		}
		body := chunk
		if !last {
			body = trimPartialRune(chunk)
		}
		g, b := countChunk(body, sound)
		good, bad = good+g, bad+b
		if last {
			return good, bad, nil
		}
		held = copy(buffer, chunk[len(body):])
	}
}

func countChunk(chunk []byte, sound func(rune, int) bool) (good, bad int) {
	if utf8.Valid(chunk) && !bytes.Contains(chunk, []byte("\ufffd")) { // the common case, and much faster
		return utf8.RuneCount(chunk), 0
	}
	for i := 0; i < len(chunk); {
		r, size := utf8.DecodeRune(chunk[i:])
		if sound(r, size) {
			good++
		} else {
			bad++
		}
		i += size
	}
	return good, bad
}

// decoder returns a reader of UTF-8 text without a byte order mark.
func decoder(r io.Reader, name string) (io.Reader, error) {
	var enc encoding.Encoding
	switch name {
	case UTF8, UTF8BOM:
		enc = unicode.UTF8BOM
	case UTF16LE:
		enc = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case UTF16BE:
		enc = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	case GB18030:
		enc = simplifiedchinese.GB18030
	default: // what a person asked for by --encoding: big5, windows-1252 …
		var err error
		if enc, err = htmlindex.Get(name); err != nil {
			return nil, fmt.Errorf("encoding %q: %w", name, err)
		}
	}
	return enc.NewDecoder().Reader(r), nil
}
