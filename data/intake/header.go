package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"anlan/data/vocabulary"
)

// headRecords is how many records of a sheet are looked at for the header row.
const headRecords = 60

// binding says where the values of a field come from: a column, from the part of its text that extract matches, or a
// constant.
type binding struct {
	field    field
	column   int // index into the header; -1 for a constant
	header   string
	extract  *regexp.Regexp
	constant string
	scale    float64 // what an amount is multiplied by: the header says 万人, the field is stored in 人
}

// table is where a sheet's table begins and what its columns mean.
type table struct {
	kind     Kind
	header   record
	bindings []binding
	score    int
}

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

// folded brings the aliases of fields to the form in which headers are compared.
func folded(fields []field) []field {
	for i, f := range fields {
		fields[i].aliases = foldHeaders(f.aliases)
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

// headerForms are the two forms a header is compared by: whole, and without what stands in brackets (units, remarks).
func headerForms(text string) [2]string {
	return [2]string{foldHeader(text), foldHeader(bracketed.ReplaceAllString(text, ""))}
}

// findTable looks for the row that names the most known columns, for the kind that fits best.
func findTable(head []record, opts Options) (table, bool) {
	var best table
	for _, rec := range head {
		forms := make([][2]string, len(rec.fields))
		for i, text := range rec.fields {
			forms[i] = headerForms(text)
		}
		for _, kind := range Kinds() {
			if opts.Kind != "" && opts.Kind != kind {
				continue
			}
			t, ok := bindRow(rec, forms, kind, opts)
			if ok && t.score > best.score {
				best = t
			}
		}
	}
	return best, best.score > 0
}

// bindRow tries a row as the header of a kind. It does not fit when a required field or a header asked for is missing,
// or when nothing in it tells the kind from the others.
func bindRow(rec record, forms [][2]string, kind Kind, opts Options) (table, bool) {
	t := table{kind: kind, header: rec}
	used := make(map[int]bool)
	asked := false
	for name, want := range opts.Map {
		f, known := kind.field(name)
		column := indexOfHeader(rec.fields, want.Header)
		if !known || column < 0 {
			return table{}, false
		}
		used[column], asked = true, true
		t.bindings = append(t.bindings, newBinding(f, rec.fields, column, want.Extract))
	}
	for name, value := range opts.Set {
		f, known := kind.field(name)
		if !known {
			return table{}, false
		}
		t.bindings = append(t.bindings, binding{field: f, column: -1, constant: value, scale: 1})
	}
	t.bindByAlias(forms, used)
	telling := asked || opts.Kind == kind
	for _, f := range fieldsOf(kind) {
		bound := t.binds(f.name)
		if f.required && !bound {
			return table{}, false
		}
		telling = telling || f.telling && bound
	}
	t.score = len(t.bindings)
	t.sort()
	return t, telling
}

func newBinding(f field, header []string, column int, extract *regexp.Regexp) binding {
	b := binding{field: f, column: column, header: strings.TrimSpace(header[column]), extract: extract, scale: 1}
	if f.unit != "" {
		b.scale = unitScale(b.header, f.unit)
	}
	return b
}

// bindByAlias gives each field that has no column yet the unused column whose header is its most specific alias. Whole
// headers go before headers without their brackets, because "控制指标(死亡)" and "控制指标(起数)" differ only there.
func (t *table) bindByAlias(forms [][2]string, used map[int]bool) {
	for form := range 2 {
		for _, f := range fieldsOf(t.kind) {
			if t.binds(f.name) {
				continue
			}
			if column := aliasColumn(forms, f, form, used); column >= 0 {
				used[column] = true
				t.bindings = append(t.bindings, newBinding(f, t.header.fields, column, nil))
			}
		}
	}
	t.bindings = slices.DeleteFunc(t.bindings, func(b binding) bool { return b.field.typ == typeIgnored })
}

func aliasColumn(forms [][2]string, f field, form int, used map[int]bool) int {
	for _, want := range f.aliases {
		for column, text := range forms {
			if !used[column] && text[form] == want {
				return column
			}
		}
	}
	return -1
}

func (t *table) binds(name string) bool {
	return slices.ContainsFunc(t.bindings, func(b binding) bool { return b.field.name == name })
}

// sort puts the bindings in the order of the kind's fields, so that the same file always gives the same batch.
func (t *table) sort() {
	order := make(map[string]int)
	for i, f := range fieldsOf(t.kind) {
		order[f.name] = i
	}
	slices.SortFunc(t.bindings, func(a, b binding) int { return order[a.field.name] - order[b.field.name] })
}

// indexOfHeader finds a header that a person named: to the letter, else by its folded form.
func indexOfHeader(header []string, want string) int {
	trimmed := strings.TrimSpace(want)
	if i := slices.IndexFunc(header, func(h string) bool { return strings.TrimSpace(h) == trimmed }); i >= 0 {
		return i
	}
	folded := foldHeader(want)
	return slices.IndexFunc(header, func(h string) bool { return folded != "" && foldHeader(h) == folded })
}

// unitFactors are the units that headers of amounts name, as multiples of the unit a field is stored in.
var unitFactors = map[string]map[string]float64{
	"万元": {"元": 1e-4, "万元": 1, "亿元": 1e4, "千元": 0.1, "百万元": 100},
	"亿元": {"元": 1e-8, "万元": 1e-4, "亿元": 1, "百万元": 0.01},
	"人":  {"人": 1, "千人": 1e3, "万人": 1e4},
	"家":  {"家": 1, "个": 1, "万家": 1e4},
	"辆":  {"辆": 1, "万辆": 1e4},
	"台":  {"台": 1, "台套": 1, "万台": 1e4},
	"宗":  {"宗": 1, "起": 1},
}

// unitScale reads the unit in a header's brackets: "常住人口(万人)" stored in 人 gives 10000. A header without a unit, or
// with one that is not an amount of this kind, gives 1.
func unitScale(header, stored string) float64 {
	for _, m := range bracketed.FindAllStringSubmatch(header, -1) {
		for _, word := range strings.FieldsFunc(m[1], func(r rune) bool { return !unicode.IsLetter(r) }) {
			word = strings.TrimPrefix(word, "单位")
			if factor, ok := unitFactors[stored][word]; ok {
				return factor
			}
		}
	}
	return 1
}

// shownHeaders lists the headers of the fullest of the first rows, for an error that has to say what was found.
func shownHeaders(head []record) []string {
	var fullest []string
	for _, rec := range head {
		var texts []string
		for _, f := range rec.fields {
			if f = strings.TrimSpace(f); f != "" {
				texts = append(texts, f)
			}
		}
		if len(texts) > len(fullest) {
			fullest = texts
		}
	}
	return fullest
}
