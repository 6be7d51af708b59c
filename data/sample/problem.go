package sample

import (
	"slices"
	"time"
)

// Options change what is made.
type Options struct {
	WithoutProblems bool // a city in which nothing is amiss, against which the problem analysis is measured
}

// heavier tells whether some towns weigh more than usual in a sector on a day, and by how much.
func (o Options) heavier(key string, day time.Time) (func([]int) []int, bool) {
	if o.WithoutProblems || day.Year() != 2011 {
		return nil, false
	}
	change := map[int]int{}
	switch {
	case key == "road" && day.Month() >= 5:
		change[townIndex("塘厦")] = 160
	case key == "construction":
		change[townIndex("长安")] = 190
		change[townIndex("寮步")] = 190
	}
	return func(w []int) []int {
		for i, k := range change {
			w[i] = w[i] * k / 100
		}
		return w
	}, len(change) > 0
}

// named are the larger accidents of 2011. The speech names those of 27 August, 6 November and 1 September; the others,
// and all towns and victims, are invented.
var named = []struct {
	sector, town, name, part, kind string
	month                          time.Month
	day, minute, deaths, serious   int
	supervised                     bool
}{
	{"construction", "寮步", "3·15", "房屋市政", "坍塌", 3, 15, 15*60 + 20, 3, 2, false},
	{"road", "凤岗", "5·20", "生产经营性道路交通", "道路交通事故", 5, 20, 19*60 + 45, 3, 4, false},
	{"fire", "大朗", "7·9", "出租屋", "火灾", 7, 9, 2*60 + 30, 3, 1, false},
	{"road", "塘厦", "8·27", "生产经营性道路交通", "道路交通事故", 8, 27, 18*60 + 40, 4, 5, true},
	{"fire", "长安", "9·1", "三合一场所", "火灾", 9, 1, 3*60 + 10, 5, 2, true},
	{"road", "厚街", "11·6", "生产经营性道路交通", "道路交通事故", 11, 6, 20*60 + 5, 3, 3, true},
}

// majors are the larger accidents of a sector in a year.
func majors(d draw, year, index int, o Options) []accident {
	s := sectors[index]
	var list []accident
	if year == 2011 {
		for _, n := range named {
			if n.sector == s.key {
				list = append(list, accident{
					day: date(year, n.month, n.day), minute: n.minute, town: townIndex(n.town), sector: index, part: n.part, kind: n.kind,
					name: n.name, deaths: n.deaths, serious: n.serious, supervised: n.supervised, fixed: true, loss: n.deaths * 800,
				})
			}
		}
		return list
	}
	count := map[string]int{"road": 4, "fire": 2, "construction": 1}[s.key]
	days := newDayWheel(s, year)
	for range count {
		list = append(list, accident{
			day: days.spin(d), minute: d.IntN(24)*60 + d.IntN(60), town: newWheel(s.weights()).spin(d), sector: index,
			deaths: 3, serious: d.IntN(4), fixed: true, loss: d.between(1500, 4000),
		})
	}
	return list
}

// adjustFires gives 长安 and 虎门 the fires they are to have.
func adjustFires(d draw, year int, list []accident) {
	fire := sectorIndex("fire")
	if total, ok := map[int]int{2010: 82, 2011: 54}[year]; ok {
		moveTo(d, list, fire, townIndex("虎门"), total)
	}
	mixed, ok := map[int]int{2010: 4, 2011: 14}[year]
	if !ok {
		return
	}
	changan := townIndex("长安")
	for i := range list {
		if list[i].fixed && list[i].town == changan && list[i].part == "三合一场所" {
			mixed--
		}
	}
	for _, i := range d.Perm(len(list)) {
		a := &list[i]
		if mixed > 0 && !a.fixed && a.sector == fire && a.town == changan {
			a.part, a.minute = "三合一场所", (22+d.IntN(7))%24*60+d.between(1, 59)
			mixed--
		}
	}
}

// moveTo moves accidents of a sector into or out of a town until it has a number of them. Those that move go to, or come
// from, towns at random, so that no other town stands out.
func moveTo(d draw, list []accident, index, to, want int) {
	have := 0
	for _, a := range list {
		if a.sector == index && a.town == to {
			have++
		}
	}
	weights := sectors[index].weights()
	weights[to] = 0
	weights[townIndex("长安")] = 0
	others := newWheel(weights)
	for _, i := range d.Perm(len(list)) {
		a := &list[i]
		switch {
		case a.sector != index || a.fixed || a.town == townIndex("长安"):
		case have < want && a.town != to:
			a.town = to
			have++
		case have > want && a.town == to:
			a.town = others.spin(d)
			have--
		}
	}
}

// plainParts are the subsectors of a sector; in 长安 mixed-use premises are counted out by adjustFires.
func plainParts(s sector, town int, o Options) []part {
	if o.WithoutProblems || s.key != "fire" || town != townIndex("长安") {
		return s.parts
	}
	return slices.DeleteFunc(slices.Clone(s.parts), func(p part) bool { return p.name == "三合一场所" })
}

// Towns in which the returns tell something.
var (
	slowTowns    = []string{"高埗", "中堂"}                         // rectify slowly
	absentTowns  = []string{"横沥", "东坑", "企石", "谢岗", "洪梅", "道滘"} // three months of returns are missing
	neglectTowns = []string{"凤岗", "黄江", "长安", "塘厦"}             // are inspected little for what happens there
	aheadTowns   = []string{"塘厦", "长安", "厚街", "虎门"}             // are ahead of their quota
)

func isOneOf(index int, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return townIndex(n) == index })
}
