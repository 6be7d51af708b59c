package problem_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/problem"
	"anlan/data/sample"
)

// everyLevel are the levels that each question has an answer for, or a reason why not.
var everyLevel = []problem.Level{problem.City, problem.Sectors, problem.Towns, problem.Cells}

// TestEveryQuestionAtEveryLevel: each question of the catalogue is either answered at a level or not, with a reason in words.
func TestEveryQuestionAtEveryLevel(t *testing.T) {
	a, err := problem.Analyse(t.Context(), demonstration(t), year())
	if err != nil {
		t.Fatal(err)
	}
	type at struct {
		question string
		level    problem.Level
	}
	said := make(map[at]string)
	for _, q := range a.Answered {
		said[at{q.Question, q.Level}] = "answered"
	}
	for _, u := range a.Unasked {
		if u.Without == nil && said[at{u.Question, u.Level}] != "" {
			t.Errorf("%s of every %s is answered, and is not", u.Question, u.Level)
		}
		said[at{u.Question, u.Level}] = u.Reason
		for _, l := range []analytics.Language{analytics.Chinese, analytics.English} {
			if p := (format.Printer{Language: l}); strings.Contains(u.Name(p)+u.Why(p), "problem.") {
				t.Errorf("in %s it says %q, %q", l, u.Name(p), u.Why(p))
			}
		}
	}
	whole := map[string][]problem.Level{
		"rise": {problem.Sectors, problem.Towns, problem.Cells, problem.Parts}, "contribution": {problem.Sectors, problem.Towns, problem.Cells}, // of the city: total
		"total": {problem.City}, "repeats_orders": {problem.City},
	}
	for _, q := range problem.Catalogue() {
		levels := everyLevel
		if special, has := whole[q.ID]; has {
			levels = special
		}
		for _, level := range levels {
			if said[at{q.ID, level}] == "" {
				t.Errorf("nothing is said of %s at the level %s", q.ID, level)
			}
		}
	}
	// What the demonstration's files do not have.
	for _, want := range []problem.Unasked{
		{Question: "level", Level: problem.City, Reason: "no_peer"},
		{Question: "level", Level: problem.Sectors, Reason: "no_sector_sizes"},
		{Question: "level", Level: problem.Cells, Reason: "no_exposure"},
		{Question: "quota", Level: problem.Cells, Reason: "no_quota"},
		{Question: "overdue", Level: problem.Cells, Reason: "one_sector"},
		{Question: "days", Level: problem.City, Reason: "no_past"},
		{Question: "norms", Level: problem.Sectors, Reason: "no_activities"},
		{Question: "complaints", Level: problem.Towns, Reason: "not_stated"},
		{Question: "repeats_orders", Level: problem.City, Reason: "no_firm_orders"},
	} {
		if got := said[at{want.Question, want.Level}]; got != want.Reason {
			t.Errorf("%s at the level %s: %q, want %q", want.Question, want.Level, got, want.Reason)
		}
	}
	lines := a.NotAnswered(format.Printer{Language: analytics.Chinese})
	if !slices.ContainsFunc(lines, func(line string) bool {
		return strings.HasPrefix(line, "没有分行业的从业人员、企业数") && strings.Contains(line, "与规模不符的高发（各行业）")
	}) {
		t.Errorf("the list says %q", lines)
	}
}

// planted is something wrong that is put into a city without problems, and the finding that has to tell it.
type planted struct {
	plant func(*testing.T, *ledger)
	key   string
	sure  bool // more than chance; otherwise recorded
}

// accidentsOf calls for the accidents of 2011 of a town and a sector, empty for all.
func (l *ledger) accidentsOf(town, sector string, each func(*fact)) {
	for i := range l.facts {
		f := &l.facts[i]
		if f.family == analytics.Accidents && f.day.Year() == 2011 && (town == "" || f.member(analytics.Town) == town) && (sector == "" || f.member(analytics.Sector) == sector) {
			each(f)
		}
	}
}

// figure adds a row of annual figures.
func (l *ledger) figure(town, sector string, id analytics.ID, v float64) {
	f := fact{family: analytics.SectorFigures, day: analytics.Day(2011, 1, 1), figures: slices.Repeat([]float64{math.NaN()}, 6)}
	f.set(analytics.Town, town)
	f.set(analytics.Sector, sector)
	f.put(id, v)
	l.facts, l.firms = append(l.facts, f), append(l.firms, "")
}

