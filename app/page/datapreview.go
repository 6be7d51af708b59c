package page

import (
	"errors"
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/intake"
)

// previewView shows what a file holds and how it would be read, to be changed and confirmed.
type previewView struct {
	page     *DataPage
	settings *fyne.Container
	checks   *fyne.Container
	verdict  *widget.Label
	columns  *columnsView
	rows     *foundRows
	confirm  *widgets.Pill
	body     *container.Split
	object   fyne.CanvasObject
}

func newPreviewView(d *DataPage) *previewView {
	v := &previewView{page: d, settings: container.New(&widgets.Flow{Gap: 8}), checks: container.New(&widgets.Flow{Gap: 8}), verdict: d.label()}
	v.columns, v.rows = newColumnsView(d), newFoundRows(d)
	v.confirm = d.button("data.import", d.work.start)
	more := d.button("data.add", func() {
		d.chooseFile(func(path string) { d.work.look(append(d.work.paths, path), d.work.replaces) })
	})
	bar := container.New(&widgets.Flow{Gap: 8}, v.confirm, more, d.button("data.drop", d.work.drop))
	v.body = container.NewHSplit(v.columns.object, v.rows.object)
	v.body.Offset = 0.55
	v.object = d.panel(container.NewBorder(container.NewVBox(bar, v.settings, v.checks, v.verdict), nil, nil, nil, v.body))
	return v
}

func (v *previewView) canvas() fyne.CanvasObject { return v.object }

// show implements dataView.
func (v *previewView) show() { v.refresh() }

// refresh shows the file that is chosen.
func (v *previewView) refresh() {
	work := v.page.work
	chosen := len(work.chosen())
	v.confirm.SetLook(v.page.strong(chosen > 0), nil)
	v.confirm.SetValue(v.page.env.Words.Say("data.import", "count", chosen))
	v.confirm.SetEnabled(chosen > 0 && !work.running && !work.reading)
	v.settings.RemoveAll()
	v.checks.RemoveAll()
	c := work.shown()
	v.body.Hidden, v.verdict.Hidden = c == nil, c == nil
	if c != nil {
		c.seen = true
		v.fileSettings(c)
		v.sheetSettings(c)
		v.fileChecks(c)
		v.verdict.SetText(v.verdictText(c))
		v.verdict.Importance = widget.MediumImportance
		if v.refusal(c) != nil {
			v.verdict.Importance = widget.DangerImportance
		}
		v.columns.set(c)
		v.rows.set(c)
	}
	v.object.Refresh()
}

// sheet is the sheet of a file that is shown; nil where there is none.
func (c *choice) shownSheet() *intake.FoundSheet {
	if c.sheet < 0 || c.sheet >= len(c.finding.Sheets) {
		return nil
	}
	return &c.finding.Sheets[c.sheet]
}

// refusal is why a file, or the sheet that is shown, would not be imported.
func (v *previewView) refusal(c *choice) error {
	switch {
	case c.failed != nil:
		return c.failed
	case c.err != nil:
		return c.err
	}
	if s := c.shownSheet(); s != nil {
		return s.Refused
	}
	return nil
}

// verdictText says what the sheet is and what would become of its rows.
func (v *previewView) verdictText(c *choice) string {
	say, d := v.page.env.Words.Say, v.page
	if c.reading {
		return say("data.previewing")
	}
	var lines []string
	s := c.shownSheet()
	if s != nil && s.Kind != "" {
		line := say("cli.import.preview.table", "kind", d.env.Words.Kind(string(s.Kind)), "first", s.HeaderRow, "last", s.LastRow)
		line += " · " + d.countsText(s.Batch)
		if s.Batch.RowsRead >= previewRows {
			line += say("data.only_first", "rows", previewRows)
		}
		lines = append(lines, line)
	}
	if err := v.refusal(c); err != nil {
		lines = append(lines, d.errorText(err))
	}
	if s != nil && s.Refused != nil {
		for _, t := range s.Reasons[:min(len(s.Reasons), 3)] {
			lines = append(lines, "    "+d.tallyText(t))
		}
	}
	return strings.Join(lines, "\n")
}

// option is one way to read something, and how it is named.
type option struct{ text, value string }

