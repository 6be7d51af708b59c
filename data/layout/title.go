package layout

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"anlan/data/vocabulary"
)

// Stated is what the texts around a table say of all its rows.
type Stated struct {
	Year     int
	YearHow  How
	Month    int // 0: none
	MonthHow How
	Town     string // as written
	TownHow  How
	Unit     string // the units of the title that an amount was read in
}

// facts are the texts above a table and what they state.
type facts struct {
	lines  []string
	title  string // all of them
	units  string
	stated Stated
	folded []string // the lines and the names of sheet and file, as headers are compared
}

var (
	unitLine   = regexp.MustCompile(`(?:计量|金额)?单位\s*[:：]?\s*([^:：()（）]*)`)
	reporter   = regexp.MustCompile(`^\s*(?:填报单位|填报镇街|填表单位|报送单位|镇街|单位名称)\s*(?:[(（]盖?章?[)）])?\s*[:：]\s*(\S+)`)
	filledIn   = regexp.MustCompile(`(?:填报|填表|制表|打印|上报|报送|报出|统计)\s*(?:日期|时间|人)`)
	spanMonths = regexp.MustCompile(`\d{1,2}\s*月?\s*[-—–至到~]\s*\d{1,2}\s*月`)
	digitRuns  = regexp.MustCompile(`\d+`)
	dashMonth  = regexp.MustCompile(`^[-_./](0?[1-9]|1[0-2])(?:$|[^-_./0-9])`)
	dayAfter   = regexp.MustCompile(`^月\d{1,2}[日号]`)
)

// titleRows is how many rows above a header are taken for its title.
const titleRows = 15

// readFacts reads what stands above a row, and the names of the sheet and the file.
func readFacts(g *grid, first int, opts Options) *facts {
	f := &facts{}
	for _, r := range g.sample.Rows[max(0, first-titleRows):first] {
		var cells []string
		for _, c := range r.Cells {
			if c = strings.TrimSpace(c); c != "" && !slices.Contains(cells, c) {
				cells = append(cells, c)
			}
		}
		if len(cells) > 0 {
			f.lines = append(f.lines, strings.Join(cells, " "))
		}
		for _, cell := range cells {
			f.readCell(cell, g.terms.Towns)
		}
	}
	f.title = strings.Join(f.lines, " ")
	f.folded = foldHeaders(append(slices.Clone(f.lines), g.sample.Sheet, g.sample.File))
	f.readDates(g.sample, opts)
	if how, town := f.stated.TownHow, g.sample.Sheet; how == "" && g.terms.Towns != nil {
		if _, ok := g.terms.Towns.Resolve(town); ok && town != "" {
			f.stated.Town, f.stated.TownHow = town, BySheet
		}
	}
	return f
}

// readCell reads the unit and the reporting town from a cell above the table.
func (f *facts) readCell(cell string, towns *vocabulary.List) {
	if m := unitLine.FindStringSubmatch(cell); m != nil && f.units == "" {
		for _, word := range strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune("、,，/ ", r) }) {
			if isUnit(word) {
				f.units = m[1]
			}
		}
	}
	if towns == nil || f.stated.Town != "" {
		return
	}
	if m := reporter.FindStringSubmatch(cell); m != nil {
		if _, ok := towns.Resolve(m[1]); ok {
			f.stated.Town, f.stated.TownHow = m[1], ByTitle
			return
		}
	}
	if e, ok := towns.ResolvePlace(cell); ok {
		f.stated.Town, f.stated.TownHow = e.Name, ByTitle
	}
}

// readDates finds the year, and the month, that the title states; else the sheet's name, else the file's. A text that
// names two years or a span of months states none.
func (f *facts) readDates(s Sample, opts Options) {
	if opts.Year > 0 {
		f.stated.Year, f.stated.YearHow = opts.Year, Asked
	}
	for _, source := range []struct {
		how   How
		texts []string
	}{{ByTitle, f.lines}, {BySheet, []string{s.Sheet}}, {ByFile, []string{strings.TrimSuffix(s.File, extension(s.File))}}} {
		year, month := datesIn(source.texts)
		if f.stated.Year == 0 && year > 0 {
			f.stated.Year, f.stated.YearHow = year, source.how
		}
		if f.stated.Month == 0 && month > 0 {
			f.stated.Month, f.stated.MonthHow = month, source.how
		}
	}
}

