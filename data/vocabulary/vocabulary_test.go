package vocabulary_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anlan/data/vocabulary"
)

func dongguan(t *testing.T) *vocabulary.List {
	t.Helper()
	for _, city := range vocabulary.Cities() {
		if city.Key == "dongguan" {
			return city.Towns
		}
	}
	t.Fatal("Dongguan does not ship with the program")
	return nil
}

func TestTownSpellings(t *testing.T) {
	towns := dongguan(t)
	for _, tc := range []struct{ text, want string }{
		{"塘厦", "441900116"},
		{"塘厦镇", "441900116"},
		{"东莞市塘厦镇", "441900116"},
		{"广东省东莞市塘厦镇", "441900116"},
		{" 塘 厦 镇　", "441900116"},
		{"塘廈", "441900116"},
		{"塘夏镇", "441900116"},
		{"Tangxia", "441900116"},
		{"TANGXIA Town", "441900116"},
		{"塘厦安监分局", "441900116"},
		{"塘厦镇安监分局", "441900116"},
		{"塘厦镇人民政府", "441900116"},
		{"东城街道办事处", "441900003"},
		{"东城区", "441900003"},
		{"莞城区", "441900006"},
		{"道窖镇", "441900124"},
		{"高步", "441900129"},
		{"Chang'an", "441900119"},
		{"Changan", "441900119"},
		{"441900119", "441900119"},
		{"虎门", "441900121"},
		{"虎门港", "441900402"},
		{"长安路", ""},
		{"东城某厂", ""},
		{"火星镇", ""},
		{"东莞市", ""},
		{"广东省", ""},
		{"", ""},
	} {
		entry, ok := towns.Resolve(tc.text)
		if ok != (tc.want != "") || entry.Key != tc.want {
			t.Errorf("Resolve(%q) = %q, %v; want %q", tc.text, entry.Key, ok, tc.want)
		}
	}
}

func TestThirtyTwoTowns(t *testing.T) {
	kinds := map[string]int{}
	for _, e := range dongguan(t).Entries() {
		kinds[e.Kind]++
	}
	if kinds["town"] != 28 || kinds["subdistrict"] != 4 {
		t.Errorf("kinds = %v; want 28 towns and 4 subdistricts", kinds)
	}
}

// TestTownsAgainstPublishedCodes compares the built-in towns with a table of division codes made by others.
func TestTownsAgainstPublishedCodes(t *testing.T) {
	var file *os.File
	var err error
	for _, up := range []string{"../../..", "../../../.."} {
		if file, err = os.Open(filepath.Join(up, "shared/data/china-divisions/streets-guangdong.csv")); err == nil {
			break
		}
	}
	if err != nil {
		t.Skipf("no published codes to compare with: %v", err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	towns := dongguan(t)
	compared := 0
	for _, record := range records[1:] {
		if record[4] != "4419" || strings.HasPrefix(record[0], "4419004") {
			continue
		}
		compared++
		if entry, ok := towns.Resolve(record[1]); !ok || entry.Key != record[0] {
			t.Errorf("%s has code %s; resolved to %q", record[1], record[0], entry.Key)
		}
	}
	if compared != 32 {
		t.Errorf("compared %d towns, want 32", compared)
	}
}

func TestSuggest(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"塘夏夏", "塘厦"},
		{"樟木", "樟木头"},
		{"望牛敦镇", "望牛墩"},
		{"塘厦诸佛岭", "塘厦"}, // the name stands in the text: suggested, never applied
	} {
		found := dongguan(t).Suggest(tc.text, 3)
		if len(found) == 0 || found[0].ZH != tc.want {
			t.Errorf("Suggest(%q) = %v, want %s first", tc.text, found, tc.want)
		}
	}
	if found := dongguan(t).Suggest("完全不同的名字", 3); len(found) != 0 {
		t.Errorf("suggested %v for a text that is near nothing", found)
	}
}

func TestSectorSpellings(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"道路交通", "road"},
		{"交通事故", "road"},
		{"消防", "fire"},
		{"火灾", "fire"},
		{"危化品", "hazchem"},
		{"工矿商贸企业", "industry"},
		{"建筑", "construction"},
		{"房屋市政", "construction.building"},
		{"三合一", "fire.mixed_use"},
		{"“三小”场所", "fire.small_premises"},
		{"特设", "equipment"},
		{"其它", "other"},
		{"road", "road"},
		{"Road traffic", "road"},
		{"交通", ""},
		{"商贸", ""}, // ambiguous: 道路 or 水上, 工矿商贸 or 批零; a person must say
	} {
		entry, ok := vocabulary.Sectors().Resolve(tc.text)
		if ok != (tc.want != "") || entry.Key != tc.want {
			t.Errorf("Resolve(%q) = %q, %v; want %q", tc.text, entry.Key, ok, tc.want)
		}
	}
}

func TestAccidentTypeSpellings(t *testing.T) {
	for _, tc := range []struct {
		text string
		want int
	}{
		{"高坠", 9}, {"高处坠落", 9}, {"触电事故", 5}, {"中毒", 19}, {"坍踏", 10}, {"腌溺", 6}, {"其它", 20}, {"吊装", 4},
	} {
		if entry, _ := vocabulary.AccidentTypes().Resolve(tc.text); entry.ID != tc.want {
			t.Errorf("Resolve(%q) = %d, want %d", tc.text, entry.ID, tc.want)
		}
	}
}

// TestListsAreSound checks every embedded list for what the code relies on.
func TestListsAreSound(t *testing.T) {
	lists := map[string]*vocabulary.List{
		"sectors": vocabulary.Sectors(), "types": vocabulary.AccidentTypes(),
		"grades": vocabulary.Grades(), "measures": vocabulary.Measures(), "towns": dongguan(t),
	}
	for name, list := range lists {
		ids, keys := map[int]bool{}, map[string]bool{}
		for _, e := range list.Entries() {
			if e.Key == "" || e.ZH == "" || e.EN == "" || e.ID == 0 {
				t.Errorf("%s: incomplete term %+v", name, e)
			}
			if ids[e.ID] || keys[e.Key] {
				t.Errorf("%s: %s (%d) stands twice", name, e.Key, e.ID)
			}
			ids[e.ID], keys[e.Key] = true, true
			if e.Parent != "" && !keys[e.Parent] {
				t.Errorf("%s: %s belongs to %s, which does not come before it", name, e.Key, e.Parent)
			}
			if got, ok := list.Resolve(e.ZH); !ok || got.Key != e.Key {
				t.Errorf("%s: the name %s resolves to %q", name, e.ZH, got.Key)
			}
		}
	}
}
