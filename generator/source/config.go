package source

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode"

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
	Since     period.Date            // the day from which papers are made; what was due before is nobody's
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
			tree.Must("name", name("发文机关全称").In("the office's full name")),
			tree.May("short", name("规范化简称；不写即用全称").In("the short name in use; the full name if not given")),
			tree.May("mark", name("发文机关标志，不写“文件”二字；不写即用全称").In("what stands in red at the head, without 文件; the full name if not given")),
			tree.May("code", name("发文机关代字").In("the code of document numbers")),
			tree.May("region", name("本地区最高一级的单位编码，加引号").In("the code of the region's own unit, in quotes")),
			tree.May("contact", name("联系人").In("whom to ask")),
			tree.May("phone", name("联系电话").In("telephone number")),
			tree.May("seal", name("印章样章的图片文件，只用于草稿").In("picture of the seal, for drafts only")),
		).In("an issuing office")),
		tree.May("issuers", tree.Mapped(tree.Fields("发文机关",
			tree.Must("name", name("全称，用于署名").In("the full name, as it signs")),
			tree.May("short", name("规范化简称；不写即用全称").In("the short name in use; the full name if not given")),
			tree.May("mark", name("发文机关标志，不写“文件”二字；不写即用全称").In("what stands in red at the head, without 文件; the full name if not given")),
			tree.May("code", name("发文机关代字").In("the code of document numbers")),
			tree.May("kind", tree.OneOf("类别；不写即按名称判断", model.IssuerKinds()...).In("kind; told by the name if not given")),
			tree.May("signers", tree.Listing(name("姓名").In("a name"), "可以签发的人；不写即不核对").In("who may sign papers; not checked if not given")),
			tree.May("with", tree.Listing(name("全称").In("a full name"), "联合行文的机关全称，印发时并列").In("offices that issue papers with it, by their full names")),
			tree.May("form", name("执法部门责令整改文书的名称，默认责令限期整改指令书").In("what an enforcing department calls its order to rectify, by default 责令限期整改指令书")),
			tree.May("review", name("行政复议机关；不写即本级人民政府").In("the office that reviews its orders; the government of its level if not given")),
			tree.May("court", name("行政诉讼的管辖法院").In("the court that hears suits against its orders")),
			tree.May("seal", name("印章样章的图片文件，只用于草稿").In("picture of the seal, for drafts only")),
			tree.May("papers", tree.Listing(name("文书").In("a paper"), "由它印发的文书，中文名称或目标；不写即按各文书的规定").In("papers that it issues, by name or target; by each paper's own rule if not given")),
		).In("an issuing office"), "发文机关：名称: {…}；office 本身不必再写").In("issuing offices, as NAME: {…}; office itself need not be named again")),
		tree.May("settings", tree.Fields("评分和统计口径",
			tree.May("fullMark", number("督查满分，默认100").In("full mark of a supervision, 100 by default")),
			tree.May("excellent", number("优秀分数线，默认90").In("from what mark a unit is 优秀, 90 by default")),
			tree.May("good", number("良好分数线，默认80").In("from what mark a unit is 良好, 80 by default")),
			tree.May("pass", number("合格分数线，默认60").In("from what mark a unit is 合格, 60 by default")),
			tree.May("scoreFactor", number("督查得分为满分减去平均每个检查部位扣分的几倍，默认10").In("how many times the mean deduction of a checked place is taken from the full mark, 10 by default")),
			tree.May("rankedFrom", whole("检查部位不足几处的单位不排名，默认3").In("units with fewer checked places are not ranked, 3 by default")),
			tree.May("bonusLimit", number("年度考核加分上限，默认5").In("most that can be added to a yearly assessment, 5 by default")),
			tree.May("reportDay", whole("月报于次月几日前报送，1至28，默认5").In("day of the next month by which monthly reports are due, 1 to 28, 5 by default")),
			tree.May("listingDays", whole("重大隐患挂牌督办最长天数，默认365").In("longest listed supervision of a major hazard in days, 365 by default")),
			tree.May("dutyListingDays", whole("对单位挂牌督办最长天数，默认92").In("longest listed supervision of a unit in days, 92 by default")),
			tree.May("extensionDays", whole("挂牌督办延期应提前多少天申请，默认20").In("days ahead by which an extension must be asked for, 20 by default")),
			tree.May("delistingDays", whole("验收合格后多少天内摘牌，默认7").In("days after acceptance within which a listing ends, 7 by default")),
			tree.May("limits", limitsShape()),
			tree.May("industries", tree.Listing(tree.Textual("行业领域").In("an industry"), "统计表中行业领域的次序").In("the order of industries in statistics")),
		).In("marks and counting")),
		tree.May("data", dataShape()),
		tree.May("databases", tree.Mapped(databaseShape, "data 中的 sql 所用的数据库：名称: {driver: …, dsn: …}").In("databases that sql under data names, as NAME: {driver: …, dsn: …}")),
		tree.May("documents", tree.Mapped(tree.Mapped(tree.Of(tree.Anything, "一份文书的内容，模板中为 .Doc").In("what a paper says, .Doc in templates"), "按期间，关于一次会议、一项督办等的按其编号").In("by period, or by the number of the meeting or case that it is about"), "各份文书自己的内容，按文书名称").In("what papers say of their own, by the paper's name")),
		tree.May("jobs", tree.Mapped(tree.Fields("作业",
			tree.May("cadence", tree.OneOf("多久做一次", period.Cadences()...).In("how often it is made")),
			tree.Must("make", tree.EitherOf("目标名称或通配符", tree.Textual(""), tree.Listing(tree.Textual("目标名称或通配符").In("targets, or patterns with *"), "")).In("targets, or patterns with *")),
			tree.May("formats", tree.EitherOf("文书的格式，不写即按模板", tree.OneOf("", "pdf", "docx", "ofd"), tree.Listing(tree.OneOf("", "pdf", "docx", "ofd"), "")).In("formats of its documents; the templates' if not given")),
		).In("a job"), "成批制作的作业").In("jobs: what is made together")),
		tree.May("due", tree.Mapped(dueShape(), "制作期限：目标或中文名称: 期末（部署性的为期初，事项为当天）后多久以内").In("when papers are due, as TARGET: within how long of the period's end (of its beginning for what looks forward, of the day for an event)")),
		tree.May("since", date("从哪一天起用本程序制作文书；此前到期的文书不算逾期，不写即都算").In("the day from which papers are made here: what was due before is not late; if not given, all is")),
		tree.May("pictures", tree.Mapped(tree.Textual("PNG 或 JPEG 文件").In("a PNG or JPEG file"), "图片：名称: 文件；签名章用姓名作名称，印章样章写在各发文机关的 seal，或用单位全称作名称").In("pictures, as NAME: FILE; a signature has the person's name, a seal is an office's seal or has the unit's full name")),
		tree.May("fonts", tree.Fields("自有字体：用途: 字体文件或已安装字体的名称", fontProperties()...).In("the office's own fonts, as ROLE: a font file or the name of an installed font")),
		tree.May("ofd", tree.Mapped(tree.Textual("交换系统所用的名称，留空即不写入").In("the exchange system's name for it; empty leaves it out"), "OFD 文件中公文要素的名称：要素（title、number、secrecy…）: 名称").In("names of a paper's elements in OFD files, as ELEMENT (title, number, secrecy…): NAME")),
		tree.May("out", tree.Textual("输出目录，默认 out").In("the folder of what is made, out by default")),
	).In("hongtou.yaml")
})

