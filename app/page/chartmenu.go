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

	"anlan/analytics/engine"
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
	menu := fyne.NewMenu("", save(".png"), save(".svg"), save(".html"), fyne.NewMenuItem(say("chart.copy"), c.copyPicture), fyne.NewMenuItem(say("chart.table"), c.showTable))
	if c.figure.Option == nil {
		for _, item := range menu.Items {
			item.Disabled = true
		}
	}
	position := fyne.CurrentApp().Driver().AbsolutePositionForObject(at).AddXY(0, at.Size().Height)
	widget.ShowPopUpMenuAtPosition(menu, c.env.Window.Canvas(), position)
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
	d.SetFileName(c.kind.Name.In(c.env.Words.Language) + extension)
	d.SetFilter(storage.NewExtensionFileFilter([]string{extension}))
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
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
	rows := c.tableRows(c.figure.Frame)
	table := widget.NewTableWithHeaders(
		func() (int, int) { return len(rows) - 1, len(rows[0]) },
		func() fyne.CanvasObject {
			l := widget.NewLabel("")
			l.Truncation = fyne.TextTruncateEllipsis
			return l
		},
		func(id widget.TableCellID, o fyne.CanvasObject) {
			label := o.(*widget.Label)
			text := ""
			if id.Row+1 < len(rows) && id.Col < len(rows[id.Row+1]) {
				text = rows[id.Row+1][id.Col]
			}
			label.Alignment = fyne.TextAlignLeading
			if id.Col >= len(c.figure.Frame.By) {
				label.Alignment = fyne.TextAlignTrailing
			}
			label.SetText(text)
		},
	)
	table.ShowHeaderColumn = false
	table.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		label := o.(*widget.Label)
		label.TextStyle.Bold = true
		if id.Row < 0 && id.Col >= 0 && id.Col < len(rows[0]) {
			label.SetText(rows[0][id.Col])
		}
	}
	for i := range rows[0] {
		table.SetColumnWidth(i, 150)
	}
	copyButton := widget.NewButtonWithIcon(c.env.Words.Say("chart.copy_table"), theme.ContentCopyIcon(), func() {
		var lines []string
		for _, row := range rows {
			lines = append(lines, strings.Join(row, "\t"))
		}
		fyne.CurrentApp().Clipboard().SetContent(strings.Join(lines, "\n"))
		c.env.Notify(c.env.Words.Say("chart.copied"))
	})
	content := container.NewBorder(nil, container.NewHBox(copyButton), nil, nil, table)
	d := dialog.NewCustom(c.figure.Finding.String(), c.env.Words.Say("close"), content, c.env.Window)
	d.Resize(fyne.NewSize(860, 560))
	d.Show()
}

// tableRows prints a frame, with its header first and its total last.
func (c *ChartCard) tableRows(frame engine.Frame) [][]string {
	p, l := c.env.Words.Printer(), c.env.Words.Language
	compared := len(frame.Meta.Windows) > 0
	var header []string
	for _, d := range frame.By {
		header = append(header, d.Name.In(l))
	}
	for _, i := range frame.Indicators {
		header = append(header, i.Name.In(l))
		if compared {
			header = append(header, p.Basis(frame.Meta.Basis), c.env.Words.Say("cli.query.change"))
		}
	}
	cells := func(values []engine.Value) []string {
		var list []string
		for i, v := range values {
			unit := frame.Indicators[i].Unit
			now, base, change := "—", "—", "—"
			if v.HasNow {
				now = p.Figure(unit, v.Now)
			}
			if v.HasBase {
				base = p.Figure(unit, v.Base)
			}
			if v.Compared() {
				change = p.Change(unit, v.Now, v.Base, 2)
			}
			list = append(list, now)
			if compared {
				list = append(list, base, change)
			}
		}
		return list
	}
	rows := [][]string{header}
	for _, row := range frame.Rows {
		var names []string
		for _, m := range row.Members {
			names = append(names, m.Label.In(l))
		}
		rows = append(rows, append(names, cells(row.Values)...))
	}
	if len(frame.By) > 0 {
		total := make([]string, len(frame.By))
		total[0] = c.env.Words.Say("cli.query.total")
		rows = append(rows, append(total, cells(frame.Total)...))
	}
	return rows
}
