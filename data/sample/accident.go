package sample

import (
	"fmt"
	"slices"
	"time"
)

// sector is a sector of the accident ledger.
type sector struct {
	key, name string
	accidents int // share of all accidents, in ten-thousandths
	deaths    int // share of all deaths, in ten-thousandths
	months    [12]int
	hours     [24]int
	weekdays  [7]int   // from Sunday
	parts     []part   // subsectors with their weights
	types     []part   // accident types
	causes    []string //
	firm      string   // what the firms are called
	loss      [2]int   // 千元
}

type part struct {
	name   string
	weight int
}

var (
	dayTime   = [24]int{1, 1, 1, 1, 1, 2, 4, 8, 13, 15, 15, 12, 6, 9, 15, 15, 14, 11, 7, 6, 5, 4, 3, 2}
	trafficIn = [24]int{7, 5, 4, 4, 4, 6, 9, 14, 14, 11, 11, 11, 10, 11, 12, 13, 15, 19, 23, 22, 18, 15, 13, 10}
	fireIn    = [24]int{13, 13, 12, 11, 10, 8, 7, 7, 8, 9, 10, 11, 11, 11, 11, 12, 12, 12, 13, 14, 14, 14, 15, 14}
	evenWeek  = [7]int{10, 10, 10, 10, 10, 10, 10}
	workWeek  = [7]int{7, 11, 10, 10, 10, 10, 10}
	evenYear  = [12]int{10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10}
	workYear  = [12]int{9, 7, 10, 10, 11, 11, 11, 11, 10, 10, 11, 11}
)

// sectors are those of the ledger, with invented shares.
var sectors = []sector{
	{
		key: "road", name: "道路交通", accidents: 7050, deaths: 8150, months: [12]int{10, 9, 10, 10, 10, 10, 10, 11, 11, 11, 11, 12}, hours: trafficIn,
		weekdays: [7]int{10, 10, 9, 9, 10, 11, 11}, firm: "运输", loss: [2]int{1, 20},
		parts: []part{{"非营运车辆", 44}, {"摩托车和电动车", 36}, {"生产经营性道路交通", 19}, {"接送学生车辆", 1}}, types: []part{{"道路交通事故", 1}},
		causes: []string{"未按规定让行", "超速行驶", "酒后驾驶", "疲劳驾驶", "违反信号灯", "行人横穿", "车辆超载", "无证驾驶"},
	},
	{
		key: "fire", name: "火灾", accidents: 2050, deaths: 450, months: [12]int{13, 12, 10, 9, 8, 8, 8, 9, 9, 10, 11, 13}, hours: fireIn,
		weekdays: evenWeek, firm: "场所", loss: [2]int{3, 180},
		parts: []part{{"厂房仓库", 26}, {"三小场所", 32}, {"三合一场所", 7}, {"出租屋", 25}, {"人员密集场所", 10}}, types: []part{{"火灾", 1}},
		causes: []string{"电气线路短路", "用火不慎", "电焊作业违章", "遗留火种", "电动车充电", "设备过热"},
	},
	{
		key: "industry", name: "工矿商贸", accidents: 520, deaths: 600, months: workYear, hours: dayTime, weekdays: workWeek, firm: "厂", loss: [2]int{20, 600},
		parts:  []part{{"机械制造", 32}, {"轻工纺织", 26}, {"建材家具", 18}, {"冶金有色", 10}, {"商贸服务", 14}},
		types:  []part{{"机械伤害", 34}, {"物体打击", 18}, {"高处坠落", 16}, {"触电", 12}, {"灼烫", 8}, {"起重伤害", 6}, {"车辆伤害", 4}, {"中毒和窒息", 2}},
		causes: []string{"违章操作", "防护装置缺失", "设备检修未断电", "作业现场管理不到位", "未经培训上岗"},
	},
	{
		key: "construction", name: "建筑施工", accidents: 240, deaths: 630, months: [12]int{8, 5, 9, 10, 11, 11, 11, 11, 11, 11, 11, 12}, hours: dayTime,
		weekdays: workWeek, firm: "工地", loss: [2]int{50, 900},
		parts:  []part{{"房屋市政", 68}, {"交通水利工程", 14}, {"装修拆除", 18}},
		types:  []part{{"高处坠落", 52}, {"物体打击", 16}, {"坍塌", 14}, {"起重伤害", 10}, {"触电", 8}},
		causes: []string{"临边防护缺失", "未系安全带", "支撑体系失稳", "吊装指挥不当", "层层转包管理缺失"},
	},
	{
		key: "hazchem", name: "危险化学品", accidents: 40, deaths: 40, months: evenYear, hours: dayTime, weekdays: workWeek, firm: "化工厂", loss: [2]int{30, 900},
		parts: []part{{"危化生产", 30}, {"危化储存经营", 40}, {"危化使用", 30}}, types: []part{{"其他爆炸", 30}, {"灼烫", 30}, {"中毒和窒息", 40}},
		causes: []string{"岗位操作规程缺失", "违章作业", "设施疏于维护"},
	},
	{
		key: "water", name: "水上交通", accidents: 20, deaths: 40, months: evenYear, hours: dayTime, weekdays: evenWeek, firm: "船务", loss: [2]int{50, 900},
		types: []part{{"水上交通事故", 1}}, causes: []string{"瞭望疏忽", "大雾航行", "超载"},
	},
	{
		key: "equipment", name: "特种设备", accidents: 60, deaths: 70, months: evenYear, hours: dayTime, weekdays: workWeek, firm: "厂", loss: [2]int{20, 500},
		parts: []part{{"电梯", 25}, {"起重机械", 35}, {"锅炉压力容器", 20}, {"场内机动车辆", 20}}, types: []part{{"起重伤害", 40}, {"车辆伤害", 30}, {"容器爆炸", 10}, {"其他伤害", 20}},
		causes: []string{"无证操作", "疏于维护管理", "安全附件失效"},
	},
	{
		key: "campus", name: "校园", accidents: 20, deaths: 20, months: [12]int{8, 3, 12, 12, 12, 11, 4, 3, 12, 12, 12, 11}, hours: dayTime, weekdays: [7]int{3, 12, 12, 12, 12, 12, 4},
		firm: "学校", loss: [2]int{1, 50}, types: []part{{"其他伤害", 60}, {"淹溺", 40}}, causes: []string{"看护不到位", "设施老化"},
	},
}

