//go:build !race

package briefing_test

const raceDetector = false
