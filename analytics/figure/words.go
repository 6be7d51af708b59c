package figure

import (
	"fmt"
	"strings"
	"unicode"

	"anlan/analytics"
	"anlan/analytics/engine"
)

// zh tells whether the figure speaks Chinese.
func (s Style) zh() bool { return s.Printer.Language != analytics.English }

// say chooses between the Chinese and the English form of a sentence.
func (s Style) say(zh, en string, args ...any) string {
	if s.zh() {
		return fmt.Sprintf(zh, args...)
	}
	return fmt.Sprintf(en, args...)
}

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

// noun is an indicator's name within a sentence.
func (s Style) noun(i analytics.Indicator) string {
	return s.lower(i.Name.In(s.Printer.Language))
}

// lower is a name within a sentence: in English without its capital, if that is not an abbreviation's.
func (s Style) lower(name string) string {
	if s.zh() || len(name) < 2 || unicode.IsUpper(rune(name[1])) {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// list joins names as the language does.
func (s Style) list(names []string) string {
	if s.zh() {
		return strings.Join(names, "、")
	}
	if len(names) > 1 {
		return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
	}
	return strings.Join(names, "")
}

// subtitle says what is counted, in which unit, of whom, over which period, against what, and how much is not known.
func (s Style) subtitle(frame engine.Frame, indicator analytics.Indicator) string {
	parts := []string{indicator.Name.In(s.Printer.Language)}
	if unit := s.Printer.Unit(indicator.Unit); unit != "" {
		parts[0] += s.say("（%s）", " (%s)", unit)
	}
	if filter := s.filters(frame.Meta); filter != "" {
		parts = append(parts, filter)
	}
	parts = append(parts, s.Printer.Period(frame.Meta.Period))
	if basis := s.against(frame.Meta); basis != "" {
		parts = append(parts, basis)
	}
	if unknown := frame.Meta.Unknown[indicator.ID]; unknown > 0 {
		parts = append(parts, s.say("%d 行数值未知", "%d rows unknown", unknown))
	}
	if text := s.notStated(frame, indicator); text != "" {
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

// notStated counts what does not state the dimension of a frame, where the figures add up.
func (s Style) notStated(frame engine.Frame, indicator analytics.Indicator) string {
	if len(frame.By) != 1 || indicator.IsRatio() {
		return ""
	}
	for _, row := range frame.Rows {
		if v := row.Values[0]; isUnknown(row.Members[0]) && v.Now > 0 {
			quantity := s.Printer.Quantity(indicator.Unit, v.Now)
			return s.say("未注明%[1]s的 %[2]s", "%[2]s without %[1]s", s.lower(frame.By[0].Name.In(s.Printer.Language)), quantity)
		}
	}
	return ""
}

// filters names the members that the figures are limited to.
func (s Style) filters(m engine.Meta) string {
	var parts []string
	for _, f := range m.Where {
		var names []string
		for _, member := range f.Members[:min(len(f.Members), 3)] {
			names = append(names, s.label(member))
		}
		text := s.list(names)
		if more := len(f.Members) - len(names); more > 0 {
			text = s.say("%[1]s等 %[2]d 项", "%[1]s and %[3]d more", s.list(names), len(f.Members), more)
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
		return s.say("%s无数据", "no data for the %s", s.Printer.Basis(m.Basis))
	case m.Basis == analytics.FiveYearAverage && len(m.Windows) < 5:
		return s.say("与近%d年同期平均比（数据不足五年）", "against the mean of %d years (fewer than five have data)", len(m.Windows))
	case m.Unequal():
		return s.say("与%s比（%d 天比 %s 天）", "against the %s (%d days to %s)", s.Printer.Basis(m.Basis), m.Period.Days(), s.Printer.Number(m.BaseDays, 0))
	}
	return s.say("与%s比", "against the %s", s.Printer.Basis(m.Basis))
}

// compared is the line of a tooltip that sets a figure against its base.
func (s Style) compared(indicator analytics.Indicator, v engine.Value, basis analytics.Basis) string {
	if !v.HasBase {
		return ""
	}
	line := s.Printer.Basis(basis) + s.say(" %s", ": %s", s.Printer.Quantity(indicator.Unit, v.Base))
	if v.HasNow {
		line += s.say("，%s", ", %s", s.Printer.Change(indicator.Unit, v.Now, v.Base, 1))
	}
	return line
}

// tip is the tooltip of a mark: what it is, its figure, the comparison.
func (s Style) tip(heading string, indicator analytics.Indicator, v engine.Value, basis analytics.Basis, more ...string) string {
	lines := []string{heading}
	if v.HasNow {
		lines = append(lines, indicator.Name.In(s.Printer.Language)+" "+s.Printer.Quantity(indicator.Unit, v.Now))
	} else {
		lines = append(lines, indicator.Name.In(s.Printer.Language)+s.say(" 未知", " unknown"))
	}
	if line := s.compared(indicator, v, basis); line != "" {
		lines = append(lines, line)
	}
	for _, line := range more {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// noLeader is the finding where no member of a dimension leads: nothing happened, or none states where.
func (s Style) noLeader(frame engine.Frame, indicator analytics.Indicator) Sentence {
	if total := frame.Total[0].Now; total > 0 {
		return say(s.say("%s %s，都未注明%s", "%s: %s, all without %s", indicator.Name.In(s.Printer.Language),
			s.Printer.Quantity(indicator.Unit, total), s.lower(frame.By[0].Name.In(s.Printer.Language))))
	}
	return say(s.say("这段时间%s为零", "No %s in this period", s.noun(indicator)))
}

// noData is the figure of a question without any data.
func (s Style) noData(frame engine.Frame, indicator analytics.Indicator) Figure {
	return Figure{
		Frame: frame, Subtitle: s.subtitle(frame, indicator),
		Finding: say(indicator.Name.In(s.Printer.Language) + s.say("：没有数据", ": no data")),
		Empty:   s.say("这段时间没有%s的数据。请在“数据”页导入，或换一个时段。", "There are no data on %s for this period. Import some on the Data page, or choose another period.", s.noun(indicator)),
	}
}
