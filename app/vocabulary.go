package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"anlan/data/intake"
	"anlan/data/workspace"
)

// vocabularyCommand keeps the user's own names: towns, sectors, aliases.
func (p *program) vocabularyCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "vocabulary", Short: p.words.Say("cli.import.vocabulary.about"), Args: p.noArgs}
	var options intake.VocabularyOptions
	load := &cobra.Command{
		Use: "load FILE", Short: p.words.Say("cli.import.vocabulary.load"), Args: p.oneArg,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.loadVocabulary(cmd.Context(), args[0], options)
		},
	}
	load.Flags().StringVar(&options.List, "list", "", p.words.Say("cli.import.vocabulary.list_flag"))
	load.Flags().StringVar(&options.Encoding, "encoding", "", p.words.Say("cli.import.flag.encoding"))
	load.Flags().StringVar(&options.Sheet, "sheet", "", p.words.Say("cli.import.flag.sheet"))
	var dictionary string
	list := &cobra.Command{
		Use: "list", Short: p.words.Say("cli.import.vocabulary.list"), Args: p.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.listVocabulary(cmd.Context(), dictionary) },
	}
	list.Flags().StringVar(&dictionary, "list", "town", p.words.Say("cli.import.vocabulary.list_flag"))
	var only string
	export := &cobra.Command{
		Use: "export [FILE]", Short: p.words.Say("cli.import.vocabulary.export"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return p.oneArg(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.exportVocabulary(cmd.Context(), strings.Join(args, ""), only)
		},
	}
	export.Flags().StringVar(&only, "list", "", p.words.Say("cli.import.vocabulary.list_flag"))
	cmd.AddCommand(load, list, export)
	return cmd
}

// oneArg asks for a file.
func (p *program) oneArg(cmd *cobra.Command, args []string) error {
	if err := cobra.ExactArgs(1)(cmd, args); err != nil {
		return &usageError{p.words.Say("cli.usage.one_file")}
	}
	return nil
}

func (p *program) loadVocabulary(ctx context.Context, path string, options intake.VocabularyOptions) (err error) {
	w, err := p.open(ctx, toImport)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	r, err := intake.ImportVocabulary(ctx, w, path, options)
	if err != nil {
		return err
	}
	for _, d := range workspace.Dictionaries() {
		if r.Added[d]+r.Changed[d] > 0 {
			fmt.Fprintln(p.out, p.words.Say("cli.import.vocabulary.done", "list", d, "added", r.Added[d], "changed", r.Changed[d]))
		}
	}
	return nil
}

func (p *program) listVocabulary(ctx context.Context, dictionary string) (err error) {
	w, err := p.open(ctx, toRead)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	terms, err := intake.Vocabulary(ctx, w, dictionary)
	if err != nil {
		return err
	}
	t := table{header: strings.Split(p.words.Say("cli.import.vocabulary.columns"), "|"), right: map[int]bool{0: true}}
	for _, e := range terms {
		t.add(strconv.Itoa(e.ID), oneLine(e.Key), oneLine(e.ZH), oneLine(e.EN), oneLine(p.words.List(e.Aliases)))
	}
	return t.print(p.out)
}

// exportVocabulary writes word lists into a file, or to standard output where no path is given.
func (p *program) exportVocabulary(ctx context.Context, path, only string) (err error) {
	w, err := p.open(ctx, toRead)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	var dictionaries []string
	if only != "" {
		dictionaries = []string{only}
	}
	if path == "" {
		return intake.ExportVocabulary(ctx, w, p.out, dictionaries...)
	}
	out, err := os.Create(path)
	if err != nil {
		return errors.New(p.words.Say("cli.usage.file", "path", path, "error", err))
	}
	defer func() { err = joinClose(err, out) }()
	return intake.ExportVocabulary(ctx, w, out, dictionaries...)
}
