package fill

import (
	"math"
	"testing"

	"hongtou/generator/sheet"
)

// How numbers, and yes and no, are written: without an exponent, without what binary
// arithmetic leaves, without a minus before zero; a division by zero is no figure.
func TestValuesAsText(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{0.1 + 0.2, "0.3"}, {1e21, "1000000000000000000000"}, {-0.00000000001, "0"}, {-2.50, "-2.5"}, {math.Copysign(0, -1), "0"}, {5.4, "5.4"},
		{true, "是"}, {false, "否"}, {7, "7"},
	} {
		if got, _, err := textOf(c.value); err != nil || got != c.want {
			t.Errorf("%v: %q (%v), want %q", c.value, got, err, c.want)
		}
	}
	for _, f := range []float64{math.Inf(1), math.Inf(-1), math.NaN()} {
		if got, _, err := textOf(f); err == nil {
			t.Errorf("%v is written %q", f, got)
		}
	}
}

// What a workbook's template names is what is made.
func TestNamesOfWorkbooks(t *testing.T) {
	for name, want := range map[string]sheet.ChartKind{"column": sheet.ColumnChart, "bar": sheet.BarChart, "line": sheet.LineChart, "pie": sheet.PieChart} {
		if got := valueOf(charts, name); got != want {
			t.Errorf("chart %s: %v", name, got)
		}
	}
	for name, want := range map[string]sheet.Check{"one-of": sheet.OneOf, "whole": sheet.Whole, "number": sheet.Number, "date": sheet.DateIn, "formula": sheet.Formula} {
		if got := valueOf(checks, name); got != want {
			t.Errorf("check %s: %v", name, got)
		}
	}
	for name, want := range map[string]sheet.Mark{"plain": sheet.Plain, "overdue": sheet.Overdue, "major": sheet.Major, "warning": sheet.Warning, "strong": sheet.Strong, "muted": sheet.Muted} {
		if got := valueOf(marks, name); got != want {
			t.Errorf("mark %s: %v", name, got)
		}
	}
}

// valueOf is what a name of a vocabulary stands for.
func valueOf[T any](from named[T], name string) (value T) {
	for _, one := range from {
		if one.name == name {
			return one.value
		}
	}
	return value
}