// limitsShape are the limits of time that papers print.
func limitsShape() *tree.Shape {
	var all []tree.Property
	for _, k := range model.LimitKeys() {
		usual := string(model.DefaultLimits().Of(k.Name))
		all = append(all, tree.May(k.Name, &tree.Shape{Note: k.Meaning + "，默认" + usual, English: spaced(k.Name) + ", " + usual + " by default", Pattern: model.LimitForm.String(), Accept: func(s string) *tree.Fault {
			if model.LimitForm.MatchString(s) {
				return nil
			}
			return &tree.Fault{Code: "limit-form", Problem: diag.T("不是期限", "this is no limit"), Remedy: diag.T("写作 15日、5个工作日 或 1个月", "write 15日, 5个工作日 or 1个月")}
		}}))
	}
	return tree.Fields("文书中的期限，各文书都从这里取", all...).In("limits of days in papers, which all papers take from here")
}

// spaced are the words of a key that is written as one: rectificationPlan.
func spaced(key string) string {
	var b strings.Builder
	for _, r := range key {
		if unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// dueShape is a stretch of time without working days, whose holidays nobody has told.
func dueShape() *tree.Shape {
	return &tree.Shape{Note: "如 15日、1个月 或 当日", English: "as 15日, 1个月 or 当日", Pattern: "^([1-9][0-9]{0,2}(日|个月)|当日)$", Accept: func(s string) *tree.Fault {
		if _, ok := model.Limit(s).Last(period.Date{Year: 2026, Month: 1, Day: 1}); ok {
			return nil
		}
		return &tree.Fault{Code: "due-form", Problem: diag.T("不是期限", "this is no limit"), Remedy: diag.T("写作 15日、1个月 或 当日", "write 15日, 1个月 or 当日")}
	}}
}

func fontProperties() []tree.Property {
	var all []tree.Property
	for _, role := range face.RoleNames() {
		all = append(all, tree.May(role, tree.Textual("TrueType 字体文件（字体集写作 文件.ttc#名称），或已安装字体的名称").In("a TrueType file (of a collection FILE.ttc#NAME), or the name of an installed font")))
	}
	return append(all, tree.May("fallback", tree.Listing(tree.Textual("字体文件或已安装字体的名称").In("a font file, or the name of an installed font"), "各用途的字体都没有的字，依次从这些字体中取；不写即从已安装的常用大字库中取，写 [] 即不取").In("fonts for characters that no role's font has, in this order; the large installed ones if not given, none for []")))
}

// dataShape knows the tables that the program declares, and takes others.
func dataShape() *tree.Shape {
	texts := func(note string) *tree.Shape {
		return tree.EitherOf(note, tree.Textual(""), tree.Listing(tree.Textual(""), ""))
	}
	plain := []tree.Property{
		tree.May("file", tree.Textual("文件名，可用通配符 *").In("a file's name, which may have *")),
		tree.May("sheet", texts("xlsx 的工作表名，或几个的列表；\"*\" 是所有有这种表头的工作表").In("a sheet's name, or a list of several; \"*\" is every sheet with such headers")),
		tree.May("columns", tree.Mapped(texts("本单位的表头，或几个的列表").In("the office's own header, or a list of several"), "本单位的表头：列名: 表头").In("the office's own headers, as COLUMN: HEADER")),
		tree.May("values", tree.Mapped(tree.Mapped(tree.Textual(""), "本单位的写法: 表中的值").In("the office's own word: the table's value"), "本单位的写法，按列名").In("the office's own words, by column")),
		tree.May("ignore", texts("不读入的表头，或几个的列表").In("a header that is not read, or a list of several")),
		tree.May("spread", texts("一种一列的表：这些表头各是一种（指标、基数），下面是它的数；或几个的列表").In("a table with a column a kind: these headers each name one (an indicator, a basis), with its numbers below; or a list of several")),
		tree.May("year", &tree.Shape{Form: tree.Whole, Note: "不写年份的日期是哪一年的；不写即按表的标题、工作表名或文件名", English: "the year of dates without one; by the table's title, its sheet's or file's name if not given", Accept: func(s string) *tree.Fault { _, f := parseYear(s); return f.of() }}),
		tree.May("sql", tree.Textual("不用文件：databases 中的一个数据库").In("instead of a file: a database of databases")),
		tree.May("query", tree.Textual("查询语句；列名即表头").In("the query; its column names are headers")),
	}
	reach := []tree.Property{
		tree.May("from", date("从哪一天起的事项都已登记；不写即表中最早一行的日期").In("the day from which all events are registered; that of the earliest row if not given")),
		tree.May("through", date("到哪一天为止的事项都已登记").In("the day up to which all events are registered")),
		tree.May("complete", tree.OneOf("登记及时的表，截至今天以前最后一个整月、整季度或昨天", model.Completes()...).In("a table that is kept up: registered up to the end of last month or quarter, or to yesterday")),
	}
	type words struct{ zh, en string }
	files := func(note, form words, properties []tree.Property) *tree.Shape {
		one := tree.EitherOf(form.zh, tree.Textual(""), tree.Fields("", properties...)).In(form.en)
		return tree.EitherOf(note.zh, append(one.Options, tree.Listing(one, ""))...).In(note.en)
	}
	form := words{"文件名，或 {file: 文件名, sheet: 工作表}，或 {sql: 数据库, query: 查询}", "a file's name, or {file: NAME, sheet: SHEET}, or {sql: DATABASE, query: QUERY}"}
	var all []tree.Property
	for _, t := range Tables() {
		says, properties := form, plain
		if model.EventTable(t.Name) != "" {
			says = words{"文件名，或 {file: 文件名, sheet: 工作表, from: 起, through: 止}", "a file's name, or {file: NAME, sheet: SHEET, from: DAY, through: DAY}"}
			properties = append(plain[:len(plain):len(plain)], reach...)
		}
		all = append(all, tree.May(t.Name, files(words{t.Title + "表的文件，或几个文件的列表", "the file of this table (" + t.Title + "), or a list of files"}, says, properties)))
	}
	for _, t := range model.Tables() {
		if t.Files {
			all = append(all, tree.May(t.Name, files(words{t.Title + "：一次一个 YAML 文件的文件名（可用通配符 *），或填写" + t.Title + "的表",
				"a YAML file each, by a name with *, or the file of the table (" + t.Title + ")"}, form, plain)))
		}
	}
	s := tree.Fields("数据表", all...).In("tables")
	s.Item = files(words{"自有的表，模板中为 .Tables.名称；各列可在 tables/名称.yaml 中写明", "a table of one's own, .Tables.NAME in templates; tables/NAME.yaml may say what its columns are"}, form, plain)
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
	if c.Since, _ = parseDate(str(root, "since"), false); !l.office.Today.IsZero() && c.Since.After(l.office.Today) {
		at := place
		at.Line, at.Key = root.Get("since").Line, "since"
		l.list.Add(diag.Diagnostic{Severity: diag.Warning, Code: "since-future", Place: at, Value: c.Since.String(), Problem: diag.T("这一天还没有到，此前到期的文书都不算逾期", "a day to come: nothing that is due before it counts as late"),
			Remedy: diag.T("应为起用本程序的那一天；确是将来起用的不必改", "write the day from which papers are made here; if that is really to come, leave it")})
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

// quoted complains of names in full-width quotes: YAML has plain ones, and these would
// get into the red head.
func (l *loader) quoted(root *tree.Node) {
	complain := func(n *tree.Node, key string) {
		for _, e := range n.Entries() {
			text := []rune(e.Value.Text)
			if e.Value.Kind == tree.Scalar && len(text) > 1 && strings.ContainsRune("“”„‟＂「", text[0]) && strings.ContainsRune("“”„‟＂」", text[len(text)-1]) {
				l.complain(diag.Place{File: ConfigName, Line: e.Value.Line, Key: tree.Under(key, e.Key)}, "config-quotes", e.Value.Text, diag.T("全角的引号成了内容的一部分", "the full-width quotes are a part of the value"),
					diag.T("改用半角的引号，或不加引号", "use plain quotes or none"))
				*e.Value = tree.Node{Line: e.Value.Line} // not looked for as it stands
			}
		}
	}
	complain(root.Get("office"), "office")
	for _, e := range root.Entries("issuers") {
		complain(e.Value, tree.Under("issuers", e.Key))
	}
}

// settings fills the office's own fields, and where they stand.
func (l *loader) settings(root *tree.Node) {
	l.glued(root)
	l.quoted(root)
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
