package revision

import (
	"database/sql"
	"path/filepath"
	"strings"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/words"
)

// Field is what changed of an accident, in words.
type Field struct{ Name, Before, After string }

// Fields lists what changed of an accident that was counted in both states.
func (c Change) Fields(p format.Printer) []Field {
	if c.Before == nil || c.After == nil {
		return nil
	}
	a, b := *c.Before, *c.After
	l := p.Language
	var list []Field
	add := func(name, before, after string) {
		if before != after {
			list = append(list, Field{words.In(l).Say("revision.field." + name), before, after})
		}
	}
	add("deaths", count(p, a.Deaths), count(p, b.Deaths))
	add("grade", a.Severity.Label.In(l), b.Severity.Label.In(l))
	add("serious", count(p, a.Serious), count(p, b.Serious))
	add("minor", count(p, a.Minor), count(p, b.Minor))
	add("injured", count(p, a.Injured), count(p, b.Injured))
	add("loss", loss(p, a.Loss), loss(p, b.Loss))
	add("day", p.Day(a.Day), p.Day(b.Day))
	add("town", a.Town.Label.In(l), b.Town.Label.In(l))
	add("sector", a.Sector.Label.In(l), b.Sector.Label.In(l))
	add("firm", said(p, a.Firm), said(p, b.Firm))
	add("name", said(p, a.Name), said(p, b.Name))
	return list
}

// count prints how many; a mark where it is not known.
func count(p format.Printer, n sql.Null[int]) string {
	if !n.Valid {
		return words.In(p.Language).Say("revision.unknown")
	}
	return p.Number(float64(n.V), 0)
}

func loss(p format.Printer, v sql.Null[float64]) string {
	if !v.Valid {
		return words.In(p.Language).Say("revision.unknown")
	}
	return p.Quantity(analytics.UnitMoney, v.V)
}

func said(p format.Printer, text string) string {
	if text == "" {
		return words.In(p.Language).Say("revision.unknown")
	}
	return text
}

// Title names an accident: its day, where, in which sector, and its name or firm.
func (c Change) Title(p format.Printer) string {
	v := c.Shown()
	parts := []string{p.Day(v.Day), v.Town.Label.In(p.Language), v.Sector.Label.In(p.Language)}
	switch {
	case v.Name != "":
		parts = append(parts, v.Name)
	case v.Firm != "":
		parts = append(parts, v.Firm)
	}
	return strings.Join(parts, " · ")
}

// Statement says what happened to an accident: what changed of it, with what that means for its grade.
func (c Change) Statement(p format.Printer) string {
	say := words.In(p.Language).Say
	var parts []string
	if c.Way != Changed {
		v := c.Shown()
		return say("revision.way."+string(c.Way), "deaths", count(p, v.Deaths), "grade", v.Severity.Label.In(p.Language))
	}
	for _, f := range c.Fields(p) {
		parts = append(parts, say("revision.change", "field", f.Name, "before", f.Before, "after", f.After))
	}
	text := strings.Join(parts, say("revision.joint"))
	if late := c.late(p); late != "" {
		text = late + say("revision.joint") + text
	}
	return text
}

// late says that deaths reported late have raised the grade, or only that they came late.
func (c Change) late(p format.Printer) string {
	a, b := c.Before, c.After
	if !a.Deaths.Valid || !b.Deaths.Valid || b.Deaths.V <= a.Deaths.V {
		return ""
	}
	key := "revision.late"
	if a.Severity.Key != b.Severity.Key {
		key = "revision.late.regraded"
	}
	return words.In(p.Language).Say(key, "count", b.Deaths.V, "more", b.Deaths.V-a.Deaths.V, "before", a.Severity.Label.In(p.Language), "after", b.Severity.Label.In(p.Language))
}

// Place says where both states of an accident stand: file and row.
func (c Change) Place(p format.Printer) string {
	var places []string
	for _, v := range []*Version{c.Before, c.After} {
		if v == nil {
			continue
		}
		place := words.In(p.Language).Say("revision.place", "batch", v.Batch, "file", filepath.Base(v.File), "row", v.Row)
		if len(places) == 0 || places[0] != place {
			places = append(places, place)
		}
	}
	return strings.Join(places, " → ")
}

// Texts are an indicator's name, its figures, and by how much it moved.
func (m Move) Texts(p format.Printer) (name, before, after, difference string) {
	figure := func(v float64, known bool) string {
		if !known {
			return words.In(p.Language).Say("revision.unknown")
		}
		return p.Quantity(m.Indicator.Unit, v)
	}
	if m.Before.HasNow && m.After.HasNow {
		decimals := m.Indicator.Unit.Decimals
		difference = p.Signed(m.After.Now-m.Before.Now, decimals)
	}
	return m.Indicator.Name.In(p.Language), figure(m.Before.Now, m.Before.HasNow), figure(m.After.Now, m.After.HasNow), difference
}
