package vocabulary

import (
	"regexp"
	"strings"
)

var (
	numbering = regexp.MustCompile(`^(?:\d{1,3}|[一二三四五六七八九十]+)[、.)\s-]*`)
	bracketed = regexp.MustCompile(`\([^()]*\)`)
)

// trimmings are words behind a term that say only what kind of term it is.
var trimmings = []string{"生产安全事故", "安全生产", "行业领域", "类事故", "事故", "安全", "行业", "领域", "类"}

// withoutTrimmings are the shorter forms of a folded text that still name the same term: without numbering in front
// ("08火灾"), without what stands in brackets, without a word such as "行业" behind.
func withoutTrimmings(form string) []string {
	var forms []string
	add := func(shorter string) {
		if shorter != "" && shorter != form {
			forms = append(forms, shorter)
		}
	}
	bare := bracketed.ReplaceAllString(form, "")
	add(bare)
	if rest := numbering.ReplaceAllString(bare, ""); rest != bare {
		bare = rest
		add(bare)
	}
	for _, word := range trimmings {
		if rest, ok := strings.CutSuffix(bare, word); ok && len([]rune(rest)) >= 2 {
			add(rest)
			break
		}
	}
	return forms
}
