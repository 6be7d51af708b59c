package vocabulary_test

import (
	"testing"

	"anlan/data/vocabulary"
)

// gradeCases are the worked numbers of decree 493: deaths, serious injuries, loss in 万元.
var gradeCases = []struct {
	deaths, serious int
	loss            float64
	want            vocabulary.Grade
}{
	{0, 0, 0, vocabulary.Ordinary},
	{2, 9, 999.99, vocabulary.Ordinary},
	{3, 0, 0, vocabulary.Larger},
	{9, 0, 0, vocabulary.Larger},
	{10, 0, 0, vocabulary.Major},
	{29, 0, 0, vocabulary.Major},
	{30, 0, 0, vocabulary.Extraordinary},
	{0, 10, 0, vocabulary.Larger},
	{0, 49, 0, vocabulary.Larger},
	{0, 50, 0, vocabulary.Major},
	{0, 99, 0, vocabulary.Major},
	{0, 100, 0, vocabulary.Extraordinary},
	{0, 0, 1000, vocabulary.Larger},
	{0, 0, 4999.99, vocabulary.Larger},
	{0, 0, 5000, vocabulary.Major},
	{0, 0, 9999.99, vocabulary.Major},
	{0, 0, 10000, vocabulary.Extraordinary},
	{1, 50, 20, vocabulary.Major},
	{2, 5, 5000, vocabulary.Major},
	{7, 0, 1048.39, vocabulary.Larger}, // Dongguan, Qingxi, 2022
	{18, 33, 1861, vocabulary.Major},   // Dongguan, Machong, 2016
}

func TestGradeOf(t *testing.T) {
	for _, tc := range gradeCases {
		if got := vocabulary.GradeOf(tc.deaths, tc.serious, tc.loss); got != tc.want {
			t.Errorf("GradeOf(%d, %d, %g) = %d, want %d", tc.deaths, tc.serious, tc.loss, got, tc.want)
		}
	}
}
