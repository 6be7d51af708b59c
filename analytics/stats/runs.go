package stats

// Run is the longest stretch of months in a row above what was expected.
type Run struct {
	Start  int // place of its first month; −1 where no month is above
	Length int
	P      float64 // probability of a run at least as long somewhere in the series, by chance
}

// BadRun finds the longest run of counts above their expected values, the first of several, and how probable one so long
// is where counts are independent and Poisson: a recursion over the months with the length of the run so far as state.
func BadRun(counts []int, expected []float64) (Run, error) {
	if _, _, err := checkSeries(counts, expected); err != nil {
		return Run{}, err
	}
	if sum(expected) > MaxCount {
		return Run{}, ErrValue
	}
	run, length := Run{Start: -1}, 0
	above := make([]float64, len(counts))
	for i, c := range counts {
		above[i] = sumUp(poisson{expected[i]}, poisson{expected[i]}.mode()+1)
		length++
		if float64(c) <= expected[i] {
			length = 0
		}
		if length > run.Length {
			run.Start, run.Length = i-length+1, length
		}
	}
	run.P = chanceOfRun(above, run.Length)
	return run, nil
}

// chanceOfRun is the probability of so many successes in a row among independent trials of given probabilities.
func chanceOfRun(probabilities []float64, length int) float64 {
	if length == 0 {
		return 1
	}
	state := make([]float64, length) // probability of a run of i now, and of none long enough before
	state[0] = 1
	reached := 0.0
	for _, p := range probabilities {
		reached += state[length-1] * p
		broken := 0.0
		for i := length - 1; i >= 0; i-- {
			broken += state[i] * (1 - p)
			if i > 0 {
				state[i] = state[i-1] * p
			}
		}
		state[0] = broken
	}
	return min(1, reached)
}
