package drawing_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/app/drawing"
)

// TestATownsSheetIsOneFileWithoutScript writes a town's sheet: its cards and figures are inside, nothing is fetched, and
// nothing can run.
func TestATownsSheetIsOneFileWithoutScript(t *testing.T) {
	if testing.Short() {
		t.Skip("laying four charts out takes a minute under the race detector")
	}
	sheet, err := figure.DrawTownSheet(t.Context(), city(t), question, style, "441900116")
	if err != nil {
		t.Fatal(err)
	}
	if got := len(sheet.Summary.Cards); got != 8 {
		t.Errorf("%d cards", got)
	}
	text, err := drawing.Handout(t.Context(), sheet, style, "示例数据")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"塘厦：事故起数 369", "较大以上事故", "“8·27”", "示例数据"} {
		if !bytes.Contains(text, []byte(part)) {
			t.Errorf("the sheet does not say %q", part)
		}
	}
	if n := bytes.Count(text, []byte(`src="data:image/svg&#43;xml;base64,`)); n != 4 {
		t.Errorf("%d pictures", n)
	}
	if found := regexp.MustCompile(`(?i)<script|https?://|ZgotmplZ`).Find(text); found != nil {
		t.Errorf("the sheet has %q in it", found)
	}
}

// TestASheetTakesNamesAsData writes a headline that is markup.
func TestASheetTakesNamesAsData(t *testing.T) {
	if testing.Short() {
		t.Skip("compiling the chart scripts takes long under the race detector")
	}
	name := `</h1><script>alert(1)</script>`
	h := figure.Handout{
		Summary: figure.Summary{Headline: figure.Headline{Sentence: figure.Sentence{{Text: name}}}, Cards: []figure.Card{{Indicator: analytics.Indicator{Name: analytics.Same(name)}}}},
		Figures: []figure.Figure{{Empty: name, Finding: figure.Sentence{{Text: name}}, Frame: engine.Frame{}}},
	}
	text, err := drawing.Handout(t.Context(), h, style, name)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "<script") {
		t.Error("a name is markup in the sheet")
	}
}
