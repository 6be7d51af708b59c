//go:build race

package chartview_test

// raceDetector tells that the interpreter is some fifty times slower.
const raceDetector = true
