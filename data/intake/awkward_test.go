package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
	"anlan/data/layout"
	"anlan/data/values"
	"anlan/data/workspace"
)

// What the rows of each kind look like in the tests of this file.
const (
	accidentRows = `SELECT row_no, occurred_on::VARCHAR, coalesce(t.zh, '∅'), coalesce(s.key, '∅'), deaths, loss FROM accident a
		LEFT JOIN town t ON t.id = a.town LEFT JOIN sector s ON s.id = a.sector ORDER BY batch_id, row_no`
	injuredRows = "SELECT row_no, deaths, serious, minor, injured, loss FROM accident ORDER BY batch_id, row_no"
	whenRows    = "SELECT row_no, occurred_on::VARCHAR, minute FROM accident ORDER BY batch_id, row_no"
	totalRows   = `SELECT row_no, strftime(month, '%Y-%m'), coalesce(t.zh, '∅'), coalesce(p.key, s.key, '∅'), CASE WHEN part_of_row THEN 'part' ELSE '' END, accidents, deaths, loss
		FROM accident_total a LEFT JOIN town t ON t.id = a.town LEFT JOIN sector s ON s.id = a.sector LEFT JOIN sector p ON p.id = a.subsector
		ORDER BY batch_id, row_no, month, s.id, p.id NULLS FIRST`
	inspectionRows = `SELECT row_no, strftime(occurred_on, '%Y-%m'), coalesce(t.zh, '∅'), officer_turns, inspections, hazards FROM inspection i
		LEFT JOIN town t ON t.id = i.town ORDER BY batch_id, row_no, occurred_on`
	activityRows = "SELECT row_no, strftime(occurred_on, '%Y-%m'), m.zh, value FROM activity a JOIN measure m ON m.id = a.measure ORDER BY row_no, m.id"
	figureRows   = `SELECT row_no, year(occurred_on), coalesce(t.zh, '∅'), coalesce(s.key, '∅'), quota_deaths, population FROM sector_figure f
		LEFT JOIN town t ON t.id = f.town LEFT JOIN sector s ON s.id = f.sector ORDER BY row_no, occurred_on, s.id`
)

// awkward is a workbook with one trouble, and what has to come of it, worked out by hand.
type awkward struct {
	name     string
	file     string // its name; "台账.xlsx" where it does not matter
	pages    []page
	opts     intake.Options
	want     counts   // of all its tables
	query    string   // one of those above
	rows     []string // what it gives
	problems []string // row, outcome, reason, column, original, detail
	notes    []string // codes
	code     string   // of the error, where the file is refused
}

func TestAwkwardWorkbooks(t *testing.T) {
	cases := slices.Concat(headerCases, bodyCases, acrossCases, sheetCases, dateCases, numberCases, nameCases)
	if len(cases) < 40 {
		t.Fatalf("only %d workbooks", len(cases))
	}
	w := memory(t)
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			name := tc.file
			if name == "" {
				name = "台账.xlsx"
			}
			empty(t, w)
			result, err := intake.Import(t.Context(), w, book(t, name, tc.pages...), tc.opts)
			if tc.code != "" {
				if !intake.HasCode(err, tc.code) {
					t.Fatalf("Import = %v, want %s", err, tc.code)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			compareAwkward(t, w, tc, result)
		})
	}
}

// empty takes everything that imports brought out of a workspace again, which is quicker than making another one.
func empty(t *testing.T, w *workspace.Workspace) {
	t.Helper()
	err := w.Write(t.Context(), func(tx *workspace.Tx) error {
		for _, table := range []string{
			"accident", "accident_total", "inspection", "sector_figure", "activity", "quarantine", "noted_row", "problem", "batch", "town", "department", "campaign", "mapping", "alias",
		} {
			if err := tx.Exec(t.Context(), "DELETE FROM "+table); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func compareAwkward(t *testing.T, w *workspace.Workspace, tc awkward, result intake.Result) {
	t.Helper()
	var sum counts
	for _, b := range result.Batches {
		c := countsOf(b)
		sum = counts{
			sum.Read + c.Read, sum.Accepted + c.Accepted, sum.Quarantined + c.Quarantined, sum.Blank + c.Blank, sum.Duplicates + c.Duplicates,
			sum.Warned + c.Warned, sum.Skipped + c.Skipped,
		}
	}
	if diff := cmp.Diff(tc.want, sum); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(tc.rows, rowsOf(t, w, tc.query)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	got := rowsOf(t, w, "SELECT row_no, outcome, reason, column_name, coalesce(original, ''), detail FROM problem ORDER BY batch_id, row_no, part, outcome, column_name, reason")
	if diff := cmp.Diff(tc.problems, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	var notes []string
	for _, n := range result.Notes {
		if n.Code != intake.NoteAcross && n.Code != intake.NoteSkipped {
			notes = append(notes, strings.TrimSpace(n.Code+" "+strings.Join(n.Args, ",")))
		}
	}
	if diff := cmp.Diff(tc.notes, notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	// Every row that something is told of keeps its cells.
	if lost := rowsOf(t, w, `SELECT DISTINCT row_no FROM problem ANTI JOIN (SELECT batch_id, row_no FROM quarantine UNION ALL SELECT batch_id, row_no FROM noted_row) USING (batch_id, row_no)`); len(lost) > 0 {
		t.Errorf("the cells of rows %v were not kept", lost)
	}
}

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

var headerCases = []awkward{
	{
		name: "title and unit rows above: the unit changes the amounts",
		pages: []page{{rows: [][]any{
			row("东莞市2011年事故台账"), row("填报单位：市安监局", nil, nil, nil, "单位：宗、人、元"),
			row("发生日期", "镇街", "行业领域", "死亡人数", "直接经济损失"),
			row("2011-08-27", "塘厦", "道路交通", 3, 1205000),
		}, merges: []string{"A1:E1"}}},
		want: counts{Read: 1, Accepted: 1}, query: accidentRows, rows: []string{"4|2011-08-27|塘厦|road|3|120.5"},
	},
	{
		name: "a header of two rows with merged cells",
		pages: []page{{rows: [][]any{
			row("序号", "发生日期", "镇街", "行业领域", "事故情况", nil, nil, "备注"), row(nil, nil, nil, nil, "死亡", "重伤", "损失（万元）"),
			row(1, "2011-08-27", "塘厦", "道路交通", 3, 1, 12.5, "x"),
		}, merges: []string{"A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:H2"}}},
		want: counts{Read: 1, Accepted: 1}, query: injuredRows, rows: []string{"3|3|1|∅|∅|12.5"}, notes: []string{"columns_unread 备注"},
	},
	{
		name: "a header of three rows, the last with units",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "伤亡和损失"), row(nil, nil, "人员", nil, "损失"), row(nil, nil, "死亡（人）", "重伤（人）", "（元）"),
			row("2011-08-27", "塘厦", 3, 1, 125000),
		}, merges: []string{"A1:A3", "B1:B3", "C1:E1", "C2:D2"}}},
		want: counts{Read: 1, Accepted: 1}, query: injuredRows, rows: []string{"4|3|1|∅|∅|12.5"},
	},
	{
		name: "a row of units below the header",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡", "受伤", "损失"), row(nil, nil, "（人）", "（人）", "（元）"), row("2011-08-27", "塘厦", 3, 2, 10000),
		}}},
		want: counts{Read: 1, Accepted: 1}, query: injuredRows, rows: []string{"3|3|∅|∅|2|1"},
	},
	{
		name: "columns in another order",
		pages: []page{{rows: [][]any{
			row("死亡人数", "直接经济损失（万元）", "行业领域", "镇街", "发生日期"), row(3, 1.5, "火灾", "长安", "2011-08-27"),
		}}},
		want: counts{Read: 1, Accepted: 1}, query: accidentRows, rows: []string{"2|2011-08-27|长安|fire|3|1.5"},
	},
	{
		name: "headers that say nothing: recognised by what stands below",
		pages: []page{{rows: [][]any{
			row("A", "B", "C", "死亡人数"), row("2011-08-27", "塘厦", "道路交通", 3), row("2011-08-28", "长安", "火灾", 0), row("2011-08-29", "虎门镇", "建筑", 1),
		}}},
		want: counts{Read: 3, Accepted: 3}, query: accidentRows,
		rows: []string{"2|2011-08-27|塘厦|road|3|∅", "3|2011-08-28|长安|fire|0|∅", "4|2011-08-29|虎门|construction|1|∅"},
	},
	{
		name: "headers in traditional characters",
		pages: []page{{rows: [][]any{
			row("發生日期", "鎮街", "行業領域", "死亡人數", "直接經濟損失（萬元）"), row("2011-08-27", "塘廈鎮", "道路交通", 3, 2),
		}}},
		want: counts{Read: 1, Accepted: 1}, query: accidentRows, rows: []string{"2|2011-08-27|塘厦|road|3|2"},
	},
	{
		name: "year, month and day in three columns",
		pages: []page{{rows: [][]any{
			row("发生时间", nil, nil, "镇街", "行业领域", "死亡人数"), row("年", "月", "日"), row(2011, 8, 27, "塘厦", "火灾", 1), row("2011年", "9月", "1日", "长安", "火灾", 0),
		}, merges: []string{"A1:C1", "D1:D2", "E1:E2", "F1:F2"}}},
		want: counts{Read: 2, Accepted: 2}, query: accidentRows, rows: []string{"3|2011-08-27|塘厦|fire|1|∅", "4|2011-09-01|长安|fire|0|∅"},
	},
	{
		name: "a town's own sheet: the town stands above the table",
		pages: []page{{rows: [][]any{
			row("2011年事故台账"), row("填报单位：塘厦镇安监分局", nil, "填报日期：2012年1月5日"), row("发生日期", "行业领域", "死亡人数"), row("2011-08-27", "火灾", 1),
		}}},
		want: counts{Read: 1, Accepted: 1}, query: accidentRows, rows: []string{"4|2011-08-27|塘厦|fire|1|∅"}, notes: []string{"stated 塘厦镇安监分局"},
	},
	{
		name: "addresses in place of towns",
		pages: []page{{rows: [][]any{
			row("发生日期", "事故地点", "死亡人数"), row("2011-08-27", "塘厦镇诸佛岭村128号", 1), row("2011-08-28", "东莞市长安镇锦厦路", 0), row("2011-08-29", "某某路口", 0),
		}}},
		want: counts{Read: 3, Accepted: 2, Quarantined: 1}, query: accidentRows, rows: []string{"2|2011-08-27|塘厦|∅|1|∅", "3|2011-08-28|长安|∅|0|∅"},
		problems: []string{"4|quarantined|unknown_town|事故地点|某某路口|"},
	},
}

