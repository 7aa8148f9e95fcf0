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
	"hongtou/generator/tree"
)

// ConfigName is the settings' file in a workspace's folder.
const ConfigName = "hongtou.yaml"

// Config is hongtou.yaml but for what goes into the office.
type Config struct {
	Data      map[string][]File // by table; meetings are patterns
	Documents *tree.Node        // what the office says of its papers, by template and then by period or record
	Numbers   []DocumentNumber  // document numbers among them, in order
	Jobs      map[string]Job
	Due       map[string]model.Limit // within which time a target is to be made, by its id or Chinese name
	Fonts     map[string]string      // role → file, file#member or name of an installed font
	FontAt    map[string]int         // line of each role, and of "fallback"
	FallBack  []string               // fonts for characters that no role's face has; nil = the usual installed ones
	Pictures  map[string]string      // name → file
	PictureAt map[string]diag.Place  // where each is named
	OFD       map[string]string      // names of a paper's elements in OFD files, by their keys in front matter
	Out       string                 // "" = out
}

// File is a data file as hongtou.yaml names it.
type File struct {
	Path  string     // relative to the workspace, or absolute
	Sheet string     // of a workbook; "" = the one that fits best, "*" = all that fit
	SQL   string     // the database that the rows come from, instead of a file
	Query string     // that gives them
	Place diag.Place // in hongtou.yaml

	Words *Words // of the office's own; nil for none

	beside []string // the sheets of the file that hongtou.yaml names, for this table or others
	Reach  string   // from, through and complete, as a new entry gets them
}

// Job is a named list of targets.
type Job struct {
	Cadence string   // year, half-year, quarter, month, meeting, event or ""
	Make    []string // targets or globs over them
	Formats []string // of its documents: pdf, docx, ofd; none = the templates'
	Place   diag.Place
}

