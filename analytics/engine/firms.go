package engine

import (
	"context"
	"database/sql"
	"fmt"

	"anlan/analytics"
	"anlan/analytics/query"
)

// Firms are the firms that had several accidents.
type Firms struct {
	List      []Firm
	Firms     int // that had any accident; zero where none had several
	Accidents int // of all firms
	Repeated  int // firms that had several, also those beyond the list
}

// Firm is one firm and its accidents in a period.
type Firm struct {
	Name         string
	Town, Sector analytics.Member
	Accidents    int
	Deaths       int
}

// Firms lists the firms that had several accidents.
func (e *Engine) Firms(ctx context.Context, f query.Firms) (Firms, error) {
	data, err := e.data(ctx, f.Where)
	if err != nil {
		return Firms{}, err
	}
	plan, err := query.CompileFirms(e.cat, f, data)
	if err != nil {
		return Firms{}, err
	}
	towns, err := e.dictionary(ctx, analytics.Town)
	if err != nil {
		return Firms{}, err
	}
	sectors, err := e.dictionary(ctx, analytics.Sector)
	if err != nil {
		return Firms{}, err
	}
	rows, err := e.store.QueryContext(ctx, plan.SQL, plan.Args...)
	if err != nil {
		return Firms{}, fmt.Errorf("list firms: %w", err)
	}
	defer rows.Close()
	var found Firms
	for rows.Next() {
		var one Firm
		var town, sector sql.Null[int]
		if err := rows.Scan(&one.Name, &town, &sector, &one.Accidents, &one.Deaths, &found.Firms, &found.Accidents, &found.Repeated); err != nil {
			return Firms{}, fmt.Errorf("read a firm: %w", err)
		}
		one.Town, one.Sector = analytics.Unknown, analytics.Unknown
		if town.Valid {
			one.Town = towns.byNumber[town.V]
		}
		if sector.Valid {
			one.Sector = sectors.byNumber[sector.V]
		}
		found.List = append(found.List, one)
	}
	if err := rows.Err(); err != nil {
		return Firms{}, fmt.Errorf("list firms: %w", err)
	}
	return found, nil
}
