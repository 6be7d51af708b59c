package chartview

import (
	"sync"

	"anlan/analytics/echarts"
)

// Engine is the pool of interpreters that all views share. It starts in the background; whoever needs it first waits.
type Engine struct {
	program func() (*echarts.Program, error)
	size    int
	once    sync.Once
	pool    *Pool
	err     error
}

// Pool is a pool of interpreters with the program that they run.
type Pool struct {
	*echarts.Pool
	program *echarts.Program
	scenes  scenes
}

// Program is what the interpreters run.
func (p *Pool) Program() *echarts.Program { return p.program }

// NewEngine makes an engine of a number of interpreters.
func NewEngine(program func() (*echarts.Program, error), size int) *Engine {
	return &Engine{program: program, size: size}
}

// Pool starts the engine where it has not started.
func (e *Engine) Pool() (*Pool, error) {
	e.once.Do(func() {
		program, err := e.program()
		if err != nil {
			e.err = err
			return
		}
		e.pool = &Pool{Pool: echarts.NewPool(program, e.size), program: program}
	})
	return e.pool, e.err
}

// Close stops the interpreters.
func (e *Engine) Close() error {
	e.once.Do(func() { e.err = echarts.ErrClosed })
	if e.pool == nil {
		return nil
	}
	return e.pool.Close()
}

// home is where a view's chart lives; it is made when it is first needed.
type home struct {
	engine *Engine
	mu     sync.Mutex
	own    *echarts.Chart
	closed bool
}

func (h *home) chart() (*echarts.Chart, *Pool, error) {
	pool, err := h.engine.Pool()
	if err != nil {
		return nil, nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, nil, echarts.ErrClosed
	}
	if h.own == nil {
		h.own = pool.New(1, 1)
	}
	return h.own, pool, nil
}

func (h *home) rest() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.own != nil {
		h.own.Rest()
	}
}

func (h *home) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	if h.own != nil {
		h.own.Close()
	}
}
