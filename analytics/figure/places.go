package figure

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/assets"
)

// atlas has the keys of the towns of each embedded map, by the map's name.
var atlas = sync.OnceValue(func() map[string]map[string]bool {
	keys := make(map[string]map[string]bool)
	for name, raw := range assets.Maps() {
		var collection struct {
			Features []struct {
				Properties struct{ Key string }
			}
		}
		if err := json.Unmarshal(raw, &collection); err != nil {
			panic(fmt.Errorf("read map %s: %w", name, err)) // the file is part of the program, and a test reads it
		}
		keys[name] = make(map[string]bool)
		for _, f := range collection.Features {
			keys[name][f.Properties.Key] = true
		}
	}
	return keys
})

// leastFound is the share of a workspace's towns that a map has to have to be theirs.
const leastFound = 0.8

// mapOf finds the map that the towns of a frame lie on; "" where there is none.
func mapOf(rows []engine.Row) string {
	for _, name := range slices.Sorted(maps.Keys(atlas())) {
		towns, found := 0, 0
		for _, r := range rows {
			if isUnknown(r.Members[0]) {
				continue
			}
			towns++
			if atlas()[name][r.Members[0].Key] {
				found++
			}
		}
		if found > 0 && float64(found) >= leastFound*float64(towns) {
			return name
		}
	}
	return ""
}

// spot is one town on a map.
type spot struct {
	member analytics.Member
	value  engine.Value
	tip    string
}

// TownSheet is what targets open that stand for one town: the sheet about it.
const TownSheet = "town"

// memberTarget is what a click on a member of a dimension filters by; of a town also what a double click opens.
func memberTarget(d analytics.DimensionID, m analytics.Member) Target {
	t := Target{Conditions: []analytics.Condition{{Dimension: d, Keys: []string{m.Key}}}}
	if d == analytics.Town && !isUnknown(m) {
		t.Opens = TownSheet
	}
	return t
}
