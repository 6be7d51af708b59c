package page

import (
	"context"
	"io"
	"os"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics/briefing"
	"anlan/app/handout"
	"anlan/app/keep"
	"anlan/app/state"
)

// edit changes the slide that is shown.
func (p *BriefingPage) edit(change func(e *briefing.Editor, at int)) {
	at := p.shown
	if at >= 0 && at < p.count() {
		p.env.Desk.change(func(e *briefing.Editor) { change(e, at) })
	}
}

// current is the slide that is shown.
func (p *BriefingPage) current() (briefing.Slide, bool) {
	slides := p.slides()
	if p.shown < 0 || p.shown >= len(slides) {
		return briefing.Slide{}, false
	}
	return slides[p.shown], true
}

// move puts the slide one place up or down.
func (p *BriefingPage) move(by int) {
	to := p.shown + by
	if to < 0 || to >= p.count() {
		return
	}
	p.moveFrom(p.shown, to)
}

// moveFrom puts a slide at another place, and shows it.
func (p *BriefingPage) moveFrom(from, to int) {
	p.env.Desk.change(func(e *briefing.Editor) {
		e.Move(from, to)
		p.shown = to
	})
}

func (p *BriefingPage) remove() {
	p.edit(func(e *briefing.Editor, at int) { e.Remove(at) })
}

// ask lets a text be written; several lines where it is long.
func (p *BriefingPage) ask(title, text string, long bool, done func(string)) {
	say := p.env.Words.Say
	entry := widget.NewEntry()
	if long {
		entry = widget.NewMultiLineEntry()
		entry.Wrapping = fyne.TextWrapWord
		entry.SetMinRowsVisible(8)
	}
	entry.SetText(text)
	d := dialog.NewForm(title, say("confirm"), say("cancel"), []*widget.FormItem{widget.NewFormItem("", entry)}, func(yes bool) {
		if yes {
			done(entry.Text)
		}
	}, p.env.Window)
	d.Resize(p.env.dialogSize(640, 200))
	d.Show()
	p.env.Window.Canvas().Focus(entry)
}

func (p *BriefingPage) rename() {
	if s, ok := p.current(); ok {
		p.ask(p.env.Words.Say("briefing.rename"), s.Name(), false, func(text string) {
			if s.Frozen != nil && text == s.Frozen.Finding.String() {
				text = ""
			}
			p.edit(func(e *briefing.Editor, at int) { e.Rename(at, text) })
		})
	}
}

func (p *BriefingPage) editNotes() {
	if s, ok := p.current(); ok {
		p.ask(p.env.Words.Say("briefing.notes"), s.Notes, true, func(text string) {
			p.edit(func(e *briefing.Editor, at int) { e.Update(at, func(s *briefing.Slide) { s.Notes = text }) })
		})
	}
}

func (p *BriefingPage) retitle() {
	p.ask(p.env.Words.Say("briefing.retitle"), p.briefing().Title, false, func(text string) {
		p.env.Desk.change(func(e *briefing.Editor) { e.Retitle(text) })
	})
}

// addText adds a slide of text: its first line is the title.
func (p *BriefingPage) addText() {
	p.ask(p.env.Words.Say("briefing.add_text.hint"), "", true, func(text string) {
		title, body, _ := strings.Cut(strings.TrimSpace(text), "\n")
		at := min(p.shown+1, p.count())
		p.env.Desk.change(func(e *briefing.Editor) {
			e.Insert(at, briefing.NewText(title, body))
			p.shown = at
		})
	})
}

// compose asks before the slides are replaced.
func (p *BriefingPage) compose() {
	say := p.env.Words.Say
	if p.count() == 0 {
		p.env.Desk.Compose()
		return
	}
	dialog.ShowConfirm(say("briefing.compose"), say("briefing.compose.confirm"), func(yes bool) {
		if yes {
			p.env.Desk.Compose()
		}
	}, p.env.Window)
}

// refreshSlide takes the newer figures of the slide over.
func (p *BriefingPage) refreshSlide() {
	s, ok := p.current()
	if !ok {
		return
	}
	newer, ok := p.stale[s.ID]
	if !ok {
		p.env.Notify(p.env.Words.Say("briefing.refresh.none"))
		return
	}
	delete(p.stale, s.ID)
	p.edit(func(e *briefing.Editor, at int) {
		e.Update(at, func(s *briefing.Slide) { s.Frozen = newer.fresh.Frozen })
	})
}

