//go:build race

package main

// raceDetector tells that the interpreter is some fifty times slower.
const raceDetector = true
