package rules

import (
	"encoding/json"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func texts(t *testing.T, language string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "assets/translations", language+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]string
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestEveryTextStandsInEveryLanguage compares keys and placeholders.
func TestEveryTextStandsInEveryLanguage(t *testing.T) {
	zh, en := texts(t, "zh"), texts(t, "en")
	for key, text := range zh {
		other, ok := en[key]
		if !ok {
			t.Errorf("%s has no English text", key)
			continue
		}
		if a, b := placeholders(text), placeholders(other); !slices.Equal(a, b) {
			t.Errorf("%s: placeholders %v in Chinese, %v in English", key, a, b)
		}
	}
	for key := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s has no Chinese text", key)
		}
	}
}

// TestEveryTextIsUsed finds keys that the code names and no file has, and texts that no code names.
func TestEveryTextIsUsed(t *testing.T) {
	zh := texts(t, "zh")
	used := make(map[string]bool)
	var beginnings []string
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.path, "app/") {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
					used[text] = true
				}
			case *ast.BinaryExpr:
				if left, ok := n.X.(*ast.BasicLit); ok && n.Op == token.ADD && left.Kind == token.STRING {
					if text, err := strconv.Unquote(left.Value); err == nil && strings.HasSuffix(text, ".") && !strings.Contains(text, " ") {
						beginnings = append(beginnings, text)
					}
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Say" && len(n.Args) > 0 {
					if key, ok := n.Args[0].(*ast.BasicLit); ok {
						if text, err := strconv.Unquote(key.Value); err == nil && zh[text] == "" {
							t.Errorf("%s says %q, which no file has", s.path, text)
						}
					}
				}
			}
			return true
		})
	}
	for key := range zh {
		if used[key] || slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(key, b) }) {
			continue
		}
		t.Errorf("no code says %q", key)
	}
}
