// Package keep has what a briefing rests on, and where it is kept: the state of a workspace, and its briefings.
package keep

import (
	"context"
	"path/filepath"
	"time"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/engine"
	"anlan/data/workspace"
)

// State looks at the state of a workspace, as the engine over it knows it.
func State(ctx context.Context, w *workspace.Workspace, e *engine.Engine, now time.Time) (briefing.State, error) {
	batches, err := w.Batches(ctx)
	if err != nil {
		return briefing.State{}, err
	}
	var list []briefing.Batch
	for _, b := range batches {
		if b.InForce(e.Known()) {
			list = append(list, briefing.Batch{ID: b.ID, Kind: b.Kind, File: filepath.Base(b.File), SHA256: b.SHA256, Rows: b.Accepted})
		}
	}
	coverage, err := e.Coverage(ctx, analytics.Accidents)
	if err != nil {
		return briefing.State{}, err
	}
	mark, err := w.Meta(ctx, workspace.MetaSample)
	return briefing.NewState(now, coverage.To, list, mark == "true"), err
}

// Save keeps a briefing in a workspace, in place of the one of its ID. The rows that it encloses are those of a workspace
// anyway: they are left out.
func Save(ctx context.Context, w *workspace.Workspace, b briefing.Briefing) error {
	b.Facts = nil
	content, err := briefing.Encode(b)
	if err != nil {
		return err
	}
	return w.SaveDocument(ctx, workspace.Document{ID: b.ID, Title: b.Title, Content: content})
}

// Latest reads the briefing that was saved last; found is false where there is none.
func Latest(ctx context.Context, w *workspace.Workspace) (b briefing.Briefing, found bool, err error) {
	list, err := w.Documents(ctx)
	if err != nil || len(list) == 0 {
		return b, false, err
	}
	return Read(ctx, w, list[0].ID)
}

// Read reads a briefing of a workspace.
func Read(ctx context.Context, w *workspace.Workspace, id string) (b briefing.Briefing, found bool, err error) {
	d, found, err := w.Document(ctx, id)
	if err != nil || !found {
		return b, false, err
	}
	b, err = briefing.Decode(d.Content)
	return b, err == nil, err
}
