package sheet

var logicFunctions = map[string]*function{
	"IF": {min: 2, max: 3, eval: func(a *args) value {
		switch {
		case a.bool(0):
			return a.branch(1)
		case len(a.nodes) < 3:
			return boolean(false)
		}
		return a.branch(2)
	}},
	"IFERROR": {min: 2, max: 2, eval: func(a *args) value {
		if v := a.e.single(a.nodes[0]); v.kind != isError {
			return v
		}
		return a.branch(1)
	}},
	"CHOOSE": {min: 2, max: many, eval: func(a *args) value {
		n := a.int(0)
		if n < 1 || n >= len(a.nodes) {
			return fault("#VALUE!", "there is no such choice")
		}
		return a.branch(n)
	}},
	"AND": {min: 1, max: many, eval: func(a *args) value {
		all := true
		a.conditions(func(c bool) { all = all && c })
		return boolean(all)
	}},
	"OR": {min: 1, max: many, eval: func(a *args) value {
		any := false
		a.conditions(func(c bool) { any = any || c })
		return boolean(any)
	}},
	"NOT":   {min: 1, max: 1, eval: func(a *args) value { return boolean(!a.bool(0)) }},
	"TRUE":  {min: 0, max: 0, eval: func(*args) value { return boolean(true) }},
	"FALSE": {min: 0, max: 0, eval: func(*args) value { return boolean(false) }},
	"NA":    {min: 0, max: 0, eval: func(*args) value { return fault("#N/A", "NA()") }},

	"ISBLANK":   is(func(v value) bool { return v.kind == isEmpty }),
	"ISNUMBER":  is(func(v value) bool { return v.kind == isNumber }),
	"ISTEXT":    is(func(v value) bool { return v.kind == isText }),
	"ISNONTEXT": is(func(v value) bool { return v.kind != isText }),
	"ISLOGICAL": is(func(v value) bool { return v.kind == isBool }),
	"ISERROR":   is(func(v value) bool { return v.kind == isError }),
	"ISERR":     is(func(v value) bool { return v.kind == isError && v.s != "#N/A" }),
	"ISNA":      is(func(v value) bool { return v.kind == isError && v.s == "#N/A" }),
	"N": {min: 1, max: 1, eval: func(a *args) value {
		if v := a.single(0); v.kind == isNumber || v.kind == isBool {
			return number(v.n)
		}
		return number(0)
	}},
	"T": {min: 1, max: 1, eval: func(a *args) value {
		if v := a.single(0); v.kind == isText {
			return v
		}
		return text("")
	}},
}

// branch is the argument that was chosen; one left out counts 0.
func (a *args) branch(i int) value {
	if !a.has(i) {
		return number(0)
	}
	return a.e.single(a.nodes[i])
}

// conditions visits the arguments of AND and OR; in ranges, texts and empty
// cells do not count.
func (a *args) conditions(visit func(bool)) {
	seen := false
	a.every(0, func(v value, inCells bool) {
		if inCells && (v.kind == isText || v.kind == isEmpty) {
			return
		}
		if v = v.toBool(); v.kind == isError {
			panic(v)
		}
		seen = true
		visit(v.n != 0)
	})
	if !seen {
		panic(fault("#VALUE!", "there is no condition among the cells"))
	}
}

func is(test func(value) bool) *function {
	return &function{min: 1, max: 1, eval: func(a *args) value {
		return boolean(test(a.e.single(a.nodes[0])))
	}}
}
