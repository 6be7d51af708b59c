package intake

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anlan/data/workspace"
)

// identity says by what two rows are one and the same.
type identity int

const (
	byNumber  identity = iota // the ledger number: a second row is a duplicate, or contradicts the first
	byFirm                    // same day, town, sector and firm: alike rows are duplicates, others only look like it
	byContent                 // nothing tells rows apart: only rows of other files can be repeated
	byKey                     // year or month, town, sector: there is one figure of each kind for each
	byEntry                   // the same hazard: an entry that says the same as the last one is a duplicate, another goes on with it
)

// identitySQL gives the expressions, over a fact table or over checked, of what makes a row one thing, of the class of
// that identity and of all its content. They are computed when needed and never stored: DuckDB's hash may change with
// its version.
func identitySQL(kind Kind, columns []string) (id, class, content string) {
	content = "hash(" + strings.Join(columns, ", ") + ")"
	switch kind {
	case Accidents:
		id = `CASE WHEN ledger_no IS NOT NULL THEN hash('number', upper(ledger_no))
			WHEN firm IS NOT NULL THEN hash('firm', occurred_on, town, sector, firm)
			ELSE ` + content + ` END`
		class = fmt.Sprintf("CASE WHEN ledger_no IS NOT NULL THEN %d WHEN firm IS NOT NULL THEN %d ELSE %d END", byNumber, byFirm, byContent)
	case Hazards:
		numbered, described := workspace.SameHazard.Numbered, workspace.SameHazard.Described
		id = fmt.Sprintf("CASE WHEN %s OR %s THEN hash(%s) ELSE %s END", numbered, described, strings.Join(workspace.SameHazard.Keys, ", "), content)
		class = fmt.Sprintf("CASE WHEN %s OR %s THEN %d ELSE %d END", numbered, described, byEntry, byContent)
	case Sectors, Totals:
		id, class = "hash("+kind.DateColumn()+", town, sector, subsector)", strconv.Itoa(int(byKey))
	default:
		id, class = content, strconv.Itoa(int(byContent))
	}
	return id, class, content
}

// candidate is a row whose identity occurs more than once, in the file or in earlier imports.
type candidate struct {
	id      uint64
	class   identity
	content uint64
	rawID   int64 // of the file's rows
	batch   int   // of rows of earlier imports; 0 for the file's own
	row     int
	trait   trait
}

// judgement is what becomes of a candidate that is not simply accepted.
type judgement struct {
	rawID  int64
	kind   string // "duplicate", "conflict", "warning", "version", "continued"
	detail string // where the other row stands
	of     candidate
}

// judge decides about the rows of one identity: those of earlier imports first, then the file's in their order.
func judge(group []candidate) []judgement {
	var verdicts []judgement
	var kept []candidate
	spare := 0 // rows of earlier imports that no row of the file has matched yet
	retold := retellings(group)
	for i, c := range group {
		if c.batch > 0 {
			kept = append(kept, c)
			spare++
			continue
		}
		if of, ok := retold[i]; ok {
			verdicts = append(verdicts, judgement{c.rawID, "version", of.place(), of})
			kept = append(kept, c)
			spare--
			continue
		}
		if len(kept) == 0 {
			kept = append(kept, c)
			continue
		}
		at := slices.IndexFunc(kept, c.overlaps)
		same := slices.IndexFunc(kept, func(k candidate) bool { return k.content == c.content })
		switch {
		case c.class == byEntry && c.content != kept[len(kept)-1].content:
			verdicts = append(verdicts, judgement{c.rawID, "continued", kept[len(kept)-1].place(), kept[len(kept)-1]})
			kept = append(kept, c)
		case c.class == byContent && spare > 0:
			spare--
			verdicts = append(verdicts, judgement{c.rawID, "duplicate", kept[0].place(), kept[0]})
		case c.class == byContent:
			kept = append(kept, c)
		case c.class == byKey && at < 0:
			kept = append(kept, c)
		case same >= 0:
			verdicts = append(verdicts, judgement{c.rawID, "duplicate", kept[same].place(), kept[same]})
		case c.class == byFirm:
			verdicts = append(verdicts, judgement{c.rawID, "warning", kept[0].place(), kept[0]})
			kept = append(kept, c)
		default:
			verdicts = append(verdicts, judgement{c.rawID, "conflict", kept[max(at, 0)].place(), kept[max(at, 0)]})
		}
	}
	return verdicts
}

// overlaps tells whether two rows of one key state a figure of the same kind.
func (c candidate) overlaps(other candidate) bool { return c.trait.states&other.trait.states != 0 }

