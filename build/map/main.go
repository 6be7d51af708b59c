// Command map makes the map of a city's towns from boundaries as they are found:
//
//	(cd build/map && npm ci)
//	go run ./build/map towns.geojson
//
// It closes rings that are open, drops those without an area, names every feature by the town's key in the vocabulary, lets
// neighbours share their borders, simplifies them, and writes assets/maps/dongguan.json. The boundaries are those of
// github.com/eddiehe99/dongguan-map at commit 29b0df3; they are not official.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"anlan/data/vocabulary"
)

const (
	target    = "assets/maps/dongguan.json"
	mapshaper = "build/map/node_modules/.bin/mapshaper"
)

// collection is a GeoJSON feature collection of polygons.
type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
}

type feature struct {
	Type       string         `json:"type"`
	Properties map[string]any `json:"properties"`
	Geometry   geometry       `json:"geometry"`
}

type geometry struct {
	Type        string         `json:"type"`
	Coordinates [][][2]float64 `json:"coordinates"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./build/map BOUNDARIES.geojson")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "map:", err)
		os.Exit(1)
	}
}

func run(source string) error {
	raw, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	var towns collection
	if err := json.Unmarshal(raw, &towns); err != nil {
		return fmt.Errorf("read %s: %w", source, err)
	}
	if err := tidy(&towns, vocabulary.Cities()[0].Towns); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "anlan-map")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	tidied, err := json.Marshal(towns)
	if err != nil {
		return err
	}
	input := filepath.Join(folder, "towns.json")
	if err := os.WriteFile(input, tidied, 0o600); err != nil {
		return err
	}
	return simplify(input)
}

// tidy closes the rings, keeps those that enclose something, and gives the features their towns' keys and names.
func tidy(towns *collection, list *vocabulary.List) error {
	for i := range towns.Features {
		f := &towns.Features[i]
		if f.Geometry.Type != "Polygon" {
			return fmt.Errorf("feature %d is a %s, not a polygon", i, f.Geometry.Type)
		}
		name, _ := f.Properties["name"].(string)
		town, ok := list.Resolve(name)
		if !ok {
			return fmt.Errorf("%q is no town of the vocabulary", name)
		}
		f.Properties = map[string]any{"key": town.Key, "name": town.ZH}
		var rings [][][2]float64
		for _, ring := range f.Geometry.Coordinates {
			if ring = closed(ring); len(ring) > 3 {
				rings = append(rings, ring)
			}
		}
		f.Geometry.Coordinates = rings
	}
	slices.SortFunc(towns.Features, func(a, b feature) int {
		x, _ := a.Properties["key"].(string)
		y, _ := b.Properties["key"].(string)
		return strings.Compare(x, y)
	})
	return nil
}

// closed is a ring that ends where it began.
func closed(ring [][2]float64) [][2]float64 {
	if n := len(ring); n > 0 && ring[0] != ring[n-1] {
		return append(slices.Clone(ring), ring[0])
	}
	return ring
}

// simplify lets mapshaper snap the borders of neighbours to each other (0.0005° are some 50 m), close the cracks that are
// left, and take out what is smaller than 250 m. A place well inside each town, "cp", is where ECharts puts its name.
func simplify(input string) error {
	cmd := exec.Command(mapshaper, "-i", input, "-clean", "gap-width=1km", "close-outer-gaps", "snap-interval=0.0005",
		"-simplify", "weighted", "interval=250m", "keep-shapes", "-clean",
		"-each", "cp = [+this.innerX.toFixed(4), +this.innerY.toFixed(4)]", "-o", target, "precision=0.0001")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("simplify (is mapshaper there? npm ci in build/map installs it): %w", err)
	}
	return nil
}
