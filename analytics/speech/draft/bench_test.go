package draft_test

import (
	"strings"
	"testing"

	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/lexicon"
)

// BenchmarkOneSentence reads a text that never ends a sentence.
func BenchmarkOneSentence(b *testing.B) {
	words := lexicon.New(nil)
	text := strings.Repeat("全市发生事故335起、死亡41人，同比分别上升0.6%和下降6.8%，其中", 300)
	for b.Loop() {
		draft.Read(text, words)
	}
}
