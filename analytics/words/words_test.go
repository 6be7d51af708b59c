package words_test

import (
	"encoding/json"
	"testing"

	"anlan/analytics"
	"anlan/analytics/words"
	"anlan/assets"
)

var zh, en = words.In(analytics.Chinese), words.In(analytics.English)

// TestFilesCanBeRead reads the translation files as the package does, which has no way to say that one is spoilt.
func TestFilesCanBeRead(t *testing.T) {
	for _, l := range []analytics.Language{analytics.Chinese, analytics.English} {
		raw, err := assets.Translation(string(l))
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]string
		if err := json.Unmarshal(raw, &texts); err != nil || len(texts) == 0 {
			t.Errorf("%s: %d texts, %v", l, len(texts), err)
		}
		for key, text := range texts {
			if w := words.In(l); !w.Has(key) || w.Say(key) != text {
				t.Errorf("%s: %s reads %q, want %q", l, key, w.Say(key), text)
			}
		}
	}
}

func TestLanguages(t *testing.T) {
	for _, tc := range []struct{ asked, spoken analytics.Language }{
		{analytics.Chinese, analytics.Chinese}, {analytics.English, analytics.English}, {"", analytics.Chinese}, {"fr", analytics.Chinese},
	} {
		if got := words.In(tc.asked).Language; got != tc.spoken {
			t.Errorf("asked for %q it speaks %q", tc.asked, got)
		}
	}
	if got, want := words.Both("place.row", "row", 3), (analytics.Text{ZH: "第 3 行", EN: "row 3"}); got != want {
		t.Errorf("in both languages %q, want %q", got, want)
	}
}

// TestOneAndMany says one of two words by a number.
func TestOneAndMany(t *testing.T) {
	for rows, want := range map[any]string{0: "0 rows held back", 1: "1 row held back", int64(1): "1 row held back", "1": "1 row held back", 21: "21 rows held back"} {
		if got := words.In(analytics.English).Say("footer.quarantined", "count", rows); got != want {
			t.Errorf("%v reads %q, want %q", rows, got, want)
		}
	}
}

// TestSay fills placeholders in, and keeps braces that come with a value from being filled in by a later one.
func TestSay(t *testing.T) {
	if got := zh.Say("no such key"); got != "no such key" {
		t.Errorf("a key without a text reads %q", got)
	}
	if got := zh.Say("cli.usage.file", "path", "{error}", "error", "磁盘已满"); got != "不能写入“{error}”：磁盘已满" {
		t.Errorf("a value with a placeholder in it reads %q", got)
	}
	if got := en.Say("place.batch", "row", 2, "batch", 1, "more", true); got != "row 2 of import 1" {
		t.Errorf("a value more than the text needs: %q", got)
	}
	if got := en.Say("place.batch", "row", 2); got != "row 2 of import {batch}" {
		t.Errorf("a value less than the text needs: %q", got)
	}
}

func TestLists(t *testing.T) {
	for _, tc := range []struct {
		names              []string
		zh, en, zhAnd, and string
	}{
		{nil, "", "", "", ""},
		{[]string{"a"}, "a", "a", "a", "a"},
		{[]string{"a", "b"}, "a、b", "a, b", "a、b", "a and b"},
		{[]string{"a", "b", "c"}, "a、b、c", "a, b, c", "a、b、c", "a, b and c"},
	} {
		for _, got := range [][2]string{{zh.List(tc.names), tc.zh}, {en.List(tc.names), tc.en}, {zh.And(tc.names), tc.zhAnd}, {en.And(tc.names), tc.and}} {
			if got[0] != got[1] {
				t.Errorf("%v are joined as %q, want %q", tc.names, got[0], got[1])
			}
		}
	}
}
