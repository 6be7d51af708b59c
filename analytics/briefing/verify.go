package briefing

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"anlan/analytics/figure"
)

// Verdict is what verifying found of one slide.
type Verdict struct {
	Slide     int // its place, from 1
	Name      string
	Numbers   int // that were compared
	Identical int
	Differ    []Difference // of the first numbers that differ
	Err       error        // why the figure could not be made again
	FromRows  bool         // its questions were asked again of the enclosed rows; otherwise their enclosed answers were taken
}

// Difference is a number that is not what it was.
type Difference struct {
	Where      string // "finding 2", "table 3/2", "option /series/0/data/1"
	Kept, Made string // empty where there is none
}

// maxDifferences bounds the differences that a verdict lists.
const maxDifferences = 20

// Verify makes every figure of the briefing again and compares all numbers: those of the texts, of the tables and of the
// charts. Rows answers from the rows that the briefing encloses; figures of another state of the workspace or of what was known
// before, and all where it is nil, are made again from their enclosed answers.
func Verify(ctx context.Context, b Briefing, rows figure.Answers) ([]Verdict, error) {
	var list []Verdict
	for i, s := range b.Slides {
		if s.Frozen == nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var from figure.Answers
		if rows != nil && b.Facts != nil && b.Facts.State.Checksum == s.Frozen.State.Checksum && s.Frozen.Ask.Question.AsOf.IsZero() {
			from = rows
		}
		v := s.Frozen.verify(ctx, from)
		v.Slide, v.Name, v.FromRows = i+1, s.Name(), from != nil
		list = append(list, v)
	}
	return list, nil
}

func (f *Frozen) verify(ctx context.Context, rows figure.Answers) Verdict {
	made := &Frozen{Ask: f.Ask, Look: f.Look, State: f.State, data: f.data, opened: f.opened}
	kept := f.numbers()
	var err error
	if rows != nil {
		err = made.drawFrom(ctx, rows)
	} else {
		err = made.redraw(ctx)
	}
	if err != nil {
		return Verdict{Numbers: len(kept), Err: err}
	}
	return compare(kept, made.numbers())
}

// Since is the first day that the briefing's figures rest on: what they ask about and compare with begins there.
func (b Briefing) Since() (time.Time, error) {
	var first time.Time
	take := func(day time.Time) {
		if !day.IsZero() && (first.IsZero() || day.Before(first)) {
			first = day
		}
	}
	for _, s := range b.Slides {
		if s.Frozen == nil {
			continue
		}
		t, err := unpack(s.Frozen.data)
		if err != nil {
			return first, err
		}
		for _, a := range t.Runs {
			take(a.Answer.Meta.Period.From)
			for _, window := range a.Answer.Meta.Windows {
				take(window.From)
			}
		}
		for _, a := range t.Records {
			take(a.Question.Period.From)
		}
		for _, a := range t.Landmarks {
			take(a.Question.Period.From)
		}
		for _, a := range t.Coverages {
			take(a.Answer.From)
		}
	}
	return first, nil
}

// compare holds the numbers of two figures against each other, place by place.
func compare(kept, made map[string]string) Verdict {
	v := Verdict{}
	places := maps.Clone(kept)
	maps.Copy(places, made)
	for _, where := range slices.Sorted(maps.Keys(places)) {
		v.Numbers++
		if alike(where, kept, made) {
			v.Identical++
		} else if len(v.Differ) < maxDifferences {
			v.Differ = append(v.Differ, Difference{where, kept[where], made[where]})
		}
	}
	return v
}

// alike tells whether a number is what it was. Sums of fractions differ in their last digits with the order in which rows are
// added up, and so may what a cell prints of such a sum.
func alike(where string, kept, made map[string]string) bool {
	if kept[where] == made[where] {
		return true
	}
	if closeTo(kept[where], made[where]) {
		return true
	}
	cell, ok := strings.CutPrefix(where, "table ")
	if !ok {
		return false
	}
	place, _, _ := strings.Cut(cell, " ")
	figure := "table " + place + " figure"
	return closeTo(kept[figure], made[figure])
}

// closeTo tells whether two fractions are equal but for the last of some sixteen digits. Whole numbers are not fractions.
func closeTo(a, b string) bool {
	const least = 1e-12
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil || x == math.Trunc(x) && y == math.Trunc(y) {
		return false
	}
	return math.Abs(x-y) <= least*max(math.Abs(x), math.Abs(y))
}

// Changed compares a figure with a newer one of the same question: how many of its numbers are different now.
func (f *Frozen) Changed(newer *Frozen) Verdict { return compare(f.numbers(), newer.numbers()) }

// numbers lists the numbers of a figure by their places.
func (f *Frozen) numbers() map[string]string {
	n := make(numbers)
	n.text("finding", f.Finding.String())
	n.text("subtitle", f.Subtitle)
	if f.Sheet != nil {
		for i, row := range f.Sheet.Rows {
			for j, c := range row.Cells {
				n.text(fmt.Sprintf("table %d/%d", i+1, j+1), c.Text)
				if c.Known && f.Sheet.Columns[j].Figures {
					n[fmt.Sprintf("table %d/%d figure", i+1, j+1)] = fmt.Sprint(c.Number)
				}
			}
		}
	}
	if f.Option != nil {
		var option map[string]any
		if json.Unmarshal(f.Option, &option) == nil { // options are checked when they are read
			for _, part := range []string{"series", "visualMap", "title"} {
				n.node("option /"+part, option[part])
			}
		}
	}
	return n
}

// numbers are numbers by their places.
type numbers map[string]string

// text takes the numbers out of a text: runs of digits with points and grouping commas within.
func (n numbers) text(where, text string) {
	runes := []rune(text)
	count := 0
	for i := 0; i < len(runes); {
		if !isDigit(runes[i]) {
			i++
			continue
		}
		j := i
		for j < len(runes) && (isDigit(runes[j]) || (runes[j] == '.' || runes[j] == ',') && j+1 < len(runes) && isDigit(runes[j+1])) {
			j++
		}
		count++
		n[fmt.Sprintf("%s %d", where, count)] = signOf(runes, i) + string(runes[i:j])
		i = j
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// signOf is the sign, or the arrow, that stands before a number.
func signOf(runes []rune, i int) string {
	before := strings.TrimRight(string(runes[max(0, i-2):i]), " \u202f")
	for _, sign := range []string{"−", "+", "▲", "▼"} {
		if strings.HasSuffix(before, sign) {
			return sign
		}
	}
	return ""
}

// node takes the numbers out of a part of an option: figures, and those within labels and tooltips. Sizes and colours are
// the look's.
func (n numbers) node(where string, node any) {
	switch v := node.(type) {
	case map[string]any:
		for key, value := range v {
			if !slices.Contains(looks, key) {
				n.node(where+"/"+key, value)
			}
		}
	case []any:
		for i, value := range v {
			n.node(fmt.Sprintf("%s/%d", where, i), value)
		}
	case float64:
		n[where] = fmt.Sprint(v)
	case string:
		if strings.HasPrefix(v, "#") || strings.HasPrefix(v, "@") {
			return
		}
		n.text(where, v)
	}
}

// looks are keys of an option that hold no figures.
var looks = []string{"itemStyle", "lineStyle", "areaStyle", "textStyle", "label", "labelLayout", "select", "emphasis", "blur", "symbolSize", "barWidth", "barGap", "barCategoryGap", "decal", "animation"}
