package intake

import (
	"context"
	"fmt"
	"strings"

	"anlan/data/layout"
	"anlan/data/values"
)

// directUnstruck is a long remark that says nothing of being struck off. Of shorter texts there are few different ones.
const directUnstruck = "CASE WHEN strlen(%[1]s) > 60 AND NOT regexp_matches(%[1]s, '核销|(?i:struck|written)') THEN %[1]s END"

// struckReader reads whether an accident was struck off. In a column that is about this alone, yes and no and a date say so,
// too; in a remark about something else nothing is said.
func struckReader(header string) func(string) ([]any, verdict) {
	own := isAboutStriking(header)
	return func(text string) ([]any, verdict) {
		if struck, said := values.ParseStruck(text); said {
			return []any{struck}, verdict{}
		}
		if !own {
			return []any{nil}, verdict{}
		}
		flag, reason := values.ParseFlag(text)
		if reason == "" {
			return []any{flag}, verdict{}
		}
		if _, reason := values.ParseMoment(text, values.Rules{}); reason == "" {
			return []any{true}, verdict{}
		}
		return nil, refuse(reason)
	}
}

// isAboutStriking tells whether a header is about striking off alone. Any other is that of remarks or of a state.
func isAboutStriking(header string) bool {
	return strings.Contains(header, "核销") || strings.Contains(strings.ToLower(header), "struck")
}

// noteStruck notes the accidents that the file has as struck off and that are new. Of the others their versions tell.
func (j *job) noteStruck(ctx context.Context) error {
	if j.table.Kind != Accidents || !j.has("struck") {
		return nil
	}
	err := j.session.Exec(ctx, `INSERT INTO trouble SELECT raw_id, row_no, part, 'warning', '`+ReasonStruck+`', CAST(? AS VARCHAR), NULL, '' FROM checked
		WHERE NOT bad AND struck AND raw_id NOT IN (SELECT raw_id FROM verdict)`, j.header("struck"))
	if err != nil {
		return fmt.Errorf("note struck accidents: %w", err)
	}
	return nil
}

// remarks are the columns of which nothing is read but that an accident was struck off.
func (j *job) remarks() (headers []string) {
	for _, b := range j.table.Bindings {
		if b.Field.Type == layout.Struck && b.Column >= 0 && !isAboutStriking(b.Header) {
			headers = append(headers, b.Header)
		}
	}
	return headers
}
