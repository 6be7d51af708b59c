package sample

import (
	"fmt"
	"time"
)

// hazard is a row of the hazard ledger that the town branches keep of their daily work.
type hazard struct {
	number, sector, department, firm, site, text, term string
	found, done                                        time.Time // done zero: still open
	town                                               int
	major                                              bool
}

// ledgerEnd is the day on which the ledger was closed.
var ledgerEnd = date(2011, 12, 23)

// faults are what is found where.
var faults = [][2]string{
	{"车间", "机械设备无防护罩"},
	{"车间", "特种作业人员无证上岗"},
	{"车间", "粉尘未及时清理"},
	{"仓库", "堵塞疏散通道"},
	{"仓库", "物品堆放过高"},
	{"配电房", "线路老化、私拉乱接"},
	{"宿舍", "灭火器失效"},
	{"气瓶间", "气瓶混放"},
	{"厂区", "安全标志缺失"},
}

// generateHazards makes the hazards behind the daily returns of 2011, one by one: of every town and month as many are found,
// and as many of those are rectified, as its return says.
func generateHazards(seed uint64, returns []inspection, o Options) []hazard {
	d := newDraw(seed, 5)
	var all []hazard
	serial := 0
	for _, r := range returns {
		if r.campaign != "" || r.month.Year() != ledgerEnd.Year() {
			continue
		}
		slow := !o.WithoutProblems && isOneOf(r.town, slowTowns)
		rank := d.Perm(r.hazards)
		for i := range r.hazards {
			serial++
			h := newHazard(d, r, fmt.Sprintf("示例YH%05d", serial))
			days := h.setTerm(d)
			if rank[i] < r.rectified {
				h.rectify(d, days, slow)
			}
			all = append(all, h)
		}
	}
	return all
}

func newHazard(d draw, r inspection, number string) hazard {
	last := r.month.AddDate(0, 1, -1)
	if last.After(ledgerEnd) {
		last = ledgerEnd
	}
	fault := pick(d, faults)
	return hazard{
		number: number, sector: r.sector, department: r.department, town: r.town, site: fault[0], text: fault[1],
		firm: fmt.Sprintf("示例%05d号厂", d.between(1, 89_999)), found: r.month.AddDate(0, 0, d.IntN(last.Day())), major: d.oneIn(80),
	}
}

// noTerm stands for the days of a term that is not stated.
const noTerm = -1

// setTerm writes a term the way offices do, and gives its days.
func (h *hazard) setTerm(d draw) int {
	days := 30
	switch k := d.IntN(100); {
	case k < 3:
		return noTerm
	case k < 20:
		h.term, days = "立即整改", 0
	case k < 50:
		h.term, days = "限期7日", 7
	case k < 75:
		h.term, days = "限期15日", 15
	case k < 80 && h.found.Month() >= time.November:
		h.term, days = "元旦前", int(date(2011, 12, 31).Sub(h.found).Hours()/24)
	default:
		h.term = dayText(h.found.AddDate(0, 0, days))
	}
	return days
}

// rectify chooses the day: mostly within the term, in slow towns often after it, and never after the ledger was closed.
func (h *hazard) rectify(d draw, days int, slow bool) {
	late := 8
	if slow {
		late = 40
	}
	switch {
	case days == noTerm:
		days = d.between(1, 40)
	case d.IntN(100) < late:
		days += d.between(1, 15)
	default:
		days = d.between(0, days)
	}
	h.done = h.found.AddDate(0, 0, days)
	if h.done.After(ledgerEnd) {
		h.done = h.found.AddDate(0, 0, d.IntN(int(ledgerEnd.Sub(h.found).Hours()/24)+1))
	}
}
