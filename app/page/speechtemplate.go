package page

import (
	"path/filepath"

	"github.com/adrg/xdg"

	"anlan/analytics"
)

// TemplateFile is where an office keeps its template of the indicator paragraphs in a language: in the folder of the user's
// settings. Where there is no such file, the template that comes with the program is used.
func TemplateFile(l analytics.Language) string {
	return filepath.Join(xdg.ConfigHome, "anlan", "speech_"+string(l)+".txt")
}
