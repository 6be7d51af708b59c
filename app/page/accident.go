package page

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"anlan/analytics"
	"anlan/analytics/engine"
	"anlan/analytics/query"
	"anlan/app/state"
	"anlan/app/widgets"
)

// anyTime is a period that holds every fact.
var anyTime = analytics.Period{From: analytics.Day(1900, 1, 1), To: analytics.Day(2200, 12, 31)}

// showAccident opens the card of one accident: all that the ledger says, where it stands, and the switch that leaves it out
// of all figures.
func (e *Env) showAccident(key string) {
	state.Load(e.Loader, "accident", func(ctx context.Context) (engine.Records, error) {
		return e.Engine.Records(ctx, query.Records{
			Fact: analytics.Accidents, Period: anyTime, Limit: 1, Where: []analytics.Condition{{Dimension: analytics.Accident, Keys: []string{key}}},
		})
	}, func(list engine.Records, err error) {
		switch {
		case err != nil:
			e.Fail(err)
		case len(list.Rows) == 1:
			e.openAccident(key, list)
		}
	})
}

func (e *Env) openAccident(key string, list engine.Records) {
	record, style, say := list.Rows[0], e.Style(), e.Words.Say
	form := container.New(fields{})
	title, town := "", analytics.Member{}
	for i, c := range list.Columns {
		cell := record.Cells[i]
		text := style.RecordText(c, cell)
		if text == "" {
			continue
		}
		switch c.ID {
		case "occurred_on":
			title = e.Words.Printer().Day(cell.Day) + title
		case "name":
			title += " “" + text + "”"
		case "town":
			town = cell.Member
		}
		form.Add(widget.NewLabel(c.Name.In(e.Words.Language)))
		value := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
		value.Wrapping = fyne.TextWrapWord
		form.Add(value)
	}
	source := widget.NewLabel(say("accident.source", "file", filepath.Base(record.File), "sheet", record.Sheet, "row", record.Row, "batch", record.Batch))
	source.Wrapping = fyne.TextWrapWord
	var d *dialog.CustomDialog
	buttons := container.New(&widgets.Flow{Gap: 8}, e.switchButton(key, func() { d.Hide() }))
	if town.Key != "" {
		buttons.Add(widget.NewButton(say("accident.only_town", "town", town.Label.In(e.Words.Language)), func() {
			d.Hide()
			e.Select(e.Selection().With(analytics.Town, []string{town.Key}))
		}))
	}
	d = dialog.NewCustom(title, say("close"), container.NewBorder(nil, container.NewVBox(source, buttons), nil, nil, container.NewVScroll(form)), e.Window)
	d.Resize(e.dialogSize(640, 620))
	d.Show()
	e.Repainted()
}

// switchButton leaves an accident out of all figures, or takes it in again.
func (e *Env) switchButton(key string, done func()) *widget.Button {
	out := slices.Contains(e.Selection().Without(analytics.Accident), key)
	text := "accident.leave_out"
	if out {
		text = "accident.take_in"
	}
	return widget.NewButton(e.Words.Say(text), func() {
		done()
		e.Select(e.Selection().LeaveOut(analytics.Accident, key, !out))
	})
}

// fields sets names and values beside each other, line by line.
type fields struct{}

const nameWidth = 130

// MinSize implements fyne.Layout.
func (fields) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for i := 0; i+1 < len(objects); i += 2 {
		height += max(objects[i].MinSize().Height, objects[i+1].MinSize().Height)
	}
	return fyne.NewSize(nameWidth+160, height)
}

// Layout implements fyne.Layout.
func (fields) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for i := 0; i+1 < len(objects); i += 2 {
		objects[i+1].Resize(fyne.NewSize(size.Width-nameWidth, objects[i+1].MinSize().Height))
		height := max(objects[i].MinSize().Height, objects[i+1].MinSize().Height)
		objects[i].Move(fyne.NewPos(0, y))
		objects[i].Resize(fyne.NewSize(nameWidth, height))
		objects[i+1].Move(fyne.NewPos(nameWidth, y))
		objects[i+1].Resize(fyne.NewSize(size.Width-nameWidth, height))
		y += height
	}
}