var configShape = sync.OnceValue(func() *tree.Shape {
	return tree.Fields("hongtou.yaml",
		tree.Must("office", tree.Fields("发文机关",
			tree.Must("name", name("发文机关全称")),
			tree.May("short", name("规范化简称；不写即用全称")),
			tree.May("mark", name("发文机关标志，不写“文件”二字；不写即用全称")),
			tree.May("code", name("发文机关代字")),
			tree.May("region", name("本地区最高一级的单位编码，加引号")),
			tree.May("contact", name("联系人")),
			tree.May("phone", name("联系电话")),
			tree.May("seal", name("印章样章的图片文件，只用于草稿")),
		)),
		tree.May("issuers", tree.Mapped(tree.Fields("发文机关",
			tree.Must("name", name("全称，用于署名")),
			tree.May("short", name("规范化简称；不写即用全称")),
			tree.May("mark", name("发文机关标志，不写“文件”二字；不写即用全称")),
			tree.May("code", name("发文机关代字")),
			tree.May("kind", tree.OneOf("类别；不写即按名称判断", model.IssuerKinds()...)),
			tree.May("signers", tree.Listing(name("姓名"), "可以签发的人；不写即不核对")),
			tree.May("with", tree.Listing(name("全称"), "联合行文的机关全称，印发时并列")),
			tree.May("form", name("执法部门责令整改文书的名称，默认责令限期整改指令书")),
			tree.May("review", name("行政复议机关；不写即本级人民政府")),
			tree.May("court", name("行政诉讼的管辖法院")),
			tree.May("seal", name("印章样章的图片文件，只用于草稿")),
			tree.May("papers", tree.Listing(name("文书"), "由它印发的文书，中文名称或目标；不写即按各文书的规定")),
		), "发文机关：名称: {…}；office 本身不必再写")),
		tree.May("settings", tree.Fields("评分和统计口径",
			tree.May("fullMark", number("督查满分，默认100")),
			tree.May("excellent", number("优秀分数线，默认90")),
			tree.May("good", number("良好分数线，默认80")),
			tree.May("pass", number("合格分数线，默认60")),
			tree.May("scoreFactor", number("督查得分为满分减去平均每个检查部位扣分的几倍，默认10")),
			tree.May("rankedFrom", whole("检查部位不足几处的单位不排名，默认3")),
			tree.May("bonusLimit", number("年度考核加分上限，默认5")),
			tree.May("reportDay", whole("月报于次月几日前报送，1至28，默认5")),
			tree.May("listingDays", whole("重大隐患挂牌督办最长天数，默认365")),
			tree.May("dutyListingDays", whole("对单位挂牌督办最长天数，默认92")),
			tree.May("extensionDays", whole("挂牌督办延期应提前多少天申请，默认20")),
			tree.May("delistingDays", whole("验收合格后多少天内摘牌，默认7")),
			tree.May("limits", limitsShape()),
			tree.May("industries", tree.Listing(tree.Textual("行业领域"), "统计表中行业领域的次序")),
		)),
		tree.May("data", dataShape()),
		tree.May("databases", tree.Mapped(databaseShape, "data 中的 sql 所用的数据库：名称: {driver: …, dsn: …}")),
		tree.May("documents", tree.Mapped(tree.Mapped(tree.Of(tree.Anything, "一份文书的内容，模板中为 .Doc"), "按期间，关于一次会议、一项督办等的按其编号"), "各份文书自己的内容，按文书名称")),
		tree.May("jobs", tree.Mapped(tree.Fields("作业",
			tree.May("cadence", tree.OneOf("多久做一次", period.Cadences()...)),
			tree.Must("make", tree.EitherOf("目标名称或通配符", tree.Textual(""), tree.Listing(tree.Textual("目标名称或通配符"), ""))),
			tree.May("formats", tree.EitherOf("文书的格式，不写即按模板", tree.OneOf("", "pdf", "docx", "ofd"), tree.Listing(tree.OneOf("", "pdf", "docx", "ofd"), ""))),
		), "成批制作的作业")),
		tree.May("due", tree.Mapped(dueShape(), "制作期限：目标或中文名称: 期末（部署性的为期初，事项为当天）后多久以内")),
		tree.May("pictures", tree.Mapped(tree.Textual("PNG 或 JPEG 文件"), "图片：名称: 文件；签名章用姓名作名称，印章样章写在各发文机关的 seal，或用单位全称作名称")),
		tree.May("fonts", tree.Fields("自有字体：用途: 字体文件或已安装字体的名称", fontProperties()...)),
		tree.May("ofd", tree.Mapped(tree.Textual("交换系统所用的名称，留空即不写入"), "OFD 文件中公文要素的名称：要素（title、number、secrecy…）: 名称")),
		tree.May("out", tree.Textual("输出目录，默认 out")),
	)
})

// limitsShape are the limits of time that papers print.
func limitsShape() *tree.Shape {
	var all []tree.Property
	for _, k := range model.LimitKeys() {
		all = append(all, tree.May(k.Name, &tree.Shape{Note: k.Meaning + "，默认" + string(model.DefaultLimits().Of(k.Name)), Pattern: model.LimitForm.String(), Accept: func(s string) *tree.Fault {
			if model.LimitForm.MatchString(s) {
				return nil
			}
			return &tree.Fault{Code: "limit-form", Problem: diag.T("不是期限", "this is no limit"), Remedy: diag.T("写作 15日、5个工作日 或 1个月", "write 15日, 5个工作日 or 1个月")}
		}}))
	}
	return tree.Fields("文书中的期限，各文书都从这里取", all...)
}

// dueShape is a stretch of time without working days, whose holidays nobody has told.
func dueShape() *tree.Shape {
	return &tree.Shape{Note: "如 15日、1个月 或 当日", Pattern: "^([1-9][0-9]{0,2}(日|个月)|当日)$", Accept: func(s string) *tree.Fault {
		if _, ok := model.Limit(s).Last(period.Date{Year: 2026, Month: 1, Day: 1}); ok {
			return nil
		}
		return &tree.Fault{Code: "due-form", Problem: diag.T("不是期限", "this is no limit"), Remedy: diag.T("写作 15日、1个月 或 当日", "write 15日, 1个月 or 当日")}
	}}
}

func fontProperties() []tree.Property {
	var all []tree.Property
	for _, role := range face.RoleNames() {
		all = append(all, tree.May(role, tree.Textual("TrueType 字体文件（字体集写作 文件.ttc#名称），或已安装字体的名称")))
	}
	return append(all, tree.May("fallback", tree.Listing(tree.Textual("字体文件或已安装字体的名称"), "各用途的字体都没有的字，依次从这些字体中取；不写即从已安装的常用大字库中取，写 [] 即不取")))
}

