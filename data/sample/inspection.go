package sample

import "time"

// inspection is a row of the enforcement returns: one town or the city, one month, one department, one campaign.
// A negative figure is one that the return does not state.
type inspection struct {
	month                                                                    time.Time
	town                                                                     int // −1: the city as a whole
	department, sector, campaign                                             string
	turns, visits, firms, hazards, rectified, orders, suspensions, penalties int
	fines                                                                    int // 千元
}

// unstated is a figure that a return does not give.
const unstated = -1

func month(year int, m time.Month) time.Time { return date(year, m, 1) }

// campaign is a campaign of 2011 with the figures of the speech.
type campaign struct {
	name, department, sector                                      string
	from, to                                                      time.Month
	turns, visits, firms, hazards, rectified, orders, suspensions int
	towns                                                         bool // returned by towns
}

var campaigns = []campaign{
	{"打非治违", "市安委会", "", 4, 12, 52291, 19212, 19212, 20876, unstated, 2910, 162, true},
	{"平安大运", "市安监局", "工矿商贸", 5, 8, unstated, 1326, 1326, 2623, unstated, unstated, 22, true},
	{"危化品专项整治", "市安监局", "危险化学品", 1, 12, unstated, 6448, unstated, 1574, 1527, unstated, 28, true},
	{"清剿火患", "市公安消防局", "火灾", 3, 12, unstated, 79628, unstated, 104379, 100437, unstated, unstated, true},
	{"道路交通专项整治", "市交警支队", "道路交通", 1, 12, 458474, unstated, unstated, unstated, unstated, unstated, unstated, false},
}

// generateInspections makes the returns: the campaigns of 2011 and, since 2009, the daily work of the town branches.
func generateInspections(seed uint64, o Options) []inspection {
	d := newDraw(seed, 1)
	var all []inspection
	for _, c := range campaigns {
		all = append(all, c.returns(d, o)...)
	}
	for year := 2009; year <= 2011; year++ {
		all = append(all, dailyReturns(d, year, o)...)
	}
	return all
}

// returns splits a campaign's figures over its months and towns, exactly.
func (c campaign) returns(d draw, o Options) []inspection {
	var rows []inspection
	for m := c.from; m <= c.to; m++ {
		if !c.towns {
			rows = append(rows, inspection{month: month(2011, m), town: -1})
			continue
		}
		for t := range towns {
			rows = append(rows, inspection{month: month(2011, m), town: t})
		}
	}
	weights := make([]int, len(rows))
	for i, r := range rows {
		weights[i] = inspectionWeight(r.town, o) * d.between(85, 115)
		rows[i].department, rows[i].sector, rows[i].campaign = c.department, c.sector, c.name
		rows[i].penalties, rows[i].fines = unstated, unstated
	}
	for _, f := range []struct {
		total int
		into  func(*inspection) *int
	}{
		{c.turns, func(r *inspection) *int { return &r.turns }},
		{c.visits, func(r *inspection) *int { return &r.visits }},
		{c.firms, func(r *inspection) *int { return &r.firms }},
		{c.hazards, func(r *inspection) *int { return &r.hazards }},
		{c.orders, func(r *inspection) *int { return &r.orders }},
		{c.suspensions, func(r *inspection) *int { return &r.suspensions }},
	} {
		parts := make([]int, len(rows))
		for i := range parts {
			parts[i] = unstated
		}
		if f.total != unstated {
			parts = share(f.total, weights)
		}
		for i := range rows {
			*f.into(&rows[i]) = parts[i]
		}
	}
	rectify(d, rows, c.rectified)
	return rows
}

// rectify spreads what is rectified: all that was found, less what is open, which falls on rows at random.
func rectify(d draw, rows []inspection, total int) {
	if total == unstated {
		for i := range rows {
			rows[i].rectified = unstated
		}
		return
	}
	open := -total
	for i := range rows {
		rows[i].rectified = rows[i].hazards
		open += rows[i].hazards
	}
	for open > 0 {
		r := &rows[d.IntN(len(rows))]
		if r.rectified > 0 {
			n := min(open, r.rectified, d.between(1, 12))
			r.rectified -= n
			open -= n
		}
	}
}

// inspectionWeight is how much inspecting a town does.
func inspectionWeight(t int, o Options) int {
	if t < 0 {
		return 100
	}
	w := towns[t].population / 1000
	if !o.WithoutProblems && isOneOf(t, neglectTowns) {
		w = w * 45 / 100
	}
	return max(w, 1)
}

// dailyReturns are the monthly returns of the towns' own branches on industry.
func dailyReturns(d draw, year int, o Options) []inspection {
	var rows []inspection
	for t := range towns {
		gap, left := d.between(2, 9), 0
		for m := time.January; m <= time.December; m++ {
			if year == 2011 && !o.WithoutProblems && isOneOf(t, absentTowns) && int(m) >= gap && int(m) < gap+3 {
				continue
			}
			rows = append(rows, dailyReturn(d, year, m, t, o, &left))
		}
	}
	return rows
}

// dailyReturn is the return of one town and month. What rounding leaves of the hazards rectified goes on to the next month, so
// that small towns rectify as well as large ones.
func dailyReturn(d draw, year int, m time.Month, t int, o Options, left *int) inspection {
	visits := max(inspectionWeight(t, o)*d.between(10, 16)*(year-2001)/1000, 3)
	r := inspection{
		month: month(year, m), town: t, department: "镇街安监分局", sector: "工矿商贸",
		visits: visits, firms: visits * d.between(80, 95) / 100, turns: visits * d.between(22, 30) / 10, hazards: visits * d.between(90, 130) / 100,
		penalties: visits / d.between(25, 45),
	}
	done := d.between(94, 99)
	if year == 2011 && !o.WithoutProblems && isOneOf(t, slowTowns) {
		done = d.between(58, 70)
	}
	hundredths := r.hazards*done + *left
	r.rectified, *left = hundredths/100, hundredths%100
	r.orders = r.hazards / d.between(6, 9)
	if d.oneIn(5) {
		r.suspensions = 1
	}
	r.fines = r.penalties * d.between(8, 30)
	return r
}
