package words

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"anlan/analytics"
	"anlan/assets"
)

// Words speaks one language.
type Words struct {
	Language analytics.Language
	texts    map[string]text
}

var (
	chinese = sync.OnceValue(func() *Words { return load(analytics.Chinese) })
	english = sync.OnceValue(func() *Words { return load(analytics.English) })
)

// In gives the texts of a language; where there is no such language, the Chinese ones.
func In(l analytics.Language) *Words {
	if l == analytics.English {
		return english()
	}
	return chinese()
}

func load(l analytics.Language) *Words {
	var texts map[string]string
	raw, err := assets.Translation(string(l))
	if err == nil {
		err = json.Unmarshal(raw, &texts)
	}
	if err != nil {
		panic(fmt.Errorf("read the texts of %s: %w", l, err)) // the files are part of the program, and a test reads them
	}
	w := &Words{Language: l, texts: make(map[string]text, len(texts))}
	for key, raw := range texts {
		w.texts[key] = cut(raw)
	}
	return w
}

// Both is a text in both languages, for names that are not yet in anyone's.
func Both(key string, pairs ...any) analytics.Text {
	return analytics.Text{ZH: chinese().Say(key, pairs...), EN: english().Say(key, pairs...)}
}

// Say is the text of a key, with its {name} placeholders filled from pairs of name and value. A text may leave values
// out. A key that is missing shows itself; a test compares the keys of the code with those of the files.
func (w *Words) Say(key string, pairs ...any) string {
	if t, ok := w.texts[key]; ok {
		return t.fill(pairs)
	}
	return key
}

// Has tells whether there is a text for a key.
func (w *Words) Has(key string) bool {
	_, ok := w.texts[key]
	return ok
}

// List joins names in a list: "a, b, c".
func (w *Words) List(names []string) string { return strings.Join(names, w.Say("list.separator")) }

// And joins names within a sentence: "a, b and c".
func (w *Words) And(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return w.List(names[:last]) + w.Say("list.and") + names[last]
}