func sectorIndex(key string) int {
	return slices.IndexFunc(sectors, func(s sector) bool { return s.key == key })
}

// years are the accidents and deaths of each year. Those of 2010 and 2011 stand in the speech, 2011 to 23 December; the
// earlier ones make the five years' averages of about 5000 and 600.
var years = []struct{ year, accidents, deaths int }{
	{2006, 5190, 660}, {2007, 5080, 632}, {2008, 4990, 605}, {2009, 4930, 588}, {2010, 4910, 574}, {2011, 4414, 528},
}

// lastDay is the last day of the ledger.
var lastDay = date(2011, 12, 23)

// springFestival is New Year's Day of the lunar calendar.
var springFestival = map[int]time.Time{
	2006: date(2006, 1, 29), 2007: date(2007, 2, 18), 2008: date(2008, 2, 7), 2009: date(2009, 1, 26), 2010: date(2010, 2, 14), 2011: date(2011, 2, 3),
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// accident is a row of the ledger.
type accident struct {
	day                    time.Time
	minute                 int // −1: no time stated
	town                   int // −1: not stated
	sector                 int
	part, kind, cause      string
	firm, name             string
	deaths, serious, minor int
	loss                   int // 千元; −1: not stated
	supervised             bool
	closed                 time.Time
	fixed                  bool // a named accident, which nothing moves
}

// generateAccidents makes the ledger.
func generateAccidents(seed uint64, o Options) []accident {
	var all []accident
	for _, y := range years {
		d := newDraw(seed, uint64(y.year))
		var year []accident
		counts, deaths := sectorCounts(y.accidents, y.deaths, y.year, o)
		for i := range sectors {
			year = append(year, sectorYear(d, y.year, i, counts[i], deaths[i], o)...)
		}
		if !o.WithoutProblems {
			adjustFires(d, y.year, year)
		}
		details(d, year, o)
		slices.SortStableFunc(year, func(a, b accident) int {
			if c := a.day.Compare(b.day); c != 0 {
				return c
			}
			return a.minute - b.minute
		})
		all = append(all, year...)
	}
	return all
}

// sectorCounts splits a year's accidents and deaths over the sectors.
func sectorCounts(accidents, deaths, year int, o Options) (counts, dead []int) {
	a, b := make([]int, len(sectors)), make([]int, len(sectors))
	for i, s := range sectors {
		a[i], b[i] = s.accidents, s.deaths
	}
	if year == 2011 && !o.WithoutProblems {
		// Construction rises while the city falls; road deaths take the rest.
		c := sectorIndex("construction")
		a[c] = a[c] * 131 / 100
		b[c] = b[c] * 112 / 100
	}
	return share(accidents, a), share(deaths, b)
}

// sectorYear makes the accidents of one sector in one year.
func sectorYear(d draw, year, index, count, deaths int, o Options) []accident {
	s := sectors[index]
	days := newDayWheel(s, year)
	placed := majors(d, year, index, o)
	for _, m := range placed {
		deaths -= m.deaths
	}
	var list []accident
	plain := newWheel(s.weights())
	for len(list)+len(placed) < count {
		a := accident{day: days.spin(d), sector: index}
		a.town = plain.spin(d)
		if heavier, ok := o.heavier(s.key, a.day); ok {
			a.town = newWheel(heavier(s.weights())).spin(d)
		}
		list = append(list, a)
	}
	for _, i := range d.Perm(len(list)) {
		if deaths <= 0 {
			break
		}
		list[i].deaths = 1
		if deaths >= 2 && d.oneIn(30) {
			list[i].deaths = 2
		}
		deaths -= list[i].deaths
	}
	return append(list, placed...)
}

// dayWheel draws days of a year by month, weekday and holidays.
type dayWheel struct {
	first time.Time
	wheel wheel
}

func newDayWheel(s sector, year int) dayWheel {
	first, last := date(year, 1, 1), date(year, 12, 31)
	if last.After(lastDay) {
		last = lastDay
	}
	var weights []int
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		w := s.months[day.Month()-1] * s.weekdays[day.Weekday()] * 100
		from := int(day.Sub(springFestival[year]).Hours() / 24)
		switch {
		case from >= -4 && from <= 8 && s.key == "fire":
			w = w * 13 / 10 // fireworks, cold, empty dormitories
		case from >= -4 && from <= 8:
			w = w * 6 / 10 // workshops and roads are empty
		case day.Month() == 10 && day.Day() <= 7 && s.key == "road":
			w = w * 115 / 100
		case day.Month() == 10 && day.Day() <= 5:
			w = w * 7 / 10
		}
		weights = append(weights, w)
	}
	return dayWheel{first, newWheel(weights)}
}

