//go:build race

package echarts_test

// raceDetector tells that the interpreter is some fifty times slower.
const raceDetector = true
