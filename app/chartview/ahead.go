package chartview

import "context"

// Ahead lays out what a view is going to show, in the size that it has now, so that showing it needs no layout. Ahead is
// called on Fyne's goroutine; what it returns runs on another one.
func (v *View) Ahead(work Work) func(context.Context) error {
	at := v.wanted
	return func(ctx context.Context) error {
		content, err := work(ctx)
		if err != nil || content.Option == nil || at.width < 1 || at.height < 1 || ctx.Err() != nil {
			return err
		}
		pool, err := v.home.engine.Pool()
		if err != nil {
			return err
		}
		key := keyOf(content, at)
		if pool.scenes.get(key) != nil {
			return nil
		}
		chart := pool.New(at.width, at.height)
		defer chart.Close()
		// An interrupted interpreter has to be started again, with all the charts in it.
		scene, err := content.layOut(context.WithoutCancel(ctx), chart, at)
		if err == nil {
			pool.scenes.put(key, scene)
		}
		return err
	}
}
