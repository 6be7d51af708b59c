package page

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
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
	menu := fyne.NewMenu("", save(".png"), save(".svg"), save(".html"), fyne.NewMenuItem(say("chart.copy"), c.copyPicture), fyne.NewMenuItem(say("chart.table"), c.showTable), fyne.NewMenuItem(say("chart.records"), c.showRecords), fyne.NewMenuItem(say("chart.brief"), c.brief))
	for i, item := range menu.Items {
		picture := i < 4
		item.Disabled = picture && c.figure.Option == nil || len(c.figure.Frame.Indicators) == 0
	}
	position := fyne.CurrentApp().Driver().AbsolutePositionForObject(at).AddXY(0, at.Size().Height)
	widget.ShowPopUpMenuAtPosition(menu, c.env.Window.Canvas(), position)
}

// brief puts the figure into the briefing, as it is now.
func (c *ChartCard) brief() {
	c.env.Desk.Put(briefing.Ask{Kind: c.kind().ID, Question: c.env.Question()})
}

// save asks for a file and writes the chart into it.
func (c *ChartCard) save(extension string) {
	f, style, note := c.figure, c.env.Style(), c.env.SampleNote()
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			if err != nil {
				c.env.Fail(err)
			}
			return
		}
		name := w.URI().Path()
		state.Load(c.env.Loader, "save", func(ctx context.Context) (string, error) {
			style.Text = 15
			data, err := drawing.File(ctx, "chart"+extension, f, style, exportSize, note)
			if err == nil {
				_, err = w.Write(data)
			}
			if closeErr := w.Close(); err == nil {
				err = closeErr
			}
			return name, err
		}, func(name string, err error) {
			if err != nil {
				c.env.Fail(err)
				return
			}
			c.env.Notify(c.env.Words.Say("cli.chart.done", "file", name))
		})
	}, c.env.Window)
	d.SetFileName(c.kind().Name(c.env.Words.Language) + extension)
	d.SetFilter(storage.NewExtensionFileFilter([]string{extension}))
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	speakPlaces(c.env.Window.Canvas(), c.env.Words)
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
	sheet := c.figure.Sheet
	if sheet == nil {
		sheet = figure.SheetOf(c.figure.Frame, c.env.Words.Printer())
	}
	view.set(sheet, c.env.Question())
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
