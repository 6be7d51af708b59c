package intake

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"anlan/data/layout"
	"anlan/data/tabular"
	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// VocabularyOptions steer the import of a word list.
type VocabularyOptions struct {
	List     string // the dictionary of all its terms; empty: by the column 类别, towns where there is none
	Encoding string
	Sheet    string
}

// VocabularyResult counts the terms of a word list, by dictionary.
type VocabularyResult struct {
	Added, Changed map[string]int
}

// vocabularyColumns are the columns of a word list, with their headers.
var vocabularyColumns = map[string][]string{
	"list": {"类别", "词表", "list"}, "key": {"代码", "编码", "键", "key", "code"}, "zh": {"简称", "中文名", "镇街", "镇街名称", "词", "zh"},
	"title": {"名称", "name"}, "name": {"全称", "正式名称", "official name"}, "en": {"英文", "英文名", "en", "english"}, "kind": {"性质", "类型", "kind"},
	"parent": {"上级", "所属", "parent"}, "unit": {"单位", "计量单位", "unit"}, "aliases": {"别名", "又称", "其他写法", "aliases"},
}

// vocabularyHeader is the header of an exported word list, in the order of its columns.
var vocabularyHeader = []string{"list", "key", "zh", "name", "en", "kind", "parent", "unit", "aliases"}

// listNames are the names that a word list may call a dictionary by.
var listNames = map[string]string{
	"镇街": "town", "行业": "sector", "行业领域": "sector", "事故类型": "accident_type", "事故等级": "grade", "工作指标": "measure", "部门": "department", "专项行动": "campaign",
}

// ImportVocabulary adds the terms and aliases of a word list (a table in any format that is read) to a workspace's
// dictionaries, in one transaction. A term whose key or name the dictionary has gets its names and aliases.
func ImportVocabulary(ctx context.Context, w *workspace.Workspace, path string, opts VocabularyOptions) (VocabularyResult, error) {
	result := VocabularyResult{Added: make(map[string]int), Changed: make(map[string]int)}
	err := w.Write(ctx, func(tx *workspace.Tx) (err error) {
		file, err := openFile(ctx, tx.Session, path, Options{Encoding: opts.Encoding, Sheet: opts.Sheet})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		lists, err := readVocabulary(ctx, file, opts.List)
		if err != nil {
			return err
		}
		for _, dictionary := range workspace.Dictionaries() {
			terms := lists[dictionary]
			if len(terms) == 0 {
				continue
			}
			if err := setTerms(ctx, tx, dictionary, terms, &result); err != nil {
				return err
			}
		}
		return nil
	})
	return result, diskError(path, err)
}

// SetVocabulary adds terms to a dictionary of a workspace, and gives those whose key or name it has other names and
// aliases, in one transaction. A term without a name in English is called there as in Chinese.
func SetVocabulary(ctx context.Context, w *workspace.Workspace, dictionary string, terms []vocabulary.Entry) (VocabularyResult, error) {
	result := VocabularyResult{Added: make(map[string]int), Changed: make(map[string]int)}
	if !slices.Contains(workspace.Dictionaries(), dictionary) {
		return result, &Error{Code: CodeNoList, Value: dictionary, Names: workspace.Dictionaries()}
	}
	err := w.Write(ctx, func(tx *workspace.Tx) error {
		return setTerms(ctx, tx, dictionary, terms, &result)
	})
	return result, diskError(w.Path(), err)
}

// setTerms writes terms under the keys that the dictionary has for them.
func setTerms(ctx context.Context, tx *workspace.Tx, dictionary string, terms []vocabulary.Entry, result *VocabularyResult) error {
	known, err := tx.Terms(ctx, dictionary)
	if err != nil {
		return err
	}
	whole := make([]vocabulary.Entry, len(terms))
	for i, e := range terms {
		whole[i] = completeTerm(e, dictionary)
	}
	return tx.SetTerms(ctx, dictionary, withKeys(whole, known, dictionary, result))
}

// completeTerm gives a term the names that follow from its Chinese one.
func completeTerm(e vocabulary.Entry, dictionary string) vocabulary.Entry {
	if e.Name == "" {
		e.Name = e.ZH
	}
	if e.EN == "" {
		e.EN = e.ZH
	}
	if e.Kind == "" && dictionary == "town" {
		e.Kind = "town"
	}
	return e
}

// readVocabulary reads the terms of the first sheet that has a word list.
func readVocabulary(ctx context.Context, file *tabular.File, list string) (map[string][]vocabulary.Entry, error) {
	if list != "" && !slices.Contains(workspace.Dictionaries(), list) {
		return nil, &Error{Code: CodeNoList, File: file.Path, Value: list, Names: workspace.Dictionaries()}
	}
	for _, s := range file.Sheets {
		terms := make(map[string][]vocabulary.Entry)
		var columns map[string]int
		err := s.Each(ctx, func(r tabular.Row) (bool, error) {
			if columns == nil {
				columns = vocabularyHeaderOf(r.Cells)
				return r.Number < layout.HeadRows, nil
			}
			dictionary, e, err := vocabularyTerm(file.Path, r, columns, list)
			if err != nil || e.ZH == "" {
				return true, err
			}
			terms[dictionary] = append(terms[dictionary], e)
			return true, nil
		})
		if err != nil {
			return nil, err
		}
		if len(terms) > 0 {
			return terms, nil
		}
	}
	return nil, &Error{Code: CodeNoTerms, File: file.Path}
}