// dataShape knows the tables that the program declares, and takes others.
func dataShape() *tree.Shape {
	texts := func(note string) *tree.Shape {
		return tree.EitherOf(note, tree.Textual(""), tree.Listing(tree.Textual(""), ""))
	}
	plain := []tree.Property{
		tree.May("file", tree.Textual("文件名，可用通配符 *")),
		tree.May("sheet", texts("xlsx 的工作表名，或几个的列表；\"*\" 是所有有这种表头的工作表")),
		tree.May("columns", tree.Mapped(texts("本单位的表头，或几个的列表"), "本单位的表头：列名: 表头")),
		tree.May("values", tree.Mapped(tree.Mapped(tree.Textual(""), "本单位的写法: 表中的值"), "本单位的写法，按列名")),
		tree.May("ignore", texts("不读入的表头，或几个的列表")),
		tree.May("spread", texts("一种一列的表：这些表头各是一种（指标、基数），下面是它的数；或几个的列表")),
		tree.May("year", &tree.Shape{Form: tree.Whole, Note: "不写年份的日期是哪一年的；不写即按表的标题、工作表名或文件名", Accept: func(s string) *tree.Fault { _, f := parseYear(s); return f.of() }}),
		tree.May("sql", tree.Textual("不用文件：databases 中的一个数据库")),
		tree.May("query", tree.Textual("查询语句；列名即表头")),
	}
	reach := []tree.Property{
		tree.May("from", date("从哪一天起的事项都已登记；不写即表中最早一行的日期")),
		tree.May("through", date("到哪一天为止的事项都已登记")),
		tree.May("complete", tree.OneOf("登记及时的表，截至今天以前最后一个整月、整季度或昨天", model.Completes()...)),
	}
	files := func(note, form string, properties []tree.Property) *tree.Shape {
		one := tree.EitherOf(form, tree.Textual(""), tree.Fields("", properties...))
		return tree.EitherOf(note, append(one.Options, tree.Listing(one, ""))...)
	}
	const form = "文件名，或 {file: 文件名, sheet: 工作表}，或 {sql: 数据库, query: 查询}"
	var all []tree.Property
	for _, t := range Tables() {
		says, properties := form, plain
		if model.EventTable(t.Name) != "" {
			says, properties = "文件名，或 {file: 文件名, sheet: 工作表, from: 起, through: 止}", append(plain[:len(plain):len(plain)], reach...)
		}
		all = append(all, tree.May(t.Name, files(t.Title+"表的文件，或几个文件的列表", says, properties)))
	}
	for _, t := range model.Tables() {
		if t.Files {
			all = append(all, tree.May(t.Name, files(t.Title+"：一次一个 YAML 文件的文件名（可用通配符 *），或填写"+t.Title+"的表", form, plain)))
		}
	}
	s := tree.Fields("数据表", all...)
	s.Item = files("自有的表，模板中为 .Tables.名称；各列可在 tables/名称.yaml 中写明", form, plain)
	return s
}

