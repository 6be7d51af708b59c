package refill

import (
	"regexp"
	"strconv"
	"time"

	"anlan/analytics"
	"anlan/analytics/format"
	"anlan/analytics/query"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/scan"
)

// shift moves periods from the old text's year to the new one. A year to date reaches to the new last day.
type shift struct {
	years   int
	oldYear int
	reached time.Time // the last day of the old text: its first cut-off day; zero where it names none
	to      time.Time
}

func movedBy(r check.Report, o Options) shift {
	s := shift{years: o.To.Year() - o.OldYear, oldYear: o.OldYear, to: o.To}
	for _, cut := range r.Draft.CutOffs {
		if d := cut.Span.To; cut.Span.Kind == scan.ToDate && d.Day > 0 {
			s.reached = analytics.Day(o.OldYear, time.Month(d.Month), d.Day)
			break
		}
	}
	return s
}

// day moves a day; a leap day moves to the last of February.
func (s shift) day(d time.Time) time.Time {
	moved := analytics.Day(d.Year()+s.years, d.Month(), d.Day())
	if moved.Day() != d.Day() {
		return analytics.Day(d.Year()+s.years, d.Month()+1, 0)
	}
	return moved
}

// period moves a span. Whole years and spans within a year keep their days.
func (s shift) period(p analytics.Period) analytics.Period {
	moved := analytics.Period{From: s.day(p.From), To: s.day(p.To)}
	lastOfMonth := p.To.AddDate(0, 0, 1).Day() == 1
	toDate := p.From.YearDay() == 1 && p.From.Year() == s.oldYear
	switch {
	case toDate && p.To.Equal(s.reached), toDate && !lastOfMonth:
		moved.To = s.to
	case lastOfMonth:
		moved.To = analytics.Day(moved.To.Year(), moved.To.Month()+1, 0)
	}
	return moved
}

// query moves a question.
func (s shift) query(q query.Query) query.Query {
	q.Period = s.period(q.Period)
	if span, ok := q.Basis.Span(); ok {
		q.Basis = analytics.Against(s.period(span))
	}
	return q
}

var (
	cutOffDay = regexp.MustCompile(`[\d０-９]{1,2}月[\d０-９]{1,2}[日号]`)
	namedYear = regexp.MustCompile(`20\d{2}年`)
)

// dates are the edits that move cut-off days and years.
func (s shift) dates(old string, r check.Report) []edit {
	var edits []edit
	p := format.Printer{Language: analytics.Chinese}
	for _, cut := range r.Draft.CutOffs {
		text := old[cut.Range.Start:cut.Range.End]
		at := cutOffDay.FindStringIndex(text)
		if at == nil || cut.Span.Shift != 0 {
			continue
		}
		day := s.to
		if d := analytics.Day(s.oldYear, time.Month(cut.Span.To.Month), cut.Span.To.Day); !d.Equal(s.reached) {
			day = s.day(d)
		}
		where := cut.Range
		where.Start, where.End = cut.Range.Start+at[0], cut.Range.Start+at[1]
		edits = append(edits, edit{where, p.DayOfYear(day), none, none})
	}
	for _, at := range namedYear.FindAllStringIndex(old, -1) {
		year, err := strconv.Atoi(old[at[0] : at[0]+4])
		if err != nil || year > s.oldYear || year < s.oldYear-2 {
			continue
		}
		e := edit{text: strconv.Itoa(year+s.years) + old[at[0]+4:at[1]], figure: none, claim: none}
		e.at.Start, e.at.End = at[0], at[1]
		edits = append(edits, e)
	}
	return edits
}
