package vocabulary

import "strings"

// officeSuffixes are what offices add to a town's name; the longest that fits is taken off once.
var officeSuffixes = []string{
	"安全生产监督管理分局", "人民政府", "街道办事处", "安监分局", "街道办", "办事处", "镇政府", "分局", "街道", "镇", "乡", "区",
	"subdistrict", "town",
}

// FoldTown is Fold for town names: it also takes off a leading city or province ("东莞市塘厦镇") and one suffix that only
// says what kind of place or office it is ("镇", "街道办事处", "安监分局"). It never searches inside a text: "长安路" stays.
func FoldTown(text string) string {
	form := Fold(text)
	form = strings.TrimPrefix(form, "广东省")
	if before, after, found := strings.Cut(form, "市"); found && isCityName(before) && after != "" {
		form = after
	}
	for _, suffix := range officeSuffixes {
		if rest, ok := strings.CutSuffix(form, suffix); ok && len([]rune(rest)) >= 2 {
			return rest
		}
	}
	return form
}

// NewTowns builds a list of towns, in which names are compared by FoldTown.
func NewTowns(entries []Entry) *List { return newList(entries, FoldTown) }

// isCityName tells whether a text before "市" has the length of a city's name, so that "城市花园" is not cut.
func isCityName(text string) bool {
	n := len([]rune(text))
	return n >= 2 && n <= 4
}
