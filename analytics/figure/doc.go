// Package figure turns answers into charts: frames go in, go-echarts options come out, with the sentence that says what
// the chart shows and what a click on each mark means. It knows neither SQL nor pixels.
//
// Options are data. Every text in them (labels, tooltips) was printed by package format; the few functions they name are
// those of formatters.js, which ship with the program.
package figure