// setting adds a choice to the settings. Fyne knows an option of a select by its text only; texts are unlike here.
func (v *previewView) setting(key string, width float32, options []option, value string, use func(value string)) {
	label := widgets.NewLine(theme.NoteSize, false, widgets.Span{Text: v.page.env.Words.Say(key), Color: theme.Color(v.page.env.Palette.Muted)})
	labelSize := fyne.MeasureText(label.Text(), theme.NoteSize, fyne.TextStyle{})
	box := newChoiceBox(options, value, use)
	height := box.MinSize().Height
	v.settings.Add(container.NewHBox(container.NewGridWrap(fyne.NewSize(labelSize.Width+2, height), container.NewCenter(container.NewGridWrap(labelSize.AddWidthHeight(2, 0), label))),
		container.NewGridWrap(fyne.NewSize(width, height), v.page.framed(box))))
}

// framed draws a frame around a select, which on a card has none.
func (d *DataPage) framed(box fyne.CanvasObject) fyne.CanvasObject {
	frame := canvas.NewRectangle(color.Transparent)
	frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = theme.Color(d.env.Palette.Line), 1, theme.Radius
	return container.NewStack(box, frame)
}

// newChoiceBox is a select of options; use is called when a person chooses another one.
func newChoiceBox(options []option, value string, use func(value string)) *widget.Select {
	texts := make([]string, len(options))
	box := widget.NewSelect(texts, nil)
	for i, o := range options {
		texts[i] = o.text
		if o.value == value {
			box.Selected = o.text
		}
	}
	box.Options = texts
	box.OnChanged = func(string) {
		if i := box.SelectedIndex(); i >= 0 && options[i].value != value {
			use(options[i].value)
		}
	}
	return box
}

