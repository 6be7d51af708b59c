// Command city makes the demonstration city as a workspace file, for the tests to copy.
package main

import (
	"context"
	"fmt"
	"os"

	"anlan/data/sample/sampletest"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: city FILE")
		os.Exit(2)
	}
	if err := sampletest.Make(context.Background(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
