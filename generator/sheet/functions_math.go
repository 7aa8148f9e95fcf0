package sheet

import (
	"math"
	"slices"
)

var mathFunctions = map[string]*function{
	"SUM":     over(0, func(x []float64) value { return number(total(x)) }),
	"AVERAGE": over(1, average),
	"MAX":     over(0, func(x []float64) value { return number(slices.Max(x)) }),
	"MIN":     over(0, func(x []float64) value { return number(slices.Min(x)) }),
	"MEDIAN":  over(1, median),
	"STDEV":   over(2, func(x []float64) value { return number(math.Sqrt(squares(x) / float64(len(x)-1))) }),
	"STDEVP":  over(1, func(x []float64) value { return number(math.Sqrt(squares(x) / float64(len(x)))) }),
	"PRODUCT": over(0, func(x []float64) value {
		p := 1.0
		for _, n := range x {
			p *= n
		}
		return number(p)
	}),

	"COUNT": {min: 1, max: many, keep: true, eval: func(a *args) value {
		n := 0
		a.every(0, func(v value, inCells bool) {
			if v.kind == isNumber || !inCells && v.toNumber().kind == isNumber {
				n++
			}
		})
		return number(float64(n))
	}},
	"COUNTA": {min: 1, max: many, keep: true, eval: func(a *args) value {
		n := 0
		a.every(0, func(v value, _ bool) {
			if v.kind != isEmpty {
				n++
			}
		})
		return number(float64(n))
	}},
	"COUNTBLANK": {min: 1, max: 1, keep: true, eval: func(a *args) value {
		n := 0
		a.e.each(a.cells(0), func(v value) {
			if v.kind == isEmpty || v.kind == isText && v.s == "" {
				n++
			}
		})
		return number(float64(n))
	}},
	"LARGE": {min: 2, max: 2, eval: func(a *args) value { return nth(a, true) }},
	"SMALL": {min: 2, max: 2, eval: func(a *args) value { return nth(a, false) }},
	"RANK":  {min: 2, max: 3, eval: rank},

	"SUMPRODUCT": {min: 1, max: many, keep: true, eval: sumProduct},
	"SUBTOTAL":   {min: 2, max: many, eval: subtotal},

	"ABS":       single(func(x float64) value { return number(math.Abs(x)) }),
	"INT":       single(func(x float64) value { return number(math.Floor(round15(x))) }),
	"SQRT":      single(func(x float64) value { return number(math.Sqrt(x)) }),
	"SIGN":      single(func(x float64) value { return number(float64(compare(number(x), number(0)))) }),
	"ROUND":     {min: 2, max: 2, eval: rounded(halfAway)},
	"ROUNDUP":   {min: 2, max: 2, eval: rounded(awayFromZero)},
	"ROUNDDOWN": {min: 2, max: 2, eval: rounded(math.Trunc)},
	"TRUNC": {min: 1, max: 2, eval: func(a *args) value {
		return number(roundHalf(a.number(0), int(a.numberOr(1, 0)), math.Trunc))
	}},
	"POWER": {min: 2, max: 2, eval: func(a *args) value { return power(a.number(0), a.number(1)) }},
	"MOD": {min: 2, max: 2, eval: func(a *args) value {
		n, d := a.number(0), a.number(1)
		if d == 0 {
			return fault("#DIV/0!", "it divides by zero")
		}
		return number(n - d*math.Floor(n/d))
	}},
	"CEILING": {min: 2, max: 2, eval: stepped(math.Ceil)},
	"FLOOR":   {min: 2, max: 2, eval: stepped(math.Floor)},
}

// over is a function of all its numbers. Of fewer than least it gives #DIV/0!;
// of none at all, where least is 0, 0.
func over(least int, f func([]float64) value) *function {
	return &function{min: 1, max: many, keep: true, eval: func(a *args) value {
		x := a.numbers(0)
		if len(x) < least {
			return fault("#DIV/0!", "there are too few numbers")
		}
		if len(x) == 0 {
			return number(0)
		}
		return f(x)
	}}
}

func single(f func(float64) value) *function {
	return &function{min: 1, max: 1, eval: func(a *args) value { return f(a.number(0)) }}
}

