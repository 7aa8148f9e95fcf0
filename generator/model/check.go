package model

import (
	"reflect"
	"slices"
	"strconv"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Check links the records (codes to pointers, the tree of units, meetings to
// their tasks), fills in what follows from them (short names, grades,
// settings), builds the index and gives every complaint that it finds. A
// record that was read only in part is judged only by what was read.
func (o *Office) Check() *diag.List {
	c := &Checker{Office: o}
	o.index = newIndex()
	o.Settings.fill()
	c.settings()
	c.issuers()
	for _, t := range slices.Concat(tables, o.own) {
		t.check(c)
	}
	c.reach()
	o.index.extents = o.extents()
	o.index.lists = o.Lists()
	return &c.list
}

// Checker is an office under check with the complaints found so far.
type Checker struct {
	*Office
	list       diag.List
	noUnits    bool             // complained of: there are records but no units
	meantUnits map[string]*Unit // what references without a unit may mean
}

// Fail complains of an error.
func (c *Checker) Fail(at diag.Place, code, value string, problem, remedy diag.Text) {
	c.list.Add(diag.Diagnostic{Code: code, Place: at, Value: value, Problem: problem, Remedy: remedy})
}

// restsOn says of the complaint made last what must be sound for it to mean something,
// a table or "region": where that was spoilt, it follows from what spoilt it.
func (c *Checker) restsOn(what string) { c.list.Last().RestsOn = what }

// Warn complains of what may be right.
func (c *Checker) Warn(at diag.Place, code, value string, problem, remedy diag.Text) {
	c.list.Add(diag.Diagnostic{Severity: diag.Warning, Code: code, Place: at, Value: value, Problem: problem, Remedy: remedy})
}

func (c *Checker) settings() {
	s, at := c.Settings, c.Origin.At
	if !(s.FullMark >= s.Excellent && s.Excellent > s.Good && s.Good > s.Pass && s.Pass > 0) {
		c.Fail(at("Settings"), "settings-grades", "",
			diag.T("等次分数线不成次序：满分%g，优秀%g，良好%g，合格%g", "the limits of the grades are out of order: full mark %g, excellent %g, good %g, pass %g", s.FullMark, s.Excellent, s.Good, s.Pass),
			diag.T("应为：满分≥优秀＞良好＞合格＞0", "use full mark ≥ excellent > good > pass > 0"))
	}
	if s.ReportDay < 1 || s.ReportDay > 28 {
		c.Fail(at("ReportDay"), "settings-report-day", strconv.Itoa(s.ReportDay),
			diag.T("月报报送日应为1至28", "the day on which reports are due is 1 to 28"), diag.T("改为1至28", "use 1 to 28"))
		c.Settings.ReportDay = DefaultSettings().ReportDay
	}
	seen := map[string]bool{}
	for _, name := range s.Industries {
		if seen[name] {
			c.Fail(at("Industries"), "settings-industry-duplicate", name,
				diag.T("行业领域重复", "an industry is listed twice"), diag.T("每个行业领域只列一次", "list each industry once"))
		}
		seen[name] = true
	}
}

// PlaceOf is the place of a record's field, which a pointer into the record names.
func PlaceOf(r Record, field any) diag.Place { return r.At(table.FieldName(r, field)) }

// sound tells whether all the fields are known: none could not be read, and none is a
// figure whose cell is empty.
func sound(r Record, fields ...any) bool {
	unread, _, open, _ := FlawsOf(r)
	return len(unread)+len(open) == 0 || !slices.ContainsFunc(fields, func(f any) bool {
		name := table.FieldName(r, f)
		return slices.Contains(unread, name) || slices.Contains(open, name)
	})
}

// order complains if a day of the record is before an earlier one.
func (c *Checker) order(r Record, code string, later *period.Date, earlier period.Date, earlierZh, earlierEn string) {
	if earlier.IsZero() || later.IsZero() || !later.Before(earlier) {
		return
	}
	c.Fail(PlaceOf(r, later), code, later.String(),
		diag.T("日期早于%[1]s%[3]s", "the date is before the %[2]s, %[3]s", earlierZh, earlierEn, earlier.String()),
		diag.T("应为%s或以后的日期", "use %s or later", earlier.String()))
}

// need is a field that must be filled in with another.
type need struct {
	field any
	zh    string
}

// needs complains of fields that a date asks for and that are empty.
func (c *Checker) needs(r Record, code string, date period.Date, zh, en string, needs ...need) {
	if date.IsZero() {
		return
	}
	for _, n := range needs {
		if reflect.ValueOf(n.field).Elem().IsZero() && sound(r, n.field) {
			c.wants(PlaceOf(r, n.field), code,
				diag.T("已有%[1]s%[3]s，却没有%[4]s", "%[2]s on %[3]s, but %[4]s is empty", zh, en, date.String(), n.zh),
				diag.T("填写%s", "fill in %s", n.zh))
		}
	}
}

// wants complains of a field that should be filled in: an error, but a warning where
// the office's table has no such column, for then its rows are as complete as they
// can be.
func (c *Checker) wants(at diag.Place, code string, problem, remedy diag.Text) {
	if at.Row > 0 && at.Column == 0 && at.Header != "" {
		c.Warn(at, code, "", problem, remedy)
		return
	}
	c.Fail(at, code, "", problem, remedy)
}

// atMost complains if a part is more than the whole that it is counted in.
func (c *Checker) atMost(r Record, code string, part, whole *int, zh, en string) {
	if *part > *whole && sound(r, part, whole) {
		c.Fail(PlaceOf(r, part), code, strconv.Itoa(*part),
			diag.T("多于%[1]s（%[2]d）", "more than %[3]s (%[2]d)", zh, *whole, en),
			diag.T("应不多于%d", "use %d at most", *whole))
	}
}
