package lexicon

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"anlan/analytics"
	"anlan/analytics/speech/quantity"
)

var (
	// graded is what follows a grade of accidents: 较大道路交通事故, 较大2起.
	graded = regexp.MustCompile(`^(?:及|或)?(?:以上)?(?:等级)?(?:的)?[^,。;、:!?\d]{0,12}?(?:事故|火灾)|^(?:事故)?\d`)
	// counted is what may stand between 多 or 少 and its number: 多死亡3人.
	counted = regexp.MustCompile(`^(?:了|发生|死亡|死|亡|受伤|重伤|轻伤|伤|检查|查处|损失|事故|起数)*`)
	// named is what may follow a town's short name, so that it is no other word: what belongs to the name, what joins it to
	// others, what was done or happened there, what happened.
	named = regexp.MustCompile(`^(?:镇|街道|区|办事处|[、,(:“”]|和|及|等|与|共|今年|分别|\d|全|的|则|较|同比|年|上半|为|有|累计|已|仍|均|也|在|因|` +
		`发生|死亡|受伤|重伤|轻伤|事故|道路|工矿|火灾|建筑|生产安全|直接|` +
		`发现|排查|查出|查处|查找|检查|整改|整治|隐患|到期|逾期|超期|未|出动|开展|完成|举行|举办|组织|培训|责令|停产|处罚|罚款|接到|受理|答复|` +
		`上升|下降|增加|减少|增长|持平|占|比)`)
)

// accepts tells whether a wording means in its place what it usually means.
func accepts(e Entry, s string, i int) bool {
	rest := s[i+len(e.Spelling):]
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	short := utf8.RuneCountInString(e.Spelling) == 1
	switch {
	case e.Kind == Direction && short:
		return startsNumber(rest[len(counted.FindString(rest)):]) && !strings.ContainsRune("至最不很更许太大极众较倍", before)
	case e.Kind == Indicator && short:
		return startsNumber(rest)
	case e.Kind == Severity:
		return graded.MatchString(rest) && !strings.HasPrefix(rest, "事故隐患")
	case e.Kind == Scope && e.Dimension == analytics.Town:
		return named.MatchString(rest) || strings.HasSuffix(e.Spelling, "镇") || strings.HasSuffix(e.Spelling, "街道")
	case e.Kind == Share && e.Spelling == "占":
		return !strings.ContainsRune("侵抢强霸", before)
	}
	return true
}

func startsNumber(rest string) bool {
	q, end, ok := quantity.Read(rest, 0)
	return ok && end > 0 && (q.Chinese == 0 || q.Unit.Class != quantity.None)
}

// spellings are the ways in which a text writes a name: 东城, 东城街道, 东城区.
func spellings(n Name) []string {
	s := strings.NewReplacer("“", "", "”", "", " ", "").Replace(n.Spelling)
	if n.Dimension != analytics.Town || utf8.RuneCountInString(s) < 2 {
		return []string{s}
	}
	all := []string{s}
	bare := s
	for _, suffix := range []string{"街道办事处", "街道", "镇", "区", "乡"} {
		if rest, found := strings.CutSuffix(s, suffix); found && utf8.RuneCountInString(rest) >= 2 {
			bare = rest
			break
		}
	}
	for _, suffix := range []string{"", "镇", "街道", "街道办事处", "区", "乡"} {
		if bare+suffix != s {
			all = append(all, bare+suffix)
		}
	}
	return all
}
