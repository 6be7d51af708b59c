package intake

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"anlan/data/workspace"
)

// QualityReport says how good the data of some batches are.
type QualityReport struct {
	Kind         Kind
	Rows         int64            // accepted
	Completeness []Completeness   // by column of the fact table
	Failures     []Tally          // what rows were held back by, the commonest first
	Doubts       []Tally          // what accepted rows were doubted for
	Unknown      []UnknownName    // names that nothing is known of, the commonest first
	Implausible  []Implausibility // accepted values that are possible and hardly true
	Coverage     Coverage
}

// Completeness is how many rows have a value in a column.
type Completeness struct {
	Column string
	Filled int64
	Rows   int64
}

// UnknownName is a name that is in no list.
type UnknownName struct {
	Reason     string // which list
	Text       string
	Suggestion string
	Rows       int64
}

// Implausibility is a check that accepted rows fail.
type Implausibility struct {
	Check string // code, worded by the translation files
	Rows  int64
	First int // number of the first such row
}

// Coverage is how many rows there are of each town and month.
type Coverage struct {
	Towns  []string // in the order of the workspace; the last is blank where rows have no town
	Months []time.Time
	Rows   [][]int64   // by town and month
	Gaps   []time.Time // months between the first and the last without any row
}

// Checks of accepted values. Each is a condition over a fact table.
const (
	CheckManyDeaths     = "many_deaths"      // more deaths than any accident of a city had: a total in a row?
	CheckManyInjured    = "many_injured"     //
	CheckHugeLoss       = "huge_loss"        // more than 10 亿元: 元 in a column of 万元?
	CheckClosedBefore   = "closed_before"    // closed before it happened
	CheckInjuredFewer   = "injured_fewer"    // fewer injured in all than seriously and slightly
	CheckNoCasualties   = "more_deaths_than" // more fatal accidents than accidents
	CheckRectifiedMore  = "rectified_more"   // more hazards rectified than found
	CheckPerFirm        = "hazards_per_firm" // more than 100 hazards an inspection
	CheckFirmsMore      = "firms_more"       // more firms inspected than inspections
	CheckSmallPopulated = "employees_more"   // more employees than residents
)

var checks = map[Kind][]struct{ code, condition string }{
	Accidents: {
		{CheckManyDeaths, "deaths > 300"},
		{CheckManyInjured, "injured > 1000"},
		{CheckHugeLoss, "loss > 100000"},
		{CheckClosedBefore, "closed_on < occurred_on"},
		{CheckInjuredFewer, "injured < serious + minor"},
	},
	Totals: {
		{CheckNoCasualties, "accidents = 0 AND (deaths > 0 OR injured > 0)"}, {CheckInjuredFewer, "injured < serious + minor"}, {CheckHugeLoss, "loss > 1000000"},
	},
	Inspections: {
		{CheckRectifiedMore, "rectified > hazards"}, {CheckPerFirm, "hazards > 100 * inspections"}, {CheckFirmsMore, "firms > inspections"},
	},
	Sectors: {{CheckSmallPopulated, "employees > 3 * population"}},
}

// Quality reports on the batches of one kind.
func Quality(ctx context.Context, w *workspace.Workspace, batch ...int) (QualityReport, error) {
	var r QualityReport
	for i, id := range batch {
		b, err := w.Batch(ctx, id)
		if err != nil {
			return r, err
		}
		if i > 0 && r.Kind != Kind(b.Kind) {
			return r, fmt.Errorf("imports %v are of different kinds", batch)
		}
		r.Kind = Kind(b.Kind)
	}
	if r.Kind == "" {
		return r, &Error{Code: CodeNoBatch}
	}
	q := &quality{w: w, report: &r, table: workspace.FactTables[string(r.Kind)]}
	for _, id := range batch {
		q.args = append(q.args, id)
	}
	q.in = "batch_id IN (" + marks(len(batch)) + ")"
	for _, step := range []func(context.Context) error{q.completeness, q.reasons, q.unknown, q.implausible, q.coverage} {
		if err := step(ctx); err != nil {
			return r, fmt.Errorf("report on imports %v: %w", batch, err)
		}
	}
	return r, nil
}

// quality fills a report.
type quality struct {
	w      *workspace.Workspace
	report *QualityReport
	table  string
	in     string // SQL condition that chooses the batches
	args   []any
}

// each runs a query that chooses the batches once, and hands over its rows.
func (q *quality) each(ctx context.Context, query string, scan func(scan func(...any) error) error) error {
	return q.run(ctx, query, q.args, scan)
}

