package layout

import (
	"regexp"
	"strings"

	"anlan/data/vocabulary"
)

// foldHeader brings a header to the form in which it is compared: vocabulary's fold, without underscores, hyphens,
// brackets and a mark for required columns.
func foldHeader(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("_-()[]【】〔〕*＊:：,，、/.", r) {
			return -1
		}
		return r
	}, vocabulary.Fold(text))
}

var bracketed = regexp.MustCompile(`[(（\[【〔]([^)）\]】〕]*)[)）\]】〕]`)

// bare is a header without what stands in brackets: units, remarks.
func bare(text string) string { return bracketed.ReplaceAllString(text, "") }

// headerForms are the two forms a header is compared by: whole, and without what stands in brackets.
func headerForms(text string) [2]string { return [2]string{foldHeader(text), foldHeader(bare(text))} }

// folded brings the aliases of fields to the form in which headers are compared.
func folded(fields []Field) []Field {
	for i, f := range fields {
		fields[i].aliases = foldHeaders(f.aliases)
		fields[i].weak = foldHeaders(f.weak)
	}
	return fields
}

func foldHeaders(texts []string) []string {
	forms := make([]string, len(texts))
	for i, text := range texts {
		forms[i] = foldHeader(text)
	}
	return forms
}

// aliasOf finds the field of a kind that a header names.
func (k Kind) aliasOf(forms [2]string) (Field, bool) {
	for _, form := range forms {
		if i, ok := aliasIndex[k][form]; ok {
			return fields[k][i], true
		}
	}
	return Field{}, false
}

// aliasIndex maps the folded headers of each kind to the position of their field.
var aliasIndex = func() map[Kind]map[string]int {
	index := make(map[Kind]map[string]int)
	for kind, list := range fields {
		index[kind] = make(map[string]int)
		for i, f := range list {
			for _, alias := range f.aliases {
				if _, taken := index[kind][alias]; !taken {
					index[kind][alias] = i
				}
			}
		}
	}
	return index
}()

// SameHeader tells whether two headers are the same, apart from how they are written.
func SameHeader(a, b string) bool {
	form := foldHeader(b)
	return form != "" && foldHeader(a) == form
}
