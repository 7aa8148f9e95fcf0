package sheet

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Sizes in pixels of 1/96 inch.
const (
	chartWidth   = 640
	chartHeight  = 320
	maxChart     = 4000
	freeColumn   = 64 // width of a column beside the table
	freeRow      = 20 // height of a row under it
	freePoints   = freeRow * 0.75
	digitWidth   = 7 // at the body's size
	cellPadding  = 5
	anchorDigits = 8  // excelize takes this for digitWidth and padding together,
	anchorRow    = 18 // and this for freeRow
)

// seriesColours differ in grey print too.
var seriesColours = []string{"1F4E79", "F4B183", "548235", "FFD966", "7F7F7F", "DEEBF7"}

var chartKinds = [...]excelize.ChartType{
	ColumnChart: excelize.Col, BarChart: excelize.Bar, LineChart: excelize.Line, PieChart: excelize.Pie,
}

// addCharts puts the charts under table and notes, one below the other, and
// finds how far down and to the right the sheet is printed. A table without data has no
// charts: its words for that stand where the rows would.
func (f *file) addCharts(t *table) error {
	t.bottom, t.right = len(t.grid), len(t.widths)
	heights, err := t.chartHeights()
	if err != nil {
		return err
	}
	if len(heights) == 0 || t.isEmpty() {
		t.keepTail(0)
	} else {
		for i := range t.spec.Charts {
			width, _ := t.spec.Charts[i].size()
			last, _ := t.anchor(width)
			t.right = max(t.right, last)
		}
		heights = t.placeCharts(heights)
	}
	for i := range t.spec.Charts {
		if err := f.addChart(t, &t.spec.Charts[i], heights[i]); err != nil {
			return fmt.Errorf("chart %d: %w", i+1, err)
		}
	}
	return nil
}

func (f *file) addChart(t *table, c *Chart, height int) error {
	chart, over, err := t.chart(c)
	if err != nil || t.isEmpty() {
		return err
	}
	width, _ := c.size()
	top := t.bottom + 2
	_, measured := t.anchor(width)
	chart.Dimension = excelize.ChartDimension{
		Width: uint(measured), Height: uint(height/freeRow*anchorRow + min(height%freeRow, anchorRow-1)),
	}
	t.bottom += chartRows(height)
	return f.AddChart(t.spec.Name, address(top, 1), chart, over...)
}

// anchor is the column in which something of the width ends that begins at the
// left edge, and the width with which excelize, which measures columns
// otherwise, finds that place.
func (t *table) anchor(width int) (column, measured int) {
	for column = 1; ; column++ {
		real, taken := freeColumn, freeColumn
		if column <= len(t.widths) {
			real = t.pixels(column)
			taken = int(fileWidth(t.widths[column-1])*anchorDigits + 0.5)
		}
		if width <= real {
			return column, measured + min(width, taken-1)
		}
		width -= real
		measured += taken
	}
}

// pixels is a column's width on the screen.
func (t *table) pixels(column int) int { return int(t.widths[column-1]*digitWidth) + cellPadding }

// chart is a chart, and the lines that go over it.
func (t *table) chart(c *Chart) (*excelize.Chart, []*excelize.Chart, error) {
	if int(c.Kind) >= len(chartKinds) {
		return nil, nil, fmt.Errorf("there is no kind of chart %d", c.Kind)
	}
	if err := c.check(); err != nil {
		return nil, nil, err
	}
	category, err := t.column(c.Category)
	if err != nil {
		return nil, nil, err
	}
	values, err := t.drawn(c.Values)
	if err != nil {
		return nil, nil, err
	}
	if c.Kind == PieChart {
		values = values[:1]
	}
	var lines []int
	if len(c.Lines) > 0 {
		if lines, err = t.drawn(c.Lines); err != nil {
			return nil, nil, err
		}
	}
	all := append(values[:len(values):len(values)], lines...)
	out := t.frame(c, c.kind(), len(all))
	out.Title = chartTitle(c.Title, 14)
	out.Format.AltText = plain(c.Title).s
	if c.Kind == ColumnChart || c.Kind == BarChart {
		out.YAxis.Minimum = t.zero(values) // a bar that does not begin at 0 tells another proportion
	}
	for i, col := range values {
		s := t.series(i, col, category, all)
		if c.Kind == PieChart {
			s.Fill, s.Line, s.DataPoint = excelize.Fill{}, excelize.LineOptions{}, t.slices()
		}
		out.Series = append(out.Series, s)
	}
	if len(lines) == 0 {
		return out, nil, nil
	}
	over := t.frame(c, excelize.Line, len(all))
	over.XAxis.Title = excelize.ChartTitle{} // the bars' axis has it
	if c.Second {
		over.YAxis.Secondary, over.YAxis.MajorGridLines = true, false
		over.YAxis.Title = chartTitle(c.SecondAxis, bodySize)
	}
	for i, col := range lines {
		over.Series = append(over.Series, t.series(len(values)+i, col, category, all))
	}
	return out, []*excelize.Chart{over}, nil
}

