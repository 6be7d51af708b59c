package briefing

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"anlan/analytics"
)

// Briefing is an ordered list of slides.
type Briefing struct {
	ID       string
	Title    string
	Language analytics.Language
	MadeAt   time.Time
	Slides   []Slide
	Facts    *Facts // the rows that the figures rest on; nil where they are not enclosed
}

// Facts are rows of a workspace, from which figures can be computed again: one Parquet file a table.
type Facts struct {
	State  State // of the workspace that they were taken from
	Tables map[string][]byte
}

// SlideType says what a slide shows.
type SlideType string

// The types of slides.
const (
	ChartSlide   SlideType = "chart"
	TableSlide   SlideType = "table"
	FindingSlide SlideType = "finding" // a sentence with its figures, as large as it can be
	TextSlide    SlideType = "text"    // free text, without figures of the workspace
)

// Slide is one slide.
type Slide struct {
	ID     string
	Type   SlideType
	Title  string // as a person named it; empty: the finding says it
	Body   string // of text slides, one paragraph a line
	Notes  string // for who speaks
	Marks  []Annotation
	Frozen *Frozen // nil for text slides
}

// Name is what stands over the slide.
func (s Slide) Name() string {
	if s.Title == "" && s.Frozen != nil {
		return s.Frozen.Finding.String()
	}
	return s.Title
}

// Subtitle says what the slide's figures count.
func (s Slide) Subtitle() string {
	if s.Frozen == nil {
		return ""
	}
	return s.Frozen.Subtitle
}

// AnnotationKind is a kind of annotation.
type AnnotationKind string

// The kinds of annotations.
const (
	TextMark  AnnotationKind = "text"  // a text at a place
	ArrowMark AnnotationKind = "arrow" // an arrow from a place to another, with a text at its tail
	DatumMark AnnotationKind = "datum" // a bar, cell or point that stands out, with a text at it
)

// Annotation is what a person drew onto a chart. Places are parts of the chart's width and height, from 0 to 1, so that
// they hold in every size.
type Annotation struct {
	Kind          AnnotationKind
	Text          string  `json:",omitempty"`
	X, Y          float64 `json:",omitempty"`
	ToX, ToY      float64 `json:",omitempty"`
	Series, Index int     `json:",omitempty"` // of a datum
}

// NewID makes the name of a briefing or a slide.
func NewID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails; the program ends where the system has no randomness
	return hex.EncodeToString(b[:])
}

// Slide finds a slide by its ID; −1 where there is none.
func (b Briefing) Slide(id string) int {
	return slices.IndexFunc(b.Slides, func(s Slide) bool { return s.ID == id })
}

// States are the states of the workspace that the slides were frozen in, each once, the oldest first.
func (b Briefing) States() []State {
	var list []State
	for _, s := range b.Slides {
		if s.Frozen == nil || slices.ContainsFunc(list, func(o State) bool { return o.Checksum == s.Frozen.State.Checksum }) {
			continue
		}
		list = append(list, s.Frozen.State)
	}
	slices.SortStableFunc(list, func(a, b State) int { return a.At.Compare(b.At) })
	return list
}

// Lines are the paragraphs of a text slide.
func (s Slide) Lines() []string {
	var list []string
	for line := range strings.Lines(s.Body) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}
