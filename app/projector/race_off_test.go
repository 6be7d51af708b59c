//go:build !race

package projector_test

const raceDetector = false
