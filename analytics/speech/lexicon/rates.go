package lexicon

import "strings"

// stems are other words for what a rate says is done.
var stems = map[string][]string{
	"rectification_rate": {"整改", "治理", "消除"},
	"reply_rate":         {"回复", "答复"},
	"rate.办结":            {"办结", "办理完毕", "办复"},
	"rate.核查":            {"核查", "核实"},
	"rate.查实":            {"查实", "属实"},
	"rate.覆盖":            {"覆盖"},
	"rate.持证":            {"持证"},
	"rate.督办":            {"督办"},
}

// Stems are the words that tell the count of what a rate says is done.
func Stems(rate string) []string {
	if s, ok := stems[rate]; ok {
		return s
	}
	if stem, found := strings.CutPrefix(rate, "rate."); found {
		return []string{stem}
	}
	return nil
}

// IsRate tells whether the key of what is counted is that of a rate in per cent.
func IsRate(key string) bool {
	return strings.HasPrefix(key, "rate.") || key == "rectification_rate" || key == "reply_rate"
}

// IsOwed tells whether the words before a count say what should be done, not what was: 应结案, 未整改.
func IsOwed(label string) bool {
	for _, w := range []string{"应", "未", "需", "拟", "待", "计划", "不"} {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// opposites are words that divide a whole in two: what is the one is not the other.
var opposites = [][2]string{{"一般", "重大"}, {"重伤", "轻伤"}, {"男", "女"}}

// Divides tells whether two parts, by the words before them, are all of a whole: 属实 and 不属实, 已整改 and 未整改.
func Divides(a, b string) bool {
	for _, o := range opposites {
		if strings.Contains(a, o[0]) && strings.Contains(b, o[1]) || strings.Contains(a, o[1]) && strings.Contains(b, o[0]) {
			return true
		}
	}
	return negates(a, b) || negates(b, a)
}

// negates tells whether b says that a is not: 属实 and 不属实, 已整改 and 未整改.
func negates(a, b string) bool {
	a = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(a, "其中"), "已"), "经查")
	for _, not := range []string{"不", "未", "尚未", "没有"} {
		if rest, found := strings.CutPrefix(strings.TrimPrefix(b, "其中"), not); found && rest != "" && rest == a {
			return true
		}
	}
	return false
}
