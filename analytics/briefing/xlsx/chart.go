package xlsx

import (
	"context"

	"github.com/xuri/excelize/v2"

	"anlan/analytics/briefing"
	"anlan/analytics/format"
	"anlan/assets"
)

// Size of a chart on a sheet, in pixels.
const (
	chartWidth  = 960
	chartHeight = 460
)

// chart puts a slide's chart onto its sheet: a native one over figures of its own beside the table, or, where
// spreadsheets have no such chart, its picture.
func (w *book) chart(ctx context.Context, sheet string, s briefing.Slide, row, column int) error {
	plot, ok := s.Frozen.Plot()
	if !ok {
		return w.picture(ctx, sheet, s)
	}
	if err := w.plotted(sheet, row, column, plot); err != nil {
		return err
	}
	bars, lines := native(sheet, row, column, plot)
	switch {
	case bars == nil:
		return w.AddChart(sheet, cell(1, chartRow), lines)
	case lines == nil:
		return w.AddChart(sheet, cell(1, chartRow), bars)
	}
	return w.AddChart(sheet, cell(1, chartRow), bars, lines)
}

// plotted writes the figures that a native chart is drawn from.
func (w *book) plotted(sheet string, row, column int, p briefing.Plot) error {
	header := []string{w.briefing.Words().Say("briefing.xlsx.plotted")}
	for _, s := range p.Series {
		header = append(header, s.Name)
	}
	if err := w.texts(sheet, look{bold: true, fill: true}, cell(column, row), header...); err != nil {
		return err
	}
	for i, name := range p.Categories {
		if err := w.SetCellStr(sheet, cell(column, row+1+i), format.Inert(name)); err != nil {
			return err
		}
		for j, s := range p.Series {
			if v := s.Values[i]; v.Known {
				if err := w.SetCellFloat(sheet, cell(column+1+j, row+1+i), v.Value, -1, 64); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// native makes the charts of a plot's bars and of its lines; nil where there are none.
func native(sheet string, row, column int, p briefing.Plot) (bars, lines *excelize.Chart) {
	last := row + len(p.Categories)
	for j, s := range p.Series {
		at := column + 1 + j
		name, err := excelize.CoordinatesToCellName(at, row, true)
		if err != nil {
			continue // positive and bounded
		}
		series := excelize.ChartSeries{
			Name: "'" + sheet + "'!" + name, Categories: absolute(sheet, column, row+1, last), Values: absolute(sheet, at, row+1, last),
			Fill: fill(s.Color), DataPoint: points(s),
		}
		if s.Line {
			series.Line = excelize.LineOptions{Width: 2, Fill: fill(s.Color)}
			series.Marker = excelize.ChartMarker{Symbol: "none"}
			if s.Dashed {
				series.Line.Dash = excelize.LineDashDash
			}
			lines = with(lines, excelize.Line, series, p)
			continue
		}
		bars = with(bars, barType(p), series, p)
	}
	return bars, lines
}

func barType(p briefing.Plot) excelize.ChartType {
	switch {
	case p.Across && p.Stacked:
		return excelize.BarStacked
	case p.Across:
		return excelize.Bar
	case p.Stacked:
		return excelize.ColStacked
	}
	return excelize.Col
}

// with adds a series to a chart, which is made with its first one.
func with(c *excelize.Chart, kind excelize.ChartType, s excelize.ChartSeries, p briefing.Plot) *excelize.Chart {
	if c == nil {
		gap, zero := uint(45), 0.0
		c = &excelize.Chart{
			Type: kind, Dimension: excelize.ChartDimension{Width: chartWidth, Height: chartHeight}, ShowBlanksAs: "gap", GapWidth: &gap,
			XAxis: excelize.ChartAxis{ReverseOrder: p.Across}, YAxis: excelize.ChartAxis{MajorGridLines: true},
			Legend: excelize.ChartLegend{Position: "top"}, Border: excelize.LineOptions{Type: excelize.LineNone},
		}
		if kind != excelize.Line {
			c.YAxis.Minimum = &zero // bars begin at zero
			c.PlotArea.ShowVal = len(p.Series) == 1
		}
		if len(p.Series) == 1 {
			c.Legend.Position = "none"
		}
	}
	c.Series = append(c.Series, s)
	return c
}

// points are the marks that have a colour of their own.
func points(s briefing.PlotSeries) []excelize.ChartDataPoint {
	var list []excelize.ChartDataPoint
	for i, v := range s.Values {
		if v.Color != "" && v.Color != s.Color && !s.Line {
			list = append(list, excelize.ChartDataPoint{Index: i, Fill: fill(v.Color)})
		}
	}
	return list
}

func fill(color string) excelize.Fill {
	if color == "" {
		color = assets.Light.Primary
	}
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// picture puts the chart onto the sheet as ECharts draws it.
func (w *book) picture(ctx context.Context, sheet string, s briefing.Slide) error {
	png, err := w.artist.PNG(ctx, s, 2)
	if err != nil {
		return err
	}
	return w.AddPictureFromBytes(sheet, cell(1, chartRow), &excelize.Picture{
		Extension: ".png", File: png, Format: &excelize.GraphicOptions{ScaleX: 0.5, ScaleY: 0.5, AltText: s.Name()},
	})
}
