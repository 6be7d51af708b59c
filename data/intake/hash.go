package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
)

// hashFile computes the SHA-256 of a file beside the caller's work; the returned function waits for it.
func hashFile(ctx context.Context, path string) func() (string, error) {
	type sum struct {
		text string
		err  error
	}
	done := make(chan sum, 1)
	go func() {
		text, err := sha256Of(ctx, path)
		done <- sum{text, err}
	}()
	return func() (string, error) {
		s := <-done
		return s.text, s.err
	}
}

// sha256Of reads a file through, until the context ends.
func sha256Of(ctx context.Context, path string) (sum string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	h := sha256.New()
	buffer := make([]byte, 1<<20)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := file.Read(buffer)
		h.Write(buffer[:n])
		if errors.Is(err, io.EOF) {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
	}
}
