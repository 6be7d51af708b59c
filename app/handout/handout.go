// Package handout writes briefings into the files that leave the program.
package handout

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"anlan/analytics/briefing"
	"anlan/analytics/briefing/docx"
	"anlan/analytics/briefing/html"
	"anlan/analytics/briefing/pdf"
	"anlan/analytics/briefing/pptx"
	"anlan/analytics/briefing/xlsx"
	"anlan/app/drawing"
)

// Extensions lists the formats of handouts by their file name extensions.
func Extensions() []string {
	return []string{".html", ".xlsx", ".docx", ".pdf", ".pptx", briefing.Extension}
}

// IsKnown tells whether a briefing can be written to a file of this name.
func IsKnown(path string) bool { return slices.Contains(Extensions(), extension(path)) }

func extension(path string) string { return strings.ToLower(filepath.Ext(path)) }

// File makes a file of a briefing, in the format of the name's extension.
func File(ctx context.Context, path string, b briefing.Briefing) (content []byte, err error) {
	if extension(path) == briefing.Extension {
		return briefing.Encode(b)
	}
	program, err := drawing.Program()
	if err != nil {
		return nil, err
	}
	artist := briefing.NewArtist(program)
	defer func() { err = errors.Join(err, artist.Close()) }()
	switch extension(path) {
	case ".html":
		return html.Write(ctx, artist, b)
	case ".xlsx":
		return xlsx.Write(ctx, artist, b)
	case ".docx":
		return docx.Write(ctx, artist, b)
	case ".pdf":
		return pdf.Write(ctx, artist, b)
	case ".pptx":
		return pptx.Write(ctx, artist, b)
	}
	return nil, fmt.Errorf("no format of briefings %q", extension(path))
}
