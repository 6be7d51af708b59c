package analytics

import (
	"math"
	"strconv"
)

// decimalDigits are those that a sum of many floats is sure of: the last ones depend on the order in which they were added
// up.
const decimalDigits = 13

// Decimal is the decimal number that a float stands for, as near as a float comes to it: a sum of losses that came out as
// 40256.499999999985 is 40256.5.
func Decimal(v float64) float64 {
	if v == math.Trunc(v) || math.IsNaN(v) || math.IsInf(v, 0) {
		return v
	}
	text := strconv.AppendFloat(make([]byte, 0, 24), v, 'g', decimalDigits, 64)
	d, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return v // never: it is a number that was just written
	}
	return d
}
