// Package whole tells whether whole numbers can give a percentage (domain rule 10.2): 4414 accidents after a fall by
// 10.11 per cent need a whole number before it that gives 10.11, and there is none. All arithmetic is exact.
package whole

import (
	"math/big"

	"anlan/analytics/speech/quantity"
)

// Numbers are the whole numbers from First to Last; none where Last is below First.
type Numbers struct{ First, Last int64 }

// None tells whether there are none.
func (n Numbers) None() bool { return n.Last < n.First }

// One tells whether there is exactly one.
func (n Numbers) One() bool { return n.First == n.Last }

// Answer is which whole numbers give a percentage: when it is rounded half up, when it is cut off, and when it is rounded
// to fewer digits, with zeros behind.
type Answer struct{ Rounded, Truncated, Padded Numbers }

// Possible tells whether any whole number gives the percentage.
func (a Answer) Possible() bool { return !a.Rounded.None() || !a.Truncated.None() }

// OnlyPadded tells whether the percentage comes about only by zeros behind fewer digits.
func (a Answer) OnlyPadded() bool { return !a.Possible() && !a.Padded.None() }

// OnlyTruncated tells whether the percentage comes about by cutting off alone.
func (a Answer) OnlyTruncated() bool { return a.Rounded.None() && !a.Truncated.None() }

// Best are the numbers by rounding, or, where there are none, by cutting off.
func (a Answer) Best() Numbers {
	if a.Rounded.None() {
		return a.Truncated
	}
	return a.Rounded
}

var (
	one     = big.NewRat(1, 1)
	hundred = big.NewRat(100, 1)
)

// most is the largest number that is looked at.
const most = int64(1) << 50

// span is what a true percentage may be: from low to high, the high end out unless closed.
type span struct {
	low, high *big.Rat
	closed    bool // the high end is in
}

// spans are what a printed percentage stands for, rounded and cut off. A hedged one stands for what its hedge says.
func spans(percent quantity.Number) (rounded, truncated span) {
	p := new(big.Rat).Abs(percent.Value)
	if percent.Hedge != quantity.Plain {
		s := span{low: new(big.Rat), high: big.NewRat(1e9, 1), closed: true}
		if percent.Low.Value != nil {
			s.low = percent.Low.Value
		}
		if percent.High.Value != nil {
			s.high = percent.High.Value
		}
		return s, s
	}
	half := new(big.Rat).Mul(percent.Step, big.NewRat(1, 2))
	low := new(big.Rat).Sub(p, half)
	if low.Sign() < 0 {
		low = new(big.Rat)
	}
	return span{low: low, high: new(big.Rat).Add(p, half)}, span{low: p, high: new(big.Rat).Add(p, percent.Step)}
}

func (s span) holds(v *big.Rat) bool {
	c := v.Cmp(s.high)
	return v.Cmp(s.low) >= 0 && (c < 0 || c == 0 && s.closed)
}

// Before tells which whole numbers before a change by a percentage lead to a whole number now. A fall by 100 per cent
// leaves nothing, and is not what rounds to it.
func Before(now int64, percent quantity.Number, rise bool) Answer {
	if r, _ := spans(percent); !rise && now > 0 && r.holds(hundred) && percent.Hedge == quantity.Plain {
		return Answer{none, none, none}
	}
	if rise {
		return answer(percent, func(s span) Numbers { return beforeRise(now, s) })
	}
	return answer(percent, func(s span) Numbers { return beforeFall(now, s) })
}

// none are no numbers.
var none = Numbers{1, 0}

// answer solves for all that a percentage may stand for.
func answer(percent quantity.Number, solve func(span) Numbers) Answer {
	r, t := spans(percent)
	a := Answer{solve(r), solve(t), none}
	if short, ok := percent.Shorter(); ok {
		r, _ = spans(short)
		a.Padded = solve(r)
	}
	return a
}

