package page

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/intake"
	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// vocabularyView shows the word lists of the workspace: towns, sectors and the others, with their aliases. They are loaded
// from a table, or edited in place.
type vocabularyView struct {
	page       *DataPage
	dictionary string
	terms      []vocabulary.Entry
	changed    map[int]bool // rows that were edited
	line       *widgets.Line
	table      *widgets.EditTable
	actions    []*widgets.Pill
	bar        *fyne.Container
	object     fyne.CanvasObject
}

func newVocabularyView(d *DataPage) *vocabularyView {
	v := &vocabularyView{page: d, dictionary: "town", changed: make(map[int]bool), line: widgets.NewLine(theme.BodySize, false), table: widgets.NewEditTable(dataLook(d.env))}
	v.table.Editable = func(_, column int) bool { return column > 0 && !d.env.Workspace.ReadOnly() }
	v.table.OnEdit = v.edit
	v.actions = []*widgets.Pill{
		d.button("data.terms.save", v.save), d.button("data.discard", func() { v.changed = make(map[int]bool); v.show() }), d.button("data.terms.add", v.add),
		d.button("data.terms.load", func() { d.chooseFile(v.load) }),
		d.button("data.terms.export", func() { d.saveAs(d.env.Words.Say("data.tab.vocabulary"), ".csv", v.exportTo) }),
	}
	var options []option
	for _, name := range workspace.Dictionaries() {
		options = append(options, option{d.env.Words.Say("data.list." + name), name})
	}
	box := newChoiceBox(options, v.dictionary, nil)
	box.OnChanged = func(string) {
		if i := box.SelectedIndex(); i >= 0 {
			v.turn(options[i].value)
		}
	}
	v.bar = container.New(&widgets.Flow{Gap: 8}, container.NewGridWrap(fyne.NewSize(160, box.MinSize().Height), d.framed(box)))
	for _, a := range v.actions {
		v.bar.Add(a)
	}
	v.object = d.panel(container.NewBorder(container.NewVBox(v.bar, v.line), nil, nil, nil, v.table.DataTable))
	return v
}

func (v *vocabularyView) canvas() fyne.CanvasObject { return v.object }

// turn shows another word list.
func (v *vocabularyView) turn(dictionary string) {
	v.dictionary, v.changed = dictionary, make(map[int]bool)
	v.show()
}

// show implements dataView. Edits that are not saved yet stay.
func (v *vocabularyView) show() {
	if len(v.changed) > 0 {
		v.refresh()
		return
	}
	w, dictionary := v.page.env.Workspace, v.dictionary
	state.Load(v.page.env.Loader, "data vocabulary", func(ctx context.Context) ([]vocabulary.Entry, error) { return intake.Vocabulary(ctx, w, dictionary) },
		func(terms []vocabulary.Entry, err error) {
			if err != nil {
				v.page.env.Fail(err)
				return
			}
			v.terms, v.changed = terms, make(map[int]bool)
			v.refresh()
		})
}

// refresh shows the terms anew.
func (v *vocabularyView) refresh() {
	v.table.Close()
	var columns []widgets.Column
	for _, title := range strings.Split(v.page.env.Words.Say("data.term_columns"), "|") {
		columns = append(columns, widgets.Column{Title: title, Least: 110, Most: 420})
	}
	v.table.Set(columns, len(v.terms), v.cell)
	v.enable()
	v.page.env.Repainted()
}

func (v *vocabularyView) enable() {
	free := !v.page.env.Workspace.ReadOnly()
	for i, on := range []bool{free && len(v.changed) > 0, len(v.changed) > 0, free, free, true} {
		v.actions[i].SetEnabled(on)
	}
	v.line.Set(widgets.Span{Text: v.page.env.Words.Say("data.terms.hint", "count", len(v.terms), "edited", len(v.changed)), Color: theme.Color(v.page.env.Palette.Muted)})
}

// aliasMark stands between the aliases of a term, here as in the files that word lists are loaded from.
const aliasMark = " | "

