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
	"anlan/app/words"
)

// Exit codes of the command line.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError is a mistake in how a command was written.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// reportedError was shown to the person already.
var errReported = errors.New("reported")

// program is what the commands share: the global flags, the output streams, the language.
type program struct {
	workspacePath string
	sample        bool
	language      string
	stateFile     string
	words         *words.Words
	out, err      io.Writer
	now           func() time.Time
}

// run runs the command line and returns the exit code.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	p := &program{words: words.In(languageOf(args)), out: out, err: errOut, now: time.Now}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errOut)
	command, err := root.ExecuteContextC(ctx)
	return p.report(command, err)
}

// report says what went wrong and chooses the exit code.
func (p *program) report(command *cobra.Command, err error) int {
	var usage *usageError
	var question *analytics.Error
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errReported):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintln(p.err, p.words.Say("cli.usage.error", "error", usage.text, "command", command.CommandPath()))
		return exitUsage
	case errors.As(err, &question) && question.Code != analytics.CodeWorkspaceIsEmpty && question.Code != analytics.CodeTooManyRows:
		fmt.Fprintln(p.err, p.words.Error(err))
		return exitUsage
	case isUsage(err):
		fmt.Fprintln(p.err, p.words.Error(err))
		return exitUsage
	}
	fmt.Fprintln(p.err, p.words.Error(err))
	return exitFailed
}

// languageOf finds the language before the command line is read, because its help is in that language, too.
func languageOf(args []string) analytics.Language {
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			return analytics.Language(value)
		}
		if arg == "--lang" && i+1 < len(args) {
			return analytics.Language(args[i+1])
		}
	}
	return analytics.Language(os.Getenv("ANLAN_LANG"))
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use: "anlan", Short: p.words.Say("cli.about"), Long: p.words.Say("cli.about.long"),
		SilenceUsage: true, SilenceErrors: true, Args: p.noArgs, Version: version(),
		PersistentPreRunE: func(*cobra.Command, []string) error { return p.checkGlobals() },
		RunE:              func(cmd *cobra.Command, _ []string) error { return p.openWindow(cmd.Context()) },
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&p.workspacePath, "workspace", "", p.words.Say("cli.flag.workspace"))
	flags.BoolVar(&p.sample, "sample", false, p.words.Say("cli.flag.sample"))
	flags.StringVar(&p.language, "lang", "", p.words.Say("cli.flag.lang"))
	flags.StringVar(&p.stateFile, "state-file", "", "")
	flags.BoolP("help", "h", false, p.words.Say("cli.flag.help"))
	if err := flags.MarkHidden("state-file"); err != nil {
		panic(err) // the flag is defined above
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &usageError{err.Error()} })
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.AddCommand(p.importCommand(), p.importsCommand(), p.overlapsCommand(), p.rejectedCommand(), p.vocabularyCommand(), p.indicatorsCommand(), p.queryCommand(), p.changesCommand(), p.problemsCommand(), p.chartCommand(), p.townCommand(), p.checkCommand(), p.speechCommand(), p.briefingCommand(), p.sampleCommand(), p.licencesCommand())
	return root
}

func (p *program) checkGlobals() error {
	if p.language != "" && p.language != string(analytics.Chinese) && p.language != string(analytics.English) {
		return &usageError{p.words.Say("cli.usage.lang")}
	}
	if p.sample && p.workspacePath != "" {
		return &usageError{p.words.Say("cli.usage.both")}
	}
	return nil
}

// noArgs refuses arguments: a word that is no command is a mistake, not a file.
func (p *program) noArgs(cmd *cobra.Command, args []string) error {
	if err := cobra.NoArgs(cmd, args); err != nil {
		return &usageError{err.Error()}
	}
	return nil
}

// formatFlag adds --format with its choices, the first being the default.
func (p *program) formatFlag(cmd *cobra.Command, choices ...string) *string {
	format := cmd.Flags().String("format", choices[0], p.words.Say("cli.flag.format", "list", strings.Join(choices, ", ")))
	previous := cmd.PreRunE
	cmd.PreRunE = func(cmd *cobra.Command, args []string) error {
		for _, c := range choices {
			if *format == c {
				if previous != nil {
					return previous(cmd, args)
				}
				return nil
			}
		}
		return &usageError{p.words.Say("cli.usage.format", "list", strings.Join(choices, ", "))}
	}
	return format
}
