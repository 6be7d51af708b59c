package page

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"anlan/analytics/speech/compose"
	"anlan/analytics/speech/docx"
	"anlan/app/state"
	"anlan/assets"
)

// question is the selection as the paragraphs about it ask.
func (p *SpeechPage) question() compose.Question {
	s := p.env.Selection()
	return compose.Question{Period: s.Period, Basis: s.Basis, Where: s.Where, Language: p.env.Words.Language}
}

// composed writes the paragraphs about a selection.
func (p *SpeechPage) composed(ctx context.Context, q compose.Question) (compose.Text, error) {
	raw, err := assets.Speech(string(q.Language))
	if err != nil {
		return compose.Text{}, fmt.Errorf("read the template: %w", err)
	}
	template, err := compose.Parse(string(raw))
	if err != nil {
		return compose.Text{}, err
	}
	return template.Write(ctx, p.env.Engine, q)
}

// Write puts the indicator paragraphs about the selection onto the page.
func (p *SpeechPage) Write() {
	q := p.question()
	p.forget()
	p.cancel.Show()
	state.Load(p.env.Loader, speechKey, func(ctx context.Context) (string, error) {
		text, err := p.composed(ctx, q)
		return text.String(), err
	}, func(text string, err error) {
		p.cancel.Hide()
		if err != nil {
			p.env.Fail(err)
			return
		}
		p.Use(Draft{Text: text})
	})
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
			text, err := p.composed(ctx, q)
			if err == nil {
				err = docx.Write(w, text.Document(title, q.Language), time.Now())
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