var bodyCases = []awkward{
	{
		name: "title and header again on each page",
		pages: []page{{rows: [][]any{
			row("2011年事故台账"), row("发生日期", "镇街", "死亡人数"), row("2011-08-27", "塘厦", 3), row("2011年事故台账"), row("发生日期", "镇街", "死亡人数"), row("2011-08-28", "长安", 0),
		}}},
		want: counts{Read: 4, Accepted: 2, Skipped: 2}, query: accidentRows, rows: []string{"3|2011-08-27|塘厦|∅|3|∅", "6|2011-08-28|长安|∅|0|∅"},
		problems: []string{"4|skipped|repeated_header|||", "5|skipped|repeated_header|||"},
	},
	{
		name: "row numbers, rows numbered and not filled in, blank rows",
		pages: []page{{rows: [][]any{
			row("序号", "发生日期", "镇街", "死亡人数"), row(1, "2011-08-27", "塘厦", 3), nil, row(2, "2011-08-28", "长安", 0), row(3), row(4), nil, row("注：以上为初步统计"),
		}}},
		want: counts{Read: 7, Accepted: 2, Blank: 2, Skipped: 3}, query: accidentRows, rows: []string{"2|2011-08-27|塘厦|∅|3|∅", "4|2011-08-28|长安|∅|0|∅"},
		problems: []string{"5|skipped|only_serial|||", "6|skipped|only_serial|||", "8|skipped|note_row|||"},
	},
	{
		name: "subtotals and a total that are right",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数", "受伤人数"), row("2011-08-27", "塘厦", 3, 1), row("2011-08-28", "塘厦", 1, 0), row("小计", nil, 4, 1), row("2011-08-29", "长安", 0, 5),
			row("小计", nil, 0, 5), row("合 计", nil, 4, 6),
		}}},
		want: counts{Read: 6, Accepted: 3, Skipped: 3}, query: injuredRows, rows: []string{"2|3|∅|∅|1|∅", "3|1|∅|∅|0|∅", "5|0|∅|∅|5|∅"},
		problems: []string{"4|skipped|total_row|||", "6|skipped|total_row|||", "7|skipped|total_row|||"},
	},
	{
		name: "a subtotal and a total that are not the sums",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row("2011-08-27", "塘厦", 3), row("2011-08-28", "塘厦", 1), row("塘厦小计", nil, 5), row("2011-08-29", "长安", 1), row("总计", nil, 6),
		}}},
		want: counts{Read: 5, Accepted: 3, Skipped: 2}, query: accidentRows, rows: []string{"2|2011-08-27|塘厦|∅|3|∅", "3|2011-08-28|塘厦|∅|1|∅", "5|2011-08-29|长安|∅|1|∅"},
		problems: []string{
			"4|skipped|total_row|||", "4|warning|sum_differs|死亡人数|5|4", "6|skipped|total_row|||", "6|warning|sum_differs|死亡人数|6|5",
		},
		notes: []string{"sums_differ 死亡人数 5 ≠ 4,死亡人数 6 ≠ 5"},
	},
	{
		name: "notes and signatures at the foot",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数", "概况"), row("2011-08-27", "塘厦", 3, "审核中"), row("备注：含失踪人员"), row("1.本表一式两份，逾期不报的通报批评"),
			row("单位负责人：张三", nil, "填报人：李四", "联系电话：0769"), row(nil, nil, nil, "填报日期：2011年9月3日"), row(nil, nil, nil, "2011年9月3日"),
		}}},
		want: counts{Read: 6, Accepted: 1, Skipped: 5}, query: accidentRows, rows: []string{"2|2011-08-27|塘厦|∅|3|∅"},
		problems: []string{"3|skipped|note_row|||", "4|skipped|note_row|||", "5|skipped|note_row|||", "6|skipped|note_row|||", "7|skipped|note_row|||"},
	},
	{
		name: "columns numbered below the header",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡", "重伤", "轻伤"), row("甲", "乙", 1, 2, 3), row("2011-08-27", "塘厦", 3, 0, 0),
		}}},
		want: counts{Read: 2, Accepted: 1, Skipped: 1}, query: injuredRows, rows: []string{"3|3|0|0|0|∅"}, problems: []string{"2|skipped|column_numbers|||"},
	},
	{
		name: "rows that say nothing happened are notes, not accidents",
		pages: []page{{rows: [][]any{
			row("序号", "发生日期", "镇街", "死亡人数"), row(1, "2011-08-27", "塘厦", 3), row(2, nil, "长安", "本月无事故"), row("虎门镇8月份未发生生产安全事故"),
		}}},
		want: counts{Read: 3, Accepted: 1, Skipped: 2}, query: accidentRows, rows: []string{"2|2011-08-27|塘厦|∅|3|∅"},
		problems: []string{"3|skipped|no_accidents|||", "4|skipped|no_accidents|||"},
	},
	{
		name: "towns and sectors merged down count for the rows below",
		pages: []page{{rows: [][]any{
			row("镇街", "行业领域", "发生日期", "死亡人数"), row("塘厦", "道路交通", "2011-08-27", 3), row(nil, nil, "2011-08-28", 0), row(nil, "火灾", "2011-08-29", 1), row(nil, nil, "2011-08-30", 0),
		}, merges: []string{"A2:A4", "B2:B3"}}},
		// The last row is not merged with the one above: its town is not stated.
		want: counts{Read: 4, Accepted: 4}, query: accidentRows,
		rows: []string{"2|2011-08-27|塘厦|road|3|∅", "3|2011-08-28|塘厦|road|0|∅", "4|2011-08-29|塘厦|fire|1|∅", "5|2011-08-30|∅|∅|0|∅"},
	},
	{
		name: "a date merged down over accidents with numbers of their own",
		pages: []page{{rows: [][]any{
			row("事故编号", "发生日期", "镇街", "死亡人数"), row("A1", "2011-08-27", "塘厦", 3), row("A2", nil, "长安", 0),
		}, merges: []string{"B2:B3"}}},
		want: counts{Read: 2, Accepted: 2}, query: accidentRows, rows: []string{"2|2011-08-27|塘厦|∅|3|∅", "3|2011-08-27|长安|∅|0|∅"},
	},
	{
		name: "victims in rows of their own below one accident",
		pages: []page{{rows: [][]any{
			row("序号", "发生日期", "镇街", "死亡人数", "姓名"), row(1, "2011-08-27", "塘厦", 2, "甲"), row(nil, nil, nil, nil, "乙"), row(2, "2011-08-28", "长安", 1, "丙"), row(nil, nil, nil, 1, "丁"),
		}, merges: []string{"A2:A3", "B2:B3", "C2:C3", "D2:D3", "A4:A5", "B4:B5", "C4:C5"}}},
		// The second accident's other row has a death of its own: a person must say which is meant.
		want: counts{Read: 4, Accepted: 2, Quarantined: 1, Skipped: 1}, query: accidentRows, rows: []string{"2|2011-08-27|塘厦|∅|2|∅", "4|2011-08-28|长安|∅|1|∅"},
		problems: []string{"3|skipped|continuation|||", "5|quarantined|continuation|||"}, notes: []string{"columns_unread 姓名"},
	},
	{
		name: "two tables on one sheet: the one that is not read is told of",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row("2011-08-27", "塘厦", 3), nil, row("月份", "镇街", "检查家次", "发现隐患"), row("2011-08", "塘厦", 5, 6),
		}}},
		want: counts{Read: 1, Accepted: 1}, query: inspectionRows, rows: []string{"5|2011-08|塘厦|∅|5|6"}, notes: []string{"rows_above 2"},
	},
	{
		name: "a cell beyond the header",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row("2011-08-27", "塘厦", 3), row("2011-08-28", "塘厦", 3, "？"),
		}}},
		want: counts{Read: 2, Accepted: 1, Quarantined: 1}, query: accidentRows, rows: []string{"2|2011-08-27|塘厦|∅|3|∅"}, problems: []string{"3|quarantined|extra_cells|||"},
	},
	{
		name: "a column without a header: remarks in most rows",
		pages: []page{{rows: func() [][]any {
			rows := [][]any{row("发生日期", "镇街", "死亡人数")}
			for i := range 30 {
				rows = append(rows, row(fmt.Sprintf("2011-08-%02d", i%28+1), "塘厦", i%2, fmt.Sprintf("备注%d", i)))
			}
			return rows[:24]
		}()}},
		want: counts{Read: 23, Accepted: 23}, query: "SELECT count(*), sum(deaths)::INTEGER FROM accident", rows: []string{"23|11"}, notes: []string{"columns_unread #4"},
	},
	{
		name: "most rows fail: the file is refused and says by what",
		pages: []page{{rows: func() [][]any {
			rows := [][]any{row("发生日期", "镇街", "死亡人数")}
			for i := range 40 {
				rows = append(rows, row([]any{"2011-08-01", "昨天", "前天"}[i%3], "塘厦", i))
			}
			return rows
		}()}},
		code: intake.CodeMostFail,
	},
}

