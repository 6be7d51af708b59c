package compose

import (
	"slices"
	"strconv"
	"strings"

	"anlan/analytics"
	"anlan/analytics/catalog"
	"anlan/analytics/problem"
)

// Codes of errors in a template; the translation files word them.
const (
	CodeField     = "field"     // no such field
	CodeDimension = "dimension" // the indicator has no such breakdown
	CodeOption    = "option"    // an option that no field has, or a wrong value of one
	CodeBracket   = "bracket"   // a bracket that is not closed, or not open
	CodeFinding   = "finding"   // a line for findings that the problem analysis does not make
)

// Error is a mistake in a template.
type Error struct {
	Code  string
	Line  int    // from 1
	Field string // as the template has it
}

func (e *Error) Error() string { return e.Code + ": line " + strconv.Itoa(e.Line) + ": " + e.Field }

// Template is a template that was read.
type Template struct {
	lines    []line
	patterns map[string][]node // of findings, by what the problem analysis calls them
}

// line is a paragraph, or, where it is of findings, the place of theirs.
type line struct {
	nodes    []node
	findings bool
}

// node is a piece of a template: plain text, a field, a group, or a group that is repeated for each member.
type node struct {
	text  string
	field *field
	group []node
	each  []node
	join  string // between the repetitions
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
	number
	department
	member
	figure
)

// words are the fields that are no indicators.
var words = map[string]kind{"period": period, "place": place, "basis": basis, "change": change, "changes": changes}

// findingWords are those that only lines of findings have.
var findingWords = map[string]kind{"number": number, "subject": place, "department": department, "member": member, "finding": figure}

// field is a named field.
type field struct {
	source   string
	kind     kind
	ids      []analytics.ID
	where    []condition
	decimals int // −1: those of the indicator
	hedge    string
	digits   int    // that a hedge keeps
	name     string // of a finding's number
}

// condition is one that the template states, by names or keys.
type condition struct {
	dimension analytics.DimensionID
	members   []string
}

// Parse reads a template.
func Parse(text string) (*Template, error) {
	t := &Template{patterns: make(map[string][]node)}
	placed := false
	for i, raw := range strings.Split(strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff"), "\n") {
		if strings.TrimSpace(raw) == "" {
			continue
		}
		p := parser{s: raw, line: i + 1}
		names, err := p.names()
		if err != nil {
			return nil, err
		}
		nodes, err := p.nodes(0)
		if err != nil {
			return nil, err
		}
		if names == nil {
			t.lines = append(t.lines, line{nodes: nodes})
			continue
		}
		for _, name := range names {
			t.patterns[name] = nodes
		}
		if !placed {
			t.lines, placed = append(t.lines, line{findings: true}), true
		}
	}
	return t, nil
}

// Problems tells whether the template has lines for findings of the problem analysis.
func (t *Template) Problems() bool { return len(t.patterns) > 0 }

// heading is the name of the line above the findings.
const heading = "problems"

// parser reads a line of a template.
type parser struct {
	s        string
	at       int
	line     int
	findings bool // the line is one for findings
}

// names reads which findings a line is for: @rise, @quota|quota_towns; none where it is no such line.
func (p *parser) names() ([]string, error) {
	rest, ok := strings.CutPrefix(p.s, "@")
	if !ok {
		return nil, nil
	}
	head, _, _ := strings.Cut(rest, " ")
	names := strings.Split(head, "|")
	for _, name := range names {
		if name != heading && !slices.Contains(problem.Texts(), name) {
			return nil, p.fail(CodeFinding, "@"+name)
		}
	}
	p.findings = true
	p.at = min(len("@"+head+" "), len(p.s))
	return names, nil
}

func (p *parser) fail(code, field string) error {
	return &Error{Code: code, Line: p.line, Field: field}
}

// closing are the brackets that end a group, by those that open it.
var closing = map[byte]byte{'[': ']', '<': '>'}

// nodes reads up to the end of the line, or of the group that a bracket opened.
func (p *parser) nodes(opened byte) ([]node, error) {
	special := "{}[]"
	if p.findings {
		special = "{}[]<>"
	}
	var all []node
	for p.at < len(p.s) {
		i := strings.IndexAny(p.s[p.at:], special)
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
		switch c {
		case '{', '[', '<':
			n, err := p.node(c)
			if err != nil {
				return nil, err
			}
			all = append(all, n)
		case closing[opened]:
			return all, nil
		default:
			return nil, p.fail(CodeBracket, string(c))
		}
	}
	if opened != 0 {
		return nil, p.fail(CodeBracket, string(opened))
	}
	return all, nil
}

// node reads what stands behind a bracket.
func (p *parser) node(opened byte) (node, error) {
	if opened == '{' {
		f, err := p.field()
		return node{field: f}, err
	}
	group, err := p.nodes(opened)
	if err != nil || opened == '[' {
		return node{group: group}, err
	}
	n := node{each: group}
	if last := len(group) - 1; last >= 0 && group[last].field == nil {
		var found bool
		if group[last].text, n.join, found = strings.Cut(group[last].text, "|"); !found {
			n.join = ""
		}
	}
	return n, nil
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
	if k, ok := p.word(parts[0]); ok {
		f.kind, parts = k, parts[1:]
	}
	if f.kind == figure && len(parts) == 1 {
		f.name = parts[0]
		return f, nil
	}
	for _, part := range parts {
		if err := p.part(f, part); err != nil {
			return nil, err
		}
	}
	if wanted := map[kind]int{value: 1, change: 1, changes: 2}[f.kind]; len(f.ids) != wanted || f.kind == figure {
		return nil, p.fail(CodeField, source)
	}
	return f, nil
}

// word is the kind of a field that is no indicator.
func (p *parser) word(name string) (kind, bool) {
	k, ok := words[name]
	if !ok && p.findings {
		k, ok = findingWords[name]
	}
	return k, ok
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
