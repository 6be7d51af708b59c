package workspace

import (
	"context"
	"fmt"
)

// DecisionState says what became of a finding.
type DecisionState string

// The states of a finding.
const (
	DecisionOpen      DecisionState = "open" // looked at, perhaps with a note, and not decided
	DecisionAccepted  DecisionState = "accepted"
	DecisionDismissed DecisionState = "dismissed"
)

// Decision is what people decided about a finding of the problem analysis.
type Decision struct {
	Key       string // of the finding: what was asked, and about whom
	State     DecisionState
	Reason    string // why it was dismissed
	Note      string
	Pinned    bool   // it goes into the briefing
	Statement string // what the finding said when it was decided
}

// Decisions lists the decisions in the order of their keys.
func (w *Workspace) Decisions(ctx context.Context) ([]Decision, error) {
	rows, err := w.db.QueryContext(ctx, "SELECT key, state, reason, note, pinned, statement FROM decision ORDER BY key")
	if err != nil {
		return nil, fmt.Errorf("list decisions: %w", err)
	}
	defer rows.Close()
	var list []Decision
	for rows.Next() {
		var d Decision
		if err := rows.Scan(&d.Key, &d.State, &d.Reason, &d.Note, &d.Pinned, &d.Statement); err != nil {
			return nil, fmt.Errorf("list decisions: %w", err)
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// Decide keeps decisions in place of earlier ones under the same keys: all of them, or none.
func (w *Workspace) Decide(ctx context.Context, list ...Decision) error {
	return w.Redecide(ctx, list, nil)
}

// Undecide forgets the decision about a finding.
func (w *Workspace) Undecide(ctx context.Context, key string) error {
	return w.Redecide(ctx, nil, []string{key})
}

// Redecide keeps some decisions and forgets others, in one transaction.
func (w *Workspace) Redecide(ctx context.Context, keep []Decision, forget []string) error {
	return w.Annotate(ctx, func(tx *Tx) error {
		for _, key := range forget {
			if err := tx.Exec(ctx, "DELETE FROM decision WHERE key = ?", key); err != nil {
				return fmt.Errorf("forget the decision about %s: %w", key, err)
			}
		}
		for _, d := range keep {
			err := tx.Exec(ctx, "INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)", d.Key, string(d.State), d.Reason, d.Note, d.Pinned, d.Statement, tx.w.now().UTC())
			if err != nil {
				return fmt.Errorf("keep the decision about %s: %w", d.Key, err)
			}
		}
		return nil
	})
}
