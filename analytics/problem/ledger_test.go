package problem_test

import (
	"context"
	"encoding/csv"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/data/sample"
	"anlan/data/vocabulary"
)

// fact is a row of a ledger: what it says of each dimension, and its figures. Lists instead of maps, because there are
// thirty thousand of them in each of hundreds of cities.
type fact struct {
	family  analytics.FactID
	day     time.Time
	members [6]string // keys, in the order of dimensions; empty where it is not stated
	figures []float64 // in the order of the family's figures; NaN where they are not known
	done    time.Time // day on which a hazard was rectified; zero while it is open
}

var dimensions = []analytics.DimensionID{analytics.Town, analytics.Sector, analytics.Subsector, analytics.Department, analytics.Hour, analytics.AccidentType}

// figures are the indicators that are read, by family.
var figures = map[analytics.FactID][]analytics.ID{
	analytics.Accidents:     {"accidents", "deaths", "fatal_accidents", "larger_accidents"},
	analytics.Inspections:   {"inspections", "hazards", "rectified"},
	analytics.SectorFigures: {"employees", "firms", "vehicles", "population", "safety_staff", "quota_deaths"},
	analytics.Hazards:       {"due", "overdue", "done", "late"},
	analytics.Activities:    {"training", "drills", "complaints_received", "complaints_answered"},
}

// member is the key of a dimension.
func (f *fact) member(d analytics.DimensionID) string {
	if i := slices.Index(dimensions, d); i >= 0 {
		return f.members[i]
	}
	return ""
}

func (f *fact) set(d analytics.DimensionID, key string) { f.members[slices.Index(dimensions, d)] = key }

func (f *fact) figure(id analytics.ID) (float64, bool) {
	i := slices.Index(figures[f.family], id)
	if i < 0 || math.IsNaN(f.figures[i]) {
		return 0, false
	}
	return f.figures[i], true
}

func (f *fact) put(id analytics.ID, v float64) { f.figures[slices.Index(figures[f.family], id)] = v }

// ledger answers an analysis's questions by going through facts in memory: a second way to count, without a database, by
// which hundreds of cities can be analysed.
type ledger struct {
	facts []fact
	firms []string // of each fact; empty where there is none
}

// ledgerOf reads a city's files as the demonstration writes them.
func ledgerOf(t testing.TB, seed uint64, o sample.Options) *ledger {
	t.Helper()
	dir := t.TempDir()
	if err := sample.WriteFiles(dir, seed, o); err != nil {
		t.Fatal(err)
	}
	l := &ledger{}
	l.read(t, filepath.Join(dir, sample.AccidentsFile), analytics.Accidents, "发生日期", nil)
	l.read(t, filepath.Join(dir, sample.InspectionsFile), analytics.Inspections, "月份", map[string]analytics.ID{
		"检查家次": "inspections", "发现隐患": "hazards", "已整改": "rectified",
	})
	l.read(t, filepath.Join(dir, sample.FiguresFile), analytics.SectorFigures, "年度", map[string]analytics.ID{
		"从业人员(人)": "employees", "企业数": "firms", "机动车保有量(辆)": "vehicles", "常住人口(人)": "population", "安监人员(人)": "safety_staff", "死亡控制指标": "quota_deaths",
	})
	l.read(t, filepath.Join(dir, sample.ActivitiesFile), analytics.Activities, "日期", nil)
	l.read(t, filepath.Join(dir, sample.HazardsFile), analytics.Hazards, "排查日期", nil)
	return l
}

func (l *ledger) read(t testing.TB, path string, family analytics.FactID, day string, names map[string]analytics.ID) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := make(map[string]int)
	for i, name := range rows[0] {
		at[name] = i
	}
	for _, row := range rows[1:] {
		cell := func(name string) string {
			if i, ok := at[name]; ok {
				return row[i]
			}
			return ""
		}
		text := cell(day)
		f := fact{family: family, day: dayOf(t, text), figures: make([]float64, len(figures[family]))}
		for i := range f.figures {
			f.figures[i] = math.NaN()
		}
		if town := cell("镇街"); town != "" {
			f.set(analytics.Town, town)
		}
		if sector, ok := vocabulary.Sectors().Resolve(cell("行业领域")); ok {
			f.set(analytics.Sector, sector.Key)
			if sector.Parent != "" {
				f.set(analytics.Sector, sector.Parent)
				f.set(analytics.Subsector, sector.Key)
			}
		}
		if d := cell("执法部门") + cell("监管部门"); d != "" {
			f.set(analytics.Department, d)
		}
		if kind := cell("事故类型"); kind != "" && family == analytics.Accidents {
			f.set(analytics.AccidentType, kind)
		}
		if clock := cell("发生时间"); clock != "" {
			hour, err := strconv.Atoi(clock[:2])
			if err != nil {
				t.Fatal(err)
			}
			f.set(analytics.Hour, strconv.Itoa(hour))
		}
		for name, id := range names {
			if v, err := strconv.ParseFloat(cell(name), 64); err == nil {
				f.put(id, v)
			}
		}
		l.more(t, &f, cell)
		l.facts = append(l.facts, f)
		l.firms = append(l.firms, cell("事故单位名称"))
	}
}

