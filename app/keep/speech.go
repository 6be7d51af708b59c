package keep

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/problem"
	"anlan/analytics/speech"
	"anlan/analytics/speech/compose"
	"anlan/app/words"
	"anlan/data/workspace"
)

// Speech is a composed speech, and what became of the findings that people accepted.
type Speech struct {
	Text     compose.Text
	Accepted int
	Lost     []workspace.Decision // accepted, but not found in the present selection
	problems bool                 // the template has lines for findings
}

// Compose writes the paragraphs about a selection: indicators, and the problems that were accepted.
func Compose(ctx context.Context, w *workspace.Workspace, e *engine.Engine, t *compose.Template, q compose.Question) (Speech, error) {
	s := Speech{problems: t.Problems()}
	if s.problems {
		decisions, err := w.Decisions(ctx)
		if err != nil {
			return s, err
		}
		decisions = slices.DeleteFunc(decisions, func(d workspace.Decision) bool { return d.State != workspace.DecisionAccepted })
		s.Accepted = len(decisions)
		if q.Findings, s.Lost, err = accepted(ctx, e, q, decisions); err != nil {
			return s, err
		}
	}
	var err error
	s.Text, err = t.Write(ctx, e, q)
	return s, err
}

// accepted analyses a selection, and keeps the findings that were accepted.
func accepted(ctx context.Context, e *engine.Engine, q compose.Question, decisions []workspace.Decision) ([]problem.Finding, []workspace.Decision, error) {
	if len(decisions) == 0 {
		return nil, nil, nil
	}
	a, err := problem.Analyse(ctx, e, problem.Inquiry{Period: q.Period, Basis: q.Basis, Where: q.Where, Thresholds: problem.Defaults()})
	if err != nil {
		return nil, nil, err
	}
	found := slices.DeleteFunc(a.Findings, func(f problem.Finding) bool {
		return !slices.ContainsFunc(decisions, func(d workspace.Decision) bool { return d.Key == f.Key() })
	})
	lost := slices.DeleteFunc(slices.Clone(decisions), func(d workspace.Decision) bool {
		return slices.ContainsFunc(found, func(f problem.Finding) bool { return d.Key == f.Key() })
	})
	return found, lost, nil
}

// Notices say what the text lacks of problems, and how to get it.
func (s Speech) Notices(w *words.Words) []string {
	var all []string
	switch {
	case !s.problems:
		return []string{w.Say("speech.problems.no_lines")}
	case s.Accepted == 0:
		return []string{w.Say("speech.problems.none")}
	}
	for _, d := range s.Lost {
		all = append(all, w.Say("speech.problems.lost", "statement", d.Statement))
	}
	if n := len(s.Text.Unwritten); n > 0 {
		all = append(all, w.Say("speech.problems.unwritten", "count", n))
	}
	return all
}

// SaveSpeech keeps a composed speech as the last one in its language.
func SaveSpeech(ctx context.Context, w *workspace.Workspace, c speech.Composition) error {
	raw, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keep the speech: %w", err)
	}
	return w.SaveSpeech(ctx, string(c.Language), string(raw))
}

// LastSpeech reads the speech that was kept last in a language; found is false where there is none.
func LastSpeech(ctx context.Context, w *workspace.Workspace, l analytics.Language) (c speech.Composition, found bool, err error) {
	document, found, err := w.Speech(ctx, string(l))
	if err != nil || !found {
		return c, false, err
	}
	if err := json.Unmarshal([]byte(document), &c); err != nil {
		return c, false, fmt.Errorf("read the kept speech: %w", err)
	}
	return c, true, nil
}
