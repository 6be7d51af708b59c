package briefing

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/figure"
	"anlan/analytics/query"
)

// ErrNotEnclosed tells that a question was not among those that a figure was frozen with.
var ErrNotEnclosed = errors.New("the briefing does not enclose the answer")

// tape is the questions that were asked while a figure was made, and their answers.
type tape struct {
	Runs      []answered[query.Query, engine.Frame]
	Records   []answered[query.Records, engine.Records]      `json:",omitempty"`
	Landmarks []answered[landmarks, []engine.Landmark]       `json:",omitempty"`
	Coverages []answered[analytics.FactID, analytics.Period] `json:",omitempty"`
	Firms     []answered[query.Firms, engine.Firms]          `json:",omitempty"`
	Durations []answered[query.Durations, []engine.Duration] `json:",omitempty"`
}

// answered is a question with its answer.
type answered[Q, A any] struct {
	Question Q
	Answer   A
}

// landmarks is a question for what stands out.
type landmarks struct {
	Period analytics.Period
	Where  []analytics.Condition
}

// recorder passes questions on and notes the answers. It is safe for concurrent use.
type recorder struct {
	from  figure.Answers
	mu    sync.Mutex
	tape  tape
	known map[string]bool
}

func newRecorder(from figure.Answers) *recorder {
	return &recorder{from: from, known: make(map[string]bool)}
}

// keyOf names a question.
func keyOf(question any) string {
	text, err := json.Marshal(question)
	if err != nil {
		return fmt.Sprintf("%+v", question) // questions are names and days, which always have a JSON form
	}
	return fmt.Sprintf("%T %s", question, text)
}

// note notes an answer once.
func note[Q, A any](r *recorder, list *[]answered[Q, A], question Q, answer A, err error) (A, error) {
	if err != nil {
		return answer, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if key := keyOf(question); !r.known[key] {
		r.known[key] = true
		*list = append(*list, answered[Q, A]{question, answer})
	}
	return answer, nil
}

func (r *recorder) Run(ctx context.Context, q query.Query) (engine.Frame, error) {
	frame, err := r.from.Run(ctx, q)
	return note(r, &r.tape.Runs, q, frame, err)
}

func (r *recorder) Records(ctx context.Context, q query.Records) (engine.Records, error) {
	list, err := r.from.Records(ctx, q)
	return note(r, &r.tape.Records, q, list, err)
}

func (r *recorder) Landmarks(ctx context.Context, p analytics.Period, where []analytics.Condition) ([]engine.Landmark, error) {
	list, err := r.from.Landmarks(ctx, p, where)
	return note(r, &r.tape.Landmarks, landmarks{p, where}, list, err)
}

func (r *recorder) Coverage(ctx context.Context, fact analytics.FactID) (analytics.Period, error) {
	p, err := r.from.Coverage(ctx, fact)
	return note(r, &r.tape.Coverages, fact, p, err)
}

func (r *recorder) Firms(ctx context.Context, q query.Firms) (engine.Firms, error) {
	list, err := r.from.Firms(ctx, q)
	return note(r, &r.tape.Firms, q, list, err)
}

func (r *recorder) Durations(ctx context.Context, q query.Durations) ([]engine.Duration, error) {
	list, err := r.from.Durations(ctx, q)
	return note(r, &r.tape.Durations, q, list, err)
}

// pack compresses the tape.
func (t tape) pack() ([]byte, error) {
	text, err := json.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("write the data of a figure: %w", err)
	}
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(text); err != nil {
		return nil, fmt.Errorf("pack the data of a figure: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack the data of a figure: %w", err)
	}
	return out.Bytes(), nil
}

// maxTape bounds the unpacked data of one figure: packed data may claim to be anything.
const maxTape = 256 << 20

// unpack reads a packed tape.
func unpack(packed []byte) (tape, error) {
	var t tape
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return t, fmt.Errorf("unpack the data of a figure: %w", err)
	}
	limited := io.LimitReader(z, maxTape+1)
	text, err := io.ReadAll(limited)
	if err != nil {
		return t, fmt.Errorf("unpack the data of a figure: %w", err)
	}
	if len(text) > maxTape {
		return t, fmt.Errorf("the data of a figure are larger than %d bytes", maxTape)
	}
	if err := json.Unmarshal(text, &t); err != nil {
		return t, fmt.Errorf("read the data of a figure: %w", err)
	}
	return t, nil
}

// replay answers from a tape.
type replay struct {
	runs      map[string]engine.Frame
	records   map[string]engine.Records
	landmarks map[string][]engine.Landmark
	coverages map[string]analytics.Period
	firms     map[string]engine.Firms
	durations map[string][]engine.Duration
}

func newReplay(t tape) *replay {
	return &replay{byKey(t.Runs), byKey(t.Records), byKey(t.Landmarks), byKey(t.Coverages), byKey(t.Firms), byKey(t.Durations)}
}

func byKey[Q, A any](list []answered[Q, A]) map[string]A {
	m := make(map[string]A, len(list))
	for _, a := range list {
		m[keyOf(a.Question)] = a.Answer
	}
	return m
}

func find[A any](m map[string]A, question any) (A, error) {
	answer, ok := m[keyOf(question)]
	if !ok {
		return answer, fmt.Errorf("%w: %s", ErrNotEnclosed, keyOf(question))
	}
	return answer, nil
}

func (r *replay) Run(_ context.Context, q query.Query) (engine.Frame, error) { return find(r.runs, q) }

func (r *replay) Records(_ context.Context, q query.Records) (engine.Records, error) {
	return find(r.records, q)
}

func (r *replay) Landmarks(_ context.Context, p analytics.Period, where []analytics.Condition) ([]engine.Landmark, error) {
	return find(r.landmarks, landmarks{p, where})
}

func (r *replay) Coverage(_ context.Context, fact analytics.FactID) (analytics.Period, error) {
	return find(r.coverages, fact)
}

func (r *replay) Firms(_ context.Context, q query.Firms) (engine.Firms, error) {
	return find(r.firms, q)
}

func (r *replay) Durations(_ context.Context, q query.Durations) ([]engine.Duration, error) {
	return find(r.durations, q)
}
