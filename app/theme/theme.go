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
const (
	TitleSize   float32 = 23
	HeadingSize float32 = 16
	BodySize    float32 = 15
	AxisSize    float32 = 13
	NoteSize    float32 = 12.5
	FigureSize  float32 = 31
)

// Sizes of the layout.
const (
	NavWidth float32 = 168
	Gap      float32 = 12
	Edge     float32 = 18
	Radius   float32 = 6
)

// Theme is the program's Fyne theme.
type Theme struct {
	palette assets.Palette
	dark    bool
}

// New makes the light or the dark theme.
func New(dark bool) *Theme { return &Theme{palette: assets.Theme(dark), dark: dark} }

// Palette is the set of colours behind the theme.
func (t *Theme) Palette() assets.Palette { return t.palette }

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

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	p := t.palette
	switch name {
	case theme.ColorNameBackground:
		return Color(p.Ground)
	case theme.ColorNameForeground:
		return Color(p.Ink)
	case theme.ColorNameButton, theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNameHeaderBackground:
		return Color(p.Card)
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return Color(p.Primary)
	case theme.ColorNameForegroundOnPrimary:
		return Color(p.Card)
	case theme.ColorNameFocus:
		return faded(p.Primary, 90)
	case theme.ColorNameHover:
		return faded(p.Primary, 24)
	case theme.ColorNamePressed:
		return faded(p.Primary, 48)
	case theme.ColorNameSelection:
		return Color(p.PrimaryPale)
	case theme.ColorNameSeparator, theme.ColorNameInputBorder:
		return Color(p.Line)
	case theme.ColorNamePlaceHolder, theme.ColorNameDisabled:
		return Color(p.Muted)
	case theme.ColorNameDisabledButton:
		return Color(p.Line)
	case theme.ColorNameError:
		return Color(p.Worse)
	case theme.ColorNameSuccess:
		return Color(p.Better)
	case theme.ColorNameWarning:
		return Color(p.Caution)
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
