package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/layout"
	"anlan/data/tabular"
	"anlan/data/vocabulary"
)

var terms = layout.Terms{
	Towns: vocabulary.Cities()[0].Towns, Sectors: vocabulary.Sectors(), Types: vocabulary.AccidentTypes(), Grades: vocabulary.Grades(),
	Measures: vocabulary.Measures(),
}

// sheet makes a sample of lines whose cells are divided by "|".
func sheet(lines string) layout.Sample {
	var s layout.Sample
	for i, line := range strings.Split(strings.Trim(lines, "\n"), "\n") {
		s.Rows = append(s.Rows, tabular.Row{Number: i + 1, Cells: strings.Split(line, "|")})
	}
	return s
}

// told is what a table's bindings are, in short: field, header or constant, scale, and how it was recognised.
func told(t layout.Table) []string {
	var list []string
	for _, b := range t.Bindings {
		from := b.Header
		if b.Column < 0 {
			from = "=" + b.Constant
		}
		line := b.Field.Name + " " + from
		if b.Scale != 1 {
			line += fmt.Sprintf(" ×%g", b.Scale)
		}
		if b.How != layout.ByHeader {
			line += " " + string(b.How)
		}
		list = append(list, line)
	}
	return list
}

func groups(t layout.Table) []string {
	var list []string
	for _, g := range t.Groups {
		line := ""
		for _, typ := range t.Across {
			line += g.Dims[typ] + " "
		}
		if g.Total {
			line += "total "
		}
		if g.Part {
			line += "part "
		}
		for _, name := range t.Values {
			if column, ok := g.Columns[name]; ok {
				line += fmt.Sprintf("%s:%d ", name, column)
			}
		}
		list = append(list, strings.TrimSpace(line))
	}
	return list
}