// zero is 0 if no figure of the columns lies below it, else nothing.
func (t *table) zero(columns []int) *float64 {
	for _, rows := range t.data {
		for row := rows.first; row <= rows.last; row++ {
			slots := t.grid[row-1].slots // none where there is no data
			for _, col := range columns {
				if col <= len(slots) && slots[col-1].value.n < 0 {
					return nil
				}
			}
		}
	}
	return new(float64)
}

// check finds what does not go together.
func (c *Chart) check() error {
	switch {
	case len(c.Lines) > 0 && c.Kind != ColumnChart:
		return errors.New("lines go over upright bars only")
	case len(c.Lines) == 0 && (c.Second || c.SecondAxis != ""):
		return errors.New("a second axis is for lines over bars, and there are none")
	case c.Stacked && c.Kind != ColumnChart && c.Kind != BarChart:
		return errors.New("only bars can be stacked")
	}
	return nil
}

func (c *Chart) kind() excelize.ChartType {
	switch {
	case c.Stacked && c.Kind == BarChart:
		return excelize.BarStacked
	case c.Stacked:
		return excelize.ColStacked
	}
	return chartKinds[c.Kind]
}

// frame is a chart without its series, of which there will be so many.
func (t *table) frame(c *Chart, kind excelize.ChartType, series int) *excelize.Chart {
	pie := kind == excelize.Pie
	out := &excelize.Chart{
		Type:       kind,
		XAxis:      excelize.ChartAxis{Title: chartTitle(c.CategoryAxis, bodySize), Font: axisFont},
		YAxis:      excelize.ChartAxis{Title: chartTitle(c.ValueAxis, bodySize), Font: axisFont, MajorGridLines: true},
		Legend:     excelize.ChartLegend{Position: "bottom"},
		PlotArea:   excelize.ChartPlotArea{ShowVal: c.Labels, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "General", SourceLinked: true}},
		VaryColors: &pie,
		Format:     excelize.GraphicOptions{ScaleX: 1, ScaleY: 1},
	}
	if series == 1 && !pie {
		out.Legend.Position = "none"
	}
	if c.Kind == BarChart {
		out.XAxis.ReverseOrder = true // the first row on top
	}
	return out
}

func (t *table) series(i, col, category int, all []int) excelize.ChartSeries {
	return excelize.ChartSeries{
		Name: t.seriesName(col, all), Categories: t.cellsOf(category), Values: t.cellsOf(col),
		Fill: seriesFill(i), Line: excelize.LineOptions{Width: 2},
	}
}

// drawn is the columns that a chart draws.
func (t *table) drawn(keys []string) ([]int, error) {
	if len(keys) == 0 {
		return nil, errors.New("it draws no column")
	}
	var out []int
	for _, key := range keys {
		col, err := t.column(key)
		if err != nil {
			return nil, err
		}
		out = append(out, col)
	}
	return out, nil
}

// seriesName is the cells with the name of a column's series: its leaf head, or
// all heads over it where another series has the same leaf.
func (t *table) seriesName(col int, all []int) string {
	paths, _ := t.headPaths()
	path := paths[col-1]
	leaf := t.head.first + len(path) - 1
	for _, other := range all {
		if o := paths[other-1]; other != col && o[len(o)-1] == path[len(path)-1] {
			return t.quoted() + rect{t.head.first, col, leaf, col}.fixed()
		}
	}
	return t.quoted() + fixedAddress(leaf, col)
}

// cellsOf is the column's data rows.
func (t *table) cellsOf(col int) string {
	return (&reference{table: t, areas: t.areas(col)}).text(true)
}

// slices is the look of a pie's slices.
func (t *table) slices() []excelize.ChartDataPoint {
	var out []excelize.ChartDataPoint
	for _, s := range t.data {
		for range s.last - s.first + 1 {
			out = append(out, excelize.ChartDataPoint{Index: len(out), Fill: seriesFill(len(out))})
		}
	}
	return out
}

func seriesFill(i int) excelize.Fill { return solid(seriesColours[i%len(seriesColours)]) }

var axisFont = excelize.Font{Family: song, Size: 9, Color: "404040"}

func chartTitle(s string, size float64) excelize.ChartTitle {
	if s = plain(s).s; s == "" {
		return excelize.ChartTitle{}
	}
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: s, Font: &excelize.Font{Size: size, Family: hei}}}}
}
