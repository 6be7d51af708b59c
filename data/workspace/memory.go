package workspace

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Mapping is what a person confirmed of the files of one shape: which column means what.
type Mapping struct {
	Shape       string // hash of the folded headers
	Kind        string
	Columns     string // JSON object of field to column
	DateOrder   int
	ConfirmedAt time.Time
}

// Mappings finds what was confirmed for any of some shapes.
func (s *Session) Mappings(ctx context.Context, shapes []string) (map[string]Mapping, error) {
	found := make(map[string]Mapping)
	if len(shapes) == 0 {
		return found, nil
	}
	args := make([]any, len(shapes))
	for i, shape := range shapes {
		args[i] = shape
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(shapes)), ", ")
	rows, err := s.Query(ctx, "SELECT shape, kind, columns, date_order, confirmed_at FROM mapping WHERE shape IN ("+marks+")", args...)
	if err != nil {
		return nil, fmt.Errorf("look for a confirmed mapping: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var m Mapping
		if err := rows.Scan(&m.Shape, &m.Kind, &m.Columns, &m.DateOrder, &m.ConfirmedAt); err != nil {
			return nil, fmt.Errorf("look for a confirmed mapping: %w", err)
		}
		found[m.Shape] = m
	}
	return found, rows.Err()
}

// Remember notes a confirmed mapping, in place of an earlier one for the same shape.
func (tx *Tx) Remember(ctx context.Context, m Mapping) error {
	err := tx.Exec(ctx, "INSERT OR REPLACE INTO mapping VALUES (?, ?, ?, ?, ?)", m.Shape, m.Kind, m.Columns, m.DateOrder, tx.w.now().UTC())
	if err != nil {
		return fmt.Errorf("remember the mapping: %w", err)
	}
	return nil
}
