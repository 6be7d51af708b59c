package chartview

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"anlan/analytics/echarts"
	"anlan/app/state"
)

// action is something that the chart is to answer: an event, or a call.
type action struct {
	event   echarts.Event
	call    func(context.Context, *echarts.Chart) (echarts.Reaction, error) // nil for an event
	passing bool                                                            // only the last of several in a row matters
	done    func()                                                          // runs on Fyne's goroutine after the reaction; nil for nothing
}

// follow joins an action to one that still waits, where the two are as good as one.
func (a action) follow(b action) (joined action, ok bool) {
	switch {
	case a.passing && b.passing:
		return b, true
	case a.event.Kind == echarts.Scroll && b.event.Kind == echarts.Scroll:
		b.event.Wheel += a.event.Wheel
		return b, true
	}
	return b, false
}

func (a action) run(ctx context.Context, chart *echarts.Chart) (echarts.Reaction, error) {
	if a.call != nil {
		return a.call(ctx, chart)
	}
	return chart.Dispatch(ctx, a.event)
}

// enqueue hands an action to the chart.
func (v *View) enqueue(a action) {
	if v.scene == nil {
		return
	}
	n := len(v.queue)
	if n > 0 {
		if joined, ok := v.queue[n-1].follow(a); ok {
			v.queue[n-1] = joined
			v.react()
			return
		}
	}
	v.queue = append(v.queue, a)
	v.react()
}

// react lets the chart answer what waits, one batch at a time.
func (v *View) react() {
	if v.reacting || v.busy || len(v.queue) == 0 {
		return
	}
	actions := v.queue
	v.queue = nil
	var done []func()
	for _, a := range actions {
		if a.done != nil {
			done = append(done, a.done)
		}
	}
	v.perform(func(ctx context.Context, chart *echarts.Chart) (echarts.Reaction, error) {
		var all echarts.Reaction
		for _, a := range actions {
			r, err := a.run(ctx, chart)
			if err != nil {
				return all, err
			}
			all = merge(all, r)
		}
		return all, nil
	}, done...)
}

// merge adds a later reaction to earlier ones.
func merge(all, r echarts.Reaction) echarts.Reaction {
	if r.Scene == nil {
		r.Scene = all.Scene
	}
	if r.Brushed == nil {
		r.Brushed = all.Brushed
	}
	if r.Cursor == "" { // the chart was not asked
		r.Cursor, r.Hover, r.Wake = all.Cursor, all.Hover, all.Wake
	}
	r.Clicks = append(all.Clicks, r.Clicks...)
	return r
}

// perform runs a call of the chart and shows what it brought about.
func (v *View) perform(call func(context.Context, *echarts.Chart) (echarts.Reaction, error), done ...func()) {
	v.reacting = true
	generation, at := v.generation, v.shown
	state.Load(v.loader, v.name+" events", func(ctx context.Context) (picture, error) {
		chart, pool, err := v.home.chart()
		if err != nil {
			return picture{}, err
		}
		r, err := call(ctx, chart)
		if err != nil {
			return picture{}, err
		}
		p := picture{scene: r.Scene, events: r, layout: at}
		if r.Scene != nil {
			p.image = pool.Program().Image(r.Scene, at.scale)
		}
		return p, nil
	}, func(p picture, err error) {
		v.reacting = false
		if err != nil || generation != v.generation {
			v.react()
			return
		}
		v.reacted(p)
		for _, f := range done {
			f()
		}
	})
}

func (v *View) reacted(p picture) {
	v.cursor = v.cursorOf(p.events)
	if p.scene != nil {
		v.take(p)
		v.painted()
	}
	v.report(p.events)
	if wake := p.events.Wake; wake >= 0 && len(v.queue) == 0 {
		v.sleep(wake)
	}
	v.react()
}

// cursorOf is the cursor over what the pointer is at. A chart that can be brushed shows its cross only while an area is
// being drawn.
func (v *View) cursorOf(r echarts.Reaction) desktop.Cursor {
	switch {
	case r.Cursor == "":
		return v.cursor
	case v.brush == "" || r.Cursor != "crosshair" || v.brushed != nil:
		return cursors[r.Cursor]
	case r.Hover != nil && r.Hover.Component == "series":
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// report tells whoever listens what was clicked, and keeps what an area holds until it is drawn.
func (v *View) report(r echarts.Reaction) {
	for _, hit := range r.Clicks {
		switch {
		case hit.Double && v.OnDoubleClick != nil:
			v.OnDoubleClick(hit)
		case !hit.Double && v.OnClick != nil:
			v.OnClick(hit, v.modifier&(fyne.KeyModifierShift|fyne.KeyModifierControl) != 0)
		}
	}
	if len(r.Brushed) > 0 {
		v.brushed = r.Brushed
	}
}

// sleep wakes the chart when something in it is due, as the fading of a tooltip, unless an event comes first.
func (v *View) sleep(d time.Duration) {
	generation := v.generation
	state.Load(v.loader, v.name+" wake", func(ctx context.Context) (struct{}, error) {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
		return struct{}{}, ctx.Err()
	}, func(_ struct{}, err error) {
		if err == nil && generation == v.generation && !v.reacting && !v.busy && len(v.queue) == 0 {
			v.perform(func(ctx context.Context, chart *echarts.Chart) (echarts.Reaction, error) {
				return chart.Advance(ctx, d+time.Millisecond)
			})
		}
	})
}
