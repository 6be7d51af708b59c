package page

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"anlan/analytics/briefing"
	"anlan/analytics/problem"
	"anlan/analytics/speech/refill"
	"anlan/data/workspace"
)

// Fields are the fields of the columns of the sheet that is looked at.
func (d *DataPage) Fields() string {
	c := d.work.shown()
	if c == nil {
		return ""
	}
	var names []string
	for _, column := range columnsOf(c) {
		names = append(names, column.Field)
	}
	return strings.Join(names, "|")
}

// SetField says what a column is, as its select does.
func (d *DataPage) SetField(column int, field string) {
	c := d.work.shown()
	c.opts.Map = remapped(c.opts.Map, columnsOf(c), column, field)
	d.work.again(c)
}

// ShowQuarantine turns to the rows that are held back.
func (d *DataPage) ShowQuarantine() { d.turn(quarantineTab); d.Show() }

// ShowQuality turns to the report on the data.
func (d *DataPage) ShowQuality() { d.turn(qualityTab); d.Show() }

// ShowVocabulary turns to the word lists.
func (d *DataPage) ShowVocabulary() { d.turn(vocabularyTab); d.Show() }

// CorrectHeld writes into a cell of a row that is held back, as typing does.
func (d *DataPage) CorrectHeld(row, column int, text string) {
	d.views[quarantineTab].(*quarantineView).table.OnEdit(row, column+ownColumns, text)
}

// Resubmit hands the corrected rows in.
func (d *DataPage) Resubmit() {
	v := d.views[quarantineTab].(*quarantineView)
	v.resubmit(v.corrections())
}

// Replace looks at a file that is to take the place of an import.
func (d *DataPage) Replace(batch int, path string) { d.work.look([]string{path}, batch) }

// Undo takes an import back, as is done after the question.
func (d *DataPage) Undo(batch int) { d.batches.undo(batch) }

// Cancel stops an import, as its button does.
func (d *DataPage) Cancel() { d.progress.cancel.Tapped(nil) }

// Running tells whether an import is going on.
func (d *DataPage) Running() bool { return d.work.running }

// Said is what came of the last import.
func (d *DataPage) Said() string { return d.progress.said.Text }

// Files are the names of the files that are looked at.
func (d *DataPage) Files() (names []string) {
	for _, c := range d.work.choices {
		names = append(names, d.fileText(c.file))
	}
	return names
}

// Asked is what the page asks about campaigns; empty where it asks nothing.
func (d *DataPage) Asked() string {
	if d.batches.overlap.object.Hidden {
		return ""
	}
	return d.batches.overlap.text.Text
}

// AnswerOverlap taps an answer about the campaigns that are asked about.
func (d *DataPage) AnswerOverlap(answer workspace.OverlapAnswer) {
	d.batches.overlap.answers[answer].Tapped(nil)
}

// AddTerm adds a term to the word list and saves it.
func (d *DataPage) AddTerm(name, aliases string) {
	v := d.views[vocabularyTab].(*vocabularyView)
	v.add()
	row := len(v.terms) - 1
	v.table.OnEdit(row, 1, name)
	v.table.OnEdit(row, 4, aliases)
	v.save()
}

// EditHeld opens a cell of a row that is held back.
func (d *DataPage) EditHeld(row, column int) {
	d.views[quarantineTab].(*quarantineView).table.Edit(row, column+ownColumns)
}

// Refresh shows the rows that are held back anew.
func (d *DataPage) Refresh() { d.views[quarantineTab].(*quarantineView).refresh() }

// Subtitle is the line below the page's title.
func (p *SpeechPage) Subtitle() string { return p.subtitle.Text() }

// KeepMoved takes the moved numbers as known, as its button does.
func (p *SpeechPage) KeepMoved() { p.keepMoved() }

// Refilled is last year's speech with this year's figures.
func (p *SpeechPage) Refilled() refill.Result { return p.refill.result }

// Decide decides about a figure of last year's speech, as the buttons do.
func (p *SpeechPage) Decide(f refill.Figure, b refill.Binding) { p.refill.Decide(f, b) }

// ChooseRefilled chooses an item of the list of last year's speech.
func (p *SpeechPage) ChooseRefilled(i int) { p.refill.list.Select(i) }

// Fill puts slides into the briefing, in place of those that it has.
func (p *BriefingPage) Fill(slides ...briefing.Slide) {
	p.env.Desk.change(func(e *briefing.Editor) {
		b := e.Briefing()
		b.Slides = slides
		e.Replace(b)
	})
}

// Drag drags a slide by so many rows, in steps as a pointer does.
func (p *BriefingPage) Drag(from, rows int) {
	row := newSlideRow(p.dragSlide, p.dropSlide)
	row.place = from
	const steps = 5
	for range steps {
		row.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, p.rowHeight()*float32(rows)/steps)})
	}
	row.DragEnd()
}

// SetThresholds sets the limits of the analysis, as the form does.
func (p *ProblemsPage) SetThresholds(t problem.Thresholds) {
	p.thresholds = t
	p.Show()
}

// ProblemKinds are the kinds of figure that the page about problems can turn to.
func ProblemKinds() []string { return slices.Concat(problemTiles...) }
