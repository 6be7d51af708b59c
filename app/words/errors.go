package words

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"anlan/analytics"
	"anlan/analytics/briefing"
	"anlan/analytics/speech/compose"
	"anlan/analytics/speech/source"
	"anlan/data/intake"
	"anlan/data/workspace"
)

// Error says in one or two plain lines what happened, where, and what to do.
func (w *Words) Error(err error) string {
	var file *intake.Error
	var open *workspace.OpenError
	var undo *workspace.UndoError
	var question *analytics.Error
	var draft *source.Error
	var template *compose.Error
	switch {
	case errors.Is(err, context.Canceled):
		return w.Say("error.cancelled")
	case errors.As(err, &file):
		return w.fileError(file)
	case errors.As(err, &open):
		return w.openError(open)
	case errors.As(err, &undo):
		if undo.Undone {
			return w.Say("error.undo.done", "batch", undo.ID)
		}
		return w.Say("error.undo.none", "batch", undo.ID)
	case errors.As(err, &question):
		return w.Say("error.question."+question.Code, "value", question.Value, "detail", question.Detail)
	case errors.As(err, &template):
		return w.Say("error.template."+template.Code, "line", template.Line, "field", template.Field)
	case errors.As(err, &draft):
		return w.draftError(draft)
	case errors.Is(err, briefing.ErrForeign):
		return w.Say("error.briefing.foreign")
	case errors.Is(err, briefing.ErrNewer):
		return w.Say("error.briefing.newer")
	case errors.Is(err, briefing.ErrDamaged):
		return w.Say("error.briefing.damaged", "error", firstLine(err.Error()))
	case errors.Is(err, fs.ErrPermission):
		return w.Say("error.permission", "error", err)
	}
	return w.Say("error.unexpected", "error", firstLine(err.Error()))
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

func (w *Words) fileError(e *intake.Error) string {
	key := "error.file." + e.Code
	detail := e.Detail
	if e.Code == intake.CodeSetValue {
		detail = w.Reason(e.Detail, e.Value, "")
	}
	if e.Names != nil {
		detail = w.List(e.Names)
	}
	if count, unit, found := strings.Cut(detail, " "); found && w.Has("file.limit."+unit) {
		detail = w.Say("file.limit."+unit, "count", count)
	} else if w.Has("file.kind." + detail) {
		detail = w.Say("file.kind." + detail)
	}
	if e.Sheet != "" && w.Has(key+".sheet") {
		key += ".sheet"
	}
	if e.Value != "" && w.Has(key+".value") {
		key += ".value"
	}
	return w.Say(key, "file", filepath.Base(e.File), "path", e.File, "sheet", e.Sheet, "value", e.Value, "detail", detail)
}

func (w *Words) draftError(e *source.Error) string {
	if e.Code == source.CodeUnreadable && errors.Is(e.Err, fs.ErrNotExist) {
		return w.Say("error.draft.missing", "file", e.File)
	}
	return w.Say("error.draft."+e.Code, "file", e.File, "kinds", w.List(source.Kinds))
}

// openKinds are the kinds of errors about a workspace file, with the keys of their texts.
var openKinds = []struct {
	kind error
	key  string
}{
	{workspace.ErrMissing, "missing"},
	{workspace.ErrLocked, "locked"},
	{workspace.ErrNewer, "newer"},
	{workspace.ErrForeign, "foreign"},
	{workspace.ErrDamaged, "damaged"},
	{workspace.ErrNoAccess, "no_access"},
	{workspace.ErrReadOnly, "read_only"},
}

func (w *Words) openError(e *workspace.OpenError) string {
	for _, k := range openKinds {
		if errors.Is(e.Kind, k.kind) {
			key := "error.workspace." + k.key
			if e.Holder != "" && w.Has(key+".holder") {
				key += ".holder"
			}
			return w.Say(key, "path", e.Path, "holder", e.Holder)
		}
	}
	return w.Say("error.unexpected", "error", firstLine(e.Error()))
}

// Reason says why a row is in quarantine, or what its warning is. Details are what the code needs besides the cell: a
// suggestion, the place of another row.
func (w *Words) Reason(reason, original, detail string) string {
	key := "reason." + reason
	if detail != "" && w.Has(key+".detail") {
		key += ".detail"
	}
	switch reason {
	case intake.ReasonConflict, intake.ReasonDuplicate, intake.ReasonMaybeTwice, intake.ReasonVersion:
		detail = w.place(detail)
	case intake.ReasonRaised, intake.ReasonLowered:
		original, detail = w.grade(original), w.grade(detail)
	case intake.ReasonGradeMismatch:
		detail = w.Say("grade." + detail)
	}
	return w.Say(key, "value", original, "detail", detail)
}

// grade names a grade by its number; empty for none.
func (w *Words) grade(number string) string {
	if !w.Has("grade." + number) {
		return number
	}
	return w.Say("grade." + number)
}

// place words where another row stands: "3:17" is row 17 of import 3, "17" a row of the same file.
func (w *Words) place(detail string) string {
	if batch, row, found := strings.Cut(detail, ":"); found {
		return w.Say("place.batch", "batch", batch, "row", row)
	}
	return w.Say("place.row", "row", detail)
}

// Note words a note about an import.
func (w *Words) Note(n intake.Note) string {
	shown := n.Args
	more := ""
	if len(shown) > 12 {
		more = w.Say("more", "count", len(shown)-12)
		shown = shown[:12]
	}
	first, second := "", ""
	if len(n.Args) == 2 {
		first, second = n.Args[0], n.Args[1]
	}
	return w.Say("note."+n.Code, "list", w.List(shown)+more, "count", len(n.Args), "first", first, "second", second)
}

// Overlap says of two campaigns that they may count the same visits, and what was answered about that.
func (w *Words) Overlap(o workspace.Overlap) string {
	name := func(c workspace.Campaign) string {
		if w.Language == analytics.English {
			return c.EN
		}
		return c.ZH
	}
	months := w.Printer().Period(analytics.Period{From: o.First, To: o.Last.AddDate(0, 1, -1)})
	text := w.Say("overlap.pair", "one", name(o.One), "other", name(o.Other), "months", months)
	switch {
	case o.Towns > 0:
		text += w.Say("overlap.towns", "count", o.Towns)
	default:
		text += w.Say("overlap.city")
	}
	if o.Visits > 0 {
		text += w.Say("overlap.visits", "count", o.Visits)
	}
	if o.Unnamed {
		text += w.Say("overlap.unnamed")
	}
	answer := string(o.Answer)
	if o.Answer == workspace.OverlapOpen {
		answer = "open"
	}
	return text + w.Say("overlap.answer."+answer)
}

// Kind names a kind of file.
func (w *Words) Kind(kind string) string { return w.Say("kind." + kind) }
