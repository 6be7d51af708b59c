package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/format"
	"anlan/analytics/query"
	"anlan/data/workspace"
)

func (p *program) indicatorsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "indicators", Short: p.words.Say("cli.indicators.about"), Args: p.noArgs}
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(*cobra.Command, []string) error { return p.listIndicators(*format) }
	return cmd
}

// indicatorJSON is an indicator in the JSON output.
type indicatorJSON struct {
	ID   analytics.ID            `json:"id"`
	Name string                  `json:"name"`
	Unit string                  `json:"unit"`
	Note string                  `json:"note"`
	By   []analytics.DimensionID `json:"by"`
}

func (p *program) listIndicators(format string) error {
	l := p.words.Language
	var list []indicatorJSON
	for _, i := range catalog.Default().Indicators() {
		list = append(list, indicatorJSON{i.ID, i.Name.In(l), i.Unit.Name.In(l), i.Note.In(l), i.By})
	}
	if format == "json" {
		return printJSON(p.out, list)
	}
	t := table{header: strings.Split(p.words.Say("cli.indicators.columns"), "|")}
	for _, i := range list {
		t.add(string(i.ID), i.Name, i.Unit, joinIDs(i.By), i.Note)
	}
	return t.print(p.out)
}

func joinIDs(ids []analytics.DimensionID) string {
	var names []string
	for _, id := range ids {
		names = append(names, string(id))
	}
	return strings.Join(names, ",")
}

func (p *program) queryCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "query INDICATORS", Short: p.words.Say("cli.query.about"), Long: p.words.Say("cli.query.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return &usageError{p.words.Say("error.question.indicator", "value", strings.Join(args[1:], " "))}
			}
			return nil
		},
	}
	f := p.questionFlags(cmd, analytics.NoBasis)
	var dimensions []string
	for _, d := range catalog.Default().Dimensions() {
		dimensions = append(dimensions, string(d.ID))
	}
	by := cmd.Flags().String("by", "", p.words.Say("cli.query.flag.by", "list", strings.Join(dimensions, " ")))
	sql := cmd.Flags().Bool("sql", false, p.words.Say("cli.query.flag.sql"))
	format := p.formatFlag(cmd, "table", "csv", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.askKnown(cmd.Context(), f, func(w *workspace.Workspace, e *engine.Engine) error {
			q, err := p.question(cmd.Context(), e, args, *by, f)
			if err != nil {
				return err
			}
			frame, err := e.Run(cmd.Context(), q)
			if err != nil {
				return err
			}
			isSample, err := w.Meta(cmd.Context(), workspace.MetaSample)
			if err != nil {
				return err
			}
			return p.printFrame(frame, *format, *sql, isSample == "true")
		})
	}
	return cmd
}

// question reads a query from the command line.
func (p *program) question(ctx context.Context, e *engine.Engine, args []string, by string, f *questionFlags) (query.Query, error) {
	var q query.Query
	for _, name := range split(strings.Join(args, ",")) {
		q.Indicators = append(q.Indicators, analytics.ID(name))
	}
	if len(q.Indicators) == 0 {
		return q, &analytics.Error{Code: analytics.CodeNoIndicator}
	}
	first, err := e.Catalog().Indicator(q.Indicators[0])
	if err != nil {
		return q, err
	}
	for _, name := range split(by) {
		q.By = append(q.By, analytics.DimensionID(name))
	}
	if q.Basis, err = analytics.ParseBasis(f.compare); err != nil {
		return q, err
	}
	if q.Where, err = p.conditions(ctx, e, f.where); err != nil {
		return q, err
	}
	q.Period, err = p.period(ctx, e, first.Num.Fact, f)
	return q, err
}

// split reads a list with commas.
func split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '，' || r == ' ' })
}

func (p *program) printFrame(frame engine.Frame, format string, sql, isSample bool) error {
	switch format {
	case "json":
		return printJSON(p.out, p.frameJSON(frame, isSample))
	case "csv":
		return p.frameCSV(frame)
	}
	if err := p.frameTable(frame).print(p.out); err != nil {
		return err
	}
	fmt.Fprintln(p.out)
	for _, line := range p.footer(frame, isSample) {
		fmt.Fprintln(p.out, line)
	}
	if sql {
		fmt.Fprintf(p.out, "\n%s\n%v\n", frame.Meta.SQL, frame.Meta.Args)
	}
	return nil
}

