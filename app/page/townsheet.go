package page

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"anlan/analytics"
	"anlan/analytics/figure"
	"anlan/app/drawing"
	"anlan/app/state"
)

// townBoard is a town's own sheet, 镇街单页: all that a leader asks of one town, and it prints on one page.
var townBoard = boardSpec{
	summary: figure.DrawTownSheetSummary, cards: figure.CardIDs(),
	actions: []action{{text: "page.town.print", fits: ofOneTown, run: (*Env).saveTownSheet}},
	tiles:   [][]string{{"months"}, {"sector-parts"}, {"quota-curve"}, {"weekday-hour"}, {"majors"}},
	wide: below(1,
		beside(0.55, one(0, 0.38, 270), one(1, 0.27, 270), one(2, 0.35, 270)),
		beside(0.45, one(3, 0.5, 260), one(4, 0.5, 260))),
	narrow: below(1,
		beside(0.4, one(0, 0.55, 280), one(1, 0.45, 280)),
		one(2, 0.3, 280), one(3, 0.3, 280), one(4, 0.3, 260)),
}

// action is something that can be done with a page as a whole; its button stands beside the headline while it fits.
type action struct {
	text string
	fits func(figure.Question) bool
	run  func(*Env)
}

// ofOneTown tells whether a question is about a single town.
func ofOneTown(q figure.Question) bool { return theTown(q) != "" }

// theTown is the one town that a question is about; "" where there are several, or all.
func theTown(q figure.Question) string {
	for _, c := range q.Where {
		if c.Dimension == analytics.Town && !c.Not && len(c.Keys) == 1 && c.Keys[0] != analytics.UnknownKey {
			return c.Keys[0]
		}
	}
	return ""
}

// openTownSheet turns to the sheet of the town that is looked at.
func (e *Env) openTownSheet() { e.Open(Town) }

// saveTownSheet asks for a file and writes the town's sheet into it, to be printed.
func (e *Env) saveTownSheet() {
	question, style, note, town := e.Question(), e.Style(), e.SampleNote(), theTown(e.Question())
	style.Text = drawing.HandoutText
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			e.Fail(err)
		case w != nil:
			e.writeSheet(w, func(ctx context.Context) ([]byte, error) {
				sheet, err := figure.DrawTownSheet(ctx, e.Engine, question, style, town)
				if err != nil {
					return nil, err
				}
				return drawing.Handout(ctx, sheet, style, note)
			})
		}
	}, e.Window)
	d.SetFileName(e.Words.Say("page.town") + ".html")
	d.SetFilter(storage.NewExtensionFileFilter([]string{".html"}))
	d.Resize(e.dialogSize(820, 560))
	d.Show()
	speakPlaces(e.Window.Canvas(), e.Words)
}

// writeSheet makes a file away from the window's goroutine and says where it is.
func (e *Env) writeSheet(w fyne.URIWriteCloser, data func(context.Context) ([]byte, error)) {
	name := w.URI().Path()
	state.Load(e.Loader, "sheet", func(ctx context.Context) (string, error) {
		text, err := data(ctx)
		if err == nil {
			_, err = w.Write(text)
		}
		if closing := w.Close(); err == nil {
			err = closing
		}
		if err != nil {
			return name, fmt.Errorf("write %s: %w", name, err)
		}
		return name, nil
	}, func(name string, err error) {
		if err != nil {
			e.Fail(err)
			return
		}
		e.Notify(e.Words.Say("cli.chart.done", "file", name))
	})
}