// config reads hongtou.yaml into the office and what else it says. A file that
// can't be parsed is complained of and gives empty settings.
func (l *loader) config(data []byte) *Config {
	c := &Config{Data: map[string][]File{}, Jobs: map[string]Job{}, Due: map[string]model.Limit{}, Fonts: map[string]string{}, FontAt: map[string]int{}, Pictures: map[string]string{}, OFD: map[string]string{}}
	place := diag.Place{File: ConfigName}
	l.office.Origin = model.OriginAt(place, nil)
	root := &tree.Node{}
	l.nested(data, place, tree.YAML, func(n *tree.Node) { root = n })
	if root.Kind == tree.Nothing && l.list.Len() > 0 {
		return c
	}
	if root.Kind == tree.Nothing {
		root = &tree.Node{Kind: tree.Map, Line: 1}
	}
	shaped(place, l.list).Hold(root, configShape(), "")
	l.settings(root)
	l.databases = newDatabases(l.dir, root)
	l.sources(root)
	for _, e := range root.Entries("data") {
		c.Data[e.Key] = l.expand(e.Key, filesAt(root.List("data", e.Key), tree.Under("data", e.Key)))
	}
	l.reaches(root)
	c.Documents = root.Get("documents")
	for _, e := range root.Entries("documents") {
		c.Numbers = append(c.Numbers, numbersIn(e, nil)...)
	}
	for _, e := range root.Entries("jobs") {
		at := place
		at.Line, at.Key = e.Line, tree.Under("jobs", e.Key)
		c.Jobs[e.Key] = Job{Cadence: str(e.Value, "cadence"), Make: strs(e.Value, "make"), Formats: strs(e.Value, "formats"), Place: at}
	}
	for _, e := range root.Entries("due") {
		if limit := model.Limit(str(e.Value)); limit != "" {
			if _, ok := limit.Last(period.Date{Year: 2026, Month: 1, Day: 1}); ok { // another was complained of
				c.Due[e.Key] = limit
			}
		}
	}
	for _, e := range root.Entries("fonts") {
		c.FontAt[e.Key] = e.Line
		if font := str(e.Value); font != "" {
			c.Fonts[e.Key] = font
		}
	}
	if root.Get("fonts", "fallback") != nil {
		c.FallBack = append([]string{}, strs(root, "fonts", "fallback")...)
	}
	l.pictures(root, c)
	for _, e := range root.Entries("ofd") {
		c.OFD[e.Key] = str(e.Value)
	}
	c.Out = str(root, "out")
	return c
}

func tableNames() []string {
	var names []string
	for _, t := range model.Tables() {
		names = append(names, t.Name)
	}
	return names
}

// reaches reads how far each table of events goes. Of a table in several files one
// says it for all.
func (l *loader) reaches(root *tree.Node) {
	l.office.Reaches = map[string]model.Reach{}
	for _, name := range model.EventTables() {
		r := model.Reach{Place: diag.Place{File: ConfigName, Key: tree.Under("data", name)}}
		told := false
		for _, n := range root.List("data", name) {
			if !r.Kept {
				r.Kept, r.Place.Line, r.File = true, n.Line, str(n, "file")
				if sheet := str(n, "sheet"); sheet != "" {
					r.File += ", sheet: " + sheet
				}
				if n.Kind == tree.Scalar {
					r.File = str(n)
				}
			}
			if n.Get("from") == nil && n.Get("through") == nil && n.Get("complete") == nil {
				continue
			}
			if told {
				l.complain(diag.Place{File: ConfigName, Line: n.Line, Key: tree.Under("data", name)}, "reach-twice", "",
					diag.T("from、through、complete 写了两处", "from, through and complete stand in two places"), diag.T("一张表只在一处写", "say it once for a table"))
				continue
			}
			told = true
			r.From, _ = parseDate(str(n, "from"), false)
			r.Through, _ = parseDate(str(n, "through"), false)
			r.Complete, r.Place.Line = str(n, "complete"), n.Line
		}
		l.office.Reaches[name] = r
	}
}

// sources complains of what names neither a file nor a query, or both.
func (l *loader) sources(root *tree.Node) {
	for _, e := range root.Entries("data") {
		for _, n := range root.List("data", e.Key) {
			if n.Kind != tree.Map {
				continue
			}
			at := diag.Place{File: ConfigName, Line: n.Line, Key: tree.Under("data", e.Key) + ".file"}
			file, sql, query := str(n, "file") != "", str(n, "sql") != "", str(n, "query") != ""
			switch {
			case file && (sql || query):
				l.complain(at, "data-twice", str(n, "file"), diag.T("既写了文件又写了查询", "both a file and a query are named"), diag.T("只写一种", "name one of them"))
			case !file && !sql && !query:
				l.complain(at, "config-missing", "", diag.T("缺少“%s”", "%q is missing", "file"), diag.T("写明 file（文件名），或 sql 和 query", "give file, or sql and query"))
			case sql != query:
				l.complain(at, "config-missing", "", diag.T("sql 和 query 要一起写", "sql and query go together"), diag.T("写明数据库和查询语句", "give the database and the query"))
			}
		}
	}
}

