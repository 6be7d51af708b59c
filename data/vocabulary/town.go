package vocabulary

import "strings"

// officeSuffixes are what offices add to a town's name, and placeSuffixes what kind of place it is; of each, the longest
// that fits is taken off once.
var (
	officeSuffixes = []string{
		"安全生产监督管理分局", "安全生产监督管理局", "安全监管分局", "人民政府", "街道办事处", "安监分局", "街道办", "办事处", "政府", "分局",
	}
	placeSuffixes = []string{"街道", "镇", "乡", "区", "subdistrict", "town"}
)

// FoldTown is Fold for town names: it also takes off a leading city or province ("东莞市塘厦镇") and what only says what kind
// of place or office it is ("镇", "街道办事处", "镇安监分局"). It never searches inside a text: "长安路" stays.
func FoldTown(text string) string {
	return withoutSuffix(withoutSuffix(foldPlace(text), officeSuffixes), placeSuffixes)
}

func withoutSuffix(form string, suffixes []string) string {
	for _, suffix := range suffixes {
		if rest, ok := strings.CutSuffix(form, suffix); ok && len([]rune(rest)) >= 2 {
			return rest
		}
	}
	return form
}

// foldPlace is Fold without a leading province or city.
func foldPlace(text string) string {
	form := Fold(text)
	if before, after, found := strings.Cut(form, "省"); found && len([]rune(before)) <= 3 && after != "" {
		form = after
	}
	if before, after, found := strings.Cut(form, "市"); found && isCityName(before) && after != "" {
		form = after
	}
	return form
}

// NewTowns builds a list of towns, in which names are compared by FoldTown.
func NewTowns(entries []Entry) *List { return newList(entries, FoldTown, nil) }

// isCityName tells whether a text before "市" has the length of a city's name, so that "城市花园" is not cut.
func isCityName(text string) bool {
	n := len([]rune(text))
	return n >= 2 && n <= 4
}

// ResolvePlace finds the town that an address begins with: "塘厦镇诸佛岭村128号" lies in 塘厦镇. The town must be written with
// its full official name, so that "长安路" and "东城某厂" are no addresses.
func (l *List) ResolvePlace(text string) (Entry, bool) {
	form := foldPlace(text)
	best, length := Entry{}, 0
	for _, p := range l.places {
		if len(p.name) > length && strings.HasPrefix(form, p.name) {
			best, length = l.entries[p.position], len(p.name)
		}
	}
	return best, length > 0
}

// beyondTowns are what ledgers write in place of a town for what lies in none or in several.
var beyondTowns = map[string]bool{
	"市直": true, "市直属": true, "市直单位": true, "市属": true, "市本级": true, "高速": true, "高速公路": true, "跨镇": true, "跨镇街": true,
	"跨镇区": true, "市外": true, "外市": true, "其他": true, "其它": true, "水域": true,
}

// IsBeyondTowns tells whether a text says that something lies in no town, or in several: "市直", "高速公路".
func IsBeyondTowns(text string) bool { return beyondTowns[Fold(text)] }