func (v *vocabularyView) cell(row, column int) widgets.Cell {
	e := v.terms[row]
	cell := widgets.Cell{Text: []string{e.Key, e.ZH, e.Name, e.EN, strings.Join(e.Aliases, aliasMark)}[column]}
	if column == 0 {
		cell.Color = theme.Color(v.page.env.Palette.Muted)
	} else if v.changed[row] {
		cell.Fill = theme.Color(v.page.env.Palette.PrimaryPale)
	}
	return cell
}

// edit changes a term.
func (v *vocabularyView) edit(row, column int, text string) {
	e := &v.terms[row]
	switch column {
	case 1:
		if e.Name == e.ZH {
			e.Name = text
		}
		e.ZH = text
	case 2:
		e.Name = text
	case 3:
		e.EN = text
	case 4:
		e.Aliases = strings.Split(text, aliasMark)
	}
	v.changed[row] = true
	v.enable()
}

// add adds an empty row, to be written in.
func (v *vocabularyView) add() {
	v.terms = append(slices.Clone(v.terms), vocabulary.Entry{})
	v.changed[len(v.terms)-1] = true
	v.refresh()
	v.table.Edit(len(v.terms)-1, 1)
}

// edited are the terms to be saved: those without a name are left out.
func (v *vocabularyView) edited() []vocabulary.Entry {
	var list []vocabulary.Entry
	for row, e := range v.terms {
		if !v.changed[row] || strings.TrimSpace(e.ZH) == "" {
			continue
		}
		var aliases []string
		for _, a := range strings.FieldsFunc(strings.Join(e.Aliases, aliasMark), func(r rune) bool { return r == '|' }) {
			if a = strings.TrimSpace(a); a != "" {
				aliases = append(aliases, a)
			}
		}
		e.Aliases = aliases
		list = append(list, e)
	}
	return list
}

// save writes what was edited into the workspace, from a demonstration into the user's own.
func (v *vocabularyView) save() {
	v.table.Close()
	terms, dictionary := v.edited(), v.dictionary
	v.write(func(ctx context.Context, w *workspace.Workspace) (intake.VocabularyResult, error) {
		return intake.SetVocabulary(ctx, w, dictionary, terms)
	})
}

// load adds the terms of a table.
func (v *vocabularyView) load(path string) {
	v.write(func(ctx context.Context, w *workspace.Workspace) (intake.VocabularyResult, error) {
		return intake.ImportVocabulary(ctx, w, path, intake.VocabularyOptions{})
	})
}

// write changes the word lists and says what has changed.
func (v *vocabularyView) write(change func(context.Context, *workspace.Workspace) (intake.VocabularyResult, error)) {
	env, work := v.page.env, v.page.work
	env.UseWorkspace(func(w *workspace.Workspace) {
		state.Load(env.Loader, "vocabulary", func(ctx context.Context) (intake.VocabularyResult, error) { return change(ctx, w) }, func(r intake.VocabularyResult, err error) {
			if err != nil {
				env.Fail(err)
				return
			}
			v.changed = make(map[int]bool)
			work.said = nil
			for _, d := range workspace.Dictionaries() {
				if r.Added[d]+r.Changed[d] > 0 {
					work.said = append(work.said, env.Words.Say("cli.import.vocabulary.done", "list", env.Words.Say("data.list."+d), "added", r.Added[d], "changed", r.Changed[d]))
				}
			}
			work.page.progress.refresh()
			env.DataChanged()
		})
	})
}

// exportTo writes all word lists as a table that can be loaded again.
func (v *vocabularyView) exportTo(path string) {
	w := v.page.env.Workspace
	state.Load(v.page.env.Loader, "export", func(ctx context.Context) (struct{}, error) {
		out, err := os.Create(path)
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, errors.Join(intake.ExportVocabulary(ctx, w, out), out.Close())
	}, func(_ struct{}, err error) {
		if err != nil {
			v.page.env.Fail(err)
			return
		}
		v.page.env.Notify(v.page.env.Words.Say("cli.chart.done", "file", path))
	})
}
