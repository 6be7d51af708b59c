package engine

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
)

// Landmark is what stands out on a day: an accident that has a name, or an event that people noted. Charts over time show
// it.
type Landmark struct {
	From, To time.Time
	Label    string
	Note     string
	Town     string // key; empty: it touches all towns
	Sector   string // key; empty: it touches all sectors
	Accident string // key of a named accident; empty for an event
	Deaths   int    // of a named accident
}

// Touches tells whether a landmark says something about the facts that some conditions keep.
func (l Landmark) Touches(where []analytics.Condition) bool {
	for _, c := range where {
		key := ""
		switch c.Dimension {
		case analytics.Town:
			key = l.Town
		case analytics.Sector:
			key = l.Sector
		case analytics.Accident:
			key = l.Accident
		default:
			continue
		}
		if key != "" && slices.Contains(c.Keys, key) == c.Not {
			return false
		}
	}
	return true
}

// Landmarks lists the named accidents and the events that touch a period and the facts that some conditions keep, in the
// order of their days.
func (e *Engine) Landmarks(ctx context.Context, p analytics.Period, where []analytics.Condition) ([]Landmark, error) {
	accidents, err := e.namedAccidents(ctx)
	if err != nil {
		return nil, err
	}
	events, err := e.notedEvents(ctx)
	if err != nil {
		return nil, err
	}
	var list []Landmark
	for _, l := range slices.Concat(accidents, events) {
		if _, overlap := p.Overlap(analytics.Period{From: l.From, To: l.To}); overlap && l.Touches(where) {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(a, b Landmark) int { return a.From.Compare(b.From) })
	return list, nil
}

// namedAccidents lists the accidents that have a name, read once per version of the data.
func (e *Engine) namedAccidents(ctx context.Context) ([]Landmark, error) {
	version := e.current()
	e.mu.Lock()
	kept, known := e.named, e.namedKnown
	e.mu.Unlock()
	if known {
		return kept, nil
	}
	found, err := e.landmarks(ctx, `SELECT f.occurred_on, f.occurred_on, f.name, '', coalesce(t.key, ''), coalesce(s.key, ''), CAST(`+catalog.AccidentKey+` AS VARCHAR), coalesce(f.deaths, 0)
		FROM accident f LEFT JOIN town t ON t.id = f.town LEFT JOIN sector s ON s.id = f.sector WHERE f.name IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == version {
		e.named, e.namedKnown = found, true
	}
	return found, nil
}

// notedEvents lists the events that people noted, read once per version of the notes.
func (e *Engine) notedEvents(ctx context.Context) ([]Landmark, error) {
	version := e.current()
	notes := e.store.NotesVersion()
	e.mu.Lock()
	kept, at := e.events, e.eventsAt
	e.mu.Unlock()
	if at == notes {
		return kept, nil
	}
	found, err := e.landmarks(ctx, "SELECT from_day, to_day, title, note, town, sector, '', 0 FROM event")
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.version == version {
		e.events, e.eventsAt = found, notes
	}
	return found, nil
}

func (e *Engine) landmarks(ctx context.Context, statement string) ([]Landmark, error) {
	rows, err := e.store.QueryContext(ctx, statement)
	if err != nil {
		return nil, fmt.Errorf("list landmarks: %w", err)
	}
	defer rows.Close()
	var list []Landmark
	for rows.Next() {
		l, err := scanLandmark(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	return list, rows.Err()
}

func scanLandmark(rows *sql.Rows) (Landmark, error) {
	var l Landmark
	if err := rows.Scan(&l.From, &l.To, &l.Label, &l.Note, &l.Town, &l.Sector, &l.Accident, &l.Deaths); err != nil {
		return l, fmt.Errorf("read a landmark: %w", err)
	}
	return l, nil
}

// accidentMember is the member that stands for one accident: its name, or its day.
func (e *Engine) accidentMember(ctx context.Context, key string) (analytics.Member, error) {
	m := analytics.Member{Key: key, Label: analytics.Same(key)}
	named, err := e.namedAccidents(ctx)
	if err != nil {
		return m, err
	}
	if i := slices.IndexFunc(named, func(l Landmark) bool { return l.Accident == key }); i >= 0 {
		m.Label = analytics.Same(named[i].Label)
		return m, nil
	}
	number, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return m, &analytics.Error{Code: analytics.CodeMember, Value: key, Detail: string(analytics.Accident)}
	}
	rows, err := e.store.QueryContext(ctx, "SELECT f.occurred_on FROM accident f WHERE "+catalog.AccidentKey+" = ?", number)
	if err != nil {
		return m, fmt.Errorf("look up an accident: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var day time.Time
		if err := rows.Scan(&day); err != nil {
			return m, fmt.Errorf("look up an accident: %w", err)
		}
		m.Label = analytics.Same(day.Format(time.DateOnly))
	}
	return m, rows.Err()
}
