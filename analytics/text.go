package analytics

// Language is a language that texts are shown in.
type Language string

// The languages; Chinese is the first.
const (
	Chinese Language = "zh"
	English Language = "en"
)

// Text is a name or a sentence in both languages.
type Text struct{ ZH, EN string }

// In returns the text in a language.
func (t Text) In(l Language) string {
	if l == English && t.EN != "" {
		return t.EN
	}
	return t.ZH
}

// Same is a text that reads alike in both languages: a number, a name from a file.
func Same(text string) Text { return Text{ZH: text, EN: text} }
