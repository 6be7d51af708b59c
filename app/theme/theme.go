// Package theme dresses the window: the palette, the type and its sizes, the one font for every style.
package theme

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"anlan/assets"
)

// Sizes of type, in Fyne's units. Text does not shrink when the window does.
var TitleSize, HeadingSize, BodySize, AxisSize, NoteSize, FigureSize float32

func init() { SetSize(0) }

// Sizes is how many sizes of texts there are to choose from.
const Sizes = 4

// SetSize chooses the size of texts, from 0, the usual one, for all that is made from then on.
func SetSize(size int) {
	k := 1 + 0.12*float32(size)
	TitleSize, HeadingSize, BodySize, AxisSize, NoteSize, FigureSize = 23*k, 16*k, 15*k, 13*k, 12.5*k, 31*k
}

// Sizes of the layout.
const (
	NavWidth float32 = 168
	Gap      float32 = 12
	Edge     float32 = 18
	Radius   float32 = 6
)

// Theme is the program's Fyne theme.
type Theme struct {
	roles map[fyne.ThemeColorName]color.Color
	dark  bool
}

// New makes the light or the dark theme.
func New(dark bool) *Theme { return &Theme{roles: roles(assets.Theme(dark)), dark: dark} }

// Color parses a colour of the palette, "#rrggbb".
func Color(hex string) color.NRGBA {
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return color.NRGBA{A: 255} // palettes are constants, checked by a test
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}

func faded(hex string, alpha uint8) color.NRGBA {
	c := Color(hex)
	c.A = alpha
	return c
}

// roles are the colours that Fyne asks for, by the palette's.
func roles(p assets.Palette) map[fyne.ThemeColorName]color.Color {
	return map[fyne.ThemeColorName]color.Color{
		theme.ColorNameBackground:          Color(p.Ground),
		theme.ColorNameForeground:          Color(p.Ink),
		theme.ColorNameButton:              Color(p.Card),
		theme.ColorNameInputBackground:     Color(p.Card),
		theme.ColorNameMenuBackground:      Color(p.Card),
		theme.ColorNameOverlayBackground:   Color(p.Card),
		theme.ColorNameHeaderBackground:    Color(p.Card),
		theme.ColorNamePrimary:             Color(p.Primary),
		theme.ColorNameHyperlink:           Color(p.Primary),
		theme.ColorNameForegroundOnPrimary: Color(p.Card),
		theme.ColorNameFocus:               faded(p.Primary, 90),
		theme.ColorNameHover:               faded(p.Primary, 24),
		theme.ColorNamePressed:             faded(p.Primary, 48),
		theme.ColorNameSelection:           Color(p.PrimaryPale),
		theme.ColorNameSeparator:           Color(p.Line),
		theme.ColorNameInputBorder:         faded(p.Muted, 150),
		theme.ColorNamePlaceHolder:         Color(p.Muted),
		theme.ColorNameDisabled:            Color(p.Muted),
		theme.ColorNameDisabledButton:      Color(p.Line),
		theme.ColorNameError:               Color(p.Worse),
		theme.ColorNameSuccess:             Color(p.Better),
		theme.ColorNameWarning:             Color(p.Caution),
	}
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.roles[name]; ok {
		return c
	}
	variant := theme.VariantLight
	if t.dark {
		variant = theme.VariantDark
	}
	return theme.DefaultTheme().Color(name, variant)
}

var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.ttf", assets.Font(false))
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.ttf", assets.Font(true))
)

// Font implements fyne.Theme: the embedded font in every style, so that the window looks alike on every machine.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return bold
	}
	return regular
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return BodySize
	case theme.SizeNameCaptionText:
		return NoteSize
	case theme.SizeNameHeadingText:
		return TitleSize
	case theme.SizeNameSubHeadingText:
		return HeadingSize
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return Radius
	}
	return theme.DefaultTheme().Size(name)
}
