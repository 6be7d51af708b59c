package page

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.design/x/clipboard"

	"anlan/analytics/briefing"
	"anlan/analytics/figure"
	"anlan/app/drawing"
	"anlan/app/state"
)

// exportSize is the size of saved pictures: readable in a document, sharp on a projector.
var exportSize = drawing.Size{Width: 1200, Height: 700, Scale: 2}

// openMenu offers what can be done with a chart.
func (c *ChartCard) openMenu(at fyne.CanvasObject) {
	say := c.env.Words.Say
	save := func(extension string) *fyne.MenuItem {
		return fyne.NewMenuItem(say("chart.save", "format", strings.ToUpper(extension[1:])), func() { c.save(extension) })
	}
	pictures := []*fyne.MenuItem{save(".png"), save(".svg"), save(".html"), fyne.NewMenuItem(say("chart.copy"), c.copyPicture)}
	figures := []*fyne.MenuItem{save(".xlsx"), save(".csv"), fyne.NewMenuItem(say("chart.table"), c.showTable), fyne.NewMenuItem(say("chart.records"), c.showRecords)}
	for _, item := range pictures {
		item.Disabled = c.figure.Option == nil
	}
	for _, item := range figures {
		item.Disabled = len(c.figure.Frame.Indicators) == 0 && c.figure.Sheet == nil
	}
	figures[len(figures)-1].Disabled = len(c.figure.Frame.Indicators) == 0
	brief := fyne.NewMenuItem(say("chart.brief"), c.brief)
	brief.Disabled = figures[0].Disabled
	line := fyne.NewMenuItemSeparator
	menu := fyne.NewMenu("", slices.Concat(pictures, []*fyne.MenuItem{line()}, figures, []*fyne.MenuItem{line(), brief})...)
	position := fyne.CurrentApp().Driver().AbsolutePositionForObject(at).AddXY(0, at.Size().Height)
	widget.ShowPopUpMenuAtPosition(menu, c.env.Window.Canvas(), position)
}

// brief puts the figure into the briefing, as it is now.
func (c *ChartCard) brief() {
	c.env.Desk.Put(briefing.Ask{Kind: c.kind().ID, Question: c.env.Question()})
}

// save asks for a file and writes the chart into it.
func (c *ChartCard) save(extension string) {
	c.env.saveFigure(c.figure, c.kind().Name(c.env.Words.Language), extension)
}

// saveFigure asks for a file and writes a figure into it, in the format of the extension.
func (e *Env) saveFigure(f figure.Figure, name, extension string) {
	style, note := e.Style(), e.SampleNote()
	style.Text = 15
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			if err != nil {
				e.Fail(err)
			}
			return
		}
		path := w.URI().Path()
		state.Load(e.Loader, "save", func(ctx context.Context) (struct{}, error) {
			data, err := drawing.File(ctx, "figure"+extension, f, style, exportSize, note)
			if err == nil {
				_, err = w.Write(data)
			}
			return struct{}{}, errors.Join(err, w.Close())
		}, func(_ struct{}, err error) {
			if err != nil {
				e.Fail(err)
				return
			}
			e.Notify(e.Words.Say("cli.chart.done", "file", path))
		})
	}, e.Window)
	d.SetFileName(name + extension)
	d.SetFilter(storage.NewExtensionFileFilter([]string{extension}))
	d.Resize(e.dialogSize(820, 560))
	d.Show()
	speakPlaces(e.Window.Canvas(), e.Words)
}

// copyPicture puts the chart as it would be saved onto the clipboard.
func (c *ChartCard) copyPicture() {
	f, style, note := c.figure, c.env.Style(), c.env.SampleNote()
	state.Load(c.env.Loader, "copy", func(ctx context.Context) ([]byte, error) {
		style.Text = 15
		data, err := drawing.File(ctx, "chart.png", f, style, exportSize, note)
		if err != nil {
			return nil, err
		}
		if _, err := png.DecodeConfig(bytes.NewReader(data)); err != nil {
			return nil, fmt.Errorf("check the picture: %w", err)
		}
		if err := clipboard.Init(); err != nil {
			return nil, fmt.Errorf("reach the clipboard: %w", err)
		}
		clipboard.Write(clipboard.FmtImage, data)
		return data, nil
	}, func(_ []byte, err error) {
		if err != nil {
			c.env.Fail(err)
			return
		}
		c.env.Notify(c.env.Words.Say("chart.copied"))
	})
}

// showTable shows the figures behind the chart.
func (c *ChartCard) showTable() {
	view := newSheetView(c.env)
	view.set(c.figure.Table(c.env.Words.Printer()), c.env.Question())
	if c.figure.Sheet == nil {
		view.onRow = c.showRow
	}
	copyButton := widget.NewButtonWithIcon(c.env.Words.Say("chart.copy_table"), theme.ContentCopyIcon(), view.copy)
	briefButton := widget.NewButton(c.env.Words.Say("chart.brief"), c.brief)
	content := container.NewBorder(nil, container.NewHBox(copyButton, briefButton), nil, nil, view.object())
	d := dialog.NewCustom(c.figure.Finding.String(), c.env.Words.Say("close"), content, c.env.Window)
	d.Resize(c.env.dialogSize(900, 600))
	d.Show()
}

// showRecords lists the facts behind the chart.
func (c *ChartCard) showRecords() {
	c.env.showRecords(c.figure.Finding.String(), figure.RecordsBehind(c.figure.Frame, nil))
}

// showRow lists the facts behind one row of the chart's table.
func (c *ChartCard) showRow(row int) {
	frame := c.figure.Frame
	if row < len(frame.Rows) {
		c.env.showRecords(c.figure.Finding.String(), figure.RecordsBehind(frame, &frame.Rows[row]))
	}
}