var acrossCases = []awkward{
	{
		name: "the monthly matrix: towns down, sectors across, four figures each",
		pages: []page{{rows: [][]any{
			row("2011年8月东莞市各镇街事故情况统计表"), row(nil, nil, nil, nil, nil, nil, "单位：宗、人、元"),
			row("镇街", "合计", nil, nil, nil, "道路交通", nil, nil, nil, "火灾"), row(nil, "起数", "死亡", "受伤", "损失", "起数", "死亡", "受伤", "损失", "起数", "死亡", "受伤", "损失"),
			row("合计", 8, 1, 6, 30000, 7, 1, 6, 20000, 1, 0, 0, 10000),
			row("塘厦", 5, 1, 4, 25000, 4, 1, 4, 15000, 1, 0, 0, 10000), row("长安镇", 3, 0, 2, 5000, 3, 0, 2, 5000, "-", "-", "-", "-"),
			row("填报人：张三", nil, nil, nil, "审核人：李四"),
		}, merges: []string{"A1:M1", "A3:A4", "B3:E3", "F3:I3", "J3:M3"}}},
		want: counts{Read: 6, Accepted: 3, Blank: 1, Skipped: 2}, query: totalRows,
		rows:     []string{"6|2011-08|塘厦|road||4|1|1.5", "6|2011-08|塘厦|fire||1|0|1", "7|2011-08|长安|road||3|0|0.5"},
		problems: []string{"5|skipped|total_row|||", "8|skipped|note_row|||"}, notes: []string{"stated 2011年8月"},
	},
	{
		name: "a matrix whose total row and total column are wrong",
		pages: []page{{rows: [][]any{
			row("2011年8月各镇街事故起数"), row("镇街", "合计", "道路交通", "火灾"), row("塘厦", 6, 4, 1), row("长安", 3, 3, 0), row("合计", 9, 7, 2),
		}}},
		want: counts{Read: 5, Accepted: 4, Skipped: 1}, query: totalRows,
		rows: []string{"3|2011-08|塘厦|road||4|∅|∅", "3|2011-08|塘厦|fire||1|∅|∅", "4|2011-08|长安|road||3|∅|∅", "4|2011-08|长安|fire||0|∅|∅"},
		problems: []string{
			"3|warning|sum_differs|合计|6|5", "5|skipped|total_row|||", "5|warning|sum_differs|火灾|2|1",
		},
		notes: []string{"stated 2011年8月", "sums_differ 合计 6 ≠ 5,火灾 2 ≠ 1"},
	},
	{
		name: "months across, the year in the title",
		pages: []page{{rows: [][]any{
			row("2011年各镇街道路交通事故起数"), row("镇街", "1月", "2月", "3月", "合计"), row("塘厦", 3, 4, 5, 12), row("长安", 1, nil, 2, 3),
		}}},
		opts: intake.Options{Set: map[string]string{"sector": "道路交通"}},
		want: counts{Read: 6, Accepted: 5, Blank: 1}, query: totalRows,
		rows: []string{"3|2011-01|塘厦|road||3|∅|∅", "3|2011-02|塘厦|road||4|∅|∅", "3|2011-03|塘厦|road||5|∅|∅", "4|2011-01|长安|road||1|∅|∅", "4|2011-03|长安|road||2|∅|∅"},
	},
	{
		name: "months with their year across, two figures each",
		pages: []page{{rows: [][]any{
			row("镇街", "2010年12月", nil, "2011年1月"), row(nil, "起数", "死亡", "起数", "死亡"), row("塘厦", 3, 0, 4, 1),
		}, merges: []string{"A1:A2", "B1:C1", "D1:E1"}}},
		want: counts{Read: 2, Accepted: 2}, query: totalRows, rows: []string{"3|2010-12|塘厦|∅||3|0|∅", "3|2011-01|塘厦|∅||4|1|∅"},
	},
	{
		name: "months across as dates of the spreadsheet",
		pages: []page{{rows: [][]any{
			row("各镇街事故起数"), row("镇街", 40544, 40575), row("塘厦", 3, 4),
		}}},
		want: counts{Read: 2, Accepted: 2}, query: totalRows, rows: []string{"3|2011-01|塘厦|∅||3|∅|∅", "3|2011-02|塘厦|∅||4|∅|∅"},
	},
	{
		name: "the year in a column, months across",
		pages: []page{{rows: [][]any{
			row("各镇街事故起数"), row("年度", "镇街", "11月", "12月"), row(2010, "塘厦", 3, 4), row("2011年", "塘厦", 5, 6),
		}}},
		want: counts{Read: 4, Accepted: 4}, query: totalRows,
		rows: []string{"3|2010-11|塘厦|∅||3|∅|∅", "3|2010-12|塘厦|∅||4|∅|∅", "4|2011-11|塘厦|∅||5|∅|∅", "4|2011-12|塘厦|∅||6|∅|∅"},
	},
	{
		name: "this month beside last year's, cumulative and changes",
		pages: []page{{rows: [][]any{
			row("2011年8月事故情况"), row("镇街", "起数", nil, nil, nil, "死亡"), row(nil, "本月", "上年同期", "增减%", "1-8月累计", "本月", "上年同期"),
			row("塘厦", 4, 5, -20, 30, 1, 2),
		}, merges: []string{"A2:A3", "B2:E2", "F2:G2"}}},
		want: counts{Read: 1, Accepted: 1}, query: totalRows, rows: []string{"4|2011-08|塘厦|∅||4|1|∅"},
		notes: []string{"comparison 起数/上年同期,起数/增减%,起数/1-8月累计,死亡/上年同期", "stated 2011年8月"},
	},
	{
		name: "parts of a sector (其中) are kept and marked",
		pages: []page{{rows: [][]any{
			row("2011年8月事故起数"), row("镇街", "道路交通", "其中：生产经营性道路交通", "火灾"), row("塘厦", 4, 1, 2),
		}}},
		want: counts{Read: 3, Accepted: 3}, query: totalRows,
		rows:  []string{"3|2011-08|塘厦|road||4|∅|∅", "3|2011-08|塘厦|road.commercial|part|1|∅|∅", "3|2011-08|塘厦|fire||2|∅|∅"},
		notes: []string{"stated 2011年8月"},
	},
	{
		name: "totals in rows, with a sector's part, a repeat and a contradiction",
		pages: []page{{rows: [][]any{
			row("月份", "镇街", "行业领域", "起数", "死亡人数"), row("2011年8月", "塘厦", "道路交通", 4, 1), row("2011年8月", "塘厦", "生产经营性道路交通", 1, 0),
			row("2011年8月", "塘厦", "道路交通", 4, 1), row("2011-08", "塘厦镇", "道路交通", 5, 1), row("2011年", "塘厦", "火灾", 9, 1),
		}}},
		want: counts{Read: 5, Accepted: 2, Duplicates: 1, Quarantined: 2}, query: totalRows,
		rows:     []string{"2|2011-08|塘厦|road||4|1|∅", "3|2011-08|塘厦|road.commercial|part|1|0|∅"},
		problems: []string{"4|skipped|duplicate|||2", "5|quarantined|conflict|||2", "6|quarantined|no_month|月份|2011年|"},
	},
	{
		name: "deaths without the number of accidents, months across",
		pages: []page{{rows: [][]any{
			row("2011年各镇街死亡人数"), row("镇街", "1月", "2月", "合计"), row("塘厦", 1, 2, 3), row("长安", 0, "-", 0),
		}}},
		want: counts{Read: 4, Accepted: 3, Blank: 1}, query: totalRows,
		rows: []string{"3|2011-01|塘厦|∅||∅|1|∅", "3|2011-02|塘厦|∅||∅|2|∅", "4|2011-01|长安|∅||∅|0|∅"},
	},
	{
		name: "accidents on one sheet and deaths on another belong together, a second number of deaths does not",
		pages: []page{
			{name: "起数", rows: [][]any{row("月份", "镇街", "起数"), row("2011-08", "塘厦", 4)}},
			{name: "死亡", rows: [][]any{row("月份", "镇街", "死亡人数", "经济损失"), row("2011-08", "塘厦", 1, 5), row("2011-08", "塘厦", 2, nil)}},
		},
		opts: intake.Options{Kind: intake.Totals},
		want: counts{Read: 3, Accepted: 2, Quarantined: 1}, query: totalRows, rows: []string{"2|2011-08|塘厦|∅||4|∅|∅", "2|2011-08|塘厦|∅||∅|1|5"},
		problems: []string{"3|quarantined|conflict|||2"},
	},
	{
		name: "figures of one town and year from several sheets",
		pages: []page{
			{name: "人口", rows: [][]any{row("年度", "镇街", "常住人口（万人）"), row(2011, "塘厦", 48.5)}},
			{name: "控制指标", rows: [][]any{row("年度", "镇街", "死亡控制指标"), nil, row(2011, "塘厦", 28)}},
		},
		want: counts{Read: 3, Accepted: 2, Blank: 1}, query: figureRows, rows: []string{"2|2011|塘厦|∅|∅|485000", "3|2011|塘厦|∅|28|∅"},
	},
	{
		name: "an unknown sector across is held back, not dropped",
		pages: []page{{rows: [][]any{
			row("2011年8月事故起数"), row("镇街", "道路交通", "火灾", "交通"), row("塘厦", 4, 1, 2),
		}}},
		want: counts{Read: 3, Accepted: 2, Quarantined: 1}, query: totalRows, rows: []string{"3|2011-08|塘厦|road||4|∅|∅", "3|2011-08|塘厦|fire||1|∅|∅"},
		problems: []string{"3|quarantined|ambiguous_sector|行业领域|交通|道路交通、水上交通、铁路交通"}, notes: []string{"stated 2011年8月"},
	},
	{
		name: "quotas by sector across",
		pages: []page{{rows: [][]any{
			row("2011年各镇街死亡人数控制指标分解表"), row("镇街", "合计", "道路交通", "火灾"), row("塘厦", 28, 25, 3), row("全市", 28, 25, 3),
		}}},
		want: counts{Read: 3, Accepted: 2, Skipped: 1}, query: figureRows, rows: []string{"3|2011|塘厦|road|25|∅", "3|2011|塘厦|fire|3|∅"},
		problems: []string{"4|skipped|total_row|||"}, notes: []string{"stated 2011年"},
	},
	{
		name: "years across with the unit in the title",
		pages: []page{{rows: [][]any{
			row("各镇街常住人口（万人）"), row("镇街", "2010年", "2011年"), row("塘厦", 48.3, 48.5),
		}}},
		want: counts{Read: 2, Accepted: 2}, query: figureRows, rows: []string{"3|2010|塘厦|∅|∅|483000", "3|2011|塘厦|∅|∅|485000"},
	},
	{
		name: "measures across",
		pages: []page{{rows: [][]any{
			row("月份", "镇街", "培训人次", "演练次数", "宣传资料"), row("2011-05", "塘厦", 1200, 3, "2.8万册"), row("2011-06", "塘厦", nil, 1, "近1万"),
		}}},
		want: counts{Read: 6, Accepted: 4, Quarantined: 1, Blank: 1}, query: activityRows,
		rows:     []string{"2|2011-05|培训人次|1200", "2|2011-05|应急演练|3", "2|2011-05|校园宣传资料|28000", "3|2011-06|应急演练|1"},
		problems: []string{"3|quarantined|hedged_number|宣传资料/数值|近1万|<10000"},
	},
	{
		name: "people and turns, vessels and their inspections are never added",
		pages: []page{{rows: [][]any{
			row("月份", "工作指标", "数值", "单位"), row("2011-05", "培训人次", 1200, "人次"), row("2011-05", "培训人次", 300, "人"), row("2011-06", "检查船舶", "9180艘", nil),
			row("2011-06", "接到投诉", 270, "起"), row("2011-06", "宣讲", 3, "场"), row("2011-07", "宣讲", 4, "次"), row("2011-07", "宣讲", 90, "人"),
		}}},
		want: counts{Read: 7, Accepted: 4, Quarantined: 3}, query: activityRows,
		rows:     []string{"2|2011-05|培训人次|1200", "5|2011-06|接到投诉|270", "6|2011-06|宣讲|3", "7|2011-07|宣讲|4"},
		problems: []string{"3|quarantined|unit_differs|||", "4|quarantined|unit_differs|||", "8|quarantined|unit_differs|||"},
	},
	{
		name: "firms are not visits, and vessels are neither",
		pages: []page{
			{name: "两列", rows: [][]any{row("月份", "镇街", "检查企业", "检查家次", "发现隐患"), row("2011-08", "塘厦", 100, 150, 7)}},
			{name: "只有家", rows: [][]any{row("月份", "镇街", "检查企业（家）", "发现隐患"), row("2011-08", "长安", 80, 5)}},
			{name: "数", rows: [][]any{row("月份", "镇街", "检查单位数", "发现隐患"), row("2011-08", "虎门", 60, 4)}},
			{name: "船", rows: [][]any{row("月份", "镇街", "检查艘次", "发现隐患"), row("2011-08", "沙田", 30, 2)}},
			{name: "不明", rows: [][]any{row("月份", "镇街", "检查企业", "发现隐患"), row("2011-08", "厚街", 20, 1)}},
		},
		want: counts{Read: 5, Accepted: 5}, query: "SELECT t.zh, inspections, firms, hazards FROM inspection i JOIN town t ON t.id = i.town ORDER BY batch_id",
		rows: []string{"塘厦|150|100|7", "长安|∅|80|5", "虎门|∅|60|4", "沙田|∅|∅|2", "厚街|20|∅|1"}, notes: []string{"columns_unread 检查艘次"},
	},
	{
		name: "a matrix with a mistyped cell and a row for nothing",
		pages: []page{{rows: [][]any{
			row("2011年8月事故起数"), row("镇街", "道路交通", "火灾"), row("塘厦", "4起", "一"), row("长安", "本月无事故"), row("虎门", "x", 0),
		}}},
		want: counts{Read: 5, Accepted: 3, Quarantined: 1, Skipped: 1}, query: totalRows,
		rows:     []string{"3|2011-08|塘厦|road||4|∅|∅", "3|2011-08|塘厦|fire||1|∅|∅", "5|2011-08|虎门|fire||0|∅|∅"},
		problems: []string{"4|skipped|no_accidents|||", "5|quarantined|bad_number|道路交通/事故起数|x|"}, notes: []string{"stated 2011年8月"},
	},
}