var plants = map[string]planted{
	"fatal in the city": {func(_ *testing.T, l *ledger) {
		n := 0
		l.accidentsOf("", "", func(f *fact) {
			if n++; n%8 == 0 {
				f.put("fatal_accidents", 1)
			}
		})
	}, "severity", true},
	"fatal in a sector of a town": {func(_ *testing.T, l *ledger) {
		l.accidentsOf("虎门镇", "fire", func(f *fact) { f.put("fatal_accidents", 1) })
	}, "severity|town=虎门镇|sector=fire", true},
	"larger ones of a type": {func(_ *testing.T, l *ledger) {
		n := 0
		l.accidentsOf("", "industry", func(f *fact) {
			if f.member(analytics.AccidentType) == "触电" && n < 9 {
				n++
				f.put("larger_accidents", 1)
			}
		})
	}, "larger|sector=industry|type=触电", true},
	"hours of the city": {func(_ *testing.T, l *ledger) {
		n := 0
		l.accidentsOf("", "", func(f *fact) {
			if n++; n%4 == 0 {
				f.set(analytics.Hour, "2")
			}
		})
	}, "hours", true},
	"a quarter of a town": {func(_ *testing.T, l *ledger) {
		l.accidentsOf("长安镇", "", func(f *fact) {
			if f.day.Month() < 10 && f.day.Day() < 12 {
				f.day = analytics.Day(2011, 11, f.day.Day())
			}
		})
	}, "season|town=长安镇", true},
	"quotas of a sector in towns": {func(_ *testing.T, l *ledger) {
		l.figure("虎门镇", "road", "quota_deaths", 1)
		l.figure("厚街镇", "road", "quota_deaths", 1000)
	}, "quota_cells|town=虎门镇|sector=road", false},
	"sectors for those employed": {func(_ *testing.T, l *ledger) {
		for _, sector := range []string{"industry", "construction", "hazchem", "equipment", "water", "campus"} {
			n := 0.0
			l.accidentsOf("", sector, func(*fact) { n++ })
			if sector == "industry" {
				n /= 4
			}
			l.figure("", sector, "employees", n*100)
		}
	}, "level|sector=industry", true},
	"complaints of a town": {func(_ *testing.T, l *ledger) {
		towns := []string{"虎门镇", "长安镇", "厚街镇", "塘厦镇", "常平镇", "大朗镇"}
		for i := range l.facts {
			f := &l.facts[i]
			v, received := f.figure("complaints_received")
			if f.family != analytics.Activities || !received || f.day.Year() != 2011 {
				continue
			}
			town := towns[int(f.day.Month())%len(towns)]
			f.set(analytics.Town, town)
			answered := fact{family: analytics.Activities, day: f.day, figures: slices.Repeat([]float64{math.NaN()}, len(f.figures))}
			answered.set(analytics.Town, town)
			answered.put("complaints_answered", v)
			if town == "厚街镇" {
				answered.put("complaints_answered", math.Floor(v/3))
			}
			l.facts, l.firms = append(l.facts, answered), append(l.firms, "")
		}
		l.facts = slices.DeleteFunc(l.facts, func(f fact) bool { // the answers as the city returned them
			_, answers := f.figure("complaints_answered")
			return answers && f.day.Year() == 2011 && f.member(analytics.Town) == ""
		})
	}, "complaints_where|town=厚街镇", true},
	"training of a sector": {func(_ *testing.T, l *ledger) {
		for _, sector := range []string{"industry", "construction", "hazchem"} {
			l.figure("", sector, "employees", 1000)
			f := fact{family: analytics.Activities, day: analytics.Day(2011, 5, 1), figures: slices.Repeat([]float64{math.NaN()}, 4)}
			f.set(analytics.Sector, sector)
			f.put("training", map[string]float64{"industry": 900, "construction": 100, "hazchem": 800}[sector])
			l.facts, l.firms = append(l.facts, f), append(l.firms, "")
		}
	}, "norms_training|sector=construction", false},
	"no sector": {func(_ *testing.T, l *ledger) {
		n := 0
		l.accidentsOf("", "", func(f *fact) {
			if n++; n%10 == 0 {
				f.set(analytics.Sector, "")
				f.set(analytics.Subsector, "")
			}
		})
	}, "gaps_unsectored", false},
	"a sector that moves the city": {func(_ *testing.T, l *ledger) {
		var more []fact
		n := 0
		l.accidentsOf("", "", func(f *fact) {
			if n++; n%3 != 0 && f.member(analytics.Sector) != "campus" {
				more = append(more, *f) // all sectors rise alike, so that no share does
			}
		})
		l.facts, l.firms = append(l.facts, more...), append(l.firms, make([]string, len(more))...)
	}, "contribution|sector=road", true},
}

// TestPlanted plants one thing after another and looks for the finding that tells it, at the level where it was planted.
func TestPlanted(t *testing.T) {
	if testing.Short() {
		t.Skip("going through a ledger row by row takes long under the race detector")
	}
	clean := ledgerOf(t, 1003, sample.Options{WithoutProblems: true})
	for name, p := range plants {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := &ledger{slices.Clone(clean.facts), slices.Clone(clean.firms)}
			for i := range l.facts {
				l.facts[i].figures = slices.Clone(l.facts[i].figures)
			}
			p.plant(t, l)
			a, err := problem.Analyse(t.Context(), l, year())
			if err != nil {
				t.Fatal(err)
			}
			var keys []string
			for _, f := range a.Findings {
				for _, one := range append([]problem.Finding{f}, f.Merged...) {
					keys = append(keys, one.Key())
					if one.Key() == p.key && (one.Certainty.MoreThanChance() && p.sure || one.Certainty == problem.Recorded && !p.sure) {
						return
					}
				}
			}
			t.Errorf("%s is not found, or not for sure: %s", p.key, strings.Join(keys, "; "))
		})
	}
}
