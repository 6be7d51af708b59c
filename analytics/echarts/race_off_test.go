//go:build !race

package echarts_test

const raceDetector = false
