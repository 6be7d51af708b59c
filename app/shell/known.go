package shell

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/workspace"
)

// lookAt looks at what was known at a moment; the zero moment is the present. The pages are made anew, over those answers.
func (s *Shell) lookAt(at time.Time) {
	e := s.engine
	state.Load(s.loader, "known", func(ctx context.Context) (*engine.Engine, error) { return e.AsOf(ctx, at) }, func(known *engine.Engine, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		if e != s.engine || !at.Equal(s.history.Now().AsOf) {
			return // another workspace, or another moment meanwhile
		}
		s.known = known
		s.makePages()
		state.Load(s.loader, "rollups", func(ctx context.Context) (struct{}, error) { return struct{}{}, known.Prepare(ctx) }, func(_ struct{}, err error) {
			if err != nil {
				s.fail(err)
			}
			s.recorder.write()
		})
	})
}

// knownParts say in the footer of when the figures are; nothing about the present.
func (s *Shell) knownParts() []string {
	if s.known.Known().IsZero() {
		return nil
	}
	return []string{s.knownText(s.known.Known())}
}

func (s *Shell) knownText(at time.Time) string {
	return s.words.Say("known.as_of", "moment", s.words.Printer().Moment(at))
}

// knownChips say of when the figures are, release it, and lead to what has changed since; none about the present.
func (f *filterBar) knownChips(s state.Selection) []fyne.CanvasObject {
	if s.AsOf.IsZero() {
		return nil
	}
	p := f.shell.palette
	caution := widgets.Look{Fill: theme.Color(p.Card), Border: theme.Color(p.Caution), Text: theme.Color(p.Caution), Muted: theme.Color(p.Caution), Round: true}
	plain := widgets.Look{Text: theme.Color(p.Primary), Muted: theme.Color(p.Primary), Round: true}
	return []fyne.CanvasObject{
		widgets.NewPill(caution, theme.BodySize, "", f.shell.knownText(s.AsOf), "×", func() { f.shell.setMoment(time.Time{}) }),
		widgets.NewPill(plain, theme.BodySize, "", f.shell.words.Say("known.changes"), "", func() { f.shell.showChanges(s.AsOf) }),
	}
}

func (s *Shell) setMoment(at time.Time) {
	selection := s.history.Now()
	selection.AsOf = at
	s.Select(selection)
}

// chooseMoment asks for the moment whose knowledge is looked at: any, or that before an import.
func (s *Shell) chooseMoment() {
	w := s.source.Workspace
	state.Load(s.loader, "moments", w.Batches, func(list []workspace.Batch, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.askMoment(list)
	})
}

// maxMoments bounds the imports that are offered.
const maxMoments = 40

// turn is a moment at which what was known changed.
type turn struct {
	at   time.Time
	text string
}

// turns lists the moments just before imports and before they were taken back, the latest first.
func (s *Shell) turns(batches []workspace.Batch) []turn {
	var list []turn
	for _, b := range batches {
		if b.ID == b.Import {
			list = append(list, turn{b.ImportedAt, s.words.Say("known.before_import", "batch", b.ID, "file", filepath.Base(b.File), "time", b.ImportedAt.Local().Format("2006-01-02 15:04"))})
			if !b.UndoneAt.IsZero() {
				list = append(list, turn{b.UndoneAt, s.words.Say("known.before_undo", "batch", b.ID, "file", filepath.Base(b.File), "time", b.UndoneAt.Local().Format("2006-01-02 15:04"))})
			}
		}
	}
	slices.SortFunc(list, func(a, b turn) int { return b.at.Compare(a.at) })
	return list[:min(len(list), maxMoments)]
}

func (s *Shell) askMoment(batches []workspace.Batch) {
	say := s.words.Say
	turns := s.turns(batches)
	entry := widget.NewEntry()
	entry.Validator = func(text string) error {
		if _, err := analytics.ParseMoment(text, time.Local); err != nil {
			return errorText(s.words.Error(err))
		}
		return nil
	}
	suggested := time.Now().AddDate(0, 0, -1)
	if now := s.history.Now().AsOf; !now.IsZero() {
		suggested = now
	}
	entry.SetText(suggested.Format(time.DateOnly))
	names := make([]string, len(turns))
	for i, t := range turns {
		names[i] = t.text
	}
	choice := widget.NewSelect(names, func(name string) {
		if i := slices.Index(names, name); i >= 0 {
			entry.SetText(turns[i].at.Add(-time.Second).Local().Format(time.DateTime)) // the second before
		}
	})
	choice.PlaceHolder = say("known.imports")
	about := widget.NewLabel(say("known.about"))
	about.Wrapping = fyne.TextWrapWord
	form := widget.NewForm(widget.NewFormItem(say("known.moment"), entry), widget.NewFormItem(say("known.or"), choice))
	d := dialog.NewCustomConfirm(say("known.title"), say("ok"), say("cancel"), container.NewBorder(about, nil, nil, nil, form), func(ok bool) {
		if !ok {
			return
		}
		at, err := analytics.ParseMoment(entry.Text, time.Local)
		if err != nil {
			s.fail(err)
			return
		}
		s.setMoment(at)
	}, s.window)
	d.Resize(fyne.NewSize(640, 300))
	d.Show()
}
