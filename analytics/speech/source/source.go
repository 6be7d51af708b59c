package source

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Bounds of what is read, in bytes.
const (
	MaxFile = 64 << 20
	MaxText = 1 << 20
)

// Codes of errors; the translation files word them.
const (
	CodeUnreadable = "unreadable" // the file cannot be opened or read
	CodeKind       = "kind"       // not one of Kinds
	CodeOldWord    = "old_word"   // a .doc, which has to be saved as .docx first
	CodeNotWord    = "not_word"   // a .docx that is damaged or none
	CodeNotText    = "not_text"   // binary data
	CodeTooLarge   = "too_large"  // above the bounds
)

// Error says why a draft cannot be read.
type Error struct {
	Code string
	File string
	Err  error
}

func (e *Error) Error() string {
	text := e.Code + ": " + e.File
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }

// Kinds are the endings of the files that can be read.
var Kinds = []string{".txt", ".md", ".docx"}

// Read reads the text of a draft.
func Read(path string) (string, error) {
	kind := strings.ToLower(filepath.Ext(path))
	switch {
	case kind == ".doc":
		return "", &Error{Code: CodeOldWord, File: path}
	case !slices.Contains(Kinds, kind):
		return "", &Error{Code: CodeKind, File: path}
	}
	raw, err := load(path)
	if err != nil {
		return "", err
	}
	text, err := decode(kind, raw)
	var known *Error
	if errors.As(err, &known) {
		known.File = path
	}
	return text, err
}

// load reads a file within the bounds.
func load(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, &Error{Code: CodeUnreadable, File: path, Err: err}
	case !info.Mode().IsRegular():
		return nil, &Error{Code: CodeUnreadable, File: path, Err: errors.New("not a regular file")}
	case info.Size() > MaxFile:
		return nil, &Error{Code: CodeTooLarge, File: path}
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	return raw, nil
}

// decode reads the text out of a file's bytes.
func decode(kind string, raw []byte) (string, error) {
	var text string
	var err error
	if kind == ".docx" {
		text, err = word(raw)
	} else {
		text, err = plain(raw)
	}
	if err == nil && len(text) > MaxText {
		err = &Error{Code: CodeTooLarge, Err: fmt.Errorf("%d bytes of text", len(text))}
	}
	if err != nil {
		return "", err
	}
	return text, nil
}
