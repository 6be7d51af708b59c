package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"anlan/assets"
)

func (p *program) licencesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "licences", Short: p.words.Say("cli.licences.about"), Args: p.noArgs,
		RunE: func(*cobra.Command, []string) error {
			for _, l := range assets.Licences() {
				if _, err := fmt.Fprintf(p.out, "%s\n\n%s\n\n", l.Of, l.Text); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
