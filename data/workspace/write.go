package workspace

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// Session is the one connection that may write at a time, with temporary tables of its own, which end with it. What it
// runs outside a transaction may only touch those. It is not safe for concurrent use.
type Session struct {
	conn *sql.Conn
	w    *Workspace
}

// Tx is a transaction of a session. All that it does happens at one moment.
type Tx struct {
	*Session
	at time.Time
}

// At is the moment that the transaction dates what it writes by.
func (tx *Tx) At() time.Time { return tx.at }

// Session hands a session to fn. A second one waits for the first to end.
func (w *Workspace) Session(ctx context.Context, fn func(*Session) error) error {
	if w.readOnly {
		return &OpenError{Path: w.path, Kind: ErrReadOnly, Err: errors.New("opened for reading only")}
	}
	w.writing.Lock()
	defer w.writing.Unlock()
	return w.Scratch(ctx, fn)
}

// Scratch hands fn a session that writes nothing but temporary tables. It waits for nobody, and a workspace that is open
// for reading only has it too.
func (w *Workspace) Scratch(ctx context.Context, fn func(*Session) error) (err error) {
	conn, err := w.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("take a connection: %w", err)
	}
	defer func() {
		// A connection that is reported bad is closed instead of pooled; its temporary tables go with it.
		if discard := conn.Raw(func(any) error { return driver.ErrBadConn }); !errors.Is(discard, driver.ErrBadConn) {
			err = errors.Join(err, discard)
		}
	}()
	return fn(&Session{conn: conn, w: w})
}

// Write runs fn in a transaction: all of what it does, or nothing. A second Write waits for the first.
func (w *Workspace) Write(ctx context.Context, fn func(*Tx) error) error {
	return w.Session(ctx, func(s *Session) error { return s.Transaction(ctx, fn) })
}

// Annotate is Write for what leaves the facts as they are: rollups, notes, briefings. What was computed stays valid.
func (w *Workspace) Annotate(ctx context.Context, fn func(*Tx) error) error {
	err := w.Session(ctx, func(s *Session) error { return s.transaction(ctx, fn) })
	w.notes.Add(1)
	return err
}

// Transaction runs fn in a transaction of the session: all of what it does, or nothing. What was computed from the facts
// is out of date afterwards.
func (s *Session) Transaction(ctx context.Context, fn func(*Tx) error) error {
	err := s.transaction(ctx, func(tx *Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		if err := tx.restTotals(ctx); err != nil {
			return err
		}
		if err := tx.currentHazards(ctx); err != nil {
			return err
		}
		if err := tx.overlappingCampaigns(ctx); err != nil {
			return err
		}
		if err := tx.Exec(ctx, "DELETE FROM rollup"); err != nil {
			return fmt.Errorf("set rollups aside: %w", err)
		}
		return nil
	})
	if err == nil {
		s.w.version.Add(1)
		s.w.notes.Add(1)
	}
	return err
}

func (s *Session) transaction(ctx context.Context, fn func(*Tx) error) error {
	if err := s.Exec(ctx, "BEGIN"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := fn(&Tx{s, s.w.now().UTC()}); err != nil {
		// The caller's context may be what ended the work; the rollback must happen all the same.
		if rollback := s.Exec(context.WithoutCancel(ctx), "ROLLBACK"); rollback != nil {
			err = errors.Join(err, fmt.Errorf("roll back: %w", rollback))
		}
		return err
	}
	if err := s.Exec(context.WithoutCancel(ctx), "COMMIT"); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Now is the workspace's clock.
func (s *Session) Now() time.Time { return s.w.now() }

// Exec runs statements that return nothing.
func (s *Session) Exec(ctx context.Context, statement string, args ...any) error {
	_, err := s.conn.ExecContext(ctx, statement, args...)
	return err
}

// ExecCount runs a statement and returns how many rows it changed.
func (s *Session) ExecCount(ctx context.Context, statement string, args ...any) (int64, error) {
	result, err := s.conn.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Query runs a query. The caller closes the rows before the next statement.
func (s *Session) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return s.conn.QueryContext(ctx, query, args...)
}

// QueryRow runs a query that returns one row.
func (s *Session) QueryRow(ctx context.Context, query string, args ...any) *sql.Row {
	return s.conn.QueryRowContext(ctx, query, args...)
}

// Append writes rows into a table by DuckDB's appender, the fast way for rows that come from Go. The source calls add
// once a row, with one value a column.
func (s *Session) Append(ctx context.Context, table string, source func(add func(...any) error) error) error {
	return s.conn.Raw(func(c any) (err error) {
		conn, ok := c.(driver.Conn)
		if !ok {
			return fmt.Errorf("append to %s: unexpected connection %T", table, c)
		}
		catalog := ""
		if s.w.readOnly {
			catalog = "temp" // where all that such a session may write is; DuckDB would look at the file's catalog first, and refuse
		}
		appender, err := duckdb.NewAppender(conn, catalog, "", table)
		if err != nil {
			return fmt.Errorf("append to %s: %w", table, err)
		}
		defer func() { err = errors.Join(err, appender.Close()) }()
		row := []driver.Value{}
		return source(func(values ...any) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			row = row[:0]
			for _, v := range values {
				row = append(row, v)
			}
			return appender.AppendRow(row...)
		})
	})
}
