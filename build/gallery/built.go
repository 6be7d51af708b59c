package gallery

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// builder is a go-echarts chart.
type builder interface {
	Validate()
	JSON() map[string]interface{}
}

var (
	months = []string{"1月", "2月", "3月", "4月", "5月", "6月"}
	towns  = []string{"塘厦", "长安", "虎门", "厚街"}
)

// built are one small chart of every kind that go-echarts builds on the plain two-dimensional ECharts.
func built() map[string]builder {
	return map[string]builder{
		"bar": bar(), "stacked-bar": stackedBar(), "line": line(), "area": area(), "scatter": scatter(), "effect-scatter": effectScatter(),
		"pie": pie(false), "rose": pie(true), "heat-map": heatMap(), "box-plot": boxPlot(), "candlestick": candlestick(), "funnel": funnel(),
		"gauge": gauge(), "radar": radar(), "treemap": treemap(), "sunburst": sunburst(), "sankey": sankey(), "graph": graph(),
		"tree": tree(), "parallel": parallel(), "theme-river": themeRiver(),
	}
}

func barData(values ...int) (data []opts.BarData) {
	for _, v := range values {
		data = append(data, opts.BarData{Value: v})
	}
	return data
}

func lineData(values ...int) (data []opts.LineData) {
	for _, v := range values {
		data = append(data, opts.LineData{Value: v})
	}
	return data
}

// bar has a title, mark points and lines, and rotated labels.
func bar() builder {
	c := charts.NewBar()
	c.SetGlobalOptions(charts.WithTitleOpts(opts.Title{Title: "各镇街事故", Subtitle: "2011年"}), charts.WithXAxisOpts(opts.XAxis{AxisLabel: &opts.AxisLabel{Rotate: 45}}))
	c.SetXAxis(towns).AddSeries("2011年", barData(310, 326, 240, 198), charts.WithLabelOpts(opts.Label{Show: opts.Bool(true), Position: "top"}),
		charts.WithMarkLineNameTypeItemOpts(opts.MarkLineNameTypeItem{Name: "平均", Type: "average"}),
		charts.WithMarkPointNameTypeItemOpts(opts.MarkPointNameTypeItem{Name: "最高", Type: "max"}))
	return c
}

func stackedBar() builder {
	c := charts.NewBar()
	c.SetGlobalOptions(charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true), Type: "scroll"}), charts.WithDataZoomOpts(opts.DataZoom{Type: "slider", Start: 0, End: 80}))
	c.SetXAxis(months)
	for i, name := range []string{"道路交通", "火灾", "工矿商贸"} {
		c.AddSeries(name, barData(30-i, 32+i, 20, 18, 25+2*i, 29), charts.WithBarChartOpts(opts.BarChart{Stack: "all"}))
	}
	return c
}

// line has a dashed line, a smooth one with a gap, and a marked area.
func line() builder {
	c := charts.NewLine()
	c.SetGlobalOptions(charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true)}))
	c.SetXAxis(months).
		AddSeries("本期", lineData(12, 15, 9, 11, 18, 14), charts.WithLineStyleOpts(opts.LineStyle{Type: "dashed", Width: 2})).
		AddSeries("上年", []opts.LineData{{Value: 10}, {Value: 13}, {Value: "-"}, {Value: 12}, {Value: 16}, {Value: 15}}, charts.WithLineChartOpts(opts.LineChart{Smooth: opts.Bool(true)}),
			charts.WithMarkAreaNameCoordItemOpts(opts.MarkAreaNameCoordItem{Name: "汛期", Coordinate0: []any{"4月"}, Coordinate1: []any{"6月"}}))
	return c
}

func area() builder {
	c := charts.NewLine()
	c.SetXAxis(months)
	for _, name := range []string{"甲", "乙"} {
		c.AddSeries(name, lineData(12, 15, 9, 11, 18, 14), charts.WithLineChartOpts(opts.LineChart{Stack: "all"}), charts.WithAreaStyleOpts(opts.AreaStyle{Opacity: opts.Float(0.4)}))
	}
	return c
}

func scatter() builder {
	c := charts.NewScatter()
	var data []opts.ScatterData
	for i := range 40 {
		data = append(data, opts.ScatterData{Value: []int{i * 37 % 100, i * 61 % 90}, SymbolSize: 6 + i%12})
	}
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "value"}), charts.WithVisualMapOpts(opts.VisualMap{Max: 90, Dimension: "1", InRange: &opts.VisualMapInRange{Color: []string{"#50a3ba", "#eac736", "#d94e5d"}}}))
	c.AddSeries("镇街", data)
	return c
}

func effectScatter() builder {
	c := charts.NewEffectScatter()
	c.SetXAxis(towns).AddSeries("较大事故", []opts.EffectScatterData{{Value: 3}, {Value: 5}, {Value: 2}, {Value: 4}}, charts.WithRippleEffectOpts(opts.RippleEffect{Period: 4, Scale: 4, BrushType: "stroke"}))
	return c
}

func pie(rose bool) builder {
	c := charts.NewPie()
	shape := opts.PieChart{Radius: []string{"30%", "65%"}}
	if rose {
		shape = opts.PieChart{Radius: "65%", RoseType: "area"}
	}
	c.AddSeries("行业", []opts.PieData{{Name: "道路交通", Value: 60}, {Name: "火灾", Value: 25}, {Name: "工矿商贸", Value: 10}, {Name: "其他", Value: 5}},
		charts.WithPieChartOpts(shape), charts.WithLabelOpts(opts.Label{Show: opts.Bool(true), Formatter: "{b}: {d}%"}))
	return c
}

