package rules

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func texts(t *testing.T, language string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "assets/translations", language+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]string
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// placeholders lists the names in a text's braces.
func placeholders(text string) []string {
	var names []string
	for _, found := range placeholder.FindAllStringSubmatch(text, -1) {
		name, _, _ := strings.Cut(found[1], "?") // {rows?row|rows} is one of two words
		names = append(names, name)
	}
	return names
}

// TestEveryTextStandsInEveryLanguage compares keys.
func TestEveryTextStandsInEveryLanguage(t *testing.T) {
	zh, en := texts(t, "zh"), texts(t, "en")
	for key := range zh {
		if _, ok := en[key]; !ok {
			t.Errorf("%s has no English text", key)
		}
	}
	for key := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s has no Chinese text", key)
		}
	}
}

// TestEveryTextIsUsed finds keys that the code names and no file has, and texts that no code names.
func TestEveryTextIsUsed(t *testing.T) {
	zh := texts(t, "zh")
	used := make(map[string]bool)
	var beginnings []string
	for _, s := range sources(t) {
		if s.speaks() {
			names, parts := spelt(s.tree)
			for _, name := range names {
				used[name] = true
			}
			beginnings = append(beginnings, parts...)
		}
	}
	for _, c := range calls(t) {
		if len(c.keys) == 1 && zh[c.keys[0]] == "" {
			t.Errorf("%s says %q, which no file has", c.path, c.keys[0])
		}
	}
	for key := range zh {
		if used[key] || slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(key, b) }) {
			continue
		}
		t.Errorf("no code says %q", key)
	}
}

// chineseCode lists where Chinese stands in the code by design.
var chineseCode = []string{
	"analytics/catalog/",                  // names and definitions, in both languages side by side
	"analytics/indicator.go",              // units
	"analytics/dimension.go",              // the member for what is not stated
	"analytics/engine/spelling.go",        // how people write names, not what they read
	"analytics/speech/plain/",             // the words and marks that drafts are written with, not what people read:
	"analytics/speech/quantity/",          // numerals, hedges, counting words
	"analytics/speech/lexicon/",           // wordings
	"analytics/speech/scan/",              // spans of time, bases
	"analytics/speech/draft/",             // particles
	"analytics/speech/refill/",            // dates, claims of tone
	"analytics/speech/compose/wording.go", // marks that must not meet
	"analytics/revision/sentence.go",      // marks that end sentences
	"app/widgets/line.go",                 // a character that is measured
	"app/widgets/wrap.go",                 // marks that no line begins with
}

// TestSentencesStandInFiles keeps Chinese, and with it whatever people read, out of the code.
func TestSentencesStandInFiles(t *testing.T) {
	for _, s := range sources(t) {
		if !s.speaks() || slices.ContainsFunc(chineseCode, func(p string) bool { return strings.HasPrefix(s.path, p) }) {
			continue
		}
		names, _ := spelt(s.tree)
		for _, text := range names {
			if strings.ContainsFunc(text, isChinese) {
				t.Errorf("%s has %q in it; that belongs into the translation files", s.path, text)
			}
		}
	}
}

// isChinese tells characters, and the punctuation that goes with them.
func isChinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}
