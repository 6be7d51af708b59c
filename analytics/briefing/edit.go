package briefing

import (
	"slices"
	"strings"
)

// maxEdits bounds how far back edits can be undone.
const maxEdits = 200

// Editor is a briefing that is being worked on. Every change can be undone.
type Editor struct {
	list []Briefing
	at   int
}

// NewEditor starts with a briefing.
func NewEditor(b Briefing) *Editor { return &Editor{list: []Briefing{b}} }

// Briefing is the briefing as it is now.
func (e *Editor) Briefing() Briefing { return e.list[e.at] }

// CanUndo tells whether there is a change to undo.
func (e *Editor) CanUndo() bool { return e.at > 0 }

// CanRedo tells whether a change was undone.
func (e *Editor) CanRedo() bool { return e.at < len(e.list)-1 }

// Undo takes the last change back.
func (e *Editor) Undo() bool {
	if !e.CanUndo() {
		return false
	}
	e.at--
	return true
}

// Redo makes the change again that was undone last.
func (e *Editor) Redo() bool {
	if !e.CanRedo() {
		return false
	}
	e.at++
	return true
}

// change notes a new state of the briefing; what was undone is forgotten.
func (e *Editor) change(b Briefing) {
	e.list = append(e.list[:e.at+1:e.at+1], b)
	if len(e.list) > maxEdits {
		e.list = e.list[1:]
	}
	e.at = len(e.list) - 1
}

// Insert puts a slide at a place, or at the end where there is no such place.
func (e *Editor) Insert(at int, s Slide) {
	b := e.Briefing()
	if at < 0 || at > len(b.Slides) {
		at = len(b.Slides)
	}
	b.Slides = slices.Insert(slices.Clone(b.Slides), at, s)
	e.change(b)
}

// Remove takes a slide out.
func (e *Editor) Remove(at int) {
	b := e.Briefing()
	if at < 0 || at >= len(b.Slides) {
		return
	}
	b.Slides = slices.Delete(slices.Clone(b.Slides), at, at+1)
	e.change(b)
}

// Move puts a slide at another place.
func (e *Editor) Move(from, to int) {
	b := e.Briefing()
	if from < 0 || from >= len(b.Slides) || to < 0 || to >= len(b.Slides) || from == to {
		return
	}
	slide := b.Slides[from]
	b.Slides = slices.Insert(slices.Delete(slices.Clone(b.Slides), from, from+1), to, slide)
	e.change(b)
}

// Update changes one slide. What the change does to lists it has to do to copies of them.
func (e *Editor) Update(at int, change func(*Slide)) {
	b := e.Briefing()
	if at < 0 || at >= len(b.Slides) {
		return
	}
	b.Slides = slices.Clone(b.Slides)
	change(&b.Slides[at])
	e.change(b)
}

// Rename gives a slide another title; an empty one lets its finding stand there again.
func (e *Editor) Rename(at int, title string) {
	e.Update(at, func(s *Slide) { s.Title = strings.TrimSpace(title) })
}

// Retitle gives the briefing another title.
func (e *Editor) Retitle(title string) {
	b := e.Briefing()
	b.Title = strings.TrimSpace(title)
	e.change(b)
}

// Annotate draws onto a slide.
func (e *Editor) Annotate(at int, a Annotation) {
	e.Update(at, func(s *Slide) { s.Marks = append(slices.Clone(s.Marks), a) })
}

// Erase takes the annotation that was drawn last, or every one, off a slide.
func (e *Editor) Erase(at int, all bool) {
	b := e.Briefing()
	if at < 0 || at >= len(b.Slides) || len(b.Slides[at].Marks) == 0 {
		return
	}
	e.Update(at, func(s *Slide) {
		keep := len(s.Marks) - 1
		if all {
			keep = 0
		}
		s.Marks = slices.Clone(s.Marks[:keep])
	})
}

// Replace puts another briefing in the place of this one, under its ID.
func (e *Editor) Replace(b Briefing) {
	b.ID = e.Briefing().ID
	e.change(b)
}
