package scan

import (
	"regexp"
	"strings"

	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/quantity"
)

// Kind is what a token is.
type Kind int

// The kinds of tokens.
const (
	Text    Kind = iota // characters without a meaning for figures
	Mark                // a mark of punctuation
	Word                // a wording of the lexicon
	Figure              // a quantity
	Time                // a span of time
	Compare             // a basis of comparison
	Name                // the name of an accident: “8·27”
	Unknown             // a campaign that no one knows: “…”专项行动
	Skip                // digits that are no figure
	OneOf               // 一起: one accident that is told of
)

// Token is a piece of a paragraph.
type Token struct {
	Kind       Kind
	Start, End int // bytes of the paragraph
	Text       string

	Word     lexicon.Entry
	Quantity quantity.Quantity
	Span     Span
	Basis    Basis
}

// Is tells whether the token is a wording of a kind.
func (t Token) Is(k lexicon.Kind) bool { return t.Kind == Word && t.Word.Kind == k }

// IsMark tells whether the token is one of some marks.
func (t Token) IsMark(marks ...string) bool {
	if t.Kind != Mark {
		return false
	}
	for _, m := range marks {
		if t.Text == m {
			return true
		}
	}
	return false
}

// fillers are words that may stand between a name and its number without a meaning of their own.
var fillers = regexp.MustCompile(`^(?:的|为|达到|达|共|有|是|了|则|仅|已|计|数|只|全部|人员|企业|人数|到|至|各|也|就|又|总|分|累|其|》|:|\(|\)|“|”)*$`)

// Fills tells whether the token may stand between a name and its number.
func (t Token) Fills() bool {
	return (t.Kind == Text || t.Kind == Mark) && fillers.MatchString(t.Text) || t.Is(lexicon.Respectively) || t.Is(lexicon.Each) || t.Is(lexicon.Sum)
}

// EndsList tells whether the token says that a list names examples: 等.
func (t Token) EndsList() bool { return t.Kind == Text && strings.HasPrefix(t.Text, "等") }

// EndsSentence tells whether a sentence ends with the token.
func (t Token) EndsSentence() bool { return t.IsMark("。", "!", "?") }

// Joins tells whether the token joins the items of a list.
func (t Token) Joins() bool { return t.IsMark("、") || t.Is(lexicon.Join) }
