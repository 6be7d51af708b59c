package shell

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"anlan/analytics"
	"anlan/analytics/query"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// chipsOf makes a chip for every filter that is set; a tap releases it.
func (f *filterBar) chipsOf(s state.Selection) []fyne.CanvasObject {
	p := f.shell.palette
	look := widgets.Look{Fill: theme.Color(p.PrimaryPale), Text: theme.Color(p.Primary), Muted: theme.Color(p.Primary), Round: true}
	chips := f.knownChips(s)
	for _, c := range s.Where {
		var names []string
		for _, key := range c.Keys[:min(len(c.Keys), 3)] {
			names = append(names, f.name(c.Dimension, key))
		}
		text := f.shell.words.List(names)
		if len(c.Keys) > 3 {
			text += f.shell.words.Say("more", "count", len(c.Keys)-3)
		}
		if c.Not {
			text = f.shell.words.Say("filter.without", "members", text)
		}
		chips = append(chips, widgets.NewPill(look, theme.BodySize, "", text, "×", func() { f.release(c) }))
	}
	if len(s.Where) > 1 {
		plain := widgets.Look{Text: theme.Color(p.Muted), Muted: theme.Color(p.Muted), Round: true}
		chips = append(chips, widgets.NewPill(plain, theme.BodySize, "", f.shell.words.Say("filter.clear"), "", func() {
			s := f.shell.history.Now()
			s.Where = nil
			f.shell.Select(s)
		}))
	}
	return chips
}

// release lets go of one filter.
func (f *filterBar) release(c analytics.Condition) {
	s := f.shell.history.Now()
	if !c.Not {
		f.shell.Select(s.With(c.Dimension, nil))
		return
	}
	s.Where = slices.DeleteFunc(slices.Clone(s.Where), func(w analytics.Condition) bool { return w.Dimension == c.Dimension && w.Not })
	f.shell.Select(s)
}

// name is what a key of a dimension is called.
func (f *filterBar) name(d analytics.DimensionID, key string) string {
	l := f.shell.words.Language
	if key == analytics.UnknownKey {
		return analytics.Unknown.Label.In(l)
	}
	for _, m := range f.members[d] {
		if m.Key == key {
			return m.Label.In(l)
		}
	}
	if span, ok := query.SpanOfKey(d, key); ok {
		return f.shell.words.Printer().Period(span)
	}
	if d == analytics.Accident {
		return f.accidentName(key)
	}
	return key
}

// accidentName is what an accident is called; it is looked up when it is first to be named.
func (f *filterBar) accidentName(key string) string {
	if name, ok := f.accidents[key]; ok {
		return name
	}
	e := f.shell.engine
	f.accidents[key] = "…"
	state.Load(f.shell.loader, "accident name "+key, func(ctx context.Context) (analytics.Member, error) { return e.Member(ctx, analytics.Accident, key) }, func(m analytics.Member, err error) {
		if err != nil {
			f.shell.fail(err)
			return
		}
		f.accidents[key] = f.shell.words.Say("filter.accident", "name", m.Label.In(f.shell.words.Language))
		f.show()
	})
	return f.accidents[key]
}

// crumbsOf is the way back up: the spans that the period lies in, and what sector and town are looked at.
func (f *filterBar) crumbsOf(s state.Selection) []fyne.CanvasObject {
	p := f.shell.palette
	look := widgets.Look{Text: theme.Color(p.Primary), Muted: theme.Color(p.Muted)}
	here := widgets.Look{Text: theme.Color(p.Muted), Muted: theme.Color(p.Muted)}
	var objects []fyne.CanvasObject
	step := func(text string, action func()) {
		if action == nil {
			objects = append(objects, widgets.NewCrumb(here, theme.NoteSize, text, "", nil))
			return
		}
		objects = append(objects, widgets.NewCrumb(look, theme.NoteSize, text, "›", action))
	}
	if path := state.Path(s.Period, f.shell.coverage); len(path) > 1 {
		for _, span := range path[:len(path)-1] {
			step(f.shell.words.Printer().Period(span), func() { f.setPeriod(span) })
		}
		step(f.shell.words.Printer().Period(s.Period), nil)
	}
	for _, d := range []analytics.DimensionID{analytics.Sector, analytics.Town} {
		keys := s.Keys(d)
		if len(keys) != 1 {
			continue
		}
		step(f.shell.words.Say("crumb.all."+string(d)), func() {
			f.shell.Select(f.shell.history.Now().With(d, nil).With(analytics.Subsector, nil))
		})
		sub := s.Keys(analytics.Subsector)
		if d == analytics.Sector && len(sub) == 1 {
			step(f.name(d, keys[0]), func() { f.shell.Select(f.shell.history.Now().With(analytics.Subsector, nil)) })
			step(f.name(analytics.Subsector, sub[0]), nil)
			continue
		}
		step(f.name(d, keys[0]), nil)
	}
	return objects
}
