//go:build race

package intake_test

// raceEnabled tells that the race detector slows everything down: sizes are smaller then.
const raceEnabled = true
