//go:build race

package briefing_test

// raceDetector tells that the interpreter is some fifty times slower.
const raceDetector = true
