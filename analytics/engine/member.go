package engine

import (
	"context"
	"fmt"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/query"
	"anlan/analytics/words"
)

// members is a dictionary: the members of a dimension in their order, by number and by key.
type members struct {
	order    []int
	byNumber map[int]analytics.Member
	byKey    map[string]int
	aliases  map[string]string // folded name -> key
	core     map[int]bool      // members that are shown even without facts
}

// dictionaryQueries list a dictionary's members: id, key, names, whether it is always shown, and the unit of a measure.
// Zones (parks, ports) are no towns and show only where they have facts.
var dictionaryQueries = map[analytics.DimensionID]string{
	analytics.Town:         "SELECT id, key, zh, en, name, kind <> 'zone', '' FROM town ORDER BY rank",
	analytics.Sector:       "SELECT id, key, zh, en, zh, true, '' FROM sector WHERE parent IS NULL ORDER BY id",
	analytics.Subsector:    "SELECT id, key, zh, en, zh, true, '' FROM sector WHERE parent IS NOT NULL ORDER BY id",
	analytics.AccidentType: "SELECT id, key, zh, en, zh, true, '' FROM accident_type ORDER BY id",
	analytics.Severity:     "SELECT id, key, zh, en, zh, true, '' FROM grade ORDER BY id",
	analytics.Department:   "SELECT id, key, zh, en, zh, true, '' FROM department ORDER BY id",
	analytics.Campaign:     "SELECT id, key, zh, en, zh, true, '' FROM campaign ORDER BY id",
	analytics.MeasureName:  "SELECT id, key, zh, en, zh, true, unit FROM measure ORDER BY id",
}

// loadMembers reads the dictionary of a dimension.
func (e *Engine) loadMembers(ctx context.Context, d analytics.DimensionID) (_ *members, err error) {
	rows, err := e.store.QueryContext(ctx, dictionaryQueries[d])
	if err != nil {
		return nil, fmt.Errorf("list members of %s: %w", d, err)
	}
	defer rows.Close()
	m := &members{byNumber: make(map[int]analytics.Member), byKey: make(map[string]int), aliases: make(map[string]string), core: make(map[int]bool)}
	for rows.Next() {
		var id int
		var member analytics.Member
		var name string
		var core bool
		if err := rows.Scan(&id, &member.Key, &member.Label.ZH, &member.Label.EN, &name, &core, &member.Unit); err != nil {
			return nil, fmt.Errorf("list members of %s: %w", d, err)
		}
		m.order = append(m.order, id)
		m.byNumber[id], m.byKey[member.Key], m.core[id] = member, id, core
		for _, alias := range []string{member.Key, member.Label.ZH, member.Label.EN, name} {
			if form := fold(alias); m.aliases[form] == "" {
				m.aliases[form] = member.Key
			}
		}
	}
	return m, rows.Err()
}

// numbered is the member that a number of a dimension without dictionary stands for.
func numbered(d analytics.DimensionID, number int) analytics.Member {
	key := query.KeyOfNumber(d, number)
	return analytics.Member{Key: key, Label: labelOf(d, number, key)}
}

// labelOf names such a member; a number that is no quarter or weekday goes by its key.
func labelOf(d analytics.DimensionID, number int, key string) analytics.Text {
	switch quarter := number % 10; {
	case d == analytics.Year:
		return words.Both("engine.member.year", "year", number)
	case d == analytics.Quarter && 1 <= quarter && quarter <= 4:
		return words.Both("engine.member.quarter."+strconv.Itoa(quarter), "year", number/10)
	case d == analytics.Month:
		return words.Both("engine.member.month", "year", number/100, "month", number%100, "key", key)
	case d == analytics.Date:
		return words.Both("engine.member.day", "year", number/10000, "month", number/100%100, "day", number%100, "key", key)
	case d == analytics.Weekday && 1 <= number && number <= 7:
		return words.Both("engine.member.weekday." + key)
	case d == analytics.Hour:
		return words.Both("engine.member.hour", "hour", number, "clock", fmt.Sprintf("%02d:00", number))
	}
	return analytics.Same(key)
}

// span lists the numbers of a dimension without dictionary that a period covers.
func span(d analytics.DimensionID, p analytics.Period) []int {
	var numbers []int
	switch d {
	case analytics.Weekday:
		return []int{1, 2, 3, 4, 5, 6, 7}
	case analytics.Hour:
		for h := range 24 {
			numbers = append(numbers, h)
		}
		return numbers
	case analytics.Date:
		for day := p.From; !day.After(p.To); day = day.AddDate(0, 0, 1) {
			numbers = append(numbers, day.Year()*10000+int(day.Month())*100+day.Day())
		}
		return numbers
	}
	step := map[analytics.DimensionID]int{analytics.Year: 12, analytics.Quarter: 3, analytics.Month: 1}[d]
	if step == 0 {
		return nil
	}
	first := (int(p.From.Month()) - 1) / step * step
	for month := p.From.Year()*12 + first; month <= p.To.Year()*12+int(p.To.Month())-1; month += step {
		year, m := month/12, month%12
		switch d {
		case analytics.Year:
			numbers = append(numbers, year)
		case analytics.Quarter:
			numbers = append(numbers, year*10+m/3+1)
		case analytics.Month:
			numbers = append(numbers, year*100+m+1)
		}
	}
	return numbers
}

// member finds the member behind a number that a statement returned.
func (m *members) member(d catalog.Dimension, number int) analytics.Member {
	if d.Table == "" {
		return numbered(d.ID, number)
	}
	if member, ok := m.byNumber[number]; ok {
		return member
	}
	return analytics.Unknown
}
