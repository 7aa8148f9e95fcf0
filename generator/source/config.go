package source

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/face"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// ConfigName is the settings' file in a workspace's folder.
const ConfigName = "hongtou.yaml"

// meetingsName is the key of the meetings' files under data.
const meetingsName = "meetings"

// Config is hongtou.yaml but for what goes into the office.
type Config struct {
	Data      map[string][]File         // by table; meetings are patterns
	Documents map[string]map[string]any // what templates see as .Doc, by template
	Numbers   []DocumentNumber          // document numbers among them, in order
	Jobs      map[string]Job
	Fonts     map[string]string // role → file, file#member or name of an installed font
	FallBack  []string          // fonts for characters that no role's face has; nil = the usual installed ones
	Pictures  map[string]string // name → file
	Out       string            // "" = out
}

// File is a data file as hongtou.yaml names it.
type File struct {
	Path  string     // relative to the workspace, or absolute
	Sheet string     // of a workbook; "" = the first that fits
	Place diag.Place // in hongtou.yaml
}

// Job is a named list of targets.
type Job struct {
	Cadence string   // year, half-year, quarter, month, meeting, event or ""
	Make    []string // targets or globs over them
	Place   diag.Place
}

var configShape = sync.OnceValue(func() *shape {
	return fields("hongtou.yaml",
		must("office", fields("发文机关",
			must("name", named("发文机关全称")),
			may("short", named("规范化简称；不写即用全称")),
			may("mark", named("发文机关标志，不写“文件”二字；不写即用全称")),
			may("code", named("发文机关代字")),
			may("region", named("本地区最高一级的单位编码，加引号")),
			may("contact", named("联系人")),
			may("phone", named("联系电话")),
		)),
		may("settings", fields("评分和统计口径",
			may("fullMark", of(number, "督查满分，默认100")),
			may("excellent", of(number, "优秀分数线，默认90")),
			may("good", of(number, "良好分数线，默认80")),
			may("pass", of(number, "合格分数线，默认60")),
			may("bonusLimit", of(number, "年度考核加分上限，默认5")),
			may("reportDay", of(whole, "月报于次月几日前报送，1至28，默认5")),
			may("listingDays", of(whole, "重大隐患挂牌督办最长天数，默认365")),
			may("dutyListingDays", of(whole, "对单位挂牌督办最长天数，默认92")),
			may("extensionDays", of(whole, "挂牌督办延期应提前多少天申请，默认20")),
			may("delistingDays", of(whole, "验收合格后多少天内摘牌，默认7")),
			may("industries", listing(textual("行业领域"), "统计表中行业领域的次序")),
		)),
		may("data", fields("数据表", dataProperties()...)),
		may("documents", mapped(mapped(of(anything, ""), "文书的设置，模板中为 .Doc"), "各文书自己的内容，按模板名称")),
		may("jobs", mapped(fields("作业",
			may("cadence", oneOf("多久做一次", period.Cadences()...)),
			must("make", eitherOf("目标名称或通配符", textual(""), listing(textual("目标名称或通配符"), ""))),
		), "成批制作的作业")),
		may("pictures", mapped(textual("PNG 或 JPEG 文件"), "图片：名称: 文件；印章样章用单位全称、签名章用姓名作名称")),
		may("fonts", fields("自有字体：用途: 字体文件或已安装字体的名称", fontProperties()...)),
		may("out", textual("输出目录，默认 out")),
	)
})

func fontProperties() []property {
	var all []property
	for _, role := range face.RoleNames() {
		all = append(all, may(role, textual("TrueType 字体文件（字体集写作 文件.ttc#名称），或已安装字体的名称")))
	}
	return append(all, may("fallback", listing(textual("字体文件或已安装字体的名称"), "各用途的字体都没有的字，依次从这些字体中取；不写即从已安装的常用大字库中取，写 [] 即不取")))
}

func dataProperties() []property {
	one := eitherOf("文件名，或 {file: 文件名, sheet: 工作表}", textual(""), fields("",
		must("file", textual("文件名")), may("sheet", textual("xlsx 的工作表名"))))
	var all []property
	for _, t := range Tables() {
		all = append(all, may(t.Name, eitherOf(t.Title+"表的文件，或几个文件的列表", append(one.options, listing(one, ""))...)))
	}
	return append(all, may(meetingsName, eitherOf("会议文件，可用通配符 *", textual(""), listing(textual("文件名或通配符"), ""))))
}

