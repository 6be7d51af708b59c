package revision

import (
	"strings"
	"unicode"
)

// Sentence is a sentence that reads differently; one of the texts is empty where it was not there.
type Sentence struct{ Before, After string }

// Differing pairs the sentences of two texts and lists those that differ. Sentences that differ in nothing but their numbers
// are one and the same.
func Differing(before, after string) []Sentence {
	a, b := split(before), split(after)
	longest := common(a, b)
	var list []Sentence
	var gone, come []string
	flush := func() {
		for i := range max(len(gone), len(come)) {
			var s Sentence
			if i < len(gone) {
				s.Before = gone[i]
			}
			if i < len(come) {
				s.After = come[i]
			}
			list = append(list, s)
		}
		gone, come = nil, nil
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && frame(a[i]) == frame(b[j]):
			flush()
			if a[i] != b[j] {
				list = append(list, Sentence{a[i], b[j]})
			}
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[i+1][j] >= longest[i][j+1]:
			gone = append(gone, a[i])
			i++
		default:
			come = append(come, b[j])
			j++
		}
	}
	flush()
	return list
}

// common is the length of the longest common sequence of frames from each pair of places on.
func common(a, b []string) [][]int {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if frame(a[i]) == frame(b[j]) {
				length[i][j] = max(length[i][j], length[i+1][j+1]+1)
			}
		}
	}
	return length
}

// frame is a sentence without its numbers.
func frame(sentence string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '.' || r == ',' {
			return -1
		}
		return r
	}, sentence)
}

// split cuts a text into sentences.
func split(text string) []string {
	var list []string
	for line := range strings.SplitSeq(text, "\n") {
		start := 0
		for i, r := range line {
			end := i + len(string(r))
			if strings.ContainsRune("。！？；", r) || (r == '.' || r == ';') && (end == len(line) || line[end] == ' ') {
				list = append(list, strings.TrimSpace(line[start:end]))
				start = end
			}
		}
		list = append(list, strings.TrimSpace(line[start:]))
	}
	kept := list[:0]
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
