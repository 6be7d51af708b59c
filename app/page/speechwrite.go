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

	"anlan/analytics/speech/check"
	"anlan/analytics/speech/compose"
	"anlan/analytics/speech/docx"
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

// Write puts the indicator paragraphs about the selection onto the page.
func (p *SpeechPage) Write() {
	q := p.question()
	p.forget()
	p.cancel.Show()
	state.Load(p.env.Loader, speechKey, func(ctx context.Context) (keep.Speech, error) { return p.composed(ctx, q) }, func(made keep.Speech, err error) {
		p.cancel.Hide()
		if err != nil {
			p.env.Fail(err)
			return
		}
		text := made.Text.String()
		p.Use(Draft{Text: text, written: writtenIn(made.Text), writtenText: text, notices: made.Notices(p.env.Words)})
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
				err = docx.Write(w, made.Text.Document(title, q.Language), time.Now())
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
