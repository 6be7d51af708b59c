package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// ownHeaders are the headers that an exported quarantine adds. They do not change the shape of a file, so that a
// corrected export is read as the file itself was.
var ownHeaders = map[string]bool{"原行号": true, "隔离原因": true, "originalrow": true, "whyitwasheldback": true}

// allRows marks a column that an exported quarantine adds for a value that was given for all rows.
const allRows = "（所有行）"

// AllRowsHeader is the header of a column that an exported quarantine adds for a field whose value was given for all rows.
func AllRowsHeader(f Field) string { return f.aliases[0] + allRows }

// IsOwnHeader tells whether a header is one that an exported quarantine adds.
func IsOwnHeader(text string) bool {
	form := foldHeader(text)
	return ownHeaders[form] || strings.HasSuffix(form, foldHeader(allRows))
}

// ShapeOf is a hash of a table's headers: files with the same headers, in whatever order, have the same one. Where headers
// are missing or stand twice, only their order tells the columns apart, and it counts.
func ShapeOf(headers []string) string {
	var forms []string
	for _, h := range headers {
		if !IsOwnHeader(h) {
			forms = append(forms, foldHeader(withoutUnit(h)))
		}
	}
	for len(forms) > 0 && forms[len(forms)-1] == "" {
		forms = forms[:len(forms)-1]
	}
	if sorted := slices.Sorted(slices.Values(forms)); !slices.Contains(forms, "") && len(slices.Compact(slices.Clone(sorted))) == len(forms) {
		forms = sorted
	}
	sum := sha256.Sum256([]byte(strings.Join(forms, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// withoutUnit is a header without a unit in brackets, which an exported quarantine adds.
func withoutUnit(header string) string {
	return bracketed.ReplaceAllStringFunc(header, func(text string) string {
		if isUnit(text) {
			return ""
		}
		return text
	})
}

// Shape is the hash of a table's headers.
func (t *Table) Shape() string {
	var headers []string
	for _, c := range t.Columns {
		headers = append(headers, c.Header)
	}
	return ShapeOf(headers)
}

// Place is where in a sample a header may be.
type Place struct {
	Shape     string
	Row, Rows int // number of the first row, and how many
}

// Places lists the shapes of all headers that a sample may have, so that one that a person confirmed before is found.
func Places(s Sample, terms Terms) []Place {
	g := newGrid(s, terms)
	var places []Place
	for first := range s.Rows {
		for rows := 1; rows <= maxHeaderRows && first+rows <= len(s.Rows); rows++ {
			var headers []string
			for column := range g.width {
				headers = append(headers, joined(g.path(first, rows, column)))
			}
			places = append(places, Place{ShapeOf(headers), s.Rows[first].Number, rows})
		}
	}
	return places
}
