package workspace

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// Tx is the one transaction that may write at a time. It is not safe for concurrent use.
type Tx struct {
	conn *sql.Conn
	w    *Workspace
}

// Write runs fn in a transaction: all of what it does, or nothing. A second Write waits for the first.
func (w *Workspace) Write(ctx context.Context, fn func(*Tx) error) (err error) {
	if w.readOnly {
		return &OpenError{Path: w.path, Kind: ErrReadOnly, Err: errors.New("opened for reading only")}
	}
	w.writing.Lock()
	defer w.writing.Unlock()
	conn, err := w.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("take a connection: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := fn(&Tx{conn: conn, w: w}); err != nil {
		// The caller's context may be what ended the work; the rollback must happen all the same.
		if _, rollback := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK"); rollback != nil {
			err = errors.Join(err, fmt.Errorf("roll back: %w", rollback))
		}
		return err
	}
	if _, err := conn.ExecContext(context.WithoutCancel(ctx), "COMMIT"); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	w.version.Add(1)
	return nil
}

// Exec runs statements that return nothing.
func (tx *Tx) Exec(ctx context.Context, statement string, args ...any) error {
	_, err := tx.conn.ExecContext(ctx, statement, args...)
	return err
}

// ExecCount runs a statement and returns how many rows it changed.
func (tx *Tx) ExecCount(ctx context.Context, statement string, args ...any) (int64, error) {
	result, err := tx.conn.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Query runs a query inside the transaction. The caller closes the rows before the next statement.
func (tx *Tx) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return tx.conn.QueryContext(ctx, query, args...)
}

// QueryRow runs a query that returns one row.
func (tx *Tx) QueryRow(ctx context.Context, query string, args ...any) *sql.Row {
	return tx.conn.QueryRowContext(ctx, query, args...)
}

// Append writes rows into a table of the transaction by DuckDB's appender, the fast way for rows that come from Go. The
// source calls add once a row, with one value a column.
func (tx *Tx) Append(ctx context.Context, table string, source func(add func(...any) error) error) error {
	return tx.conn.Raw(func(c any) (err error) {
		conn, ok := c.(driver.Conn)
		if !ok {
			return fmt.Errorf("append to %s: unexpected connection %T", table, c)
		}
		appender, err := duckdb.NewAppenderFromConn(conn, "", table)
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
