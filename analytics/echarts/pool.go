package echarts

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// ErrClosed is returned for charts whose pool, or which themselves, are closed.
var ErrClosed = errors.New("chart: closed")

// Pool lays charts out in a few interpreters side by side. Interpreters start when they are first needed, and one in
// which a script failed or was interrupted is replaced; the charts that lived in it are made again when next used.
type Pool struct {
	program *Program
	mu      sync.Mutex
	slots   []*slot
	waiting []*waiter
	serial  int
	closed  bool
}

// slot holds an interpreter. It is used by whoever has taken it.
type slot struct {
	vm         *vm
	generation int // counts the interpreters
	taken      bool
	leavers    []int // charts that have moved away or closed, to be disposed of
}

// waiter waits for a slot: for one in particular, or for any.
type waiter struct {
	want  *slot
	cost  time.Duration // the dearest goes first, so that the last to finish started early
	ready chan *slot
}

// NewPool makes a pool of size interpreters.
func NewPool(p *Program, size int) *Pool {
	pool := &Pool{program: p}
	for range max(size, 1) {
		pool.slots = append(pool.slots, &slot{})
	}
	return pool
}

// Warm starts the interpreters.
func (p *Pool) Warm(ctx context.Context) error {
	var group sync.WaitGroup
	errs := make([]error, len(p.slots))
	for i, s := range p.slots {
		group.Go(func() {
			taken, err := p.take(ctx, s, nil, 0)
			if err == nil {
				err = p.ready(taken)
				p.give(taken)
			}
			errs[i] = err
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// Close closes the interpreters that nobody uses at once, and the others when they are given back.
func (p *Pool) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, w := range p.waiting {
		close(w.ready)
	}
	p.waiting = nil
	var errs []error
	for _, s := range p.slots {
		if !s.taken {
			errs = append(errs, s.discard())
		}
	}
	return errors.Join(errs...)
}

// discard closes a slot's interpreter.
func (s *slot) discard() error {
	s.leavers = nil
	if s.vm == nil {
		return nil
	}
	v := s.vm
	s.vm = nil
	s.generation++
	return v.close()
}

// take waits for a slot: the wanted one, or else any, the preferred one first.
func (p *Pool) take(ctx context.Context, want, prefer *slot, cost time.Duration) (*slot, error) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, ErrClosed
	}
	if s := p.free(want, prefer); s != nil {
		s.taken = true
		p.mu.Unlock()
		return s, nil
	}
	w := &waiter{want: want, cost: cost, ready: make(chan *slot, 1)}
	p.waiting = append(p.waiting, w)
	p.mu.Unlock()
	select {
	case s, ok := <-w.ready:
		if !ok {
			return nil, ErrClosed
		}
		return s, nil
	case <-ctx.Done():
		p.leave(w)
		return nil, ctx.Err()
	}
}

// free finds a slot that nobody uses: an idle interpreter before one that has yet to start.
func (p *Pool) free(want, prefer *slot) *slot {
	if want != nil {
		if want.taken {
			return nil
		}
		return want
	}
	if prefer != nil && !prefer.taken {
		return prefer
	}
	var cold *slot
	for _, s := range p.slots {
		switch {
		case s.taken:
		case s.vm != nil:
			return s
		case cold == nil:
			cold = s
		}
	}
	return cold
}

// leave withdraws a waiter; a slot that it was handed in the meantime goes on to the next.
func (p *Pool) leave(w *waiter) {
	p.mu.Lock()
	i := slices.Index(p.waiting, w)
	if i >= 0 {
		p.waiting = slices.Delete(p.waiting, i, i+1)
	}
	p.mu.Unlock()
	if i >= 0 {
		return
	}
	if s, ok := <-w.ready; ok {
		p.give(s)
	}
}

// give hands a slot back: to a waiter that wants this very one, or to the one whose chart is the dearest.
func (p *Pool) give(s *slot) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		s.taken = false
		if err := s.discard(); err != nil {
			return // a closed interpreter that cannot be closed again
		}
		return
	}
	best := -1
	for i, w := range p.waiting {
		switch {
		case w.want == s:
			best = i
		case w.want != nil || best >= 0 && (p.waiting[best].want == s || p.waiting[best].cost >= w.cost):
			continue
		default:
			best = i
		}
		if p.waiting[best].want == s {
			break
		}
	}
	if best < 0 {
		s.taken = false
		return
	}
	w := p.waiting[best]
	p.waiting = slices.Delete(p.waiting, best, best+1)
	w.ready <- s
}

// ready makes sure that a taken slot has an interpreter, without the charts that have left it.
func (p *Pool) ready(s *slot) error {
	if s.vm == nil {
		v, err := newVM(p.program)
		if err != nil {
			return err
		}
		s.vm = v
		s.leavers = nil
		return nil
	}
	p.mu.Lock()
	leavers := s.leavers
	s.leavers = nil
	p.mu.Unlock()
	for _, id := range leavers {
		if _, err := s.vm.call(context.Background(), "engine.dispose", id); err != nil {
			return errors.Join(err, s.discard())
		}
	}
	return nil
}

// abandon notes that a chart no longer lives in a slot.
func (p *Pool) abandon(s *slot, id int) {
	if s == nil {
		return
	}
	p.mu.Lock()
	s.leavers = append(s.leavers, id)
	p.mu.Unlock()
}
