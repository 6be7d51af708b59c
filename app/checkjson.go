package main

import (
	"anlan/analytics"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/proof"
)

// reportJSON is the outcome of a check in the JSON output.
type reportJSON struct {
	File    string         `json:"file"`
	Data    bool           `json:"checked_against_data"`
	Sample  bool           `json:"sample"`
	Counts  map[string]int `json:"counts"`
	Figures []figureJSON   `json:"figures"`
	Notes   []findingJSON  `json:"notes"` // about wordings and the draft as a whole
}

type figureJSON struct {
	Text     string        `json:"text"`
	Line     int           `json:"line"`
	Column   int           `json:"column"`
	Start    int           `json:"start"` // bytes of the text in UTF-8
	End      int           `json:"end"`
	Level    string        `json:"level"`
	Findings []findingJSON `json:"findings"`
}

type findingJSON struct {
	Level  string     `json:"level"`
	Code   string     `json:"code"`
	Words  string     `json:"words,omitempty"`
	Line   int        `json:"line,omitempty"`
	Column int        `json:"column,omitempty"`
	Text   string     `json:"text"`
	Right  string     `json:"right,omitempty"`
	Proof  *proofJSON `json:"proof,omitempty"`
}

// proofJSON is what a number rests on in the JSON output.
type proofJSON struct {
	Indicator analytics.ID        `json:"indicator"`
	Name      string              `json:"name"`
	Value     float64             `json:"value"`
	Base      *float64            `json:"base,omitempty"`
	Unit      string              `json:"unit"`
	Period    spanJSON            `json:"period"`
	Basis     analytics.Basis     `json:"basis,omitempty"`
	BaseSpans []spanJSON          `json:"base_periods,omitempty"`
	Filter    map[string][]string `json:"filter"`
	RowCount  int64               `json:"row_count"`
	Batches   []int               `json:"batches"`
	SQL       string              `json:"sql"`
	Args      []string            `json:"sql_arguments"`
}

func (p *program) proofJSON(f *proof.Proof) *proofJSON {
	if f == nil {
		return nil
	}
	l := p.words.Language
	j := &proofJSON{
		Indicator: f.Indicator.ID, Name: f.Indicator.Name.In(l), Value: f.Value.Now, Unit: f.Indicator.Unit.Name.In(l), Period: span(f.Meta.Period),
		Basis: f.Meta.Basis, BaseSpans: spans(f.Meta.Windows), Filter: map[string][]string{}, RowCount: f.Meta.Rows(), Batches: append([]int{}, f.Meta.Batches()...),
		SQL: f.Meta.SQL, Args: f.Arguments(),
	}
	if f.Value.HasBase {
		j.Base = &f.Value.Base
	}
	for _, w := range f.Meta.Where {
		for _, m := range w.Members {
			j.Filter[string(w.Dimension.ID)] = append(j.Filter[string(w.Dimension.ID)], m.Label.In(l))
		}
	}
	return j
}

func (p *program) reportJSON(c checked) reportJSON {
	n := c.report.Counts
	j := reportJSON{
		File: c.file, Data: c.data, Sample: c.sample, Figures: []figureJSON{}, Notes: []findingJSON{},
		Counts: map[string]int{"figures": len(c.report.Figures), "wrong": n.Wrong, "attention": n.Attention, "right": n.Right, "unknown": n.Unknown},
	}
	text := c.report.Draft.Text
	for _, f := range c.report.Figures {
		out := figureJSON{Text: text[f.Range.Start:f.Range.End], Start: f.Range.Start, End: f.Range.End, Level: f.Level.String(), Findings: []findingJSON{}}
		out.Line, out.Column = place(text, f.Range.Start)
		for _, found := range f.Findings {
			out.Findings = append(out.Findings, p.findingJSON(text, found))
		}
		j.Figures = append(j.Figures, out)
	}
	for _, found := range c.report.Notes {
		j.Notes = append(j.Notes, p.findingJSON(text, found))
	}
	return j
}

func (p *program) findingJSON(text string, f check.Finding) findingJSON {
	l := p.words.Language
	j := findingJSON{Level: f.Level.String(), Code: f.Code, Text: f.Text.In(l), Right: f.Right.In(l), Proof: p.proofJSON(f.Proof)}
	if f.Figure == draft.None {
		j.Words = text[f.Range.Start:f.Range.End]
		j.Line, j.Column = place(text, f.Range.Start)
	}
	return j
}