// month is a sheet of monthly totals.
func month(name string, rows ...[]any) page {
	return page{name: name, rows: append([][]any{row("镇街", "道路交通", "火灾"), row(nil, "起数", "起数")}, rows...), merges: []string{"A1:A2"}}
}

var sheetCases = []awkward{
	{
		name: "a sheet a month, the year in the file's name, and one that sums them up", file: "2011年事故月报.xlsx",
		pages: []page{month("1月", row("塘厦", 4, 1)), month("2月", row("塘厦", 2, 0)), month("全年", row("塘厦", 6, 1))},
		want:  counts{Read: 4, Accepted: 4}, query: totalRows,
		rows:  []string{"3|2011-01|塘厦|road||4|∅|∅", "3|2011-01|塘厦|fire||1|∅|∅", "3|2011-02|塘厦|road||2|∅|∅", "3|2011-02|塘厦|fire||0|∅|∅"},
		notes: []string{"sheets_summed 全年", "stated 2011年1月", "stated 2011年2月"},
	},
	{
		name: "a sheet a month and no year anywhere", file: "月报.xlsx",
		pages: []page{month("1月", row("塘厦", 4, 1))}, code: intake.CodeNoPeriod,
	},
	{
		name: "a sheet a month, the year said by a person", file: "月报.xlsx", opts: intake.Options{Year: 2011},
		pages: []page{month("1月", row("塘厦", 4, 1))},
		want:  counts{Read: 2, Accepted: 2}, query: totalRows, rows: []string{"3|2011-01|塘厦|road||4|∅|∅", "3|2011-01|塘厦|fire||1|∅|∅"}, notes: []string{"stated 2011年1月"},
	},
	{
		name: "sheets of different kinds, one hidden, one without a table",
		pages: []page{
			{name: "说明", rows: [][]any{row("本工作簿由各镇街填报")}},
			{name: "台账", rows: [][]any{row("发生日期", "镇街", "死亡人数"), row("2011-08-27", "塘厦", 3)}},
			{name: "检查", rows: [][]any{row("月份", "镇街", "出动执法人员", "检查家次", "发现隐患"), row("2011-08", "塘厦", 12, 5, 7)}},
			{name: "旧台账", hidden: true, rows: [][]any{row("发生日期", "镇街", "死亡人数"), row("2011-08-26", "塘厦", 1)}},
		},
		want: counts{Read: 2, Accepted: 2}, query: "SELECT batch_id::VARCHAR || ' ' || deaths FROM accident UNION ALL SELECT batch_id::VARCHAR || ' ' || hazards FROM inspection ORDER BY 1",
		rows: []string{"1 3", "2 7"}, notes: []string{"sheets_unread 说明", "sheets_hidden 旧台账"},
	},
	{
		name: "a hidden sheet that is asked for", opts: intake.Options{Sheet: "旧台账"},
		pages: []page{
			{name: "台账", rows: [][]any{row("发生日期", "镇街", "死亡人数"), row("2011-08-27", "塘厦", 3)}},
			{name: "旧台账", hidden: true, rows: [][]any{row("发生日期", "镇街", "死亡人数"), row("2011-08-26", "塘厦", 1)}},
		},
		want: counts{Read: 1, Accepted: 1}, query: accidentRows, rows: []string{"2|2011-08-26|塘厦|∅|1|∅"},
	},
	{
		name: "hidden rows and columns are read like others, and told of",
		pages: []page{{
			rows:       [][]any{row("发生日期", "镇街", "死亡人数", "受伤人数"), row("2011-08-27", "塘厦", 3, 1), row("2011-08-28", "长安", 0, 2)},
			hiddenRows: []int{3}, hiddenColumns: []string{"D"},
		}},
		want: counts{Read: 2, Accepted: 2}, query: injuredRows, rows: []string{"2|3|∅|∅|1|∅", "3|0|∅|∅|2|∅"}, notes: []string{"hidden_cells 1,1"},
	},
	{
		name: "a sheet for each town",
		pages: []page{
			{name: "塘厦", rows: [][]any{row("月份", "出动执法人员", "检查家次", "发现隐患"), row("2011-08", 12, 5, 7)}},
			{name: "长安镇", rows: [][]any{row("月份", "出动执法人员", "检查家次", "发现隐患"), row("2011-08", 10, 4, 3)}},
		},
		want: counts{Read: 2, Accepted: 2}, query: inspectionRows, rows: []string{"2|2011-08|塘厦|12|5|7", "2|2011-08|长安|10|4|3"}, notes: []string{"stated 塘厦", "stated 长安镇"},
	},
	{
		name: "formulas count by their value; one without a value is blank, and told of",
		pages: []page{{
			rows:     [][]any{row("发生日期", "镇街", "死亡人数", "受伤人数"), row("2011-08-27", "塘厦", 3, nil), row("2011-08-28", "长安", 0, 2)},
			formulas: map[string]string{"D2": "C2+1"},
		}},
		want: counts{Read: 2, Accepted: 2}, query: injuredRows, rows: []string{"2|3|∅|∅|∅|∅", "3|0|∅|∅|2|∅"}, notes: []string{"uncomputed 1"},
	},
}

