package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
)

// What can be wrong with a workspace file. Every error of Open wraps one of these or is unexpected.
var (
	ErrMissing  = errors.New("the workspace file does not exist")
	ErrLocked   = errors.New("another process has the workspace open")
	ErrNewer    = errors.New("the workspace was written by a newer version")
	ErrForeign  = errors.New("the file is not a workspace")
	ErrDamaged  = errors.New("the workspace file is damaged or cut off")
	ErrNoAccess = errors.New("the workspace cannot be written here")
	ErrReadOnly = errors.New("the workspace is open for reading only")
)

// OpenError says which file could not be opened and why; Kind is one of the errors above.
type OpenError struct {
	Path   string
	Kind   error
	Holder string // of a locked workspace: the other process, where it is known
	Err    error
}

func (e *OpenError) Error() string {
	return fmt.Sprintf("open workspace %s: %v: %v", e.Path, e.Kind, e.Err)
}

// Unwrap makes both the kind and the cause visible to errors.Is.
func (e *OpenError) Unwrap() []error { return []error{e.Kind, e.Err} }

var lockHolder = regexp.MustCompile(`Conflicting lock is held in (.*?)\. See`)

// classify turns what DuckDB says while opening a file into an OpenError. DuckDB has no codes for these, so its wording
// is matched; an unknown wording counts as damage, because a file that DuckDB cannot open is of no use either way.
func classify(path string, err error) error {
	text := err.Error()
	kind := ErrDamaged
	holder := ""
	switch {
	case strings.Contains(text, "Could not set lock"):
		kind = ErrLocked
		if m := lockHolder.FindStringSubmatch(text); m != nil {
			holder = m[1]
		}
	case strings.Contains(text, "being used by another process"): // Windows
		kind = ErrLocked
	case strings.Contains(text, "not a valid DuckDB database file"):
		kind = ErrForeign
	case strings.Contains(text, "Trying to read a database file with version"),
		strings.Contains(text, "newer version of DuckDB"):
		kind = ErrNewer
	case strings.Contains(text, "Permission denied"), strings.Contains(text, "Read-only file system"),
		strings.Contains(text, "Access is denied"), errors.Is(err, fs.ErrPermission):
		kind = ErrNoAccess
	case strings.Contains(text, "No such file or directory"), errors.Is(err, os.ErrNotExist):
		kind = ErrMissing
	}
	return &OpenError{Path: path, Kind: kind, Holder: holder, Err: err}
}
