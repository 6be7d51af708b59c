package intake

import (
	"context"
	"fmt"
	"slices"
	"time"

	"anlan/data/layout"
	"anlan/data/workspace"
)

// trait is what tells whether a later row that has the identity of an earlier one speaks of the same accident.
type trait struct {
	day        *time.Time
	minute     *int
	town, kind *int
	struck     *bool
	states     int  // which figures a row of a month or year states, a bit each
	sameFile   bool // an earlier row from another table of the same file
}

// traits gives where earlier rows stand, and the expressions of the traits of the file's rows and of those. Only accidents
// are told again; rows of other kinds have none.
func (j *job) traits() (table, own, earlier string) {
	if j.table.Kind != Accidents {
		none := "NULL::DATE AS t_day, NULL::SMALLINT AS t_minute, NULL::INTEGER AS t_town, NULL::INTEGER AS t_kind, NULL::BOOLEAN AS t_struck, %s AS t_states"
		return workspace.FactTables[string(j.table.Kind)], fmt.Sprintf(none, statesSQL(j.table.Kind, j.known)), fmt.Sprintf(none, statesSQL(j.table.Kind, nil))
	}
	column := func(name, typ string) string {
		if j.has(name) {
			return name
		}
		return "NULL::" + typ
	}
	const format = "occurred_on AS t_day, minute AS t_minute, town AS t_town, %s AS t_kind, %s AS t_struck, 0 AS t_states"
	return counted, fmt.Sprintf(format, column("accident_type", "INTEGER"), column("struck", "BOOLEAN")),
		fmt.Sprintf(format, "accident_type", "struck")
}

// statesSQL is which of the figures of a kind a row states, a bit each; known tells which columns there are, nil: all. Rows of
// other kinds have no such figures.
func statesSQL(kind Kind, known func(string) bool) string {
	expression := "0"
	if kind != Totals && kind != Sectors {
		return expression
	}
	for i, f := range layout.Fields(kind) {
		if f.IsValue() && (known == nil || known(f.Name)) {
			expression += fmt.Sprintf(" + CASE WHEN %s IS NULL THEN 0 ELSE %d END", f.Name, 1<<i)
		}
	}
	return expression
}

// known tells whether checked has a fact column.
func (j *job) known(column string) bool {
	return slices.ContainsFunc(j.outputs(), func(o output) bool { return o.column == column })
}

// siblings are the batches of the file that is being read.
func (j *job) siblings(ctx context.Context) (ids []int, err error) {
	if j.batch.Import == 0 {
		return nil, nil
	}
	rows, err := j.session.Query(ctx, "SELECT id FROM batch WHERE import_id = ?", j.batch.Import)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// farthest is how many days a corrected date may lie from the one before.
const farthest = 31

// fits tells whether a row of the file that has the identity of an earlier row and other content speaks of the same accident.
// A ledger number that stands for another day needs the town besides, since offices number anew every year; the same firm
// may have two accidents a day, which their times and types tell apart.
func (c candidate) fits(earlier candidate) bool {
	if earlier.trait.sameFile || c.trait.day == nil || earlier.trait.day == nil {
		return false
	}
	a, b := c.trait, earlier.trait
	switch c.class {
	case byNumber:
		apart := a.day.Sub(*b.day).Abs()
		return apart == 0 || apart <= farthest*24*time.Hour && a.town != nil && b.town != nil && *a.town == *b.town
	case byFirm:
		return !differ(a.minute, b.minute) && !differ(a.kind, b.kind)
	}
	return c.content == earlier.content
}

// differ tells whether two known numbers are different.
func differ(a, b *int) bool { return a != nil && b != nil && *a != *b }

// turns tells whether a row says of an accident that it is struck off, or not any more, where it was otherwise before.
func (c candidate) turns(earlier candidate) bool {
	was := earlier.trait.struck != nil && *earlier.trait.struck
	return c.trait.struck != nil && *c.trait.struck != was
}

// retellings finds the rows of a group that tell of an accident of an earlier import again: by their position in the group,
// with the earlier row. Of several that could be meant none is taken.
func retellings(group []candidate) map[int]candidate {
	var earlier []candidate
	for _, c := range group {
		if c.batch > 0 {
			earlier = append(earlier, c)
		}
	}
	found := make(map[int]candidate)
	told := make(map[int]bool)      // earlier rows that a row of the file repeats, or tells again
	others := make(map[uint64]bool) // contents that no earlier row has
	other := -1                     // the first row of those
	for i, c := range group {
		if c.batch > 0 {
			continue
		}
		at := untold(earlier, told, c)
		if at >= 0 {
			told[at] = true
			if c.turns(earlier[at]) && c.fits(earlier[at]) {
				found[i] = earlier[at]
			}
			continue
		}
		others[c.content] = true
		if other < 0 {
			other = i
		}
	}
	if len(others) != 1 || group[other].class == byContent {
		return found
	}
	if left := leftOver(earlier, told); len(left) == 1 && group[other].fits(left[0]) {
		found[other] = left[0]
	}
	return found
}

// leftOver are the earlier rows that no row of the file repeats.
func leftOver(earlier []candidate, told map[int]bool) (left []candidate) {
	for i, e := range earlier {
		if !told[i] {
			left = append(left, e)
		}
	}
	return left
}

// untold finds an earlier row of the content of a row that none has matched; −1 where there is none.
func untold(earlier []candidate, told map[int]bool, c candidate) int {
	at := -1
	for i, e := range earlier {
		if !told[i] && e.content == c.content && (at < 0 || c.turns(e) && !c.turns(earlier[at])) {
			at = i
		}
	}
	return at
}
