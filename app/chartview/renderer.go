package chartview

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{view: v, ring: canvas.NewRectangle(color.Transparent)}
	r.raster = canvas.NewRaster(r.generate)
	r.raster.ScaleMode = canvas.ImageScaleSmooth
	r.Refresh()
	return r
}

type renderer struct {
	view   *View
	raster *canvas.Raster
	ring   *canvas.Rectangle
}

// generate hands the finished picture out. When the screen has another number of pixels for it, it is drawn again.
func (r *renderer) generate(w, h int) image.Image {
	v := r.view
	if v.wanted.width > 0 && w > 0 {
		across := v.Size().Width
		if v.slide.width > 0 {
			across = float32(v.slide.width)
		}
		if scale := float64(w) / float64(across); math.Abs(scale-v.wanted.scale) > 0.01 {
			v.wanted.scale = scale
			v.loader.Post(v.fitToSize)
		}
	}
	if v.image == nil {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	return v.image
}

func (r *renderer) MinSize() fyne.Size { return r.view.MinSize() }

func (r *renderer) Layout(size fyne.Size) {
	// A picture drawn for another size keeps its own until the new one is there, so that nothing is stretched.
	k := r.view.factor()
	shown := fyne.NewSize(float32(r.view.shown.width)*k, float32(r.view.shown.height)*k)
	if r.view.image == nil {
		shown = size
	}
	r.raster.Resize(shown)
	r.ring.Resize(size)
}

func (r *renderer) Refresh() {
	r.raster.Translucency = 0
	if r.view.busy && r.view.image != nil {
		r.raster.Translucency = 0.3
	}
	r.raster.Hidden = r.view.image == nil
	r.ring.StrokeWidth = 0
	if r.view.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = theme.Color(theme.ColorNameFocus), 2, 4
	}
	r.Layout(r.view.Size())
	r.raster.Refresh()
	r.ring.Refresh()
}

func (r *renderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.raster, r.ring} }

func (r *renderer) Destroy() {}