// more sets the figures of accidents and activities, which need a rule.
func (l *ledger) more(t testing.TB, f *fact, cell func(string) string) {
	number := func(name string) float64 {
		v, err := strconv.ParseFloat(cell(name), 64)
		if err != nil {
			return 0
		}
		return v
	}
	switch f.family {
	case analytics.Accidents:
		deaths, serious := number("死亡人数"), number("重伤人数")
		f.put("accidents", 1)
		f.put("deaths", deaths)
		f.put("fatal_accidents", min(deaths, 1))
		f.put("larger_accidents", 0)
		if vocabulary.GradeOf(int(deaths), int(serious), number("直接经济损失(万元)")) >= vocabulary.Larger {
			f.put("larger_accidents", 1)
		}
	case analytics.Hazards:
		f.hazard(t, cell("整改期限"), cell("整改完成日期"))
	case analytics.Activities:
		name := map[string]analytics.ID{"培训人次": "training", "应急演练": "drills", "接到投诉": "complaints_received", "答复投诉": "complaints_answered"}[cell("工作指标")]
		if name != "" {
			f.put(name, number("数值"))
		}
	}
}

// hazard sets what is known of a hazard on the last day of the inquiry: whether it is due and open then, or was rectified late.
func (f *fact) hazard(t testing.TB, term, done string) {
	for _, id := range figures[analytics.Hazards] {
		f.put(id, 0)
	}
	cutOff := year().Period.To
	due := time.Time{}
	switch {
	case term == "立即整改":
		due = f.day
	case strings.HasPrefix(term, "限期"):
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(term, "限期"), "日"))
		if err != nil {
			t.Fatal(err)
		}
		due = f.day.AddDate(0, 0, n)
	case term == "元旦前":
		due = analytics.Day(f.day.Year(), 12, 31)
	case term != "":
		due = dayOf(t, term)
	}
	if !due.IsZero() && due.Before(cutOff) {
		f.put("due", 1)
		if done == "" {
			f.put("overdue", 1)
		}
	}
	if done == "" {
		return
	}
	f.done = dayOf(t, done)
	if !due.IsZero() {
		f.put("done", 1)
		if dayOf(t, done).After(due) {
			f.put("late", 1)
		}
	}
}

// hazardRates are the figures that the rates of hazard ledgers divide.
var hazardRates = map[analytics.ID][2]analytics.ID{"overdue_rate": {"overdue", "due"}, "late_rate": {"late", "done"}}

func dayOf(t testing.TB, text string) time.Time {
	t.Helper()
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if d, err := time.Parse(layout, text); err == nil {
			return d
		}
	}
	t.Fatalf("%q is no day", text)
	return time.Time{}
}

// Coverage implements problem.Answers.
func (l *ledger) Coverage(_ context.Context, family analytics.FactID) (analytics.Period, error) {
	var p analytics.Period
	for _, f := range l.facts {
		if f.family != family {
			continue
		}
		if p.From.IsZero() || f.day.Before(p.From) {
			p.From = f.day
		}
		if f.day.After(p.To) {
			p.To = f.day
		}
	}
	return p, nil
}

// familyOf is where an indicator's figures stand.
func familyOf(id analytics.ID) (analytics.FactID, error) {
	i, err := catalog.Default().Indicator(id)
	return i.Num.Fact, err
}

// sum is a figure that is known or not.
type sum struct {
	value float64
	known bool
}

func (s *sum) add(v float64) { s.value, s.known = s.value+v, true }

