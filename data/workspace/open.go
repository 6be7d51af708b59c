package workspace

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// Extension is the file name extension of a workspace.
const Extension = ".anlan"

// memoryLimit bounds what DuckDB keeps in memory; beyond it, it uses the temporary directory.
const memoryLimit = "1GB"

// fileHeaders is the length of the three headers that precede the blocks of a DuckDB file.
const fileHeaders = 3 * 4096

// maxConnections leaves room for an import, the queries of a page and a list beside them.
const maxConnections = 5

// Options say how to open a workspace.
type Options struct {
	ReadOnly bool             // several processes may read one file at a time, only one may write
	Create   bool             // make the file, and its folder, where there is none
	Now      func() time.Time // the clock that dates imports; time.Now when nil
	Threads  int              // that work on one query; 0: one a processor
}

// Workspace is an open workspace file.
type Workspace struct {
	db        *sql.DB
	connector driver.Connector
	path      string // empty: in memory
	readOnly  bool
	now       func() time.Time
	version   atomic.Int64
	notes     atomic.Int64
	writing   sync.Mutex
	pasts     pasts
}

// Open opens a workspace file. A file that does not exist is an error unless Create is set.
func Open(ctx context.Context, path string, opts Options) (*Workspace, error) {
	if err := prepareFile(path, opts); err != nil {
		return nil, err
	}
	w, err := open(ctx, path, opts)
	if err != nil {
		return nil, err
	}
	if err := w.checkComplete(ctx); err != nil {
		return nil, errors.Join(err, w.db.Close())
	}
	err = w.migrate(ctx)
	if err == nil {
		return w, nil
	}
	err = errors.Join(err, w.db.Close())
	if opts.ReadOnly && errors.Is(err, ErrReadOnly) {
		return openOlder(ctx, path, opts)
	}
	return nil, err
}

// openOlder opens a workspace of an earlier version for reading only, after it was brought up to date.
func openOlder(ctx context.Context, path string, opts Options) (*Workspace, error) {
	writing := opts
	writing.ReadOnly = false
	w, err := Open(ctx, path, writing)
	if err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return Open(ctx, path, opts)
}

// OpenMemory makes an empty workspace that lives as long as the process.
func OpenMemory(ctx context.Context, opts Options) (*Workspace, error) {
	opts.ReadOnly = false
	w, err := open(ctx, "", opts)
	if err != nil {
		return nil, err
	}
	if err := w.migrate(ctx); err != nil {
		return nil, errors.Join(err, w.db.Close())
	}
	return w, nil
}

// prepareFile makes the folder of a new workspace and refuses a missing one, because DuckDB would make an empty file.
func prepareFile(path string, opts Options) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return &OpenError{Path: path, Kind: ErrForeign, Err: errors.New("is a folder")}
	case err == nil:
		return nil
	case !errors.Is(err, os.ErrNotExist):
		return classify(path, err)
	case !opts.Create:
		return &OpenError{Path: path, Kind: ErrMissing, Err: err}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return &OpenError{Path: path, Kind: ErrNoAccess, Err: err}
	}
	return nil
}

func open(ctx context.Context, path string, opts Options) (*Workspace, error) {
	dsn := path
	if opts.ReadOnly {
		dsn += "?access_mode=read_only"
	}
	connector, err := duckdb.NewConnector(dsn, configure(opts))
	if err != nil {
		return nil, classify(path, err)
	}
	w := &Workspace{db: sql.OpenDB(connector), connector: connector, path: path, readOnly: opts.ReadOnly, now: opts.Now}
	if w.now == nil {
		w.now = time.Now
	}
	w.db.SetMaxOpenConns(maxConnections)
	if err := w.db.PingContext(ctx); err != nil {
		return nil, errors.Join(classify(path, err), w.db.Close())
	}
	return w, nil
}

// configure sets up the database with its first connection. The settings are those of the whole database, and the folder
// for temporary files cannot be set again once it is in use. Nothing is ever fetched from the network.
func configure(opts Options) func(driver.ExecerContext) error {
	threads := opts.Threads
	if threads == 0 {
		threads = runtime.NumCPU()
	}
	var once sync.Once
	var err error
	return func(conn driver.ExecerContext) error {
		once.Do(func() { err = applySettings(conn, threads) })
		return err
	}
}

func applySettings(conn driver.ExecerContext, threads int) error {
	for _, setting := range []string{
		"SET autoinstall_known_extensions = false",
		"SET autoload_known_extensions = false",
		"SET memory_limit = '" + memoryLimit + "'",
		fmt.Sprintf("SET threads = %d", threads),
		"SET temp_directory = '" + strings.ReplaceAll(os.TempDir(), "'", "''") + "'",
	} {
		if _, err := conn.ExecContext(context.Background(), setting, nil); err != nil {
			return fmt.Errorf("%s: %w", setting, err)
		}
	}
	return nil
}

// checkComplete compares the file's length with the blocks it says it uses. DuckDB reads blocks when they are needed, so
// a file that lost its end could otherwise open and fail in the middle of a meeting. Free blocks do not count: one at the
// end that was never written is no loss.
func (w *Workspace) checkComplete(ctx context.Context) error {
	var blockSize, blocks int64
	row := w.db.QueryRowContext(ctx, "SELECT block_size, used_blocks FROM pragma_database_size()")
	if err := row.Scan(&blockSize, &blocks); err != nil {
		return classify(w.path, err)
	}
	info, err := os.Stat(w.path)
	if err != nil {
		return classify(w.path, err)
	}
	if expected := fileHeaders + blockSize*blocks; info.Size() < expected {
		return &OpenError{Path: w.path, Kind: ErrDamaged, Err: fmt.Errorf("%d bytes, %d expected", info.Size(), expected)}
	}
	return nil
}

// Path returns the file's path, empty for a workspace in memory.
func (w *Workspace) Path() string { return w.path }

// ReadOnly tells whether the workspace was opened for reading only.
func (w *Workspace) ReadOnly() bool { return w.readOnly }

// Close writes what is pending into the file and closes it.
func (w *Workspace) Close() error {
	if err := errors.Join(w.pasts.closeAll(), w.db.Close()); err != nil {
		return fmt.Errorf("close workspace %s: %w", w.path, err)
	}
	return nil
}

// QueryContext runs a query. The caller closes the rows.
func (w *Workspace) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return w.db.QueryContext(ctx, query, args...)
}

// DataVersion changes whenever the data change; what was computed at one version holds as long as it stays.
func (w *Workspace) DataVersion() int64 { return w.version.Load() }

// NotesVersion changes whenever anything is written, also what leaves the facts as they are.
func (w *Workspace) NotesVersion() int64 { return w.notes.Load() }