func total(x []float64) float64 {
	s := 0.0
	for _, n := range x {
		s = sum(s, n)
	}
	return s
}

func average(x []float64) value { return number(total(x) / float64(len(x))) }

func median(x []float64) value {
	x = slices.Sorted(slices.Values(x))
	if n := len(x); n%2 == 0 {
		return number((x[n/2-1] + x[n/2]) / 2)
	}
	return number(x[len(x)/2])
}

// squares is the sum of the squared distances from the mean.
func squares(x []float64) float64 {
	mean, s := total(x)/float64(len(x)), 0.0
	for _, n := range x {
		s += (n - mean) * (n - mean)
	}
	return s
}

func awayFromZero(x float64) float64 {
	if x < 0 {
		return math.Floor(x)
	}
	return math.Ceil(x)
}

func rounded(how rounding) func(*args) value {
	return func(a *args) value {
		return number(roundHalf(a.number(0), int(math.Trunc(a.number(1))), how))
	}
}

func stepped(how rounding) func(*args) value {
	return func(a *args) value {
		n, step := a.number(0), a.number(1)
		if step <= 0 {
			return fault("#NUM!", "the step is not above zero")
		}
		return number(round15(how(round15(n/step)) * step))
	}
}

// nth is the k-th largest or smallest number.
func nth(a *args, largest bool) value {
	sorted, k := a.e.sorted(a.cells(0)), int(math.Ceil(a.number(1)))
	if k < 1 || k > len(sorted) {
		return fault("#NUM!", "there are not so many numbers")
	}
	if largest {
		return number(sorted[len(sorted)-k])
	}
	return number(sorted[k-1])
}

// rank counts the numbers before one's own; equal numbers share a rank and the
// next is skipped.
func rank(a *args) value {
	x, sorted := a.number(0), a.e.sorted(a.cells(1))
	from, found := slices.BinarySearch(sorted, x)
	if !found {
		return fault("#N/A", "the number is not among those that are ranked")
	}
	if a.numberOr(2, 0) != 0 {
		return number(float64(from + 1))
	}
	to, _ := slices.BinarySearch(sorted[from:], math.Nextafter(x, math.Inf(1)))
	return number(float64(len(sorted) - from - to + 1))
}

func sumProduct(a *args) value {
	inner := *a.e
	inner.array = true
	var product *matrix
	for _, n := range a.nodes {
		m := inner.matrix(inner.eval(n))
		if product == nil {
			product = &matrix{m.rows, m.cols, make([]value, len(m.cells))}
			for i := range product.cells {
				product.cells[i].n = 1
			}
		}
		if m.rows != product.rows || m.cols != product.cols {
			return fault("#VALUE!", "the ranges are not of one size")
		}
		for i, v := range m.cells {
			switch v.kind {
			case isError:
				return v
			case isNumber:
				product.cells[i].n *= v.n
			default: // texts and truth values count nothing
				product.cells[i].n = 0
			}
		}
	}
	s := 0.0
	for _, v := range product.cells {
		s = sum(s, v.n)
	}
	return number(s)
}

// subtotals are the functions that SUBTOTAL's first argument chooses; 101 and
// up, which leave out rows hidden by hand, are the same here.
var subtotals = map[int]string{1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 6: "PRODUCT", 9: "SUM"}

// subtotal is one of them over cells that are not subtotals themselves.
func subtotal(a *args) value {
	name, ok := subtotals[a.int(0)%100]
	if !ok {
		return fault("#VALUE!", "SUBTOTAL of this kind can't be calculated")
	}
	c := &call{name: name, fn: functions[name]}
	for i := 1; i < len(a.nodes); i++ {
		ref := a.cells(i)
		for _, r := range ref.areas {
			for row := r.row1; row <= r.row2; row++ {
				for col := r.col1; col <= r.col2; col++ {
					if !ref.table.isSubtotal(row, col) {
						c.args = append(c.args, &fixedIn{ref.table, rect{row, col, row, col}})
					}
				}
			}
		}
	}
	if len(c.args) == 0 {
		return number(0)
	}
	return a.e.call(c)
}
