package figure

import (
	"slices"
	"strings"
	"unicode"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/words"
)

// zh tells whether the figure speaks Chinese.
func (s Style) zh() bool { return s.Printer.Language != analytics.English }

// say is a text in the figure's language.
func (s Style) say(key string, pairs ...any) string {
	return words.In(s.Printer.Language).Say(key, pairs...)
}

// has tells whether there is a text for a key.
func (s Style) has(key string) bool { return words.In(s.Printer.Language).Has(key) }

// clauses joins parts of a sentence.
func (s Style) clauses(parts []string) string { return strings.Join(parts, s.say("figure.clause")) }

// list joins names as the language does in a sentence.
func (s Style) list(names []string) string { return words.In(s.Printer.Language).And(names) }

// label is a member's name.
func (s Style) label(m analytics.Member) string { return m.Label.In(s.Printer.Language) }

// maxAxisName is how long a name on an axis may be, in places of a terminal: a Chinese character takes two.
const maxAxisName = 22

// axisName is a member's name as an axis has room for it; tooltips say it in full.
func (s Style) axisName(m analytics.Member) string {
	places, fits := 0, 0
	name := s.label(m)
	for i, r := range name {
		if places <= maxAxisName-2 {
			fits = i
		}
		places++
		if r >= 0x2e80 {
			places++
		}
	}
	if places <= maxAxisName {
		return name
	}
	return name[:fits] + "…"
}

// name is an indicator's name.
func (s Style) name(i analytics.Indicator) string { return i.Name.In(s.Printer.Language) }

// withUnit is an indicator's name with its unit, where it has one.
func (s Style) withUnit(i analytics.Indicator) string {
	if unit := s.Printer.Unit(i.Unit); unit != "" {
		return s.say("figure.with_unit", "indicator", s.name(i), "unit", unit)
	}
	return s.name(i)
}

// noun is an indicator's name within a sentence.
func (s Style) noun(i analytics.Indicator) string { return s.lower(s.name(i)) }

// dimension is the name of a frame's dimension within a sentence.
func (s Style) dimension(frame engine.Frame) string {
	return s.lower(frame.By[0].Name.In(s.Printer.Language))
}

