package tabular

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// maxDepth is how deep objects and lists may lie in each other in a JSON file. A table has two or three levels; readers
// that follow thousands of them run out of stack.
const maxDepth = 50

// CheckJSON refuses a JSON file whose objects and lists lie too deep in each other.
func CheckJSON(ctx context.Context, path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var d depth
	buffer := make([]byte, 1<<18)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := file.Read(buffer)
		if d.add(buffer[:n]); d.most > maxDepth {
			return &Error{Code: CodeBomb, File: path, Detail: fmt.Sprintf("%d+ levels", maxDepth)}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return &Error{Code: CodeUnreadable, File: path, Err: err}
		}
	}
}

// depth follows the brackets of a JSON text.
type depth struct {
	now, most         int
	inText, afterMark bool // inside a string, behind a backslash
}

func (d *depth) add(text []byte) {
	for _, c := range text {
		switch {
		case d.afterMark:
			d.afterMark = false
		case d.inText:
			d.afterMark = c == '\\'
			d.inText = c != '"'
		case c == '"':
			d.inText = true
		case c == '{' || c == '[':
			d.now++
			d.most = max(d.most, d.now)
		case c == '}' || c == ']':
			d.now--
		}
	}
}