func TestFind(t *testing.T) {
	for _, tc := range []struct {
		name, sheet string
		opts        layout.Options
		kind        layout.Kind
		rows        [2]int // first and last of the header
		told        []string
		groups      []string
	}{
		{
			name: "a ledger below its title", sheet: `
东莞市2011年事故台账
填报单位：市安监局|||单位：人、元
序号|发生日期|镇街|行业领域|死亡人数|直接经济损失
1|8.27|塘厦|道路交通|3|1205000`,
			kind: layout.Accidents, rows: [2]int{3, 3},
			told: []string{"occurred_at 发生日期", "town 镇街", "sector 行业领域", "deaths 死亡人数", "loss 直接经济损失 ×0.0001"},
		},
		{
			name: "two levels", sheet: `
发生时间|镇街|事故情况|||备注
||死亡|重伤|直接经济损失（元）|
2011-08-27|塘厦|3|1|100|`,
			kind: layout.Accidents, rows: [2]int{1, 2},
			told: []string{"occurred_at 发生时间", "town 镇街", "deaths 事故情况/死亡 part", "serious 事故情况/重伤 part", "loss 事故情况/直接经济损失（元） ×0.0001 part", "struck 备注"},
		},
		{
			name: "three levels with a row of units", sheet: `
发生时间|镇街|伤亡情况||损失
||死亡|重伤|
||（人）|（人）|（万元）
2011-08-27|塘厦|3|1|100`,
			kind: layout.Accidents, rows: [2]int{1, 3},
			told: []string{"occurred_at 发生时间", "town 镇街", "deaths 伤亡情况/死亡 part", "serious 伤亡情况/重伤 part", "loss 损失"},
		},
		{
			name: "a row of units below one level", sheet: `
发生时间|镇街|死亡|损失
||人|元
2011-08-27|塘厦|3|100`,
			kind: layout.Accidents, rows: [2]int{1, 2},
			told: []string{"occurred_at 发生时间", "town 镇街", "deaths 死亡/人 part", "loss 损失/元 ×0.0001 part"},
		},
		{
			name: "traditional characters", sheet: `
發生日期|鎮街|行業領域|死亡人數
2011-08-27|塘廈|道路交通|3`,
			kind: layout.Accidents, rows: [2]int{1, 1},
			told: []string{"occurred_at 發生日期", "town 鎮街", "sector 行業領域", "deaths 死亡人數"},
		},
		{
			name: "columns without names, told by their values", sheet: `
甲|乙|丙|死亡人数
2011-08-27|塘厦|道路交通|3
2011-08-28|长安|火灾|1
2011-08-29|虎门镇|建筑|1`,
			kind: layout.Accidents, rows: [2]int{1, 1},
			told: []string{"occurred_at 甲 content", "town 乙 content", "sector 丙 content", "deaths 死亡人数"},
		},
		{
			name: "two columns that could be the date", sheet: `
甲|乙|镇街|死亡人数
2011-08-27|2011-08-28|塘厦|3
2011-08-28|2011-08-28|长安|1
2011-08-29|2011-08-28|虎门镇|1`,
		},
		{
			name: "addresses in place of towns", sheet: `
发生日期|地点|死亡人数
2011-08-27|塘厦镇诸佛岭村|3
2011-08-28|长安镇|1`,
			kind: layout.Accidents, rows: [2]int{1, 1},
			told: []string{"occurred_at 发生日期", "town 地点", "deaths 死亡人数"},
		},
		{
			name: "places that name no town", sheet: `
发生日期|地点|死亡人数
2011-08-27|某工业区|3
2011-08-28|某路口|1`,
			kind: layout.Accidents, rows: [2]int{1, 1},
			told: []string{"occurred_at 发生日期", "deaths 死亡人数"},
		},
		{
			name: "totals by month, town and sector in rows", sheet: `
月份|镇街|行业领域|起数|死亡|受伤
2011年8月|塘厦|道路交通|12|1|15`,
			kind: layout.Totals, rows: [2]int{1, 1},
			told: []string{"period 月份", "town 镇街", "sector 行业领域", "accidents 起数", "deaths 死亡", "injured 受伤"},
		},
		{
			name: "the monthly matrix: towns down, sectors across", sheet: `
2011年8月东莞市各镇街事故情况统计表
单位：宗、人、元
镇街|合计||道路交通||||火灾||其中：三小场所|
|起数|死亡|起数|死亡|受伤|损失|起数|死亡|起数|死亡
合计|23|3|20|2|10|100000|3|1|1|1
塘厦|23|3|20|2|10|100000|3|1|1|1`,
			kind: layout.Totals, rows: [2]int{3, 4},
			told: []string{"period =2011年8月 title", "town 镇街", "sector 行业领域", "accidents 起数", "deaths 死亡", "injured 受伤", "loss 损失 ×0.0001"},
			groups: []string{
				"total accidents:1 deaths:2", "道路交通 accidents:3 deaths:4 injured:5 loss:6", "火灾 accidents:7 deaths:8", "三小场所 part accidents:9 deaths:10",
			},
		},
		{
			name: "this month beside other periods", sheet: `
2011年8月
镇街|道路交通||||火灾
|本月|上年同期|累计|增减%|本月
|起数|起数|起数|起数|起数
塘厦|1|2|3|-50|4`,
			kind: layout.Totals, rows: [2]int{2, 4},
			told:   []string{"period =2011年8月 title", "town 镇街", "sector 行业领域", "accidents 起数"},
			groups: []string{"道路交通 accidents:1", "火灾 accidents:5"},
		},
		{
			name: "months across, the value in the title", sheet: `
2011年各镇街事故起数
镇街|1月|2月|3月|合计
塘厦|3|4|5|12
长安|1|0|2|3`,
			kind: layout.Totals, rows: [2]int{2, 2},
			told:   []string{"period 月份", "town 镇街", "accidents 事故起数"},
			groups: []string{"1月 accidents:1", "2月 accidents:2", "3月 accidents:3", "total accidents:4"},
		},
		{
			name: "months across as numbers, two values each", sheet: `
2011年
镇街|1||2||3|
|起数|死亡|起数|死亡|起数|死亡
塘厦|3|0|4|1|5|1`,
			kind: layout.Totals, rows: [2]int{2, 3},
			told:   []string{"period 月份", "town 镇街", "accidents 起数", "deaths 死亡"},
			groups: []string{"1月 accidents:1 deaths:2", "2月 accidents:3 deaths:4", "3月 accidents:5 deaths:6"},
		},
		{
			name: "a year above months", sheet: `
镇街事故起数
镇街|2010年||2011年|
|11月|12月|1月|2月
塘厦|3|0|4|1`,
			kind: layout.Totals, rows: [2]int{2, 3},
			told:   []string{"period 月份", "town 镇街", "accidents 事故起数"},
			groups: []string{"2010年11月 accidents:1", "2010年12月 accidents:2", "2011年1月 accidents:3", "2011年2月 accidents:4"},
		},
		{
			name: "years across, as the statistics bureau exports them", sheet: `
数据库：分省年度数据
指标：地区生产总值(亿元)
时间：1993-2017
地区|2017年|2016年|2015年
北京市|28014.94|25669.13|23014.59`,
			kind: layout.Sectors, rows: [2]int{4, 4},
			told:   []string{"year 月份", "town 地区", "gdp 地区生产总值"},
			groups: []string{"2017年 gdp:1", "2016年 gdp:2", "2015年 gdp:3"},
		},
		{
			name: "years across with the value asked for", sheet: `
地区|2023年|2022年
北京市||41540.9`,
			opts: layout.Options{Kind: layout.Sectors, Value: "gdp"}, kind: layout.Sectors, rows: [2]int{1, 1},
			told:   []string{"year 月份", "town 地区", "gdp 地区生产总值"},
			groups: []string{"2023年 gdp:1", "2022年 gdp:2"},
		},
		{
			name: "quotas by sector across", sheet: `
2011年各镇街死亡人数控制指标分解表
镇街|合计|道路交通|工矿商贸|火灾
塘厦|28|20|5|3
长安|43|30|8|5`,
			kind: layout.Sectors, rows: [2]int{2, 2},
			told:   []string{"year =2011年 title", "town 镇街", "sector 行业领域", "quota_deaths 死亡人数控制指标"},
			groups: []string{"total quota_deaths:1", "道路交通 quota_deaths:2", "工矿商贸 quota_deaths:3", "火灾 quota_deaths:4"},
		},
		{
			name: "measures across", sheet: `
月份|镇街|培训人次|演练次数|接到投诉
2011-05|塘厦|1200|3|5`,
			kind: layout.Activities, rows: [2]int{1, 1},
			told:   []string{"date 月份", "town 镇街", "measure 指标", "value 数值"},
			groups: []string{"培训人次 value:2", "演练次数 value:3", "接到投诉 value:4"},
		},
		{
			name: "a town's own sheet", sheet: `
执法检查月报
填报单位：塘厦镇安监分局
月份|出动执法人员|检查企业|发现隐患
2011-03|120|45|50`,
			kind: layout.Inspections, rows: [2]int{3, 3},
			told: []string{"period 月份", "town =塘厦镇安监分局 title", "officer_turns 出动执法人员", "inspections 检查企业", "hazards 发现隐患"},
		},
		{
			name: "a header that is not there twice", sheet: `
甲|乙
1|2`,
		},
		{
			name: "an unknown sector beside known ones", sheet: `
2011年8月各镇街事故起数
镇街|道路交通|火灾|交通
塘厦|1|2|3`,
			kind: layout.Totals, rows: [2]int{2, 2},
			told:   []string{"period =2011年8月 title", "town 镇街", "sector 行业领域", "accidents 事故起数"},
			groups: []string{"道路交通 accidents:1", "火灾 accidents:2", "交通 accidents:3"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, ok := layout.Find(sheet(tc.sheet), terms, tc.opts)
			if ok != (tc.kind != "") || got.Kind != tc.kind {
				t.Fatalf("kind %q, found %v; want %q: %v", got.Kind, ok, tc.kind, told(got))
			}
			if rows := [2]int{got.FirstRow, got.LastRow}; rows != tc.rows {
				t.Errorf("header in rows %v, want %v", rows, tc.rows)
			}
			if diff := cmp.Diff(tc.told, told(got)); diff != "" {
				t.Errorf("bindings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.groups, groups(got)); diff != "" {
				t.Errorf("groups (-want +got):\n%s", diff)
			}
		})
	}
}
