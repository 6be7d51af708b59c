package keep

import (
	"context"
	"errors"
	"slices"
	"time"

	"anlan/analytics/briefing"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/data/workspace"
)

// mostFacts bounds the rows that a briefing encloses, in bytes: it is to be sent by mail.
const mostFacts = 24 << 20

// Enclose puts the rows that a briefing's figures rest on into it, so that they can be computed again elsewhere. Rows that it has
// already are kept where its figures are of their state. Where there are too many rows, it is left without.
func Enclose(ctx context.Context, w *workspace.Workspace, e *engine.Engine, b briefing.Briefing, now time.Time) (briefing.Briefing, error) {
	if b.Facts != nil && !slices.ContainsFunc(b.Slides, func(s briefing.Slide) bool {
		return s.Frozen != nil && s.Frozen.State.Checksum != b.Facts.State.Checksum
	}) {
		return b, nil
	}
	state, err := State(ctx, w, e, now)
	if err != nil {
		return b, err
	}
	since, err := b.Since()
	if err != nil {
		return b, err
	}
	tables, err := w.Extract(ctx, since)
	if err != nil {
		return b, err
	}
	size := 0
	for _, content := range tables {
		size += len(content)
	}
	b.Facts = nil
	if size <= mostFacts {
		b.Facts = &briefing.Facts{State: state, Tables: tables}
	}
	return b, nil
}

// Verify makes every figure of a briefing again: by asking its questions of the rows that it encloses, or, where it encloses
// none, from its answers.
func Verify(ctx context.Context, b briefing.Briefing, now func() time.Time) (list []briefing.Verdict, err error) {
	if b.Facts == nil {
		return briefing.Verify(ctx, b, nil)
	}
	w, err := workspace.OpenExtract(ctx, b.Facts.Tables, workspace.Options{Now: now})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	return briefing.Verify(ctx, b, engine.New(w, catalog.Default()))
}
