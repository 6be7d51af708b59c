package values

import (
	"maps"
	"slices"

	"anlan/data/vocabulary"
)

// blanks are what offices write into a cell that has no value. They mean unknown, never zero.
var blanks = map[string]bool{
	"": true, "-": true, "--": true, "—": true, "——": true, "–": true, "/": true, "\\": true, "无": true, "不详": true, "不明": true,
	"未知": true, "未统计": true, "未报": true, "待查": true, "待定": true, "暂无": true, "空": true, "…": true, "……": true,
	"n/a": true, "na": true, "null": true, "none": true, "nan": true,
}

// IsBlank tells whether a cell says nothing.
func IsBlank(text string) bool { return blanks[vocabulary.Fold(text)] }

// BlankWords lists the folded words that mean "nothing here", sorted.
func BlankWords() []string { return slices.Sorted(maps.Keys(blanks)) }
