package echarts

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"slices"
)

// Document is a chart as a file for browsers.
type Document struct {
	Title, Subtitle, Note string // plain text
	Language              string // of the texts: "zh-CN", "en"
	Option                []byte // ECharts option as JSON
	Width, Height         int    // of the chart in pixels; it shrinks on narrow screens
	Ink, Muted, Ground    string // CSS colours
}

// Page is markup, a style sheet and a script around charts, as one file for browsers. Style, Body and Script are the
// program's own; what comes from data is to be escaped in Body already, or stands in Data.
type Page struct {
	Title    string // plain text
	Language string // of the texts: "zh-CN", "en"
	Style    string // CSS
	Body     string // HTML
	Script   string // calls loadECharts before it draws
	Data     []Data
}

// Data is JSON that stands in a page for its script to read.
type Data struct {
	ID   string
	JSON []byte
}

// Page writes a page as one file that needs no network: ECharts and the data are inside. Data stand in blocks of their own;
// the Content-Security-Policy lets no other script run than those of the file and fetches nothing. ECharts itself waits as text
// until the page's script calls loadECharts: reading it takes a browser longer than showing the page.
func (p *Program) Page(page Page) ([]byte, error) {
	blocks, err := p.blocks(page.Data)
	if err != nil {
		return nil, err
	}
	policy := "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src"
	scripts := [][]byte{p.script, slices.Concat(repairScript, formattersScript, p.ext), []byte(loaderScript), []byte(page.Script)}
	const waiting = 2 // how many of them loadECharts runs
	for i, s := range scripts {
		if bytes.Contains(bytes.ToLower(s), []byte("</script")) {
			return nil, fmt.Errorf("write the HTML file: a script would end its own block")
		}
		sum := sha256.Sum256(s)
		policy += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		attributes := ""
		if i < waiting {
			attributes = ` type="text/plain" data-later`
		}
		fmt.Fprintf(&blocks, "<script%s>%s</script>\n", attributes, s)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `<!DOCTYPE html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>%s</style>
</head>
<body>
%s
%s</body>
</html>
`, html.EscapeString(page.Language), policy, html.EscapeString(page.Title), page.Style, page.Body, blocks.Bytes())
	return out.Bytes(), nil
}

// blocks writes the data of a page, and the maps that they name.
func (p *Program) blocks(data []Data) (bytes.Buffer, error) {
	var out bytes.Buffer
	write := func(attribute, value string, text []byte) {
		fmt.Fprintf(&out, "<script type=\"application/json\" %s=\"%s\">", attribute, html.EscapeString(value))
		json.HTMLEscape(&out, text) // "</script>" and "<!--" cannot stand in it any more
		out.WriteString("</script>\n")
	}
	for _, d := range data {
		if !json.Valid(d.JSON) {
			return out, fmt.Errorf("write the HTML file: %s is no JSON", d.ID)
		}
		write("id", d.ID, d.JSON)
	}
	for _, name := range slices.Sorted(maps.Keys(p.maps)) {
		quoted, err := json.Marshal(name)
		// A map that nothing names would only make the file larger.
		if err == nil && slices.ContainsFunc(data, func(d Data) bool { return bytes.Contains(d.JSON, quoted) }) {
			write("data-map", name, p.maps[name])
		}
	}
	return out, nil
}

// loaderScript runs ECharts, once. The policy knows the blocks by their sums, whoever runs them.
const loaderScript = `
function loadECharts() {
  document.querySelectorAll("script[data-later]").forEach(function (block) {
    var script = document.createElement("script");
    script.textContent = block.textContent;
    block.remove();
    document.head.appendChild(script);
  });
}`

// pageScript reads the option, which stands as data in the page, and shows it.
const pageScript = `
(function () {
  loadECharts();
  document.querySelectorAll("script[data-map]").forEach(function (map) {
    echarts.registerMap(map.dataset.map, { geoJSON: JSON.parse(map.textContent) });
  });
  var option = echartsFormatters.prepare(JSON.parse(document.getElementById("option").textContent));
  var chart = echarts.init(document.getElementById("chart"), null, { renderer: "canvas" });
  chart.setOption(option);
  window.addEventListener("resize", function () { chart.resize(); });
})();`

// HTML writes a chart as a page with its title, what it shows and a note.
func (p *Program) HTML(d Document) ([]byte, error) {
	return p.Page(Page{
		Title: d.Title, Language: d.Language, Script: pageScript, Data: []Data{{"option", d.Option}},
		Style: fmt.Sprintf(`
body { margin: 24px; background: %s; color: %s; font-family: "%s", "Microsoft YaHei", "PingFang SC", sans-serif; }
main { max-width: %dpx; margin: 0 auto; }
h1 { font-size: 22px; margin: 0 0 6px; }
p { font-size: 14px; color: %s; margin: 0 0 14px; }
#chart { width: 100%%; height: %dpx; }
`, cssColor(d.Ground), cssColor(d.Ink), p.family, d.Width, cssColor(d.Muted), d.Height),
		Body: fmt.Sprintf(`<main>
<h1>%s</h1>
<p>%s</p>
<div id="chart"></div>
<p>%s</p>
</main>`, html.EscapeString(d.Title), html.EscapeString(d.Subtitle), html.EscapeString(d.Note)),
	})
}

// Family is the name of the program's font.
func (p *Program) Family() string { return p.family }

// cssColor lets only colours through.
func cssColor(text string) string {
	c, ok := parseColor(text)
	if !ok || c.A == 0 {
		return "inherit"
	}
	return hex(c)
}
