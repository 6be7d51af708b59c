package sample

// figureRow is what a year's table of denominators and quotas says of a town, or, with a sector, of the city's sector.
type figureRow struct {
	year, town                                             int    // town −1: the whole city
	sector, department                                     string // who answers for the quota of a sector
	employees, firms, vehicles, population, devices, staff int
	gdp                                                    int // 百万元
	quota                                                  int // deaths; unstated where none was set
}

// cityGDP is the gross domestic product in 百万元, of the size of the published one.
var cityGDP = map[int]int{2006: 262_700, 2007: 316_000, 2008: 370_400, 2009: 376_400, 2010: 424_600, 2011: 473_500}

// generateFigures makes the denominators and the death quotas of every town and year.
func generateFigures(seed uint64, accidents []accident, o Options) []figureRow {
	d := newDraw(seed, 2)
	deaths := map[[2]int]int{}
	for _, a := range accidents {
		deaths[[2]int{a.day.Year(), a.town}] += a.deaths
	}
	var rows []figureRow
	for _, y := range years {
		wealth := make([]int, len(towns))
		for i, t := range towns {
			wealth[i] = t.population / 1000 * d.between(90, 110)
		}
		gdp := share(cityGDP[y.year], wealth)
		quota := quotas(y.year, y.deaths, deaths, o)
		for i, t := range towns {
			population := t.population * (1000 + 15*(y.year-2010)) / 1000
			rows = append(rows, figureRow{
				year: y.year, town: i, population: population, employees: population * d.between(58, 66) / 100, firms: population * d.between(90, 125) / 10_000,
				vehicles: population * (15 + y.year - 2011) / 100 * d.between(92, 108) / 100, gdp: gdp[i],
				devices: population * d.between(45, 70) / 10_000, staff: max(population*d.between(10, 14)/100_000, 4), quota: quota[i],
			})
		}
		rows = append(rows, sectorQuotas(y.year, accidents, o)...)
	}
	return rows
}

// answering are the departments that answer for the quotas of the sectors.
var answering = map[string]string{
	"road": "市交警支队", "fire": "市公安消防局", "industry": "市安监局", "hazchem": "市安监局", "construction": "市住建局", "water": "市海事局",
	"equipment": "市质监局", "campus": "市教育局",
}

// sectorQuotas are the death quotas of a year's sectors. Those of 2011 are kept but for construction's, which is past the
// share of the year that has gone by.
func sectorQuotas(year int, accidents []accident, o Options) []figureRow {
	deaths := make([]int, len(sectors))
	for _, a := range accidents {
		if a.day.Year() == year {
			deaths[a.sector] += a.deaths
		}
	}
	var rows []figureRow
	for i, s := range sectors {
		n := deaths[i]
		quota := (n*1000+959)/960 + 1
		if year == 2011 && s.key == "construction" && !o.WithoutProblems {
			quota = n - 1
		}
		rows = append(rows, figureRow{
			year: year, town: -1, sector: s.name, department: answering[s.key], employees: unstated, firms: unstated, vehicles: unstated, population: unstated, devices: unstated, staff: unstated,
			gdp: unstated, quota: quota,
		})
	}
	return rows
}

// quotas are the death quotas of a year's towns. Those of a city without problems follow what each town may expect;
// otherwise four towns are past the share of the year that has gone by, and no other.
func quotas(year, cityDeaths int, deaths map[[2]int]int, o Options) []int {
	if o.WithoutProblems {
		weights := make([]int, len(towns))
		for i, t := range towns {
			weights[i] = t.population / 1000 * t.road / 100
		}
		return share(cityDeaths*104/100, weights)
	}
	quota := make([]int, len(towns))
	for i := range towns {
		n := deaths[[2]int{year, i}]
		if year == 2011 && isOneOf(i, aheadTowns) {
			quota[i] = max(n*98/100, 1)
			continue
		}
		quota[i] = (n*1000 + 959) / 960
		for quota[i]*97 < n*100+50 {
			quota[i]++
		}
	}
	return quota
}
