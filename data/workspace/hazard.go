package workspace

import (
	"context"
	"fmt"
)

// SameHazard are the SQL expressions over entries of hazard ledgers by which two are of one hazard: its number with town and
// firm, as numbers are given by each office; without a number the day, the place in the firm and the words. Entries that
// have neither are one hazard each.
var SameHazard = struct {
	Numbered  string // the entry has a number
	Described string // it has none, but a firm and a place or words
	Keys      []string
}{
	Numbered:  "ledger_no IS NOT NULL",
	Described: "firm IS NOT NULL AND (site IS NOT NULL OR summary IS NOT NULL)",
	Keys: []string{
		"upper(ledger_no)", "town", "firm",
		"CASE WHEN ledger_no IS NULL THEN occurred_on END", "CASE WHEN ledger_no IS NULL THEN site END", "CASE WHEN ledger_no IS NULL THEN summary END",
	},
}

// currentHazards makes hazard_case anew from the entries: of each hazard the last one, with the day of the first,
// and with the term of an earlier one where it has none.
func (tx *Tx) currentHazards(ctx context.Context) error {
	var found bool
	if err := tx.QueryRow(ctx, "SELECT EXISTS (FROM hazard) OR EXISTS (FROM hazard_case)").Scan(&found); err != nil {
		return fmt.Errorf("look for hazards: %w", err)
	}
	if !found {
		return nil
	}
	alone := fmt.Sprintf("NOT (%s OR %s)", SameHazard.Numbered, SameHazard.Described)
	keys := ""
	for _, key := range SameHazard.Keys {
		keys += key + ", "
	}
	for _, statement := range []string{
		"DELETE FROM hazard_case",
		fmt.Sprintf(`INSERT INTO hazard_case SELECT * REPLACE (min(occurred_on) OVER same AS occurred_on, coalesce(deadline, max(deadline) OVER same) AS deadline) FROM hazard
			WINDOW same AS (PARTITION BY %sCASE WHEN %[2]s THEN batch_id END, CASE WHEN %[2]s THEN row_no END)
			QUALIFY row_number() OVER (same ORDER BY batch_id DESC, row_no DESC) = 1`, keys, alone),
	} {
		if err := tx.Exec(ctx, statement); err != nil {
			return fmt.Errorf("take the entries of hazards together: %w", err)
		}
	}
	return nil
}
