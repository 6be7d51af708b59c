package vocabulary_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/vocabulary"
)

func keys(entries []vocabulary.Entry) []string {
	var list []string
	for _, e := range entries {
		list = append(list, e.Key)
	}
	return list
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"　發生　時間　": "发生时间", "ＡＢ１２": "ab12", "“三小”场所": "三小场所", "\ufeff塘廈鎮\r\n": "塘厦镇", "Chang'an": "changan", "a\x00b": "ab",
	} {
		if got := vocabulary.Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestTrimmings(t *testing.T) {
	for _, tc := range []struct {
		list       *vocabulary.List
		text, want string
	}{
		{vocabulary.Sectors(), "道路交通（含高速）", "road"},
		{vocabulary.Sectors(), "1、道路交通", "road"},
		{vocabulary.Sectors(), "（一）火灾事故", "fire"},
		{vocabulary.Sectors(), "危险化学品安全", "hazchem"},
		{vocabulary.Sectors(), "建筑施工领域", "construction"},
		{vocabulary.Sectors(), "交通行业", ""},
		{vocabulary.AccidentTypes(), "80 火灾", "fire"}, // an upside-down 08 of a scanned copy
		{vocabulary.AccidentTypes(), "60高处坠落", "fall"},
		{vocabulary.AccidentTypes(), "09", ""}, // copies number the types differently: only names count
		{vocabulary.AccidentTypes(), "機械傷害", "machinery"},
		{vocabulary.Grades(), "较大生产安全事故", "larger"},
	} {
		if e, _ := tc.list.Resolve(tc.text); e.Key != tc.want {
			t.Errorf("Resolve(%q) = %q, want %q", tc.text, e.Key, tc.want)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	sectors := vocabulary.Sectors()
	for text, want := range map[string][]string{
		"交通": {"road", "water", "rail"}, "交通安全生产": {"road", "water", "rail"}, "商贸": {"industry", "industry.trade"}, "道路交通": nil, "火星": nil,
	} {
		if diff := cmp.Diff(want, keys(sectors.Ambiguous(text))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	own := sectors.With([]vocabulary.Entry{{ID: 10, Key: "road", ZH: "道路交通", Name: "道路交通", EN: "Road traffic", Aliases: []string{"交通"}}})
	if e, ok := own.Resolve("交通"); !ok || e.Key != "road" || len(own.Ambiguous("交通")) > 0 {
		t.Errorf("a user's own alias gives %v, %v", e, ok)
	}
	if e, ok := own.Resolve("车祸"); !ok || e.Key != "road" {
		t.Errorf("the program's alias was lost: %v", e)
	}
	if _, ok := sectors.Resolve("交通"); ok {
		t.Error("the alias of one workspace shows in the list of all")
	}
}

func TestWithAddsTerms(t *testing.T) {
	own := vocabulary.Sectors().With([]vocabulary.Entry{{ID: 1001, Key: "drones", ZH: "无人机", Name: "无人机", EN: "Drones", Aliases: []string{"飞手", "火警"}}})
	for text, want := range map[string]string{"无人机": "drones", "飞手": "drones", "火警": "drones", "消防": "fire"} {
		if e, _ := own.Resolve(text); e.Key != want {
			t.Errorf("Resolve(%q) = %q, want %q", text, e.Key, want)
		}
	}
	if got, want := len(own.Entries()), len(vocabulary.Sectors().Entries())+1; got != want {
		t.Errorf("%d terms, want %d", got, want)
	}
}

func TestResolvePlace(t *testing.T) {
	towns := dongguan(t)
	for text, want := range map[string]string{
		"塘厦镇诸佛岭村128号": "441900116", "东莞市长安镇锦厦路": "441900119", "广东省东莞市东城街道主山": "441900003", "長安鎮中心": "441900119",
		"长安路12号": "", "东城某厂": "", "某厂塘厦镇分厂": "", "": "",
	} {
		if e, _ := towns.ResolvePlace(text); e.Key != want {
			t.Errorf("ResolvePlace(%q) = %q, want %q", text, e.Key, want)
		}
	}
}

func TestBeyondTowns(t *testing.T) {
	for text, want := range map[string]bool{"市直": true, "高速公路": true, " 跨 镇 ": true, "塘厦": false, "": false} {
		if got := vocabulary.IsBeyondTowns(text); got != want {
			t.Errorf("IsBeyondTowns(%q) = %v", text, got)
		}
	}
}
