package scan

import (
	"regexp"
	"strings"

	"anlan/analytics/speech/lexicon"
)

// Digits that are no figures.
var (
	heading = regexp.MustCompile(`^(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|[一二三四五六七八九十]{1,3}(?:[、.,]|是|要|则)|\d{1,2}[.、](?:[^\d]|$)|[①-⑳]|第[一二三四五六七八九十]+[,、])`)
	date    = regexp.MustCompile(`^(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?日?`)
	clock   = regexp.MustCompile(`^\d{1,2}(?::\d{2}){1,2}|^\d{1,2}时\d{1,2}分`)
	ordinal = regexp.MustCompile(`^第(?:\d+|[一二三四五六七八九十百]+)(?:[号条届次位名批期章款页年项个类])?`)
	leading = regexp.MustCompile(`^前(?:\d+|[两三四五六七八九十]+)(?:名|位|家)`)
	decree  = regexp.MustCompile(`^(?:[\[(](?:19|20)\d{2}[\])])?\d+号(?:令|文|文件)?`)
	phone   = regexp.MustCompile(`^(?:12350|12345|12119|12328|12369)|^(\d{3}|9\d{4})(?:举报|热线|电话|指挥|报警|平台|服务|消防)|^\d{3,4}-\d{7,8}|^1\d{10}`)
	per     = regexp.MustCompile(`^每(?:\d+|[一二两三四五六七八九十百千万亿]+)(?:万|亿)?(?:名|个|人|家|起|宗|辆|台|天|日|周|月|年|季度|次|处)?`)
	name    = regexp.MustCompile(`^“(\d{1,2}[.·]\d{1,2})”`)
	bare    = regexp.MustCompile(`^(\d{1,2}·\d{1,2})|^(\d{1,2}\.\d{1,2})(?:较大|重大|特大|特别|一般|火灾|事故|爆炸|交通|坍塌|中毒|道路|重特大)`)
	quoted  = regexp.MustCompile(`^“([^“”]{1,60})”`)
	slogan  = regexp.MustCompile(`^[一二两三四五六七八九十百双零][^\d]*$`)
	drive   = regexp.MustCompile(`^(?:安全生产|安全|执法|监察|集中|专项|联合|整治|百日){0,4}(?:行动|整治|专项|战役|活动|攻坚)`)
	single  = regexp.MustCompile(`^[12一两]起(?:[^,。;、:\d]{0,14}事故|[^,。;、:\d]{0,8}火灾)?`)
	deadly  = regexp.MustCompile(`^(?:一次)?(?:性)?(?:死亡)?(3|三|10|十|30|三十)(?:人)?(?:(?:-|至)(?:9|九|29|二十九)人|人?(?:及)?以上(?:(?:10|十|30|三十)人以下)?)(?:的)?([^,。;、\d]{0,10}?事故)`)
)

// skipped are the patterns whose match says nothing, in the order in which they are tried.
var skipped = []*regexp.Regexp{date, clock, ordinal, leading, decree, phone, per}

// skipBegins are the characters that what is skipped, and a grade by its threshold, begin with.
const skipBegins = "0123456789第前每[(一死三十"

// skipAt reads digits that are no figure.
func skipAt(s string, i int) int {
	for _, p := range skipped {
		found := p.FindStringSubmatchIndex(s[i:])
		if found == nil {
			continue
		}
		if p == phone && found[2] >= 0 {
			return found[3]
		}
		return found[1]
	}
	return 0
}

// nameAt reads the name of an accident: “8.27”, 8·27.
func nameAt(s string, i int) int {
	if found := name.FindString(s[i:]); found != "" {
		return len(found)
	}
	found := bare.FindStringSubmatch(s[i:])
	if found == nil {
		return 0
	}
	return len(found[1]) + len(found[2])
}

// deadlyAt reads a grade by its threshold, 一次死亡3人以上事故: the words before 事故.
func deadlyAt(s string, i int) (lexicon.Entry, int) {
	found := deadly.FindStringSubmatch(s[i:])
	if found == nil {
		return lexicon.Entry{}, 0
	}
	keys := []string{"larger", "major", "extraordinary"}
	upTo := strings.Contains(found[0], "至") || strings.Contains(found[0], "-") || strings.Contains(found[0], "以下")
	switch found[1] {
	case "10", "十":
		keys = keys[1:]
	case "30", "三十":
		keys = keys[2:]
	}
	if upTo {
		keys = keys[:1]
	}
	return lexicon.Entry{Kind: lexicon.Severity, Keys: keys}, len(found[0]) - len(found[2])
}