// frameTable is a frame as a table for a terminal.
func (p *program) frameTable(frame engine.Frame) *table {
	sheet := figure.SheetOf(frame, p.words.Printer())
	t := &table{header: sheet.Header(), right: make(map[int]bool)}
	for i, column := range sheet.Columns {
		t.right[i] = column.Figures
	}
	for i := range sheet.Rows {
		row := sheet.Texts(i)
		for j, column := range sheet.Columns {
			if !column.Figures {
				row[j] = oneLine(row[j])
			}
		}
		t.add(row...)
	}
	return t
}

// basisFooter says where the basis falls short: past years without data, and periods of unequal length.
func (p *program) basisFooter(frame engine.Frame) []string {
	pr, m, l := p.words.Printer(), frame.Meta, p.words.Language
	say := p.words.Say
	var lines []string
	if len(m.Missing) > 0 {
		var list []string
		for _, w := range m.Missing {
			list = append(list, pr.Period(w.Period))
		}
		lines = append(lines, say("cli.query.footer.missing", "basis", pr.Basis(m.Basis), "list", p.words.List(list)))
	}
	if !m.Unequal() {
		return lines
	}
	for i, indicator := range frame.Indicators {
		if change, ok := m.PerDay(frame.Total[i]); ok && !indicator.IsRatio() {
			lines = append(lines, say("cli.query.footer.unequal", "days", m.Period.Days(), "base", pr.Number(m.BaseDays, 0), "indicator", indicator.Name.In(l), "change", pr.Signed(change, 2)+"%"))
		}
	}
	return lines
}

// footer says what the figures rest on.
func (p *program) footer(frame engine.Frame, isSample bool) []string {
	pr, m, l := p.words.Printer(), frame.Meta, p.words.Language
	say := p.words.Say
	lines := append([]string{say("cli.query.footer", "period", pr.Period(m.Period), "days", m.Period.Days())}, p.knownFooter(m.AsOf)...)
	if m.Basis != analytics.NoBasis {
		lines = append(lines, say("cli.query.footer.basis", "basis", pr.Basis(m.Basis)))
	}
	lines = append(lines, p.basisFooter(frame)...)
	for _, f := range m.Where {
		var names []string
		for _, member := range f.Members {
			names = append(names, member.Label.In(l))
		}
		lines = append(lines, say("cli.query.footer.where", "filter", f.Dimension.Name.In(l)+" = "+p.words.List(names)))
	}
	if m.Period.To.After(m.Through) && !m.Through.IsZero() {
		lines = append(lines, say("cli.query.footer.through", "day", pr.Day(m.Through)))
	}
	for _, i := range frame.Indicators {
		if n := m.Unknown[i.ID]; n > 0 {
			lines = append(lines, say("cli.query.footer.unknown", "indicator", i.Name.In(l), "count", n))
		}
	}
	var batches []string
	for _, b := range m.Batches() {
		batches = append(batches, strconv.Itoa(b))
	}
	lines = append(lines, say("cli.query.footer.source", "rows", m.Rows(), "batches", p.words.List(batches)))
	if isSample {
		lines = append(lines, say("cli.query.footer.sample"))
	}
	return lines
}

// frameCSV writes the figures as they are, with a column for each base and change.
func (p *program) frameCSV(frame engine.Frame) error {
	w := csv.NewWriter(p.out)
	var header []string
	for _, d := range frame.By {
		header = append(header, string(d.ID))
	}
	for _, i := range frame.Indicators {
		header = append(header, string(i.ID))
		if frame.Meta.Compared() {
			header = append(header, string(i.ID)+"_base", string(i.ID)+"_change_percent")
		}
	}
	rows := [][]string{header}
	add := func(names []string, values []engine.Value) {
		for _, v := range values {
			names = append(names, bare(v.Now, v.HasNow))
			if frame.Meta.Compared() {
				change, ok := v.Change()
				names = append(names, bare(v.Base, v.HasBase), bare(change, ok))
			}
		}
		rows = append(rows, names)
	}
	if len(frame.By) == 0 {
		add(nil, frame.Total)
	}
	for _, row := range frame.Rows {
		var names []string
		for _, m := range row.Members {
			names = append(names, format.Inert(m.Label.In(p.words.Language)))
		}
		add(names, row.Values)
	}
	if err := w.WriteAll(rows); err != nil {
		return fmt.Errorf("write the CSV: %w", err)
	}
	return nil
}

