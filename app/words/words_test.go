package words_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"anlan/analytics"
	"anlan/app/words"
	"anlan/data/intake"
	"anlan/data/tabular"
	"anlan/data/workspace"
)

var zh, en = words.In(analytics.Chinese), words.In(analytics.English)

// codes reads the string constants of packages whose names have a prefix.
func codes(t *testing.T, prefix string, folders ...string) []string {
	t.Helper()
	var files []string
	for _, folder := range folders {
		found, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	var list []string
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, prefix) {
				return true
			}
			if literal, ok := spec.Values[0].(*ast.BasicLit); ok && literal.Kind == token.STRING {
				value, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				list = append(list, value)
			}
			return true
		})
	}
	if len(list) < 5 {
		t.Fatalf("only %v found in %s", list, folders)
	}
	return list
}

// complete tells whether a text is one, with nothing left to fill in.
func complete(text string) bool {
	return text != "" && !strings.ContainsAny(text, "{}") && strings.Count(text, "\n") < 2 && (!strings.Contains(text, ".") || strings.ContainsAny(text, " 。，“"))
}

// TestEveryCodeIsSaid words every code of an error, a reason or a note in both languages.
func TestEveryCodeIsSaid(t *testing.T) {
	for _, w := range []*words.Words{zh, en} {
		for _, code := range codes(t, "Code", "../../data/intake", "../../data/tabular") {
			err := fmt.Errorf("outer: %w", &intake.Error{Code: code, File: "/a/b.csv", Value: "v", Detail: "d"})
			if text := w.Error(err); !complete(text) {
				t.Errorf("%s: file error %q reads %q", w.Language, code, text)
			}
		}
		for _, code := range codes(t, "Code", "../../analytics") {
			if text := w.Error(&analytics.Error{Code: code, Value: "v", Detail: "d"}); !complete(text) {
				t.Errorf("%s: question error %q reads %q", w.Language, code, text)
			}
		}
		for _, reason := range codes(t, "Reason", "../../data/intake", "../../data/layout", "../../data/values") {
			for _, detail := range []string{"", "3"} {
				if text := w.Reason(reason, "x", detail); !complete(text) {
					t.Errorf("%s: reason %q with %q reads %q", w.Language, reason, detail, text)
				}
			}
		}
		for _, code := range codes(t, "Note", "../../data/intake") {
			if text := w.Note(intake.Note{Code: code, Args: []string{"a", "b"}}); !complete(text) {
				t.Errorf("%s: note %q reads %q", w.Language, code, text)
			}
		}
		for _, kind := range []error{workspace.ErrMissing, workspace.ErrLocked, workspace.ErrNewer, workspace.ErrForeign, workspace.ErrDamaged, workspace.ErrNoAccess, workspace.ErrReadOnly} {
			text := w.Error(&workspace.OpenError{Path: "/a/w.anlan", Kind: kind, Holder: "anlan (PID 7)", Err: errors.New("x")})
			if !complete(text) || !strings.Contains(text, "w.anlan") || strings.Contains(text, ": x") {
				t.Errorf("%s: %v reads %q", w.Language, kind, text)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	for _, tc := range []struct {
		err  error
		says string
	}{
		{context.Canceled, "已取消，没有任何改动。"},
		{&intake.Error{Code: tabular.CodeNoSheet, File: "/a/b.xlsx", Value: "c", Names: []string{"d", "e"}}, "文件“b.xlsx”里没有工作表“c”。现有：d、e。"},
		{&workspace.UndoError{ID: 3, Undone: true}, "第 3 批已经撤回过了。"},
		{&workspace.UndoError{ID: 4}, "没有第 4 批导入。用 anlan imports 查看各批。"},
		{&os.PathError{Op: "open", Path: "/x", Err: os.ErrPermission}, "没有权限：open /x: permission denied"},
		{errors.New("one\ntwo"), "出现意外错误：one"},
	} {
		if got := zh.Error(tc.err); got != tc.says {
			t.Errorf("%v reads %q, want %q", tc.err, got, tc.says)
		}
	}
}
