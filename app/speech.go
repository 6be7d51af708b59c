package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/docx"
	"anlan/analytics/engine"
	"anlan/analytics/speech"
	"anlan/analytics/speech/compose"
	"anlan/app/keep"
	"anlan/app/page"
	"anlan/assets"
	"anlan/data/workspace"
)

// speechFlags are the flags of the speech command.
type speechFlags struct {
	template, out, against string
	keep                   bool
}

func (p *program) speechCommand() *cobra.Command {
	var f speechFlags
	cmd := &cobra.Command{Use: "speech", Short: p.words.Say("cli.speech.about"), Long: p.words.Say("cli.speech.long"), Args: p.noArgs}
	q := p.questionFlags(cmd, analytics.SamePeriod)
	cmd.Flags().StringVar(&f.template, "template", "", p.words.Say("cli.speech.flag.template"))
	cmd.Flags().StringVar(&f.out, "out", "", p.words.Say("cli.speech.flag.out"))
	cmd.Flags().StringVar(&f.against, "against", "", p.words.Say("cli.speech.flag.against"))
	cmd.Flags().BoolVar(&f.keep, "keep", false, p.words.Say("cli.speech.flag.keep"))
	format := p.formatFlag(cmd, "text", "json", "docx")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return p.writeSpeech(cmd.Context(), *format, f, q) }
	cmd.AddCommand(p.refillCommand(), &cobra.Command{
		Use: "template", Short: p.words.Say("cli.speech.template.about"), Args: p.noArgs,
		RunE: func(*cobra.Command, []string) error {
			raw, err := assets.Speech(string(p.words.Language))
			if err != nil {
				return fmt.Errorf("read the default template: %w", err)
			}
			_, err = p.out.Write(raw)
			return err
		},
	})
	return cmd
}