// bare prints a figure for other programs; blank where it is not known.
func bare(v float64, known bool) string {
	if !known {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// frameJSON is a frame with all that it rests on.
type frameJSON struct {
	Columns  []columnJSON     `json:"columns"`
	Rows     [][]any          `json:"rows"`
	Totals   []any            `json:"totals"`
	Period   spanJSON         `json:"period"`
	Basis    analytics.Basis  `json:"basis"`
	Base     []spanJSON       `json:"base,omitempty"`
	Missing  []spanJSON       `json:"base_without_data,omitempty"`
	Filter   map[string]any   `json:"filter"`
	RowCount int64            `json:"row_count"`
	Batches  []int            `json:"batches"`
	Unknown  map[string]int64 `json:"unknown_rows,omitempty"`
	Through  string           `json:"data_through,omitempty"`
	AsOf     time.Time        `json:"as_of,omitzero"` // the figures are those known at this moment
	Sample   bool             `json:"sample"`
	SQL      string           `json:"sql"`
	Args     []string         `json:"sql_arguments"`
}

type columnJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"kind"` // dimension, value, base, change_percent
	Unit string `json:"unit,omitempty"`
}

type spanJSON struct {
	From string `json:"from"`
	To   string `json:"to"`
	Days int    `json:"days"`
}

func span(p analytics.Period) spanJSON {
	return spanJSON{p.From.Format(time.DateOnly), p.To.Format(time.DateOnly), p.Days()}
}

func spans(windows []analytics.Window) []spanJSON {
	var list []spanJSON
	for _, w := range windows {
		list = append(list, span(w.Period))
	}
	return list
}

func (p *program) frameJSON(frame engine.Frame, isSample bool) frameJSON {
	m := frame.Meta
	j := frameJSON{
		Rows: [][]any{}, Totals: p.valuesJSON(frame, frame.Total), Period: span(m.Period), Basis: m.Basis, Base: spans(m.Windows), Missing: spans(m.Missing),
		Filter: map[string]any{}, RowCount: m.Rows(), Batches: slices.Concat([]int{}, m.Batches()), Unknown: map[string]int64{}, Sample: isSample, SQL: m.SQL, AsOf: m.AsOf,
		Columns: p.columnsJSON(frame), Args: []string{},
	}
	for _, row := range frame.Rows {
		var cells []any
		for _, member := range row.Members {
			cells = append(cells, member.Label.In(p.words.Language))
		}
		j.Rows = append(j.Rows, append(cells, p.valuesJSON(frame, row.Values)...))
	}
	for _, f := range m.Where {
		var names []string
		for _, member := range f.Members {
			names = append(names, member.Label.In(p.words.Language))
		}
		j.Filter[string(f.Dimension.ID)] = names
	}
	for id, n := range m.Unknown {
		if n > 0 {
			j.Unknown[string(id)] = n
		}
	}
	if !m.Through.IsZero() {
		j.Through = m.Through.Format(time.DateOnly)
	}
	for _, a := range m.Args {
		if t, ok := a.(time.Time); ok {
			a = t.Format(time.DateOnly)
		}
		j.Args = append(j.Args, fmt.Sprint(a))
	}
	return j
}

func (p *program) columnsJSON(frame engine.Frame) []columnJSON {
	var columns []columnJSON
	l := p.words.Language
	for _, d := range frame.By {
		columns = append(columns, columnJSON{string(d.ID), d.Name.In(l), "dimension", ""})
	}
	for _, i := range frame.Indicators {
		columns = append(columns, columnJSON{string(i.ID), i.Name.In(l), "value", i.Unit.Name.In(l)})
		if frame.Meta.Compared() {
			basis := p.words.Printer().Basis(frame.Meta.Basis)
			columns = append(columns, columnJSON{string(i.ID) + "_base", basis, "base", i.Unit.Name.In(l)},
				columnJSON{string(i.ID) + "_change_percent", p.words.Say("cli.query.change"), "change_percent", "%"})
		}
	}
	return columns
}

func (p *program) valuesJSON(frame engine.Frame, values []engine.Value) []any {
	var cells []any
	known := func(v float64, ok bool) any {
		if !ok {
			return nil
		}
		return v
	}
	for _, v := range values {
		cells = append(cells, known(v.Now, v.HasNow))
		if frame.Meta.Compared() {
			change, ok := v.Change()
			cells = append(cells, known(v.Base, v.HasBase), known(change, ok))
		}
	}
	return cells
}