// beforeFall solves low <= (N - now)/N * 100 < high.
func beforeFall(now int64, s span) Numbers {
	c := new(big.Rat).SetInt64(now)
	if all := s.holds(hundred); now == 0 && all {
		return Numbers{1, most}
	} else if now == 0 || s.low.Cmp(hundred) >= 0 {
		return Numbers{1, 0}
	}
	first := new(big.Rat).Quo(c, new(big.Rat).Sub(one, new(big.Rat).Quo(s.low, hundred)))
	if s.high.Cmp(hundred) >= 0 {
		return Numbers{ceil(first), most}
	}
	last := new(big.Rat).Quo(c, new(big.Rat).Sub(one, new(big.Rat).Quo(s.high, hundred)))
	return between(first, last, true, s.closed)
}

// beforeRise solves low <= (now - N)/N * 100 < high.
func beforeRise(now int64, s span) Numbers {
	c := new(big.Rat).SetInt64(now)
	last := new(big.Rat).Quo(c, new(big.Rat).Add(one, new(big.Rat).Quo(s.low, hundred)))
	first := new(big.Rat).Quo(c, new(big.Rat).Add(one, new(big.Rat).Quo(s.high, hundred)))
	n := between(first, last, s.closed, true)
	n.First = max(n.First, 1)
	return n
}

// Of tells of which whole numbers a whole number is a percentage.
func Of(part int64, percent quantity.Number) Answer {
	return answer(percent, func(s span) Numbers { return of(part, s) })
}

// of solves low <= part/N * 100 < high.
func of(part int64, s span) Numbers {
	if part == 0 {
		if s.low.Sign() <= 0 {
			return Numbers{1, most}
		}
		return Numbers{1, 0}
	}
	c := new(big.Rat).Mul(new(big.Rat).SetInt64(part), hundred)
	if s.high.Sign() <= 0 {
		return Numbers{1, 0}
	}
	first := new(big.Rat).Quo(c, s.high)
	if s.low.Sign() <= 0 {
		return Numbers{ceil(first), most}
	}
	n := between(first, new(big.Rat).Quo(c, s.low), s.closed, true)
	n.First = max(n.First, 1)
	return n
}

// between are the whole numbers between two ends, each in or out.
func between(first, last *big.Rat, firstIn, lastIn bool) Numbers {
	n := Numbers{ceil(first), floor(last)}
	if !firstIn && first.IsInt() {
		n.First++
	}
	if !lastIn && last.IsInt() {
		n.Last--
	}
	return n
}

// Neighbours are the whole numbers beside what a percentage works out to exactly: the nearest candidates where none fits.
func Neighbours(now int64, percent quantity.Number, rise bool) (below, above int64) {
	p := new(big.Rat).Quo(new(big.Rat).Abs(percent.Value), hundred)
	factor := new(big.Rat).Sub(one, p)
	if rise {
		factor.Add(one, p)
	}
	if factor.Sign() <= 0 {
		return 0, 0
	}
	exact := new(big.Rat).Quo(new(big.Rat).SetInt64(now), factor)
	return max(floor(exact), 1), max(ceil(exact), 1)
}

// Change is the change from one number to another in per cent of the first.
func Change(before, now *big.Rat) *big.Rat {
	d := new(big.Rat).Sub(now, before)
	return d.Mul(d.Quo(d, before), hundred)
}

// Share is a part in per cent of a whole.
func Share(part, of *big.Rat) *big.Rat {
	s := new(big.Rat).Quo(part, of)
	return s.Mul(s, hundred)
}

func floor(r *big.Rat) int64 {
	q := new(big.Int).Div(r.Num(), r.Denom()) // Euclidean; the denominator is positive
	if !q.IsInt64() || q.Int64() > most {
		return most
	}
	return q.Int64()
}

func ceil(r *big.Rat) int64 {
	if r.IsInt() {
		return floor(r)
	}
	return floor(r) + 1
}
