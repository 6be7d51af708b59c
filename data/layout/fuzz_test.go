package layout_test

import (
	"testing"

	"anlan/data/layout"
)

// FuzzFind looks for tables in sheets of any texts: what it finds lies within the sheet.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"2011年8月安全生产事故台账\n单位：万元\n序号|发生时间|镇街|死亡|经济损失\n1|2011-08-27|塘厦|3|20.5\n合计|||3|20.5",
		"镇街|1月||2月|\n|起数|死亡|起数|死亡\n塘厦|1|0|2|1", "行业|塘厦|长安|合计\n道路交通|1|2|3\n其中：高速|1|0|1",
		"年份|2009|2010|2011\n生产总值(亿元)|1|2|3", "date,town\n1,2",
	} {
		f.Add(seed, "8月", "2011年.xlsx", uint8(0))
	}
	values := []string{"", "gdp", "deaths", "value"}
	f.Fuzz(func(t *testing.T, lines, name, file string, value uint8) {
		s := sheet(lines)
		s.Rows, s.Sheet, s.File = s.Rows[:min(len(s.Rows), layout.HeadRows)], name, file
		width := 0
		for _, r := range s.Rows {
			width = max(width, len(r.Cells))
		}
		if width > 100 {
			return
		}
		found, ok := layout.Find(s, terms, layout.Options{Value: values[int(value)%len(values)]})
		if !ok {
			return
		}
		if found.FirstRow < 1 || found.LastRow < found.FirstRow || found.LastRow > len(s.Rows) {
			t.Errorf("header in rows %d to %d of %d", found.FirstRow, found.LastRow, len(s.Rows))
		}
		for _, b := range found.Bindings {
			if b.Column < -1 || b.Column >= len(found.Header) || b.Confidence < 0 || b.Confidence > 1 {
				t.Errorf("%s stands in column %d of %d, by %v", b.Field.Name, b.Column, len(found.Header), b.Confidence)
			}
		}
		for _, g := range found.Groups {
			for field, column := range g.Columns {
				if column < 0 || column >= width {
					t.Errorf("%s of %s stands in column %d of %d", field, g.Label, column, width)
				}
			}
		}
	})
}
