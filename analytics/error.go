package analytics

import "strings"

// Codes of errors about a question; the translation files word them.
const (
	CodeBasis            = "basis"             // no such basis of comparison; Detail lists them
	CodeIndicator        = "indicator"         // no such indicator
	CodeDimension        = "dimension"         // no such dimension; Detail lists them
	CodeBreakdown        = "breakdown"         // the indicator Value cannot be broken down, or filtered, by Detail
	CodeMember           = "member"            // the dimension Detail has no member Value
	CodeMoment           = "moment"            // not a day, nor a day with a time; Value is the text
	CodeNothingKnown     = "nothing_known"     // nothing had been imported at the moment Value
	CodePeriod           = "period"            // not a period; Value is the text
	CodeNoIndicator      = "no_indicator"      // nothing was asked for
	CodeTooManyRows      = "too_many_rows"     // the answer has more rows than are handed out; Value is the limit
	CodeDuplicateIDs     = "duplicate"         // the same indicator or dimension twice
	CodeWorkspaceIsEmpty = "workspace_empty"   // there are no data at all
	CodeChart            = "chart"             // no such chart; Detail lists them
	CodeSpeechFilter     = "speech_filter"     // a text cannot name the filter on the dimension Value
	CodeTooManyByDims    = "too_many_to_cross" // more dimensions than can be crossed; Value is the limit
)

// Error is an error about a question, in terms of what a person asked.
type Error struct {
	Code   string
	Value  string
	Detail string
	Err    error
}

func (e *Error) Error() string {
	parts := []string{e.Code}
	for _, part := range []string{e.Value, e.Detail} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	text := strings.Join(parts, ": ")
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }
