package e2e

import (
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// workspace makes a workspace file of the demonstration city.
func workspace(b *testing.B) string {
	b.Helper()
	folder, file := b.TempDir(), filepath.Join(b.TempDir(), "city.anlan")
	for _, args := range [][]string{{"sample", folder}, {"import", folder, "--workspace", file}} {
		if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			b.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	return file
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// report says the median and the 95th percentile of some spans of time.
func report(b *testing.B, name string, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	b.ReportMetric(ms(took[len(took)/2]), name+"-p50-ms")
	b.ReportMetric(ms(took[len(took)*95/100]), name+"-p95-ms")
}

// BenchmarkStart measures from the start of the program on a workspace to the first chart and to the whole first page.
func BenchmarkStart(b *testing.B) {
	file := workspace(b)
	var first, whole []time.Duration
	for b.Loop() {
		begin := time.Now()
		d := start(b, "--workspace", file)
		drawn := time.Duration(0)
		for drawn == 0 && time.Since(begin) < patience {
			s, ok := d.now()
			for _, c := range s.Charts {
				if ok && c.Marks > 0 {
					drawn = s.WrittenAt.Sub(begin)
				}
			}
			time.Sleep(5 * time.Millisecond)
		}
		first = append(first, drawn)
		s := d.wait("the first page", func(s shown) bool { return s.Title != "" && len(s.Charts) > 0 })
		whole = append(whole, s.WrittenAt.Sub(begin))
		d.stop()
	}
	report(b, "first", first)
	report(b, "whole", whole)
}

// BenchmarkPageSwitch measures from the key that turns to another page to the page with all of its charts; each page of the
// navigation is turned to once a round, the first round opens them: at once, or after the first page was looked at for a
// while, in which the program prepares others.
func BenchmarkPageSwitch(b *testing.B) {
	b.Run("at-once", func(b *testing.B) { turnPages(b, 0) })
	b.Run("after-a-look", func(b *testing.B) { turnPages(b, 10*time.Second) })
}

func turnPages(b *testing.B, look time.Duration) {
	b.Helper()
	d := start(b, "--sample")
	s := d.wait("the first page", func(s shown) bool { return s.Page != "" && s.Title != "" })
	time.Sleep(look)
	first := s.Page
	turn := func() time.Duration {
		before := s.Page
		begin := time.Now()
		d.send("key", "ctrl+Next")
		s = d.wait("the page after "+before, func(s shown) bool { return s.Page != before && s.Title != "" })
		return s.WrittenAt.Sub(begin)
	}
	var opened, again []time.Duration
	for opened = append(opened, turn()); s.Page != first; {
		opened = append(opened, turn())
	}
	for b.Loop() {
		again = append(again, turn())
	}
	report(b, "open", opened)
	report(b, "again", again)
}
