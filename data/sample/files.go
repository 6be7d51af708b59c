package sample

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// The names of the files.
const (
	AccidentsFile   = "示例数据_事故台账.csv"
	InspectionsFile = "示例数据_执法检查.csv"
	FiguresFile     = "示例数据_行业基础.csv"
	ActivitiesFile  = "示例数据_工作措施.csv"
	HazardsFile     = "示例数据_隐患台账.csv"
)

// Files lists the files in the order in which they are loaded.
func Files() []string {
	return []string{FiguresFile, AccidentsFile, InspectionsFile, ActivitiesFile, HazardsFile}
}

// WriteFiles writes the city's files into a folder, as UTF-8 with a byte-order mark, so that spreadsheets open them.
func WriteFiles(dir string, seed uint64, o Options) error {
	accidents, returns := generateAccidents(seed, o), generateInspections(seed, o)
	for name, rows := range map[string][][]string{
		AccidentsFile:   accidentTable(accidents),
		InspectionsFile: inspectionTable(returns),
		FiguresFile:     figureTable(generateFigures(seed, accidents, o)),
		ActivitiesFile:  activityTable(generateActivities(seed)),
		HazardsFile:     hazardTable(generateHazards(seed, returns, o)),
	} {
		var b bytes.Buffer
		b.WriteString("\ufeff")
		w := csv.NewWriter(&b)
		if err := w.WriteAll(rows); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// whole prints a figure; one that is not stated is left blank.
func whole(v int) string {
	if v < 0 {
		return ""
	}
	return strconv.Itoa(v)
}

// tenThousands prints thousands of yuan as 万元.
func tenThousands(v int) string {
	if v < 0 {
		return ""
	}
	return fmt.Sprintf("%d.%d", v/10, v%10)
}

// hundredMillions prints millions of yuan as 亿元.
func hundredMillions(v int) string {
	if v < 0 {
		return ""
	}
	return fmt.Sprintf("%d.%02d", v/100, v%100)
}

func townName(i int) string {
	if i < 0 {
		return ""
	}
	return towns[i].name
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func accidentTable(accidents []accident) [][]string {
	rows := [][]string{{
		"事故编号", "发生日期", "发生时间", "镇街", "行业领域", "事故类型", "事故等级", "事故单位名称", "死亡人数", "重伤人数", "轻伤人数", "直接经济损失(万元)",
		"事故名称", "挂牌督办", "结案时间", "直接原因",
	}}
	serial, year := 0, 0
	for _, a := range accidents {
		if a.day.Year() != year {
			serial, year = 0, a.day.Year()
		}
		serial++
		clock, sector, grade, supervised := "", sectors[a.sector].name, "一般", ""
		if a.minute >= 0 {
			clock = fmt.Sprintf("%02d:%02d", a.minute/60, a.minute%60)
		}
		if a.part != "" {
			sector = a.part
		}
		if a.deaths >= 3 {
			grade = "较大"
		}
		if a.supervised {
			supervised = "是"
		}
		rows = append(rows, []string{
			fmt.Sprintf("示例%d-%05d", year, serial), dayText(a.day), clock, townName(a.town), sector, a.kind, grade, a.firm,
			whole(a.deaths), whole(a.serious), whole(a.minor), tenThousands(a.loss), a.name, supervised, dayText(a.closed), a.cause,
		})
	}
	return rows
}

func inspectionTable(list []inspection) [][]string {
	rows := [][]string{{
		"月份", "镇街", "执法部门", "行业领域", "专项行动", "出动执法人员(人次)", "检查家次", "企业数", "发现隐患", "已整改", "整改指令书", "责令停产停业整顿", "行政处罚", "罚款(万元)",
	}}
	for _, r := range list {
		rows = append(rows, []string{
			r.month.Format("2006-01"), townName(r.town), r.department, r.sector, r.campaign, whole(r.turns), whole(r.visits), whole(r.firms), whole(r.hazards),
			whole(r.rectified), whole(r.orders), whole(r.suspensions), whole(r.penalties), tenThousands(r.fines),
		})
	}
	return rows
}

func figureTable(list []figureRow) [][]string {
	rows := [][]string{{
		"年度", "镇街", "行业领域", "从业人员(人)", "企业数", "机动车保有量(辆)", "地区生产总值(亿元)", "常住人口(人)", "特种设备(台)", "安监人员(人)", "死亡控制指标", "责任单位",
	}}
	for _, r := range list {
		rows = append(rows, []string{
			strconv.Itoa(r.year), townName(r.town), r.sector, whole(r.employees), whole(r.firms), whole(r.vehicles), hundredMillions(r.gdp),
			whole(r.population), whole(r.devices), whole(r.staff), whole(r.quota), r.department,
		})
	}
	return rows
}

func activityTable(list []activity) [][]string {
	rows := [][]string{{"日期", "镇街", "行业领域", "工作指标", "数值", "计量单位", "目标值"}}
	for _, r := range list {
		rows = append(rows, []string{dayText(r.day), townName(r.town), r.sector, r.measure, whole(r.value), r.unit, whole(r.target)})
	}
	return rows
}

func hazardTable(list []hazard) [][]string {
	rows := [][]string{{
		"隐患编号", "排查日期", "镇街", "行业领域", "单位名称", "隐患部位", "隐患描述", "隐患级别", "监管部门", "整改期限", "整改完成日期", "整改状态", "是否挂牌督办",
	}}
	for _, h := range list {
		level, state, listed := "一般", "整改中", "否"
		if h.major {
			level, listed = "重大", "是"
		}
		if !h.done.IsZero() {
			state = "已整改"
		}
		rows = append(rows, []string{
			h.number, dayText(h.found), townName(h.town), h.sector, h.firm, h.site, h.text, level, h.department, h.term, dayText(h.done), state, listed,
		})
	}
	return rows
}
