package intake

import (
	"encoding/json"
	"fmt"
	"regexp"

	"anlan/data/layout"
	"anlan/data/values"
	"anlan/data/workspace"
)

// savedReading is how a batch's cells were read, so that corrected rows are read the same way.
type savedReading struct {
	Bindings  []savedBinding          `json:"bindings"`
	Rules     map[string]values.Rules `json:"rules,omitempty"` // of the fields that are dates
	Epoch1904 bool                    `json:"epoch1904,omitempty"`
	Year      int                     `json:"year,omitempty"`
	Wide      bool                    `json:"wide,omitempty"`
}

// savedBinding is a binding as it is kept.
type savedBinding struct {
	Field    string  `json:"field"`
	Column   int     `json:"column"`
	Join     []int   `json:"join,omitempty"`
	Header   string  `json:"header,omitempty"`
	Extract  string  `json:"extract,omitempty"`
	Constant string  `json:"constant,omitempty"`
	Scale    float64 `json:"scale"`
	Place    bool    `json:"place,omitempty"`
}

func (j *job) savedReading() (string, error) {
	s := savedReading{Rules: j.rules, Epoch1904: j.shape.Date1904, Year: j.table.Stated.Year, Wide: j.table.Wide() || j.staged.parts}
	for _, b := range j.table.Bindings {
		kept := savedBinding{Field: b.Field.Name, Column: b.Column, Join: b.Join, Header: b.Header, Constant: b.Constant, Scale: b.Scale, Place: b.Place}
		if b.Extract != nil {
			kept.Extract = b.Extract.String()
		}
		s.Bindings = append(s.Bindings, kept)
	}
	text, err := json.Marshal(s)
	if err != nil {
		return "", fmt.Errorf("note how %s was read: %w", j.path, err)
	}
	return string(text), nil
}

// table is the table of a batch, as it was read.
func (s savedReading) table(b workspace.Batch) (layout.Table, error) {
	t := layout.Table{Kind: Kind(b.Kind), FirstRow: b.HeaderRow, LastRow: b.HeaderRow, Header: b.Columns}
	for _, column := range b.Columns {
		t.Columns = append(t.Columns, layout.SheetColumn{Header: column, Use: layout.Read})
	}
	t.Stated.Year = s.Year
	for _, kept := range s.Bindings {
		f, ok := t.Kind.Field(kept.Field)
		if !ok {
			return t, fmt.Errorf("import %d has a field %q that its kind %s lacks", b.ID, kept.Field, b.Kind)
		}
		binding := layout.Binding{
			Field: f, Column: kept.Column, Join: kept.Join, Header: kept.Header, Constant: kept.Constant, Scale: kept.Scale, Place: kept.Place,
		}
		if kept.Extract != "" {
			expression, err := regexp.Compile(kept.Extract)
			if err != nil {
				return t, fmt.Errorf("read how import %d was read: %w", b.ID, err)
			}
			binding.Extract = expression
		}
		t.Bindings = append(t.Bindings, binding)
	}
	return t, nil
}