var dateCases = []awkward{
	{
		name: "dates as the spreadsheet stores them, with and without a time",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row(day(2011, 8, 27), "塘厦", 0), row(40782.5, "塘厦", 0), row("40783", "塘厦", 0),
		}}},
		want: counts{Read: 3, Accepted: 3}, query: whenRows, rows: []string{"2|2011-08-27|∅", "3|2011-08-27|720", "4|2011-08-28|∅"},
	},
	{
		name: "dates in every way of writing",
		pages: []page{{rows: [][]any{
			row("发生时间", "镇街", "死亡人数"), row("2011年8月27日14时许", "塘厦", 0), row("2011.8.27", "塘厦", 0), row("20110827", "塘厦", 0), row("二〇一一年八月二十七日", "塘厦", 0),
			row("２０１１年８月２７日", "塘厦", 0), row("2011年元月3日", "塘厦", 0), row("11年8月27日", "塘厦", 0), row("2011-8-27 下午2:30", "塘厦", 0), row("8/27/2011", "塘厦", 0),
		}}},
		want: counts{Read: 9, Accepted: 9}, query: whenRows,
		rows: []string{
			"2|2011-08-27|840", "3|2011-08-27|∅", "4|2011-08-27|∅", "5|2011-08-27|∅", "6|2011-08-27|∅", "7|2011-01-03|∅", "8|2011-08-27|∅", "9|2011-08-27|870", "10|2011-08-27|∅",
		},
	},
	{
		name: "dates without a year, which the title states",
		pages: []page{{rows: [][]any{
			row("2011年8月事故台账"), row("发生日期", "镇街", "死亡人数"), row("8.27", "塘厦", 0), row("8月28日", "塘厦", 0),
		}}},
		want: counts{Read: 2, Accepted: 2}, query: whenRows, rows: []string{"3|2011-08-27|∅", "4|2011-08-28|∅"},
	},
	{
		name: "dates without a year that nothing states",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row("8.27", "塘厦", 0), row("2011-08-28", "塘厦", 0),
		}}},
		want: counts{Read: 2, Accepted: 1, Quarantined: 1}, query: whenRows, rows: []string{"3|2011-08-28|∅"}, problems: []string{"2|quarantined|no_year|发生日期|8.27|"},
	},
	{
		name: "two years in the title state none", file: "2010-2011年.xlsx",
		pages: []page{{rows: [][]any{
			row("2010年、2011年事故台账"), row("发生日期", "镇街", "死亡人数"), row("8.27", "塘厦", 0),
		}}},
		want: counts{Read: 1, Quarantined: 1}, query: whenRows, problems: []string{"3|quarantined|no_year|发生日期|8.27|"},
	},
	{
		name: "years of two digits: only one order is possible for all",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row("11.8.27", "塘厦", 0), row("11.9.3", "塘厦", 0), row("10.12.31", "塘厦", 0),
		}}},
		want: counts{Read: 3, Accepted: 3}, query: whenRows, rows: []string{"2|2011-08-27|∅", "3|2011-09-03|∅", "4|2010-12-31|∅"},
	},
	{
		name: "dates that may be two days are held back",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row("3/4/2011", "塘厦", 0), row("5/6/2011", "塘厦", 0),
		}}},
		want: counts{Read: 2, Quarantined: 2}, query: whenRows,
		problems: []string{"2|quarantined|ambiguous_date|发生日期|3/4/2011|", "3|quarantined|ambiguous_date|发生日期|5/6/2011|"},
	},
	{
		name: "months, quarters and spans of a return",
		pages: []page{{rows: [][]any{
			row("2011年执法检查"), row("月份", "镇街", "出动执法人员", "检查家次", "发现隐患"), row("元月", "塘厦", 1, 1, 1), row("2月份", "塘厦", 2, 2, 2), row("一季度", "塘厦", 3, 3, 3), row("1-8月", "塘厦", 8, 8, 8),
		}}},
		want: counts{Read: 4, Accepted: 2, Quarantined: 2}, query: inspectionRows, rows: []string{"3|2011-01|塘厦|1|1|1", "4|2011-02|塘厦|2|2|2"},
		problems: []string{"5|quarantined|no_month|月份|一季度|", "6|quarantined|span|月份|1-8月|"},
	},
	{
		name: "impossible and future days",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row("2011-02-30", "塘厦", 0), row("2030-01-01", "塘厦", 0), row(nil, "塘厦", 0), row("2011-08-27", "塘厦", 0),
		}}},
		want: counts{Read: 4, Accepted: 1, Quarantined: 3}, query: whenRows, rows: []string{"5|2011-08-27|∅"},
		problems: []string{
			"2|quarantined|impossible_date|发生日期|2011-02-30|", "3|quarantined|far_date|发生日期|2030-01-01|", "4|quarantined|missing_value|发生日期||",
		},
	},
}