// chooseAnnotation offers what can be drawn onto the chart.
func (p *BriefingPage) chooseAnnotation(under fyne.CanvasObject) {
	say := p.env.Words.Say
	item := func(key string, kind briefing.AnnotationKind) *fyne.MenuItem {
		return fyne.NewMenuItem(say(key), func() { p.annotate(kind) })
	}
	erase := func(key string, all bool) *fyne.MenuItem {
		return fyne.NewMenuItem(say(key), func() { p.edit(func(e *briefing.Editor, at int) { e.Erase(at, all) }) })
	}
	menu := fyne.NewMenu("", item("briefing.mark.text", briefing.TextMark), item("briefing.mark.arrow", briefing.ArrowMark), item("briefing.mark.datum", briefing.DatumMark),
		fyne.NewMenuItemSeparator(), erase("briefing.mark.erase", false), erase("briefing.mark.erase_all", true))
	s, ok := p.current()
	for _, i := range menu.Items {
		i.Disabled = !ok || s.Type != briefing.ChartSlide
	}
	p.env.popUp(menu, under)
}

// popUp shows a menu below an object.
func (e *Env) popUp(menu *fyne.Menu, under fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under).AddXY(0, under.Size().Height)
	widget.ShowPopUpMenuAtPosition(menu, e.Window.Canvas(), at)
}

// annotate asks for a text and then for its place.
func (p *BriefingPage) annotate(kind briefing.AnnotationKind) {
	say := p.env.Words.Say
	p.ask(say("briefing.mark."+string(kind)), "", false, func(text string) {
		p.env.Notify(say("briefing.mark.place." + string(kind)))
		if kind == briefing.DatumMark {
			p.slide.onHit = func(series, index int) {
				p.slide.onHit = p.marked
				p.edit(func(e *briefing.Editor, at int) {
					e.Annotate(at, briefing.Annotation{Kind: kind, Text: text, Series: series, Index: index})
				})
			}
			return
		}
		p.slide.overlay.ask(func(x, y, toX, toY float64) {
			a := briefing.Annotation{Kind: kind, Text: text, X: x, Y: y}
			if kind == briefing.ArrowMark {
				a.ToX, a.ToY = toX, toY
			}
			p.edit(func(e *briefing.Editor, at int) { e.Annotate(at, a) })
		})
	})
}

// marked does nothing: a click on a mark of a slide means something only while one is being pointed out.
func (p *BriefingPage) marked(int, int) {}

func (p *BriefingPage) present() {
	if p.count() > 0 && p.env.Present != nil {
		p.env.Present(p.briefing(), p.shown)
	}
}

// chooseExport offers the formats.
func (p *BriefingPage) chooseExport() {
	var items []*fyne.MenuItem
	for _, extension := range handout.Extensions() {
		items = append(items, fyne.NewMenuItem(p.env.Words.Say("briefing.export."+strings.TrimPrefix(extension, ".")), func() { p.exportAs(extension) }))
	}
	p.env.popUp(fyne.NewMenu("", items...), p.export)
}

func (p *BriefingPage) exportAs(extension string) {
	b := p.briefing()
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			if err != nil {
				p.env.Fail(err)
			}
			return
		}
		name := w.URI().Path()
		state.Load(p.env.Loader, "briefing export", func(ctx context.Context) (string, error) {
			var err error
			if extension == briefing.Extension {
				b, err = keep.Enclose(ctx, p.env.Workspace, p.env.Engine, b, time.Now())
			}
			var content []byte
			if err == nil {
				content, err = handout.File(ctx, "briefing"+extension, b)
			}
			if err == nil {
				_, err = w.Write(content)
			}
			if closeErr := w.Close(); err == nil {
				err = closeErr
			}
			return name, err
		}, func(name string, err error) {
			if err != nil {
				p.env.Fail(err)
				return
			}
			p.env.Notify(p.env.Words.Say("cli.chart.done", "file", name))
		})
	}, p.env.Window)
	d.SetFileName(b.Title + extension)
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	speakPlaces(p.env.Window.Canvas(), p.env.Words)
}

// maxImport bounds the file that is read.
const maxImport = 512 << 20

// importFile opens a briefing from a file; the one before can be had back by undoing.
func (p *BriefingPage) importFile() {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			if err != nil {
				p.env.Fail(err)
			}
			return
		}
		path := r.URI().Path()
		if err := r.Close(); err != nil {
			p.env.Fail(err)
			return
		}
		p.Import(path)
	}, p.env.Window)
	d.SetFilter(storage.NewExtensionFileFilter([]string{briefing.Extension}))
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	speakPlaces(p.env.Window.Canvas(), p.env.Words)
}

// Import opens a briefing from a file.
func (p *BriefingPage) Import(path string) {
	state.Load(p.env.Loader, "briefing import", func(context.Context) (b briefing.Briefing, err error) {
		f, err := os.Open(path)
		if err != nil {
			return b, err
		}
		defer func() {
			if closeErr := f.Close(); err == nil {
				err = closeErr
			}
		}()
		content, err := io.ReadAll(io.LimitReader(f, maxImport))
		if err != nil {
			return b, err
		}
		return briefing.Decode(content)
	}, func(b briefing.Briefing, err error) {
		if err != nil {
			p.env.Fail(err)
			return
		}
		p.shown = 0
		p.env.Desk.change(func(e *briefing.Editor) { e.Replace(b) })
	})
}
