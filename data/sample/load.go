package sample

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"anlan/data/intake"
	"anlan/data/workspace"
)

// City is the city whose town names the demonstration uses.
const City = "东莞市"

// Load makes the demonstration city and imports its files into a workspace, which is marked as a demonstration.
func Load(ctx context.Context, w *workspace.Workspace) error {
	return LoadCity(ctx, w, Seed, Options{})
}

// LoadCity is Load for another seed, or without problems.
func LoadCity(ctx context.Context, w *workspace.Workspace, seed uint64, o Options) (err error) {
	dir, err := os.MkdirTemp("", "anlan-sample-")
	if err != nil {
		return fmt.Errorf("make a folder for the demonstration files: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := WriteFiles(dir, seed, o); err != nil {
		return err
	}
	for _, name := range Files() {
		if _, err := intake.Import(ctx, w, filepath.Join(dir, name), intake.Options{}); err != nil {
			return fmt.Errorf("import %s: %w", name, err)
		}
	}
	return w.Write(ctx, func(tx *workspace.Tx) error {
		if err := tx.SetMeta(ctx, workspace.MetaCity, City); err != nil {
			return err
		}
		return tx.SetMeta(ctx, workspace.MetaSample, "true")
	})
}
