package compose

import (
	"strconv"
	"strings"

	"anlan/analytics"
	"anlan/analytics/catalog"
)

// Codes of errors in a template; the translation files word them.
const (
	CodeField     = "field"     // no such field
	CodeDimension = "dimension" // the indicator has no such breakdown
	CodeOption    = "option"    // an option that no field has, or a wrong value of one
	CodeBracket   = "bracket"   // a bracket that is not closed, or not open
)

// Error is a mistake in a template.
type Error struct {
	Code  string
	Line  int    // from 1
	Field string // as the template has it
}

func (e *Error) Error() string { return e.Code + ": line " + strconv.Itoa(e.Line) + ": " + e.Field }

// Template is a template that was read.
type Template struct{ paragraphs [][]node }

// node is a piece of a template: plain text, a field, or a group.
type node struct {
	text  string
	field *field
	group []node
}

// kind is what a field says.
type kind int

const (
	value kind = iota
	change
	changes
	period
	place
	basis
)

// words are the fields that are no indicators.
var words = map[string]kind{"period": period, "place": place, "basis": basis, "change": change, "changes": changes}

// field is a named field.
type field struct {
	source   string
	kind     kind
	ids      []analytics.ID
	where    []condition
	decimals int // −1: those of the indicator
	hedge    string
	digits   int // that a hedge keeps
}

// condition is one that the template states, by names or keys.
type condition struct {
	dimension analytics.DimensionID
	members   []string
}

// Parse reads a template.
func Parse(text string) (*Template, error) {
	t := &Template{}
	for i, line := range strings.Split(strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff"), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		p := parser{s: line, line: i + 1}
		nodes, err := p.nodes(false)
		if err != nil {
			return nil, err
		}
		t.paragraphs = append(t.paragraphs, nodes)
	}
	return t, nil
}

// parser reads a line of a template.
type parser struct {
	s    string
	at   int
	line int
}

func (p *parser) fail(code, field string) error {
	return &Error{Code: code, Line: p.line, Field: field}
}

// nodes reads up to the end of the line, or of the group.
func (p *parser) nodes(inGroup bool) ([]node, error) {
	var all []node
	for p.at < len(p.s) {
		i := strings.IndexAny(p.s[p.at:], "{}[]")
		if i < 0 {
			i = len(p.s) - p.at
		}
		if i > 0 {
			all = append(all, node{text: p.s[p.at : p.at+i]})
			p.at += i
			continue
		}
		c := p.s[p.at]
		p.at++
		switch {
		case c == '{':
			f, err := p.field()
			if err != nil {
				return nil, err
			}
			all = append(all, node{field: f})
		case c == '[':
			group, err := p.nodes(true)
			if err != nil {
				return nil, err
			}
			all = append(all, node{group: group})
		case c == ']' && inGroup:
			return all, nil
		default:
			return nil, p.fail(CodeBracket, string(c))
		}
	}
	if inGroup {
		return nil, p.fail(CodeBracket, "[")
	}
	return all, nil
}

// field reads a field behind its brace.
func (p *parser) field() (*field, error) {
	end := strings.IndexByte(p.s[p.at:], '}')
	if end < 0 {
		return nil, p.fail(CodeBracket, "{")
	}
	source := p.s[p.at : p.at+end]
	p.at += end + 1
	f := &field{source: source, decimals: -1, digits: 1}
	parts := strings.Fields(source)
	if len(parts) == 0 {
		return nil, p.fail(CodeField, "{}")
	}
	if k, ok := words[parts[0]]; ok {
		f.kind, parts = k, parts[1:]
	}
	for _, part := range parts {
		if err := p.part(f, part); err != nil {
			return nil, err
		}
	}
	if wanted := map[kind]int{value: 1, change: 1, changes: 2}[f.kind]; len(f.ids) != wanted {
		return nil, p.fail(CodeField, source)
	}
	return f, nil
}

// part reads an indicator, a condition or an option of a field.
func (p *parser) part(f *field, part string) error {
	name, text, valued := strings.Cut(part, "=")
	switch {
	case name == "more" || name == "near" || name == "over":
		f.hedge = name
		return p.number(&f.digits, part, text, valued, 1, 6)
	case name == "decimals":
		return p.number(&f.decimals, part, text, true, 0, 6)
	case valued:
		return p.condition(f, analytics.DimensionID(name), text, part)
	}
	if _, err := catalog.Default().Indicator(analytics.ID(name)); err != nil {
		return p.fail(CodeField, f.source)
	}
	f.ids = append(f.ids, analytics.ID(name))
	return nil
}

func (p *parser) number(into *int, part, text string, valued bool, least, most int) error {
	if !valued {
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return p.fail(CodeOption, part)
	}
	*into = n
	return nil
}

func (p *parser) condition(f *field, d analytics.DimensionID, text, part string) error {
	if _, err := catalog.Default().Dimension(d); err != nil || text == "" {
		return p.fail(CodeDimension, part)
	}
	f.where = append(f.where, condition{d, strings.Split(text, "|")})
	return nil
}
