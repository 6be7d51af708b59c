package figure

import (
	"context"
	"slices"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/outlook"
	"anlan/analytics/query"
)

// quotaDepartmentsKind shows how much of its quota each department has used, where the rows of quotas name who answers for
// them. Accidents name no department: the deaths that count are those of the sectors of its rows.
var quotaDepartmentsKind = Kind{ID: "quota-departments", draw: drawQuotaDepartments}

// mostQuotaRows bounds the rows of quotas that are read for a year.
const mostQuotaRows = 10_000

func drawQuotaDepartments(ctx context.Context, answers Answers, q Question, s Style) (Figure, error) {
	frame, err := departmentQuotas(ctx, answers, q)
	if err != nil {
		return Figure{}, err
	}
	if len(frame.Rows) == 0 {
		text := s.say("figure.quota.no_departments")
		return Figure{Finding: plain(text), Frame: frame, Empty: s.say("figure.quota.no_departments.reason")}, nil
	}
	f, err := s.quotaFigure(q, frame, schedule{elapsed: outlook.Elapsed(frame.Meta.Period.To)})
	f.Targets, f.Selected = nil, nil // nothing else can be filtered by who answers for a quota
	f.Subtitle = joined(s.say("figure.quota.departments_note"), f.Subtitle)
	return f, err
}

// quotaPlace is where a quota holds; what is not stated is all.
type quotaPlace struct{ town, sector, subsector string }

// holds tells whether deaths of a town, sector and part of it count for a quota.
func (p quotaPlace) holds(town, sector, subsector string) bool {
	return (p.town == "" || p.town == town) && p.sector == sector && (p.subsector == "" || p.subsector == subsector)
}

// departmentQuota is what the rows of a department add up to.
type departmentQuota struct {
	member analytics.Member
	quota  float64
	places []quotaPlace
}

// departmentQuotas is a frame as [quotaQuery] gives it, by department.
func departmentQuotas(ctx context.Context, answers Answers, q Question) (engine.Frame, error) {
	ask := quotaQuery(q, analytics.Sector, analytics.Town)
	deaths := ask
	deaths.Indicators, deaths.By = []analytics.ID{"deaths"}, []analytics.DimensionID{analytics.Town, analytics.Sector, analytics.Subsector}
	counted, err := answers.Run(ctx, deaths)
	if err != nil {
		return counted, err
	}
	frame := engine.Frame{Meta: counted.Meta}
	for _, id := range ask.Indicators {
		i, err := catalog.Default().Indicator(id)
		if err != nil {
			return frame, err
		}
		frame.Indicators = append(frame.Indicators, i)
	}
	d, err := catalog.Default().Dimension(analytics.Department)
	if err != nil {
		return frame, err
	}
	frame.By = []engine.Dimension{{ID: d.ID, Name: d.Name}}
	rows, err := answers.Records(ctx, query.Records{
		Fact: analytics.SectorFigures, Period: ask.Period, Where: ask.Where, Limit: mostQuotaRows,
		Measure: analytics.Measure{Fact: analytics.SectorFigures, Value: "1", Where: "f.department IS NOT NULL AND f.quota_deaths IS NOT NULL AND f.sector IS NOT NULL"},
	})
	if err != nil {
		return frame, err
	}
	total := departmentQuota{}
	for _, one := range sumQuotas(rows) {
		frame.Rows = append(frame.Rows, engine.Row{Members: []analytics.Member{one.member}, Values: one.values(counted)})
		total.quota += one.quota
		total.places = append(total.places, one.places...)
	}
	frame.Total = total.values(counted)
	return frame, nil
}

// values are how much of the quota is used, the deaths that count for it, each once, and the quota.
func (d departmentQuota) values(counted engine.Frame) []engine.Value {
	died := 0.0
	for _, row := range counted.Rows {
		town, sector, part := row.Members[0].Key, row.Members[1].Key, row.Members[2].Key
		if row.Values[0].HasNow && slices.ContainsFunc(d.places, func(p quotaPlace) bool { return p.holds(town, sector, part) }) {
			died += row.Values[0].Now
		}
	}
	progress := engine.Value{Num: died, Den: d.quota}
	if d.quota > 0 {
		progress.Now, progress.HasNow = died/d.quota*100, true
	}
	return []engine.Value{progress, {Now: died, HasNow: true}, {Now: d.quota, HasNow: true}}
}

// sumQuotas adds the rows of quotas up by department. Where a department has rows for whole sectors, those for towns are parts
// of them and do not count; the same holds for sectors and their parts.
func sumQuotas(rows engine.Records) []departmentQuota {
	var list []departmentQuota
	for _, towns := range []bool{false, true} {
		for _, parts := range []bool{false, true} {
			for _, r := range rows.Rows {
				cell := func(id string) engine.Cell {
					return r.Cells[slices.IndexFunc(rows.Columns, func(c catalog.RecordColumn) bool { return c.ID == id })]
				}
				p := quotaPlace{cell("town").Member.Key, cell("sector").Member.Key, cell("subsector").Member.Key}
				if (p.town != "") != towns || (p.subsector != "") != parts {
					continue
				}
				list = addQuota(list, cell("department").Member, p, cell("quota_deaths").Number)
			}
		}
	}
	return list
}

// addQuota adds a row, unless a wider one of the department has it.
func addQuota(list []departmentQuota, department analytics.Member, p quotaPlace, quota float64) []departmentQuota {
	i := slices.IndexFunc(list, func(d departmentQuota) bool { return d.member.Key == department.Key })
	if i < 0 {
		i, list = len(list), append(list, departmentQuota{member: department})
	}
	wider := func(w quotaPlace) bool { return w != p && w.holds(p.town, p.sector, p.subsector) }
	if slices.ContainsFunc(list[i].places, wider) {
		return list
	}
	list[i].quota += quota
	list[i].places = append(list[i].places, p)
	return list
}
