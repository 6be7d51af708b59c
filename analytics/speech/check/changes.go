package check

import (
	"math/big"
	"slices"

	"anlan/analytics"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/quantity"
	"anlan/analytics/speech/whole"
)

// verdict is a finding about one figure of a relation, not yet put down.
type verdict struct {
	figure int
	level  Level
	code   string
	text   analytics.Text
	right  analytics.Text
}

// change checks the figures of a change. Where the wording leaves open which value changed, the reading that serves the
// draft best is taken.
func (c *checker) change(ch draft.Change) {
	readings := [][]verdict{}
	for _, v := range ch.Values {
		readings = append(readings, c.reading(ch, v))
	}
	if len(readings) == 0 {
		readings = append(readings, c.reading(ch, draft.None))
	}
	best := slices.MinFunc(readings, func(a, b []verdict) int { return int(worst(a)) - int(worst(b)) })
	for _, v := range best {
		c.findRight(v.figure, v.level, v.code, v.right, v.text)
	}
}

func worst(list []verdict) Level {
	l := Grey
	for _, v := range list {
		l = max(l, v.level)
	}
	return l
}

// moving is a change with its numbers at hand.
type moving struct {
	c          *checker
	ch         draft.Change
	now, base  *draft.Figure // nil where there is none
	difference *draft.Figure
	percent    *draft.Figure
	nowIndex   int
	sign       int // which way the text says that it went
	found      []verdict
	baseFound  *big.Rat // the base, stated or worked out
}

// reading checks a change as one of a value.
func (c *checker) reading(ch draft.Change, value int) []verdict {
	m := &moving{c: c, ch: ch, nowIndex: value}
	at := func(i int) *draft.Figure {
		if i == draft.None {
			return nil
		}
		return &c.d.Figures[i]
	}
	m.now, m.base, m.difference, m.percent = at(value), at(ch.Base), at(ch.Difference), at(ch.Percent)
	m.signs()
	if m.isRate() {
		m.rate()
		return m.found
	}
	if m.percent != nil && m.percent.Quantity.Unit.Class == quantity.Points {
		m.pointsOfCounts()
		return m.found
	}
	m.levels()
	m.percentage()
	return m.found
}

// add puts down a verdict on a figure of the change.
func (m *moving) add(figure int, l Level, code string, text analytics.Text) {
	m.found = append(m.found, verdict{figure: figure, level: l, code: code, text: text})
}

func (m *moving) addRight(figure int, l Level, code string, right, text analytics.Text) {
	m.found = append(m.found, verdict{figure, l, code, text, right})
}

// signs finds which way the text says that it went; two words that disagree are an error by themselves.
func (m *moving) signs() {
	m.sign = m.ch.Sign
	for _, f := range []*draft.Figure{m.difference, m.percent} {
		if f == nil || f.Even {
			continue
		}
		switch {
		case m.sign == 0:
			m.sign = f.Sign
		case f.Sign != 0 && f.Sign != m.sign:
			i := m.ch.Difference
			if f == m.percent {
				i = m.ch.Percent
			}
			m.add(i, Red, "direction", both(func(v voice) string { return v.say("check.direction.clash") }))
		}
	}
	if m.percent != nil && m.percent.DoubleSign {
		m.add(m.ch.Percent, Amber, "sign", both(func(v voice) string { return v.say("check.sign") }))
	}
}

// isRate tells whether what changed is a rate in per cent.
func (m *moving) isRate() bool {
	if m.now != nil {
		return m.now.Rate
	}
	return len(m.ch.Indicators) > 0 && lexicon.IsRate(m.ch.Indicators[0])
}

// exact is the number of a figure that nothing hedges or rounds; nil for others.
func exact(f *draft.Figure) *big.Rat {
	if f == nil || f.Quantity.Hedge != quantity.Plain || f.Quantity.Scaled && f.Quantity.Unit.Class != quantity.Money || f.Even {
		return nil
	}
	return f.Quantity.Value
}

