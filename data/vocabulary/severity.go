package vocabulary

import (
	"fmt"
	"strings"
)

// Grade is the severity of an accident under State Council decree 493 (in force 2007-06-01), article 3. Any one of the
// three criteria suffices, the highest wins, and "以上" includes the number.
type Grade int

// The four grades; the numbers are the IDs of Grades.
const (
	Ordinary      Grade = 1 // 一般
	Larger        Grade = 2 // 较大
	Major         Grade = 3 // 重大
	Extraordinary Grade = 4 // 特别重大
)

// threshold is the least of each criterion that reaches a grade.
type threshold struct {
	grade   Grade
	deaths  int
	serious int     // serious injuries, acute poisoning included
	loss    float64 // direct loss in 万元
}

// thresholds of decree 493, article 3, highest grade first.
var thresholds = []threshold{
	{Extraordinary, 30, 100, 10000},
	{Major, 10, 50, 5000},
	{Larger, 3, 10, 1000},
}

// GradeOf grades an accident by its deaths (missing persons included), serious injuries and direct loss in 万元.
func GradeOf(deaths, serious int, loss float64) Grade {
	for _, t := range thresholds {
		if deaths >= t.deaths || serious >= t.serious || loss >= t.loss {
			return t.grade
		}
	}
	return Ordinary
}

// GradeSQL is GradeOf as a SQL expression over three column names, for rules over whole tables. A criterion that is
// NULL decides nothing; where all three are NULL the grade is NULL.
func GradeSQL(deaths, serious, loss string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CASE WHEN %s IS NULL AND %s IS NULL AND %s IS NULL THEN NULL", deaths, serious, loss)
	for _, t := range thresholds {
		fmt.Fprintf(&b, " WHEN %s >= %d OR %s >= %d OR %s >= %g THEN %d", deaths, t.deaths, serious, t.serious, loss, t.loss, t.grade)
	}
	fmt.Fprintf(&b, " ELSE %d END", Ordinary)
	return b.String()
}
