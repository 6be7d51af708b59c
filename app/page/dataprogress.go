package page

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/intake"
	"anlan/data/workspace"
)

// progressView says how far an import is, and afterwards what came of it.
type progressView struct {
	page    *DataPage
	line    *widgets.Line
	known   *widget.ProgressBar
	unknown *widget.ProgressBarInfinite
	cancel  *widgets.Pill
	said    *widget.Label
	scroll  *container.Scroll
	close   *widgets.Pill
	running *fyne.Container
	done    *fyne.Container
	object  *fyne.Container
}

func newProgressView(d *DataPage) *progressView {
	v := &progressView{page: d, line: widgets.NewLine(theme.BodySize, false), known: widget.NewProgressBar(), unknown: widget.NewProgressBarInfinite(), said: d.label()}
	v.unknown.Stop()
	v.cancel = d.button("cancel", d.work.cancel)
	v.close = widgets.NewSmallPill(PillLook(d.env.Palette), theme.NoteSize, "×", "", func() { d.work.said = nil; v.refresh() })
	v.running = container.NewBorder(nil, nil, nil, v.cancel, container.NewVBox(v.line, container.NewStack(v.known, v.unknown)))
	v.scroll = container.NewVScroll(v.said)
	v.scroll.SetMinSize(fyne.NewSize(100, 76))
	v.done = container.NewBorder(nil, nil, nil, container.NewVBox(v.close), v.scroll)
	v.object = container.NewVBox(v.running, v.done)
	v.refresh()
	return v
}

// refresh shows how far the import is now.
func (v *progressView) refresh() {
	work := v.page.work
	v.running.Hidden = !work.running && !work.reading
	v.done.Hidden = len(work.said) == 0 || work.running
	v.cancel.Hidden = !work.running
	v.said.SetText(strings.Join(work.said, "\n"))
	v.line.Set(widgets.Span{Text: v.text(), Color: theme.Color(v.page.env.Palette.Ink)})
	total := work.doing.at.Total
	v.known.Hidden, v.unknown.Hidden = total == 0, total > 0
	if total > 0 {
		v.known.SetValue(float64(work.doing.at.Rows) / float64(total))
	}
	if v.running.Hidden || v.unknown.Hidden {
		v.unknown.Stop()
	} else {
		v.unknown.Start()
	}
	v.object.Refresh()
	if v.page.frame != nil {
		v.page.frame.Refresh()
	}
}

// text says what is being done.
func (v *progressView) text() string {
	say, work := v.page.env.Words.Say, v.page.work
	if work.reading {
		return say("data.previewing")
	}
	at := work.doing.at
	if at.Stage == "" {
		return say("data.starting")
	}
	printer := v.page.env.Words.Printer()
	return v.page.fileText(work.doing.file) + " · " + say("cli.import.progress", "stage", say("cli.import.stage."+string(at.Stage)),
		"rows", printer.Number(float64(at.Rows), 0), "rate", printer.Number(at.RowsPerSecond, 0))
}

// fileText is a file's name without its folder.
func (d *DataPage) fileText(file string) string { return filepath.Base(file) }

// countsText says what became of the rows of a table.
func (d *DataPage) countsText(b workspace.Batch) string {
	text := d.env.Words.Say("cli.import.counts", "read", b.RowsRead, "accepted", b.Accepted, "quarantined", b.Quarantined, "blank", b.Blank, "duplicates", b.Duplicates)
	if b.Skipped > 0 {
		text += d.env.Words.Say("data.and") + d.env.Words.Say("cli.import.skipped", "count", b.Skipped)
	}
	if b.Warned > 0 {
		text += d.env.Words.Say("data.and") + d.env.Words.Say("cli.import.warned", "count", b.Warned)
	}
	return text
}

// tallyText says by what rows fail.
func (d *DataPage) tallyText(t intake.Tally) string {
	return d.env.Words.Say("cli.import.tally", "rows", t.Rows, "column", t.Column, "reason", d.env.Words.Reason(t.Reason, t.Original, t.Detail))
}

// shortTallies are the commonest reasons.
func shortTallies(list []intake.Tally) []intake.Tally { return list[:min(len(list), 6)] }

// reasonText words a problem of a row.
func (d *DataPage) reasonText(p workspace.Problem) string {
	return d.env.Words.Reason(p.Reason, p.Original, p.Detail)
}
