package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/speech/compose"
	"anlan/analytics/speech/docx"
	"anlan/app/page"
	"anlan/assets"
	"anlan/data/workspace"
)

// speechFlags are the flags of the speech command.
type speechFlags struct{ template, out string }

func (p *program) speechCommand() *cobra.Command {
	var f speechFlags
	cmd := &cobra.Command{Use: "speech", Short: p.words.Say("cli.speech.about"), Long: p.words.Say("cli.speech.long"), Args: p.noArgs}
	q := p.questionFlags(cmd, analytics.SamePeriod)
	cmd.Flags().StringVar(&f.template, "template", "", p.words.Say("cli.speech.flag.template"))
	cmd.Flags().StringVar(&f.out, "out", "", p.words.Say("cli.speech.flag.out"))
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
	return p.askKnown(ctx, flags, func(w *workspace.Workspace, e *engine.Engine) error {
		question, err := p.speechQuestion(ctx, e, flags)
		if err != nil {
			return err
		}
		text, err := template.Write(ctx, e, question)
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
		return p.putSpeech(text, question, format, f.out, mark == "true", e.Known())
	})
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
func (p *program) putSpeech(text compose.Text, q compose.Question, format, path string, isSample bool, known time.Time) (err error) {
	out := p.out
	if path != "" {
		file, err := os.Create(path)
		if err != nil {
			return fmt.Errorf("write the speech: %w", err)
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		out = file
	}
	switch format {
	case "docx":
		return docx.Write(out, text.Document(strings.Join(append([]string{p.speechTitle(q, isSample)}, p.knownFooter(known)...), " · "), q.Language), p.now())
	case "json":
		j := p.speechJSON(text, q, isSample)
		j.AsOf = known
		return printJSON(out, j)
	}
	return p.printSpeech(out, text, isSample)
}

func (p *program) speechTitle(q compose.Question, isSample bool) string {
	title := p.words.Say("speech.document", "period", p.words.Printer().Period(q.Period))
	if isSample {
		title += " · " + p.words.Say("cli.query.footer.sample")
	}
	return title
}

func (p *program) printSpeech(out io.Writer, text compose.Text, isSample bool) error {
	fmt.Fprintln(out, text)
	if len(text.Left) > 0 {
		fmt.Fprintln(p.err, p.words.Say("cli.speech.left", "list", p.words.List(text.Left)))
	}
	if isSample {
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
}

type pieceJSON struct {
	Text   string       `json:"text"`
	Proofs []*proofJSON `json:"proofs,omitempty"`
}

func (p *program) speechJSON(text compose.Text, q compose.Question, isSample bool) speechJSON {
	j := speechJSON{Period: span(q.Period), Basis: q.Basis, Sample: isSample, Text: text.String(), Paragraphs: [][]pieceJSON{}, Left: append([]string{}, text.Left...)}
	for _, paragraph := range text.Paragraphs {
		pieces := []pieceJSON{}
		for _, piece := range paragraph {
			out := pieceJSON{Text: piece.Text}
			for i := range piece.Proofs {
				out.Proofs = append(out.Proofs, p.proofJSON(&piece.Proofs[i]))
			}
			pieces = append(pieces, out)
		}
		j.Paragraphs = append(j.Paragraphs, pieces)
	}
	return j
}
