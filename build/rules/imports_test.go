package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// source is a file of the program, without tests.
type source struct {
	path string // from the root, with slashes
	tree *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		tree, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		list = append(list, source{filepath.ToSlash(name), tree})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 50 {
		t.Fatalf("only %d files found", len(list))
	}
	return list
}

func (s source) imports() []string {
	var list []string
	for _, i := range s.tree.Imports {
		if path, err := strconv.Unquote(i.Path.Value); err == nil {
			list = append(list, path)
		}
	}
	return list
}

// TestImports keeps the one direction: app → analytics → data → assets, and the libraries where they belong.
func TestImports(t *testing.T) {
	rules := []struct {
		in        string   // folder of the importing file
		except    string   // but not below these, separated by spaces
		forbidden []string // beginnings of import paths
	}{
		{"assets/", "", []string{"anlan/"}},
		{"data/", "", []string{"anlan/analytics", "anlan/app", "fyne.io"}},
		{"data/vocabulary/", "", []string{"anlan/data"}},
		{"data/workspace/", "", []string{"anlan/data/intake", "anlan/data/layout", "anlan/data/tabular", "anlan/data/values", "anlan/data/sample"}},
		{"data/xls/", "", []string{"anlan/"}},
		{"data/values/", "", []string{"anlan/data/intake", "anlan/data/layout", "anlan/data/tabular", "anlan/data/workspace"}},
		{"data/tabular/", "", []string{"anlan/data/intake", "anlan/data/layout", "anlan/data/values", "anlan/data/vocabulary", "anlan/data/workspace"}},
		{"data/layout/", "", []string{"anlan/data/intake", "anlan/data/workspace"}},
		{"analytics/", "", []string{"anlan/app", "anlan/data", "fyne.io", "github.com/duckdb"}},
		{"analytics/echarts/", "", []string{"anlan/"}},
		{"analytics/query/", "", []string{"anlan/analytics/engine", "anlan/analytics/figure", "database/sql"}},
		{"analytics/words/", "", []string{"anlan/analytics/"}},
		{"analytics/format/", "", []string{"anlan/analytics/catalog", "anlan/analytics/query", "anlan/analytics/engine", "anlan/analytics/figure", "anlan/analytics/echarts"}},
		{"", "", []string{"anlan/build"}},
		{"", "data/workspace/", []string{"github.com/duckdb"}},
		{"", "app/", []string{"fyne.io"}},
		{"", "data/ analytics/briefing/xlsx/ app/drawing/", []string{"github.com/xuri/excelize"}},
		{"", "data/xls/", []string{"github.com/richardlehane"}},
		{"", "analytics/briefing/pdf/", []string{"codeberg.org/go-pdf/fpdf"}},
		{"", "analytics/figure/", []string{"github.com/go-echarts"}},
		{"", "analytics/echarts/ analytics/briefing/pptx/", []string{"modernc.org/quickjs"}},
		{"app/state/", "", []string{"fyne.io"}},
		{"app/widgets/", "", []string{"anlan/"}},
		{"app/words/", "", []string{"fyne.io"}},
		{"app/drawing/", "", []string{"fyne.io"}},
		{"app/chartview/", "", []string{"anlan/analytics/engine", "anlan/analytics/figure", "anlan/data"}},
	}
	for _, s := range sources(t) {
		if strings.HasPrefix(s.path, "build/") {
			continue // no part of the program
		}
		for _, r := range rules {
			below := func(folder string) bool { return strings.HasPrefix(s.path, folder) }
			if !below(r.in) || slices.ContainsFunc(strings.Fields(r.except), below) {
				continue
			}
			for _, path := range s.imports() {
				for _, bad := range r.forbidden {
					if strings.HasPrefix(path, bad) {
						t.Errorf("%s imports %s", s.path, path)
					}
				}
			}
		}
	}
}

// TestOneGate keeps goroutines of the window's code in the loader.
func TestOneGate(t *testing.T) {
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.path, "app/") {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if _, starts := n.(*ast.GoStmt); starts {
				t.Errorf("%s starts a goroutine; that is the loader's work", s.path)
			}
			return true
		})
	}
}

// TestDocumented keeps a comment on every exported name.
func TestDocumented(t *testing.T) {
	for _, s := range sources(t) {
		for _, decl := range s.tree.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if ok && f.Name.IsExported() && !hasComment(t, s.path, f.Name.Name) {
				t.Errorf("%s: %s has no comment", s.path, f.Name.Name)
			}
		}
	}
}

var withComments = map[string]*ast.File{}

func hasComment(t *testing.T, path, name string) bool {
	t.Helper()
	tree := withComments[path]
	if tree == nil {
		var err error
		if tree, err = parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, parser.ParseComments); err != nil {
			t.Fatal(err)
		}
		withComments[path] = tree
	}
	for _, decl := range tree.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if ok && f.Name.Name == name && f.Doc == nil && !isPlumbing(f) {
			return false
		}
	}
	return true
}

// isPlumbing tells the methods whose meaning the interface says that they implement.
func isPlumbing(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return false
	}
	star, ok := f.Recv.List[0].Type.(*ast.StarExpr)
	receiver := f.Recv.List[0].Type
	if ok {
		receiver = star.X
	}
	name, ok := receiver.(*ast.Ident)
	return ok && !name.IsExported() || f.Name.Name == "Error" || f.Name.Name == "Unwrap"
}
