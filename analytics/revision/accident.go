package revision

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// Way says what became of an accident between two states.
type Way string

// The ways.
const (
	Changed    Way = "changed"
	Added      Way = "added"
	Struck     Way = "struck"      // 核销
	StruckBack Way = "struck_back" // the striking off was taken back
	Removed    Way = "removed"     // its import was taken back
)

// Ways lists the ways in the order in which they are told.
func Ways() []Way { return []Way{Changed, Struck, StruckBack, Removed, Added} }

// Change is an accident that was known otherwise in one state than in the other.
type Change struct {
	Way           Way
	Before, After *Version // nil where it was not counted
}

// Version is an accident as it was known in one state.
type Version struct {
	Batch                           int // where the last that was told of it stands
	File, Sheet                     string
	Row                             int
	Day                             time.Time
	Town, Sector, Severity          analytics.Member
	Deaths, Serious, Minor, Injured sql.Null[int]
	Loss                            sql.Null[float64] // 万元
	Firm, Name                      string
}

// Shown is the state by which an accident is named: the later one where there is one.
func (c Change) Shown() Version {
	if c.After != nil {
		return *c.After
	}
	return *c.Before
}

// Store compares two states of what was known. The workspace satisfies it.
type Store interface {
	ChangedAccidents(ctx context.Context, from, to time.Time, most int) (*sql.Rows, error)
}

// maxListed bounds the accidents that are listed of each way.
const maxListed = 500

// accidents lists the accidents that changed, and how many of each way there are.
func accidents(ctx context.Context, store Store, e *engine.Engine, from, to time.Time) (list []Change, counts map[Way]int, err error) {
	rows, err := store.ChangedAccidents(ctx, from, to, maxListed)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	counts = make(map[Way]int)
	for rows.Next() {
		var c Change
		var all int
		var before, after side
		targets := append(append([]any{&c.Way, &all}, before.targets()...), after.targets()...)
		if err := rows.Scan(targets...); err != nil {
			return nil, nil, fmt.Errorf("read a changed accident: %w", err)
		}
		if c.Before, err = before.version(ctx, e); err != nil {
			return nil, nil, err
		}
		if c.After, err = after.version(ctx, e); err != nil {
			return nil, nil, err
		}
		counts[c.Way] = all
		list = append(list, c)
	}
	if err := rows.Err(); err != nil {
		return nil, nil, fmt.Errorf("list changed accidents: %w", err)
	}
	return list, counts, nil
}

// side is one state of an accident as the store gives it.
type side struct {
	batch, row             sql.Null[int]
	file, sheet            sql.Null[string]
	day                    sql.Null[time.Time]
	town, sector, grade    sql.Null[string]
	deaths, serious, minor sql.Null[int]
	injured                sql.Null[int]
	loss                   sql.Null[float64]
	firm, name             sql.Null[string]
}

func (s *side) targets() []any {
	return []any{
		&s.batch, &s.file, &s.sheet, &s.row, &s.day, &s.town, &s.sector, &s.grade, &s.deaths, &s.serious, &s.minor, &s.injured, &s.loss, &s.firm, &s.name,
	}
}

// version is the side in words; nil where the accident was not counted.
func (s *side) version(ctx context.Context, e *engine.Engine) (*Version, error) {
	if !s.batch.Valid {
		return nil, nil
	}
	v := &Version{
		Batch: s.batch.V, File: s.file.V, Sheet: s.sheet.V, Row: s.row.V, Day: s.day.V, Deaths: s.deaths, Serious: s.serious, Minor: s.minor,
		Injured: s.injured, Loss: s.loss, Firm: s.firm.V, Name: s.name.V,
	}
	for _, m := range []struct {
		dimension analytics.DimensionID
		key       sql.Null[string]
		into      *analytics.Member
	}{{analytics.Town, s.town, &v.Town}, {analytics.Sector, s.sector, &v.Sector}, {analytics.Severity, s.grade, &v.Severity}} {
		key := analytics.UnknownKey
		if m.key.Valid {
			key = m.key.V
		}
		member, err := e.Member(ctx, m.dimension, key)
		if err != nil {
			return nil, err
		}
		*m.into = member
	}
	return v, nil
}
