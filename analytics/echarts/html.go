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

// pageScript reads the option, which stands as data in the page, and shows it.
const pageScript = `
(function () {
  document.querySelectorAll("script[data-map]").forEach(function (map) {
    echarts.registerMap(map.dataset.map, { geoJSON: JSON.parse(map.textContent) });
  });
  var option = echartsFormatters.prepare(JSON.parse(document.getElementById("option").textContent));
  var chart = echarts.init(document.getElementById("chart"), null, { renderer: "canvas" });
  chart.setOption(option);
  window.addEventListener("resize", function () { chart.resize(); });
})();`

// HTML writes a chart as one file that needs no network: ECharts and the option are inside. The option is data in a
// block of its own; the Content-Security-Policy lets no other script run than the three of the file and fetches nothing.
func (p *Program) HTML(d Document) ([]byte, error) {
	var option bytes.Buffer
	if !json.Valid(d.Option) {
		return nil, fmt.Errorf("write the HTML file: the option is no JSON")
	}
	json.HTMLEscape(&option, d.Option) // "</script>" and "<!--" cannot stand in it any more
	scripts := [][]byte{p.script, slices.Concat(repairScript, formattersScript, p.ext), []byte(pageScript)}
	policy := "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src"
	var body bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(p.maps)) {
		// A map that the option does not name would only make the file larger.
		if quoted, err := json.Marshal(name); err != nil || !bytes.Contains(d.Option, quoted) {
			continue
		}
		fmt.Fprintf(&body, "<script type=\"application/json\" data-map=\"%s\">", html.EscapeString(name))
		json.HTMLEscape(&body, p.maps[name])
		body.WriteString("</script>\n")
	}
	for _, s := range scripts {
		if bytes.Contains(bytes.ToLower(s), []byte("</script")) {
			return nil, fmt.Errorf("write the HTML file: a script would end its own block")
		}
		sum := sha256.Sum256(s)
		policy += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		fmt.Fprintf(&body, "<script>%s</script>\n", s)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `<!DOCTYPE html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>
body { margin: 24px; background: %s; color: %s; font-family: "%s", "Microsoft YaHei", "PingFang SC", sans-serif; }
main { max-width: %dpx; margin: 0 auto; }
h1 { font-size: 22px; margin: 0 0 6px; }
p { font-size: 14px; color: %s; margin: 0 0 14px; }
#chart { width: 100%%; height: %dpx; }
</style>
</head>
<body>
<main>
<h1>%s</h1>
<p>%s</p>
<div id="chart"></div>
<p>%s</p>
</main>
<script type="application/json" id="option">%s</script>
%s</body>
</html>
`, html.EscapeString(d.Language), policy, html.EscapeString(d.Title), cssColor(d.Ground), cssColor(d.Ink), p.family, d.Width, cssColor(d.Muted), d.Height,
		html.EscapeString(d.Title), html.EscapeString(d.Subtitle), html.EscapeString(d.Note), option.Bytes(), body.Bytes())
	return out.Bytes(), nil
}

// cssColor lets only colours through.
func cssColor(text string) string {
	c, ok := parseColor(text)
	if !ok || c.A == 0 {
		return "inherit"
	}
	return hex(c)
}
