package problem_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"anlan/analytics/problem"
	"anlan/assets"
)

// TestTexts holds the list of wordings against the statements in the translation files: one for each, and none besides.
func TestTexts(t *testing.T) {
	raw, err := assets.Translation("zh")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]string
	if err := json.Unmarshal(raw, &texts); err != nil {
		t.Fatal(err)
	}
	n := 0
	for key := range texts {
		if name, ok := strings.CutSuffix(key, ".statement"); ok && strings.HasPrefix(name, "problem.") {
			n++
			if !slices.Contains(problem.Texts(), strings.TrimPrefix(name, "problem.")) {
				t.Errorf("%s is not listed", name)
			}
		}
	}
	if n != len(problem.Texts()) {
		t.Errorf("%d statements for %d wordings", n, len(problem.Texts()))
	}
}
