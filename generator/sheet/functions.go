package sheet

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// function is one that formulas can call. Its arguments come as nodes, for IF
// must not touch the branch not taken.
type function struct {
	min, max int
	eval     func(*args) value
	keep     bool // over cells that do not move, the result is kept for other rows
	lifts    bool // single values in and out: inside SUMPRODUCT it works on each element
}

const many = 255 // Excel's limit of arguments

func (f *function) arity() string {
	switch {
	case f.min == f.max:
		return fmt.Sprintf("%d arguments", f.min)
	case f.max == many:
		return fmt.Sprintf("at least %d arguments", f.min)
	}
	return fmt.Sprintf("%d to %d arguments", f.min, f.max)
}

// Functions lists the functions that formulas can use, sorted.
func Functions() []string { return slices.Sorted(maps.Keys(functions)) }

var functions map[string]*function

func init() {
	functions = map[string]*function{}
	for _, some := range []map[string]*function{
		mathFunctions, logicFunctions, textFunctions, dateFunctions, lookupFunctions, conditionalFunctions,
	} {
		maps.Copy(functions, some)
	}
	for _, name := range []string{
		"ABS", "INT", "SQRT", "SIGN", "ROUND", "ROUNDUP", "ROUNDDOWN", "TRUNC", "POWER", "MOD", "CEILING", "FLOOR",
		"NOT", "ISBLANK", "ISNUMBER", "ISTEXT", "ISNONTEXT", "ISLOGICAL", "ISERROR", "ISERR", "ISNA",
		"LEN", "LEFT", "RIGHT", "MID", "TRIM", "UPPER", "LOWER", "CONCATENATE", "EXACT", "FIND", "SUBSTITUTE", "REPT", "VALUE", "TEXT",
		"DATE", "YEAR", "MONTH", "DAY", "WEEKDAY",
	} {
		functions[name].lifts = true
	}
}

// call runs a function. Inside it a fault unwinds to here by panic, so that
// functions read as what they calculate.
func (e *scope) call(n *call) (result value) {
	if n.fn == nil {
		return fault("#NAME?", n.name+" is not a function that can be calculated here")
	}
	var key string
	if n.fn.keep && !e.array {
		if key = e.keepKey(n); key != "" {
			if v, ok := e.c.results[key]; ok {
				return v
			}
			defer func() {
				if !e.c.inRange {
					e.c.results[key] = result
				}
			}()
		}
	}
	defer func() {
		if r := recover(); r != nil {
			v, ok := r.(value)
			if !ok {
				panic(r)
			}
			result = v
		}
	}()
	if e.array && n.fn.lifts {
		return e.lift(n)
	}
	return n.fn.eval(&args{e, n.args})
}

// lift runs a function on each element of its arguments.
func (e *scope) lift(n *call) value {
	rows, cols := 1, 1
	var in []*matrix
	for _, a := range n.args {
		m := e.matrix(e.eval(a))
		in, rows, cols = append(in, m), max(rows, m.rows), max(cols, m.cols)
	}
	for _, m := range in {
		if !fits(m, rows, cols) {
			return fault("#N/A", "the ranges are not of one size")
		}
	}
	out := &matrix{rows, cols, make([]value, 0, rows*cols)}
	inner := *e
	inner.array = false
	for i := range rows {
		for j := range cols {
			one := &call{name: n.name, fn: n.fn}
			for k, a := range n.args {
				if _, left := a.(*missing); !left {
					m := in[k]
					a = &constant{m.at(i%m.rows, j%m.cols)}
				}
				one.args = append(one.args, a)
			}
			out.cells = append(out.cells, inner.call(one))
		}
	}
	if len(out.cells) == 1 {
		return out.cells[0]
	}
	return value{kind: isMatrix, x: out}
}

