package tabular

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Format is what kind of file a path leads to.
type Format int

// The formats.
const (
	FormatText Format = iota
	FormatWorkbook
	FormatOldWorkbook
	FormatArchive
	FormatParquet
	FormatJSON // one object a line, or a list of objects
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
	zipMagic     = "PK\x03\x04"
	emptyZip     = "PK\x05\x06"
	oleMagic     = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	parquetMagic = "PAR1"
)

// Sniff looks at a file's first bytes; the name says nothing, because offices rename.
func Sniff(path string) (Format, error) {
	head, err := sniffHead(path)
	if err != nil {
		return 0, err
	}
	switch {
	case bytes.HasPrefix(head, []byte(zipMagic)), bytes.HasPrefix(head, []byte(emptyZip)):
		return sniffPackage(path)
	case bytes.HasPrefix(head, []byte(oleMagic)):
		return FormatOldWorkbook, nil
	case bytes.HasPrefix(head, []byte(parquetMagic)):
		return FormatParquet, nil
	}
	for _, magic := range magics {
		if bytes.HasPrefix(head, []byte(magic.prefix)) && (!looksLikeText(head) || magic.name == "PDF" && bytes.HasPrefix(head, []byte("%PDF-"))) {
			return 0, &Error{Code: CodeNotTable, File: path, Detail: magic.name}
		}
	}
	switch {
	case bytes.IndexByte(head, 0) >= 0 && bomEncoding(head) == "" && wideEncoding(head) == "":
		return 0, &Error{Code: CodeNotTable, File: path, Detail: "binary"}
	case looksLikeJSON(head):
		return FormatJSON, nil
	case bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(head)), []byte("<html")), bytes.HasPrefix(head, []byte("<?xml")), bytes.HasPrefix(head, []byte("<!DOCTYPE")):
		return 0, &Error{Code: CodeNotTable, File: path, Detail: "HTML"}
	}
	return FormatText, nil
}

func sniffHead(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, &Error{Code: CodeMissing, File: path, Err: err}
	case err != nil:
		return nil, &Error{Code: CodeUnreadable, File: path, Err: err}
	case info.IsDir():
		return nil, &Error{Code: CodeFolder, File: path}
	case info.Size() == 0:
		return nil, &Error{Code: CodeEmpty, File: path}
	}
	head, err := readHead(path, 4096)
	if err != nil {
		return nil, &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	return head, nil
}

// otherPackages are documents that are ZIP archives too and hold no table that is read, by a part that each has.
var otherPackages = map[string]string{
	"word/document.xml": "DOCX", "ppt/presentation.xml": "PPTX", "xl/workbook.bin": "XLSB", "META-INF/MANIFEST.MF": "JAR",
}

// sniffPackage tells a workbook from an archive of files.
func sniffPackage(path string) (_ Format, err error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return 0, &Error{Code: CodeDamaged, File: path, Err: err}
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	if slices.ContainsFunc(archive.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" }) {
		return FormatWorkbook, nil
	}
	for _, part := range archive.File {
		if kind := otherPackages[part.Name]; kind != "" {
			return 0, &Error{Code: CodeNotTable, File: path, Detail: kind}
		}
		if part.Name == "mimetype" { // the formats of OpenOffice begin with it
			return 0, &Error{Code: CodeNotTable, File: path, Detail: "ODS"}
		}
	}
	return FormatArchive, nil
}

// looksLikeText tells a CSV file whose first header happens to be "BM" or "MZ…" from a binary file.
func looksLikeText(head []byte) bool {
	return bytes.IndexByte(head, 0) < 0 && (utf8.Valid(trimPartialRune(head)) || bytes.ContainsAny(head, "\r\n"))
}

var jsonKey = regexp.MustCompile(`^"(?:[^"\\]|\\.)*"\s*:`)

// looksLikeJSON tells a file of JSON objects: each line is one, or all stand in a list.
func looksLikeJSON(head []byte) bool {
	text := strings.TrimSpace(strings.TrimPrefix(string(head), "\ufeff"))
	if rest, ok := strings.CutPrefix(text, "["); ok {
		text = strings.TrimSpace(rest)
	}
	rest, ok := strings.CutPrefix(text, "{")
	rest = strings.TrimSpace(rest)
	return ok && strings.HasPrefix(rest, `"`) && jsonKey.MatchString(rest)
}

func readHead(path string, n int64) (head []byte, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return io.ReadAll(io.LimitReader(file, n))
}
