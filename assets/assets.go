// Package assets owns every file that is embedded into the program: Apache ECharts, PptxGenJS, the CJK font, icons,
// translations, vocabularies, maps, and the licences of what is not ours. It knows nothing of their meaning.
//
// ECharts, PptxGenJS and the font are third-party packages that build/setup installs into assets/node_modules, pinned and checked by
// package-lock.json; without them the package does not compile.
package assets

import (
	"embed"
	"io/fs"
	"slices"
)

var (
	//go:embed node_modules/echarts/dist/echarts.min.js
	echarts []byte

	//go:embed node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf
	fontRegular []byte

	//go:embed node_modules/@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf
	fontBold []byte

	//go:embed node_modules/echarts/LICENSE
	echartsLicence []byte

	//go:embed node_modules/echarts/NOTICE
	echartsNotice []byte

	//go:embed node_modules/@expo-google-fonts/noto-sans-sc/LICENSE_FONT
	fontLicence []byte

	//go:embed node_modules/pptxgenjs/dist/pptxgen.bundle.js
	pptxGenJS []byte

	//go:embed node_modules/pptxgenjs/LICENSE
	pptxGenJSLicence []byte

	//go:embed node_modules/jszip/LICENSE.markdown
	jsZipLicence []byte

	//go:embed icons/anlan.png
	icon []byte

	//go:embed translations/*.json
	translations embed.FS

	//go:embed dialogs/*.json
	dialogs embed.FS

	//go:embed vocabulary/*.csv
	vocabulary embed.FS

	//go:embed maps/dongguan.json
	mapDongguan []byte

	//go:embed maps/dongguan.LICENSE.txt
	mapDongguanLicence []byte

	//go:embed speech/*.txt
	speech embed.FS

	//go:embed compiled
	compiled embed.FS
)

// CompiledCharts is the chart scripts as the interpreter reads them; nil where the build has not made them.
func CompiledCharts() []byte {
	text, err := compiled.ReadFile("compiled/charts.bytecode")
	if err != nil {
		return nil // embedded files are there or not: nothing else can go wrong
	}
	return text
}

// FontFamily is the family name of the embedded font, as SVG and HTML outputs name it.
const FontFamily = "Noto Sans SC"

// EChartsVersion is the version of the embedded ECharts; package.json pins it.
const EChartsVersion = "6.1.0"

// ECharts returns the minified Apache ECharts script.
func ECharts() []byte { return echarts }

// PptxGenJS returns the script that writes presentations, with JSZip inside.
func PptxGenJS() []byte { return pptxGenJS }

// Font returns the embedded CJK font as TrueType data, in the regular or the bold weight.
func Font(bold bool) []byte {
	if bold {
		return fontBold
	}
	return fontRegular
}

// Licence is the licence text of something that is embedded.
type Licence struct {
	Of   string
	Text []byte
}

// Licences are the licences of the embedded packages, which have to go where they go.
func Licences() []Licence {
	return []Licence{
		{"Apache ECharts " + EChartsVersion, slices.Concat(echartsNotice, []byte("\n"), echartsLicence)},
		{FontFamily, fontLicence},
		{"dongguan-map", mapDongguanLicence},
		{"PptxGenJS 4.0.1", pptxGenJSLicence},
		{"JSZip", jsZipLicence},
	}
}

// Maps are the boundaries of the towns of cities, simplified, as GeoJSON by the city's key. Every feature has its town's key
// as "key", its Chinese name, and as "cp" a place for that name. The boundaries are not official, and every picture of them
// has to say so. build/map makes them.
func Maps() map[string][]byte { return map[string][]byte{"dongguan": mapDongguan} }

// Icon returns the program's icon as a PNG.
func Icon() []byte { return icon }

// Translation returns the texts of the window and the command line in one language ("zh" or "en"), as a JSON object of
// key to text.
func Translation(language string) ([]byte, error) {
	return translations.ReadFile("translations/" + language + ".json")
}

// Dialogs returns the texts of the toolkit's own dialogs in one language, in the toolkit's form.
func Dialogs(language string) ([]byte, error) {
	return dialogs.ReadFile("dialogs/" + language + ".json")
}

// Speech returns the default template of the speech's indicator paragraphs in one language ("zh" or "en").
func Speech(language string) ([]byte, error) { return speech.ReadFile("speech/" + language + ".txt") }

// Vocabulary returns one vocabulary table, a UTF-8 CSV file with a header line, by its name without extension.
func Vocabulary(name string) ([]byte, error) {
	return vocabulary.ReadFile("vocabulary/" + name + ".csv")
}

// Vocabularies lists the names of the vocabulary tables.
func Vocabularies() ([]string, error) {
	return fs.Glob(vocabulary, "vocabulary/*.csv")
}
