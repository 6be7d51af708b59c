package page

import (
	"cmp"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"anlan/analytics/figure"
	"anlan/app/theme"
	"anlan/app/widgets"
)

// sheetView shows the table of a figure: sorted by a tap on a header, filtered by a tap on a row, copied as figures.
type sheetView struct {
	env      *Env
	sheet    *figure.Sheet
	order    []int // of the sheet's rows
	table    *widgets.DataTable
	onTarget func(figure.Target, bool)
	onRow    func(row int) // of the sheet, instead of onTarget
}

func newSheetView(env *Env) *sheetView {
	v := &sheetView{env: env, table: widgets.NewDataTable(dataLook(env))}
	v.table.OnSort = v.sort
	v.table.OnTap = v.tapped
	v.table.OnCopy = v.copy
	v.table.Hide()
	return v
}

// dataLook is how tables look.
func dataLook(env *Env) widgets.DataLook {
	p := env.Palette
	return widgets.DataLook{
		Ink: theme.Color(p.Ink), Muted: theme.Color(p.Muted), Line: theme.Color(p.Line), Hover: theme.Color(p.PrimaryPale), Trend: theme.Color(p.Primary), Text: theme.AxisSize + 1,
	}
}

func (v *sheetView) object() fyne.CanvasObject { return v.table }

// set shows a sheet; nil shows none.
func (v *sheetView) set(s *figure.Sheet, q figure.Question) {
	v.sheet = s
	v.table.Hidden = s == nil
	if s == nil {
		v.table.Refresh()
		return
	}
	v.order = make([]int, len(s.Rows))
	for i := range v.order {
		v.order[i] = i
	}
	var columns []widgets.Column
	for _, c := range s.Columns {
		columns = append(columns, widgets.Column{Title: c.Title(), Right: c.Figures, Most: 320})
	}
	v.table.Set(columns, len(s.Rows), v.cell)
	v.table.SetSorting(widgets.Sorting{Column: -1})
	v.table.Choose(slices.IndexFunc(s.Rows, func(r figure.SheetRow) bool { return r.Target.Selected(q) }))
}

func (v *sheetView) cell(row, column int) widgets.Cell {
	if v.sheet == nil { // the table of before is still being refreshed
		return widgets.Cell{}
	}
	r := v.sheet.Rows[v.order[row]]
	c := r.Cells[column]
	cell := widgets.Cell{Text: c.Text, Bold: r.Total, Color: v.tone(c.Tone)}
	if c.Heat > 0 {
		cell.Fill = shade(v.env.Palette.Card, v.env.Palette.ScaleHigh, c.Heat*0.55)
	}
	for _, p := range c.Trend {
		cell.Trend = append(cell.Trend, widgets.Point{Value: p.Now, Known: p.HasNow})
	}
	return cell
}

func (v *sheetView) tone(t figure.Tone) color.Color {
	if t == figure.Plain {
		return nil
	}
	return theme.Color(t.Ink(v.env.Palette, ""))
}

// shade mixes two colours of the palette.
func shade(from, to string, share float64) color.Color {
	a, b := theme.Color(from), theme.Color(to)
	mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*share) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// sort puts the rows in another order; totals stay at the end, and what is not known comes before them.
func (v *sheetView) sort(s widgets.Sorting) {
	slices.Sort(v.order)
	if s.Column >= 0 {
		slices.SortStableFunc(v.order, func(i, j int) int {
			a, b := v.sheet.Rows[i], v.sheet.Rows[j]
			if a.Total != b.Total {
				return cmp.Compare(btoi(a.Total), btoi(b.Total))
			}
			x, y := a.Cells[s.Column], b.Cells[s.Column]
			if x.Known != y.Known {
				return cmp.Compare(btoi(y.Known), btoi(x.Known))
			}
			order := cmp.Compare(x.Number, y.Number)
			if !v.sheet.Columns[s.Column].Figures {
				order = cmp.Compare(i, j) // names keep the order of their members
			}
			if s.Descending {
				return -order
			}
			return order
		})
	}
	v.table.SetSorting(s)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (v *sheetView) tapped(row, _ int) {
	if v.onRow != nil {
		v.onRow(v.order[row])
		return
	}
	if r := v.sheet.Rows[v.order[row]]; !r.Target.Empty() && v.onTarget != nil {
		v.onTarget(r.Target, false)
	}
}

// copy puts the table onto the clipboard as spreadsheets take it: figures without units and grouping.
func (v *sheetView) copy() {
	if v.sheet == nil {
		return
	}
	lines := []string{strings.Join(v.sheet.Header(), "\t")}
	for _, i := range v.order {
		lines = append(lines, strings.Join(v.sheet.Plain(i), "\t"))
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Join(lines, "\n"))
	v.env.Notify(v.env.Words.Say("chart.copied"))
}
