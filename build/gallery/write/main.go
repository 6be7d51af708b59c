// Command write writes the options by which speed is measured into a folder, for other programs.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"anlan/build/gallery"
)

func main() {
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(folder string) error {
	options, err := gallery.Loads()
	if err != nil {
		return err
	}
	for name, text := range options {
		if err := os.WriteFile(filepath.Join(folder, name+".json"), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
