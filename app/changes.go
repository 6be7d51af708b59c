package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/revision"
	"anlan/analytics/speech/compose"
	"anlan/data/workspace"
)

// changesFlags say which states are compared, beside the selection whose figures are compared.
type changesFlags struct{ from, to, period string }

func (p *program) changesCommand() *cobra.Command {
	var f changesFlags
	q := &questionFlags{}
	cmd := &cobra.Command{Use: "changes --from MOMENT", Short: p.words.Say("cli.changes.about"), Long: p.words.Say("cli.changes.long"), Args: p.noArgs}
	flags := cmd.Flags()
	flags.StringVar(&f.from, "from", "", p.words.Say("cli.changes.flag.from"))
	flags.StringVar(&f.to, "to", "", p.words.Say("cli.changes.flag.to"))
	flags.StringVar(&f.period, "period", "", p.words.Say("cli.changes.flag.period"))
	flags.StringVar(&q.compare, "compare", string(analytics.SamePeriod), p.words.Say("cli.query.flag.compare", "list", strings.Join(basisNames(), " ")))
	flags.StringArrayVar(&q.where, "where", nil, p.words.Say("cli.query.flag.where"))
	format := p.formatFlag(cmd, "text", "json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if f.from == "" {
			return &usageError{p.words.Say("cli.changes.usage")}
		}
		q.from, q.to, _ = strings.Cut(f.period, "..")
		return p.ask(cmd.Context(), func(w *workspace.Workspace, e *engine.Engine) error {
			r, err := p.changes(cmd.Context(), w, e, f, q)
			if err != nil {
				return err
			}
			if *format == "json" {
				return printJSON(p.out, p.changesJSON(r))
			}
			return p.printChanges(r)
		})
	}
	return cmd
}

// changes compares the states that the flags name.
func (p *program) changes(ctx context.Context, w *workspace.Workspace, e *engine.Engine, f changesFlags, flags *questionFlags) (revision.Revision, error) {
	q := revision.Question{To: p.now(), Language: p.words.Language}
	var err error
	if q.From, err = analytics.ParseMoment(f.from, p.now().Location()); err != nil {
		return revision.Revision{}, err
	}
	if f.to != "" {
		if q.To, err = analytics.ParseMoment(f.to, p.now().Location()); err != nil {
			return revision.Revision{}, err
		}
	}
	about, err := p.widerQuestion(ctx, e, q, flags)
	if err != nil {
		return revision.Revision{}, err
	}
	q.Period, q.Basis, q.Where = about.Period, about.Basis, about.Where
	template, err := p.speechTemplate("")
	if err != nil {
		return revision.Revision{}, err
	}
	return revision.Compare(ctx, w, e, template, q)
}

// widerQuestion is the selection whose figures are compared. Where the flags do not end its period, it goes to the last day
// that either state knows: the last accident may be one that was struck off.
func (p *program) widerQuestion(ctx context.Context, e *engine.Engine, q revision.Question, flags *questionFlags) (wider compose.Question, err error) {
	wider, err = p.speechQuestion(ctx, e, flags)
	for _, at := range []time.Time{q.From, q.To} {
		if err != nil {
			return wider, err
		}
		known, err := e.AsOf(ctx, at)
		if err != nil {
			return wider, err
		}
		coverage, err := known.Coverage(ctx, analytics.Accidents)
		if err != nil {
			return wider, err
		}
		if flags.to == "" && coverage.To.After(wider.Period.To) {
			if wider, err = p.speechQuestion(ctx, known, flags); err != nil {
				return wider, err
			}
		}
	}
	return wider, err
}

