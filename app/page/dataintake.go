package page

import (
	"context"
	"slices"
	"time"

	"anlan/app/state"
	"anlan/data/intake"
	"anlan/data/workspace"
)

// Intake is what is on its way into the workspace. The window keeps it while pages come and go.
type Intake struct {
	page     *DataPage            // that shows it now
	into     *workspace.Workspace // that the files are for
	tab      dataTab
	batch    int // that the sides of the page are about; 0: none
	paths    []string
	replaces int // the batch that the file takes the place of; 0: none
	choices  []*choice
	at       int // the choice that is shown
	reading  bool
	run      int // counts imports, so that progress of an earlier one is not shown
	running  bool
	doing    doing
	said     []string // what came of the last import
}

// choice is a file that is looked at, and how it is to be read.
type choice struct {
	file    string // its name for people
	finding intake.Finding
	err     error // the file cannot be read
	failed  error // why its import failed; nil where none was tried
	opts    intake.Options
	leave   bool     // not imported
	seen    bool     // a person has looked at its columns
	sheets  []string // of the file, when all were read
	sheet   int      // that is shown
	reading bool
}

// doing is how far an import is.
type doing struct {
	file string
	at   intake.Progress
}

// previewRows bounds the rows that a preview reads of each table.
const previewRows = 20000

// looking tells whether files are looked at.
func (in *Intake) looking() bool { return len(in.choices) > 0 || in.reading }

// shownBy says which page shows the work. Files for another workspace are let go of.
func (in *Intake) shownBy(d *DataPage) {
	in.page = d
	if in.into != nil && in.into != d.env.Workspace {
		*in = Intake{page: d, tab: in.tab, run: in.run + 1}
	}
	if in.tab == "" {
		in.tab = batchesTab
	}
}

// look reads files as an import would, without writing anything.
func (in *Intake) look(paths []string, replaces int) {
	if in.running {
		return
	}
	in.page.env.UseWorkspace(func(w *workspace.Workspace) {
		in.into, in.paths, in.replaces, in.choices, in.at, in.reading, in.said = w, paths, replaces, nil, 0, true, nil
		in.page.turn(previewTab)
		in.page.preview.refresh()
		in.page.progress.refresh()
		in.readAll()
	})
}

// readAll looks at every file.
func (in *Intake) readAll() {
	opts := intake.Options{Replace: in.replaces, Again: in.replaces > 0}
	choose := func(string) (intake.Options, bool) { return opts, true }
	w, paths := in.into, in.paths
	state.Load(in.page.env.Loader, "preview", func(ctx context.Context) (list []*choice, err error) {
		err = intake.PreviewChosen(ctx, w, paths, choose, previewRows, func(f intake.Finding, err error) error {
			c := &choice{file: f.File, opts: opts}
			c.take(f, err)
			list = append(list, c)
			return nil
		})
		return list, err
	}, func(list []*choice, err error) {
		in.choices, in.reading = list, false
		if err != nil {
			in.choices = nil
			in.page.env.Fail(err)
		} else if len(list) == 0 {
			in.said = []string{in.page.env.Words.Say("data.nothing")}
		}
		in.page.turn(previewTab)
		in.page.preview.refresh()
		in.page.progress.refresh()
		in.page.env.Repainted()
	})
}

// take keeps what was found out about a file.
func (c *choice) take(f intake.Finding, err error) {
	c.finding, c.err, c.failed, c.reading = f, err, nil, false
	if err == nil && c.opts.Sheet == "" {
		c.sheets = nil
		for _, s := range f.Sheets {
			c.sheets = append(c.sheets, s.Name)
		}
	}
	c.sheet = max(0, min(c.sheet, len(f.Sheets)-1))
}

// again looks at a file anew, after a person has changed how it is read.
func (in *Intake) again(c *choice) {
	c.reading = true
	in.page.preview.refresh()
	w, opts, paths := in.into, c.opts, in.paths
	choose := func(file string) (intake.Options, bool) { return opts, file == c.file }
	type found struct {
		finding intake.Finding
		err     error
	}
	state.Load(in.page.env.Loader, "preview", func(ctx context.Context) (got found, err error) {
		err = intake.PreviewChosen(ctx, w, paths, choose, previewRows, func(f intake.Finding, err error) error {
			got = found{f, err}
			return nil
		})
		return got, err
	}, func(got found, err error) {
		if err != nil {
			got.err = err
		}
		c.take(got.finding, got.err)
		in.page.preview.refresh()
		in.page.env.Repainted()
	})
}