// speechTemplate reads the template of the flags, or that of the office.
func (p *program) speechTemplate(path string) (*compose.Template, error) {
	if path == "" {
		return compose.Load(page.TemplateFile(p.words.Language), p.words.Language)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	return compose.Parse(string(raw))
}

func (p *program) writeSpeech(ctx context.Context, format string, f speechFlags, flags *questionFlags) error {
	if format == "docx" && f.out == "" {
		return &usageError{p.words.Say("cli.usage.out")}
	}
	template, err := p.speechTemplate(f.template)
	if err != nil {
		return err
	}
	access := toRead
	if f.keep {
		access = toWrite
	}
	return p.askKnownWith(ctx, access, flags, func(w *workspace.Workspace, e *engine.Engine) error {
		question, err := p.speechQuestion(ctx, e, flags)
		if err != nil {
			return err
		}
		made, err := keep.Compose(ctx, w, e, template, question)
		if err != nil {
			return err
		}
		mark, err := w.Meta(ctx, workspace.MetaSample)
		if err != nil {
			return err
		}
		for _, line := range p.knownFooter(e.Known()) {
			fmt.Fprintln(p.err, line)
		}
		c := composed{Speech: made, sample: mark == "true", known: e.Known()}
		before, err := p.earlier(ctx, w, f.against)
		if err != nil {
			return err
		}
		if before != nil {
			c.compared, c.moves = true, speech.Compare(*before, made.Text.Composition())
		}
		if err := p.putSpeech(c, format, f.out); err != nil || !f.keep {
			return err
		}
		return keep.SaveSpeech(ctx, w, made.Text.Composition())
	})
}

// composed is a composed speech with what moved since an earlier one.
type composed struct {
	keep.Speech
	sample   bool
	known    time.Time // the figures are those known at this moment; zero: now
	compared bool
	moves    []speech.Move
}

func (p *program) speechQuestion(ctx context.Context, e *engine.Engine, f *questionFlags) (compose.Question, error) {
	q := compose.Question{Language: p.words.Language}
	var err error
	if q.Basis, err = analytics.ParseBasis(f.compare); err != nil {
		return q, err
	}
	if q.Where, err = p.conditions(ctx, e, f.where); err != nil {
		return q, err
	}
	q.Period, err = p.period(ctx, e, analytics.Accidents, f)
	return q, err
}

// putSpeech writes the text to the file of --out, or prints it.
func (p *program) putSpeech(made composed, format, path string) error {
	if format != "json" { // that has them among its fields
		for _, line := range made.Notices(p.words) {
			fmt.Fprintln(p.err, oneLine(line))
		}
	}
	return p.toFile(path, func(out io.Writer) error {
		switch format {
		case "docx":
			return docx.WriteText(out, p.speechDocument(made), p.now())
		case "json":
			return printJSON(out, p.speechJSON(made))
		}
		return p.printSpeech(out, made)
	})
}

func (p *program) speechTitle(q compose.Question, isSample bool) string {
	title := p.words.Say("speech.document", "period", p.words.Printer().Period(q.Period))
	if isSample {
		title += " · " + p.words.Say("cli.query.footer.sample")
	}
	return title
}

// speechDocument is the text for Word; what moved stands below it.
func (p *program) speechDocument(made composed) []docx.Paragraph {
	q := made.Text.Question
	title := append([]string{p.speechTitle(q, made.sample)}, p.knownFooter(made.known)...)
	all := made.Text.Document(strings.Join(title, " · "), q.Language)
	if made.compared {
		for _, line := range p.moveLines(made.moves) {
			all = append(all, docx.Paragraph{Runs: []docx.Run{{Text: line}}})
		}
	}
	return all
}

func (p *program) printSpeech(out io.Writer, made composed) error {
	text := made.Text
	fmt.Fprintln(out, text)
	if made.compared {
		fmt.Fprintln(out)
		if err := p.printMoves(out, made.moves); err != nil {
			return err
		}
	}
	if len(text.Left) > 0 {
		fmt.Fprintln(p.err, p.words.Say("cli.speech.left", "list", p.words.List(text.Left)))
	}
	if made.sample {
		fmt.Fprintln(p.err, p.words.Say("cli.query.footer.sample"))
	}
	return nil
}

// speechJSON is the text in the JSON output.
type speechJSON struct {
	Period     spanJSON        `json:"period"`
	Basis      analytics.Basis `json:"basis"`
	Sample     bool            `json:"sample"`
	AsOf       time.Time       `json:"as_of,omitzero"` // the figures are those known at this moment
	Text       string          `json:"text"`
	Paragraphs [][]pieceJSON   `json:"paragraphs"`
	Left       []string        `json:"left_out"`
	Problems   []string        `json:"problems"` // keys of the findings that there are paragraphs about
	Notices    []string        `json:"notices"`
	Moved      []movedJSON     `json:"moved,omitempty"` // with --against
}

type pieceJSON struct {
	Text   string       `json:"text"`
	Field  string       `json:"field,omitempty"`
	Proofs []*proofJSON `json:"proofs,omitempty"`
	Note   string       `json:"note,omitempty"`
}

func (p *program) speechJSON(made composed) speechJSON {
	text, q := made.Text, made.Text.Question
	j := speechJSON{
		Period: span(q.Period), Basis: q.Basis, Sample: made.sample, AsOf: made.known, Text: text.String(), Paragraphs: [][]pieceJSON{}, Left: append([]string{}, text.Left...),
		Problems: append([]string{}, text.Written...), Notices: append([]string{}, made.Notices(p.words)...),
	}
	if made.compared {
		j.Moved = p.movedFiguresJSON(made.moves)
	}
	for _, paragraph := range text.Paragraphs {
		pieces := []pieceJSON{}
		for _, piece := range paragraph {
			out := pieceJSON{Text: piece.Text, Field: piece.Field, Note: piece.Note}
			for i := range piece.Proofs {
				out.Proofs = append(out.Proofs, p.proofJSON(&piece.Proofs[i]))
			}
			pieces = append(pieces, out)
		}
		j.Paragraphs = append(j.Paragraphs, pieces)
	}
	return j
}