// place names a row for a person: "3:17" is row 17 of import 3, "17" a row of the same file.
func (c candidate) place() string {
	if c.batch > 0 {
		return fmt.Sprintf("%d:%d", c.batch, c.row)
	}
	return strconv.Itoa(c.row)
}

// findDuplicates makes the temporary table "verdict" of the rows of checked that repeat or contradict others.
func (j *job) findDuplicates(ctx context.Context) error {
	if err := j.session.Exec(ctx, "CREATE OR REPLACE TEMP TABLE verdict (raw_id BIGINT, kind VARCHAR, detail VARCHAR)"); err != nil {
		return fmt.Errorf("find duplicates: %w", err)
	}
	groups, err := j.candidates(ctx)
	if err != nil {
		return fmt.Errorf("find duplicates: %w", err)
	}
	var verdicts []judgement
	for _, group := range groups {
		verdicts = append(verdicts, judge(group)...)
	}
	continued := 0
	err = j.session.Append(ctx, "verdict", func(add func(...any) error) error {
		for _, v := range verdicts {
			if v.kind == "continued" {
				continued++
			}
			if err := add(v.rawID, v.kind, v.detail); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := j.retell(ctx, verdicts); err != nil {
		return fmt.Errorf("find versions: %w", err)
	}
	numbered, err := j.findNumbered(ctx)
	if err != nil {
		return fmt.Errorf("find accidents told with and without a number: %w", err)
	}
	if err := j.noteStruck(ctx); err != nil || len(groups) == 0 && numbered == 0 {
		return err
	}
	if continued > 0 {
		j.note(NoteContinued, strconv.Itoa(continued))
	}
	return j.noteRepeated(ctx)
}

// noteRepeated tells of rows that repeat or contradict others, and of those that are likely the same; these are held back where
// that was asked for.
func (j *job) noteRepeated(ctx context.Context) error {
	likely := workspace.Warning
	if j.opts.HoldLikely {
		likely = workspace.Quarantined
	}
	for kind, problem := range map[string]struct{ outcome, reason string }{
		"conflict": {string(workspace.Quarantined), ReasonConflict}, "warning": {string(likely), ReasonMaybeTwice},
	} {
		err := j.session.Exec(ctx, `INSERT INTO trouble SELECT raw_id, row_no, part, ?, ?, '', NULL, detail FROM verdict JOIN checked USING (raw_id) WHERE kind = ?`,
			problem.outcome, problem.reason, kind)
		if err != nil {
			return fmt.Errorf("note duplicates: %w", err)
		}
	}
	err := j.session.Exec(ctx, `INSERT INTO trouble SELECT raw_id, row_no, part, 'skipped', ?, '', NULL, detail FROM verdict JOIN checked USING (raw_id) WHERE kind = 'duplicate'`,
		ReasonDuplicate)
	if err != nil {
		return fmt.Errorf("note duplicates: %w", err)
	}
	if !j.opts.HoldLikely {
		return nil
	}
	if err := j.session.Exec(ctx, "UPDATE verdict SET kind = 'conflict' WHERE kind = 'warning'"); err != nil {
		return fmt.Errorf("note duplicates: %w", err)
	}
	return nil
}

// findNumbered adds to the verdicts the accidents that one row tells with a ledger number and another one without: the same day,
// town, sector and firm. They are likely the same, and never taken for it.
func (j *job) findNumbered(ctx context.Context) (int64, error) {
	if j.table.Kind != Accidents || !j.has("firm") {
		return 0, nil
	}
	rows := `SELECT 0 AS batch_id, raw_id, row_no, occurred_on, town, sector, firm, ledger_no FROM checked WHERE NOT bad AND firm IS NOT NULL
		UNION ALL SELECT batch_id, -1, row_no, occurred_on, town, sector, firm, ledger_no FROM accident WHERE firm IS NOT NULL`
	var some bool
	if err := j.session.QueryRow(ctx, "SELECT count(ledger_no) BETWEEN 1 AND count(*) - 1 FROM ("+rows+")").Scan(&some); err != nil || !some {
		return 0, err
	}
	later := func(own, other string) string {
		return fmt.Sprintf(`SELECT %[1]s.raw_id, CASE WHEN %[2]s.batch_id > 0 THEN %[2]s.batch_id || ':' ELSE '' END || %[2]s.row_no AS place, %[2]s.batch_id, %[2]s.row_no FROM pair
			WHERE %[1]s.raw_id >= 0 AND (%[2]s.batch_id > 0 OR %[2]s.row_no < %[1]s.row_no)`, own, other)
	}
	return j.session.ExecCount(ctx, fmt.Sprintf(`INSERT INTO verdict
		WITH told AS (%s), pair AS (SELECT n, u FROM told n JOIN told u ON u.occurred_on = n.occurred_on AND u.firm = n.firm AND u.town IS NOT DISTINCT FROM n.town AND u.sector IS NOT DISTINCT FROM n.sector
			WHERE n.ledger_no IS NOT NULL AND u.ledger_no IS NULL)
		SELECT raw_id, 'warning', arg_min(place, (batch_id = 0, batch_id, row_no)) FROM (%s UNION ALL %s) WHERE raw_id NOT IN (SELECT raw_id FROM verdict) GROUP BY raw_id`,
		rows, later("n", "u"), later("u", "n")))
}

// candidates lists the rows whose identity occurs more than once, grouped by identity.
func (j *job) candidates(ctx context.Context) (groups [][]candidate, err error) {
	var columns []string
	for _, o := range j.outputs() {
		switch o.column {
		case "ledger_no":
			columns = append(columns, "upper(ledger_no)")
		case "struck": // says something about a row, and makes it no other
		default:
			columns = append(columns, o.column)
		}
	}
	id, class, content := identitySQL(j.table.Kind, columns)
	siblings, err := j.siblings(ctx)
	if err != nil {
		return nil, err
	}
	table, own, kept := j.traits()
	if found, err := j.findRepeated(ctx, id, class, table); err != nil || !found {
		return nil, err
	}
	rows, err := j.session.Query(ctx, fmt.Sprintf(`
		SELECT id, %[2]s, %[3]s, -1, batch_id, row_no, %[6]s FROM (SELECT *, %[1]s AS id FROM %[4]s) SEMI JOIN repeated USING (id)
		UNION ALL SELECT id, %[2]s, %[3]s, raw_id, 0, row_no, %[5]s FROM (SELECT *, %[1]s AS id FROM checked WHERE NOT bad) SEMI JOIN repeated USING (id)
		ORDER BY 1, 4, 5, 6`, id, class, content, table, own, kept))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c candidate
		t := &c.trait
		if err := rows.Scan(&c.id, &c.class, &c.content, &c.rawID, &c.batch, &c.row, &t.day, &t.minute, &t.town, &t.kind, &t.struck, &t.states); err != nil {
			return nil, err
		}
		t.sameFile = slices.Contains(siblings, c.batch)
		if last := len(groups) - 1; last >= 0 && groups[last][0].id == c.id {
			groups[last] = append(groups[last], c)
		} else {
			groups = append(groups, []candidate{c})
		}
	}
	return groups, rows.Err()
}

// findRepeated makes the temporary table "repeated" of the identities that occur more than once, and tells whether there
// are any. Only the identities are gone through for it, because most files have none.
func (j *job) findRepeated(ctx context.Context, id, class, table string) (found bool, err error) {
	own := fmt.Sprintf("SELECT %s AS id FROM checked WHERE NOT bad", id)
	statements := []string{fmt.Sprintf("CREATE OR REPLACE TEMP TABLE repeated AS SELECT id FROM (%s AND %s <> %d) GROUP BY id HAVING count(*) > 1", own, class, byContent)}
	var earlier bool
	if err := j.session.QueryRow(ctx, "SELECT EXISTS (FROM "+table+")").Scan(&earlier); err != nil {
		return false, err
	}
	if earlier {
		statements = append(statements, fmt.Sprintf("INSERT INTO repeated SELECT DISTINCT id FROM (SELECT %s AS id FROM %s) SEMI JOIN (%s) USING (id)", id, table, own))
	}
	for _, statement := range statements {
		if err := j.session.Exec(ctx, statement); err != nil {
			return false, err
		}
	}
	err = j.session.QueryRow(ctx, "SELECT EXISTS (FROM repeated)").Scan(&found)
	return found, err
}

// outputs are the fact columns that the file fills or the rules of its kind need, in the order of the readings.
func (j *job) outputs() []output {
	var all []output
	for _, r := range j.readings {
		if r.binding.Field.Name == "unit" && j.table.Kind == Activities {
			continue // the unit belongs to the measure, not to the row
		}
		all = append(all, r.outputs...)
	}
	for _, o := range j.needed() {
		if !slices.ContainsFunc(all, func(have output) bool { return have.column == o.column }) {
			all = append(all, o)
		}
	}
	return slices.DeleteFunc(all, func(o output) bool { return o.inner })
}
