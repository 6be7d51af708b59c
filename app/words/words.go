package words

import (
	"encoding/json"
	"fmt"
	"strings"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/assets"
)

// Words speaks one language.
type Words struct {
	Language analytics.Language
	texts    map[string]string
}

// New loads the texts of a language.
func New(l analytics.Language) (*Words, error) {
	raw, err := assets.Translation(string(l))
	if err != nil {
		return nil, fmt.Errorf("load the texts of %s: %w", l, err)
	}
	w := &Words{Language: l}
	if err := json.Unmarshal(raw, &w.texts); err != nil {
		return nil, fmt.Errorf("read the texts of %s: %w", l, err)
	}
	return w, nil
}

// Printer prints numbers in the same language.
func (w *Words) Printer() format.Printer { return format.Printer{Language: w.Language} }

// Say is the text of a key, with its {name} placeholders filled from pairs of name and value. A key that is missing shows
// itself; a test compares the keys of the code with those of the files.
func (w *Words) Say(key string, pairs ...any) string {
	text, ok := w.texts[key]
	if !ok {
		return key
	}
	var fill []string
	for i := 0; i+1 < len(pairs); i += 2 {
		fill = append(fill, "{"+fmt.Sprint(pairs[i])+"}", fmt.Sprint(pairs[i+1]))
	}
	return strings.NewReplacer(fill...).Replace(text) // in one pass, so that a value with braces in it stays as it is
}

// Has tells whether there is a text for a key.
func (w *Words) Has(key string) bool {
	_, ok := w.texts[key]
	return ok
}

// List joins names as the language does.
func (w *Words) List(names []string) string {
	if w.Language == analytics.English {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, "、")
}