var numberCases = []awkward{
	{
		name: "numbers stored as text, full width, with separators and counters",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数", "受伤人数", "直接经济损失（万元）"), row("2011-08-27", "塘厦", "３", "1,234", "1,048.39"), row("2011-08-28", "塘厦", "1人", "零", "１２．５"),
			row("2011-08-29", "塘厦", "十二", "-", "/"), row("2011-08-30", "塘厦", "无", "", nil),
		}}},
		// 无, - and blank are unknown, never zero.
		want: counts{Read: 4, Accepted: 4}, query: injuredRows, rows: []string{"2|3|∅|∅|1234|1048.39", "3|1|∅|∅|0|12.5", "4|12|∅|∅|∅|∅", "5|∅|∅|∅|∅|∅"},
	},
	{
		name: "amounts that state a unit of their own",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数", "直接经济损失（元）"), row("2011-08-27", "塘厦", 0, "120.5万元"), row("2011-08-28", "塘厦", 0, 3000), row("2011-08-29", "塘厦", 0, "1.2亿"),
		}}},
		want: counts{Read: 3, Accepted: 3}, query: injuredRows, rows: []string{"2|0|∅|∅|∅|120.5", "3|0|∅|∅|∅|0.3", "4|0|∅|∅|∅|12000"},
	},
	{
		name: "estimates: of a loss a warning, of deaths held back",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数", "受伤人数", "直接经济损失（万元）"), row("2011-08-27", "塘厦", 0, "10多人", "约20"), row("2011-08-28", "塘厦", "约3", 0, 1),
		}}},
		want: counts{Read: 2, Accepted: 1, Quarantined: 1, Warned: 1}, query: injuredRows, rows: []string{"2|0|∅|∅|∅|∅"},
		problems: []string{
			"2|warning|hedged_number|受伤人数|10多人|11–19", "2|warning|hedged_number|直接经济损失（万元）|约20|≈20", "3|quarantined|hedged_number|死亡人数|约3|≈3",
		},
	},
	{
		name: "numbers that are none",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数", "直接经济损失（万元）"), row("2011-08-27", "塘厦", -1, 0), row("2011-08-28", "塘厦", 1.5, 0), row("2011-08-29", "塘厦", "三四人", 0), row("2011-08-30", "塘厦", 0, "#DIV/0!"),
		}}},
		want: counts{Read: 4, Quarantined: 4}, query: injuredRows,
		problems: []string{
			"2|quarantined|negative|死亡人数|-1|", "3|quarantined|not_whole|死亡人数|1.5|", "4|quarantined|bad_number|死亡人数|三四人|",
			"5|quarantined|formula_error|直接经济损失（万元）|#DIV/0!|",
		},
	},
	{
		name: "the reported grade against the statutory one, and the road police's old words",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "行业领域", "死亡人数", "事故等级"), row("2011-08-27", "塘厦", "火灾", 3, "一般"), row("2011-08-28", "塘厦", "道路交通", 1, "重大"), row("2011-08-29", "塘厦", "道路交通", 0, "轻微"),
			row("2011-08-30", "塘厦", "道路交通", 12, "重大"), row("2011-08-31", "塘厦", "火灾", 2, "较大"),
		}}},
		// The last: the loss is unknown and may be what makes it 较大, so the report is believed.
		want: counts{Read: 5, Accepted: 5, Warned: 3}, query: "SELECT row_no, grade FROM accident ORDER BY row_no", rows: []string{"2|2", "3|1", "4|1", "5|3", "6|2"},
		problems: []string{"2|warning|grade_mismatch|事故等级|一般|2", "3|warning|old_road_grade|事故等级|重大|", "4|warning|old_road_grade|事故等级|轻微|"},
	},
	{
		name: "one accident twice: by its number, and by day, town, sector and firm",
		pages: []page{{rows: [][]any{
			row("事故编号", "发生日期", "镇街", "行业领域", "事故单位", "死亡人数"), row("A1", "2011-08-27", "塘厦", "火灾", "甲厂", 1), row("a1", "2011-08-27", "塘厦镇", "消防", "甲厂", 1),
			row("A1", "2011-08-27", "塘厦", "火灾", "甲厂", 2), row(nil, "2011-08-28", "长安", "火灾", "乙厂", 0), row(nil, "2011-08-28", "长安", "火灾", "乙厂", 1),
		}}},
		want: counts{Read: 5, Accepted: 3, Duplicates: 1, Quarantined: 1, Warned: 1}, query: accidentRows,
		rows:     []string{"2|2011-08-27|塘厦|fire|1|∅", "5|2011-08-28|长安|fire|0|∅", "6|2011-08-28|长安|fire|1|∅"},
		problems: []string{"3|skipped|duplicate|||2", "4|quarantined|conflict|||2", "6|warning|possible_duplicate|||5"},
	},
}