func (w dayWheel) spin(d draw) time.Time { return w.first.AddDate(0, 0, w.wheel.spin(d)) }

// spinPart draws a name by weight.
func spinPart(d draw, parts []part) string {
	if len(parts) == 0 {
		return ""
	}
	sum := 0
	for _, p := range parts {
		sum += p.weight
	}
	at := d.IntN(sum)
	for _, p := range parts {
		if at -= p.weight; at < 0 {
			return p.name
		}
	}
	return parts[0].name
}

// details fills in what a ledger says besides.
func details(d draw, list []accident, o Options) {
	repeats := newRepeaters(d, o)
	for i := range list {
		a := &list[i]
		s := sectors[a.sector]
		if a.part == "" {
			a.part = spinPart(d, plainParts(s, a.town, o))
		}
		if a.kind == "" {
			a.kind = spinPart(d, s.types)
		}
		a.cause = pick(d, s.causes)
		if !a.fixed && a.minute == 0 {
			a.minute = newWheel(s.hours[:]).spin(d)*60 + d.IntN(60)
		}
		a.injuries(d)
		if a.loss == 0 {
			a.loss = d.between(s.loss[0], s.loss[1]) + a.deaths*d.between(100, 400)
		}
		if a.firm == "" && (s.key != "road" || a.part == "生产经营性道路交通") {
			a.firm = repeats.firm(d, a)
		}
		if a.day.Year() < 2011 || a.day.Month() < 9 {
			a.closed = a.day.AddDate(0, 0, d.between(20, 60))
		}
	}
	blanks(d, list)
}

// injuries draws the injured; nobody is hurt in most fires.
func (a *accident) injuries(d draw) {
	key := sectors[a.sector].key
	switch {
	case key == "fire":
		if d.oneIn(12) {
			a.minor = d.between(1, 3)
		}
	case key == "road":
		a.serious = []int{0, 0, 0, 1}[d.IntN(4)]
		a.minor = []int{0, 1, 1, 1, 2}[d.IntN(5)]
	case a.deaths == 0:
		a.serious = d.IntN(2)
		a.minor = 1 - a.serious
	}
}

// blanks leaves out what ledgers leave out: the town of a few accidents on the motorway, some losses, some times.
func blanks(d draw, list []accident) {
	left := 6
	for _, i := range d.Perm(len(list)) {
		a := &list[i]
		switch {
		case a.fixed:
		case left > 0 && sectors[a.sector].key == "road" && a.deaths == 0:
			a.town = -1
			left--
		case d.oneIn(40):
			a.loss = -1
		case d.oneIn(60):
			a.minute = -1
		}
	}
}

// repeaters name the firms; a few of them have one accident after another, in the same town.
type repeaters struct{ left []repeater }

type repeater struct {
	name string
	town int
}

func newRepeaters(d draw, o Options) *repeaters {
	r := &repeaters{}
	if o.WithoutProblems {
		return r
	}
	homes := newWheel(sectors[sectorIndex("industry")].weights())
	for i := range 12 {
		firm := repeater{fmt.Sprintf("示例%05d号厂", 90_000+i), homes.spin(d)}
		for range 3 + i%3 {
			r.left = append(r.left, firm)
		}
	}
	return r
}

func (r *repeaters) firm(d draw, a *accident) string {
	if len(r.left) > 0 && a.day.Year() == 2011 && sectors[a.sector].key == "industry" && d.oneIn(4) {
		firm := r.left[0]
		r.left = r.left[1:]
		a.town = firm.town
		return firm.name
	}
	return fmt.Sprintf("示例%05d号%s", d.between(1, 89_999), sectors[a.sector].firm)
}
