package source

import (
	"path/filepath"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/tree"
)

var meetingShape = tree.Fields("一次会议",
	tree.Must("code", name("会议编号，不重复")),
	tree.Must("title", name("会议名称")),
	tree.May("kind", name("会议类型，如 全体会议、工作会议、专题会议")),
	tree.May("issue", whole("纪要期号")),
	tree.Must("date", date("会议日期")),
	tree.May("noticed", date("会议通知成文日期")),
	tree.May("reply", date("参会回执报送期限")),
	tree.May("issued", date("纪要成文日期；不写即会议日期")),
	tree.May("start", clock("开始时间")),
	tree.May("end", clock("结束时间")),
	tree.May("location", name("地点")),
	tree.May("chair", name("主持人")),
	tree.May("chairPost", name("主持人职务")),
	tree.May("recorder", name("记录人")),
	tree.May("purpose", tree.Textual("会议目的")),
	tree.May("invited", tree.Listing(tree.Textual("一类参会人员"), "会议通知中的参会人员；不写即按出席、请假、列席名单")),
	tree.May("agenda", tree.Listing(tree.Fields("议程的一项",
		tree.Must("content", tree.Textual("内容")), tree.May("speaker", name("发言人")), tree.May("minutes", whole("用时，分钟"))), "议程")),
	tree.May("present", tree.Listing(attendeeShape, "出席")),
	tree.May("absent", tree.Listing(attendeeShape, "请假")),
	tree.May("observers", tree.Listing(attendeeShape, "列席")),
	tree.May("heard", tree.Listing(tree.Textual("会议听取的一项"), "会议听取")),
	tree.May("points", tree.Listing(tree.Fields("会议要求的一点",
		tree.Must("heading", tree.Textual("标题")), tree.May("text", tree.EitherOf("一段或几段文字", tree.Textual(""), tree.Listing(tree.Textual("一段"), "")))), "会议要求")),
	tree.May("cc", tree.Listing(name("机关"), "分送")),
	tree.May("extra", tree.Mapped(tree.Textual(""), "自定义内容，模板中为 .Meeting.Extra")),
)

var attendeeShape = tree.Fields("姓名、单位、职务",
	tree.Must("name", name("姓名")), tree.May("unit", name("单位")), tree.May("post", name("职务")))

// meetings reads the files that a pattern of data.meetings matches, by name.
func (l *loader) meetings(f File) {
	pattern := f.Path
	if !filepath.IsAbs(pattern) {
		pattern = filepath.Join(escapePattern(l.dir), pattern)
	}
	paths, err := filepath.Glob(pattern)
	if err != nil {
		l.complain(f.Place, "file-pattern", f.Path, diag.T("通配符写法有误", "a broken pattern"), diag.T("如 data/meetings/*.yaml", "such as data/meetings/*.yaml"))
		return
	}
	if len(paths) == 0 {
		severity := diag.Warning
		if !strings.ContainsAny(f.Path, "*?[") {
			severity = diag.Error
		}
		l.list.Add(diag.Diagnostic{Severity: severity, Code: "file-missing", Place: f.Place, Value: f.Path,
			Problem: diag.T("没有这样的会议文件", "no meeting's file is there"), Remedy: diag.T("核对文件名和所在目录（相对于工作区）", "check the name and its folder, relative to the workspace")})
	}
	slices.Sort(paths)
	for _, path := range paths {
		name := path
		if relative, err := filepath.Rel(l.dir, path); err == nil && filepath.IsLocal(relative) {
			name = relative
		}
		if data, ok := l.read(File{Path: name, Place: f.Place}); ok {
			place := diag.Place{File: filepath.ToSlash(name)}
			l.nested(data, place, tree.YAML, func(root *tree.Node) { l.meeting(root, place) })
		}
	}
}

// escapePattern lets a folder's name stand in a pattern as it is.
func escapePattern(dir string) string {
	if filepath.Separator == '\\' {
		return dir
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

func (l *loader) meeting(root *tree.Node, place diag.Place) {
	if root.Kind == tree.Nothing {
		root = &tree.Node{Kind: tree.Map, Line: 1}
	}
	checks := shaped(place, l.list)
	checks.Hold(root, meetingShape, "")
	var places lines
	var unread []string
	for _, e := range root.Keys {
		field := strings.ToUpper(e.Key[:min(1, len(e.Key))]) + e.Key[min(1, len(e.Key)):]
		places = append(places, line{field, e.Line, e.Key})
		if checks.Bad(e.Value) {
			unread = append(unread, field)
		}
	}
	if root.Get("code") == nil {
		unread = append(unread, "Code") // complained of
	}
	place.Line = max(root.Line, 1)
	day, _ := parseDate(str(root, "date"), false)
	issued, _ := parseDate(str(root, "issued"), false)
	noticed, _ := parseDate(str(root, "noticed"), false)
	reply, _ := parseDate(str(root, "reply"), false)
	issue, _ := parseWhole(str(root, "issue"))
	m := &model.Meeting{
		Code: oneLine(str(root, "code")), Title: oneLine(str(root, "title")), Kind: str(root, "kind"), Issue: issue, Date: day, Noticed: noticed, Reply: reply, Issued: issued,
		Start: clockAt(root, "start"), End: clockAt(root, "end"), Location: oneLine(str(root, "location")),
		Chair: str(root, "chair"), ChairPost: oneLine(str(root, "chairPost")), Recorder: str(root, "recorder"), Purpose: oneLine(str(root, "purpose")),
		Present: attendees(root, "present"), Absent: attendees(root, "absent"), Observers: attendees(root, "observers"),
		Invited: strs(root, "invited"), Heard: strs(root, "heard"), CC: strs(root, "cc"),
		Origin: model.Origin{Place: place, Locator: places, Unread: unread},
	}
	for _, n := range root.List("agenda") {
		minutes, _ := parseWhole(str(n, "minutes"))
		m.Agenda = append(m.Agenda, model.AgendaItem{Content: oneLine(str(n, "content")), Speaker: str(n, "speaker"), Minutes: minutes})
	}
	for _, n := range root.List("points") {
		m.Points = append(m.Points, model.Point{Heading: oneLine(str(n, "heading")), Text: strs(n, "text")})
	}
	for _, e := range root.Entries("extra") {
		if m.Extra == nil {
			m.Extra = map[string]string{}
		}
		m.Extra[e.Key] = str(e.Value)
	}
	l.office.Meetings = append(l.office.Meetings, m)
}

// clockAt is the time of day at a key as documents write it: 9:00.
func clockAt(n *tree.Node, key string) string {
	s, f := parseClock(str(n, key))
	if f != nil {
		return ""
	}
	return strings.TrimPrefix(s, "0")
}

func attendees(n *tree.Node, key string) []model.Attendee {
	var all []model.Attendee
	for _, a := range n.List(key) {
		all = append(all, model.Attendee{Name: oneLine(str(a, "name")), Unit: oneLine(str(a, "unit")), Post: oneLine(str(a, "post"))})
	}
	return all
}
