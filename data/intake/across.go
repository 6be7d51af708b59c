package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/layout"
)

// reshape turns the staged rows of a table with values across into one record for each row and month, sector or town:
// the columns that all records of a row have, what the record is of, its values. Rows that are no data are set aside
// before.
func (j *job) reshape(ctx context.Context) error {
	if err := j.skipWideRows(ctx); err != nil {
		return err
	}
	if err := j.session.QueryRow(ctx, fmt.Sprintf("SELECT count(*) FROM raw WHERE NOT (%s)", filled("raw", j.staged.width))).Scan(&j.blankRows); err != nil {
		return fmt.Errorf("count blank rows: %w", err)
	}
	if err := j.groupTable(ctx); err != nil {
		return err
	}
	t := &j.table
	columns := []string{"line", "part", "label", "fault"}
	selected := []string{"r.line", "g.part", "g.label", j.wideFault()}
	add := func(expression string) {
		columns = append(columns, fmt.Sprintf("c%d", len(columns)-3))
		selected = append(selected, expression)
	}
	for _, column := range t.Kept {
		add(fmt.Sprintf("r.c%d", column+1))
	}
	for i, typ := range t.Across {
		expression := fmt.Sprintf("g.d%d", i+1)
		if typ == layout.Period && t.YearOf > 0 {
			expression = fmt.Sprintf("regexp_extract(r.c%d, '[0-9]+') || '年' || %s", t.YearOf, expression)
		}
		add(expression)
	}
	for _, name := range t.Values {
		add(valueAcross(t, name))
	}
	err := j.session.Exec(ctx, fmt.Sprintf(`CREATE TEMP TABLE records AS SELECT %s FROM raw r CROSS JOIN groups g
		WHERE (%s) AND r.line NOT IN (SELECT row_no FROM skipped) ORDER BY r.line, g.part`, strings.Join(selected, ", "), filled("r", j.staged.width)))
	if err != nil {
		return fmt.Errorf("put %s into records: %w", j.path, err)
	}
	for _, statement := range []string{
		"DROP TABLE temp.raw", "CREATE TEMP TABLE raw AS SELECT * FROM (FROM records) t (" + strings.Join(columns, ", ") + ") ORDER BY line, part", "DROP TABLE records",
	} {
		if err := j.session.Exec(ctx, statement); err != nil {
			return fmt.Errorf("put %s into records: %w", j.path, err)
		}
	}
	j.staged = staged{width: len(t.Header), rowNo: "line", id: "rowid", faults: true, parts: true}
	var records int64
	if err := j.session.QueryRow(ctx, "SELECT count(*) FROM raw").Scan(&records); err != nil {
		return fmt.Errorf("count records: %w", err)
	}
	j.note(NoteAcross, fmt.Sprint(records))
	return nil
}

// groupTable makes the temporary table groups: what stands across, without the sums.
func (j *job) groupTable(ctx context.Context) error {
	columns := "part INTEGER, label VARCHAR"
	for i := range j.table.Across {
		columns += fmt.Sprintf(", d%d VARCHAR", i+1)
	}
	if err := j.session.Exec(ctx, "CREATE OR REPLACE TEMP TABLE groups ("+columns+")"); err != nil {
		return err
	}
	return j.session.Append(ctx, "groups", func(add func(...any) error) error {
		for i, g := range j.table.Groups {
			if g.Total {
				continue
			}
			row := []any{int32(i + 1), g.Label}
			for _, typ := range j.table.Across {
				text := g.Dims[typ]
				if g.Part && typ == layout.Sector {
					text = "其中:" + text
				}
				row = append(row, text)
			}
			if err := add(row...); err != nil {
				return err
			}
		}
		return nil
	})
}

// valueAcross is the SQL expression of a field's value in the record of a group.
func valueAcross(t *layout.Table, name string) string {
	var cases strings.Builder
	for i, g := range t.Groups {
		if column, ok := g.Columns[name]; ok && !g.Total {
			fmt.Fprintf(&cases, " WHEN %d THEN r.c%d", i+1, column+1)
		}
	}
	if cases.Len() == 0 {
		return "CAST(NULL AS VARCHAR)"
	}
	return "CASE g.part" + cases.String() + " END"
}

// wideFault carries a row's fault to its records; cells beyond the header are one.
func (j *job) wideFault() string {
	var extra []string
	for c := len(j.table.Columns) + 1; c <= j.staged.width; c++ {
		extra = append(extra, fmt.Sprintf("trim(coalesce(r.c%d, '')) <> ''", c))
	}
	if len(extra) == 0 {
		return "r.fault"
	}
	return fmt.Sprintf("coalesce(r.fault, CASE WHEN %s THEN '%s' END)", strings.Join(extra, " OR "), ReasonExtraCells)
}

// skipWideRows looks at every row of a table with values across, because it has to be known before which rows are data.
func (j *job) skipWideRows(ctx context.Context) error {
	body := layout.NewBody(&j.table)
	sums := newWideSums(&j.table)
	var skipped []keptRow
	err := j.eachRaw(ctx, "true", func(row int, _ int64, cells []string, fault string) error {
		why := body.Why(cells)
		if why == "" && fault == layout.ReasonContinuation {
			why = fault
		}
		switch {
		case why != "":
			skipped = append(skipped, keptRow{row: row, reason: why, cells: cells})
			if why == layout.ReasonTotalRow {
				sums.total(row, cells, body.IsGrandTotal(cells))
			}
		default:
			sums.add(row, cells)
		}
		return nil
	})
	if err != nil {
		return err
	}
	j.skipped = skipped
	j.sumFaults = append(j.sumFaults, sums.finish()...)
	return j.keepSkipped(ctx)
}
