package layout

import (
	"regexp"
	"slices"
	"strings"

	"anlan/data/values"
	"anlan/data/vocabulary"
)

// Reasons why a row below the header is no data. The translation files word them.
const (
	ReasonRepeatedHeader = "repeated_header" // the header again, on the next page
	ReasonTotalRow       = "total_row"       // 合计, 小计: would be counted twice
	ReasonPartRow        = "part_row"        // 其中: counted in the row above
	ReasonNote           = "note_row"        // 填报人, 注: …
	ReasonNoAccidents    = "no_accidents"    // 本月无事故
	ReasonOnlySerial     = "only_serial"     // a numbered row that nobody filled in
	ReasonColumnNumbers  = "column_numbers"  // 甲 乙 1 2 3, below a header
	ReasonContinuation   = "continuation"    // goes on with the accident above, whose cells are merged down
)

// Body tells the rows of a table that are no data.
type Body struct {
	table   *Table
	heads   [][]string // folded cells of the header's rows and of the texts above it
	serials map[int]bool
	numbers map[int]bool // columns of numbers
	names   map[int]bool // columns of names
	dates   int          // column that dates the rows; −1 where there is none
}

// NewBody prepares to look at the rows below a table's header.
func NewBody(t *Table) *Body {
	b := &Body{table: t, serials: make(map[int]bool), numbers: make(map[int]bool), names: make(map[int]bool), dates: -1}
	for _, row := range t.HeaderRow {
		b.heads = append(b.heads, foldAll(row))
	}
	for _, row := range t.Above {
		b.heads = append(b.heads, foldAll(row))
	}
	for i, c := range t.Columns {
		if c.Use == Serial {
			b.serials[i] = true
		}
		if c.Use == Across || c.Use == Total || c.Use == Comparison {
			b.numbers[i] = true
		}
	}
	for _, n := range t.Bindings {
		switch column := t.SheetColumn(n); {
		case column < 0:
		case n.Field.Name == t.Kind.DateField():
			b.dates = column
		case n.Field.IsValue():
			b.numbers[column] = true
		case n.Field.names():
			b.names[column] = true
		}
	}
	return b
}

// names tells whether a field holds a name of a list.
func (f Field) names() bool {
	switch f.Type {
	case Town, Sector, Department, Campaign, Measure:
		return true
	}
	return false
}

func foldAll(cells []string) []string {
	folded := make([]string, len(cells))
	for i, c := range cells {
		folded[i] = vocabulary.Fold(c)
	}
	return folded
}

// filled is a cell with text, and where it stands.
type filled struct {
	column int
	text   string // without blanks around it
	folded string
}

// Why says why a row is no data; empty where it may be data, or is blank.
func (b *Body) Why(cells []string) string {
	var row []filled
	for i, c := range cells {
		if text := strings.TrimSpace(c); text != "" {
			row = append(row, filled{i, text, vocabulary.Fold(text)})
		}
	}
	if len(row) == 0 {
		return ""
	}
	for _, check := range []struct {
		reason string
		is     func(*Body, []filled) bool
	}{
		{ReasonRepeatedHeader, (*Body).repeatsHead},
		{ReasonTotalRow, (*Body).isTotal},
		{ReasonPartRow, (*Body).isPart},
		{ReasonNoAccidents, (*Body).saysNone},
		{ReasonNote, (*Body).isNote},
		{ReasonColumnNumbers, (*Body).numbersColumns},
		{ReasonOnlySerial, (*Body).onlySerial},
	} {
		if check.is(b, row) {
			return check.reason
		}
	}
	return ""
}

// repeatsHead tells whether every cell of a row is that of a row above the table or in the header, in its place.
func (b *Body) repeatsHead(row []filled) bool {
	for _, head := range b.heads {
		differs := func(f filled) bool { return f.column >= len(head) || head[f.column] != f.folded }
		if !slices.ContainsFunc(row, differs) {
			return true
		}
	}
	return false
}

var (
	sumWord  = regexp.MustCompile(`^(?:本页|本月|全市|全镇|全县|全区|各镇街|累计)?(?:合|总|小|共)计(?:数)?[:：]?$|^.{1,6}小计$|^(?:sub)?total$|^全市$|^累计$|^总数$`)
	partHead = regexp.MustCompile(`^其中(?:[:：]|$)`)
)

