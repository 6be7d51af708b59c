package shell

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"anlan/analytics"
	"anlan/analytics/query"
	"anlan/app/state"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// basisOfFigures is what the footer says the figures rest on.
type basisOfFigures struct {
	batches                   int
	rows, quarantined, noTown int64
	through                   time.Time // the last day with accidents
}

// showFooter says what the figures rest on: batches, rows, what is in quarantine, what is unknown.
func (s *Shell) showFooter() {
	w, e, selection := s.source.Workspace, s.known, s.history.Now()
	state.Load(s.loader, "footer", func(ctx context.Context) (basisOfFigures, error) {
		var b basisOfFigures
		list, err := w.Batches(ctx)
		if err != nil {
			return b, err
		}
		for _, batch := range list {
			if batch.InForce(e.Known()) {
				b.batches++
				b.rows += batch.Accepted
				b.quarantined += batch.Quarantined
			}
		}
		frame, err := e.Run(ctx, query.Query{
			Indicators: []analytics.ID{"accidents"}, Period: selection.Period, Basis: analytics.NoBasis, Lenient: true,
			Where: append(selection.With(analytics.Town, nil).Where, analytics.Condition{Dimension: analytics.Town, Keys: []string{analytics.UnknownKey}}),
		})
		if err != nil {
			return b, err
		}
		b.noTown, b.through = int64(frame.Total[0].Now), frame.Meta.Through
		return b, nil
	}, func(b basisOfFigures, err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.footer.Set(widgets.Span{Text: s.footerText(b), Color: theme.Color(s.palette.Muted)})
		s.repainted()
	})
}

func (s *Shell) footerText(b basisOfFigures) string {
	say := s.words.Say
	parts := s.knownParts()
	parts = append(parts, say("footer.data", "batches", b.batches, "rows", b.rows))
	if b.quarantined > 0 {
		parts = append(parts, say("footer.quarantined", "count", b.quarantined))
	}
	if b.noTown > 0 {
		parts = append(parts, say("footer.no_town", "count", b.noTown))
	}
	if s.source.Sample {
		parts = append(parts, say("footer.sample"))
	} else {
		parts = append(parts, say("footer.workspace", "file", filepath.Base(s.source.Workspace.Path())))
	}
	if !b.through.IsZero() {
		parts = append(parts, say("cli.query.footer.through", "day", s.words.Printer().Day(b.through)))
	}
	return strings.Join(parts, " · ")
}
