// Package gallery has options of every kind of chart and of the features of ECharts that charts use, for tests and
// measurements. No chart of the program is among them.
package gallery

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
)

//go:embed options/*.json
var files embed.FS

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
	entries, err := files.ReadDir("options")
	if err != nil {
		return nil, fmt.Errorf("list the options: %w", err)
	}
	for _, e := range entries {
		text, err := files.ReadFile(path.Join("options", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read option %s: %w", e.Name(), err)
		}
		options[strings.TrimSuffix(e.Name(), ".json")] = text
	}
	return options, nil
}
