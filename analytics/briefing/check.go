package briefing

import (
	"encoding/json"
	"math"
	"slices"

	"anlan/analytics"
	"anlan/analytics/figure"
)

// check refuses a briefing that this program cannot have written, and takes out of its options what would lead elsewhere.
func check(b Briefing) error {
	if b.Language != analytics.Chinese && b.Language != analytics.English {
		return damaged("language %q", b.Language)
	}
	if b.ID == "" || len(b.ID) > 64 || len(b.Title) > maxText {
		return damaged("no usable name")
	}
	seen := make(map[string]bool)
	for i := range b.Slides {
		s := &b.Slides[i]
		if s.ID == "" || len(s.ID) > 64 || seen[s.ID] {
			return damaged("slide %d has no name of its own", i+1)
		}
		seen[s.ID] = true
		if err := s.check(); err != nil {
			return damaged("slide %d: %w", i+1, err)
		}
	}
	return nil
}

func (s *Slide) check() error {
	types := []SlideType{ChartSlide, TableSlide, FindingSlide, TextSlide}
	switch {
	case !slices.Contains(types, s.Type):
		return damaged("type %q", s.Type)
	case max(len(s.Title), len(s.Body), len(s.Notes)) > maxText:
		return damaged("a text is longer than %d bytes", maxText)
	case len(s.Marks) > maxAnnotations:
		return damaged("%d annotations", len(s.Marks))
	case (s.Type == TextSlide) != (s.Frozen == nil):
		return damaged("type %q does not fit its figure", s.Type)
	}
	for _, m := range s.Marks {
		if err := m.check(); err != nil {
			return err
		}
	}
	if s.Frozen == nil {
		return nil
	}
	return s.Frozen.check()
}

func (a Annotation) check() error {
	if !slices.Contains([]AnnotationKind{TextMark, ArrowMark, DatumMark}, a.Kind) || len(a.Text) > 1000 || a.Series < 0 || a.Index < 0 {
		return damaged("annotation %q", a.Kind)
	}
	for _, v := range []float64{a.X, a.Y, a.ToX, a.ToY} {
		if math.IsNaN(v) || v < 0 || v > 1 {
			return damaged("annotation at %g", v)
		}
	}
	return nil
}

func (f *Frozen) check() error {
	if f.Look.Text < 5 || f.Look.Text > 100 || f.Look.Bars < 0 {
		return damaged("texts of size %g", f.Look.Text)
	}
	if f.Sheet != nil && slices.ContainsFunc(f.Sheet.Rows, func(r figure.SheetRow) bool { return len(r.Cells) != len(f.Sheet.Columns) }) {
		return damaged("a row of the table has another number of cells than the table has columns")
	}
	if f.Option == nil {
		return nil
	}
	var option map[string]any
	if err := json.Unmarshal(f.Option, &option); err != nil {
		return damaged("the option: %w", err)
	}
	if !leads(option) {
		return nil
	}
	cut(option)
	text, err := json.Marshal(option)
	if err != nil {
		return damaged("the option: %w", err)
	}
	f.Option = text
	return nil
}

// elsewhere are keys of an option that open addresses, or save and change things by buttons. The program writes none.
var elsewhere = []string{"link", "sublink"}

// leads tells whether an option has a key that leads elsewhere.
func leads(node any) bool {
	switch n := node.(type) {
	case map[string]any:
		for key, value := range n {
			if slices.Contains(elsewhere, key) || leads(value) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(n, leads)
	}
	return false
}

// cut takes these keys away.
func cut(node any) {
	switch n := node.(type) {
	case map[string]any:
		for _, key := range elsewhere {
			delete(n, key)
		}
		for _, value := range n {
			cut(value)
		}
	case []any:
		for _, value := range n {
			cut(value)
		}
	}
}