// Run implements problem.Answers.
func (l *ledger) Run(ctx context.Context, q query.Query) (engine.Frame, error) {
	var frame engine.Frame
	frame.Meta = engine.Meta{Period: q.Period, Basis: q.Basis}
	families := make([]analytics.FactID, len(q.Indicators))
	first := time.Time{}
	for i, id := range q.Indicators {
		family, err := familyOf(id)
		if err != nil {
			return frame, err
		}
		families[i] = family
		coverage, err := l.Coverage(ctx, family)
		if err != nil {
			return frame, err
		}
		if coverage.From.After(first) {
			first = coverage.From
		}
		if coverage.To.After(frame.Meta.Through) {
			frame.Meta.Through = coverage.To
		}
	}
	days := 0
	for _, w := range q.Basis.Windows(q.Period) {
		if !analytics.Day(first.Year(), first.Month(), 1).After(w.From) {
			frame.Meta.Windows = append(frame.Meta.Windows, w)
			days += w.Period.Days()
		}
	}
	if n := len(frame.Meta.Windows); n > 0 {
		frame.Meta.BaseDays = float64(days) / float64(n)
	}
	return l.fill(frame, q, families), nil
}

// group is a row on its way.
type group struct {
	members   []analytics.Member
	now, base []sum
	found     sum // hazards of the returns that state what is rectified
	of        []sum
}

func (l *ledger) fill(frame engine.Frame, q query.Query, families []analytics.FactID) engine.Frame {
	groups := make(map[[4]string]*group)
	total := &group{now: make([]sum, len(families)), base: make([]sum, len(families)), of: make([]sum, len(families))}
	for i := range l.facts {
		f := &l.facts[i]
		if !slices.Contains(families, f.family) || !keeps(q.Where, f) {
			continue
		}
		into := func(base bool, months int) {
			g := l.group(groups, q, f, months)
			for n, id := range q.Indicators {
				v, known := figureOf(f, id)
				if families[n] != f.family || !known || !fits(f, id, q.By) {
					continue
				}
				if base {
					g.base[n].add(v)
					total.base[n].add(v)
				} else {
					g.now[n].add(v)
					if rate, ok := hazardRates[id]; ok {
						of, _ := f.figure(rate[1])
						g.of[n].add(of)
						total.of[n].add(of)
					}
					if id == "rectification_rate" {
						hazards, _ := f.figure("hazards")
						g.found.add(hazards)
					}
					total.now[n].add(v)
				}
			}
		}
		from := q.Period.From
		if f.family == analytics.SectorFigures {
			from = analytics.Day(from.Year(), 1, 1)
		}
		if !f.day.Before(from) && !f.day.After(q.Period.To) {
			into(false, 0)
		}
		for _, w := range frame.Meta.Windows {
			if !f.day.Before(w.From) && !f.day.After(w.To) {
				into(true, w.Months)
			}
		}
	}
	windows := float64(max(len(frame.Meta.Windows), 1))
	frame.Total = valuesOf(total, q, families, windows, frame.Meta.Compared())
	for _, key := range sortedKeys(groups) {
		frame.Rows = append(frame.Rows, engine.Row{Members: groups[key].members, Values: valuesOf(groups[key], q, families, windows, frame.Meta.Compared())})
	}
	return frame
}

// figureOf is what a fact adds to an indicator; the rate of rectification counts what is rectified, and divides later.
func figureOf(f *fact, id analytics.ID) (float64, bool) {
	if id == "rectification_rate" {
		return f.figure("rectified")
	}
	if rate, ok := hazardRates[id]; ok {
		return f.figure(rate[0])
	}
	return f.figure(id)
}

// fits tells whether a figure that is stated for towns and for sectors is of the level that a question asks for.
func fits(f *fact, id analytics.ID, by []analytics.DimensionID) bool {
	if f.family != analytics.SectorFigures {
		return true
	}
	return (f.member(analytics.Sector) != "") == slices.Contains(by, analytics.Sector)
}

func keeps(where []analytics.Condition, f *fact) bool {
	for _, c := range where {
		if slices.Contains(c.Keys, f.member(c.Dimension)) == c.Not {
			return false
		}
	}
	return true
}

