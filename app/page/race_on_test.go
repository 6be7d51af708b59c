//go:build race

package page_test

// raceDetector tells that the interpreter is some fifty times slower.
const raceDetector = true
