package page

import (
	"context"
	"errors"
	"slices"
	"time"

	"anlan/analytics/briefing"
	"anlan/app/keep"
	"anlan/app/state"
)

// Desk is the briefing that the window works on. Every change is saved in the workspace at once, and can be undone.
type Desk struct {
	env     *Env
	editor  *briefing.Editor // nil before the briefing is read
	changed func()           // tells the page about briefings
}

// errReadOnly tells that changes cannot be kept.
var errReadOnly = errors.New("the workspace is opened for reading only")

// NewDesk makes a desk of an environment's workspace.
func NewDesk(env *Env) *Desk { return &Desk{env: env} }

// Use works in another environment of the same workspace, as after a change of the theme.
func (d *Desk) Use(env *Env) { d.env, d.changed = env, nil }

// open reads the briefing that was worked on last, or begins one, and hands the editor over.
func (d *Desk) open(then func(*briefing.Editor)) {
	if d.editor != nil {
		then(d.editor)
		return
	}
	w := d.env.Workspace
	empty := briefing.Briefing{ID: briefing.NewID(), Title: d.env.Words.Say("briefing.untitled"), Language: d.env.Words.Language, MadeAt: time.Now().UTC().Truncate(time.Second)}
	state.Load(d.env.Loader, "briefing open", func(ctx context.Context) (briefing.Briefing, error) {
		b, found, err := keep.Latest(ctx, w)
		if err == nil && !found {
			b = empty
		}
		return b, err
	}, func(b briefing.Briefing, err error) {
		if err != nil {
			d.env.Fail(err)
			b = empty // the damaged one stays where it is
		}
		d.editor = briefing.NewEditor(b)
		then(d.editor)
	})
}

// Present shows the briefing on the projector from its first slide; none does what is to be done where it has no slides.
func (d *Desk) Present(none func()) {
	d.open(func(e *briefing.Editor) {
		if b := e.Briefing(); len(b.Slides) > 0 && d.env.Present != nil {
			d.env.Present(b, 0)
			return
		}
		none()
	})
}

// change changes the briefing, shows it and saves it.
func (d *Desk) change(change func(*briefing.Editor)) {
	d.open(func(e *briefing.Editor) {
		change(e)
		if d.changed != nil {
			d.changed()
		}
		d.save()
	})
}

// save keeps the briefing as it is now. An older save that still runs is broken off: it would be overwritten at once.
func (d *Desk) save() {
	w, b := d.env.Workspace, d.editor.Briefing()
	if w.ReadOnly() {
		d.env.Fail(errReadOnly)
		return
	}
	state.Load(d.env.Loader, "briefing save", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, keep.Save(ctx, w, b)
	}, func(_ struct{}, err error) {
		if err != nil {
			d.env.Fail(err)
		}
	})
}

// Put freezes a figure and puts it at the end of the briefing, under its own finding.
func (d *Desk) Put(ask briefing.Ask) { d.PutAs(ask, "") }

// PutAs does the same under a title; an empty one leaves the figure's own finding.
func (d *Desk) PutAs(ask briefing.Ask, title string) {
	e, w, look := d.env.Engine, d.env.Workspace, briefing.NewLook(d.env.Words.Printer())
	ask.Question.Where = slices.Clone(ask.Question.Where)
	state.Load(d.env.Loader, "briefing put "+ask.Kind, func(ctx context.Context) (briefing.Slide, error) {
		now, err := keep.State(ctx, w, e, time.Now())
		if err != nil {
			return briefing.Slide{}, err
		}
		slide, err := briefing.NewSlide(ctx, e, ask, look, now)
		slide.Title = title
		return slide, err
	}, func(s briefing.Slide, err error) {
		if err != nil {
			d.env.Fail(err)
			return
		}
		d.change(func(editor *briefing.Editor) {
			editor.Insert(-1, s)
			d.env.Notify(d.env.Words.Say("briefing.put.done", "title", s.Name(), "slides", len(editor.Briefing().Slides)))
		})
	})
}

// Compose replaces the briefing by the usual one for what the window looks at; the old one can be had back by undoing.
func (d *Desk) Compose() {
	e, w, look, question := d.env.Engine, d.env.Workspace, briefing.NewLook(d.env.Words.Printer()), d.env.Question()
	d.env.Notify(d.env.Words.Say("briefing.composing"))
	state.Load(d.env.Loader, "briefing compose", func(ctx context.Context) (briefing.Briefing, error) {
		now, err := keep.State(ctx, w, e, time.Now())
		if err != nil {
			return briefing.Briefing{}, err
		}
		return briefing.Compose(ctx, e, question, look, now, time.Now())
	}, func(b briefing.Briefing, err error) {
		if err != nil {
			d.env.Fail(err)
			return
		}
		d.change(func(editor *briefing.Editor) { editor.Replace(b) })
		d.env.Notify(d.env.Words.Say("cli.briefing.slides", "title", b.Title, "slides", len(b.Slides)))
	})
}

// stale is what a slide would say now, where that is not what it says.
type stale struct {
	fresh   briefing.Slide
	changed int // numbers that are different
}

// look compares the slides with the workspace: for each whose numbers have moved, the newer slide.
func (d *Desk) look(then func(map[string]stale)) {
	e, w, b := d.env.Engine, d.env.Workspace, d.editor.Briefing()
	state.Load(d.env.Loader, "briefing look", func(ctx context.Context) (map[string]stale, error) {
		found := make(map[string]stale)
		for _, s := range b.Slides {
			if s.Frozen == nil {
				continue
			}
			known, err := e.AsOf(ctx, s.Frozen.Ask.Question.AsOf)
			if err != nil {
				return nil, err
			}
			now, err := keep.State(ctx, w, known, time.Now())
			if err != nil {
				return nil, err
			}
			if s.Frozen.State.Checksum == now.Checksum {
				continue
			}
			fresh, err := s.Refresh(ctx, e, now)
			if err != nil {
				return nil, err
			}
			if v := s.Frozen.Changed(fresh.Frozen); v.Identical < v.Numbers {
				found[s.ID] = stale{fresh, v.Numbers - v.Identical}
			}
		}
		return found, nil
	}, func(found map[string]stale, err error) {
		if err != nil {
			d.env.Fail(err)
			return
		}
		then(found)
	})
}