// printChanges prints what changed: accidents, figures, sentences.
func (p *program) printChanges(r revision.Revision) error {
	say, pr := p.words.Say, p.words.Printer()
	line := func(text string) { fmt.Fprintln(p.out, oneLine(text)) }
	line(say("revision.between", "from", pr.Moment(r.Question.From), "to", pr.Moment(r.Question.To)))
	if r.Empty() {
		line(say("revision.nothing"))
		return nil
	}
	for _, way := range revision.Ways() {
		if r.Counts[way] > 0 {
			line(say("revision.count."+string(way), "count", r.Counts[way]))
		}
		for _, c := range r.Accidents {
			if c.Way == way {
				line("  " + c.Title(pr))
				line("    " + c.Statement(pr))
				line("    " + c.Place(pr))
			}
		}
	}
	if len(r.Moved) > 0 {
		line(say("revision.moved", "period", pr.Period(r.Question.Period)))
		t := table{header: strings.Split(say("revision.columns"), "|"), right: map[int]bool{1: true, 2: true, 3: true}}
		for _, m := range r.Moved {
			name, before, after, difference := m.Texts(pr)
			t.add(name, before, after, difference)
		}
		if err := t.print(p.out); err != nil {
			return err
		}
	}
	if len(r.Sentences) > 0 {
		line(say("revision.sentences", "count", len(r.Sentences)))
	}
	for _, s := range r.Sentences {
		for _, part := range []struct{ mark, text string }{{"- ", s.Before}, {"+ ", s.After}} {
			if part.text != "" {
				line(part.mark + part.text)
			}
		}
	}
	return nil
}

// changesJSON is a comparison of two states for other programs.
type changesJSON struct {
	From      time.Time            `json:"from"`
	To        time.Time            `json:"to"`
	Period    spanJSON             `json:"period"`
	Counts    map[revision.Way]int `json:"counts"`
	Accidents []changeJSON         `json:"accidents"`
	Moved     []moveJSON           `json:"moved"`
	Sentences []sentenceJSON       `json:"sentences"`
}

type changeJSON struct {
	Way       revision.Way `json:"way"`
	Title     string       `json:"title"`
	Statement string       `json:"statement"`
	Before    *versionJSON `json:"before"`
	After     *versionJSON `json:"after"`
}

type versionJSON struct {
	Batch    int      `json:"batch"`
	File     string   `json:"file"`
	Sheet    string   `json:"sheet,omitempty"`
	Row      int      `json:"row"`
	Day      string   `json:"day"`
	Town     string   `json:"town"`
	Sector   string   `json:"sector"`
	Severity string   `json:"severity"`
	Deaths   *int     `json:"deaths"`
	Injured  *int     `json:"injured"`
	Loss     *float64 `json:"loss"`
}

type moveJSON struct {
	Indicator analytics.ID `json:"indicator"`
	Before    *float64     `json:"before"`
	After     *float64     `json:"after"`
}

type sentenceJSON struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

func (p *program) changesJSON(r revision.Revision) changesJSON {
	pr := p.words.Printer()
	j := changesJSON{
		From: r.Question.From, To: r.Question.To, Period: span(r.Question.Period), Counts: r.Counts,
		Accidents: []changeJSON{}, Moved: []moveJSON{}, Sentences: []sentenceJSON{},
	}
	for _, c := range r.Accidents {
		j.Accidents = append(j.Accidents, changeJSON{c.Way, c.Title(pr), c.Statement(pr), p.versionJSON(c.Before), p.versionJSON(c.After)})
	}
	for _, m := range r.Moved {
		move := moveJSON{Indicator: m.Indicator.ID}
		if m.Before.HasNow {
			move.Before = &m.Before.Now
		}
		if m.After.HasNow {
			move.After = &m.After.Now
		}
		j.Moved = append(j.Moved, move)
	}
	for _, s := range r.Sentences {
		j.Sentences = append(j.Sentences, sentenceJSON{s.Before, s.After})
	}
	return j
}

func (p *program) versionJSON(v *revision.Version) *versionJSON {
	if v == nil {
		return nil
	}
	l := p.words.Language
	j := &versionJSON{
		Batch: v.Batch, File: v.File, Sheet: v.Sheet, Row: v.Row, Day: v.Day.Format(time.DateOnly), Town: v.Town.Label.In(l), Sector: v.Sector.Label.In(l),
		Severity: v.Severity.Label.In(l),
	}
	if v.Deaths.Valid {
		j.Deaths = &v.Deaths.V
	}
	if v.Injured.Valid {
		j.Injured = &v.Injured.V
	}
	if v.Loss.Valid {
		j.Loss = &v.Loss.V
	}
	return j
}
