package source

import (
	"path/filepath"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
)

var meetingShape = fields("一次会议",
	must("code", named("会议编号，不重复")),
	must("title", named("会议名称")),
	may("kind", named("会议类型，如 全体会议、工作会议、专题会议")),
	may("issue", of(whole, "纪要期号")),
	must("date", of(date, "会议日期")),
	may("noticed", of(date, "会议通知成文日期")),
	may("reply", of(date, "参会回执报送期限")),
	may("issued", of(date, "纪要成文日期；不写即会议日期")),
	may("start", of(clock, "开始时间")),
	may("end", of(clock, "结束时间")),
	may("location", named("地点")),
	may("chair", named("主持人")),
	may("chairPost", named("主持人职务")),
	may("recorder", named("记录人")),
	may("purpose", textual("会议目的")),
	may("invited", listing(textual("一类参会人员"), "会议通知中的参会人员；不写即按出席、请假、列席名单")),
	may("agenda", listing(fields("议程的一项",
		must("content", textual("内容")), may("speaker", named("发言人")), may("minutes", of(whole, "用时，分钟"))), "议程")),
	may("present", listing(attendeeShape, "出席")),
	may("absent", listing(attendeeShape, "请假")),
	may("observers", listing(attendeeShape, "列席")),
	may("heard", listing(textual("会议听取的一项"), "会议听取")),
	may("points", listing(fields("会议要求的一点",
		must("heading", textual("标题")), may("text", eitherOf("一段或几段文字", textual(""), listing(textual("一段"), "")))), "会议要求")),
	may("cc", listing(named("机关"), "分送")),
	may("extra", mapped(textual(""), "自定义内容，模板中为 .Meeting.Extra")),
)

var attendeeShape = fields("姓名、单位、职务",
	must("name", named("姓名")), may("unit", named("单位")), may("post", named("职务")))

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
			l.nested(data, place, parseYAML, func(root *node) { l.meeting(root, place) })
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

func (l *loader) meeting(root *node, place diag.Place) {
	if root.kind == nothing {
		root = &node{kind: mapping, line: 1}
	}
	checks := &shaping{place: place, list: l.list, bad: map[*node]bool{}}
	checks.check(root, meetingShape, "")
	var places lines
	var unread []string
	for _, e := range root.keys {
		field := strings.ToUpper(e.key[:min(1, len(e.key))]) + e.key[min(1, len(e.key)):]
		places = append(places, line{field, e.line, e.key})
		if checks.bad[e.value] {
			unread = append(unread, field)
		}
	}
	if root.get("code") == nil {
		unread = append(unread, "Code") // complained of
	}
	place.Line = max(root.line, 1)
	day, _ := parseDate(root.str("date"), false)
	issued, _ := parseDate(root.str("issued"), false)
	noticed, _ := parseDate(root.str("noticed"), false)
	reply, _ := parseDate(root.str("reply"), false)
	issue, _ := parseWhole(root.str("issue"))
	m := &model.Meeting{
		Code: oneLine(root.str("code")), Title: oneLine(root.str("title")), Kind: root.str("kind"), Issue: issue, Date: day, Noticed: noticed, Reply: reply, Issued: issued,
		Start: root.clock("start"), End: root.clock("end"), Location: oneLine(root.str("location")),
		Chair: root.str("chair"), ChairPost: oneLine(root.str("chairPost")), Recorder: root.str("recorder"), Purpose: oneLine(root.str("purpose")),
		Present: root.attendees("present"), Absent: root.attendees("absent"), Observers: root.attendees("observers"),
		Invited: root.strs("invited"), Heard: root.strs("heard"), CC: root.strs("cc"),
		Origin: model.Origin{Place: place, Locator: places, Unread: unread},
	}
	for _, n := range root.list("agenda") {
		minutes, _ := parseWhole(n.str("minutes"))
		m.Agenda = append(m.Agenda, model.AgendaItem{Content: oneLine(n.str("content")), Speaker: n.str("speaker"), Minutes: minutes})
	}
	for _, n := range root.list("points") {
		m.Points = append(m.Points, model.Point{Heading: oneLine(n.str("heading")), Text: n.strs("text")})
	}
	for _, e := range root.entries("extra") {
		if m.Extra == nil {
			m.Extra = map[string]string{}
		}
		m.Extra[e.key] = e.value.str()
	}
	l.office.Meetings = append(l.office.Meetings, m)
}

// clock is the time of day at a key as documents write it: 9:00.
func (n *node) clock(key string) string {
	s, f := parseClock(n.str(key))
	if f != nil {
		return ""
	}
	return strings.TrimPrefix(s, "0")
}

func (n *node) attendees(key string) []model.Attendee {
	var all []model.Attendee
	for _, a := range n.list(key) {
		all = append(all, model.Attendee{Name: oneLine(a.str("name")), Unit: oneLine(a.str("unit")), Post: oneLine(a.str("post"))})
	}
	return all
}
