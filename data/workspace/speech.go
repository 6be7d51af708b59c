package workspace

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Speech reads the speech that was composed last in a language; found is false where there is none.
func (w *Workspace) Speech(ctx context.Context, language string) (document string, found bool, err error) {
	err = w.db.QueryRowContext(ctx, "SELECT document FROM speech WHERE language = ?", language).Scan(&document)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("read the speech: %w", err)
	}
	return document, true, nil
}

// SaveSpeech keeps a composed speech in place of an earlier one in its language.
func (w *Workspace) SaveSpeech(ctx context.Context, language, document string) error {
	return w.Annotate(ctx, func(tx *Tx) error {
		if err := tx.Exec(ctx, "INSERT OR REPLACE INTO speech VALUES (?, ?, ?)", language, document, tx.w.now().UTC()); err != nil {
			return fmt.Errorf("keep the speech: %w", err)
		}
		return nil
	})
}

// Binding is what people decided about a figure of an old speech.
type Binding struct {
	Sentence string // SHA-256 of the sentence that it stands in
	Place    int    // which of the sentence's figures it is, from 0
	State    string // confirmed, changed, refused: as package refill has them
	Words    string // the figure as the old text has it
	Question string // as package refill writes it; empty where it is refused
}

// Bindings lists what was decided about figures of old speeches.
func (w *Workspace) Bindings(ctx context.Context) ([]Binding, error) {
	rows, err := w.db.QueryContext(ctx, "SELECT sentence, place, state, words, question FROM speech_binding ORDER BY sentence, place")
	if err != nil {
		return nil, fmt.Errorf("list bindings: %w", err)
	}
	defer rows.Close()
	var list []Binding
	for rows.Next() {
		var b Binding
		if err := rows.Scan(&b.Sentence, &b.Place, &b.State, &b.Words, &b.Question); err != nil {
			return nil, fmt.Errorf("list bindings: %w", err)
		}
		list = append(list, b)
	}
	return list, rows.Err()
}

// Bind keeps decisions in place of earlier ones about the same figures: all of them, or none.
func (w *Workspace) Bind(ctx context.Context, list ...Binding) error {
	return w.Annotate(ctx, func(tx *Tx) error {
		for _, b := range list {
			err := tx.Exec(ctx, "INSERT OR REPLACE INTO speech_binding VALUES (?, ?, ?, ?, ?, ?)", b.Sentence, b.Place, b.State, b.Words, b.Question, tx.w.now().UTC())
			if err != nil {
				return fmt.Errorf("keep the binding of %s: %w", b.Words, err)
			}
		}
		return nil
	})
}

// Unbind forgets the decision about a figure.
func (w *Workspace) Unbind(ctx context.Context, sentence string, place int) error {
	return w.Annotate(ctx, func(tx *Tx) error {
		return tx.Exec(ctx, "DELETE FROM speech_binding WHERE sentence = ? AND place = ?", sentence, place)
	})
}