// shown is the file that is shown; nil where there is none.
func (in *Intake) shown() *choice {
	if in.at < 0 || in.at >= len(in.choices) {
		return nil
	}
	return in.choices[in.at]
}

// chosen are the files that are to be imported.
func (in *Intake) chosen() []*choice {
	return slices.DeleteFunc(slices.Clone(in.choices), func(c *choice) bool { return c.leave || c.err != nil })
}

// drop lets go of the files that are looked at.
func (in *Intake) drop() {
	in.page.env.Loader.Cancel("preview")
	in.choices, in.reading, in.replaces = nil, false, 0
	in.page.turn(batchesTab)
	in.page.Show()
}

// start imports the files, one after another.
func (in *Intake) start() {
	chosen := in.chosen()
	if len(chosen) == 0 || in.running || in.reading {
		return
	}
	options := make(map[string]intake.Options)
	for _, c := range chosen {
		opts := c.opts
		opts.Confirmed = c.seen
		options[c.file] = opts
	}
	in.run++
	in.running, in.said, in.doing = true, nil, doing{}
	in.page.env.Loader.Cancel("preview")
	in.page.preview.refresh()
	in.page.progress.refresh()
	in.write(options)
}

// importStep is how often progress is shown.
const importStep = 150 * time.Millisecond

// write is the work of an import.
func (in *Intake) write(options map[string]intake.Options) {
	env, w, paths, run := in.page.env, in.into, in.paths, in.run
	post := func(f func()) {
		env.Loader.Post(func() {
			if in.run == run && in.running {
				f()
				in.page.progress.refresh()
			}
		})
	}
	choose := func(file string) (intake.Options, bool) {
		opts, use := options[file]
		var last time.Time
		opts.Watch = func(p intake.Progress) {
			if time.Since(last) > importStep {
				last = time.Now()
				post(func() { in.doing = doing{file, p} })
			}
		}
		return opts, use
	}
	state.Load(env.Loader, "import", func(ctx context.Context) (batch int, err error) {
		err = intake.ImportChosen(ctx, w, paths, choose, func(o intake.Outcome) error {
			post(func() { in.note(o) })
			if o.Err == nil {
				batch = o.Result.Batch.ID
			}
			return nil
		})
		return batch, err
	}, func(batch int, err error) {
		if err != nil {
			in.said = append(in.said, in.page.errorText(err))
		}
		if batch > 0 {
			in.batch = batch
		}
		in.end()
	})
}

// note keeps what became of a file.
func (in *Intake) note(o intake.Outcome) {
	words := in.page.env.Words
	if o.Err != nil {
		for _, c := range in.choices {
			if c.file == o.File {
				c.failed = o.Err
			}
		}
		in.said = append(in.said, in.page.fileText(o.File)+" — "+in.page.errorText(o.Err))
		for _, t := range shortTallies(intake.Counts(o.Err)) {
			in.said = append(in.said, "    "+in.page.tallyText(t))
		}
		return
	}
	for _, b := range o.Result.Batches {
		in.said = append(in.said, words.Say("cli.import.done", "file", in.page.fileText(o.File), "batch", b.ID, "kind", words.Kind(b.Kind))+" · "+in.page.countsText(b))
	}
	for _, n := range o.Result.Notes {
		in.said = append(in.said, "    "+in.page.noteText(n))
	}
}

// end ends an import: what came of it is said above the list of imports, and files that were refused are still looked at.
func (in *Intake) end() {
	in.running = false
	in.run++
	in.choices = slices.DeleteFunc(in.choices, func(c *choice) bool { return c.failed == nil })
	in.at = 0
	env := in.page.env
	if len(in.choices) == 0 {
		in.replaces = 0
		in.page.turn(batchesTab)
	} else {
		in.page.turn(previewTab)
	}
	in.page.progress.refresh()
	if len(in.said) > 0 {
		env.Notify(in.said[0])
	}
	env.DataChanged()
}

// cancel stops an import; the file that is being read leaves nothing.
func (in *Intake) cancel() {
	if !in.running {
		return
	}
	in.page.env.Loader.Cancel("import")
	in.said = append(in.said, in.page.env.Words.Say("data.cancelled"))
	in.end()
}