// levels checks base, value, difference and direction against each other, and works out the base where it can.
func (m *moving) levels() {
	now, base := exact(m.now), exact(m.base)
	var d *big.Rat
	if m.difference != nil {
		d = exact(m.difference)
	}
	switch {
	case now != nil && base != nil:
		m.baseFound = base
		m.direction(now, base)
		if d != nil {
			m.checkDifference(new(big.Rat).Sub(now, base))
		}
	case now != nil && d != nil && m.sign != 0:
		m.baseFound = new(big.Rat).Sub(now, new(big.Rat).Mul(d, big.NewRat(int64(m.sign), 1)))
		if m.baseFound.Sign() < 0 {
			m.add(m.ch.Difference, Red, "difference", both(func(v voice) string {
				return v.say("check.difference.over", "difference", m.difference.Text, "now", m.now.Text)
			}))
			m.baseFound = nil
		}
	}
}

// direction checks the words against the numbers.
func (m *moving) direction(now, base *big.Rat) {
	went := now.Cmp(base)
	carrier := m.carrier()
	switch {
	case carrier == draft.None:
	case m.percent != nil && m.percent.Even && went != 0:
		m.addRight(m.ch.Percent, Red, "even", m.rightChange(now, base), both(func(v voice) string {
			return v.say("check.even.not", "now", m.now.Text, "base", m.base.Text, "right", m.printChange(v, now, base, 2))
		}))
	case m.sign != 0 && went != m.sign && !m.flat(went):
		m.addRight(carrier, Red, "direction", m.rightChange(now, base), both(func(v voice) string {
			return v.say("check.direction", "now", m.now.Text, "base", m.base.Text, "right", m.printChange(v, now, base, 2))
		}))
	}
}

// flat tells whether a change by nothing is said of numbers that are the same.
func (m *moving) flat(went int) bool {
	return went == 0 && (m.percent == nil || m.percent.Quantity.Value.Sign() == 0) && (m.difference == nil || m.difference.Quantity.Value.Sign() == 0) && m.ch.Sign == 0
}

// carrier is the figure that carries the direction.
func (m *moving) carrier() int {
	switch {
	case m.percent != nil:
		return m.ch.Percent
	case m.difference != nil:
		return m.ch.Difference
	case m.ch.Sign != 0:
		return m.nowIndex
	}
	return draft.None
}

func (m *moving) printChange(v voice, now, base *big.Rat, decimals int) string {
	if base.Sign() == 0 {
		return v.say("check.zero_base.right", "amount", v.number(new(big.Rat).Sub(now, base)))
	}
	return v.change(whole.Change(base, now), decimals)
}

func (m *moving) rightChange(now, base *big.Rat) analytics.Text {
	return both(func(v voice) string { return m.printChange(v, now, base, m.decimals()) })
}

// decimals is how many decimals the text prints the change with.
func (m *moving) decimals() int {
	if m.percent == nil || m.percent.Even {
		return 2
	}
	return m.percent.Quantity.Decimals
}

// checkDifference compares the stated difference with the true one.
func (m *moving) checkDifference(right *big.Rat) {
	size := new(big.Rat).Abs(right)
	text := func(v voice) string { return v.number(size) + m.difference.Quantity.Unit.Text }
	if m.difference.Quantity.Fit(size) != quantity.No {
		m.add(m.ch.Difference, Green, "difference.right", both(func(v voice) string {
			return v.say("check.difference.right", "now", m.now.Text, "base", m.base.Text)
		}))
		return
	}
	if m.difference.Quantity.Unit.Class == quantity.Money && m.difference.Quantity.Scaled {
		if off := new(big.Rat).Sub(size, m.difference.Quantity.Value); off.Abs(off).Cmp(m.difference.Quantity.Step) <= 0 {
			return // amounts of money are rounded, each by itself
		}
	}
	m.addRight(m.ch.Difference, Red, "difference", both(text), both(func(v voice) string {
		return v.say("check.difference", "now", m.now.Text, "base", m.base.Text, "right", text(v), "difference", m.difference.Text)
	}))
}