// lower is a name within a sentence: in English without its capital, if that is not an abbreviation's.
func (s Style) lower(name string) string {
	if s.zh() || len(name) < 2 || unicode.IsUpper(rune(name[1])) {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// subtitle says what is counted, in which unit, of whom, over which period, against what, and how much is not known.
func (s Style) subtitle(frame engine.Frame, indicator analytics.Indicator) string {
	parts := []string{s.withUnit(indicator), s.context(frame)}
	if unknown := frame.Meta.Unknown[indicator.ID]; unknown > 0 {
		parts = append(parts, s.say("figure.subtitle.unknown", "count", unknown))
	}
	if text := s.notStated(frame, indicator); text != "" {
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

// context says of whom the figures of a frame are, over which period, against what, and which filters do not apply to them.
func (s Style) context(frame engine.Frame) string {
	return joined(s.filters(frame.Meta), s.ignored(frame), s.Printer.Period(frame.Meta.Period), s.against(frame.Meta))
}

// ignored names the filters that are set and do not apply: the severity of inspections.
func (s Style) ignored(frame engine.Frame) string {
	var names []string
	for _, f := range frame.Meta.Where {
		if slices.Contains(frame.Meta.Ignored, f.Dimension.ID) {
			names = append(names, s.lower(f.Dimension.Name.In(s.Printer.Language)))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return s.say("figure.subtitle.ignored", "indicator", s.noun(frame.Indicators[0]), "dimensions", s.list(names))
}

// joinLines sets the lines of a tooltip below each other.
func joinLines(lines []string) string { return strings.Join(lines, "\n") }

// notStated counts what does not state the dimension of a frame, where the figures add up.
func (s Style) notStated(frame engine.Frame, indicator analytics.Indicator) string {
	if len(frame.By) != 1 || indicator.IsRatio() {
		return ""
	}
	for _, row := range frame.Rows {
		if v := row.Values[0]; isUnknown(row.Members[0]) && v.Now > 0 {
			return s.say("figure.subtitle.not_stated", "dimension", s.dimension(frame), "figure", s.Printer.Quantity(indicator.Unit, v.Now))
		}
	}
	return ""
}

// filters names the members that the figures are limited to.
func (s Style) filters(m engine.Meta) string {
	var parts []string
	for _, f := range m.Where {
		if slices.Contains(m.Ignored, f.Dimension.ID) {
			continue
		}
		var names []string
		for _, member := range f.Members[:min(len(f.Members), 3)] {
			names = append(names, s.memberOf(f.Dimension.ID, member))
		}
		text := s.list(names)
		if more := len(f.Members) - len(names); more > 0 {
			text = s.say("figure.subtitle.members", "members", text, "count", len(f.Members), "others", more)
		}
		if f.Not {
			text = s.say("figure.subtitle.without", "members", text)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

// against names the base of a comparison, with its days where they differ from those of the period.
func (s Style) against(m engine.Meta) string {
	switch {
	case m.Basis == analytics.NoBasis:
		return ""
	case len(m.Windows) == 0:
		return s.say("figure.against.no_data", "basis", s.Printer.Basis(m.Basis))
	case m.Basis == analytics.FiveYearAverage && len(m.Windows) < 5:
		return s.say("figure.against.few_years", "years", len(m.Windows))
	case m.Unequal():
		return s.say("figure.against.unequal", "basis", s.Printer.Basis(m.Basis), "days", m.Period.Days(), "base_days", s.Printer.Number(m.BaseDays, 0))
	}
	return s.say("figure.against", "basis", s.Printer.Basis(m.Basis))
}

// compared is the line of a tooltip that sets a figure against its base.
func (s Style) compared(indicator analytics.Indicator, v engine.Value, basis analytics.Basis) string {
	if !v.HasBase {
		return ""
	}
	name, figure := s.Printer.Basis(basis), s.Printer.Quantity(indicator.Unit, v.Base)
	if v.HasNow {
		return s.say("figure.tip.change", "basis", name, "figure", figure, "change", s.Printer.Change(indicator.Unit, v.Now, v.Base, 1))
	}
	return s.say("figure.tip.base", "basis", name, "figure", figure)
}

// tip is the tooltip of a mark: what it is, its figure, the comparison.
func (s Style) tip(heading string, indicator analytics.Indicator, v engine.Value, basis analytics.Basis, more ...string) string {
	lines := []string{heading}
	if v.HasNow {
		lines = append(lines, s.say("figure.tip.figure", "indicator", s.name(indicator), "figure", s.Printer.Quantity(indicator.Unit, v.Now)))
	} else {
		lines = append(lines, s.say("figure.tip.unknown", "indicator", s.name(indicator)))
	}
	if line := s.compared(indicator, v, basis); line != "" {
		lines = append(lines, line)
	}
	for _, line := range more {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return joinLines(lines)
}

// noLeader is the finding where no member of a dimension leads: nothing happened, or none states where.
func (s Style) noLeader(frame engine.Frame, indicator analytics.Indicator) Sentence {
	if total := frame.Total[0].Now; total > 0 {
		return plain(s.say("figure.no_leader.not_stated", "indicator", s.name(indicator), "figure", s.Printer.Quantity(indicator.Unit, total), "dimension", s.dimension(frame)))
	}
	return plain(s.say("figure.no_leader", "indicator", s.noun(indicator)))
}

// noData is the figure of a question without any data.
func (s Style) noData(frame engine.Frame, indicator analytics.Indicator) Figure {
	return Figure{
		Frame: frame, Subtitle: s.subtitle(frame, indicator),
		Finding: plain(s.say("figure.no_data", "indicator", s.name(indicator))),
		Empty:   s.say("figure.no_data.reason", "indicator", s.noun(indicator)),
	}
}
