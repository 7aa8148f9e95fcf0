package model

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"hongtou/generator/diag"
)

// A cell names a unit by its code, by a name that only one unit has, or by both:
// 0101 安澜县人民政府, 安澜县（0101）.

// unit finds the unit that the field at a place refers to. It complains if there is
// none, and if code and name are of two.
func (c *Checker) unit(at diag.Place, ref string) *Unit {
	if ref == "" {
		return nil
	}
	u, byCode, byName := c.refers(ref)
	if u != nil {
		return u
	}
	if len(c.Units) == 0 {
		if !c.noUnits {
			c.noUnits = true
			c.Fail(at, "units-missing", ref, diag.T("没有单位表，无法对应单位", "there is no table of units to refer to"),
				diag.T("在 hongtou.yaml 的 data.units 中写明单位表", "name the table of units in hongtou.yaml at data.units"))
			c.restsOn("units")
		}
		return nil
	}
	code, name, _ := CodeAndName(ref)
	_, several := c.index.unitNames.unit(ref)
	switch names := c.unitsIn(ref); {
	case byCode != nil && byName != nil:
		c.Fail(at, "unit-conflict", ref,
			diag.T("编码%[1]s是“%[2]s”，“%[3]s”的编码是%[4]s", "the code %[1]s is that of %[2]q; %[3]q has the code %[4]s", code, byCode.Name, name, byName.Code),
			diag.T("编码和名称应是同一个单位的", "give the code and the name of one unit"))
		return nil
	case byCode != nil:
		c.Fail(at, "unit-conflict", ref,
			diag.T("编码%[1]s是“%[2]s”，不是“%[3]s”", "the code %[1]s is that of %[2]q, not of %[3]q", code, byCode.Name, name),
			diag.T("只写编码，或改正名称", "write the code only, or correct the name"))
		return nil
	case byName != nil:
		c.Fail(at, "unit-conflict", ref,
			diag.T("“%[1]s”的编码是%[2]s，不是%[3]s", "%[1]q has the code %[2]s, not %[3]s", name, byName.Code, code),
			diag.T("只写名称，或改正编码", "write the name only, or correct the code"))
		return nil
	case len(names) > 1:
		c.Fail(at, "unit-several", ref, diag.T("一格里写了%d个单位", "the cell names %d units", len(names)),
			diag.T("一条记录只写一个单位：%s", "name one unit for a record: %s", diag.Names(names)))
		return nil
	}
	problem := diag.T("单位表中没有此编码或名称", "no unit has this code or name")
	if several {
		problem = diag.T("有几个单位同名", "several units have this name")
	}
	remedy := diag.T("应为单位表中的单位编码；表中没有的单位，先加进单位表", "use a code of the table of units; a unit that it lacks is entered there first")
	if u := c.meant(ref); u != nil && !several {
		remedy = diag.T("如果是%[1]s，写 %[2]s；表中没有的单位，先加进单位表", "if it is %[1]s write %[2]s; a unit that the table lacks is entered there first", u.Name, u.Code)
	}
	c.Fail(at, "unit-unknown", ref, problem, remedy)
	c.restsOn("units")
	return nil
}

// meant is the one unit that a reference without a unit may mean: of its code in other
// letters, or whose name holds it; nil for none or several.
func (c *Checker) meant(ref string) (one *Unit) {
	if utf8.RuneCountInString(ref) < 2 {
		return nil
	}
	if u, known := c.meantUnits[ref]; known { // a slip is mostly made in many rows
		return u
	}
	if c.meantUnits == nil {
		c.meantUnits = map[string]*Unit{}
	}
	defer func() { c.meantUnits[ref] = one }()
	han := strings.ContainsFunc(ref, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	for _, u := range c.Units {
		if strings.EqualFold(u.Code, ref) || han && (strings.Contains(u.Name, ref) || strings.Contains(ref, u.Name)) {
			if one != nil {
				return nil
			}
			one = u
		}
	}
	return one
}

// find is the unit that a reference means; nil if there is none.
func (c *Checker) find(ref string) *Unit {
	u, _, _ := c.refers(ref)
	return u
}

// refers gives the unit that a reference means, or, where its code and its name do
// not agree, the units that either means.
func (c *Checker) refers(ref string) (u, byCode, byName *Unit) {
	if u = c.index.unit(ref); u != nil {
		return u, nil, nil
	}
	if u, _ = c.index.unitNames.unit(ref); u != nil {
		return u, nil, nil
	}
	code, name, ok := CodeAndName(ref)
	if !ok {
		return nil, nil, nil
	}
	byCode = c.index.unit(code)
	byName, _ = c.index.unitNames.unit(name)
	if byCode != nil && (byCode == byName || byCode.Name == name || byCode.Short == name) {
		return byCode, nil, nil
	}
	return nil, byCode, byName
}

// CodeAndName takes a code and a name apart that stand in one cell: the code first or
// last, in brackets or behind a blank or a dash, or with nothing between.
func CodeAndName(ref string) (code, name string, ok bool) {
	ref = strings.TrimSpace(oneKindOfBrackets.Replace(ref))
	if m := codeFirst.FindStringSubmatch(ref); m != nil {
		return m[1], m[2], true
	}
	if m := codeLast.FindStringSubmatch(ref); m != nil {
		return m[2], m[1], true
	}
	return "", "", false
}

var (
	oneKindOfBrackets = strings.NewReplacer("（", "(", "）", ")", "【", "(", "】", ")", "[", "(", "]", ")")
	codeFirst         = regexp.MustCompile(`^\(?([A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]*?)\)?[\s—–_/:：、，,.|·-]*(\p{Han}.*)$`)
	codeLast          = regexp.MustCompile(`^(\p{Han}.*?[\p{Han})])[\s—–_/:：、，,.|·-]*\(?([A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]*)\)?$`)
)

// unitsIn are the units that a text names one by one, nil unless all its parts are
// some: 甲局和乙局, 甲局/乙局. A name that holds such a word is found as a whole before.
func (c *Checker) unitsIn(text string) []string {
	parts := strings.FieldsFunc(unitBreaks.Replace(text), func(r rune) bool { return r == '\n' })
	if len(parts) < 2 {
		return nil
	}
	for i := range parts {
		if parts[i] = strings.TrimSpace(parts[i]); c.find(parts[i]) == nil {
			return nil
		}
	}
	return parts
}

// unitBreaks part the names of several units in one cell.
var unitBreaks = strings.NewReplacer("、", "\n", "，", "\n", ",", "\n", "；", "\n", ";", "\n", "/", "\n", "／", "\n", "|", "\n", "｜", "\n", "·", "\n", "+", "\n", "＋", "\n", "以及", "\n", "和", "\n", "与", "\n", "及", "\n", " ", "\n", "　", "\n")
