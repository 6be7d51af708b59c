package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"anlan/analytics/speech"
	"anlan/app/keep"
	"anlan/data/workspace"
)

// lastKept stands for the speech that the workspace keeps.
const lastKept = "last"

// earlier reads the text that --against names; nil where it names none.
func (p *program) earlier(ctx context.Context, w *workspace.Workspace, against string) (*speech.Composition, error) {
	switch against {
	case "":
		return nil, nil
	case lastKept:
		c, found, err := keep.LastSpeech(ctx, w, p.words.Language)
		if err == nil && !found {
			err = &usageError{p.words.Say("cli.speech.no_last")}
		}
		return &c, err
	}
	raw, err := os.ReadFile(against)
	if err != nil {
		return nil, fmt.Errorf("read the earlier text: %w", err)
	}
	var j speechJSON
	if err := json.Unmarshal(raw, &j); err != nil || len(j.Paragraphs) == 0 {
		return nil, &usageError{p.words.Say("cli.speech.not_json", "file", against)}
	}
	c := j.composition()
	c.Language = p.words.Language
	return &c, nil
}

// composition is the text of a JSON output as it is compared.
func (j speechJSON) composition() speech.Composition {
	c := speech.Composition{Basis: j.Basis}
	for _, pieces := range j.Paragraphs {
		var text strings.Builder
		var p speech.ComposedParagraph
		for _, piece := range pieces {
			if len(piece.Proofs) > 0 {
				f := speech.Figure{Field: piece.Field, Text: piece.Text, Start: text.Len()}
				for _, one := range piece.Proofs {
					f.Values = append(f.Values, speech.Value{Indicator: one.Indicator, Now: one.Value, Base: one.Base})
				}
				p.Figures = append(p.Figures, f)
			}
			text.WriteString(piece.Text)
		}
		p.Text = text.String()
		c.Paragraphs = append(c.Paragraphs, p)
	}
	return c
}

// movedJSON is a number that moved, in the JSON output.
type movedJSON struct {
	Field    string         `json:"field"`
	Old      *string        `json:"old"`
	New      *string        `json:"new"`
	By       string         `json:"by,omitempty"`
	Before   []speech.Value `json:"before,omitempty"`
	After    []speech.Value `json:"after,omitempty"`
	Sentence string         `json:"sentence"`
}

func (p *program) movedFiguresJSON(moves []speech.Move) []movedJSON {
	all := []movedJSON{}
	for _, m := range moves {
		j := movedJSON{Field: m.Field, By: m.Difference(p.words.Language), Sentence: m.Sentence}
		if m.Old != nil {
			j.Old, j.Before = &m.Old.Text, m.Old.Values
		}
		if m.Now != nil {
			j.New, j.After = &m.Now.Text, m.Now.Values
		}
		all = append(all, j)
	}
	return all
}

// moveLines say which numbers moved, a line each.
func (p *program) moveLines(moves []speech.Move) []string {
	if len(moves) == 0 {
		return []string{p.words.Say("speech.moves.none")}
	}
	lines := []string{p.words.Say("speech.moves", "count", len(moves))}
	for _, m := range moves {
		lines = append(lines, oneLine(m.In(p.words.Language)+"  "+m.Sentence))
	}
	return lines
}

// printMoves prints what moved.
func (p *program) printMoves(out io.Writer, moves []speech.Move) error {
	var failed error
	for _, line := range p.moveLines(moves) {
		_, err := fmt.Fprintln(out, line)
		failed = errors.Join(failed, err)
	}
	return failed
}
