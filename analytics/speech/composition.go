package speech

import (
	"strings"

	"anlan/analytics"
)

// Composition is a composed text as it is kept, to be compared with a later one.
type Composition struct {
	Period     analytics.Period      `json:"period"`
	Basis      analytics.Basis       `json:"basis"`
	Language   analytics.Language    `json:"language"`
	Paragraphs []ComposedParagraph   `json:"paragraphs"`
	Where      []analytics.Condition `json:"where,omitempty"`
}

// ComposedParagraph is a line of a composed text.
type ComposedParagraph struct {
	Text    string   `json:"text"`
	Figures []Figure `json:"figures,omitempty"`
}

// Figure is a number of a composed text.
type Figure struct {
	// Field is what the number stands for: the field of the template and, of a finding, its key. It is the same in another
	// composition from the same template.
	Field  string  `json:"field"`
	Text   string  `json:"text"`
	Start  int     `json:"start"` // in the text of the paragraph, in bytes
	Values []Value `json:"values"`
}

// Value is an answer that a figure was printed from.
type Value struct {
	Indicator analytics.ID `json:"indicator"`
	Now       float64      `json:"now"`
	Base      *float64     `json:"base,omitempty"`
}

// String is the text, a paragraph a line.
func (c Composition) String() string {
	var lines []string
	for _, p := range c.Paragraphs {
		lines = append(lines, p.Text)
	}
	return strings.Join(lines, "\n")
}

// sentence is the sentence of a paragraph that a figure stands in.
func (p ComposedParagraph) sentence(f Figure, ends string) string {
	start, end := 0, len(p.Text)
	if i := strings.LastIndexAny(p.Text[:f.Start], ends); i >= 0 {
		start = i
		for _, r := range p.Text[i:] {
			start += len(string(r))
			break
		}
	}
	after := f.Start + len(f.Text)
	if i := strings.IndexAny(p.Text[after:], ends); i >= 0 {
		end = after + i
	}
	return strings.TrimSpace(p.Text[start:end])
}
