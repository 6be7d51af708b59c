package main

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/assets"
	"anlan/data/vocabulary"
)

func TestTidy(t *testing.T) {
	list := vocabulary.Cities()[0].Towns
	triangle := [][2]float64{{0, 0}, {1, 0}, {0, 1}}
	towns := collection{Features: []feature{
		{Properties: map[string]any{"name": "莞城街道"}, Geometry: geometry{"Polygon", [][][2]float64{triangle, {{0, 0}, {1, 1}}}}},
		{Properties: map[string]any{"name": "东城街道"}, Geometry: geometry{"Polygon", [][][2]float64{closed(triangle)}}},
	}}
	if err := tidy(&towns, list); err != nil {
		t.Fatal(err)
	}
	want := [][][2]float64{{{0, 0}, {1, 0}, {0, 1}, {0, 0}}}
	for i, key := range []string{"441900003", "441900006"} {
		f := towns.Features[i]
		if f.Properties["key"] != key {
			t.Errorf("feature %d is of town %v, want %s", i, f.Properties["key"], key)
		}
		if diff := cmp.Diff(want, f.Geometry.Coordinates); diff != "" {
			t.Errorf("feature %d (-want +got):\n%s", i, diff)
		}
	}
	stranger := collection{Features: []feature{{Properties: map[string]any{"name": "某镇"}, Geometry: geometry{"Polygon", nil}}}}
	if err := tidy(&stranger, list); err == nil {
		t.Error("a town that the vocabulary does not have is taken")
	}
}

// TestMap reads the map that the program has: all towns are there, every border is shared by two neighbours or is that of
// the city, and the city's border is one ring without holes.
func TestMap(t *testing.T) {
	raw := assets.Maps()["dongguan"]
	if len(raw) > 60_000 {
		t.Errorf("the map has %d bytes", len(raw))
	}
	var towns collection
	if err := json.Unmarshal(raw, &towns); err != nil {
		t.Fatal(err)
	}
	var keys []string
	edges := make(map[[4]float64]int)
	for _, f := range towns.Features {
		key, _ := f.Properties["key"].(string)
		keys = append(keys, key)
		for _, ring := range f.Geometry.Coordinates {
			if ring[0] != ring[len(ring)-1] {
				t.Errorf("a ring of %s is open", key)
			}
			for i := range ring[1:] {
				edges[edge(ring[i], ring[i+1])]++
			}
		}
	}
	var want []string
	for _, town := range vocabulary.Cities()[0].Towns.Entries() {
		if town.Kind != "zone" {
			want = append(want, town.Key)
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("towns of the map (-want +got):\n%s", diff)
	}
	neighbours := make(map[[2]float64][][2]float64)
	for e, n := range edges {
		if n > 2 {
			t.Errorf("%d towns share the border %v", n, e)
		}
		if n == 1 {
			a, b := [2]float64{e[0], e[1]}, [2]float64{e[2], e[3]}
			neighbours[a], neighbours[b] = append(neighbours[a], b), append(neighbours[b], a)
		}
	}
	if reached := walk(neighbours); reached != len(neighbours) {
		t.Errorf("the city's border has %d corners, and one ring goes through %d of them", len(neighbours), reached)
	}
}

// edge is a border between two corners, whichever way it is gone.
func edge(a, b [2]float64) [4]float64 {
	if a[0] > b[0] || a[0] == b[0] && a[1] > b[1] {
		a, b = b, a
	}
	return [4]float64{a[0], a[1], b[0], b[1]}
}

// walk counts the corners that can be reached from one of them.
func walk(neighbours map[[2]float64][][2]float64) int {
	seen := make(map[[2]float64]bool)
	var waiting [][2]float64
	for first := range neighbours {
		waiting = append(waiting, first)
		break
	}
	for len(waiting) > 0 {
		at := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if !seen[at] {
			seen[at] = true
			waiting = append(waiting, neighbours[at]...)
		}
	}
	return len(seen)
}
