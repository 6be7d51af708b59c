package vocabulary

import (
	"cmp"
	"slices"
	"strings"
)

// Suggest returns up to n terms whose spelling is near a text that Resolve does not know, or stands in it, nearest
// first. A suggestion is for a person to confirm: it is never applied by the program.
func (l *List) Suggest(text string, n int) []Entry {
	form := []rune(l.fold(text))
	best := make(map[int]int) // position -> smallest distance
	for spelling, position := range l.index {
		d, near := nearness(form, []rune(spelling))
		if old, seen := best[position]; near && (!seen || d < old) {
			best[position] = d
		}
	}
	positions := make([]int, 0, len(best))
	for p := range best {
		positions = append(positions, p)
	}
	slices.SortFunc(positions, func(a, b int) int {
		return cmp.Or(cmp.Compare(best[a], best[b]), cmp.Compare(a, b))
	})
	var found []Entry
	for _, p := range positions[:min(n, len(positions))] {
		found = append(found, l.entries[p])
	}
	return found
}

// longestSuggested is the length of the longest text for which terms are suggested; a longer one is no name.
const longestSuggested = 40

// nearness is the distance of a spelling from a text, and whether it is small enough to be suggested. A spelling that
// stands whole in the text comes after those that differ by an edit.
func nearness(text, spelling []rune) (distance int, near bool) {
	if len(text) > longestSuggested || len(spelling) == 0 {
		return 0, false
	}
	if d := editDistance(text, spelling); d <= reach(len(text)) {
		return d, true
	}
	const least = 2 // one character stands in too many words
	if len(spelling) >= least && strings.Contains(string(text), string(spelling)) {
		return len(text), true
	}
	return 0, false
}

// reach is how many edits may lie between a text and a suggestion: one for the two or three characters of a Chinese
// name, more for longer words.
func reach(length int) int { return max(1, length/4) }

// editDistance is the Levenshtein distance between two texts.
func editDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			replace := diagonal
			if x != y {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
