package parity

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"anlan/analytics/figure"
	"anlan/assets"
)

// pageScript draws every option of the page and leaves its picture behind as text.
const pageScript = `
// The engine's random numbers: layouts that begin by chance begin alike.
let state = 1;
Math.random = function () {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
document.fonts.ready.then(async function () {
  await Promise.all([document.fonts.load('16px sans-serif', '中a'), document.fonts.load('bold 16px sans-serif', '中a')]);
  document.querySelectorAll('script[data-map]').forEach(function (map) {
    echarts.registerMap(map.dataset.map, { geoJSON: JSON.parse(map.textContent) });
  });
  for (const source of document.querySelectorAll('script[data-width]')) {
    const option = echartsFormatters.prepare(JSON.parse(source.textContent));
    option.animation = false;
    option.stateAnimation = { duration: 0 };
    [].concat(option.tooltip || []).forEach(function (t) { t.transitionDuration = 0; });
    [].concat(option.series || []).forEach(function (s) { s.animation = false; });
    const box = document.createElement('div');
    box.style.cssText = 'width:' + source.dataset.width + 'px;height:' + source.dataset.height + 'px';
    document.body.appendChild(box);
    const chart = echarts.init(box, source.dataset.theme || null, { renderer: 'canvas', devicePixelRatio: +source.dataset.scale });
    await new Promise(function (done) {
      state = 1;
      chart.on('finished', done);
      setTimeout(done, 1000); // what moves for ever never finishes
      chart.setOption(option);
    });
    if (source.dataset.focus) {
      const [seriesIndex, dataIndex] = source.dataset.focus.split(',').map(Number);
      chart.dispatchAction({ type: 'highlight', seriesIndex, dataIndex });
      chart.dispatchAction({ type: 'showTip', seriesIndex, dataIndex });
      await new Promise(function (done) { setTimeout(done, 500); });
    }
    const result = document.createElement('pre');
    result.id = 'result-' + source.id;
    result.textContent = chart.getDataURL({ type: 'png', pixelRatio: +source.dataset.scale, backgroundColor: option.backgroundColor || '#fff' });
    chart.dispose();
    box.remove();
    document.body.appendChild(result);
  }
});`

// browser draws options by Chromium, with the program's font as its only one.
func browser(t *testing.T, cases []drawing, maps map[string][]byte) map[string]*image.RGBA {
	t.Helper()
	folder := t.TempDir()
	fonts := filepath.Join(folder, "fonts")
	if err := os.Mkdir(fonts, 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("fonts/regular.ttf", assets.Font(false))
	write("fonts/bold.ttf", assets.Font(true))
	config := write("fonts.conf", fmt.Appendf(nil, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>%s</dir><cachedir>%s</cachedir>
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit><edit name="rgba" mode="assign"><const>none</const></edit></match>
</fontconfig>`, fonts, filepath.Join(folder, "cache")))
	repair, err := os.ReadFile("../../analytics/echarts/script/repair.js")
	if err != nil {
		t.Fatal(err)
	}
	formatters, err := os.ReadFile("../../analytics/echarts/script/formatters.js")
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	page.WriteString("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n")
	for _, c := range cases {
		var option bytes.Buffer
		json.HTMLEscape(&option, c.option)
		focus := ""
		if c.focus != nil {
			focus = fmt.Sprintf("%d,%d", c.focus[0], c.focus[1])
		}
		fmt.Fprintf(&page, "<script type=\"application/json\" id=\"%s\" data-width=\"%d\" data-height=\"%d\" data-scale=\"%g\" data-theme=\"%s\" data-focus=\"%s\">%s</script>\n",
			html.EscapeString(c.name), width, height, c.scale, c.theme, focus, option.Bytes())
	}
	for name, text := range maps {
		fmt.Fprintf(&page, "<script type=\"application/json\" data-map=\"%s\">", html.EscapeString(name))
		json.HTMLEscape(&page, text)
		page.WriteString("</script>\n")
	}
	for _, script := range [][]byte{assets.ECharts(), repair, formatters, figure.Formatters(), []byte(pageScript)} {
		fmt.Fprintf(&page, "<script>%s</script>\n", script)
	}
	page.WriteString("</body></html>")
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--font-render-hinting=none", "--disable-lcd-text", "--user-data-dir="+filepath.Join(folder, "profile"),
		"--virtual-time-budget=600000", "--timeout=480000", "--dump-dom", "file://"+write("page.html", page.Bytes()))
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+config)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	dom, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, problems.String())
	}
	pictures := make(map[string]*image.RGBA)
	for _, m := range regexp.MustCompile(`<pre id="result-([^"]+)">data:image/png;base64,([^<]+)</pre>`).FindAllSubmatch(dom, -1) {
		raw, err := base64.StdEncoding.DecodeString(string(m[2]))
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		copied := image.NewRGBA(img.Bounds())
		draw.Draw(copied, copied.Bounds(), img, img.Bounds().Min, draw.Src)
		pictures[html.UnescapeString(string(m[1]))] = copied
	}
	if len(pictures) != len(cases) {
		t.Fatalf("the browser drew %d of %d options\n%s", len(pictures), len(cases), problems.String())
	}
	return pictures
}
