package layout

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"anlan/data/vocabulary"
)

// unitFactors are the units that headers and titles name for amounts, as multiples of the unit a field is stored in.
var unitFactors = map[string]map[string]float64{
	"万元": {"元": 1e-4, "万元": 1, "亿元": 1e4, "千元": 0.1, "百万元": 100},
	"亿元": {"元": 1e-8, "万元": 1e-4, "亿元": 1, "百万元": 0.01},
	"人":  {"人": 1, "千人": 1e3, "万人": 1e4},
	"家":  {"家": 1, "个": 1, "户": 1, "万家": 1e4, "万户": 1e4},
	"辆":  {"辆": 1, "万辆": 1e4},
	"台":  {"台": 1, "台套": 1, "万台": 1e4},
	"宗":  {"宗": 1, "起": 1},
}

// unitWords are the words that a row of units below a header is made of.
var unitWords = func() map[string]bool {
	words := make(map[string]bool)
	for _, factors := range unitFactors {
		for word := range factors {
			words[word] = true
		}
	}
	for _, word := range []string{"人次", "家次", "艘次", "车次", "件", "例", "处", "项", "条", "份", "次", "场", "座", "册", "艘", "%", "‰", "个百分点"} {
		words[word] = true
	}
	return words
}()

// isUnit tells whether a header cell only states a unit: "(人)", "万元", "单位：起".
func isUnit(text string) bool {
	return unitWords[strings.TrimPrefix(foldHeader(text), "单位")]
}

// unitScale reads the unit in a header's brackets: "常住人口(万人)" stored in 人 gives 10000. ok is false for a header
// without a unit, or with one that is not an amount of this kind.
func unitScale(header, stored string) (scale float64, ok bool) {
	for _, m := range bracketed.FindAllStringSubmatch(header, -1) {
		if scale, ok := factorOf(m[1], stored); ok {
			return scale, true
		}
	}
	return 1, false
}

// factorOf finds, in a list of units, the one that a stored unit can be made from: "起、人、万元" has one for each.
func factorOf(units, stored string) (float64, bool) {
	for _, word := range strings.FieldsFunc(vocabulary.Fold(units), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if factor, ok := unitFactors[stored][strings.TrimPrefix(word, "单位")]; ok {
			return factor, true
		}
	}
	return 1, false
}

// WithUnit is a header that states the unit its numbers are in, where it does not yet.
func WithUnit(header string, f Field, scale float64) string {
	if _, stated := unitScale(header, f.Unit); stated {
		return header
	}
	for _, word := range slices.Sorted(maps.Keys(unitFactors[f.Unit])) {
		if unitFactors[f.Unit][word] == scale {
			return header + "(" + word + ")"
		}
	}
	return header
}
