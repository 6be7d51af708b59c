package workspace

import (
	"errors"
	"testing"
)

func TestClassify(t *testing.T) {
	for _, tc := range []struct {
		text   string
		want   error
		holder string
	}{
		{
			`IO Error: Could not set lock on file "/a.db": Conflicting lock is held in /usr/bin/anlan (PID 42). See also https://duckdb.org`,
			ErrLocked, "/usr/bin/anlan (PID 42)",
		},
		{`IO Error: Cannot open file "a": The process cannot access the file because it is being used by another process.`, ErrLocked, ""},
		{`IO Error: Cannot open file "/ro/a.anlan": Permission denied`, ErrNoAccess, ""},
		{`IO Error: Cannot open file "/ro/a.anlan": Read-only file system`, ErrNoAccess, ""},
		{`IO Error: Trying to read a database file with version number 99, but we can only read versions between 64 and 67.`, ErrNewer, ""},
		{`IO Error: The file "/h" exists, but it is not a valid DuckDB database file!`, ErrForeign, ""},
		{`IO Error: Could not read enough bytes from file "/t.db"`, ErrDamaged, ""},
	} {
		err := classify("/a", errors.New(tc.text))
		var open *OpenError
		if !errors.Is(err, tc.want) || !errors.As(err, &open) || open.Holder != tc.holder {
			t.Errorf("classify(%q) = %v, want %v held by %q", tc.text, err, tc.want, tc.holder)
		}
	}
}
