package shell

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"anlan/app/page"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// build makes the window's frame.
func (s *Shell) build() fyne.CanvasObject {
	s.stage = container.NewStack()
	s.filters = newFilterBar(s)
	s.footer = widgets.NewLine(theme.NoteSize, false)
	s.message = widgets.NewLine(theme.NoteSize, false)
	s.bar = container.New(widgets.Inset(theme.Edge-6), s.filters.object)
	s.foot = container.New(foot{s.message}, s.footer, s.message)
	footer := container.New(widgets.Inset(6), s.foot)
	right := container.NewBorder(s.bar, container.New(edge{}, footer), nil, nil, s.stage)
	return container.New(&frame{}, s.buildNav(), right)
}

// edge leaves the page's air at both sides of the footer.
type edge struct{}

// MinSize implements fyne.Layout.
func (edge) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout implements fyne.Layout.
func (edge) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(theme.Edge-6, 0))
	objects[0].Resize(fyne.NewSize(size.Width-2*(theme.Edge-6), size.Height))
}

// foot gives a message the right half; without one, the whole line says what the figures rest on.
type foot struct{ message *widgets.Line }

// MinSize implements fyne.Layout.
func (foot) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(objects[1].MinSize())
}

// Layout implements fyne.Layout.
func (f foot) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Width
	if f.message.Text() != "" {
		left /= 2
	}
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}

// tell shows a message in the foot, or takes it away.
func (s *Shell) tell(spans ...widgets.Span) {
	s.message.Set(spans...)
	s.foot.Refresh()
}

// frame sets the navigation at the left and the page beside it.
type frame struct{}

// MinSize implements fyne.Layout.
func (*frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[1].MinSize()
	return fyne.NewSize(m.Width+theme.NavWidth, max(m.Height, objects[0].MinSize().Height))
}

// Layout implements fyne.Layout.
func (*frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(theme.NavWidth, size.Height))
	objects[1].Move(fyne.NewPos(theme.NavWidth, 0))
	objects[1].Resize(fyne.NewSize(size.Width-theme.NavWidth, size.Height))
}

func (s *Shell) buildNav() fyne.CanvasObject {
	name := widgets.NewLine(22, true, widgets.Span{Text: s.words.Say("window.title"), Color: color.White})
	s.city = widgets.NewLine(theme.NoteSize, false)
	head := container.New(widgets.Inset(18), container.NewVBox(name, s.city))
	items := container.New(stacked{})
	for i, group := range page.Groups() {
		if i > 0 {
			items.Add(container.New(groupGap{}, canvas.NewRectangle(theme.Color(s.palette.NavSelected))))
		}
		for _, id := range group {
			item := widgets.NewNavItem(widgets.Look{}, theme.BodySize, s.words.Say("page."+string(id)), nil, func() { s.Go(id) })
			s.nav[id] = item
			s.styleNav(id, item)
			items.Add(item)
		}
	}
	return container.NewStack(canvas.NewRectangle(theme.Color(s.palette.NavGround)), container.NewBorder(head, s.buildSettings(), nil, nil, container.NewVScroll(items)))
}

// buildSettings are the switches at the foot of the navigation: language, size of texts, theme.
func (s *Shell) buildSettings() fyne.CanvasObject {
	look := widgets.Look{Fill: theme.Color(s.palette.NavGround), Text: theme.Color(s.palette.NavMuted), Muted: theme.Color(s.palette.NavMuted)}
	item := func(text string, action func()) fyne.CanvasObject {
		return widgets.NewSmallPill(look, theme.NoteSize, text, "", action)
	}
	return container.New(widgets.Inset(6), container.NewGridWithColumns(2,
		item(s.words.Say("window.other_language"), s.turnLanguage), item(s.words.Say(s.otherTheme()), func() { s.SetDark(!s.dark) }),
		item("A−", func() { s.turnSize(-1) }), item("A+", func() { s.turnSize(1) }),
	))
}

// groupGap leaves air around the line between two groups of navigation items.
type groupGap struct{}

// MinSize implements fyne.Layout.
func (groupGap) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(20, 17) }

// Layout implements fyne.Layout.
func (groupGap) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(20, 8))
	objects[0].Resize(fyne.NewSize(size.Width-40, 1))
}

// stacked sets objects one below another without gaps. Where there is little height they move closer together.
type stacked struct{}

// closest is how much of their height objects keep at least.
const closest = 0.7

// MinSize implements fyne.Layout.
func (stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, stackedHeight(objects)*closest)
}

// Layout implements fyne.Layout.
func (stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	share := float32(1)
	if all := stackedHeight(objects); all > size.Height {
		share = max(closest, size.Height/all)
	}
	y := float32(0)
	for _, o := range objects {
		h := o.MinSize().Height * share
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h
	}
}

func stackedHeight(objects []fyne.CanvasObject) float32 {
	var all float32
	for _, o := range objects {
		all += o.MinSize().Height
	}
	return all
}

func (s *Shell) styleNav(id page.ID, item *widgets.Pill) {
	p := s.palette
	look := widgets.Look{Fill: theme.Color(p.NavGround), Text: theme.Color(p.NavText), Muted: theme.Color(p.NavMuted)}
	var bar color.Color
	if id == page.Parent(s.current) {
		look.Fill, look.Text, bar = theme.Color(p.NavSelected), color.White, theme.Color(p.Accent)
	}
	item.SetLook(look, bar)
}
