package plain_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"anlan/analytics/speech/plain"
)

func build(pieces ...string) (plain.Text, string) {
	var b plain.Builder
	whole := ""
	for _, p := range pieces {
		b.Add(p, len(whole))
		b.Break()
		whole += p + "\n"
	}
	return b.Text(), whole
}

func TestForms(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"发生事故１２起、死亡３人，上升２０％。", "发生事故12起、死亡3人,上升20%。"},
		{"1—8月、1～8月、1–8月", "1-8月、1-8月、1-8月"},
		{"事故 4414 宗", "事故4414宗"},
		{"2011 2012", "2011 2012"},
		{"GDP growth", "GDP growth"},
		{"**4414**宗", "4414宗"},
		{`"打非治违"和"清剿"`, "“打非治违”和“清剿”"},
		{"“8•27”、「11.6」", "“8·27”、“11.6”"},
		{"死\u200b亡\ufeff3人", "死亡3人"},
		{"坏\xff字节3人", "坏字节3人"},
		{"（一）〔2010〕6号：", "(一)[2010]6号:"},
	} {
		text, _ := build(tc.in)
		if text.S != tc.want {
			t.Errorf("%q becomes %q, want %q", tc.in, text.S, tc.want)
		}
	}
}

// TestPlaces finds each number again in the original.
func TestPlaces(t *testing.T) {
	text, whole := build("共发生 ４４１４ 宗，", "死亡528人")
	for found, want := range map[string]string{"4414": "４４１４", "528人": "528人", "宗,死亡": "宗，\n死亡"} {
		at := strings.Index(text.S, found)
		r := text.Original(at, at+len(found))
		if got := whole[r.Start:r.End]; got != want {
			t.Errorf("%q stands at %q, want %q", found, got, want)
		}
	}
}

func FuzzAdd(f *testing.F) {
	f.Add("共发生 ４４１４ 宗，\n死亡528人")
	f.Add("\xff\xfe“\"'＂～")
	f.Fuzz(func(t *testing.T, in string) {
		text, _ := build(in)
		if !utf8.ValidString(text.S) {
			t.Fatalf("%q becomes %q", in, text.S)
		}
		for i := range text.S {
			_, size := utf8.DecodeRuneInString(text.S[i:])
			r := text.Original(i, i+size)
			if r.Start < 0 || r.End > len(in) || r.Start > r.End {
				t.Fatalf("character %d of %q stands at %v", i, in, r)
			}
		}
	})
}
