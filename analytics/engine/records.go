package engine

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/query"
)

// Records is a part of a list of facts.
type Records struct {
	Columns []catalog.RecordColumn
	Rows    []Record
	Total   int // of the whole list
	SQL     string
	Args    []any
}

// Record is one fact, and where it came from.
type Record struct {
	Cells []Cell
	Batch int
	File  string
	Sheet string
	Row   int // of the sheet, or record of the text file
}

// Key is the key of the record's accident, as conditions name it.
func (r Record) Key() string { return strconv.FormatInt(int64(r.Batch)<<32+int64(r.Row), 10) }

// Cell is what a fact says in one column; by the column's kind one of the fields holds it.
type Cell struct {
	Known  bool
	Text   string
	Number float64 // also minutes of a day, and 1 for yes
	Day    time.Time
	Member analytics.Member
}

// Records lists facts, one part of the list at a time.
func (e *Engine) Records(ctx context.Context, r query.Records) (Records, error) {
	data, err := e.data(ctx, r.Where)
	if err != nil {
		return Records{}, err
	}
	plan, err := query.CompileRecords(e.cat, r, data)
	if err != nil {
		return Records{}, err
	}
	list := Records{Columns: plan.Columns, SQL: plan.SQL}
	list.Args = append(append([]any{}, plan.Args...), r.Limit, r.Offset)
	rows, err := e.store.QueryContext(ctx, plan.SQL, list.Args...)
	if err != nil {
		return Records{}, fmt.Errorf("list records: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		record, err := e.record(ctx, rows, plan.Columns)
		if err != nil {
			return Records{}, err
		}
		list.Rows = append(list.Rows, record)
	}
	if err := rows.Err(); err != nil {
		return Records{}, fmt.Errorf("list records: %w", err)
	}
	list.Total = r.Offset + len(list.Rows)
	if len(list.Rows) == r.Limit || len(list.Rows) == 0 && r.Offset > 0 {
		list.Total, err = e.count(ctx, plan)
	}
	return list, err
}

func (e *Engine) count(ctx context.Context, plan query.RecordPlan) (total int, err error) {
	rows, err := e.store.QueryContext(ctx, plan.Count, plan.Args...)
	if err != nil {
		return 0, fmt.Errorf("count records: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&total); err != nil {
			return 0, fmt.Errorf("count records: %w", err)
		}
	}
	return total, rows.Err()
}

// record reads the row that a list stands at.
func (e *Engine) record(ctx context.Context, rows *sql.Rows, columns []catalog.RecordColumn) (Record, error) {
	record := Record{Cells: make([]Cell, len(columns))}
	targets := make([]any, 0, len(columns)+4)
	for _, c := range columns {
		switch c.Kind {
		case catalog.RecordText:
			targets = append(targets, new(sql.Null[string]))
		case catalog.RecordDay:
			targets = append(targets, new(sql.Null[time.Time]))
		case catalog.RecordFlag:
			targets = append(targets, new(sql.Null[bool]))
		default:
			targets = append(targets, new(sql.Null[float64]))
		}
	}
	if err := rows.Scan(append(targets, &record.Batch, &record.File, &record.Sheet, &record.Row)...); err != nil {
		return record, fmt.Errorf("read a record: %w", err)
	}
	for i, c := range columns {
		cell, err := e.cell(ctx, c, targets[i])
		if err != nil {
			return record, err
		}
		record.Cells[i] = cell
	}
	return record, nil
}

func (e *Engine) cell(ctx context.Context, c catalog.RecordColumn, target any) (Cell, error) {
	switch v := target.(type) {
	case *sql.Null[string]:
		return Cell{Known: v.Valid, Text: v.V}, nil
	case *sql.Null[time.Time]:
		return Cell{Known: v.Valid, Day: v.V}, nil
	case *sql.Null[bool]:
		cell := Cell{Known: v.Valid}
		if v.V {
			cell.Number = 1
		}
		return cell, nil
	case *sql.Null[float64]:
		cell := Cell{Known: v.Valid, Number: v.V}
		if c.Kind != catalog.RecordMember || !v.Valid {
			return cell, nil
		}
		m, err := e.dictionary(ctx, c.Of)
		if err != nil {
			return cell, err
		}
		cell.Member = m.byNumber[int(v.V)]
		return cell, nil
	}
	return Cell{}, fmt.Errorf("column %s has an unexpected kind", c.ID)
}