func (q *quality) run(ctx context.Context, query string, args []any, scan func(scan func(...any) error) error) error {
	rows, err := q.w.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (q *quality) completeness(ctx context.Context) error {
	var columns []string
	query := "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database() AND table_name = ? AND NOT internal ORDER BY column_index"
	err := q.run(ctx, query, []any{q.table}, func(scan func(...any) error) error {
		var name string
		if err := scan(&name); err != nil {
			return err
		}
		if !slices.Contains([]string{"batch_id", "row_no", "part_of_row", "known_at", "struck"}, name) {
			columns = append(columns, name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return q.each(ctx, "SELECT count(*), count("+strings.Join(columns, "), count(")+") FROM "+q.table+" WHERE "+q.in, func(scan func(...any) error) error {
		filled := make([]int64, len(columns))
		targets := []any{&q.report.Rows}
		for i := range filled {
			targets = append(targets, &filled[i])
		}
		if err := scan(targets...); err != nil {
			return err
		}
		for i, c := range columns {
			q.report.Completeness = append(q.report.Completeness, Completeness{c, filled[i], q.report.Rows})
		}
		return nil
	})
}

func (q *quality) reasons(ctx context.Context) error {
	return q.each(ctx, "SELECT outcome, reason, column_name, coalesce(min(original), ''), min(detail), count(*) FROM problem WHERE "+q.in+
		" AND outcome <> 'skipped' GROUP BY ALL ORDER BY count(*) DESC, reason, column_name", func(scan func(...any) error) error {
		var outcome string
		var t Tally
		if err := scan(&outcome, &t.Reason, &t.Column, &t.Original, &t.Detail, &t.Rows); err != nil {
			return err
		}
		list := &q.report.Doubts
		if outcome == string(workspace.Quarantined) {
			list = &q.report.Failures
		}
		*list = append(*list, t)
		return nil
	})
}

func (q *quality) unknown(ctx context.Context) error {
	reasons := "'" + strings.Join([]string{ReasonUnknownTown, ReasonUnknownSector, ReasonAmbiguousSector, ReasonUnknownType, ReasonUnknownGrade, ReasonNoTown}, "', '") + "'"
	return q.each(ctx, "SELECT reason, trim(original), min(detail), count(*) FROM problem WHERE "+q.in+" AND reason IN ("+reasons+
		") GROUP BY ALL ORDER BY count(*) DESC, 2 LIMIT 200", func(scan func(...any) error) error {
		var u UnknownName
		if err := scan(&u.Reason, &u.Text, &u.Suggestion, &u.Rows); err != nil {
			return err
		}
		q.report.Unknown = append(q.report.Unknown, u)
		return nil
	})
}

func (q *quality) implausible(ctx context.Context) error {
	for _, c := range checks[q.report.Kind] {
		err := q.each(ctx, "SELECT count(*), coalesce(min(row_no), 0) FROM "+q.table+" WHERE ("+c.condition+") AND "+q.in, func(scan func(...any) error) error {
			i := Implausibility{Check: c.code}
			if err := scan(&i.Rows, &i.First); err != nil {
				return err
			}
			if i.Rows > 0 {
				q.report.Implausible = append(q.report.Implausible, i)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// coverage counts the rows of each town and month.
func (q *quality) coverage(ctx context.Context) error {
	c := &q.report.Coverage
	towns := make(map[string]int)
	months := make(map[time.Time]int)
	type cell struct {
		town  string
		month time.Time
		rows  int64
	}
	var cells []cell
	err := q.each(ctx, fmt.Sprintf(`SELECT coalesce(t.zh, ''), date_trunc('month', f.%s)::DATE, count(*) FROM %s f LEFT JOIN town t ON t.id = f.town
		WHERE f.%s GROUP BY t.zh, t.rank, 2 ORDER BY t.rank NULLS LAST, 2`, q.report.Kind.DateColumn(), q.table, q.in), func(scan func(...any) error) error {
		var found cell
		if err := scan(&found.town, &found.month, &found.rows); err != nil {
			return err
		}
		if _, seen := towns[found.town]; !seen {
			towns[found.town] = len(c.Towns)
			c.Towns = append(c.Towns, found.town)
		}
		months[found.month] = 0
		cells = append(cells, found)
		return nil
	})
	if err != nil || len(cells) == 0 {
		return err
	}
	first, last := cells[0].month, cells[0].month
	for m := range months {
		if m.Before(first) {
			first = m
		}
		if m.After(last) {
			last = m
		}
	}
	step := 1
	if q.report.Kind == Sectors {
		step = 12
	}
	for m := first; !m.After(last); m = m.AddDate(0, step, 0) {
		if _, has := months[m]; !has {
			c.Gaps = append(c.Gaps, m)
		}
		months[m] = len(c.Months)
		c.Months = append(c.Months, m)
	}
	c.Rows = make([][]int64, len(c.Towns))
	for i := range c.Rows {
		c.Rows[i] = make([]int64, len(c.Months))
	}
	for _, found := range cells {
		c.Rows[towns[found.town]][months[found.month]] = found.rows
	}
	return nil
}