// config reads hongtou.yaml into the office and what else it says. A file that
// can't be parsed is complained of and gives empty settings.
func (l *loader) config(data []byte) *Config {
	c := &Config{Data: map[string][]File{}, Documents: map[string]map[string]any{}, Jobs: map[string]Job{}, Fonts: map[string]string{}, Pictures: map[string]string{}}
	place := diag.Place{File: ConfigName}
	l.office.Origin.Place = place
	root := &node{}
	l.nested(data, place, parseYAML, func(n *node) { root = n })
	if root.kind == nothing && l.list.Len() > 0 {
		return c
	}
	if root.kind == nothing {
		root = &node{kind: mapping, line: 1}
	}
	(&shaping{place: place, list: l.list, bad: map[*node]bool{}}).check(root, configShape(), "")
	l.settings(root)
	for _, name := range tableNames() {
		c.Data[name] = filesAt(root.list("data", name), under("data", name))
	}
	for _, e := range root.entries("documents") {
		if doc, ok := e.value.plain().(map[string]any); ok {
			c.Documents[e.key] = doc
			c.Numbers = append(c.Numbers, numbersIn(e, nil)...)
		}
	}
	for _, e := range root.entries("jobs") {
		at := place
		at.Line, at.Key = e.line, under("jobs", e.key)
		c.Jobs[e.key] = Job{Cadence: e.value.str("cadence"), Make: e.value.strs("make"), Place: at}
	}
	for _, e := range root.entries("fonts") {
		if font := e.value.str(); font != "" {
			c.Fonts[e.key] = font
		}
	}
	if root.get("fonts", "fallback") != nil {
		c.FallBack = append([]string{}, root.strs("fonts", "fallback")...)
	}
	for _, e := range root.entries("pictures") {
		c.Pictures[e.key] = e.value.str()
	}
	c.Out = root.str("out")
	return c
}

func tableNames() []string {
	var names []string
	for _, t := range model.Tables() {
		names = append(names, t.Name)
	}
	return names
}

// entries are the keys of the map at keys, in order.
func (n *node) entries(keys ...string) []entry {
	if n = n.get(keys...); n == nil {
		return nil
	}
	return n.keys
}

func filesAt(nodes []*node, path string) []File {
	var files []File
	for _, n := range nodes {
		f := File{Path: n.str("file"), Sheet: n.str("sheet"), Place: diag.Place{File: ConfigName, Line: n.line, Key: path}}
		if n.kind == scalar {
			f.Path = n.str()
		}
		if f.Path = filepath.FromSlash(f.Path); f.Path != "" {
			files = append(files, f)
		}
	}
	return files
}

// settings fills the office's own fields, and where they stand.
func (l *loader) settings(root *node) {
	o := l.office
	of := func(key string) string { return oneLine(root.str("office", key)) }
	o.Name, o.Short, o.Mark, o.Code = of("name"), of("short"), of("mark"), of("code")
	o.RegionCode, o.Contact, o.Phone = of("region"), of("contact"), of("phone")
	if o.Short == "" {
		o.Short = o.Name
	}
	if o.Mark == "" {
		o.Mark = o.Name
	}
	o.Settings = model.Settings{
		FullMark: root.number("settings", "fullMark"), Excellent: root.number("settings", "excellent"),
		Good: root.number("settings", "good"), Pass: root.number("settings", "pass"),
		BonusLimit: root.number("settings", "bonusLimit"), ReportDay: root.whole("settings", "reportDay"),
		ListingDays: root.whole("settings", "listingDays"), DutyListingDays: root.whole("settings", "dutyListingDays"),
		ExtensionDays: root.whole("settings", "extensionDays"), DelistingDays: root.whole("settings", "delistingDays"),
		Industries: slices.DeleteFunc(root.strs("settings", "industries"), func(s string) bool { return s == "" }),
	}
	var places lines
	for _, p := range []struct{ field, key string }{{"Region", "office.region"}, {"Settings", "settings"}, {"Industries", "settings.industries"}, {"ReportDay", "settings.reportDay"}} {
		if n := root.get(strings.Split(p.key, ".")...); n != nil {
			places = append(places, line{p.field, n.line, p.key})
		}
	}
	o.Origin.Locator = places
}
