package engine

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/query"
)

// MaxRows bounds the rows of a frame.
const MaxRows = 200_000

// Store is where the facts are. The workspace satisfies it.
type Store interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	// DataVersion changes whenever the facts change.
	DataVersion() int64
	// NotesVersion changes whenever something else is written: events, rollups.
	NotesVersion() int64
	// CurrentRollups gives the definition of each rollup that was built since the facts last changed, by its name.
	CurrentRollups(ctx context.Context) (map[string]string, error)
	// BuildRollup keeps the rows of a SELECT statement as a table, until the facts change. In a store that cannot be written
	// it does nothing.
	BuildRollup(ctx context.Context, name, definition string) error
}

// Engine answers questions about a store. It is safe for concurrent use.
type Engine struct {
	store Store
	cat   *catalog.Catalog

	mu        sync.Mutex
	version   int64
	frames    *frameCache
	members   map[analytics.DimensionID]*members
	coverages map[analytics.FactID]analytics.Period
	cubes     map[string]*cube
	uses      int64       // of cubes, to find the one that was not used for the longest time
	plannable *query.Data // what plans may use of the store; nil until it is looked at

	pairs      []overlap // of campaigns
	pairsKnown bool

	layered *layers // nil until they are read

	named      []Landmark // accidents that have a name
	namedKnown bool
	events     []Landmark // as of a version of the notes
	eventsAt   int64      // −1 until they are read

	past    Past              // nil where the store does not remember
	pasts   map[int64]*Engine // engines over what was known at moments
	present *Engine           // of one over what was known before: the one over the present
	asOf    time.Time         // what was known when; zero for the present
}

// New makes an engine over a store.
func New(store Store, cat *catalog.Catalog) *Engine {
	e := &Engine{store: store, cat: cat}
	e.forget(store.DataVersion())
	return e
}

// Catalog is the catalogue that questions are asked in.
func (e *Engine) Catalog() *catalog.Catalog { return e.cat }

// forget drops what was kept of earlier data.
func (e *Engine) forget(version int64) {
	e.version = version
	e.frames = newFrameCache(256)
	e.members = make(map[analytics.DimensionID]*members)
	e.coverages = make(map[analytics.FactID]analytics.Period)
	e.cubes = make(map[string]*cube)
	e.plannable, e.layered = nil, nil
	e.named, e.namedKnown = nil, false
	e.pairs, e.pairsKnown = nil, false
	e.events, e.eventsAt = nil, -1
	e.pasts = make(map[int64]*Engine)
}

// current drops what was kept when the data have changed, and tells the version of the data.
func (e *Engine) current() int64 {
	version := e.store.DataVersion()
	e.mu.Lock()
	defer e.mu.Unlock()
	if version != e.version {
		e.forget(version)
	}
	return version
}

// Run answers a question.
func (e *Engine) Run(ctx context.Context, q query.Query) (Frame, error) {
	version := e.current()
	key := fmt.Sprintf("%d %+v", version, q)
	e.mu.Lock()
	frame, ok := e.frames.get(key)
	e.mu.Unlock()
	if ok {
		return frame, nil
	}
	frame, err := e.run(ctx, q)
	if err != nil {
		return Frame{}, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == version {
		e.frames.put(key, frame)
	}
	return frame, nil
}

// dictionary returns the members of a dimension, read once per version of the data.
func (e *Engine) dictionary(ctx context.Context, d analytics.DimensionID) (*members, error) {
	version := e.current()
	e.mu.Lock()
	m := e.members[d]
	e.mu.Unlock()
	if m != nil {
		return m, nil
	}
	m, err := e.loadMembers(ctx, d)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == version {
		e.members[d] = m
	}
	return m, nil
}

// Coverage is the span of days for which a family of facts has data; zero where it has none.
func (e *Engine) Coverage(ctx context.Context, fact analytics.FactID) (analytics.Period, error) {
	version := e.current()
	e.mu.Lock()
	p, ok := e.coverages[fact]
	e.mu.Unlock()
	if ok {
		return p, nil
	}
	last := "max(occurred_on)"
	switch fact {
	case analytics.Accidents:
		last = "max(CASE WHEN whole_month THEN last_day(occurred_on) ELSE occurred_on END)"
	case analytics.Hazards:
		last = "max(greatest(occurred_on, rectified_on))" // a ledger goes on after the last hazard was found
	}
	rows, err := e.store.QueryContext(ctx, "SELECT min(occurred_on), "+last+" FROM "+fact.Table())
	if err != nil {
		return p, fmt.Errorf("look at the span of %s: %w", fact, err)
	}
	defer rows.Close()
	var from, to *time.Time
	for rows.Next() {
		if err := rows.Scan(&from, &to); err != nil {
			return p, fmt.Errorf("look at the span of %s: %w", fact, err)
		}
	}
	if err := rows.Err(); err != nil {
		return p, fmt.Errorf("look at the span of %s: %w", fact, err)
	}
	if from != nil && to != nil {
		p = analytics.Period{From: *from, To: *to}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == version {
		e.coverages[fact] = p
	}
	return p, nil
}

// Members lists the members of a dimension that has a dictionary, in their order.
func (e *Engine) Members(ctx context.Context, d analytics.DimensionID) ([]analytics.Member, error) {
	m, err := e.dictionary(ctx, d)
	if err != nil {
		return nil, err
	}
	list := make([]analytics.Member, 0, len(m.order))
	for _, number := range m.order {
		list = append(list, m.byNumber[number])
	}
	return list, nil
}

// Resolve finds the key of a member that a person names: its key, a name in either language, a month as 2011-08.
func (e *Engine) Resolve(ctx context.Context, d analytics.DimensionID, text string) (string, error) {
	dimension, err := e.cat.Dimension(d)
	if err != nil {
		return "", err
	}
	unknown := &analytics.Error{Code: analytics.CodeMember, Value: text, Detail: string(d)}
	if text == analytics.UnknownKey || text == analytics.Unknown.Label.ZH {
		return analytics.UnknownKey, nil
	}
	if dimension.Table == "" {
		if query.NumberOfKey(d, text) < 0 {
			return "", unknown
		}
		return text, nil
	}
	m, err := e.dictionary(ctx, d)
	if err != nil {
		return "", err
	}
	for _, form := range spellings(text) {
		if key := m.aliases[form]; key != "" {
			return key, nil
		}
	}
	return "", unknown
}
