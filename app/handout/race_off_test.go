//go:build !race

package handout_test

const raceDetector = false
