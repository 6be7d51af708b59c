//go:build race

package handout_test

// raceDetector tells that the interpreter is some fifty times slower.
const raceDetector = true
