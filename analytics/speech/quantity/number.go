package quantity

import "math/big"

// Hedge is how a number is hedged.
type Hedge int

// The hedges.
const (
	Plain   Hedge = iota
	About         // 约, 左右
	Near          // 近, 接近: below, but not far
	Below         // 不足, 以下: the number itself is out (decree 493 on 以下)
	Above         // 超过, 逾: the number itself is out
	AtLeast       // 至少, 以上: the number itself is in (decree 493 on 以上)
	AtMost        // 不超过, 以内
	More          // 多, 余: more, but within the place of the last digit
	Between       // 1至2
	Vague         // 数百, 几十
)

// Bound is an end of an interval.
type Bound struct {
	Value *big.Rat // nil where there is no bound
	Open  bool     // the value itself is out
}

// Number is a number as written.
type Number struct {
	Value     *big.Rat // as printed, with 万 and 亿 worked out
	Decimals  int      // digits printed behind the point
	Step      *big.Rat // what the last printed digit is worth: 0.01 for 10.11, 100 for 2.81万
	Scaled    bool     // printed in 万 or 亿, and so rounded
	Signed    bool     // printed with a sign
	Chinese   int      // characters, where written in Chinese numerals
	Hedge     Hedge
	Low, High Bound // what the true figure may be
}

// Fit is how a true figure goes with a number as written.
type Fit int

// The fits.
const (
	No        Fit = iota
	Exact         // the same
	Rounded       // the same when rounded half up to the printed digits
	Truncated     // the same when cut off behind the printed digits
	Padded        // the same when rounded to fewer digits, with zeros behind: 66.70 for 66.67
	Within        // within what the hedge says
)

// Fit compares a true figure with the number.
func (n Number) Fit(v *big.Rat) Fit {
	if n.Hedge != Plain {
		if n.Holds(v) {
			return Within
		}
		return No
	}
	switch {
	case v.Cmp(n.Value) == 0:
		return Exact
	case roundTo(v, n.Step, false).Cmp(n.Value) == 0:
		return Rounded
	case roundTo(v, n.Step, true).Cmp(n.Value) == 0:
		return Truncated
	}
	if short, ok := n.Shorter(); ok && roundTo(v, short.Step, false).Cmp(n.Value) == 0 {
		return Padded
	}
	return No
}

// Holds tells whether a figure lies within the number's bounds.
func (n Number) Holds(v *big.Rat) bool {
	if b := n.Low; b.Value != nil {
		if c := v.Cmp(b.Value); c < 0 || c == 0 && b.Open {
			return false
		}
	}
	if b := n.High; b.Value != nil {
		if c := v.Cmp(b.Value); c > 0 || c == 0 && b.Open {
			return false
		}
	}
	return true
}

// Float is the printed value.
func (n Number) Float() float64 {
	f, _ := n.Value.Float64()
	return f
}

// Whole is the printed value where it is a whole number that nothing hedges or rounds.
func (n Number) Whole() (int64, bool) {
	if n.Hedge != Plain || n.Scaled || n.Decimals > 0 || n.Value == nil || !n.Value.IsInt() || !n.Value.Num().IsInt64() {
		return 0, false
	}
	return n.Value.Num().Int64(), true
}

// Interval is what the true figure may be, rounding included: a number printed in 万 or with decimals stands for all that
// round or are cut off to it.
func (n Number) Interval() (low, high Bound) {
	if n.Hedge != Plain {
		return n.Low, n.High
	}
	if _, whole := n.Whole(); whole {
		return Bound{Value: n.Value}, Bound{Value: n.Value}
	}
	half := new(big.Rat).Mul(n.Step, big.NewRat(1, 2))
	return Bound{Value: new(big.Rat).Sub(n.Value, half)}, Bound{Value: new(big.Rat).Add(n.Value, n.Step), Open: true}
}

// Shorter is the number without the zeros at its end, where it has decimals: 66.70 is printed for 66.7.
func (n Number) Shorter() (Number, bool) {
	if n.Hedge != Plain || n.Decimals == 0 {
		return n, false
	}
	short := n
	for short.Decimals > 0 {
		step := new(big.Rat).Mul(short.Step, big.NewRat(10, 1))
		if !new(big.Rat).Quo(n.Value, step).IsInt() {
			break
		}
		short.Step, short.Decimals = step, short.Decimals-1
	}
	return short, short.Decimals < n.Decimals
}

// roundTo rounds to a multiple of a step: half away from zero, or towards zero.
func roundTo(v, step *big.Rat, cut bool) *big.Rat {
	q := new(big.Rat).Quo(v, step)
	if !cut {
		half := big.NewRat(int64(q.Sign()), 2)
		q.Add(q, half)
	}
	whole := new(big.Int).Quo(q.Num(), q.Denom())
	return q.Mul(new(big.Rat).SetInt(whole), step)
}

// bound works out what a hedged number may stand for. The place is that of the last digit that is not zero: 多 behind 300
// is less than a hundred more. The lower end of 近 and both ends of 左右 are conventions: half of that place, but at most
// a tenth of the number; of 左右 at least a fiftieth and at most a twentieth.
func (n *Number) bound(h Hedge, place *big.Rat) {
	n.Hedge = h
	v := n.Value
	switch h {
	case Near:
		d := least(part(place, 2), part(v, 10))
		n.Low, n.High = Bound{Value: new(big.Rat).Sub(v, d)}, Bound{Value: v, Open: true}
	case About:
		d := part(place, 2)
		if floor := part(v, 50); floor.Cmp(d) > 0 {
			d = floor
		}
		d = least(d, part(v, 20))
		n.Low, n.High = Bound{Value: new(big.Rat).Sub(v, d)}, Bound{Value: new(big.Rat).Add(v, d)}
	case Below:
		n.Low, n.High = Bound{}, Bound{Value: v, Open: true}
	case AtMost:
		n.Low, n.High = Bound{}, Bound{Value: v}
	case Above:
		n.Low, n.High = Bound{Value: v, Open: true}, Bound{}
	case AtLeast:
		n.Low, n.High = Bound{Value: v}, Bound{}
	case More:
		n.Low, n.High = Bound{Value: v, Open: true}, Bound{Value: new(big.Rat).Add(v, place), Open: true}
	}
}

// part is a number divided by a whole number, without its sign.
func part(v *big.Rat, by int64) *big.Rat {
	p := new(big.Rat).Mul(v, big.NewRat(1, by))
	return p.Abs(p)
}

func least(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}
