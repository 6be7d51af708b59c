package page

import (
	"fyne.io/fyne/v2"

	"anlan/app/theme"
)

// area is a part of a page's sheet: one tile, or areas beside or below each other. It says how a page looks without a word
// about what stands on it.
type area struct {
	tile   int // of a single tile: its index
	parts  []area
	across bool    // the parts stand side by side
	share  float32 // of the room that the area around it has, beside the others
	height float32 // of a single tile: at least
}

// one is an area of a single tile, with a share of the room around it and a height that it does not go below.
func one(tile int, share, height float32) area {
	return area{tile: tile, share: share, height: height}
}

// beside sets areas side by side, below one under another.
func beside(share float32, parts ...area) area { return area{parts: parts, across: true, share: share} }
func below(share float32, parts ...area) area  { return area{parts: parts, share: share} }

// least is the height that an area does not go below.
func (a area) least() float32 {
	if len(a.parts) == 0 {
		return a.height
	}
	total := float32(0)
	for i, p := range a.parts {
		switch {
		case a.across:
			total = max(total, p.least())
		case i > 0:
			total += theme.Gap + p.least()
		default:
			total += p.least()
		}
	}
	return total
}

// place gives every tile of an area its place.
func (a area) place(tiles []fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	if len(a.parts) == 0 {
		tiles[a.tile].Move(at)
		tiles[a.tile].Resize(size)
		return
	}
	gaps := theme.Gap * float32(len(a.parts)-1)
	if a.across {
		for i, width := range divide(size.Width-gaps, a.parts, nil) {
			a.parts[i].place(tiles, at, fyne.NewSize(width, size.Height))
			at.X += width + theme.Gap
		}
		return
	}
	for i, height := range divide(size.Height-gaps, a.parts, area.least) {
		a.parts[i].place(tiles, at, fyne.NewSize(size.Width, height))
		at.Y += height + theme.Gap
	}
}

// divide splits a length by the parts' shares; none gets less than its least.
func divide(length float32, parts []area, least func(area) float32) []float32 {
	lengths := make([]float32, len(parts))
	fixed := make([]bool, len(parts))
	for {
		room, shares := length, float32(0)
		for i, p := range parts {
			if fixed[i] {
				room -= lengths[i]
			} else {
				shares += p.share
			}
		}
		again := false
		for i, p := range parts {
			if fixed[i] {
				continue
			}
			lengths[i] = room * p.share / shares
			if least != nil && lengths[i] < least(p) {
				lengths[i], fixed[i], again = least(p), true, true
			}
		}
		if !again {
			return lengths
		}
	}
}

// sheet lays out a page's tiles: on a wide window by one area, on a narrow one by another. The page scrolls where the room
// is not enough; texts do not shrink.
type sheet struct {
	wide, narrow area
	isNarrow     bool
}

// foldWidth is the width below which a sheet folds.
const foldWidth = 1250

func (s *sheet) area() area {
	if s.isNarrow {
		return s.narrow
	}
	return s.wide
}

// MinSize implements fyne.Layout.
func (s *sheet) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(760, s.area().least()) }

// Layout implements fyne.Layout.
func (s *sheet) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.isNarrow = size.Width < foldWidth
	s.area().place(objects, fyne.NewPos(0, 0), size)
}
