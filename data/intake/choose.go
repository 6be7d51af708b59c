package intake

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"

	"anlan/data/layout"
	"anlan/data/tabular"
	"anlan/data/workspace"
)

// found is a sheet with its table.
type found struct {
	sheet      tabular.Sheet
	shape      tabular.Shape
	sample     layout.Sample
	table      layout.Table
	order      DateOrder // confirmed for files of this shape
	remembered bool
}

// chooser finds the tables of a file.
type chooser struct {
	session *workspace.Session
	file    *tabular.File
	terms   layout.Terms
	opts    Options
	notes   []Note
	headers []string // of the fullest row of any sheet, for an error that has to say what was found
	empty   bool
}

// choose finds the sheets that have a table, and notes why the others are not read.
func (c *chooser) choose(ctx context.Context) ([]found, error) {
	var all []found
	var unread, hidden []string
	c.empty = true
	for _, s := range c.file.Sheets {
		f, ok, err := c.look(ctx, s)
		switch {
		case err != nil:
			return nil, err
		case !ok:
			unread = append(unread, s.Name())
		case s.Hidden() && c.opts.Sheet == "":
			hidden = append(hidden, s.Name())
		default:
			all = append(all, f)
		}
	}
	if len(all) == 0 {
		return nil, c.noTable()
	}
	all, summed := withoutSums(all)
	for _, n := range []Note{
		{Code: NoteSheetsUnread, Args: unread}, {Code: NoteSheetsHidden, Args: hidden}, {Code: NoteSheetsSummed, Args: summed},
	} {
		if len(n.Args) > 0 {
			c.notes = append(c.notes, n)
		}
	}
	return all, nil
}

// look finds the table of one sheet.
func (c *chooser) look(ctx context.Context, s tabular.Sheet) (found, bool, error) {
	head, err := tabular.Head(ctx, s, layout.HeadRows)
	if err != nil {
		return found{}, false, err
	}
	headers := shownHeaders(head)
	c.empty = c.empty && len(headers) == 0
	if len(headers) > len(c.headers) {
		c.headers = headers
	}
	if len(headers) == 0 {
		return found{}, false, nil
	}
	shape, err := s.Shape()
	if err != nil {
		return found{}, false, err
	}
	f := found{sheet: s, shape: shape}
	f.sample = layout.Sample{Rows: head, Merges: shape.Merges, Date1904: shape.Date1904, Sheet: s.Name(), File: c.shownFile()}
	opts, err := c.recall(ctx, &f)
	if err != nil {
		return found{}, false, err
	}
	var ok bool
	if f.table, ok = layout.Find(f.sample, c.terms, opts); !ok && f.remembered {
		f.remembered = false
		f.table, ok = layout.Find(f.sample, c.terms, c.opts.layoutOptions())
	}
	if f.remembered {
		for i, b := range f.table.Bindings {
			if b.How == layout.Asked && b.Column >= 0 {
				f.table.Bindings[i].How = layout.Remembered
			}
		}
	}
	return f, ok, nil
}

// shownFile is the name of the file, which may state a year or a month.
func (c *chooser) shownFile() string {
	if c.opts.Shown != "" {
		return filepath.Base(c.opts.Shown)
	}
	return filepath.Base(c.file.Path)
}

var sumSheet = regexp.MustCompile(`合计|汇总|总计|总表|累计|全年|年报|total|summary`)

// withoutSums leaves out sheets that sum up others: named so, and of the same kind as a sheet that is not.
func withoutSums(all []found) (kept []found, summed []string) {
	plain := make(map[Kind]int)
	for _, f := range all {
		if !sumSheet.MatchString(strings.ToLower(f.sheet.Name())) {
			plain[f.table.Kind]++
		}
	}
	const several = 2 // one sheet beside a sum may well hold something else
	for _, f := range all {
		if sumSheet.MatchString(strings.ToLower(f.sheet.Name())) && plain[f.table.Kind] >= several {
			summed = append(summed, f.sheet.Name())
			continue
		}
		kept = append(kept, f)
	}
	return kept, summed
}

// noTable says why no table was found: nothing in the file, a header asked for that is not there, or none recognised.
func (c *chooser) noTable() error {
	file := c.file.Path
	if c.empty {
		return &Error{Code: tabular.CodeEmpty, File: file}
	}
	for name, column := range c.opts.Map {
		if column.Header != "" && indexOfHeader(c.headers, column.Header) < 0 {
			return &Error{Code: CodeMapHeader, File: file, Value: name + "=" + column.Header, Names: c.headers}
		}
	}
	return &Error{Code: CodeNoHeader, File: file, Sheet: c.file.Sheets[0].Name(), Names: c.headers}
}

// indexOfHeader finds a header that a person named.
func indexOfHeader(headers []string, want string) int {
	for i, h := range headers {
		if layout.SameHeader(h, want) {
			return i
		}
	}
	return -1
}

// shownHeaders lists the headers of the fullest of the first rows.
func shownHeaders(head []tabular.Row) []string {
	var fullest []string
	for _, rec := range head {
		var texts []string
		for _, f := range rec.Cells {
			if f = strings.TrimSpace(f); f != "" {
				texts = append(texts, f)
			}
		}
		if len(texts) > len(fullest) {
			fullest = texts
		}
	}
	return fullest
}
