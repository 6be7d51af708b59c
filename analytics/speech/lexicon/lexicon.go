package lexicon

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"anlan/analytics"
	"anlan/analytics/speech/quantity"
)

// Kind is what a wording does in a sentence.
type Kind int

// The kinds.
const (
	Indicator    Kind = iota // what is counted
	Weak                     // what is counted when nothing says it better: 发生
	Ratio                    // a relative indicator: deaths per something
	Rate                     // a rate in per cent: 整改率
	Scope                    // a sector, town, campaign, department
	Severity                 // a grade of accidents
	Direction                // up, down, even
	Basis                    // 同比, 环比
	Respectively             // 分别
	Each                     // 均, 各
	Share                    // 占
	Among                    // 其中
	Sum                      // 合计
	From                     // 由, 从
	Join                     // 和, 及
	Rest                     // 其他
	Target                   // 确保, 力争
	City                     // 全市
	Elsewhere                // 全国
	PerTime                  // 平均每年
	Zero                     // 未发生
	Goal                     // 完成计划的
	Noise                    // a word that others could be mistaken in
)

// Entry is a wording.
type Entry struct {
	Kind     Kind
	Keys     []string // of the indicator, sector or grade: the first is the most likely
	Units    []quantity.Class
	Spelling string
	// Dimension is that of a scope.
	Dimension analytics.DimensionID
	// Sign is which way a direction goes: 1, −1, 0 for even.
	Sign int
	// Level tells that the number behind a direction is what came of it: 下降到.
	Level bool
	// Strong tells that what is wanted holds to the end of the sentence (确保), and that a mean is one of years (平均每年).
	Strong  bool
	pattern *regexp.Regexp // of a wording with a gap
}

// Counts tells whether the wording counts in a class of units.
func (e Entry) Counts(c quantity.Class) bool { return slices.Contains(e.Units, c) }

// Lexicon finds wordings. It is immutable and safe for concurrent use.
type Lexicon struct {
	literal map[rune][]Entry // by first character, the longer ones first
	gapped  map[rune][]Entry
}

// Name is how a member of a dimension is called in a city.
type Name struct {
	Dimension     analytics.DimensionID
	Key, Spelling string
}

// New makes a lexicon with the names of a city.
func New(names []Name) *Lexicon {
	l := &Lexicon{literal: make(map[rune][]Entry), gapped: make(map[rune][]Entry)}
	for _, e := range base() {
		l.add(e)
	}
	for _, n := range names {
		for _, s := range spellings(n) {
			l.add(Entry{Kind: Scope, Dimension: n.Dimension, Keys: []string{n.Key}, Spelling: s})
		}
	}
	for _, list := range l.literal {
		slices.SortStableFunc(list, func(a, b Entry) int { return len(b.Spelling) - len(a.Spelling) })
	}
	return l
}

func (l *Lexicon) add(e Entry) {
	first, _ := utf8.DecodeRuneInString(e.Spelling)
	if e.Spelling == "" {
		return
	}
	if head, tail, found := strings.Cut(e.Spelling, "*"); found {
		e.pattern = regexp.MustCompile(`^` + regexp.QuoteMeta(head) + `(?:[^,。;:、!?\d“”%]{0,12}?)` + regexp.QuoteMeta(tail))
		l.gapped[first] = append(l.gapped[first], e)
		return
	}
	l.literal[first] = append(l.literal[first], e)
}

// Longest finds the longest wording that begins at a place, and its length in bytes; zero where there is none. Of two of
// the same length a name of the city goes before the rest.
func (l *Lexicon) Longest(s string, i int) (Entry, int) {
	first, _ := utf8.DecodeRuneInString(s[i:])
	var best Entry
	length := 0
	for _, e := range l.literal[first] {
		if strings.HasPrefix(s[i:], e.Spelling) && accepts(e, s, i) {
			best, length = e, len(e.Spelling)
			break
		}
	}
	for _, e := range l.gapped[first] {
		if found := e.pattern.FindString(s[i:]); len(found) > length || len(found) == length && best.pattern != nil && len(e.Spelling) > len(best.Spelling) {
			best, length = e, len(found)
		}
	}
	return best, length
}
