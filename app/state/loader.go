package state

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
)

// Loader runs work away from the window's goroutine and brings results back to it.
type Loader struct {
	onRest  func()
	post    func(func())
	ctx     context.Context
	stop    context.CancelFunc
	mu      sync.Mutex
	running map[string]*task
	idle    context.CancelFunc // of the work for idle times; nil where there is none
	group   sync.WaitGroup
}

type task struct {
	cancel context.CancelFunc
}

// NewLoader makes a loader whose results arrive through post, which runs a function on the window's goroutine.
func NewLoader(ctx context.Context, post func(func())) *Loader {
	ctx, stop := context.WithCancel(ctx)
	return &Loader{post: post, ctx: ctx, stop: stop, running: make(map[string]*task)}
}

// ErrPanic is an error in the program itself that was caught while loading.
var ErrPanic = errors.New("the program failed")

// Load runs work, then show with its result on the window's goroutine. A newer Load under the same key cancels the older
// one, whose result is dropped, however late it comes. Load is called on the window's goroutine.
func Load[T any](l *Loader, key string, work func(context.Context) (T, error), show func(T, error)) {
	ctx, cancel := context.WithCancel(l.ctx)
	t := &task{cancel: cancel}
	l.mu.Lock()
	l.endIdle()
	if older := l.running[key]; older != nil {
		older.cancel()
	}
	l.running[key] = t
	l.mu.Unlock()
	l.group.Go(func() {
		defer cancel()
		value, err := guarded(ctx, work)
		l.post(func() {
			if l.finish(key, t) {
				show(value, err)
				l.rest()
			}
		})
	})
}

// Idle runs work that somebody may be glad of later, while nothing else is to be done: every Load cancels it, and so does
// the next Idle. It counts for nothing with Busy and OnRest. Idle is called on the window's goroutine.
func (l *Loader) Idle(work func(context.Context)) {
	ctx, cancel := context.WithCancel(l.ctx)
	l.mu.Lock()
	l.endIdle()
	l.idle = cancel
	l.mu.Unlock()
	l.group.Go(func() {
		defer cancel()
		if _, err := guarded(ctx, func(ctx context.Context) (struct{}, error) {
			work(ctx)
			return struct{}{}, nil
		}); err != nil {
			slog.Error("work ahead", "error", err)
		}
	})
}

// endIdle cancels the work for idle times. The loader is locked.
func (l *Loader) endIdle() {
	if l.idle != nil {
		l.idle()
		l.idle = nil
	}
}

// OnRest sets what runs on the window's goroutine after the last running task has shown its result.
func (l *Loader) OnRest(f func()) { l.onRest = f }

func (l *Loader) rest() {
	if l.onRest != nil && !l.Busy() {
		l.onRest()
	}
}

// finish tells whether a task is still the newest under its key.
func (l *Loader) finish(key string, t *task) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.running[key] != t || l.ctx.Err() != nil {
		return false
	}
	delete(l.running, key)
	return true
}

// Post runs a function on the window's goroutine, from any other: for progress of work that goes on.
func (l *Loader) Post(f func()) { l.post(f) }

// guarded turns a panic of work into an error; nobody at a meeting sees a program vanish.
func guarded[T any](ctx context.Context, work func(context.Context) (T, error)) (value T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v\n%s", ErrPanic, r, debug.Stack())
		}
	}()
	return work(ctx)
}

// Cancel stops what runs under a key; its result is dropped.
func (l *Loader) Cancel(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if t := l.running[key]; t != nil {
		t.cancel()
		delete(l.running, key)
	}
}

// Busy tells whether anything runs.
func (l *Loader) Busy() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.running) > 0
}

// Close stops everything and waits for it; results are dropped.
func (l *Loader) Close() {
	l.stop()
	l.group.Wait()
}
