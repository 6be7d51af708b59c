package echarts_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/build/gallery"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestKinds lays every kind of chart out and compares the drawing with the golden one, which a person has looked at.
// Run with -update to write the drawings anew, and look at them.
func TestKinds(t *testing.T) {
	p := realProgram(t)
	options, err := gallery.Options()
	if err != nil {
		t.Fatal(err)
	}
	for name, option := range options {
		t.Run(name, func(t *testing.T) {
			scene, err := p.Render(t.Context(), option, 560, 360)
			if err != nil {
				t.Fatal(err)
			}
			got := p.SVG(scene)
			golden := filepath.Join("testdata", "scenes", name+".svg")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("the drawing differs (-want +got):\n%.2000s", diff)
			}
		})
	}
}
