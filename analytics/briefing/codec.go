package briefing

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"anlan/analytics"
)

// Extension is the file name extension of a briefing.
const Extension = ".anlan-briefing"

// The version of the format that this program writes, and the bounds of what it reads.
const (
	formatVersion  = 1
	maxFile        = 512 << 20
	maxEntry       = 64 << 20
	maxEntries     = 3000
	maxSlides      = 1000
	maxAnnotations = 200
	maxText        = 100_000 // bytes of one text that a person wrote
)

// Errors of files that are no briefing of ours. FileError carries them.
var (
	ErrForeign = errors.New("the file is no briefing")
	ErrNewer   = errors.New("the briefing is of a newer program")
	ErrDamaged = errors.New("the briefing is damaged")
)

// FileError says why a briefing could not be read.
type FileError struct {
	Kind error // ErrForeign, ErrNewer or ErrDamaged
	Err  error
}

func (e *FileError) Error() string { return fmt.Sprintf("%v: %v", e.Kind, e.Err) }

// Unwrap gives the kind and the cause.
func (e *FileError) Unwrap() []error { return []error{e.Kind, e.Err} }

func damaged(format string, args ...any) error {
	return &FileError{Kind: ErrDamaged, Err: fmt.Errorf(format, args...)}
}

// manifest is the entry briefing.json: the briefing without its figures.
type manifest struct {
	Format   int
	ID       string
	Title    string
	Language analytics.Language
	MadeAt   time.Time
	Slides   []slideEntry
	Facts    *factsEntry `json:",omitempty"`
}

// factsEntry are the enclosed rows, whose tables are entries of their own.
type factsEntry struct {
	State  State
	Tables map[string]string // entry of each table
}

// slideEntry is a slide whose figure and data are entries of their own.
type slideEntry struct {
	Slide
	Frozen *struct{} `json:",omitempty"` // hides the slide's own
	Figure string    `json:",omitempty"` // entry of the figure
	Data   string    `json:",omitempty"` // entry of its data
}

const manifestEntry = "briefing.json"

// Encode writes a briefing as one file: a ZIP archive of a list, figures and their data.
func Encode(b Briefing) ([]byte, error) {
	var out bytes.Buffer
	w := writer{zip.NewWriter(&out), make(map[string]bool)}
	m := manifest{Format: formatVersion, ID: b.ID, Title: b.Title, Language: b.Language, MadeAt: b.MadeAt}
	for _, s := range b.Slides {
		entry := slideEntry{Slide: s}
		entry.Slide.Frozen = nil
		if s.Frozen != nil {
			figure, err := json.Marshal(s.Frozen)
			if err != nil {
				return nil, fmt.Errorf("write slide %q: %w", s.Name(), err)
			}
			if entry.Figure, err = w.add("figures/", ".json", figure, zip.Deflate); err != nil {
				return nil, err
			}
			if entry.Data, err = w.add("data/", ".json.gz", s.Frozen.data, zip.Store); err != nil {
				return nil, err
			}
		}
		m.Slides = append(m.Slides, entry)
	}
	var err error
	if m.Facts, err = w.facts(b.Facts); err != nil {
		return nil, err
	}
	list, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write the briefing: %w", err)
	}
	if err := w.write(manifestEntry, list, zip.Deflate); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("write the briefing: %w", err)
	}
	return out.Bytes(), nil
}

// facts adds the enclosed rows.
func (w writer) facts(f *Facts) (*factsEntry, error) {
	if f == nil {
		return nil, nil
	}
	entry := &factsEntry{State: f.State, Tables: make(map[string]string)}
	for _, table := range slices.Sorted(maps.Keys(f.Tables)) {
		name, err := w.add("facts/", ".parquet", f.Tables[table], zip.Store)
		if err != nil {
			return nil, err
		}
		entry.Tables[table] = name
	}
	return entry, nil
}

// writer adds entries that are named by their content, each once.
type writer struct {
	*zip.Writer
	has map[string]bool
}

