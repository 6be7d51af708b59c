package sample

import "time"

// activity is a row of the activity returns.
type activity struct {
	day     time.Time
	town    int // −1: the city as a whole
	sector  string
	measure string
	unit    string
	value   int
	target  int // unstated where none was set
}

// measure is an activity with its total in 2011 and, where it had been counted before, in 2010.
type measure struct {
	name, unit, sector string
	total, before      int
	from, to           time.Month
	byTown             bool
	target             int // of the year
}

// measures are those of the speech. What it hedges (20多个, 300多次, 2.8万多册) stands here as an invented figure within
// the hedge; all figures of 2010 are invented.
var measures = []measure{
	{"培训人次", "人次", "", 26266, 23110, 1, 12, true, 25000},
	{"应急演练", "次", "", 314, 268, 1, 12, true, 288},
	{"视频监控企业", "家", "", 66, unstated, 12, 12, true, unstated},
	{"标准化行业", "个", "", 11, unstated, 12, 12, false, unstated},
	{"标准化复评合同", "家", "", 110, unstated, 12, 12, true, unstated},
	{"综合督导组", "个", "", 10, unstated, 4, 4, false, unstated},
	{"考核镇街", "个", "", 32, 32, 12, 12, false, 32},
	{"党纪处分", "人", "", 7, 5, 12, 12, false, unstated},
	{"政纪处分", "人", "", 2, 4, 12, 12, false, unstated},
	{"移送司法", "人", "", 2, 3, 12, 12, false, unstated},
	{"查处交通违法", "宗", "道路交通", 507736, 472180, 1, 12, true, unstated},
	{"整治隐患路段", "处", "道路交通", 10, 8, 12, 12, false, 10},
	{"检查公路桥梁", "座", "道路交通", 240, unstated, 10, 10, false, unstated},
	{"检查运输企业", "家", "道路交通", 937, unstated, 10, 10, false, unstated},
	{"限期整改通知书", "份", "建筑施工", 30, 41, 1, 12, false, unstated},
	{"暂时停止施工通知书", "份", "建筑施工", 280, 233, 1, 12, false, unstated},
	{"监控工程", "项", "建筑施工", 317, unstated, 1, 12, false, unstated},
	{"监控摄像头", "个", "建筑施工", 1230, unstated, 1, 12, false, unstated},
	{"检查船舶", "艘次", "水上交通", 9180, 8640, 1, 12, false, unstated},
	{"校园宣传资料", "册", "校园", 28436, 24100, 3, 12, true, unstated},
	{"取缔地下黑点", "个", "危险化学品", 23, 31, 1, 12, false, unstated},
}

// generateActivities makes the activity returns.
func generateActivities(seed uint64) []activity {
	d := newDraw(seed, 3)
	var rows []activity
	for _, m := range measures {
		if m.before != unstated {
			rows = append(rows, m.returns(d, 2010, m.before)...)
		}
		rows = append(rows, m.returns(d, 2011, m.total)...)
	}
	rows = append(rows, complaints(d)...)
	for _, name := range []string{"塘厦", "樟木头", "寮步"} {
		rows = append(rows, activity{month(2011, 12), townIndex(name), "", "应急指挥平台", "个", 1, unstated})
	}
	return rows
}

// returns splits a total over months and towns, exactly. What is none is left out, but for the first return of a town that
// has a target.
func (m measure) returns(d draw, year, total int) []activity {
	var rows []activity
	var weights []int
	for at := m.from; at <= m.to; at++ {
		if !m.byTown {
			rows = append(rows, activity{day: month(year, at), town: -1})
			weights = append(weights, d.between(80, 120))
			continue
		}
		for t := range towns {
			rows = append(rows, activity{day: month(year, at), town: t})
			weights = append(weights, towns[t].population/1000*d.between(80, 120))
		}
	}
	parts := share(total, weights)
	targets := m.targets(year)
	var kept []activity
	for i, r := range rows {
		r.sector, r.measure, r.unit, r.value, r.target = m.sector, m.name, m.unit, parts[i], unstated
		if i < len(targets) {
			r.target = targets[i]
		}
		if r.value > 0 || r.target != unstated {
			kept = append(kept, r)
		}
	}
	return kept
}

// targets are the targets that the first returns of 2011 state: the city's, or that of each town. Those of persons follow
// the towns' size, those of drills are alike.
func (m measure) targets(year int) []int {
	switch {
	case m.target == unstated || year != 2011:
		return nil
	case !m.byTown:
		return []int{m.target}
	}
	weights := make([]int, len(towns))
	for i, t := range towns {
		weights[i] = 1
		if m.unit == "人次" {
			weights[i] = t.population / 1000
		}
	}
	return share(m.target, weights)
}

// complaints are received month by month, in 2011 to 27 December; those of the last weeks are still being answered.
func complaints(d draw) []activity {
	var rows []activity
	for _, y := range []struct{ year, received, answered int }{{2010, 243, 241}, {2011, 270, 256}} {
		weights := make([]int, 12)
		for i := range weights {
			weights[i] = d.between(85, 115)
		}
		received := share(y.received, weights)
		open := y.received - y.answered
		for i := 11; i >= 0; i-- {
			day := month(y.year, time.Month(i+1))
			if y.year == 2011 && i == 11 {
				day = date(2011, 12, 27)
			}
			late := min(open, received[i]/2)
			open -= late
			rows = append(rows, activity{day, -1, "", "接到投诉", "宗", received[i], unstated}, activity{day, -1, "", "答复投诉", "宗", received[i] - late, unstated})
		}
	}
	return rows
}
