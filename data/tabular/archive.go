package tabular

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Limits of an archive of files.
const (
	maxMembers       = 10000
	maxArchiveMember = 4 << 30
	maxArchive       = 8 << 30
)

// Member is one file of a folder or an archive, or a file by itself.
type Member struct {
	Path  string // where its bytes are; of an archive's member a temporary file that is gone after use
	Shown string // its name for people: "reports.zip/8月/台账.xlsx"
	Table bool   // its name ends as those of tables do
	Err   error  // why it cannot be used; Path is empty then
}

// tableEndings are the endings of the names of tables, in lower case.
var tableEndings = map[string]bool{
	".csv": true, ".tsv": true, ".txt": true, ".xlsx": true, ".xlsm": true, ".xls": true, ".et": true, ".parquet": true, ".json": true,
	".jsonl": true, ".ndjson": true, ".zip": true,
}

// Walk hands over a file, or every file in a folder and the folders in it, in the order of their names; an archive among
// them is opened. What programs leave behind (hidden files, locks) is passed over.
func Walk(ctx context.Context, root string, use func(Member) error) error {
	info, err := os.Stat(root)
	if err != nil || !info.IsDir() {
		return walkFile(ctx, root, use)
	}
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return use(Member{Shown: name, Err: &Error{Code: CodeUnreadable, File: name, Err: err}})
		case name != root && isLeftBehind(d.Name()) && d.IsDir():
			return fs.SkipDir
		case d.IsDir() || !d.Type().IsRegular() || isLeftBehind(d.Name()):
			return nil
		}
		return walkFile(ctx, name, use)
	})
}

// isLeftBehind tells what editors and systems leave beside files.
func isLeftBehind(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || name == "__MACOSX" || strings.EqualFold(name, "thumbs.db") || strings.EqualFold(name, "desktop.ini")
}

func isTableName(name string) bool { return tableEndings[strings.ToLower(path.Ext(name))] }

func walkFile(ctx context.Context, name string, use func(Member) error) error {
	if format, err := Sniff(name); err == nil && format == FormatArchive {
		return walkArchive(ctx, name, use)
	}
	return use(Member{Path: name, Shown: name, Table: isTableName(name)})
}

// walkArchive unpacks one member after another.
func walkArchive(ctx context.Context, name string, use func(Member) error) (err error) {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return use(Member{Shown: name, Err: &Error{Code: CodeDamaged, File: name, Err: err}})
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	if reason := tooMuch(archive.File); reason != "" {
		return use(Member{Shown: name, Err: &Error{Code: CodeBomb, File: name, Detail: reason}})
	}
	for _, part := range archive.File {
		inner := memberName(part)
		if part.FileInfo().IsDir() || leftBehindInside(inner) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := useMember(part, filepath.Join(name, filepath.FromSlash(inner)), use); err != nil {
			return err
		}
	}
	return nil
}

func tooMuch(parts []*zip.File) string {
	if len(parts) > maxMembers {
		return fmt.Sprintf("%d files", len(parts))
	}
	var all uint64
	for _, part := range parts {
		size := part.UncompressedSize64
		all += size
		if size > maxArchiveMember || all > maxArchive || size > ratioApplies && size/maxPackRatio > part.CompressedSize64 {
			return fmt.Sprintf("%d MB", max(size, all)>>20)
		}
	}
	return ""
}

// memberName is the name of an archive's member in UTF-8: programs of Chinese systems write it in GBK. It never leads out
// of the archive.
func memberName(part *zip.File) string {
	name := part.Name
	if part.NonUTF8 && !utf8.ValidString(name) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = decoded
		}
	}
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "\ufffd"), `\`, "/")
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

func leftBehindInside(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if isLeftBehind(part) {
			return true
		}
	}
	return false
}

// useMember unpacks a member to a temporary file for as long as it is used.
func useMember(part *zip.File, shown string, use func(Member) error) (err error) {
	const encrypted = 1
	m := Member{Shown: shown, Table: isTableName(shown)}
	if part.Flags&encrypted != 0 {
		m.Err = &Error{Code: CodeEncrypted, File: shown}
		return use(m)
	}
	m.Path, err = unpack(part)
	if m.Path != "" {
		defer func() { err = errors.Join(err, os.Remove(m.Path)) }()
	}
	if err != nil {
		m.Err = memberError(shown, err)
		return use(m)
	}
	if format, err := Sniff(m.Path); err == nil && format == FormatArchive {
		m.Err = &Error{Code: CodeArchive, File: shown} // an archive in an archive
	}
	return use(m)
}

func memberError(shown string, err error) error {
	var full *Error
	if errors.As(err, &full) {
		full.File = shown
		return full
	}
	return &Error{Code: CodeDamaged, File: shown, Err: err}
}

func unpack(part *zip.File) (name string, err error) {
	in, err := part.Open()
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.CreateTemp("", "anlan-unpacked-*")
	if err != nil {
		return "", writeError(part.Name, err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := io.Copy(out, io.LimitReader(in, maxArchiveMember)); err != nil {
		if wrapped := writeError(part.Name, err); HasCode(wrapped, CodeDiskFull) {
			return out.Name(), wrapped
		}
		return out.Name(), err
	}
	return out.Name(), nil
}
