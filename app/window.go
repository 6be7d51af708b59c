package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"anlan/app/chartview"
	"anlan/app/display"
	"anlan/app/drawing"
	_ "anlan/app/locale"
	"anlan/app/shell"
	"anlan/app/words"
	"anlan/assets"
	"anlan/data/workspace"
)

// appID names the program's preferences; FyneApp.toml has the same.
const appID = "cn.anlan.app"

// interpreters is how many charts are laid out side by side.
const interpreters = 2

// openWindow shows the main window until it is closed.
func (p *program) openWindow(ctx context.Context) error {
	if !hasDisplay() {
		fmt.Fprintln(p.err, p.words.Say("cli.no_display"))
		return errReported
	}
	// Fonts are most of the heap and live as long as the window; half as much again is room enough.
	debug.SetGCPercent(50)
	app := fyneapp.NewWithID(appID)
	app.SetIcon(fyne.NewStaticResource("anlan.png", assets.Icon()))
	if kept := shell.RememberedLanguage(app); kept != "" && p.language == "" {
		p.words = words.In(kept)
	}
	if err := shell.SpeakDialogs(p.words.Language); err != nil {
		return fmt.Errorf("use the texts of dialogs: %w", err)
	}
	return shell.Run(ctx, shell.Config{
		App: app, Words: p.words, Charts: chartview.NewEngine(drawing.Program, interpreters), StateFile: p.stateFile,
		Open: p.openShown, OpenOwn: p.openOwn, OpenSample: p.openDemonstration,
	})
}

// hasDisplay tells whether a window can be shown: without a display the toolkit would end the program in a panic.
func hasDisplay() bool {
	if runtime.GOOS != "linux" {
		return true
	}
	return (os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "") && display.Reach() == nil
}

// openShown opens the workspace that the flags name; where there is none yet, the demonstration city.
func (p *program) openShown(ctx context.Context) (shell.Source, error) {
	if p.sample {
		return p.openDemonstration(ctx)
	}
	w, err := workspace.Open(ctx, p.path(), workspace.Options{Now: p.now})
	if errors.Is(err, workspace.ErrMissing) && p.workspacePath == "" {
		return p.openDemonstration(ctx)
	}
	return sourceOf(ctx, w, err)
}

// openOwn opens the user's own workspace, and makes it where it is missing.
func (p *program) openOwn(ctx context.Context) (shell.Source, error) {
	w, err := workspace.Open(ctx, p.path(), workspace.Options{Create: true, Now: p.now})
	return sourceOf(ctx, w, err)
}

func (p *program) openDemonstration(ctx context.Context) (shell.Source, error) {
	w, err := p.openSample(ctx)
	return shell.Source{Workspace: w, Sample: true}, err
}

// sourceOf tells whether an opened workspace holds a demonstration.
func sourceOf(ctx context.Context, w *workspace.Workspace, err error) (shell.Source, error) {
	if err != nil {
		return shell.Source{}, err
	}
	mark, err := w.Meta(ctx, workspace.MetaSample)
	if err != nil {
		return shell.Source{}, joinClose(err, w)
	}
	return shell.Source{Workspace: w, Sample: mark == "true"}, nil
}
