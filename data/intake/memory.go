package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"anlan/data/layout"
	"anlan/data/workspace"
)

// keptColumn is a column of a confirmed mapping as the workspace keeps it.
type keptColumn struct {
	Header  string `json:"header,omitempty"`
	Index   int    `json:"index,omitempty"`
	Extract string `json:"extract,omitempty"`
}

// recall adds to the options what a person confirmed for files of a shape that the sheet may have, unless the person has
// now said something else, or wants none of it.
func (c *chooser) recall(ctx context.Context, f *found) (layout.Options, error) {
	opts := c.opts.layoutOptions()
	if c.opts.Fresh || len(c.opts.Map) > 0 || c.opts.Kind != "" || c.opts.HeaderRow > 0 {
		return opts, nil
	}
	places := layout.Places(f.sample, c.terms)
	shapes := make([]string, len(places))
	for i, p := range places {
		shapes[i] = p.Shape
	}
	confirmed, err := c.session.Mappings(ctx, shapes)
	if err != nil || len(confirmed) == 0 {
		return opts, err
	}
	for _, p := range places {
		m, ok := confirmed[p.Shape]
		if !ok {
			continue
		}
		columns, err := recalledColumns(m)
		if err != nil {
			return opts, err
		}
		for name := range c.opts.Set {
			delete(columns, name)
		}
		opts.Kind, opts.Map, opts.HeaderRow, opts.HeaderRows = Kind(m.Kind), columns, p.Row, p.Rows
		f.remembered, f.order = true, DateOrder(m.DateOrder)
		break
	}
	return opts, nil
}

func recalledColumns(m workspace.Mapping) (map[string]Column, error) {
	var kept map[string]keptColumn
	if err := json.Unmarshal([]byte(m.Columns), &kept); err != nil {
		return nil, fmt.Errorf("read the mapping of shape %s: %w", m.Shape, err)
	}
	columns := make(map[string]Column)
	for name, k := range kept {
		c := Column{Header: k.Header, Index: k.Index}
		if k.Extract != "" {
			expression, err := regexp.Compile(k.Extract)
			if err != nil {
				return nil, fmt.Errorf("read the mapping of shape %s: %w", m.Shape, err)
			}
			c.Extract = expression
		}
		columns[name] = c
	}
	return columns, nil
}

// remember notes the columns of an import that a person has confirmed by mapping some of them. What was set for all rows
// is of this file only, and a table with months or sectors across explains itself.
func (j *job) remember(ctx context.Context, tx *workspace.Tx, opts Options) error {
	if len(opts.Map) == 0 && !opts.Confirmed || j.table.Wide() {
		return nil
	}
	kept := make(map[string]keptColumn)
	for _, b := range j.table.Bindings {
		if b.Column < 0 {
			continue
		}
		k := keptColumn{Header: b.Header}
		if b.Header == "" || headerTwice(j.table.Header, b.Header) {
			k = keptColumn{Index: b.Column + 1}
		}
		if b.Extract != nil {
			k.Extract = b.Extract.String()
		}
		kept[b.Field.Name] = k
	}
	for name, c := range opts.Map {
		if c.None() {
			kept[name] = keptColumn{}
		}
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("remember the mapping: %w", err)
	}
	return tx.Remember(ctx, workspace.Mapping{
		Shape: j.table.Shape(), Kind: string(j.table.Kind), Columns: string(text), DateOrder: int(opts.Order),
	})
}

func headerTwice(headers []string, header string) bool {
	n := 0
	for _, h := range headers {
		if layout.SameHeader(h, header) {
			n++
		}
	}
	return n > 1
}
