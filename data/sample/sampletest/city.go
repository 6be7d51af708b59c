// Package sampletest gives tests the demonstration city without making it anew for each of them.
package sampletest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"anlan/data/sample"
	"anlan/data/workspace"
)

// CityEnv names a workspace file that Make made of the present code. Where it is set, tests copy that file; otherwise
// each test binary makes the city once.
const CityEnv = "ANLAN_SAMPLE_CITY"

// Make makes the demonstration city as a new workspace file.
func Make(ctx context.Context, path string) error {
	w, err := workspace.Open(ctx, path, workspace.Options{Create: true, Now: time.Now})
	if err != nil {
		return fmt.Errorf("make a workspace for the demonstration city: %w", err)
	}
	return errors.Join(sample.Load(ctx, w), w.Close())
}

// bytes are the city's file, read or made once.
var bytes = sync.OnceValues(func() ([]byte, error) {
	if path := os.Getenv(CityEnv); path != "" {
		return os.ReadFile(path)
	}
	dir, err := os.MkdirTemp("", "anlan-city-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "city"+workspace.Extension)
	if err := Make(context.Background(), path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// Copy writes a copy of the city's file into a folder and names it.
func Copy(dir string) (string, error) {
	content, err := bytes()
	if err != nil {
		return "", fmt.Errorf("the demonstration city: %w", err)
	}
	path := filepath.Join(dir, "city"+workspace.Extension)
	return path, os.WriteFile(path, content, 0o600)
}

// File is a workspace file of the test's own with the city.
func File(tb testing.TB) string {
	tb.Helper()
	path, err := Copy(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// Open opens a workspace of the test's own with the city; it is closed when the test ends.
func Open(tb testing.TB) *workspace.Workspace {
	tb.Helper()
	w, err := workspace.Open(tb.Context(), File(tb), workspace.Options{Now: time.Now})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := w.Close(); err != nil {
			tb.Error(err)
		}
	})
	return w
}

// Shared is the city for tests that only read it: one workspace for the whole test binary, closed with the process.
var Shared = sync.OnceValues(func() (*workspace.Workspace, error) {
	ctx := context.Background()
	made := os.Getenv(CityEnv)
	if made == "" {
		w, err := workspace.OpenMemory(ctx, workspace.Options{Now: time.Now})
		if err != nil {
			return nil, err
		}
		return w, sample.Load(ctx, w)
	}
	dir, err := os.MkdirTemp(filepath.Dir(made), "shared-") // goes with the folder of the file
	if err != nil {
		return nil, err
	}
	path, err := Copy(dir)
	if err != nil {
		return nil, err
	}
	return workspace.Open(ctx, path, workspace.Options{Now: time.Now})
})
