package workspace

import (
	"context"
	"fmt"
	"time"
)

// Event is what people note on a day or a span of days.
type Event struct {
	ID       int
	From, To time.Time // the same day for what happened on one
	Town     string    // key of the town that it touches; empty for all
	Sector   string    // key of the sector that it touches; empty for all
	Title    string
	Note     string
}

// Events lists what was noted, in the order of the days.
func (w *Workspace) Events(ctx context.Context) ([]Event, error) {
	rows, err := w.db.QueryContext(ctx, "SELECT id, from_day, to_day, town, sector, title, note FROM event ORDER BY from_day, id")
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	defer rows.Close()
	var events []Event
	for rows.Next() {
		var e Event
		if err := rows.Scan(&e.ID, &e.From, &e.To, &e.Town, &e.Sector, &e.Title, &e.Note); err != nil {
			return nil, fmt.Errorf("list events: %w", err)
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// SaveEvent notes an event: a new one where it has no number yet, otherwise in place of the one with its number.
func (w *Workspace) SaveEvent(ctx context.Context, e Event) error {
	return w.Annotate(ctx, func(tx *Tx) error {
		if e.ID == 0 {
			if err := tx.QueryRow(ctx, "SELECT coalesce(max(id), 0) + 1 FROM event").Scan(&e.ID); err != nil {
				return fmt.Errorf("number the event: %w", err)
			}
		}
		err := tx.Exec(ctx, "INSERT OR REPLACE INTO event VALUES (?, ?::DATE, ?::DATE, ?, ?, ?, ?)", e.ID, e.From, e.To, e.Town, e.Sector, e.Title, e.Note)
		if err != nil {
			return fmt.Errorf("note the event: %w", err)
		}
		return nil
	})
}

// DeleteEvent removes an event.
func (w *Workspace) DeleteEvent(ctx context.Context, id int) error {
	return w.Annotate(ctx, func(tx *Tx) error { return tx.Exec(ctx, "DELETE FROM event WHERE id = ?", id) })
}
