package shell

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/revision"
	"anlan/analytics/speech/compose"
	"anlan/app/page"
	"anlan/app/state"
)

// showChanges shows what has changed since a moment: accidents, figures of the selection, sentences of the speech.
func (s *Shell) showChanges(since time.Time) {
	w, e, now := s.source.Workspace, s.engine, s.history.Now()
	q := revision.Question{From: since, To: time.Now(), Period: now.Period, Basis: now.Basis, Where: now.Where, Language: s.words.Language}
	s.notify(s.words.Say("revision.busy"))
	state.Load(s.loader, "changes", func(ctx context.Context) (revision.Revision, error) {
		template, err := compose.Load(page.TemplateFile(q.Language), q.Language)
		if err != nil {
			return revision.Revision{}, err
		}
		return revision.Compare(ctx, w, e, template, q)
	}, func(r revision.Revision, err error) {
		s.tell()
		if err != nil {
			s.fail(err)
			return
		}
		s.listChanges(r)
	})
}

// listed bounds the accidents of each way that the window lists.
const listed = 60

// listChanges shows a comparison in a dialog.
func (s *Shell) listChanges(r revision.Revision) {
	say, pr := s.words.Say, s.words.Printer()
	rows := container.NewVBox()
	line := func(text string, style fyne.TextStyle) {
		label := widget.NewLabel(text)
		label.Wrapping, label.TextStyle = fyne.TextWrapWord, style
		rows.Add(label)
	}
	bold, plain := fyne.TextStyle{Bold: true}, fyne.TextStyle{}
	if r.Empty() {
		line(say("revision.nothing"), plain)
	}
	for _, way := range revision.Ways() {
		if r.Counts[way] == 0 {
			continue
		}
		line(say("revision.count."+string(way), "count", r.Counts[way]), bold)
		n := 0
		for _, c := range r.Accidents {
			if c.Way != way {
				continue
			}
			if n++; n > listed {
				line(say("revision.more", "count", r.Counts[way]-listed), plain)
				break
			}
			line(c.Title(pr)+"\n"+c.Statement(pr)+"\n"+c.Place(pr), plain)
		}
	}
	if len(r.Moved) > 0 {
		line(say("revision.moved", "period", pr.Period(r.Question.Period)), bold)
	}
	for _, m := range r.Moved {
		name, before, after, difference := m.Texts(pr)
		line(say("revision.move", "name", name, "before", before, "after", after, "difference", difference), plain)
	}
	if len(r.Sentences) > 0 {
		line(say("revision.sentences", "count", len(r.Sentences)), bold)
	}
	for _, sentence := range r.Sentences {
		line(s.sentenceText(sentence), plain)
	}
	d := dialog.NewCustom(say("revision.between", "from", pr.Moment(r.Question.From), "to", pr.Moment(r.Question.To)), say("close"), container.NewVScroll(rows), s.window)
	size := s.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(860, size.Width-40), min(640, size.Height-40)))
	d.Show()
	s.repainted()
}

// sentenceText is how a sentence read, and how it reads.
func (s *Shell) sentenceText(c revision.Sentence) string {
	switch {
	case c.Before == "":
		return s.words.Say("revision.sentence.new", "after", c.After)
	case c.After == "":
		return s.words.Say("revision.sentence.gone", "before", c.Before)
	}
	return s.words.Say("revision.sentence", "before", c.Before, "after", c.After)
}
