package model

import (
	"strconv"

	"hongtou/generator/diag"
	"hongtou/generator/period"
)

// Check links the records (codes to pointers, the tree of units, meetings to
// their tasks), fills in what follows from them (short names, grades,
// settings), builds the index and gives every complaint that it finds. A
// record that was read only in part is judged only by what was read.
func (o *Office) Check() *diag.List {
	c := &checker{Office: o}
	o.index = newIndex()
	o.Settings.fill()
	c.settings()
	c.units()
	c.targets()
	c.accidents()
	c.items()
	c.meetings()
	c.tasks()
	c.hazards()
	c.listings()
	c.reports()
	c.network()
	c.duties()
	c.assessments()
	c.rewards()
	c.capacity()
	c.plan()
	c.inspections()
	return &c.list
}

// checker is an office under check with the complaints found so far.
type checker struct {
	*Office
	list    diag.List
	noUnits bool // complained of: there are records but no units
}

func (c *checker) fail(at diag.Place, code, value string, problem, remedy diag.Text) {
	c.list.Add(diag.Diagnostic{Code: code, Place: at, Value: value, Problem: problem, Remedy: remedy})
}

func (c *checker) warn(at diag.Place, code, value string, problem, remedy diag.Text) {
	c.list.Add(diag.Diagnostic{Severity: diag.Warning, Code: code, Place: at, Value: value, Problem: problem, Remedy: remedy})
}

func (c *checker) settings() {
	s, at := c.Settings, c.Origin.At
	if !(s.FullMark >= s.Excellent && s.Excellent > s.Good && s.Good > s.Pass && s.Pass > 0) {
		c.fail(at("Settings"), "settings-grades", "",
			diag.T("等次分数线不成次序：满分%g，优秀%g，良好%g，合格%g", "the limits of the grades are out of order: full mark %g, excellent %g, good %g, pass %g", s.FullMark, s.Excellent, s.Good, s.Pass),
			diag.T("应为：满分≥优秀＞良好＞合格＞0", "use full mark ≥ excellent > good > pass > 0"))
	}
	if s.ReportDay < 1 || s.ReportDay > 28 {
		c.fail(at("ReportDay"), "settings-report-day", strconv.Itoa(s.ReportDay),
			diag.T("月报报送日应为1至28", "the day on which reports are due is 1 to 28"), diag.T("改为1至28", "use 1 to 28"))
		c.Settings.ReportDay = DefaultSettings().ReportDay
	}
	seen := map[string]bool{}
	for _, name := range s.Industries {
		if seen[name] {
			c.fail(at("Industries"), "settings-industry-duplicate", name,
				diag.T("行业领域重复", "an industry is listed twice"), diag.T("每个行业领域只列一次", "list each industry once"))
		}
		seen[name] = true
	}
}

// words names a table's records and their code in complaints.
type words struct{ id, zh, en string }

// unique keeps the first record of each code and complains of the others and
// of empty ones. It tells whether this one is the first.
func unique[T any](c *checker, seen map[string]T, record T, origin func(T) Origin, code string, w words) bool {
	o := origin(record)
	if code == "" {
		if o.Sound("Code") {
			c.fail(o.At("Code"), w.id+"-code-missing", "", diag.T("%[1]s没有编码", "a %[2]s without a code", w.zh, w.en), diag.T("填写唯一的编码", "give it a code of its own"))
		}
		return false
	}
	if first, ok := seen[code]; ok {
		at := origin(first).At("Code")
		c.fail(o.At("Code"), w.id+"-duplicate", code,
			diag.T("%[1]s编码重复，已见于%[3]s", "%[2]s code is used twice, first at %[4]s", w.zh, w.en, at.In("zh"), at.In("en")),
			diag.T("改为唯一的编码，或删去重复的一行", "use a code of its own, or delete the repeated row"))
		return false
	}
	seen[code] = record
	return true
}

// unit finds the unit that a field refers to, by code or by a name that only
// one unit has. It complains if there is none.
func (c *checker) unit(o Origin, field, ref string) *Unit {
	if ref == "" {
		return nil
	}
	if u := c.find(ref); u != nil {
		return u
	}
	if len(c.Units) == 0 {
		if !c.noUnits {
			c.noUnits = true
			c.fail(o.At(field), "units-missing", ref, diag.T("没有单位表，无法对应单位", "there is no table of units to refer to"),
				diag.T("在 hongtou.yaml 的 data.units 中写明单位表", "name the table of units in hongtou.yaml at data.units"))
		}
		return nil
	}
	problem := diag.T("单位表中没有此编码或名称", "no unit has this code or name")
	if _, several := c.index.unitByName[ref]; several {
		problem = diag.T("有几个单位同名", "several units have this name")
	}
	c.fail(o.At(field), "unit-unknown", ref, problem, diag.T("应为单位表中的单位编码", "use a code of the table of units"))
	return nil
}

func (c *checker) find(ref string) *Unit {
	if u := c.index.unitByCode[ref]; u != nil {
		return u
	}
	return c.index.unitByName[ref]
}

// order complains if the later date is before the earlier one.
func (c *checker) order(o Origin, code, field string, earlier, later period.Date, earlierZh, earlierEn string) {
	if earlier.IsZero() || later.IsZero() || !later.Before(earlier) {
		return
	}
	c.fail(o.At(field), code, later.String(),
		diag.T("日期早于%[1]s%[3]s", "the date is before the %[2]s, %[3]s", earlierZh, earlierEn, earlier.String()),
		diag.T("应为%s或以后的日期", "use %s or later", earlier.String()))
}
