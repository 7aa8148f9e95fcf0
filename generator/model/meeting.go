package model

import "hongtou/generator/period"

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

// Meeting finds a meeting by its code, or gives nil.
func (o *Office) Meeting(code string) *Meeting { return o.look().meetingByCode[code] }
