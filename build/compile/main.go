// Command compile writes the chart scripts as the interpreter reads them, for the next build to embed. It runs in the root of
// the project.
package main

import (
	"fmt"
	"os"

	"anlan/app/drawing"
)

// file is where package assets embeds it from.
const file = "assets/compiled/charts.bytecode"

func main() {
	if err := compile(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func compile() error {
	program, err := drawing.Program()
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, program.Compiled(), 0o600); err != nil {
		return fmt.Errorf("write the compiled chart scripts: %w", err)
	}
	return nil
}
