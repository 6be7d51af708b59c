package lexicon

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"

	"anlan/analytics"
	"anlan/analytics/speech/quantity"
	"anlan/assets"
)

// base are the wordings that need no city, read once.
var base = sync.OnceValue(func() []Entry {
	entries := slices.Concat(grammar(), mustRead("wordings", wording), mustRead("sectors", sector))
	return entries
})

// mustRead reads an embedded table. The files are part of the program, and a test reads them.
func mustRead(name string, entries func(row map[string]string) []Entry) []Entry {
	raw, err := assets.Vocabulary(name)
	if err != nil {
		panic(fmt.Errorf("read vocabulary %s: %w", name, err))
	}
	rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		panic(fmt.Errorf("read vocabulary %s: %w", name, err))
	}
	var all []Entry
	for _, cells := range rows[1:] {
		row := make(map[string]string)
		for i, column := range rows[0] {
			row[column] = cells[i]
		}
		all = append(all, entries(row)...)
	}
	return all
}

// kinds are the names of kinds in wordings.csv.
var kinds = map[string]Kind{"indicator": Indicator, "weak": Weak, "ratio": Ratio, "rate": Rate, "sector": Scope, "severity": Severity, "noise": Noise}

// wording reads a line of wordings.csv.
func wording(row map[string]string) []Entry {
	kind, ok := kinds[row["kind"]]
	if !ok {
		panic(fmt.Errorf("wordings: no kind %q", row["kind"]))
	}
	e := Entry{Kind: kind, Keys: strings.Fields(row["key"])}
	for _, u := range strings.Fields(row["units"]) {
		e.Units = append(e.Units, quantity.Class(u))
	}
	if kind == Scope {
		e.Dimension = analytics.Sector
	}
	return spelled(e, strings.Split(row["wordings"], "|"))
}

// ambiguous are aliases of sectors that mean something else more often in a text.
var ambiguous = []string{"教育", "综合", "安监", "质监", "学校", "其他", "其它", "未分类", "施工", "交警", "海事", "特种", "装修", "拆除", "厂房", "仓库", "商贸流通", "交通工程", "水利工程", "船舶", "冶金", "有色", "轻工", "纺织", "建材", "家具", "食品", "燃气", "消防", "出租房", "road"}

// sector reads a line of sectors.csv.
func sector(row map[string]string) []Entry {
	e := Entry{Kind: Scope, Keys: []string{row["key"]}, Dimension: analytics.Sector}
	if row["parent"] != "" {
		e.Dimension = analytics.Subsector
	}
	names := []string{strings.NewReplacer("“", "", "”", "").Replace(row["zh"])}
	for _, alias := range strings.Split(row["aliases"], "|") {
		if !slices.Contains(ambiguous, alias) && !strings.ContainsAny(alias, "“”") {
			names = append(names, alias)
		}
	}
	return spelled(e, slices.DeleteFunc(names, func(n string) bool { return slices.Contains(ambiguous, n) }))
}

func spelled(e Entry, spellings []string) []Entry {
	var all []Entry
	for _, s := range spellings {
		e.Spelling = s
		all = append(all, e)
	}
	return all
}
