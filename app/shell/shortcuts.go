package shell

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"anlan/app/page"
)

// shortcut is a key of the window, and what it does.
type shortcut struct {
	shortcut fyne.Shortcut
	keys     string // as people read it
	text     string // key of what it does in the translation files
	action   func()
}

// digits are the keys of the first ten pages.
var digits = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9, fyne.Key0}

// shortcuts is the one table of the window's keys.
func (s *Shell) shortcuts() []shortcut {
	key := func(name fyne.KeyName, modifier fyne.KeyModifier) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: name, Modifier: modifier}
	}
	const control, alt = fyne.KeyModifierControl, fyne.KeyModifierAlt
	list := []shortcut{
		{key(fyne.KeyLeft, alt), "Alt+←", "key.back", s.Back},
		{key(fyne.KeyRight, alt), "Alt+→", "key.forward", s.Forward},
		{&fyne.ShortcutUndo{}, "Ctrl+Z", "key.undo", s.Back},
		{&fyne.ShortcutRedo{}, "Ctrl+Y", "key.redo", s.Forward},
		{key(fyne.KeyUp, alt), "Alt+↑", "key.up", s.Up},
		{key(fyne.KeyPageDown, control), "Ctrl+PgDn", "key.next_page", func() { s.turnPage(1) }},
		{key(fyne.KeyPageUp, control), "Ctrl+PgUp", "key.previous_page", func() { s.turnPage(-1) }},
		{key(fyne.KeyD, control), "Ctrl+D", "key.save_view", s.askViewName},
		{key(fyne.KeyE, control), "Ctrl+E", "key.events", s.showEvents},
		{key(fyne.KeyL, control), "Ctrl+L", "key.language", s.turnLanguage},
		{key(fyne.KeyT, control), "Ctrl+T", "key.theme", func() { s.SetDark(!s.dark) }},
		{key(fyne.KeyEqual, control), "Ctrl++", "key.larger", func() { s.turnSize(1) }},
		{key(fyne.KeyMinus, control), "Ctrl+−", "key.smaller", func() { s.turnSize(-1) }},
		{key(fyne.KeySlash, control), "? · Ctrl+/", "key.keys", s.showKeys},
		{key(fyne.KeyQ, control), "Ctrl+Q", "key.quit", s.quit},
	}
	for i, id := range page.All() {
		if i < len(digits) {
			list = append(list, shortcut{key(digits[i], control), "Ctrl+" + string(digits[i]), "page." + string(id), func() { s.Go(id) }})
		}
	}
	return list
}

// addShortcuts binds the window's keys.
func (s *Shell) addShortcuts() {
	c := s.window.Canvas()
	for _, k := range s.shortcuts() {
		c.AddShortcut(k.shortcut, func(fyne.Shortcut) { s.unlessCovered(k.action) })
	}
	c.SetOnTypedKey(s.typedKey)
	c.SetOnTypedRune(s.typedRune)
}

// unlessCovered does something unless a dialog is open: under it the window stays as it is.
func (s *Shell) unlessCovered(action func()) {
	if s.window.Canvas().Overlays().Top() == nil {
		action()
	}
}

// typedKey presents the briefing by F5. Escape closes what lies on top; where nothing does, it lets go of the newest filter.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyF5 {
		s.unlessCovered(func() { s.desk.Present(func() { s.Go(page.Briefing) }) })
	}
	if e.Name != fyne.KeyEscape {
		return
	}
	if top := s.window.Canvas().Overlays().Top(); top != nil {
		top.Hide()
		s.recorder.write()
		return
	}
	s.releaseNewest()
}

// typedRune shows the keys for a question mark, as it comes from either keyboard.
func (s *Shell) typedRune(r rune) {
	if r == '?' || r == '\uff1f' {
		s.unlessCovered(s.showKeys)
	}
}

// releaseNewest lets go of the filter that was set last.
func (s *Shell) releaseNewest() {
	now := s.history.Now()
	switch {
	case len(now.Where) > 0:
		s.filters.release(now.Where[len(now.Where)-1])
	case !now.AsOf.IsZero():
		s.setMoment(time.Time{})
	}
}

// turnPage shows the page so many places further in the navigation.
func (s *Shell) turnPage(by int) {
	all := page.All()
	for i, id := range all {
		if id == page.Parent(s.current) {
			s.Go(all[(i+by+len(all))%len(all)])
			return
		}
	}
}

func (s *Shell) quit() {
	s.remember()
	s.window.Close()
}

// chartKeys are the keys of a chart or a table that has the focus.
var chartKeys = [][2]string{
	{"Tab", "key.focus"}, {"← → ↑ ↓", "key.marks"}, {"Enter", "key.click"}, {"Home · End", "key.ends"}, {"Esc", "key.leave"}, {"Ctrl+C", "key.copy"},
}

// showKeys lists the keys.
func (s *Shell) showKeys() {
	grid := container.NewGridWithColumns(4)
	add := func(keys, text string) {
		grid.Add(widget.NewLabelWithStyle(keys, fyne.TextAlignTrailing, fyne.TextStyle{Bold: true}))
		label := widget.NewLabel(s.words.Say(text))
		label.Truncation = fyne.TextTruncateEllipsis
		grid.Add(label)
	}
	for _, k := range s.shortcuts() {
		add(k.keys, k.text)
	}
	add("F5", "key.present")
	for _, k := range chartKeys {
		add(k[0], k[1])
	}
	title := strings.TrimSpace(s.words.Say("key.title"))
	d := dialog.NewCustom(title, s.words.Say("close"), container.NewVScroll(grid), s.window)
	room := s.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(920, room.Width-40), min(620, room.Height-40)))
	d.Show()
}
