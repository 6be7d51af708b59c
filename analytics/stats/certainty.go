package stats

// Certainty is how sure a finding is, in the three steps that texts have words for.
type Certainty int

// The steps, from the least sure on.
const (
	Ordinary     Certainty = iota // within ordinary variation (在正常波动范围内)
	Unlikely                      // unlikely to be chance (可能不是偶然): p from 0.01 to 0.05
	VeryUnlikely                  // very unlikely to be chance (很可能不是偶然): p below 0.01
)

// CertaintyOf takes a p-value that is adjusted for the number of tests made. What is no probability is Ordinary.
func CertaintyOf(adjustedP float64) Certainty {
	switch {
	case adjustedP >= 0 && adjustedP < 0.01:
		return VeryUnlikely
	case adjustedP >= 0.01 && adjustedP <= 0.05:
		return Unlikely
	}
	return Ordinary
}
