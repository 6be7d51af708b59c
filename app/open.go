package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime/debug"

	"github.com/adrg/xdg"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/app/keep"
	"anlan/data/sample"
	"anlan/data/workspace"
)

// defaultWorkspace is where the workspace lies when none is named: in the user's data folder.
func defaultWorkspace() string {
	return filepath.Join(xdg.DataHome, "anlan", "anlan"+workspace.Extension)
}

// path is the workspace file to use.
func (p *program) path() string {
	if p.workspacePath != "" {
		return p.workspacePath
	}
	return defaultWorkspace()
}

// access is what a command does to the workspace.
type access int

const (
	toRead access = iota
	toWrite
	toImport // also makes a workspace that is not there
)

// open opens the workspace that the flags name. The caller closes it.
func (p *program) open(ctx context.Context, a access) (*workspace.Workspace, error) {
	if p.sample {
		return p.openSample(ctx)
	}
	return workspace.Open(ctx, p.path(), workspace.Options{ReadOnly: a == toRead, Create: a == toImport, Now: p.now})
}

// openSample makes the demonstration city, in memory.
func (p *program) openSample(ctx context.Context) (*workspace.Workspace, error) {
	w, err := workspace.OpenMemory(ctx, workspace.Options{Now: p.now})
	if err != nil {
		return nil, err
	}
	if err := sample.Load(ctx, w); err != nil {
		return nil, fmt.Errorf("make the demonstration city: %w", joinClose(err, w))
	}
	return w, nil
}

// ask opens the workspace for questions and hands an engine over it to use.
func (p *program) ask(ctx context.Context, use func(*workspace.Workspace, *engine.Engine) error) error {
	return p.askWith(ctx, toRead, use)
}

// askWith is ask for a command that also keeps something in the workspace.
func (p *program) askWith(ctx context.Context, a access, use func(*workspace.Workspace, *engine.Engine) error) (err error) {
	w, err := p.open(ctx, a)
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, w) }()
	e := keep.Engine(w)
	empty, err := p.isEmpty(ctx, e)
	if err != nil {
		return err
	}
	if empty {
		return &analytics.Error{Code: analytics.CodeWorkspaceIsEmpty}
	}
	return use(w, e)
}

// isEmpty tells whether there are no data of any kind.
func (p *program) isEmpty(ctx context.Context, e *engine.Engine) (bool, error) {
	for _, fact := range []analytics.FactID{analytics.Accidents, analytics.Inspections, analytics.SectorFigures, analytics.Activities, analytics.Hazards} {
		coverage, err := e.Coverage(ctx, fact)
		if err != nil {
			return false, err
		}
		if !coverage.IsZero() {
			return false, nil
		}
	}
	return true, nil
}

// version is the version of the program, from its build.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "0.1.0"
}
