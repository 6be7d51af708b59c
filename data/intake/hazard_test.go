package intake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/data/intake"
)

// hazardRows lists the hazards of a workspace as they stand.
const hazardRows = `SELECT ledger_no, h.occurred_on::VARCHAR, t.zh, major, deadline::VARCHAR, rectified, rectified_on::VARCHAR, supervised
	FROM hazard_case h LEFT JOIN town t ON t.id = h.town ORDER BY ledger_no, h.batch_id, row_no`

// TestHazardTerms reads every way in which offices write a term, and what the columns say together.
func TestHazardTerms(t *testing.T) {
	w := memory(t)
	content := "2011年隐患台账\n序号,隐患编号,排查日期,镇街,单位名称,行业领域,隐患部位,隐患描述,隐患级别,整改期限,整改完成日期,整改状态,是否挂牌督办,监管部门\n" +
		"1,A01,2011-10-01,塘厦,甲厂,工矿商贸,车间,无护罩,一般,2011-10-31,2011-10-20,已整改,否,安监\n" +
		"2,A02,2011-10-01,塘厦,甲厂,工矿商贸,仓库,堵通道,重大,立即整改,,已整改,是,安监\n" + // without a day: warned
		"3,A03,2011.12.5,虎门,乙厂,火灾,,无灭火器,一般隐患,限期3日,,未整改,,消防\n" +
		"4,A04,2011-12-20,虎门,乙厂,火灾,,无灭火器,一般,元旦前,,整改中,,消防\n" +
		"5,A05,2011-11-30,虎门,乙厂,火灾,,线路老化,一般,长期,,未整改,,消防\n" + // no term: warned
		"6,A06,2011-11-10,长安,丙厂,火灾,,线路老化,一般,3月底前,2011-11-01,已整改,,消防\n" + // rectified before it was found: warned
		"7,A07,2011-11-10,长安,丙厂,火灾,,线路老化,一般,2011-10-01,,未整改,,消防\n" + // the term before it was found: warned
		"8,A08,2011-11-10,长安,丙厂,火灾,,线路老化,特别,一周内,2011-11-15,未整改,,消防\n" + // an unknown level and both ways: warned twice
		"9,A09,2011-11-10,长安,丙厂,火灾,,线路老化,一般,月底前,,,,消防\n" +
		"10,A10,,长安,丙厂,火灾,,线路老化,一般,月底前,,,,消防\n" + // no day: held back
		"11,A11,2011-02-10,长安,丙厂,火灾,,线路老化,一般,2月30日,2011-02-11,差不多,,消防\n" // no such day, no such state: warned twice; it was rectified
	result, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if result.Batch.Kind != string(intake.Hazards) {
		t.Fatalf("taken for %s", result.Batch.Kind)
	}
	if diff := cmp.Diff(counts{Read: 11, Accepted: 10, Quarantined: 1, Warned: 6}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	want := []string{
		"A01|2011-10-01|塘厦|false|2011-10-31|true|2011-10-20|false",
		"A02|2011-10-01|塘厦|true|2011-10-01|true|∅|true",
		"A03|2011-12-05|虎门|false|2011-12-08|false|∅|∅",
		"A04|2011-12-20|虎门|false|2011-12-31|false|∅|∅",
		"A05|2011-11-30|虎门|false|∅|false|∅|∅",
		"A06|2011-11-10|长安|false|2012-03-31|true|∅|∅",
		"A07|2011-11-10|长安|false|∅|false|∅|∅",
		"A08|2011-11-10|长安|∅|2011-11-17|∅|2011-11-15|∅",
		"A09|2011-11-10|长安|false|2011-11-30|∅|∅|∅",
		"A11|2011-02-10|长安|false|∅|true|2011-02-11|∅",
	}
	if diff := cmp.Diff(want, rowsOf(t, w, hazardRows)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	problems := []string{
		"4|warning|rectified_undated|整改状态", "7|warning|no_term|整改期限", "8|warning|early_rectified|整改完成日期", "9|warning|early_term|整改期限",
		"10|warning|rectified_both|整改状态", "10|warning|unknown_level|隐患级别", "12|quarantined|missing_value|排查日期",
		"13|warning|impossible_date|整改期限", "13|warning|unknown_progress|整改状态",
	}
	if diff := cmp.Diff(problems, rowsOf(t, w, "SELECT row_no, outcome, reason, column_name FROM problem ORDER BY row_no, reason")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// TestHazardsWithoutState takes a blank day of rectification for an open hazard where the ledger says nothing else.
func TestHazardsWithoutState(t *testing.T) {
	w := memory(t)
	content := "隐患编号,发现日期,镇街,整改时限,整改完成日期\nB1,2011-05-01,塘厦,10天,2011-05-08\nB2,2011-05-01,塘厦,1个月,\nB3,2011-05-01,塘厦,国庆前,已完成\nB4,2011-05-01,塘厦,年底,不清楚\n"
	if _, err := intake.Import(t.Context(), w, write(t, "a.csv", content), intake.Options{}); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"B1|2011-05-01|塘厦|∅|2011-05-11|true|2011-05-08|∅", "B2|2011-05-01|塘厦|∅|2011-06-01|false|∅|∅",
		"B3|2011-05-01|塘厦|∅|2011-09-30|true|∅|∅", "B4|2011-05-01|塘厦|∅|2011-12-31|∅|∅|∅",
	}
	if diff := cmp.Diff(want, rowsOf(t, w, hazardRows)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// TestHazardEnteredAgain: an entry that says the same is a duplicate, another goes on with the hazard; to take the later
// import back leaves the earlier one in force.
func TestHazardEnteredAgain(t *testing.T) {
	w := memory(t)
	const header = "隐患编号,排查日期,镇街,单位名称,隐患描述,隐患级别,整改期限,整改完成日期,整改状态\n"
	october := header +
		"C1,2011-10-03,塘厦,甲厂,无护罩,一般,2011-10-20,,未整改\n" +
		"C2,2011-10-04,塘厦,甲厂,堵通道,一般,2011-10-30,2011-10-09,已整改\n" +
		",2011-10-05,虎门,乙厂,无灭火器,一般,2011-10-20,,未整改\n" +
		",2011-10-05,虎门,,无灭火器,一般,2011-10-20,,未整改\n" + // neither number nor firm: one hazard each
		",2011-10-05,虎门,,无灭火器,一般,2011-10-20,,未整改\n"
	november := header +
		"C1,2011-11-01,塘厦,甲厂,无护罩,一般,2011-10-20,2011-11-20,已整改\n" + // entered again a month later, as rectified; its term has passed by then: warned, and the first one holds
		"C2,2011-10-04,塘厦,甲厂,堵通道,一般,2011-10-30,2011-10-09,已整改\n" + // nothing new
		"C1,2011-11-02,塘厦,丁厂,无护罩,一般,2011-11-20,,未整改\n" + // another firm's number
		",2011-10-05,虎门,乙厂,无灭火器,一般,2011-10-20,2011-11-03,已整改\n"
	if _, err := intake.Import(t.Context(), w, write(t, "10.csv", october), intake.Options{}); err != nil {
		t.Fatal(err)
	}
	result, err := intake.Import(t.Context(), w, write(t, "11.csv", november), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counts{Read: 4, Accepted: 3, Duplicates: 1, Warned: 1}, countsOf(result.Batch)); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	told := false
	for _, n := range result.Notes {
		told = told || n.Code == intake.NoteContinued && len(n.Args) == 1 && n.Args[0] == "2"
	}
	if !told {
		t.Errorf("nothing says that two rows go on with earlier ones: %v", result.Notes)
	}
	const query = "SELECT ledger_no, firm, occurred_on::VARCHAR, deadline::VARCHAR, rectified, rectified_on::VARCHAR FROM hazard_case ORDER BY ledger_no, firm, batch_id, row_no"
	want := []string{
		"C1|丁厂|2011-11-02|2011-11-20|false|∅", "C1|甲厂|2011-10-03|2011-10-20|true|2011-11-20", "C2|甲厂|2011-10-04|2011-10-30|true|2011-10-09",
		"∅|乙厂|2011-10-05|2011-10-20|true|2011-11-03", "∅|∅|2011-10-05|2011-10-20|false|∅", "∅|∅|2011-10-05|2011-10-20|false|∅",
	}
	if diff := cmp.Diff(want, rowsOf(t, w, query)); diff != "" {
		t.Errorf("both months (-want +got):\n%s", diff)
	}
	if err := w.UndoImport(t.Context(), result.Batch.ID); err != nil {
		t.Fatal(err)
	}
	want = []string{
		"C1|甲厂|2011-10-03|2011-10-20|false|∅", "C2|甲厂|2011-10-04|2011-10-30|true|2011-10-09", "∅|乙厂|2011-10-05|2011-10-20|false|∅", "∅|∅|2011-10-05|2011-10-20|false|∅", "∅|∅|2011-10-05|2011-10-20|false|∅",
	}
	if diff := cmp.Diff(want, rowsOf(t, w, query)); diff != "" {
		t.Errorf("without the later month (-want +got):\n%s", diff)
	}
}
