//go:build race

package engine_test

// raceDetector tells that the tests run under the race detector, which makes them many times slower.
const raceDetector = true
