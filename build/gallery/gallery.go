// Package gallery has options of every kind of chart and of the features of ECharts that charts use, for tests and
// measurements. No chart of the program is among them.
package gallery

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"strings"
)

//go:embed options/*.json maps/*.json
var files embed.FS

// Maps are the maps that the options name, as GeoJSON.
func Maps() (map[string][]byte, error) { return folder("maps") }

// Options are the options by name: those that go-echarts builds, and files with what it has no fields for.
func Options() (map[string][]byte, error) {
	options := make(map[string][]byte)
	for name, b := range built() {
		b.Validate()
		text, err := json.Marshal(b.JSON())
		if err != nil {
			return nil, fmt.Errorf("write option %s: %w", name, err)
		}
		options[name] = text
	}
	named, err := folder("options")
	maps.Copy(options, named)
	return options, err
}

// folder reads the files of a folder by their names without extension.
func folder(name string) (map[string][]byte, error) {
	entries, err := files.ReadDir(name)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", name, err)
	}
	texts := make(map[string][]byte)
	for _, e := range entries {
		text, err := files.ReadFile(path.Join(name, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", e.Name(), err)
		}
		texts[strings.TrimSuffix(e.Name(), ".json")] = text
	}
	return texts, nil
}