func heatMap() builder {
	c := charts.NewHeatMap()
	var data []opts.HeatMapData
	for x := range months {
		for y := range towns {
			data = append(data, opts.HeatMapData{Value: [3]any{x, y, (x*7 + y*5) % 13}})
		}
	}
	c.SetGlobalOptions(charts.WithXAxisOpts(opts.XAxis{Type: "category", Data: months}), charts.WithYAxisOpts(opts.YAxis{Type: "category", Data: towns}),
		charts.WithVisualMapOpts(opts.VisualMap{Calculable: opts.Bool(true), Max: 12}))
	c.AddSeries("事故", data, charts.WithLabelOpts(opts.Label{Show: opts.Bool(true)}))
	return c
}

func boxPlot() builder {
	c := charts.NewBoxPlot()
	c.SetXAxis(towns[:2]).AddSeries("每日", []opts.BoxPlotData{{Value: []int{1, 4, 6, 9, 14}}, {Value: []int{2, 3, 7, 8, 11}}})
	return c
}

func candlestick() builder {
	c := charts.NewKLine()
	c.SetXAxis(months[:4]).AddSeries("区间", []opts.KlineData{{Value: [4]int{10, 14, 8, 16}}, {Value: [4]int{14, 12, 11, 15}}, {Value: [4]int{12, 17, 12, 18}}, {Value: [4]int{17, 13, 12, 19}}})
	return c
}

func funnel() builder {
	c := charts.NewFunnel()
	c.AddSeries("执法", []opts.FunnelData{{Name: "检查", Value: 100}, {Name: "发现隐患", Value: 64}, {Name: "责令整改", Value: 40}, {Name: "停产停业", Value: 12}})
	return c
}

func gauge() builder {
	c := charts.NewGauge()
	c.AddSeries("进度", []opts.GaugeData{{Name: "控制指标", Value: 91.5}})
	return c
}

func radar() builder {
	c := charts.NewRadar()
	c.SetGlobalOptions(charts.WithRadarComponentOpts(opts.RadarComponent{Indicator: []*opts.Indicator{{Name: "交通", Max: 100}, {Name: "火灾", Max: 100}, {Name: "工矿", Max: 100}, {Name: "建筑", Max: 100}}}))
	c.AddSeries("塘厦", []opts.RadarData{{Value: []int{80, 60, 40, 70}}}, charts.WithAreaStyleOpts(opts.AreaStyle{Opacity: opts.Float(0.2)}))
	return c
}

func treemap() builder {
	c := charts.NewTreeMap()
	c.AddSeries("行业", []opts.TreeMapNode{{Name: "交通", Value: 60, Children: []opts.TreeMapNode{{Name: "货车", Value: 40}, {Name: "客车", Value: 20}}}, {Name: "火灾", Value: 30}, {Name: "工矿", Value: 10}})
	return c
}

func sunburst() builder {
	c := charts.NewSunburst()
	c.AddSeries("行业", []opts.SunBurstData{
		{Name: "交通", Children: []*opts.SunBurstData{{Name: "货车", Value: 40}, {Name: "客车", Value: 20}}}, {Name: "火灾", Children: []*opts.SunBurstData{{Name: "住宅", Value: 30}}},
	})
	return c
}

func sankey() builder {
	c := charts.NewSankey()
	c.AddSeries("流向", []opts.SankeyNode{{Name: "检查"}, {Name: "合格"}, {Name: "隐患"}, {Name: "已整改"}},
		[]opts.SankeyLink{{Source: "检查", Target: "合格", Value: 60}, {Source: "检查", Target: "隐患", Value: 40}, {Source: "隐患", Target: "已整改", Value: 30}},
		charts.WithLabelOpts(opts.Label{Show: opts.Bool(true)}))
	return c
}

func graph() builder {
	c := charts.NewGraph()
	c.AddSeries("关系", []opts.GraphNode{{Name: "企业", SymbolSize: 40}, {Name: "镇街", SymbolSize: 30}, {Name: "部门", SymbolSize: 30}},
		[]opts.GraphLink{{Source: "企业", Target: "镇街"}, {Source: "镇街", Target: "部门"}, {Source: "部门", Target: "企业"}},
		charts.WithGraphChartOpts(opts.GraphChart{Layout: "circular"}), charts.WithLabelOpts(opts.Label{Show: opts.Bool(true)}))
	return c
}

func tree() builder {
	c := charts.NewTree()
	c.AddSeries("组织", []opts.TreeData{{Name: "安委会", Children: []*opts.TreeData{{Name: "安监局"}, {Name: "交警", Children: []*opts.TreeData{{Name: "塘厦大队"}}}}}},
		charts.WithTreeOpts(opts.TreeChart{Layout: "orthogonal", Orient: "LR"}), charts.WithLabelOpts(opts.Label{Show: opts.Bool(true)}))
	return c
}

func parallel() builder {
	c := charts.NewParallel()
	c.SetGlobalOptions(charts.WithParallelAxisList([]opts.ParallelAxis{{Dim: 0, Name: "事故"}, {Dim: 1, Name: "死亡"}, {Dim: 2, Name: "损失"}}))
	c.AddSeries("镇街", []opts.ParallelData{{Value: []any{310, 21, 400}}, {Value: []any{120, 9, 800}}, {Value: []any{220, 14, 150}}})
	return c
}

func themeRiver() builder {
	c := charts.NewThemeRiver()
	var data []opts.ThemeRiverData
	for i, month := range []string{"2011/01/01", "2011/02/01", "2011/03/01", "2011/04/01"} {
		for j, name := range []string{"交通", "火灾"} {
			data = append(data, opts.ThemeRiverData{Date: month, Value: float64(10 + i*3 + j*5), Name: name})
		}
	}
	c.SetGlobalOptions(charts.WithSingleAxisOpts(opts.SingleAxis{Type: "time", Bottom: "10%"}))
	c.AddSeries("河流", data)
	return c
}
