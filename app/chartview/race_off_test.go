//go:build !race

package chartview_test

const raceDetector = false
