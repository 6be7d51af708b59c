package engine

import (
	"context"
	"time"
)

// Past opens a store as it was known at a moment.
type Past func(ctx context.Context, at time.Time) (Store, error)

// Remember tells the engine how to look at what was known before.
func (e *Engine) Remember(past Past) *Engine {
	e.past = past
	return e
}

// AsOf is the engine over what was known at a moment: everything that is asked of it is answered as it would have been
// answered then. The zero moment is the present.
func (e *Engine) AsOf(ctx context.Context, at time.Time) (*Engine, error) {
	if e.present != nil {
		return e.present.AsOf(ctx, at)
	}
	if at.IsZero() || e.past == nil {
		return e, nil
	}
	e.current()
	store, err := e.past(ctx, at) // the store keeps what was opened before
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	kept := e.pasts[at.UnixMicro()]
	if kept == nil || kept.store != store {
		kept = New(store, e.cat)
		kept.present, kept.asOf = e, at
		e.pasts[at.UnixMicro()] = kept
	}
	return kept, nil
}

// Known is the moment whose knowledge the engine answers from; zero for the present, and for no engine.
func (e *Engine) Known() time.Time {
	if e == nil {
		return time.Time{}
	}
	return e.asOf
}