// fileSettings choose the file that is shown and the sheet.
func (v *previewView) fileSettings(c *choice) {
	work, say := v.page.work, v.page.env.Words.Say
	if len(work.choices) > 1 {
		var options []option
		for i, c := range work.choices {
			mark := "✓ "
			switch {
			case c.leave:
				mark = "– "
			case v.refusal(c) != nil:
				mark = "! "
			}
			options = append(options, option{mark + strconv.Itoa(i+1) + "  " + v.page.fileText(c.file), strconv.Itoa(i)})
		}
		v.setting("data.file", 240, options, strconv.Itoa(work.at), func(value string) { work.at = number(value); v.refresh() })
	} else {
		v.settings.Add(widget.NewLabelWithStyle(widgets.Fit(v.page.fileText(c.file), theme.BodySize, fyne.TextStyle{Bold: true}, 300), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
	}
	if len(c.finding.Sheets) > 1 {
		var options []option
		for i, s := range c.finding.Sheets {
			options = append(options, option{strconv.Itoa(i+1) + "  " + s.Name, strconv.Itoa(i)})
		}
		v.setting("data.sheet", 150, options, strconv.Itoa(c.sheet), func(value string) { c.sheet = number(value); v.refresh() })
	}
	if len(c.finding.Encodings) > 0 {
		options := []option{{say("data.by_itself") + " " + c.finding.Encoding, ""}}
		for _, e := range c.finding.Encodings {
			options = append(options, option{e, e})
		}
		v.setting("data.encoding", 150, options, c.opts.Encoding, func(value string) { c.opts.Encoding = value; v.page.work.again(c) })
	}
}

// sheetSettings choose how the table of a sheet is found and read.
func (v *previewView) sheetSettings(c *choice) {
	say := v.page.env.Words.Say
	kinds := []option{{say("data.by_itself"), ""}}
	if s := c.shownSheet(); s != nil && s.Kind != "" {
		kinds[0].text += " " + v.page.env.Words.Kind(string(s.Kind))
	}
	for _, k := range intake.Kinds() {
		kinds = append(kinds, option{v.page.env.Words.Kind(string(k)), string(k)})
	}
	v.setting("data.kind", 150, kinds, string(c.opts.Kind), func(value string) {
		c.opts.Kind, c.opts.Map = intake.Kind(value), nil
		v.page.work.again(c)
	})
	rows := []option{{say("data.by_itself"), "0"}}
	if s := c.shownSheet(); s != nil {
		for i := range min(len(s.Head), 30) {
			rows = append(rows, option{strconv.Itoa(s.HeadRow + i), strconv.Itoa(s.HeadRow + i)})
		}
	}
	v.setting("data.header_row", 90, rows, strconv.Itoa(c.opts.HeaderRow), func(value string) {
		c.opts.HeaderRow = number(value)
		v.page.work.again(c)
	})
	orders := []option{{say("data.by_itself"), "0"}}
	for _, o := range []intake.DateOrder{intake.YearFirst, intake.MonthFirst, intake.DayFirst} {
		orders = append(orders, option{say("data.order." + strconv.Itoa(int(o))), strconv.Itoa(int(o))})
	}
	v.setting("data.dates", 110, orders, strconv.Itoa(int(c.opts.Order)), func(value string) {
		c.opts.Order = intake.DateOrder(number(value))
		v.page.work.again(c)
	})
}

// fileChecks are what can be said yes to.
func (v *previewView) fileChecks(c *choice) {
	check := func(key string, on bool, use func(bool)) {
		box := widget.NewCheck(v.page.env.Words.Say(key), nil)
		box.Checked = on
		box.OnChanged = use
		v.checks.Add(box)
	}
	option := func(key string, flag *bool) {
		check(key, *flag, func(on bool) { *flag = on; v.page.work.again(c) })
	}
	if len(v.page.work.choices) > 1 {
		check("data.leave", c.leave, func(on bool) { c.leave = on; v.refresh() })
	}
	if s := c.shownSheet(); s != nil && len(c.sheets) > 1 {
		check("data.only_sheet", c.opts.Sheet != "", func(on bool) {
			c.opts.Sheet = ""
			if on {
				c.opts.Sheet = s.Name
			}
			v.page.work.again(c)
		})
	}
	refusal := v.refusal(c)
	if c.opts.Again || intake.HasCode(refusal, intake.CodeAlreadyRead) {
		option("data.again", &c.opts.Again)
	}
	if c.opts.Force || intake.HasCode(refusal, intake.CodeMostFail) {
		option("data.force", &c.opts.Force)
	}
	if c.opts.AddTowns || v.unknownTowns(c) {
		option("data.add_towns", &c.opts.AddTowns)
	}
	if s := c.shownSheet(); s != nil && s.Kind == intake.Accidents {
		option("data.hold_likely", &c.opts.HoldLikely)
	}
	v.fixedPeriod(c, refusal)
}

// unknownTowns tells whether rows fail by the names of their towns.
func (v *previewView) unknownTowns(c *choice) bool {
	s := c.shownSheet()
	if s == nil {
		return false
	}
	for _, t := range s.Reasons {
		if t.Reason == intake.ReasonUnknownTown {
			return true
		}
	}
	return false
}

// fixedPeriod asks for the month or year of all rows, where the file does not say it.
func (v *previewView) fixedPeriod(c *choice, refusal error) {
	missing := intake.HasCode(refusal, intake.CodeNoPeriod)
	if !missing && len(c.opts.Set) == 0 {
		return
	}
	entry := widget.NewEntry()
	entry.SetPlaceHolder(v.page.env.Words.Say("data.period_example"))
	for _, text := range c.opts.Set {
		entry.SetText(text)
	}
	entry.OnSubmitted = func(text string) {
		c.opts.Set = nil
		if text != "" {
			c.opts.Set = map[string]string{periodField(c): text}
		}
		v.page.work.again(c)
	}
	v.checks.Add(widget.NewLabel(v.page.env.Words.Say("data.period")))
	v.checks.Add(container.NewGridWrap(fyne.NewSize(140, entry.MinSize().Height), entry))
}

// periodField is the field that says when the figures of a file are from.
func periodField(c *choice) string {
	for field := range c.opts.Set {
		return field
	}
	kind := c.opts.Kind
	if s := c.shownSheet(); s != nil {
		if kind == "" {
			kind = s.Kind
		}
		var refused *intake.Error
		if errors.As(s.Refused, &refused) && refused.Code == intake.CodeNoPeriod {
			return refused.Value
		}
	}
	return kind.DateField()
}

// number reads a number that an option was given.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0 // options are numbers by their making
	}
	return n
}
