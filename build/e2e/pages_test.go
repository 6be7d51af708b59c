package e2e

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// TestEveryPage turns through the pages of the navigation in both languages on a small and a large screen.
func TestEveryPage(t *testing.T) {
	for _, screen := range []size{{1366, 768}, {1920, 1080}} {
		for _, language := range []string{"zh", "en"} {
			t.Run(screen.String()+"-"+language, func(t *testing.T) {
				d := startOn(t, newScreen(t, screen), "--sample", "--lang", language)
				s := d.wait("the first page", func(s shown) bool { return s.Page != "" && s.Title != "" })
				d.fill(screen)
				first, seen := s.Page, 0
				for {
					seen++
					d.look(screen, language)
					before := s.Page
					d.do("key", "ctrl+Next")
					s = d.wait("the page after "+before, func(s shown) bool { return s.Page != before && s.Title != "" })
					if s.Page == first {
						break
					}
				}
				if seen < 9 {
					t.Errorf("only %d pages", seen)
				}
			})
		}
	}
}

// look checks the page that is shown, and keeps a picture of it.
func (d *desktop) look(screen size, language string) {
	d.t.Helper()
	s := d.wait("rest", func(s shown) bool { return s.Title != "" })
	d.screenshot(fmt.Sprintf("%s-%s-%s", screen, language, s.Page))
	for _, fault := range s.faults() {
		d.t.Errorf("page %s: %s", s.Page, fault)
	}
	for _, c := range s.Charts {
		if c.X < 0 || c.X+c.Width > float64(screen.width) {
			d.t.Errorf("page %s: chart %s lies from %.0f to %.0f", s.Page, c.Kind, c.X, c.X+c.Width)
		}
	}
	if chinese := strings.ContainsFunc(s.Title, func(r rune) bool { return unicode.Is(unicode.Han, r) }); chinese != (language == "zh") {
		d.t.Errorf("page %s is titled %q", s.Page, s.Title)
	}
}

// TestDownToAnAccident filters by a click, opens an accident of what is left, and goes back to where it began.
func TestDownToAnAccident(t *testing.T) {
	d := start(t, "--sample")
	s := d.wait("the year", func(s shown) bool { return strings.Contains(s.Title, "4414") && len(s.Charts) == 4 })
	x, y := s.place(t, "sectors", "道路交通")
	d.move(x+30, y)
	d.do("click", "1")
	d.wait("road traffic", func(s shown) bool { return len(s.Where) == 1 && s.Where[0].Dimension == "sector" })
	for range 12 {
		if s = d.wait("rest", func(shown) bool { return true }); s.Page == "majors" {
			break
		}
		d.do("key", "ctrl+Next")
		d.wait("the next page", func(now shown) bool { return now.Page != s.Page })
	}
	if s.Page != "majors" {
		t.Fatal("there is no page about larger accidents")
	}
	area := s.area("majors-timeline")
	d.move(float64(area.Min.X+200), 270) // the first row of the table above the timeline
	d.do("click", "1")
	s = d.wait("the accident", func(s shown) bool { return len(s.Over) > 0 })
	if all := strings.Join(s.Over, " "); !strings.Contains(all, "道路交通") || !strings.Contains(all, "死亡") {
		t.Errorf("the accident's card says %q", all)
	}
	d.screenshot("accident")
	d.do("key", "Escape")
	d.wait("the page under it", func(s shown) bool { return len(s.Over) == 0 && len(s.Where) == 1 })
	d.do("key", "alt+Left")
	s = d.wait("the whole city", func(s shown) bool { return len(s.Where) == 0 })
	for _, fault := range s.faults() {
		t.Error(fault)
	}
}