func extension(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[i:]
	}
	return ""
}

// datesIn reads the only year and the only month that texts name; 0 where there is none or more than one.
func datesIn(texts []string) (year, month int) {
	found := dates{}
	for _, text := range texts {
		if !filledIn.MatchString(text) {
			found.read(foldTitle(text))
		}
	}
	if len(found.years) == 1 {
		year = found.years[0]
	}
	if len(found.months) == 1 && !found.span {
		month = found.months[0]
	}
	return year, month
}

// dates are the years and months that a text names.
type dates struct {
	years, months []int
	span          bool
}

func (d *dates) read(text string) {
	d.span = d.span || spanMonths.MatchString(text)
	for _, at := range digitRuns.FindAllStringIndex(text, -1) {
		run, rest := text[at[0]:at[1]], text[at[1]:]
		n, err := strconv.Atoi(run)
		switch {
		case err != nil:
		case len(run) == 4 && plausibleYear(n):
			d.years = with(d.years, n)
			if m := dashMonth.FindStringSubmatch(rest); m != nil {
				d.addMonth(m[1])
			}
		case len(run) == 6 && plausibleYear(n/100):
			d.years = with(d.years, n/100)
			d.addMonth(run[4:])
		case len(run) <= 2 && strings.HasPrefix(rest, "月") && !dayAfter.MatchString(rest):
			d.addMonth(run)
		}
	}
}

func (d *dates) addMonth(text string) {
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= 12 {
		d.months = with(d.months, n)
	}
}

func plausibleYear(n int) bool { return n >= 1949 && n <= 2100 }

// with adds a number to a list that does not have it.
func with(list []int, n int) []int {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

var chineseMonths = []struct{ word, digits string }{
	{"十二月", "12月"},
	{"十一月", "11月"},
	{"十月", "10月"},
	{"元月", "1月"},
	{"一月", "1月"},
	{"二月", "2月"},
	{"三月", "3月"},
	{"四月", "4月"},
	{"五月", "5月"},
	{"六月", "6月"},
	{"七月", "7月"},
	{"八月", "8月"},
	{"九月", "9月"},
}

// foldTitle brings a title to half-width digits, with its months and its year written in digits.
func foldTitle(text string) string {
	text = vocabulary.Fold(text)
	for _, m := range chineseMonths {
		text = strings.ReplaceAll(text, m.word, m.digits)
	}
	return chineseYear.ReplaceAllStringFunc(text, func(year string) string {
		return strings.Map(func(r rune) rune {
			if i := strings.IndexRune("〇一二三四五六七八九", r); i >= 0 {
				return rune('0' + i/3)
			}
			if r == '零' || r == '○' {
				return '0'
			}
			return r
		}, year)
	})
}

var chineseYear = regexp.MustCompile(`[一二][〇零○一二三四五六七八九]{3}年`)

// titleField is the value field that the title names, if it names only one.
func (f *facts) titleField(kind Kind) (Field, bool) {
	best, length, twice := Field{}, 0, false
	for _, field := range Fields(kind) {
		if n := len(f.titleWord(field)); n > 0 {
			twice = length > 0
			if n > length {
				best, length = field, n
			}
		}
	}
	if twice {
		best, twice = f.onlyLongest(kind, best)
	}
	return best, length > 0 && !twice
}

// onlyLongest tells whether every other field that the title names is only named inside the longest name: "死亡人数" inside
// "死亡人数控制指标".
func (f *facts) onlyLongest(kind Kind, best Field) (Field, bool) {
	word := f.titleWord(best)
	for _, field := range Fields(kind) {
		if other := f.titleWord(field); other != "" && !strings.Contains(word, other) {
			return best, true
		}
	}
	return best, false
}

// titleWord is the longest of a value field's aliases that stands in the title or the names; empty where none does.
func (f *facts) titleWord(field Field) string {
	if !field.IsValue() {
		return ""
	}
	best := ""
	for _, folded := range f.folded {
		for _, alias := range field.aliases {
			if len(alias) > len(best) && len([]rune(alias)) >= 2 && strings.Contains(folded, alias) {
				best = alias
			}
		}
	}
	return best
}