var nameCases = []awkward{
	{
		name: "an inspection ledger that names the firms under a header that counts elsewhere have",
		pages: []page{{rows: [][]any{
			row("序号", "检查时间", "镇街", "检查单位", "专项行动", "发现隐患"), row(1, "2011年3月8日", "塘厦", "恒兴五金厂", "打非治违", 3), row(2, "2011年3月8日", "塘厦", "恒兴五金厂", "平安大运", 2),
			row(3, "2011年3月9日", "长安", "永利塑胶厂", "打非治违", 0), row(4, "2011年3月9日", "长安", nil, "打非治违", 1),
		}}},
		want: counts{Read: 4, Accepted: 4}, notes: []string{intake.NoteVisits + " 3"},
		query: "SELECT row_no, occurred_on::VARCHAR, coalesce(firm, '∅'), inspections, hazards FROM inspection ORDER BY row_no",
		rows:  []string{"2|2011-03-08|恒兴五金厂|1|3", "3|2011-03-08|恒兴五金厂|1|2", "4|2011-03-09|永利塑胶厂|1|0", "5|2011-03-09|∅|∅|1"},
	},
	{
		name: "the same header over offices and numbers is no list of firms",
		pages: []page{{rows: [][]any{
			row("月份", "单位名称", "检查单位", "发现隐患"), row("2011年3月", "塘厦镇", 30, 3), row("2011年3月", "长安镇", 20, 2), row("2011年3月", "虎门镇", 10, 1),
		}}},
		want:  counts{Read: 3, Accepted: 3},
		query: "SELECT row_no, coalesce(firm, '∅'), coalesce(t.zh, '∅'), inspections, hazards FROM inspection i LEFT JOIN town t ON t.id = i.town ORDER BY row_no",
		rows:  []string{"2|∅|塘厦|30|3", "3|∅|长安|20|2", "4|∅|虎门|10|1"},
	},
	{
		name: "towns in every way of writing; what comes near is only suggested",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row("2011-08-01", "塘厦", 0), row("2011-08-02", " 塘 厦 镇　", 0), row("2011-08-03", "东莞市塘厦镇", 0), row("2011-08-04", "Tangxia", 0), row("2011-08-05", "塘廈鎮", 0),
			row("2011-08-06", "塘下", 0), row("2011-08-07", "塘厦分局", 0), row("2011-08-08", "塘厦夏", 0), row("2011-08-09", "市直", 0), row("2011-08-10", "高速公路", 0), row("2011-08-11", nil, 0),
		}}},
		want: counts{Read: 11, Accepted: 10, Quarantined: 1, Warned: 2}, query: accidentRows,
		rows: []string{
			"2|2011-08-01|塘厦|∅|0|∅", "3|2011-08-02|塘厦|∅|0|∅", "4|2011-08-03|塘厦|∅|0|∅", "5|2011-08-04|塘厦|∅|0|∅", "6|2011-08-05|塘厦|∅|0|∅", "7|2011-08-06|塘厦|∅|0|∅",
			"8|2011-08-07|塘厦|∅|0|∅", "10|2011-08-09|∅|∅|0|∅", "11|2011-08-10|∅|∅|0|∅", "12|2011-08-11|∅|∅|0|∅",
		},
		problems: []string{"9|quarantined|unknown_town|镇街|塘厦夏|塘厦", "10|warning|no_town|镇街|市直|", "11|warning|no_town|镇街|高速公路|"},
	},
	{
		name: "sectors by alias; 交通 alone may be several",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "行业领域", "死亡人数"), row("2011-08-01", "塘厦", "交警", 0), row("2011-08-02", "塘厦", "危化品", 0), row("2011-08-03", "塘厦", "（一）火灾事故", 0), row("2011-08-04", "塘厦", "交通", 0),
			row("2011-08-05", "塘厦", "道路交同", 0), row("2011-08-06", "塘厦", "电梯", 0),
		}}},
		want: counts{Read: 6, Accepted: 4, Quarantined: 2}, query: accidentRows,
		rows: []string{"2|2011-08-01|塘厦|road|0|∅", "3|2011-08-02|塘厦|hazchem|0|∅", "4|2011-08-03|塘厦|fire|0|∅", "7|2011-08-06|塘厦|equipment|0|∅"},
		problems: []string{
			"5|quarantined|ambiguous_sector|行业领域|交通|道路交通、水上交通、铁路交通", "6|quarantined|unknown_sector|行业领域|道路交同|道路交通",
		},
	},
	{
		name: "accident types: copies number them differently, only names count",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "事故类型", "死亡人数"), row("2011-08-01", "塘厦", "80 火灾", 0), row("2011-08-02", "塘厦", "60高处坠落", 0), row("2011-08-03", "塘厦", "坍踏", 0), row("2011-08-04", "塘厦", "11", 0),
		}}},
		want: counts{Read: 4, Accepted: 4, Warned: 1}, query: "SELECT row_no, y.key FROM accident a LEFT JOIN accident_type y ON y.id = a.accident_type ORDER BY row_no",
		rows: []string{"2|fire", "3|fall", "4|collapse", "5|∅"}, problems: []string{"5|warning|unknown_type|事故类型|11|"},
	},
	{
		name: "cells lost by merging before the file was saved: filled down where a person says so",
		opts: intake.Options{Fill: []string{"town"}},
		pages: []page{{rows: [][]any{
			row("镇街", "发生日期", "死亡人数"), row("塘厦", "2011-08-01", 0), row(nil, "2011-08-02", 0), nil, row("长安", "2011-08-03", 1), row(nil, "2011-08-04", 1),
		}}},
		want: counts{Read: 5, Accepted: 4, Blank: 1}, query: accidentRows,
		rows: []string{"2|2011-08-01|塘厦|∅|0|∅", "3|2011-08-02|塘厦|∅|0|∅", "5|2011-08-03|长安|∅|1|∅", "6|2011-08-04|长安|∅|1|∅"},
	},
	{
		name: "another city's towns serve as they stand; formulas and markup are no towns",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "死亡人数"), row("2011-08-01", "朝阳", 0), row("2011-08-02", "=cmd|' /C calc'!A0", 0), row("2011-08-03", "<b>海淀</b>", 0), row("2011-08-04", "'; DROP TABLE town; --", 1),
			row("2011-08-05", "海淀", 1), row("2011-08-06", "@SUM(A1)", 1),
		}}},
		want: counts{Read: 6, Accepted: 2, Quarantined: 4}, query: accidentRows, rows: []string{"2|2011-08-01|朝阳|∅|0|∅", "6|2011-08-05|海淀|∅|1|∅"},
		problems: []string{
			"3|quarantined|unknown_town|镇街|=cmd|' /C calc'!A0|", "4|quarantined|unknown_town|镇街|<b>海淀</b>|海淀", "5|quarantined|unknown_town|镇街|'; DROP TABLE town; --|",
			"7|quarantined|unknown_town|镇街|@SUM(A1)|",
		},
		notes: []string{"towns_added 朝阳,海淀"},
	},
	{
		name: "texts that look like formulas and markup stay texts",
		pages: []page{{rows: [][]any{
			row("发生日期", "镇街", "事故单位", "死亡人数"), row("2011-08-01", "塘厦", "=cmd|' /C calc'!A0", 0), row("2011-08-02", "塘厦", "<script>'; DROP TABLE accident; --", 0),
		}}},
		want: counts{Read: 2, Accepted: 2}, query: "SELECT firm FROM accident ORDER BY row_no", rows: []string{"=cmd|' /C calc'!A0", "<script>'; DROP TABLE accident; --"},
	},
}