func (l *ledger) group(groups map[[4]string]*group, q query.Query, f *fact, months int) *group {
	day := f.day
	if months != 0 {
		day = day.AddDate(0, months, 0)
	}
	var key [4]string
	keys := key[:len(q.By)]
	for i, d := range q.By {
		switch d {
		case analytics.Month:
			keys[i] = day.Format("2006-01")
		case analytics.Quarter:
			keys[i] = query.KeyOfNumber(d, day.Year()*10+(int(day.Month())-1)/3+1)
		case analytics.Date:
			keys[i] = day.Format(time.DateOnly)
		default:
			keys[i] = f.member(d)
		}
	}
	g := groups[key]
	if g == nil {
		g = &group{now: make([]sum, len(q.Indicators)), base: make([]sum, len(q.Indicators)), of: make([]sum, len(q.Indicators))}
		for _, k := range keys {
			m := analytics.Unknown
			if k != "" {
				m = analytics.Member{Key: k, Label: analytics.Same(k)}
			}
			g.members = append(g.members, m)
		}
		groups[key] = g
	}
	return g
}

func sortedKeys(groups map[[4]string]*group) [][4]string {
	return slices.SortedFunc(maps.Keys(groups), func(a, b [4]string) int { return slices.Compare(a[:], b[:]) })
}

func valuesOf(g *group, q query.Query, families []analytics.FactID, windows float64, compared bool) []engine.Value {
	values := make([]engine.Value, len(families))
	for i, family := range families {
		v := &values[i]
		v.Now, v.HasNow = g.now[i].value, g.now[i].known || family == analytics.Accidents
		if compared {
			v.Base, v.HasBase = g.base[i].value/windows, g.base[i].known || family == analytics.Accidents
		}
		if q.Indicators[i] == "rectification_rate" && v.HasNow {
			v.Now = 100 * v.Now / g.found.value
		}
		if _, ok := hazardRates[q.Indicators[i]]; ok && v.HasNow {
			v.Num, v.Den, v.HasNow = v.Now, g.of[i].value, g.of[i].value > 0
			v.Now = 100 * v.Num / v.Den
		}
	}
	return values
}

// Firms implements problem.Answers.
func (l *ledger) Firms(_ context.Context, q query.Firms) (engine.Firms, error) {
	var found engine.Firms
	counts := make(map[[2]string]*engine.Firm)
	var order [][2]string
	for i := range l.facts {
		f, name := &l.facts[i], l.firms[i]
		if q.Measure.Fact == analytics.Hazards {
			break // these cities' hazards name no firms
		}
		if f.family != analytics.Accidents || name == "" || f.day.Before(q.Period.From) || f.day.After(q.Period.To) || !keeps(q.Where, f) {
			continue
		}
		key := [2]string{name, f.member(analytics.Town)}
		if counts[key] == nil {
			counts[key] = &engine.Firm{Name: name, Town: analytics.Member{Key: key[1], Label: analytics.Same(key[1])}}
			order = append(order, key)
		}
		deaths, _ := f.figure("deaths")
		counts[key].Accidents++
		counts[key].Deaths += int(deaths)
		found.Accidents++
	}
	for _, key := range order {
		if one := counts[key]; one.Accidents >= q.Least {
			found.List = append(found.List, *one)
		}
	}
	found.Firms, found.Repeated = len(order), len(found.List)
	return found, nil
}

// Durations implements problem.Answers.
func (l *ledger) Durations(_ context.Context, q query.Durations) ([]engine.Duration, error) {
	type group struct {
		town, sector, department string
		days                     int
	}
	found := make(map[group]*engine.Duration)
	var order []group
	member := func(key string) analytics.Member {
		if key == "" {
			return analytics.Unknown
		}
		return analytics.Member{Key: key, Label: analytics.Same(key)}
	}
	for i := range l.facts {
		f := &l.facts[i]
		if f.family != analytics.Hazards || f.day.Before(q.Period.From) || f.day.After(q.Period.To) || !keeps(q.Where, f) {
			continue
		}
		until, done := q.Period.To, 0
		if !f.done.IsZero() && !f.done.After(q.Period.To) {
			until, done = f.done, 1
		}
		g := group{f.member(analytics.Town), f.member(analytics.Sector), f.member(analytics.Department), int(until.Sub(f.day).Hours() / 24)}
		if found[g] == nil {
			order = append(order, g)
			found[g] = &engine.Duration{Town: member(g.town), Sector: member(g.sector), Department: member(g.department), Days: g.days}
		}
		found[g].Done += done
		found[g].Open += 1 - done
	}
	var list []engine.Duration
	for _, g := range order {
		list = append(list, *found[g])
	}
	return list, nil
}
