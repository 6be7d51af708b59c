package problem

import (
	"cmp"
	"slices"

	"anlan/analytics"
)

// merge makes one finding of those that say the same thing: of a town whose rise one sector explains the sector in the town,
// of a sector that rises in many towns the sector, of a rise and a high level the rise. The surest stays, but for a narrower
// one that is as sure and explains it.
func merge(found []Finding, s *study) []Finding {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Adjusted, b.Adjusted), cmp.Compare(a.P, b.P), cmp.Compare(b.Harm, a.Harm), cmp.Compare(a.Key(), b.Key()))
	})
	t := s.inquiry.Thresholds
	var kept []Finding
	for _, f := range found {
		i := t.explainedBy(f, kept)
		switch {
		case i < 0:
			kept = append(kept, f)
		case t.prefer(f, kept[i]):
			older := kept[i]
			f.Merged = append(older.Merged, older)
			f.Merged[len(f.Merged)-1].Merged = nil
			kept[i] = f
		default:
			kept[i].Merged = append(kept[i].Merged, f)
		}
	}
	return kept
}

// prefer tells whether a finding says better what a kept one says: it is as sure, and it is the change of a count where the
// other is not, or it is narrower and leaves nothing of the other; within a family it is the one that says it best.
func (t Thresholds) prefer(f, kept Finding) bool {
	if f.Certainty != kept.Certainty {
		return false
	}
	if family := familyOf(f); family != nil {
		here, there := slices.Index(family, f.Question), slices.Index(family, kept.Question)
		if here == there {
			return f.covers(kept) && !kept.covers(f)
		}
		return here < there
	}
	if f.Question != "rise" && f.Question != "contribution" || !kept.covers(f) {
		return false
	}
	if f.covers(kept) {
		return kept.Question != "rise" && (kept.Question != "contribution" || f.Question == "rise")
	}
	excess, _ := f.Number("excess")
	return kept.countsAccidents() && t.leavesNothing(kept, excess)
}

// leavesNothing tells whether what is left of a finding without a part of its excess is not worth one.
func (t Thresholds) leavesNothing(f Finding, part float64) bool {
	now, _ := f.Number("now")
	expected, _ := f.Number("expected")
	excess, _ := f.Number("excess")
	return excess-part < max(t.Excess, t.Change*min(now, expected))
}

// about are the questions whose findings are about accidents of one unit, and may say the same thing.
var about = []string{"rise", "contribution", "level", "months", "severity", "hours", "season"}

// families are questions that say the same of the same units, the one that says it best first: of hazards what is overdue by the
// ledger, what was late by it, how many days they take, and what returns leave open; the others of themselves, at other levels.
var families = [][]string{{"overdue", "late", "days", "rectified"}, {"inspected"}, {"larger"}, {"complaints"}, {"repeats"}, {"overdue_firms"}, {"norms"}, {"gaps"}}

// familyOf is the family of a finding; nil where it has none.
func familyOf(f Finding) []string {
	i := slices.IndexFunc(families, func(family []string) bool { return slices.Contains(family, f.Question) })
	if i < 0 {
		return nil
	}
	return families[i]
}

// sameFamily tells whether two findings of one family are about the same: the units of one are among those of the other. Of
// the whole city only firms are: where they gather is said with how many there are. What norms and gaps are about has to be
// the same.
func (f Finding) sameFamily(k Finding) bool {
	family := familyOf(f)
	if !slices.Contains(family, k.Question) || !f.covers(k) && !k.covers(f) || f.bureau() != k.bureau() {
		return false
	}
	switch f.Question {
	case "repeats", "overdue_firms":
		return true
	case "norms":
		return f.Text == k.Text
	}
	return f.Subjects != nil && k.Subjects != nil
}

// bureau is the department of a finding about departments alone, which says nothing of towns.
func (f Finding) bureau() string {
	if len(f.Subjects) == 1 && f.Subjects[0].Dimension == analytics.Department {
		return f.Key()
	}
	return ""
}

// explainedBy finds the kept finding that makes another one superfluous; -1 where it says something of its own.
func (t Thresholds) explainedBy(f Finding, kept []Finding) int {
	if familyOf(f) != nil {
		return slices.IndexFunc(kept, func(k Finding) bool { return f.sameFamily(k) || slices.ContainsFunc(k.Merged, f.sameFamily) })
	}
	if !slices.Contains(about, f.Question) {
		return -1
	}
	explained, by := 0.0, -1
	for i, k := range kept {
		if !f.mayShare(k) {
			continue
		}
		switch {
		case t.says(k, f):
			return i
		case f.covers(k) && f.countsAccidents() && k.countsAccidents() && !k.covers(f) && !overlaps(k, kept[:i]):
			excess, _ := k.Number("excess")
			explained += excess
			if by < 0 {
				by = i
			}
		}
	}
	if by >= 0 && t.leavesNothing(f, explained) {
		return by
	}
	return -1
}