func (w writer) add(folder, extension string, content []byte, method uint16) (string, error) {
	sum := sha256.Sum256(content)
	name := folder + hex.EncodeToString(sum[:]) + extension
	if w.has[name] {
		return name, nil
	}
	w.has[name] = true
	return name, w.write(name, content, method)
}

func (w writer) write(name string, content []byte, method uint16) error {
	entry, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err == nil {
		_, err = entry.Write(content)
	}
	if err != nil {
		return fmt.Errorf("write the briefing's %s: %w", name, err)
	}
	return nil
}

// Decode reads a briefing. What it holds is checked and bounded: the file may come from anywhere.
func Decode(content []byte) (Briefing, error) {
	if len(content) > maxFile {
		return Briefing{}, damaged("%d bytes are more than %d", len(content), maxFile)
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return Briefing{}, &FileError{Kind: ErrForeign, Err: err}
	}
	r, err := newReader(archive)
	if err != nil {
		return Briefing{}, err
	}
	var m manifest
	if err := r.json(manifestEntry, &m); err != nil {
		return Briefing{}, &FileError{Kind: ErrForeign, Err: err}
	}
	if m.Format > formatVersion {
		return Briefing{}, &FileError{Kind: ErrNewer, Err: fmt.Errorf("format %d, this program knows %d", m.Format, formatVersion)}
	}
	b := Briefing{ID: m.ID, Title: m.Title, Language: m.Language, MadeAt: m.MadeAt}
	if len(m.Slides) > maxSlides {
		return b, damaged("%d slides", len(m.Slides))
	}
	for i, entry := range m.Slides {
		slide, err := r.slide(entry)
		if err != nil {
			return b, damaged("slide %d: %w", i+1, err)
		}
		b.Slides = append(b.Slides, slide)
	}
	if b.Facts, err = r.facts(m.Facts); err != nil {
		return b, damaged("enclosed rows: %w", err)
	}
	return b, check(b)
}

// reader reads the entries of an archive.
type reader struct {
	files map[string]*zip.File
	left  uint64 // bytes that may still be unpacked
}

func newReader(archive *zip.Reader) (*reader, error) {
	if len(archive.File) > maxEntries {
		return nil, damaged("%d entries", len(archive.File))
	}
	r := &reader{files: make(map[string]*zip.File), left: maxFile}
	for _, f := range archive.File {
		r.files[f.Name] = f
	}
	return r, nil
}

func (r *reader) bytes(name string) ([]byte, error) {
	file := r.files[name]
	if file == nil {
		return nil, fmt.Errorf("entry %q is missing", name)
	}
	entry, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("entry %q: %w", name, err)
	}
	most := min(maxEntry, r.left)
	content, err := io.ReadAll(io.LimitReader(entry, int64(most)+1))
	if err = errors.Join(err, entry.Close()); err != nil {
		return nil, fmt.Errorf("entry %q: %w", name, err)
	}
	if uint64(len(content)) > most {
		return nil, fmt.Errorf("entry %q is larger than %d bytes", name, most)
	}
	r.left -= uint64(len(content))
	return content, nil
}

func (r *reader) json(name string, value any) error {
	content, err := r.bytes(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, value); err != nil {
		return fmt.Errorf("entry %q: %w", name, err)
	}
	return nil
}

// facts reads the enclosed rows.
func (r *reader) facts(entry *factsEntry) (*Facts, error) {
	if entry == nil {
		return nil, nil
	}
	f := &Facts{State: entry.State, Tables: make(map[string][]byte)}
	for table, name := range entry.Tables {
		content, err := r.bytes(name)
		if err != nil {
			return nil, err
		}
		f.Tables[table] = content
	}
	return f, nil
}

// slide reads a slide with its figure.
func (r *reader) slide(entry slideEntry) (Slide, error) {
	s := entry.Slide
	if entry.Figure == "" {
		return s, nil
	}
	s.Frozen = &Frozen{}
	if err := r.json(entry.Figure, s.Frozen); err != nil {
		return s, err
	}
	data, err := r.bytes(entry.Data)
	if err != nil {
		return s, err
	}
	s.Frozen.enclose(data)
	return s, nil
}
