package keep

import (
	"context"
	"time"

	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/data/workspace"
)

// Engine makes an engine over a workspace, which can also be asked about what was known before.
func Engine(w *workspace.Workspace) *engine.Engine {
	return engine.New(w, catalog.Default()).Remember(func(ctx context.Context, at time.Time) (engine.Store, error) {
		past, err := w.AsOf(ctx, at)
		if err != nil {
			return nil, err
		}
		return past, nil
	})
}
