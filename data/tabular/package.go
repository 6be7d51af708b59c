package tabular

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Limits of a workbook's package. A sheet of a million rows and a dozen columns unpacks to about half of maxUnpacked.
const (
	maxUnpacked   = 1 << 30   // all parts together
	maxInMemory   = 256 << 20 // parts that are not sheets or shared texts: styles, pictures
	maxDirectory  = 4 << 20   // the list of sheets and where they are
	maxParts      = 20000
	maxSheets     = 1000
	maxPackRatio  = 1000 // deflate packs at most so well; a part that claims more lies
	ratioApplies  = 1 << 20
	workbookPart  = "xl/workbook.xml"
	relationsPart = "xl/_rels/workbook.xml.rels"
)

// listedSheet is an entry of a workbook's list of sheets.
type listedSheet struct {
	name, part string
	hidden     bool
}

// readPackage checks a workbook's directory before anything is unpacked, and lists its sheets.
func readPackage(file string) (_ []listedSheet, err error) {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return nil, &Error{Code: CodeDamaged, File: file, Err: err}
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	if reason := absurd(&archive.Reader); reason != "" {
		return nil, &Error{Code: CodeBomb, File: file, Detail: reason}
	}
	targets, err := readRelations(&archive.Reader)
	if err != nil {
		return nil, &Error{Code: CodeDamaged, File: file, Err: err}
	}
	sheets, err := readSheetList(&archive.Reader, targets)
	if err != nil {
		return nil, &Error{Code: CodeDamaged, File: file, Err: err}
	}
	if len(sheets) > maxSheets {
		return nil, &Error{Code: CodeBomb, File: file, Detail: fmt.Sprintf("%d+ sheets", maxSheets)}
	}
	if err := checkStrings(&archive.Reader); err != nil {
		return nil, &Error{Code: CodeDamaged, File: file, Err: err}
	}
	return sheets, nil
}

// absurd says which limit a package goes beyond; empty where none.
func absurd(archive *zip.Reader) string {
	if len(archive.File) > maxParts {
		return fmt.Sprintf("%d files", len(archive.File))
	}
	var all, inMemory uint64
	for _, part := range archive.File {
		size := part.UncompressedSize64
		all += size
		if !strings.HasPrefix(part.Name, "xl/worksheets/") && part.Name != "xl/sharedStrings.xml" {
			inMemory += size
		}
		if size > ratioApplies && size/maxPackRatio > part.CompressedSize64 {
			return fmt.Sprintf("%d MB", size>>20)
		}
	}
	switch {
	case all > maxUnpacked:
		return fmt.Sprintf("%d MB", all>>20)
	case inMemory > maxInMemory:
		return fmt.Sprintf("%d MB", inMemory>>20)
	}
	return ""
}

// openPart opens a part of a package by its name, up to a length.
func openPart(archive *zip.Reader, name string, limit int64) (io.ReadCloser, error) {
	for _, part := range archive.File {
		if !strings.EqualFold(strings.TrimPrefix(part.Name, "/"), name) {
			continue
		}
		content, err := part.Open()
		if err != nil {
			return nil, err
		}
		return struct {
			io.Reader
			io.Closer
		}{io.LimitReader(content, limit), content}, nil
	}
	return nil, fmt.Errorf("no part %s", name)
}

// elements hands over the start of each element of a part, until use returns false.
func elements(archive *zip.Reader, name string, use func(xml.StartElement) bool) (err error) {
	content, err := openPart(archive, name, maxDirectory)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	decoder := xml.NewDecoder(content)
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if start, ok := token.(xml.StartElement); ok && !use(start) {
			return nil
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readRelations maps the ids of a workbook's parts to their names.
func readRelations(archive *zip.Reader) (map[string]string, error) {
	targets := make(map[string]string)
	err := elements(archive, relationsPart, func(e xml.StartElement) bool {
		if e.Name.Local == "Relationship" {
			target := attribute(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			targets[attribute(e, "Id")] = strings.TrimPrefix(target, "/")
		}
		return len(targets) <= maxParts
	})
	return targets, err
}

func readSheetList(archive *zip.Reader, targets map[string]string) (sheets []listedSheet, err error) {
	err = elements(archive, workbookPart, func(e xml.StartElement) bool {
		if e.Name.Local == "sheet" {
			id := ""
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" { // r:id, not sheetId
					id = a.Value
				}
			}
			if part := targets[id]; strings.Contains(part, "worksheets/") { // charts and macros are no tables
				state := attribute(e, "state")
				sheets = append(sheets, listedSheet{attribute(e, "name"), part, state == "hidden" || state == "veryHidden"})
			}
		}
		return len(sheets) <= maxSheets
	})
	return sheets, err
}
