package layout

import (
	"regexp"
	"slices"
	"strings"

	"anlan/data/values"
	"anlan/data/vocabulary"
)

// content is what the values of a column look like: the share of its cells with text that are each thing.
type content struct {
	filled                                      int
	days, months, towns, places, sectors, types float64
	grades, numbers                             float64
	samples                                     []string
}

// Limits of recognition by content.
const (
	contentRows  = 60  // rows looked at
	contentLeast = 3   // cells with text below which content tells nothing
	contentShare = 0.8 // of the cells that have to be what a column is taken for
	weakShare    = 0.2 // of the cells that have to bear a weak header out
)

// content looks at the values of a column below the candidate's header, once.
func (c *candidate) content(column int) content {
	k, seen := c.contents[column]
	if !seen {
		k = c.lookAt(column)
		c.contents[column] = k
	}
	return k
}

func (c *candidate) lookAt(column int) content {
	var k content
	var n struct{ days, months, towns, places, sectors, types, grades, numbers int }
	terms := c.grid.terms
	for row := c.first + c.rows; row < min(len(c.grid.sample.Rows), c.first+c.rows+contentRows); row++ {
		text := c.grid.cell(row, column)
		if len(text) <= longestHeader && (values.IsBlank(text) || IsTotal(text)) {
			continue
		}
		k.filled++
		if len(k.samples) < 3 {
			k.samples = append(k.samples, shortened(text))
		}
		if len(text) > longestHeader {
			continue // no name, no date, no number
		}
		if m, reason := values.ParseMoment(text, values.Rules{Year: 2000, Order: values.MonthFirst}); isDate(text, reason) {
			count(&n.days, m.Precision == values.ToDay || reason == values.ReasonImpossible)
			count(&n.months, m.Precision == values.ToMonth)
		}
		count(&n.towns, names(terms.Towns, text))
		count(&n.places, isPlace(terms.Towns, text))
		count(&n.sectors, names(terms.Sectors, text))
		count(&n.types, names(terms.Types, text))
		count(&n.grades, names(terms.Grades, text))
		count(&n.numbers, looksNumeric(text))
	}
	share := func(hits int) float64 { return float64(hits) / float64(max(k.filled, 1)) }
	k.days, k.months, k.towns, k.places = share(n.days), share(n.months), share(n.towns), share(n.places)
	k.sectors, k.types, k.grades, k.numbers = share(n.sectors), share(n.types), share(n.grades), share(n.numbers)
	return k
}

// shortened is the beginning of a long text.
func shortened(text string) string {
	const shown = 60
	if runes := []rune(text[:min(len(text), 4*shown)]); len(runes) > shown {
		return string(runes[:shown]) + "…"
	}
	return text
}

func count(n *int, hit bool) {
	if hit {
		*n++
	}
}

// isDate tells whether a text is a date: bare numbers of a few digits are none.
func isDate(text, reason string) bool {
	return (reason == "" || reason == values.ReasonImpossible) && (strings.ContainsAny(text, "-/.年月") || len(text) >= 8)
}

func names(list *vocabulary.List, text string) bool {
	if list == nil {
		return false
	}
	_, ok := list.Resolve(text)
	return ok
}

func isPlace(towns *vocabulary.List, text string) bool {
	if towns == nil {
		return false
	}
	_, ok := towns.ResolvePlace(text)
	return ok || names(towns, text)
}

// looksNumeric tells whether a text is a number, or one with a hedge.
func looksNumeric(text string) bool {
	_, reason := values.ParseNumber(text)
	return reason == "" || values.Interval(text) != ""
}

// bindWeak gives fields the columns whose headers other things have too, where the values bear them out: a "地点" that
// holds towns, or addresses that begin with one.
func (b *binder) bindWeak() {
	for _, f := range Fields(b.kind) {
		if b.barred(f) {
			continue
		}
		for rank := range 2 {
			column := b.withHeader(f.weak, rank)
			if column < 0 {
				continue
			}
			if f.Name == "firm" {
				if b.namesFirms(column) {
					b.take(f, column, ByHeader, 0.6)
				}
				break
			}
			k := b.content(column)
			confidence := max(k.towns, k.places)
			if k.filled > 0 && (b.grid.terms.Towns == nil || confidence < weakShare) {
				continue
			}
			b.take(f, column, ByHeader, 0.8*max(confidence, 0.5))
			b.table.Bindings[len(b.table.Bindings)-1].Place = true
			break
		}
	}
}

// office are names of those who inspect, which stand under the same headers as the names of firms.
var office = regexp.MustCompile(`(局|厅|委|委员会|办|办公室|大队|中队|支队|总队|分局|镇|街道|政府|管委会|监督所|监管所|安监所)$`)

// namesFirms tells whether a column whose header firms share with other things (检查单位: 检查单位数, 执法单位) has names of firms:
// neither numbers nor towns nor offices.
func (b *binder) namesFirms(column int) bool {
	f, known := b.kind.Field("firm")
	if !known || len(f.weak) == 0 || !f.IsWeak(joined(b.paths[column])) {
		return false
	}
	k := b.content(column)
	return k.filled > 0 && k.numbers < weakShare && k.towns < weakShare && k.days+k.months < weakShare && !slices.ContainsFunc(k.samples, office.MatchString)
}

// bindByContent gives fields that no header names the one column whose values are such. Where two columns could be meant,
// none is taken.
func (b *binder) bindByContent() {
	for _, want := range []struct {
		typ   Type
		share func(content) float64
	}{
		{Moment, func(k content) float64 { return k.days }},
		{Period, func(k content) float64 { return max(k.days, k.months) }},
		{Town, func(k content) float64 { return k.towns }},
		{Sector, func(k content) float64 { return k.sectors }},
		{AccidentType, func(k content) float64 { return k.types }},
		{Grade, func(k content) float64 { return k.grades }},
	} {
		for _, f := range Fields(b.kind) {
			if f.Type != want.typ || b.barred(f) {
				continue
			}
			if column, share := b.onlyColumn(want.share); column >= 0 {
				b.take(f, column, ByContent, 0.7*share)
			}
		}
	}
}

// elsewhere are words of headers whose dates and names are not those of the accident or the return itself.
var elsewhere = regexp.MustCompile(`上报|报告|填报|登记|结案|立案|出生|整改|期限|完成|批复|死者|受害|责任|调查|report|clos`)

// onlyColumn finds the only free column whose values are nearly all of a kind.
func (b *binder) onlyColumn(share func(content) float64) (column int, of float64) {
	column = -1
	for c := range b.paths {
		if !b.free(c) || elsewhere.MatchString(b.table.Header[c]) {
			continue
		}
		k := b.content(c)
		if s := share(k); k.filled >= contentLeast && s >= contentShare {
			if column >= 0 {
				return -1, 0
			}
			column, of = c, s
		}
	}
	return column, of
}
