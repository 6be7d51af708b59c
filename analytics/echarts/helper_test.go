package echarts_test

import (
	"sync"
	"testing"

	"anlan/analytics/echarts"
	"anlan/assets"
	"anlan/build/gallery"
)

var program = sync.OnceValues(func() (*echarts.Program, error) {
	maps, err := gallery.Maps()
	if err != nil {
		return nil, err
	}
	return echarts.Compile(echarts.Config{
		Maps: maps, Script: assets.ECharts(), Fonts: echarts.Fonts{Regular: assets.Font(false), Bold: assets.Font(true)}, FontFamily: assets.FontFamily,
		Extension: []byte(`echartsFormatters.register("shout", function (p, args) { return echartsFormatters.escapeRich(p.name) + (args.mark || "!"); });`),
	})
})

// realProgram is ECharts itself. Under the race detector its interpreter would take minutes; those runs use standIn.
func realProgram(tb testing.TB) *echarts.Program {
	tb.Helper()
	if raceDetector {
		tb.Skip("the interpreter is too slow under the race detector; the tests of the pool use a small script there")
	}
	p, err := program()
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// boundedProgram is ECharts with interpreters that may not have more than some bytes of memory.
func boundedProgram(tb testing.TB, limit uintptr) *echarts.Program {
	tb.Helper()
	realProgram(tb)
	p, err := echarts.Compile(echarts.Config{
		Script: assets.ECharts(), FontFamily: assets.FontFamily, MemoryLimit: limit,
		Fonts: echarts.Fonts{Regular: assets.Font(false), Bold: assets.Font(true)},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// standInScript is just enough of ECharts for the engine's own code to run.
const standInScript = `
var echarts = {
  ChartView: { getClass: function () { return function () {}; } }, ComponentView: { getClass: function () { return function () {}; } },
  graphic: { extendShape: function () {} },
  Model: function () {}, ComponentModel: { getClass: function (kind, name) { return name === undefined ? function () {} : name === 'bar'; } },
  setPlatformAPI: function () {}, registerPreprocessor: function () {},
  init: function (canvas) {
    var on = {};
    var zr = { handler: { proxy: {}, dispatch: function (name, e) {
      if (name === 'click') on.click({ componentType: 'series', seriesIndex: 0, dataIndex: Math.round(e.zrX), name: 'x' });
    } } };
    return {
      on: function (n, f) { on[n] = f; }, off: function () {}, getZr: function () { return zr; }, dispose: function () {},
      dispatchAction: function () {},
      setOption: function (option) {
        if (option.loop) while (true) {}
        if (option.fail) throw new Error('failed');
        var c = canvas.getContext('2d');
        c.clearRect(0, 0, canvas.width, canvas.height);
        option.series.forEach(function (s) { s.data.forEach(function (v, i) { c.fillRect(i * 10, 0, 8, v); }); });
        on.finished();
      }
    };
  }
};
echarts.Model.prototype.parsePath = function () {};
`

// standIn is a program that lays out in no time, for tests of what is around ECharts.
func standIn(tb testing.TB) *echarts.Program {
	tb.Helper()
	p, err := echarts.Compile(echarts.Config{
		Script: []byte(standInScript), Fonts: echarts.Fonts{Regular: assets.Font(false), Bold: assets.Font(true)}, FontFamily: "Test",
	})
	if err != nil {
		tb.Fatal(err)
	}
	return p
}
