package engine

import (
	"context"
	"fmt"
	"strconv"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/query"
)

// members is a dictionary: the members of a dimension in their order, by number and by key.
type members struct {
	order    []int
	byNumber map[int]analytics.Member
	byKey    map[string]int
	aliases  map[string]string // folded name -> key
	core     map[int]bool      // members that are shown even without facts
}

// dictionaryQueries list a dictionary's members: id, key, names, and whether it is always shown. Zones (parks, ports)
// are no towns and show only where they have facts.
var dictionaryQueries = map[analytics.DimensionID]string{
	analytics.Town:         "SELECT id, key, zh, en, name, kind <> 'zone' FROM town ORDER BY rank",
	analytics.Sector:       "SELECT id, key, zh, en, zh, true FROM sector WHERE parent IS NULL ORDER BY id",
	analytics.Subsector:    "SELECT id, key, zh, en, zh, true FROM sector WHERE parent IS NOT NULL ORDER BY id",
	analytics.AccidentType: "SELECT id, key, zh, en, zh, true FROM accident_type ORDER BY id",
	analytics.Severity:     "SELECT id, key, zh, en, zh, true FROM grade ORDER BY id",
	analytics.Department:   "SELECT id, key, zh, en, zh, true FROM department ORDER BY id",
	analytics.Campaign:     "SELECT id, key, zh, en, zh, true FROM campaign ORDER BY id",
	analytics.MeasureName:  "SELECT id, key, zh, en, zh, true FROM measure ORDER BY id",
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
		if err := rows.Scan(&id, &member.Key, &member.Label.ZH, &member.Label.EN, &name, &core); err != nil {
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
	member := analytics.Member{Key: query.KeyOfNumber(d, number)}
	switch d {
	case analytics.Year:
		member.Label = analytics.Text{ZH: member.Key + "年", EN: member.Key}
	case analytics.Quarter:
		member.Label = analytics.Text{ZH: fmt.Sprintf("%d年%s季度", number/10, quarterNames[number%10]), EN: fmt.Sprintf("%d Q%d", number/10, number%10)}
	case analytics.Month:
		member.Label = analytics.Text{ZH: fmt.Sprintf("%d年%d月", number/100, number%100), EN: member.Key}
	case analytics.Date:
		member.Label = analytics.Text{ZH: fmt.Sprintf("%d年%d月%d日", number/10000, number/100%100, number%100), EN: member.Key}
	case analytics.Weekday:
		member.Label = weekdayNames[number]
	case analytics.Hour:
		member.Label = analytics.Text{ZH: strconv.Itoa(number) + "时", EN: fmt.Sprintf("%02d:00", number)}
	default:
		member.Label = analytics.Same(member.Key)
	}
	return member
}

var quarterNames = map[int]string{1: "一", 2: "二", 3: "三", 4: "四"}

var weekdayNames = map[int]analytics.Text{
	1: {ZH: "周一", EN: "Mon"}, 2: {ZH: "周二", EN: "Tue"}, 3: {ZH: "周三", EN: "Wed"}, 4: {ZH: "周四", EN: "Thu"},
	5: {ZH: "周五", EN: "Fri"}, 6: {ZH: "周六", EN: "Sat"}, 7: {ZH: "周日", EN: "Sun"},
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
