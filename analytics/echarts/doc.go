// Package echarts runs Apache ECharts inside the process, without a browser, and knows nothing of what the charts show.
//
// An option (JSON, as go-echarts makes it) is laid out by ECharts in a JavaScript interpreter whose canvas records calls.
// The record is a Scene: a value that can be compared, drawn at any scale, and written as PNG or SVG. Events go the other
// way: a pointer that moves over a chart is dispatched to ECharts, which answers with a new scene and with what was hit.
//
// Options are data and never run: a formatter is the name of a function that ships with the program (see
// script/formatters.js), addressed as "@name". An unknown name, or a series that ECharts itself does not have, is an error.
//
// Layout is deterministic: the interpreter has its own clock and its own random numbers, and text is measured by the face
// that draws it, so the same option, size, theme and fonts give the same scene and the same bytes.
package echarts
