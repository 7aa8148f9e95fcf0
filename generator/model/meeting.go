package model

import (
	"strings"

	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Meeting is one meeting with its papers' data.
type Meeting struct {
	Code      string
	Title     string // 安澜市2026年安全生产工作会议
	Kind      string // 全体会议, 工作会议, 专题会议, 月度例会
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
	Replies   []*Reply   // in table order, set by Check
	Tasks     []*Task    // of the tasks table, in its order, set by Check
	CC        []string   // 分送
	Row       bool       // kept as a row, its agenda, attendees and points as rows of their tables
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

var (
	agenda = part("议程", func(a *AgendaItem) []table.Column {
		return []table.Column{
			{At: &a.Content, Header: "内容", Type: table.Long, Required: true},
			{At: &a.Speaker, Header: "发言人"},
			{At: &a.Minutes, Header: "用时（分钟）", None: true},
		}
	})
	attendees = part("参会人员", func(a *Attendee) []table.Column {
		return []table.Column{
			{At: &a.Name, Header: "姓名", Required: true},
			{At: &a.Unit, Header: "单位"},
			{At: &a.Post, Header: "职务"},
		}
	})
	points = part("会议要求", func(p *Point) []table.Column {
		return []table.Column{
			{At: &p.Heading, Header: "要点标题", Type: table.Long, Required: true},
			{At: &p.Text, Header: "要点内容", Type: table.Lines},
		}
	})
)

var _ = Declare(Declaration[Meeting]{
	Name: "meetings", Title: "会议", One: "会议", En: "meeting", Order: 50,
	List:  func(o *Office) *[]*Meeting { return &o.Meetings },
	Files: true,
	Columns: func(m *Meeting) []table.Column {
		return []table.Column{
			{At: &m.Code, Key: true, Header: "会议编号", Aliases: []string{"编号"}, Type: table.Code, Required: true, Note: "不重复"},
			{At: &m.Title, Label: true, Header: "会议名称", Aliases: []string{"名称"}, Required: true},
			{At: &m.Kind, Header: "会议类型", Aliases: []string{"类型"}, Note: "如 全体会议、工作会议、专题会议、月度例会"},
			{At: &m.Issue, Header: "期号", None: true, Note: "纪要期号"},
			{At: &m.Date, Day: true, Header: "会议日期", Aliases: []string{"日期"}, Required: true},
			{At: &m.Noticed, Header: "会议通知成文日期"},
			{At: &m.Reply, Header: "参会回执报送期限"},
			{At: &m.Issued, Header: "纪要成文日期", Note: "不写即会议日期"},
			{At: &m.Start, Header: "开始时间", Type: table.Clock},
			{At: &m.End, Header: "结束时间", Type: table.Clock},
			{At: &m.Location, Header: "地点"},
			{At: &m.Chair, Header: "主持人"},
			{At: &m.ChairPost, Header: "主持人职务"},
			{At: &m.Recorder, Header: "记录人"},
			{At: &m.Purpose, Header: "会议目的", Type: table.Long},
			{At: &m.Invited, Header: "参会人员", Type: table.Lines, Note: "会议通知中的参会人员，一类一行；不写即按出席、请假、列席名单"},
			{At: &m.Agenda, Header: "议程", Items: agenda},
			{At: &m.Present, Header: "出席", Items: attendees},
			{At: &m.Absent, Header: "请假", Items: attendees},
			{At: &m.Observers, Header: "列席", Items: attendees},
			{At: &m.Heard, Header: "会议听取", Type: table.Lines},
			{At: &m.Points, Header: "会议要求", Items: points},
			{At: &m.CC, Header: "分送", Type: table.Lines},
		}
	},
	Check:  (*Checker).meetings,
	Office: "Meeting 某编号的会议",
	Says:   "Row 会议填在表中; Hears 月度例会听取哪一月的工作汇报，其他会议没有; Invitees 签到名单; Schedule 议程的起止时间",
})

// Meeting finds a meeting by its code, or gives nil.
func (o *Office) Meeting(code string) *Meeting { return find[Meeting](o, code) }

// MonthlyMeeting is the kind of the committee's monthly meeting, which hears what its
// member units did in the month before.
const MonthlyMeeting = "月度例会"

// Hears is the month of which a monthly meeting hears, as it is seen at the end of a
// day; nil of other meetings.
func (m *Meeting) Hears(asOf period.Date) *period.Period {
	if m.Kind != MonthlyMeeting || m.Date.IsZero() {
		return nil
	}
	month := period.Of(m.Date, period.Month).Previous()
	if last := m.Date; asOf.IsZero() || asOf.After(last) {
		asOf = last
	}
	if asOf.After(month.End()) {
		month = month.Until(asOf)
	}
	return &month
}

func (c *Checker) meetings(meetings []*Meeting) {
	for _, m := range meetings {
		m.Tasks = nil
		if m.Row { // the checks of their rows give them anew
			m.Agenda, m.Present, m.Absent, m.Observers, m.Points = nil, nil, nil, nil, nil
		}
		m.Start, m.End = strings.TrimPrefix(m.Start, "0"), strings.TrimPrefix(m.End, "0") // as documents write it: 9:00
		if m.Issued.IsZero() {
			m.Issued = m.Date
		}
		c.order(m, "meeting-noticed", &m.Date, m.Noticed, "会议通知成文日期", "day of the notice")
		c.order(m, "meeting-reply", &m.Date, m.Reply, "参会回执报送期限", "day by which replies come")
		c.order(m, "meeting-issued", &m.Issued, m.Date, "会议日期", "day of the meeting")
	}
}
