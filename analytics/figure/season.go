package figure

import (
	"context"
	"fmt"
	"math"
	"time"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/format"
	"anlan/analytics/stats"
)

// seasonKind is a heat map of months by years, with the mean of each month.
var seasonKind = Kind{ID: "season", draw: drawSeason}

// monthNumber is the month within the number of a month of a year.
func monthNumber(number int) time.Month { return time.Month(number % 100) }

func drawSeason(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	ask, ok, err := everything(ctx, answers, q)
	if err != nil || !ok {
		return s.nothing(), err
	}
	frame, err := answers.Run(ctx, ask)
	if err != nil {
		return Figure{}, err
	}
	indicator := frame.Indicators[0]
	if !frame.Total[0].HasNow {
		return s.noData(frame, indicator), nil
	}
	g, filled, empty, smallest, largest := s.seasonCells(frame, indicator)
	option, err := s.heatOption(g, filled, empty, smallest, largest)
	if err != nil {
		return Figure{}, err
	}
	f := Figure{
		Finding: s.seasonFinding(frame, indicator), Subtitle: s.subtitle(frame, indicator), Option: option,
		Targets: [][]Target{filled.targets, empty.targets}, Frame: frame,
	}
	for i, list := range f.Targets {
		for j, t := range list {
			if t.Period == q.Period {
				f.Selected = append(f.Selected, [2]int{i, j})
			}
		}
	}
	return f, nil
}

// seasonCells arranges the months of a frame: the years down, the newest first, the months across.
func (s Style) seasonCells(frame engine.Frame, indicator analytics.Indicator) (g grid, filled, empty cells, smallest, largest float64) {
	smallest = math.Inf(1)
	first, last := frame.Meta.Period.From.Year(), frame.Meta.Period.To.Year()
	for year := last; year >= first; year-- {
		g.down = append(g.down, analytics.Member{Key: fmt.Sprint(year), Label: analytics.Same(s.Printer.Period(analytics.WholeYear(year)))})
	}
	for month := time.January; month <= time.December; month++ {
		g.across = append(g.across, analytics.Member{Key: fmt.Sprint(int(month)), Label: analytics.Same(s.Printer.ShortMonth(month))})
	}
	for _, row := range frame.Rows {
		v, span := row.Values[0], monthOf(row.Members[0])
		if !v.HasNow {
			continue
		}
		x, y := int(span.From.Month())-1, last-span.From.Year()
		tip := s.tip(s.label(row.Members[0]), indicator, v, analytics.NoBasis, s.partial(frame, span))
		target := Target{Period: span}
		if v.Now == 0 {
			empty.add(x, y, 0, tip, "", target)
			continue
		}
		filled.add(x, y, v.Now, tip, s.Printer.Figure(indicator.Unit, math.Round(v.Now)), target)
		largest = max(largest, v.Now)
		if s.partial(frame, span) == "" {
			smallest = min(smallest, v.Now)
		}
	}
	// Months differ little beside their level: the pale end of the scale is the smallest whole month, not zero.
	return g, filled, empty, min(smallest, largest), max(largest, 1)
}

// partial says up to which day a month has data that has not ended yet.
func (s Style) partial(frame engine.Frame, month analytics.Period) string {
	if through := frame.Meta.Through; month.To.After(through) && !month.From.After(through) {
		return s.say("figure.season.partial", "day", s.Printer.DayOfYear(through))
	}
	return ""
}

// seasonFinding names the months that stand highest and lowest for their days, and says whether the months differ by more
// than chance.
func (s Style) seasonFinding(frame engine.Frame, indicator analytics.Indicator) Sentence {
	var sums, days [12]float64
	for _, row := range frame.Rows {
		v, span := row.Values[0], monthOf(row.Members[0])
		if v.HasNow && s.partial(frame, span) == "" {
			sums[span.From.Month()-1] += v.Now
			days[span.From.Month()-1] += float64(span.Days())
		}
	}
	high, low := -1, -1
	counts := make([]int, 12)
	for i := range sums {
		counts[i] = int(math.Round(sums[i]))
		if days[i] == 0 {
			return plain(s.say("figure.season.short", "indicator", s.name(indicator)))
		}
		if high < 0 || sums[i]/days[i] > sums[high]/days[high] {
			high = i
		}
		if low < 0 || sums[i]/days[i] < sums[low]/days[low] {
			low = i
		}
	}
	text := s.say("figure.season.finding", "high", s.Printer.ShortMonth(time.Month(high+1)), "low", s.Printer.ShortMonth(time.Month(low+1)))
	fit, err := stats.Uniform(counts, days[:])
	if err != nil {
		return plain(text)
	}
	return plain(text + s.say("figure.season.certainty", "certainty", s.certainty(stats.CertaintyOf(fit.P))))
}

// nothing is the figure of a workspace without accidents.
func (s Style) nothing() Figure {
	text := s.say("figure.nothing")
	return Figure{Finding: plain(text), Empty: text, Subtitle: format.None}
}
