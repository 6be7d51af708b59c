package parity

import (
	"image"
	"image/color"
	"math"
)

// luma is a picture's brightness, row by row.
func luma(img *image.RGBA) []float64 {
	b := img.Bounds()
	list := make([]float64, 0, b.Dx()*b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := img.RGBAAt(x, y)
			list = append(list, 0.299*float64(c.R)+0.587*float64(c.G)+0.114*float64(c.B))
		}
	}
	return list
}

// ssim is the mean structural similarity of two pictures of one size, over windows of 8×8 pixels every 4 pixels (Wang, Bovik,
// Sheikh, Simoncelli 2004, with the uniform window and the constants of that paper). 1 is the same picture. Most of a chart
// is empty ground, which is the same in any two pictures; inked is the mean over the windows in which one of them drew.
func ssim(a, b *image.RGBA) (all, inked float64) {
	const window, step = 8, 4
	const c1, c2 = (0.01 * 255) * (0.01 * 255), (0.03 * 255) * (0.03 * 255)
	x, y := luma(a), luma(b)
	w, h := a.Bounds().Dx(), a.Bounds().Dy()
	var sums [2]float64
	var counts [2]int
	for top := 0; top+window <= h; top += step {
		for left := 0; left+window <= w; left += step {
			var sx, sy, sxx, syy, sxy float64
			for v := top; v < top+window; v++ {
				for u := left; u < left+window; u++ {
					p, q := x[v*w+u], y[v*w+u]
					sx, sy, sxx, syy, sxy = sx+p, sy+q, sxx+p*p, syy+q*q, sxy+p*q
				}
			}
			const count = window * window
			mx, my := sx/count, sy/count
			vx, vy, cov := sxx/count-mx*mx, syy/count-my*my, sxy/count-mx*my
			value := (2*mx*my + c1) * (2*cov + c2) / ((mx*mx + my*my + c1) * (vx + vy + c2))
			sums[0], counts[0] = sums[0]+value, counts[0]+1
			if vx+vy > 1 {
				sums[1], counts[1] = sums[1]+value, counts[1]+1
			}
		}
	}
	return sums[0] / float64(counts[0]), sums[1] / float64(max(counts[1], 1))
}

// tolerance is how far a colour component may differ, of 255, before a pixel counts as different.
const tolerance = 48

// differing is the share of pixels of which a component differs by more than the tolerance.
func differing(a, b *image.RGBA) float64 {
	n := 0
	for i := 0; i < len(a.Pix); i += 4 {
		for j := range 3 {
			if math.Abs(float64(a.Pix[i+j])-float64(b.Pix[i+j])) > tolerance {
				n++
				break
			}
		}
	}
	return float64(n) / float64(len(a.Pix)/4)
}

// difference shows where two pictures differ: the darker, the more.
func difference(a, b *image.RGBA) *image.RGBA {
	d := image.NewRGBA(a.Bounds())
	for i := 0; i < len(a.Pix); i += 4 {
		most := 0.0
		for j := range 3 {
			most = max(most, math.Abs(float64(a.Pix[i+j])-float64(b.Pix[i+j])))
		}
		v := uint8(255 - most)
		d.Set(i/4%a.Bounds().Dx(), i/4/a.Bounds().Dx(), color.RGBA{v, v, v, 255})
	}
	return d
}
