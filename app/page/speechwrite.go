package page

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"anlan/analytics/docx"
	"anlan/analytics/speech"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/compose"
	"anlan/analytics/speech/plain"
	"anlan/analytics/speech/proof"
	"anlan/analytics/words"
	"anlan/app/keep"
	"anlan/app/state"
)

// question is the selection as the paragraphs about it ask.
func (p *SpeechPage) question() compose.Question {
	s := p.env.Selection()
	return compose.Question{Period: s.Period, Basis: s.Basis, Where: s.Where, Language: p.env.Words.Language}
}

// composed writes the paragraphs about a selection, and about the problems in it that were accepted.
func (p *SpeechPage) composed(ctx context.Context, q compose.Question) (keep.Speech, error) {
	template, err := compose.Load(TemplateFile(q.Language), q.Language)
	if err != nil {
		return keep.Speech{}, err
	}
	return keep.Compose(ctx, p.env.Workspace, p.env.Engine, template, q)
}

// Write puts the paragraphs about the selection onto the page, and keeps them. Where the kept ones are about the same
// selection, the numbers that moved are marked.
func (p *SpeechPage) Write() { p.write(p.question(), true) }

// written is a composed speech, and what moved since the kept one.
type written struct {
	keep.Speech
	moves []speech.Move
}

// write composes a text. It is kept, or the kept one stays what later ones are compared with; one of what was known before
// never is.
func (p *SpeechPage) write(q compose.Question, kept bool) {
	kept = kept && p.env.Selection().AsOf.IsZero()
	p.forget()
	p.cancel.Show()
	w, version := p.env.Workspace, p.env.Workspace.DataVersion()
	state.Load(p.env.Loader, speechKey, func(ctx context.Context) (written, error) {
		made, err := p.composed(ctx, q)
		if err != nil {
			return written{}, err
		}
		out, c := written{Speech: made}, made.Text.Composition()
		before, found, err := keep.LastSpeech(ctx, w, q.Language)
		if err != nil {
			return out, err
		}
		if found && sameQuestion(before, c) {
			// What is written about for the first time, as a problem that was accepted, did not move.
			out.moves = slices.DeleteFunc(speech.Compare(before, c), func(m speech.Move) bool { return m.Old == nil })
		}
		if kept && !w.ReadOnly() {
			err = keep.SaveSpeech(ctx, w, c)
		}
		return out, err
	}, func(made written, err error) {
		p.cancel.Hide()
		if err != nil {
			p.env.Fail(err)
			return
		}
		text := made.Text.String()
		p.use(Draft{
			Text: text, written: writtenIn(made.Text), writtenText: text, notices: made.Notices(p.env.Words), version: version,
			composition: made.Text.Composition(), moves: made.moves,
		})
	})
}

// writtenFigure is a figure that the program wrote, with what it rests on.
type writtenFigure struct {
	at     plain.Range
	proofs []proof.Proof
}

// writtenIn finds where the figures of a text stand, a paragraph a line.
func writtenIn(text compose.Text) []writtenFigure {
	var all []writtenFigure
	at := 0
	for _, p := range text.Paragraphs {
		for _, piece := range p {
			if len(piece.Proofs) > 0 {
				all = append(all, writtenFigure{plain.Range{Start: at, End: at + len(piece.Text)}, piece.Proofs})
			}
			at += len(piece.Text)
		}
		at++
	}
	return all
}

// withWritten adds the figures that the program wrote and the check cannot read: it reads Chinese only.
func (p *SpeechPage) withWritten(places []place) []place {
	d := p.env.Draft
	if d.Text != d.writtenText {
		return places
	}
	for _, f := range d.written {
		i := slices.IndexFunc(places, func(at place) bool { return at.at.End > f.at.Start && at.at.Start < f.at.End })
		if i >= 0 && places[i].level > check.Grey {
			continue
		}
		places = slices.DeleteFunc(places, func(at place) bool {
			return at.level == check.Grey && at.at.End > f.at.Start && at.at.Start < f.at.End
		})
		out := place{at: f.at, level: check.Green}
		for k := range f.proofs {
			out.findings = append(out.findings, check.Finding{Level: check.Green, Code: "written", Text: words.Both("speech.written"), Range: f.at, Proof: &f.proofs[k]})
		}
		places = append(places, out)
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.at.Start, b.at.Start) })
	return places
}

// save writes the paragraphs about the selection as a Word document with footnotes.
func (p *SpeechPage) save() {
	q := p.question()
	title := p.env.Words.Say("speech.document", "period", p.env.Words.Printer().Period(q.Period))
	if at := p.env.Selection().AsOf; !at.IsZero() {
		title += " · " + p.env.Words.Say("known.as_of", "moment", p.env.Words.Printer().Moment(at))
	}
	if note := p.env.SampleNote(); note != "" {
		title += " · " + note
	}
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			if err != nil {
				p.env.Fail(err)
			}
			return
		}
		name := w.URI().Path()
		state.Load(p.env.Loader, "save", func(ctx context.Context) (struct{}, error) {
			made, err := p.composed(ctx, q)
			if err == nil {
				err = docx.WriteText(w, made.Text.Document(title, q.Language), time.Now())
			}
			return struct{}{}, errors.Join(err, w.Close())
		}, func(_ struct{}, err error) {
			if err != nil {
				p.env.Fail(err)
				return
			}
			p.env.Notify(p.env.Words.Say("cli.chart.done", "file", name))
		})
	}, p.env.Window)
	d.SetFileName(p.env.Words.Say("page.speech") + ".docx")
	d.SetFilter(storage.NewExtensionFileFilter([]string{".docx"}))
	d.Resize(p.env.dialogSize(820, 560))
	d.Show()
	speakPlaces(p.env.Window.Canvas(), p.env.Words)
}