// TestReasonsAreNamed keeps the reasons in the expectations above and those of the packages the same words.
func TestReasonsAreNamed(t *testing.T) {
	known := map[string]bool{}
	for _, r := range []string{
		values.ReasonHedged, values.ReasonNoYear, values.ReasonAmbiguous, values.ReasonSpan, values.ReasonNoMonth, values.ReasonImpossible, values.ReasonNegative, values.ReasonNotWhole,
		values.ReasonBadNumber, values.ReasonFormulaError, layout.ReasonRepeatedHeader, layout.ReasonOnlySerial, layout.ReasonNote, layout.ReasonTotalRow, layout.ReasonColumnNumbers,
		layout.ReasonNoAccidents, layout.ReasonContinuation, intake.ReasonUnit, intake.ReasonUnknownTown, intake.ReasonUnknownSector, intake.ReasonAmbiguousSector, intake.ReasonUnknownType, intake.ReasonNoTown,
		intake.ReasonExtraCells, intake.ReasonConflict, intake.ReasonDuplicate, intake.ReasonGradeMismatch, intake.ReasonOldGrade, intake.ReasonMaybeTwice, intake.ReasonSumDiffers, intake.ReasonMissing, intake.ReasonFarDate,
	} {
		known[r] = true
	}
	for _, tc := range slices.Concat(headerCases, bodyCases, acrossCases, sheetCases, dateCases, numberCases, nameCases) {
		for _, p := range tc.problems {
			if reason := strings.Split(p, "|")[2]; !known[reason] {
				t.Errorf("%s: no reason %q", tc.name, reason)
			}
		}
	}
}
