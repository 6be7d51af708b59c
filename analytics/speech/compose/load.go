package compose

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"anlan/analytics"
	"anlan/assets"
)

// Load reads the template of an office, or, where the office has none at that path, the one that comes with the program.
func Load(path string, l analytics.Language) (*Template, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = assets.Speech(string(l))
	}
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	return Parse(string(raw))
}
