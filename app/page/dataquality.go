package page

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/intake"
	"anlan/data/workspace"
)

// qualityView says how good the data of an import are: how complete its columns, what was doubted, which names are unknown,
// and which town's which month is missing.
type qualityView struct {
	page     *DataPage
	line     *widgets.Line
	complete *widgets.DataTable
	findings *widgets.DataTable
	coverage *widgets.DataTable
	missing  *widgets.Line
	body     fyne.CanvasObject
	object   fyne.CanvasObject
}

func newQualityView(d *DataPage) *qualityView {
	table := func() *widgets.DataTable { return widgets.NewDataTable(dataLook(d.env)) }
	v := &qualityView{page: d, line: widgets.NewLine(theme.BodySize, false), complete: table(), findings: table(), coverage: table(), missing: widgets.NewLine(theme.BodySize, true)}
	v.coverage.StickyColumnCount = 1
	upper := container.NewHSplit(v.complete, v.findings)
	upper.Offset = 0.36
	body := container.NewVSplit(upper, container.NewBorder(v.missing, nil, nil, nil, v.coverage))
	body.Offset = 0.42
	v.body = body
	v.object = d.panel(container.NewBorder(v.line, nil, nil, nil, body))
	return v
}

func (v *qualityView) canvas() fyne.CanvasObject { return v.object }

// qualityOf is a report and the import that it is about.
type qualityOf struct {
	batch  workspace.Batch
	report intake.QualityReport
}

// show implements dataView. Without a chosen import it reports on the newest in force.
func (v *qualityView) show() {
	w, id := v.page.env.Workspace, v.page.work.batch
	state.Load(v.page.env.Loader, "data quality", func(ctx context.Context) (q qualityOf, err error) {
		batches, err := w.Batches(ctx)
		for _, b := range batches {
			if b.UndoneAt.IsZero() && (id == 0 || b.ID == id) {
				q.batch = b
			}
		}
		if err == nil && q.batch.ID > 0 {
			q.report, err = intake.Quality(ctx, w, q.batch.ID)
		}
		return q, err
	}, func(q qualityOf, err error) {
		if err != nil {
			v.page.env.Fail(err)
			return
		}
		v.take(q)
	})
}

func (v *qualityView) take(q qualityOf) {
	say := v.page.env.Words.Say
	v.body.Show()
	text := say("data.choose_batch")
	if q.batch.ID == 0 {
		v.body.Hide()
	} else {
		text = say("data.chosen_batch", "batch", q.batch.ID, "file", flat(v.page.fileText(q.batch.File))) + " · " +
			say("cli.import.quality.rows", "rows", q.report.Rows, "kind", v.page.env.Words.Kind(string(q.report.Kind)))
	}
	v.line.Set(widgets.Span{Text: text, Color: theme.Color(v.page.env.Palette.Muted)})
	v.setComplete(q.report.Completeness)
	v.setFindings(q.report)
	v.setCoverage(q.report.Coverage)
	v.page.env.Repainted()
}

// setComplete lists how many rows have a value in each column.
func (v *qualityView) setComplete(list []intake.Completeness) {
	titles := strings.Split(v.page.env.Words.Say("data.complete_columns"), "|")
	columns := []widgets.Column{{Title: titles[0]}, {Title: titles[1], Right: true}, {Title: titles[2], Right: true}}
	v.complete.Set(columns, len(list), func(row, column int) widgets.Cell {
		c := list[row]
		share := 0.0
		if c.Rows > 0 {
			share = float64(c.Filled) / float64(c.Rows)
		}
		switch column {
		case 0:
			return widgets.Cell{Text: v.page.fieldName(c.Column)}
		case 1:
			return widgets.Cell{Text: fmt.Sprint(c.Filled)}
		}
		percent := int(100 * share) // never 100 where something is missing
		return widgets.Cell{Text: strconv.Itoa(percent) + "%", Fill: shade(v.page.env.Palette.Card, v.page.env.Palette.ScaleHigh, share*0.45)}
	})
}

// qualityFinding is one thing that is doubtful about the data.
type qualityFinding struct {
	rows       int64
	what, text string
}

// setFindings lists what rows were held back by, what is doubtful, out of range, or unknown.
func (v *qualityView) setFindings(r intake.QualityReport) {
	say := v.page.env.Words.Say
	var list []qualityFinding
	for _, part := range []struct {
		what string
		list []intake.Tally
	}{{say("data.quality.held"), r.Failures}, {say("data.quality.doubted"), r.Doubts}} {
		for _, t := range part.list {
			list = append(list, qualityFinding{t.Rows, part.what, v.page.env.Words.Say("data.at_column", "column", t.Column, "reason", v.page.env.Words.Reason(t.Reason, t.Original, t.Detail))})
		}
	}
	for _, i := range r.Implausible {
		list = append(list, qualityFinding{i.Rows, say("data.quality.range"), say("data.quality.first", "check", say("intake.check."+i.Check), "row", i.First)})
	}
	for _, u := range r.Unknown {
		text := u.Text
		if u.Suggestion != "" {
			text = say("data.quality.suggestion", "text", u.Text, "suggestion", u.Suggestion)
		}
		list = append(list, qualityFinding{u.Rows, say("data.quality.unknown"), text})
	}
	titles := strings.Split(say("data.finding_columns"), "|")
	columns := []widgets.Column{{Title: titles[0], Right: true, Tight: true}, {Title: titles[1], Tight: true}, {Title: titles[2], Most: 620}}
	if len(list) == 0 {
		v.findings.Set(columns, 1, func(_, column int) widgets.Cell {
			return widgets.Cell{Text: []string{"", "", say("data.quality.nothing")}[column]}
		})
		return
	}
	v.findings.Set(columns, len(list), func(row, column int) widgets.Cell {
		f := list[row]
		return widgets.Cell{Text: flat([]string{fmt.Sprint(f.rows), f.what, f.text}[column])}
	})
}

// setCoverage shows how many rows there are of each town and month: the more, the darker; where there are none, it says so.
func (v *qualityView) setCoverage(c intake.Coverage) {
	say, p := v.page.env.Words.Say, v.page.env.Palette
	columns := []widgets.Column{{Title: say("data.coverage.town"), Tight: true, Most: 200}}
	for _, m := range c.Months {
		columns = append(columns, widgets.Column{Title: m.Format("2006-01"), Right: true, Tight: true})
	}
	most, missing := int64(1), 0
	for _, row := range c.Rows {
		for _, n := range row {
			most = max(most, n)
			if n == 0 {
				missing++
			}
		}
	}
	tone := p.Ink
	text := say("data.coverage.whole", "towns", len(c.Towns), "months", len(c.Months))
	if missing > 0 {
		text, tone = say("data.coverage.missing", "towns", len(c.Towns), "months", len(c.Months), "missing", missing), p.Worse
	}
	v.missing.Set(widgets.Span{Text: text, Color: theme.Color(tone)})
	v.coverage.Set(columns, len(c.Towns), func(row, column int) widgets.Cell {
		if column == 0 {
			if c.Towns[row] == "" {
				return widgets.Cell{Text: say("data.coverage.no_town"), Color: theme.Color(p.Muted)}
			}
			return widgets.Cell{Text: c.Towns[row]}
		}
		n := c.Rows[row][column-1]
		if n == 0 {
			return widgets.Cell{Text: say("data.coverage.none"), Color: theme.Color(p.Worse), Fill: shade(p.Card, p.Worse, 0.14)}
		}
		return widgets.Cell{Text: fmt.Sprint(n), Fill: shade(p.Card, p.ScaleHigh, 0.1+0.45*float64(n)/float64(most))}
	})
}