// isTotal tells whether a label of a row is a word for a sum.
func (b *Body) isTotal(row []filled) bool { return b.sumLabel(row) != "" }

// sumLabel is the label of a row that is a sum: in one of the first columns, or in a column of names.
func (b *Body) sumLabel(row []filled) string {
	const labels = 2 // columns in which a label may stand
	for _, f := range row {
		if !b.numbers[f.column] && (f.column < labels || b.names[f.column]) && sumWord.MatchString(f.folded) {
			return f.folded
		}
	}
	return ""
}

// IsGrandTotal tells whether a row is the sum of all rows of the table: a sum, with no name before the word for it.
func (b *Body) IsGrandTotal(cells []string) bool {
	for i, c := range cells {
		if folded := vocabulary.Fold(c); folded != "" && !b.serials[i] {
			return sumWord.MatchString(folded) && !strings.Contains(folded, "小计") && !strings.Contains(folded, "本页") && folded != "subtotal"
		}
	}
	return false
}

// isPart tells whether a row is a part of another one (其中). Totals of accidents keep such rows and mark them.
func (b *Body) isPart(row []filled) bool {
	return b.table.Kind != Totals && partHead.MatchString(row[0].folded)
}

var (
	noneWord  = regexp.MustCompile(`(?:本月|当月|本季度?|本期|本年|今年|\d{1,2}月份?)?(?:无|没有|未发生|零)(?:任何)?(?:生产)?(?:安全)?(?:伤亡|死亡)?(?:责任)?事故|^(?:本月|当月|本期)无$`)
	noteWord  = regexp.MustCompile(`^(?:注|备注|说明|附注|填报说明|填表说明|资料来源|数据来源|来源)(?:[:：\d]|$)`)
	signature = regexp.MustCompile(`(?:填报人|审核人|制表人|填表人|统计人|经办人|负责人|复核人|联系人|联系电话|填报日期|填表日期|填报时间|制表日期|报出日期|报送日期|填报单位|单位\(盖?公?章\)|盖章|制表|审核|主管领导)(?:\([^)]*\))?[:：]`)
	signedDay = regexp.MustCompile(`^\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?$`)
	listed    = regexp.MustCompile(`^(?:\d{1,2}[.、)]|\*|※)`)
)

// saysNone tells whether a row says that nothing happened: "本月无事故".
func (b *Body) saysNone(row []filled) bool {
	return len(row) <= 4 && slices.ContainsFunc(row, func(f filled) bool { return noneWord.MatchString(f.folded) && len([]rune(f.folded)) <= 20 })
}

const (
	longText  = 15 // characters of the only cell of a row that is no value any more
	noteCells = 4  // cells that a row of notes or signatures may have
)

// isNote tells whether a row is a remark or has the signatures of a form.
func (b *Body) isNote(row []filled) bool {
	for _, f := range row {
		if signature.MatchString(f.folded) {
			return true
		}
	}
	if len(row) > noteCells {
		return false
	}
	first := row[0]
	if noteWord.MatchString(first.folded) {
		return true
	}
	alone := len(row) == 1 && len(b.table.Columns) > 2
	if alone && signedDay.MatchString(first.folded) && first.column != b.dates {
		return true
	}
	return alone && (len([]rune(first.text)) >= longText || listed.MatchString(first.folded) && len([]rune(first.text)) > 4)
}

var columnLabel = map[string]bool{"甲": true, "乙": true, "丙": true, "丁": true, "戊": true, "栏次": true, "行次": true}

// numbersColumns tells whether a row numbers the columns, as printed forms do below their header.
func (b *Body) numbersColumns(row []filled) bool {
	next := 0
	for _, f := range row {
		if columnLabel[f.folded] {
			continue
		}
		n, reason := values.ParseCount(strings.Trim(f.folded, "()"))
		if reason != "" || next > 0 && int(n) != next || next == 0 && n > 2 {
			return false
		}
		next = int(n) + 1
	}
	return next > 3 && len(row) >= min(len(b.table.Columns)-1, 4)
}

// onlySerial tells whether a row has nothing but its number.
func (b *Body) onlySerial(row []filled) bool {
	return !slices.ContainsFunc(row, func(f filled) bool { return !b.serials[f.column] })
}
