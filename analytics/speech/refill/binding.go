package refill

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"anlan/analytics"
	"anlan/analytics/query"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/proof"
	"anlan/analytics/words"
)

// Verdict is what a person decided about a figure.
type Verdict string

// The verdicts.
const (
	Undecided Verdict = ""          // only suggested
	Confirmed Verdict = "confirmed" // the suggested question gives it
	Changed   Verdict = "changed"   // another question gives it
	Refused   Verdict = "refused"   // none does: it stands as it was
)

// Key knows a figure by its sentence, and by which of the sentence's figures it is: it survives changes elsewhere in the text.
type Key struct {
	Sentence string // SHA-256
	Place    int
}

// Binding is a decision about a figure.
type Binding struct {
	Verdict Verdict
	Query   query.Query // that gives the figure in the old year; of one indicator
}

// question is how a binding's question is kept.
type question struct {
	Indicator analytics.ID          `json:"indicator"`
	Period    analytics.Period      `json:"period"`
	Basis     analytics.Basis       `json:"basis,omitempty"`
	Where     []analytics.Condition `json:"where,omitempty"`
}

// EncodeQuestion writes a binding's question as text to be kept; empty where the figure is refused.
func (b Binding) EncodeQuestion() (string, error) {
	if b.Verdict == Refused {
		return "", nil
	}
	if len(b.Query.Indicators) != 1 {
		return "", errors.New("a binding is of one indicator")
	}
	raw, err := json.Marshal(question{b.Query.Indicators[0], b.Query.Period, b.Query.Basis, b.Query.Where})
	if err != nil {
		return "", fmt.Errorf("keep a binding: %w", err)
	}
	return string(raw), nil
}

// DecodeQuestion reads what EncodeQuestion wrote.
func DecodeQuestion(v Verdict, text string) (Binding, error) {
	if v == Refused {
		return Binding{Verdict: v}, nil
	}
	var q question
	if err := json.Unmarshal([]byte(text), &q); err != nil {
		return Binding{}, fmt.Errorf("read a binding: %w", err)
	}
	return Binding{v, query.Query{Indicators: []analytics.ID{q.Indicator}, Period: q.Period, Basis: q.Basis, Where: q.Where}}, nil
}

// sentences cuts a text and tells a figure's key and sentence.
type sentences struct {
	text string
	ends string
	seen map[int]int // figures of the sentence that starts there
}

func newSentences(text string) *sentences {
	return &sentences{text, words.In(analytics.Chinese).Say("speech.sentence_ends") + "\n", make(map[int]int)}
}

// next is the key of the next figure in the order of the text, and the sentence that it stands in.
func (s *sentences) next(at plain.Range) (Key, string) {
	start, end := 0, len(s.text)
	if i := strings.LastIndexAny(s.text[:at.Start], s.ends); i >= 0 {
		_, width := utf8.DecodeRuneInString(s.text[i:])
		start = i + width
	}
	if i := strings.IndexAny(s.text[at.End:], s.ends); i >= 0 {
		end = at.End + i
	}
	sentence := strings.TrimSpace(s.text[start:end])
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(sentence), " ")))
	key := Key{hex.EncodeToString(sum[:]), s.seen[start]}
	s.seen[start]++
	return key, sentence
}

// bind gives a figure the question that a person confirmed or chose, with its answer in the old year.
func (r *refiller) bind(out *Figure, b Binding) error {
	frame, err := r.o.Answers.Run(r.ctx, b.Query)
	if err != nil {
		return err
	}
	out.Before = &proof.Proof{Indicator: frame.Indicators[0], Query: b.Query, Meta: frame.Meta, Value: frame.Total[0]}
	return nil
}