// says tells whether a kept finding says another one, which is about a part of its unit, or about more than it while one of them
// counts something else than accidents. That a count rises is not said by a wider finding about something else, unless the
// rise leaves nothing of that.
func (t Thresholds) says(k, f Finding) bool {
	wider, narrower := k.covers(f), f.covers(k)
	if wider && !narrower && f.changes() && !k.changes() && !t.prefer(f, k) {
		return false
	}
	return wider || narrower && (!f.countsAccidents() || !k.countsAccidents())
}

// mayShare tells whether two findings about accidents can say the same: both are good news or both bad. How the whole city
// does says nothing of what its parts do, but by the same question.
func (f Finding) mayShare(k Finding) bool {
	apart := (f.Subjects == nil) != (k.Subjects == nil) && f.Question != k.Question
	return slices.Contains(about, k.Question) && k.Kind == f.Kind && !apart
}

// changes tells whether a finding is about a count that has changed.
func (f Finding) changes() bool { return f.Question == "rise" || f.Question == "contribution" }

// overlaps tells whether a finding shares accidents with one that was counted before it: a town and a sector.
func overlaps(f Finding, before []Finding) bool {
	return slices.ContainsFunc(before, func(k Finding) bool {
		return slices.Contains(about, k.Question) && k.Kind == f.Kind && (k.covers(f) || f.covers(k))
	})
}

// countsAccidents tells whether a finding's excess is one of accidents, so that excesses can be set off against each other.
func (f Finding) countsAccidents() bool { return f.changes() || f.Text == "level" }

// covers tells whether all accidents that another finding is about are among those of this one.
func (f Finding) covers(o Finding) bool {
	return within(o.Subject(analytics.Town), f.Subject(analytics.Town)) && within(o.Subject(analytics.AccidentType), f.Subject(analytics.AccidentType)) && o.withinSectors(f)
}

// withinSectors tells whether a finding's sectors, or parts of sectors, are among those of another.
func (f Finding) withinSectors(wide Finding) bool {
	if wideParts := wide.Subject(analytics.Subsector); wideParts != nil {
		return within(f.Subject(analytics.Subsector), wideParts)
	}
	sectors := f.Subject(analytics.Sector)
	if parts := f.Subject(analytics.Subsector); parts != nil {
		sectors = nil
		for _, p := range parts {
			sectors = append(sectors, analytics.Member{Key: sectorOfPart(p.Key)})
		}
	}
	return within(sectors, wide.Subject(analytics.Sector))
}

// within tells whether members are among others; none given stands for all.
func within(members, of []analytics.Member) bool {
	if of == nil {
		return true
	}
	if members == nil {
		return false
	}
	for _, m := range members {
		if !slices.ContainsFunc(of, func(o analytics.Member) bool { return o.Key == m.Key }) {
			return false
		}
	}
	return true
}

// Focus are the members in which a finding's excess gathers, by what was merged into it: the towns of a sector that rises,
// the parts of a sector. The largest come first.
func (f Finding) Focus() []analytics.Member {
	all, ok := f.Number("excess")
	if !ok || all <= 0 {
		return nil
	}
	type part struct {
		member analytics.Member
		excess float64
	}
	var parts []part
	for _, m := range f.Merged {
		excess, _ := m.Number("excess")
		if !m.changes() || m.Text != f.Text || !f.covers(m) || excess < all*leastFocus {
			continue
		}
		if member, ok := f.narrowing(m); ok && !slices.ContainsFunc(parts, func(p part) bool { return p.member.Key == member.Key }) {
			parts = append(parts, part{member, excess})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.excess, a.excess) })
	var list []analytics.Member
	for _, p := range parts[:min(len(parts), mostFocus)] {
		list = append(list, p.member)
	}
	return list
}

// The part of an excess that a member must have to be named for it, and how many are named.
const (
	leastFocus = 0.15
	mostFocus  = 3
)

// narrowing is the one member that a finding has and the wider one has not.
func (f Finding) narrowing(narrow Finding) (analytics.Member, bool) {
	for _, d := range []analytics.DimensionID{analytics.Town, analytics.Subsector, analytics.Sector} {
		if members := narrow.Subject(d); len(members) == 1 && f.Subject(d) == nil {
			return members[0], true
		}
	}
	return analytics.Member{}, false
}
