package shell

import (
	"context"
	"fmt"
	"time"

	"anlan/app/page"
)

// aheadAfter is how long nothing has to happen before other pages are prepared.
const aheadAfter = 500 * time.Millisecond

// ahead prepares the pages that may be turned to next while nothing else is to be done, the nearest of the navigation
// first: their questions are answered, their charts laid out. Whatever the user does ends it. The scenes that it makes
// are bounded with all others.
func (s *Shell) ahead() {
	if p := s.pages[s.current]; p == nil || !p.Filtered() {
		return // pages without filters have another size
	}
	var ids []page.ID
	for _, id := range s.nearest() {
		if s.ready[id] != s.lookedAt() {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return
	}
	s.loader.Idle(func(ctx context.Context) {
		select {
		case <-ctx.Done():
			return
		case <-time.After(aheadAfter):
		}
		for _, id := range ids {
			if !s.prepareOne(ctx, id) {
				return
			}
		}
	})
}

// prepareOne prepares a page, away from the window's goroutine; false where it was broken off.
func (s *Shell) prepareOne(ctx context.Context, id page.ID) bool {
	steps := make(chan []page.Step, 1)
	looked := ""
	s.loader.Post(func() {
		if ctx.Err() == nil {
			looked = s.lookedAt()
			steps <- s.stepsOf(id)
		}
	})
	select {
	case <-ctx.Done():
		return false
	case list := <-steps:
		for _, step := range list {
			// What fails here fails again, and is shown, when the page is turned to.
			if err := step(ctx); err != nil || ctx.Err() != nil {
				return ctx.Err() == nil
			}
		}
	}
	s.loader.Post(func() { s.ready[id] = looked })
	return true
}

// stepsOf makes a page, in the size that it will have, and lists what prepares it.
func (s *Shell) stepsOf(id page.ID) []page.Step {
	p, err := s.page(id)
	board, ok := p.(*page.Board)
	if err != nil || !ok {
		return nil
	}
	board.Object().Resize(s.stage.Size())
	return board.Ahead()
}

// lookedAt names what the pages show now: another answer, another preparation.
func (s *Shell) lookedAt() string {
	return fmt.Sprintf("%+v %v %d", s.history.Now(), s.stage.Size(), s.source.Workspace.DataVersion())
}

// nearest lists the other pages of tiles, those beside the current one in the navigation first.
func (s *Shell) nearest() []page.ID {
	boards := page.Groups()[0]
	at := 0
	for i, id := range boards {
		if id == page.Parent(s.current) {
			at = i
		}
	}
	var ids []page.ID
	for step := 1; step < len(boards); step++ {
		for _, i := range []int{at + step, at - step} {
			if i >= 0 && i < len(boards) {
				ids = append(ids, boards[i])
			}
		}
	}
	return ids
}
