package briefing

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// State is the state of a workspace: which imports are in force, and to which day they go.
type State struct {
	At       time.Time // when it was looked at
	Through  time.Time // the last day with accidents: the cut-off
	Batches  []Batch   // in force
	Checksum string    // of the batches
	Sample   bool      // the demonstration city
}

// Batch is an import in force.
type Batch struct {
	ID     int
	Kind   string
	File   string // without its folder
	SHA256 string // of the file
	Rows   int64
}

// NewState is a state with its checksum.
func NewState(at, through time.Time, batches []Batch, sample bool) State {
	h := sha256.New()
	for _, b := range batches {
		fmt.Fprintf(h, "%d\x00%s\x00%s\x00%d\n", b.ID, b.Kind, b.SHA256, b.Rows)
	}
	return State{At: at.UTC().Truncate(time.Second), Through: through, Batches: batches, Checksum: hex.EncodeToString(h.Sum(nil)), Sample: sample}
}

// Rows is how many rows the batches hold.
func (s State) Rows() int64 {
	var n int64
	for _, b := range s.Batches {
		n += b.Rows
	}
	return n
}

// Short is the beginning of the checksum, as people compare it.
func (s State) Short() string { return s.Checksum[:min(len(s.Checksum), 12)] }