func filesAt(nodes []*tree.Node, path string) []File {
	var files []File
	for _, n := range nodes {
		f := File{Path: str(n, "file"), Place: diag.Place{File: ConfigName, Line: n.Line, Key: path}, Words: wordsAt(n, path)}
		if n.Kind == tree.Scalar {
			f.Path = str(n)
		}
		f.SQL, f.Query = str(n, "sql"), textAt(n, "query")
		if f.Path = filepath.FromSlash(f.Path); f.Path == "" && f.SQL == "" {
			continue
		}
		sheets := strs(n, "sheet")
		if len(sheets) == 0 {
			sheets = []string{""}
		}
		for _, f.Sheet = range sheets {
			files = append(files, f)
		}
	}
	return files
}

// glued complains of a remark that no blank parts from a value: YAML takes it for a
// part of the value, and it would get into the red head.
func (l *loader) glued(root *tree.Node) {
	for _, key := range []string{"name", "short", "mark", "code", "region", "contact", "phone"} {
		value, _, remark := strings.Cut(str(root, "office", key), "#")
		if remark && value != "" {
			at := diag.Place{File: ConfigName, Key: "office." + key}
			if n := root.Get("office", key); n != nil {
				at.Line = n.Line
			}
			l.complain(at, "config-remark", str(root, "office", key), diag.T("“#”前面没有空格，后面的说明成了内容的一部分", "no blank stands before #: the remark behind it is a part of the value"),
				diag.T("“#”前面空一格；内容里确有“#”的，用全角“＃”", "put a blank before #; write ＃ if the value has one"))
		}
	}
}

// settings fills the office's own fields, and where they stand.
func (l *loader) settings(root *tree.Node) {
	l.glued(root)
	o := l.office
	of := func(key string) string { return oneLine(str(root, "office", key)) }
	o.Name, o.Short, o.Mark, o.Code = of("name"), of("short"), of("mark"), of("code")
	o.RegionCode, o.Contact, o.Phone = of("region"), of("contact"), of("phone")
	if o.Short == "" {
		o.Short = o.Name
	}
	if o.Mark == "" {
		o.Mark = o.Name
	}
	for _, e := range root.Entries("issuers") {
		at := func(key string) string { return oneLine(str(e.Value, key)) }
		o.Issuers = append(o.Issuers, &model.Issuer{Key: e.Key, Name: at("name"), Short: at("short"), Mark: at("mark"), Code: at("code"), Kind: at("kind"),
			Signers: strs(e.Value, "signers"), Form: at("form"), Review: at("review"), Court: at("court"), Papers: strs(e.Value, "papers"), With: strs(e.Value, "with"),
			Place: diag.Place{File: ConfigName, Line: e.Line, Key: tree.Under("issuers", e.Key)}})
	}
	o.Settings = model.Settings{
		FullMark: amount(root, "settings", "fullMark"), Excellent: amount(root, "settings", "excellent"),
		Good: amount(root, "settings", "good"), Pass: amount(root, "settings", "pass"),
		ScoreFactor: amount(root, "settings", "scoreFactor"), RankedFrom: int(amount(root, "settings", "rankedFrom")),
		BonusLimit: amount(root, "settings", "bonusLimit"), ReportDay: int(amount(root, "settings", "reportDay")),
		ListingDays: int(amount(root, "settings", "listingDays")), DutyListingDays: int(amount(root, "settings", "dutyListingDays")),
		ExtensionDays: int(amount(root, "settings", "extensionDays")), DelistingDays: int(amount(root, "settings", "delistingDays")),
		Industries: slices.DeleteFunc(strs(root, "settings", "industries"), func(s string) bool { return s == "" }),
	}
	for _, e := range root.Entries("settings", "limits") {
		if o.Settings.Limits.Has(e.Key) {
			o.Settings.Limits.Set(e.Key, str(e.Value))
		}
	}
	var places lines
	for _, p := range []struct{ field, key string }{{"Region", "office.region"}, {"Code", "office.code"}, {"Issuers", "issuers"}, {"Settings", "settings"}, {"Industries", "settings.industries"}, {"ReportDay", "settings.reportDay"}} {
		if n := root.Get(strings.Split(p.key, ".")...); n != nil {
			places = append(places, line{p.field, n.Line, p.key})
		}
	}
	o.Origin = model.OriginAt(o.Origin.Place(), places)
}