// keepKey names a call whose arguments are constants and cells that do not move
// with the row; "" for any other.
func (e *scope) keepKey(n *call) string {
	var b strings.Builder
	b.WriteString(n.name)
	for _, a := range n.args {
		switch a := a.(type) {
		case *constant:
			fmt.Fprintf(&b, "|%d %v %q", a.value.kind, a.value.n, a.value.s)
		case *named, *fixed, *union:
			ref, _ := e.reference(a)
			if ref == nil || !ref.whole {
				return ""
			}
			b.WriteByte('|')
			b.WriteString(ref.key())
		default:
			return ""
		}
	}
	return b.String()
}

func (r *reference) key() string {
	b := strconv.AppendInt(nil, int64(r.table.index), 10)
	for _, a := range r.areas {
		for _, n := range [4]int{a.row1, a.col1, a.row2, a.col2} {
			b = strconv.AppendInt(append(b, ' '), int64(n), 10)
		}
	}
	return string(b)
}

// args are a call's arguments; its methods panic with a fault.
type args struct {
	e     *scope
	nodes []node
}

func (a *args) has(i int) bool {
	if i >= len(a.nodes) {
		return false
	}
	_, left := a.nodes[i].(*missing)
	return !left
}

// single is an argument's single value; an error in it is the call's.
func (a *args) single(i int) value {
	v := a.e.single(a.nodes[i])
	if v.kind == isError {
		panic(v)
	}
	return v
}

func (a *args) number(i int) float64 {
	v := a.single(i).toNumber()
	if v.kind == isError {
		panic(v)
	}
	return v.n
}

func (a *args) numberOr(i int, otherwise float64) float64 {
	if !a.has(i) {
		return otherwise
	}
	return a.number(i)
}

// int is a number without its decimals; ones beyond any use stay within what an
// int can be multiplied with.
func (a *args) int(i int) int { return int(max(-1<<31, min(1<<31, math.Floor(a.number(i))))) }

func (a *args) text(i int) string { return a.single(i).toText().s }

func (a *args) bool(i int) bool {
	v := a.single(i).toBool()
	if v.kind == isError {
		panic(v)
	}
	return v.n != 0
}

// cells is an argument that must be a range.
func (a *args) cells(i int) *reference {
	ref, v := a.e.reference(a.nodes[i])
	if ref == nil {
		if v.kind == isError {
			panic(v)
		}
		panic(fault("#VALUE!", "a range is wanted as argument "+strconv.Itoa(i+1)))
	}
	return ref
}

// one is an argument that must be one range.
func (a *args) one(i int) *reference {
	ref := a.cells(i)
	if len(ref.areas) != 1 {
		panic(fault("#VALUE!", "subtotals interrupt the column; this function wants one range"))
	}
	return ref
}

// every visits the values of the arguments from i on; inCells tells a range's
// from those written in the formula.
func (a *args) every(i int, visit func(v value, inCells bool)) {
	for ; i < len(a.nodes); i++ {
		ref, v := a.e.reference(a.nodes[i])
		switch {
		case ref != nil:
			a.e.each(ref, func(v value) { visit(v, true) })
		case v.kind == isMatrix:
			for _, x := range v.x.(*matrix).cells {
				visit(x, true)
			}
		default:
			visit(v, false)
		}
	}
}

// each visits a reference's cells.
func (e *scope) each(ref *reference, visit func(value)) {
	for _, r := range ref.areas {
		for row := r.row1; row <= r.row2; row++ {
			for col := r.col1; col <= r.col2; col++ {
				visit(e.c.cell(ref.table, row, col))
			}
		}
	}
}

// numbers are the arguments from i on as SUM sees them: in ranges only numbers
// count, written ones are converted.
func (a *args) numbers(i int) []float64 {
	var out []float64
	a.every(i, func(v value, inCells bool) {
		switch {
		case v.kind == isError:
			panic(v)
		case v.kind == isNumber:
			out = append(out, v.n)
		case !inCells:
			if v = v.toNumber(); v.kind == isError {
				panic(v)
			}
			out = append(out, v.n)
		}
	})
	return out
}
