package rules

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// speaks tells whether code is of the packages that people read sentences of.
func (s source) speaks() bool {
	return strings.HasPrefix(s.path, "app/") || strings.HasPrefix(s.path, "analytics/")
}

// call is a place where the code says a text.
type call struct {
	path       string
	keys       []string // the keys that it may say
	beginnings []string // beginnings of keys that it may say, with the dot: "error.file."
	names      []string // the placeholders that it fills
	bad        string   // what is wrong with its arguments
}

// says tells whether the call may say a text.
func (c call) says(key string) bool {
	return slices.Contains(c.keys, key) || slices.ContainsFunc(c.beginnings, func(b string) bool { return strings.HasPrefix(key, b) })
}

// calls finds where the code says texts: the calls of Say and Both, and of functions of ours that are named say.
func calls(t *testing.T) []call {
	t.Helper()
	var list []call
	for _, s := range sources(t) {
		if !s.speaks() {
			continue
		}
		for _, decl := range s.tree.Decls {
			for _, c := range sayings(decl) {
				list = append(list, callOf(s.path, c, decl))
			}
		}
	}
	if len(list) < 150 {
		t.Fatalf("only %d calls found", len(list))
	}
	return list
}

// sayings are the calls in a piece of code that say a text. One that passes on what it was given is none of them.
func sayings(code ast.Node) []*ast.CallExpr {
	var list []*ast.CallExpr
	ast.Inspect(code, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && len(c.Args) > 0 && !c.Ellipsis.IsValid() && slices.Contains([]string{"Say", "say", "Both"}, calledName(c)) {
			list = append(list, c)
		}
		return true
	})
	return list
}

// saidAtOnce lists the keys, and beginnings of keys, that a piece of code spells out where it says them; they are in no
// variable.
func saidAtOnce(code ast.Node) []string {
	var keys []string
	for _, c := range sayings(code) {
		if key, ok := literal(c.Args[0]); ok {
			keys = append(keys, key)
		}
		if beginning, ok := beginningOf(c.Args[0]); ok {
			keys = append(keys, beginning)
		}
	}
	return keys
}

func calledName(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

// callOf reads a call. Where its key is a variable, it may be any that its function spells out.
func callOf(path string, c *ast.CallExpr, within ast.Node) call {
	found := call{path: path}
	if key, ok := literal(c.Args[0]); ok {
		found.keys = []string{key}
	} else if beginning, ok := beginningOf(c.Args[0]); ok {
		found.beginnings = []string{beginning}
	} else {
		found.keys, found.beginnings = spelt(within)
		said := saidAtOnce(within)
		known := func(text string) bool { return slices.Contains(said, text) }
		found.keys, found.beginnings = slices.DeleteFunc(found.keys, known), slices.DeleteFunc(found.beginnings, known)
	}
	if len(c.Args)%2 == 0 {
		found.bad = "a name without a value"
	}
	for i := 1; i < len(c.Args); i += 2 {
		name, ok := literal(c.Args[i])
		if !ok {
			found.bad = "a name that the code does not spell out"
		}
		found.names = append(found.names, name)
	}
	return found
}

func literal(n ast.Expr) (string, bool) {
	l, ok := n.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}

// beginningOf is the literal with a dot at its end that other parts of a key are added to.
func beginningOf(n ast.Expr) (string, bool) {
	sum, ok := n.(*ast.BinaryExpr)
	if !ok || sum.Op != token.ADD {
		return "", false
	}
	if text, ok := literal(sum.X); ok {
		return text, strings.HasSuffix(text, ".") && !strings.Contains(text, " ")
	}
	return beginningOf(sum.X)
}

// spelt lists the texts, and the beginnings of keys, in a piece of code.
func spelt(code ast.Node) (texts, beginnings []string) {
	ast.Inspect(code, func(n ast.Node) bool {
		expression, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		if text, ok := literal(expression); ok {
			texts = append(texts, text)
		}
		if beginning, ok := beginningOf(expression); ok {
			beginnings = append(beginnings, beginning)
		}
		return true
	})
	return texts, beginnings
}

// filledByFindings is how texts begin that are filled with the numbers of a finding, by their names; a test of
// analytics/problem prints them and looks for what stays open.
const filledByFindings = "problem."

// TestEveryPlaceholderIsFilled compares the placeholders of the texts with the values that the code gives. A language may
// leave a value out; a value that no language wants is a mistake.
func TestEveryPlaceholderIsFilled(t *testing.T) {
	filled := make(map[string]bool) // of the texts, by key
	wanted := wantedPlaceholders(t)
	for _, c := range calls(t) {
		if c.bad != "" {
			t.Errorf("%s: %v%v is said with %s", c.path, c.keys, c.beginnings, c.bad)
		}
		for key, names := range wanted {
			if !c.says(key) {
				continue
			}
			filled[key] = true
			for _, name := range names {
				if !slices.Contains(c.names, name) {
					t.Errorf("%s says %s without a value for {%s}", c.path, key, name)
				}
			}
			for _, name := range c.names {
				if len(c.keys) == 1 && !slices.Contains(names, name) {
					t.Errorf("%s says %s with a value for {%s}, which no language wants", c.path, key, name)
				}
			}
		}
	}
	for key, names := range wanted {
		if len(names) > 0 && !filled[key] && !strings.HasPrefix(key, filledByFindings) {
			t.Errorf("no code fills %v of %s", names, key)
		}
	}
}

// wantedPlaceholders lists by key what any language wants filled.
func wantedPlaceholders(t *testing.T) map[string][]string {
	t.Helper()
	wanted := make(map[string][]string)
	for _, language := range []string{"zh", "en"} {
		for key, text := range texts(t, language) {
			for _, name := range placeholders(text) {
				if !slices.Contains(wanted[key], name) {
					wanted[key] = append(wanted[key], name)
				}
			}
		}
	}
	return wanted
}
