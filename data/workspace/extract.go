package workspace

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// extracted are the tables that questions are answered from, with what is taken of each. Texts of accidents are left out but
// for those that are named or graded above the ordinary, which lists show; of imports only what names them is kept. A ? is
// the first day.
var extracted = []struct{ table, rows string }{
	{"town", "SELECT * FROM town"},
	{"sector", "SELECT * FROM sector"},
	{"accident_type", "SELECT * FROM accident_type"},
	{"grade", "SELECT * FROM grade"},
	{"department", "SELECT * FROM department"},
	{"campaign", "SELECT * FROM campaign"},
	{"measure", "SELECT * FROM measure"},
	{"batch", `SELECT * REPLACE (parse_filename(file) AS file, [] AS preamble, [] AS columns, '{}' AS mapping, '' AS reading) FROM batch`},
	{"accident", `SELECT * EXCLUDE (cause, summary, ledger_no) REPLACE (CASE WHEN grade > 1 OR name IS NOT NULL THEN firm END AS firm)
		FROM accident WHERE occurred_on >= ?`},
	{"accident_total", "SELECT * FROM accident_total WHERE month >= ?"},
	{"inspection", "SELECT * FROM inspection WHERE occurred_on >= ?"},
	{"sector_figure", "SELECT * FROM sector_figure"},
	{"activity", "SELECT * FROM activity WHERE occurred_on >= ?"},
	{"hazard", "SELECT * FROM hazard"}, // also those found before the first day may be open after it
	{"campaign_answer", "SELECT * FROM campaign_answer"},
	{"event", "SELECT * FROM event"},
}

// Extract writes the rows that questions about the days from one on are answered from, as Parquet: one file a table.
func (w *Workspace) Extract(ctx context.Context, from time.Time) (tables map[string][]byte, err error) {
	folder, err := os.MkdirTemp("", "anlan-extract-")
	if err != nil {
		return nil, fmt.Errorf("extract rows: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	month := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) // totals are of whole months
	tables = make(map[string][]byte)
	for _, x := range extracted {
		path := filepath.Join(folder, x.table+".parquet")
		// COPY takes no parameters: the day is one that Go prints, the folder one that was made above.
		rows := strings.ReplaceAll(x.rows, "?", "DATE '"+month+"'")
		statement := "COPY (" + rows + ") TO '" + strings.ReplaceAll(path, "'", "''") + "' (FORMAT parquet, COMPRESSION zstd)"
		if _, err := w.db.ExecContext(ctx, statement); err != nil {
			return nil, fmt.Errorf("extract the rows of %s: %w", x.table, err)
		}
		if tables[x.table], err = os.ReadFile(path); err != nil {
			return nil, fmt.Errorf("extract the rows of %s: %w", x.table, err)
		}
	}
	return tables, nil
}

// OpenExtract opens what Extract wrote as a workspace in memory. The rows may come from anywhere: they are read as values of the
// columns that a workspace has.
func OpenExtract(ctx context.Context, tables map[string][]byte, o Options) (w *Workspace, err error) {
	folder, err := os.MkdirTemp("", "anlan-extract-")
	if err != nil {
		return nil, fmt.Errorf("open extracted rows: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	if w, err = OpenMemory(ctx, o); err != nil {
		return nil, err
	}
	err = w.Write(ctx, func(tx *Tx) error {
		for _, x := range extracted {
			path := filepath.Join(folder, x.table+".parquet")
			if err := os.WriteFile(path, tables[x.table], 0o600); err != nil {
				return fmt.Errorf("open extracted rows: %w", err)
			}
			if err := tx.Exec(ctx, "DELETE FROM "+x.table); err != nil {
				return fmt.Errorf("open extracted rows: %w", err)
			}
			if err := tx.Exec(ctx, "INSERT INTO "+x.table+" BY NAME SELECT * FROM read_parquet(?)", path); err != nil {
				return fmt.Errorf("read the extracted rows of %s: %w", x.table, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}