// vocabularyHeaderOf finds the columns of a word list; nil where a row is not its header.
func vocabularyHeaderOf(cells []string) map[string]int {
	columns := make(map[string]int)
	for i, cell := range cells {
		for name, headers := range vocabularyColumns {
			_, taken := columns[name]
			if !taken && slices.ContainsFunc(headers, func(h string) bool { return layout.SameHeader(cell, h) }) {
				columns[name] = i
			}
		}
	}
	title, titled := columns["title"]
	for _, name := range []string{"zh", "name"} { // a column 名称 is whichever of the two is missing
		if _, has := columns[name]; !has && titled {
			columns[name], titled = title, false
		}
	}
	if _, named := columns["zh"]; !named {
		return nil
	}
	return columns
}

// vocabularyTerm reads one term.
func vocabularyTerm(path string, r tabular.Row, columns map[string]int, list string) (dictionary string, e vocabulary.Entry, err error) {
	cell := func(name string) string {
		if i, ok := columns[name]; ok && i < len(r.Cells) {
			return strings.TrimSpace(r.Cells[i])
		}
		return ""
	}
	dictionary = list
	if dictionary == "" {
		dictionary = "town"
		if text := cell("list"); text != "" {
			dictionary = text
			if named := listNames[text]; named != "" {
				dictionary = named
			}
		}
	}
	if !slices.Contains(workspace.Dictionaries(), dictionary) {
		return "", e, &Error{Code: CodeNoList, File: path, Value: dictionary, Names: workspace.Dictionaries()}
	}
	e = vocabulary.Entry{
		Key: cell("key"), ZH: cell("zh"), Name: cell("name"), EN: cell("en"), Kind: cell("kind"), Parent: cell("parent"), Unit: cell("unit"),
		Aliases: strings.FieldsFunc(cell("aliases"), func(r rune) bool { return strings.ContainsRune("|;；、，\n", r) }),
	}
	for i, a := range e.Aliases {
		e.Aliases[i] = strings.TrimSpace(a)
	}
	return dictionary, e, nil
}

// withKeys gives terms the keys of those that the dictionary has under the same key or name, and counts the others as new.
func withKeys(terms, known []vocabulary.Entry, dictionary string, result *VocabularyResult) []vocabulary.Entry {
	for i, e := range terms {
		at := slices.IndexFunc(known, func(k vocabulary.Entry) bool {
			return e.Key != "" && k.Key == e.Key || e.Key == "" && (k.ZH == e.ZH || k.Name == e.Name)
		})
		switch {
		case at >= 0:
			terms[i].Key = known[at].Key
			result.Changed[dictionary]++
		default:
			if e.Key == "" {
				terms[i].Key = e.ZH
			}
			result.Added[dictionary]++
		}
		for _, other := range known {
			if terms[i].Parent != "" && (terms[i].Parent == other.ZH || terms[i].Parent == other.Key) {
				terms[i].Parent = other.Key
			}
		}
	}
	return terms
}

// Vocabulary lists the terms of a workspace's dictionary.
func Vocabulary(ctx context.Context, w *workspace.Workspace, dictionary string) (terms []vocabulary.Entry, err error) {
	if !slices.Contains(workspace.Dictionaries(), dictionary) {
		return nil, &Error{Code: CodeNoList, Value: dictionary, Names: workspace.Dictionaries()}
	}
	err = w.Scratch(ctx, func(s *workspace.Session) error {
		terms, err = s.Terms(ctx, dictionary)
		return err
	})
	return terms, err
}

// ExportVocabulary writes dictionaries as a CSV file that ImportVocabulary reads; all of them where none is named.
func ExportVocabulary(ctx context.Context, w *workspace.Workspace, out io.Writer, dictionaries ...string) error {
	if len(dictionaries) == 0 {
		dictionaries = workspace.Dictionaries()
	}
	if _, err := io.WriteString(out, "\ufeff"); err != nil { // spreadsheets take a file without it for the system's encoding
		return fmt.Errorf("write the word list: %w", err)
	}
	table := csv.NewWriter(out)
	if err := table.Write(vocabularyHeader); err != nil {
		return fmt.Errorf("write the word list: %w", err)
	}
	for _, d := range dictionaries {
		terms, err := Vocabulary(ctx, w, d)
		if err != nil {
			return err
		}
		for _, e := range terms {
			record := []string{d, e.Key, e.ZH, e.Name, e.EN, e.Kind, e.Parent, e.Unit, strings.Join(e.Aliases, "|")}
			if err := table.Write(record); err != nil {
				return fmt.Errorf("write the word list: %w", err)
			}
		}
	}
	table.Flush()
	if err := table.Error(); err != nil {
		return fmt.Errorf("write the word list: %w", err)
	}
	return nil
}
