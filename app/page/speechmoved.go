package page

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strings"

	"anlan/analytics"
	"anlan/analytics/speech"
	"anlan/analytics/speech/check"
	"anlan/analytics/speech/compose"
	"anlan/analytics/speech/draft"
	"anlan/analytics/speech/plain"
	"anlan/app/keep"
	"anlan/app/state"
)

// sameQuestion tells whether two compositions are about the same selection.
func sameQuestion(a, b speech.Composition) bool {
	same := func(x, y []analytics.Condition) bool { return len(x) == 0 && len(y) == 0 || reflect.DeepEqual(x, y) }
	return a.Period.From.Equal(b.Period.From) && a.Period.To.Equal(b.Period.To) && a.Basis == b.Basis && same(a.Where, b.Where)
}

// outOfDate tells whether the page has to write its own text anew: the data have changed since, or the window was opened and
// there may be a kept one.
func (p *SpeechPage) outOfDate() bool {
	d := p.env.Draft
	if d.writtenText != "" && d.Text == d.writtenText {
		return d.version != p.env.Workspace.DataVersion()
	}
	return d.Text == "" && !d.restored
}

// reopen writes the kept speech anew, about the selection that it was about, and marks which numbers moved.
func (p *SpeechPage) reopen() {
	p.env.Draft.restored, p.env.Draft.version = true, p.env.Workspace.DataVersion()
	w, l := p.env.Workspace, p.env.Words.Language
	type kept struct {
		speech.Composition
		found bool
	}
	state.Load(p.env.Loader, speechKey, func(ctx context.Context) (kept, error) {
		c, found, err := keep.LastSpeech(ctx, w, l)
		return kept{c, found}, err
	}, func(k kept, err error) {
		switch {
		case err != nil:
			p.env.Fail(err)
		case k.found:
			p.write(compose.Question{Period: k.Period, Basis: k.Basis, Where: k.Where, Language: l}, false)
		default:
			p.Show()
		}
	})
}

// keepMoved takes the moved numbers as known: later texts are compared with this one.
func (p *SpeechPage) keepMoved() {
	w, c := p.env.Workspace, p.env.Draft.composition
	state.Load(p.env.Loader, "keep speech", func(ctx context.Context) (struct{}, error) { return struct{}{}, keep.SaveSpeech(ctx, w, c) }, func(_ struct{}, err error) {
		if err != nil {
			p.env.Fail(err)
			return
		}
		p.env.Draft.moves = nil
		p.Show()
	})
}

// moves are the moved numbers of the text on the page: there are none once it was edited.
func (p *SpeechPage) moves() []speech.Move {
	if d := p.env.Draft; d.Text == d.writtenText {
		return d.moves
	}
	return nil
}

// saidOfWritten says what moved in a text that the program wrote, and what it lacks.
func (p *SpeechPage) saidOfWritten() string {
	d := p.env.Draft
	if d.writtenText == "" || d.Text != d.writtenText {
		return ""
	}
	said := slices.Clone(d.notices)
	if moves := p.moves(); len(moves) > 0 {
		l := p.env.Words.Language
		var gone []string
		for _, m := range moves {
			if m.Now == nil {
				gone = append(gone, m.In(l))
			}
		}
		said = append([]string{p.env.Words.Say("speech.moves.hint", "count", len(moves)) + p.env.Words.List(gone)}, said...)
	}
	return strings.Join(said, " ")
}

// withMoved marks the numbers that moved, with what they were before.
func (p *SpeechPage) withMoved(places []place) []place {
	moves := p.moves()
	if p.known.Hidden = len(moves) == 0; len(moves) == 0 {
		return places
	}
	var starts []int
	at := 0
	for _, paragraph := range p.env.Draft.composition.Paragraphs {
		starts = append(starts, at)
		at += len(paragraph.Text) + 1
	}
	for _, m := range moves {
		if m.Now == nil {
			continue
		}
		start := starts[m.Paragraph] + m.Now.Start
		span := plain.Range{Start: start, End: start + len(m.Now.Text)}
		f := check.Finding{
			Level: check.Amber, Code: "moved", Range: span, Figure: draft.None,
			Text: analytics.Text{ZH: m.In(analytics.Chinese), EN: m.In(analytics.English)},
		}
		i := slices.IndexFunc(places, func(at place) bool { return at.at.End > span.Start && at.at.Start < span.End })
		if i < 0 {
			places = append(places, place{at: span, level: check.Amber, findings: []check.Finding{f}})
			continue
		}
		places[i].level = max(places[i].level, check.Amber)
		places[i].findings = append([]check.Finding{f}, places[i].findings...)
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.at.Start, b.at.Start) })
	return places
}
