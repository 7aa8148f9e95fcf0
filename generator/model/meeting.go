package model

import (
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Meeting is one meeting with its papers' data.
type Meeting struct {
	Code      string
	Title     string // 安澜市2026年安全生产工作会议
	Kind      string // 全体会议, 工作会议, 专题会议
	Issue     int    // 期号 of the minutes
	Date      period.Date
	Noticed   period.Date // 会议通知成文日期
	Reply     period.Date // 参会回执报送期限
	Issued    period.Date // 纪要成文日期; Check sets it to Date if there is none
	Start     string      // 9:00
	End       string
	Location  string
	Chair     string
	ChairPost string
	Recorder  string
	Purpose   string
	Invited   []string // 参会人员 as the notice lists them, a group a line
	Agenda    []AgendaItem
	Present   []Attendee // 出席
	Absent    []Attendee // 请假
	Observers []Attendee // 列席
	Heard     []string   // 会议听取
	Points    []Point    // 会议指出/强调/要求/议定
	Tasks     []*Task    // of the tasks table, in its order, set by Check
	CC        []string   // 分送
	Extra     map[string]string
	Origin
}

// AgendaItem is one item of a meeting.
type AgendaItem struct {
	Content, Speaker string
	Minutes          int
}

// Attendee is a person at a meeting.
type Attendee struct {
	Name, Unit, Post string
}

// Point is a numbered point of the minutes: its heading and paragraphs.
type Point struct {
	Heading string
	Text    []string
}

var _ = Declare(Declaration[Meeting]{
	Name: "meetings", Title: "会议", One: "会议", En: "meeting", Order: 50,
	List: func(o *Office) *[]*Meeting { return &o.Meetings },
	Columns: func(m *Meeting) []table.Column {
		return []table.Column{
			{At: &m.Code, Key: true, Header: "会议编号", Aliases: []string{"编号"}, Type: table.Code, Required: true, Note: "不重复"},
			{At: &m.Title, Label: true, Header: "会议名称", Aliases: []string{"名称"}, Required: true},
			{At: &m.Kind, Header: "会议类型", Aliases: []string{"类型"}, Note: "如 全体会议、工作会议、专题会议"},
			{At: &m.Issue, Header: "期号", Note: "纪要期号"},
			{At: &m.Date, Day: true, Header: "会议日期", Aliases: []string{"日期"}, Required: true},
			{At: &m.Location, Header: "地点"},
			{At: &m.Chair, Header: "主持人"},
		}
	},
	Check:  (*Checker).meetings,
	Office: "Meeting 某编号的会议",
	Says: "Start 开始时间; End 结束时间; Invitees 签到名单; Schedule 议程的起止时间; Noticed 会议通知成文日期; Reply 参会回执报送期限; Issued 纪要成文日期; ChairPost 主持人职务; " +
		"Recorder 记录人; Purpose 会议目的; Invited 参会人员; Agenda 议程; Present 出席; Absent 请假; Observers 列席; Heard 会议听取; " +
		"Points 会议要求; CC 分送",
})

// Meeting finds a meeting by its code, or gives nil.
func (o *Office) Meeting(code string) *Meeting { return find[Meeting](o, code) }

func (c *Checker) meetings(meetings []*Meeting) {
	for _, m := range meetings {
		m.Tasks = nil
		if m.Issued.IsZero() {
			m.Issued = m.Date
		}
		c.order(m, "meeting-noticed", &m.Date, m.Noticed, "会议通知成文日期", "day of the notice")
		c.order(m, "meeting-reply", &m.Date, m.Reply, "参会回执报送期限", "day by which replies come")
		c.order(m, "meeting-issued", &m.Issued, m.Date, "会议日期", "day of the meeting")
	}
}

var _ = explain[AgendaItem]("Content 内容; Speaker 发言人; Minutes 用时（分钟）")

var _ = explain[Attendee]("Name 姓名; Post 职务")

var _ = explain[Point]("Heading 要点标题; Text 要点内容")
