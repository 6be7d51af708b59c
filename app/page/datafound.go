package page

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"anlan/app/theme"
	"anlan/app/widgets"
	"anlan/data/intake"
	"anlan/data/workspace"
)

// foundRows shows rows of a sheet that is looked at: those that would be held back, doubted or skipped, and the first ones
// as they stand in the file.
type foundRows struct {
	page   *DataPage
	choice *choice
	part   string
	parts  *fyne.Container
	table  *widgets.DataTable
	notes  *widget.Label
	object fyne.CanvasObject
}

// foundParts are what can be shown.
var foundParts = []string{"held", "doubted", "skipped", "raw"}

func newFoundRows(d *DataPage) *foundRows {
	v := &foundRows{page: d, part: foundParts[0], parts: container.New(&widgets.Flow{Gap: 6}), table: widgets.NewDataTable(dataLook(d.env)), notes: d.label()}
	scroll := container.NewVScroll(v.notes)
	scroll.SetMinSize(fyne.NewSize(100, 58))
	v.object = container.NewBorder(v.parts, scroll, nil, nil, v.table)
	return v
}

// set shows the rows of a file.
func (v *foundRows) set(c *choice) {
	v.choice = c
	v.parts.RemoveAll()
	s := c.shownSheet()
	if s == nil {
		v.table.Set(nil, 0, nil)
		v.notes.SetText("")
		return
	}
	if s.Kind == "" {
		v.part = "raw"
	}
	counts := map[string]int64{"held": s.Batch.Quarantined, "doubted": s.Batch.Warned, "skipped": s.Batch.Skipped}
	for _, part := range foundParts {
		text := v.page.env.Words.Say("data.part." + part)
		if n, counted := counts[part]; counted {
			text += " " + strconv.FormatInt(n, 10)
		}
		look := PillLook(v.page.env.Palette)
		if part == v.part {
			look.Fill, look.Bold = theme.Color(v.page.env.Palette.PrimaryPale), true
		}
		v.parts.Add(widgets.NewSmallPill(look, theme.NoteSize, text, "", func() { v.part = part; v.set(c) }))
	}
	v.show(s)
	v.notes.SetText(v.noteLines(s))
	v.parts.Refresh()
}

// noteLines are what is to be known of the sheet and of its file.
func (v *foundRows) noteLines(s *intake.FoundSheet) string {
	var lines []string
	for _, list := range [][]intake.Note{s.Notes, v.choice.finding.Notes} {
		for _, n := range list {
			lines = append(lines, v.page.noteText(n))
		}
	}
	if len(s.Across) > 0 {
		lines = append(lines, v.page.env.Words.Say("cli.import.preview.across", "list", v.page.env.Words.List(s.Across)))
	}
	return strings.Join(lines, "\n")
}

func (v *foundRows) show(s *intake.FoundSheet) {
	if v.part == "raw" {
		v.showHead(s)
		return
	}
	problems := map[string][]workspace.Problem{"held": s.Problems, "doubted": s.Warnings, "skipped": s.Skipped}[v.part]
	titles := strings.Split(v.page.env.Words.Say("data.problem_columns"), "|")
	columns := []widgets.Column{{Title: titles[0], Right: true, Tight: true}, {Title: titles[1], Tight: true, Most: 140}, {Title: titles[2], Most: 420}}
	v.table.Set(columns, len(problems), func(row, column int) widgets.Cell {
		p := problems[row]
		return widgets.Cell{Text: flat([]string{strconv.Itoa(p.Row), p.Column, v.page.reasonText(p)}[column])}
	})
}

// showHead shows the first rows as they stand in the file, those of the header marked.
func (v *foundRows) showHead(s *intake.FoundSheet) {
	width := 0
	for _, row := range s.Head {
		width = max(width, len(row))
	}
	columns := []widgets.Column{{Title: "#", Right: true, Tight: true}}
	for i := range width {
		columns = append(columns, widgets.Column{Title: strconv.Itoa(i + 1), Most: 160})
	}
	v.table.Set(columns, len(s.Head), func(row, column int) widgets.Cell {
		number := s.HeadRow + row
		cell := widgets.Cell{Bold: s.Kind != "" && number >= s.HeaderRow && number <= s.LastRow}
		switch {
		case column == 0:
			cell.Text, cell.Color = strconv.Itoa(number), theme.Color(v.page.env.Palette.Muted)
		case column-1 < len(s.Head[row]):
			cell.Text = flat(s.Head[row][column-1])
		}
		return cell
	})
}

// flat is a text of one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
