package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// A meeting kept in a spreadsheet is a row of the table of meetings; what it has several
// of are rows of the tables below, by the meeting's code. A meeting that is a file of its
// own has them in the file, and no rows.

// AgendaRow is an item of a meeting's agenda.
type AgendaRow struct {
	MeetingCode string
	Meeting     *Meeting
	Content     string
	Speaker     string
	Minutes     int
	Origin
}

// AttendeeRow is a person at a meeting, or excused from it.
type AttendeeRow struct {
	MeetingCode string
	Meeting     *Meeting
	Role        string // 出席, 请假 or 列席
	Name        string
	Unit        string // as papers write it
	Post        string
	Origin
}

// PointRow is a point of a meeting's minutes.
type PointRow struct {
	MeetingCode string
	Meeting     *Meeting
	Heading     string
	Text        []string
	Origin
}

var _ = Declare(Declaration[AgendaRow]{
	Name: "agenda-items", Title: "会议议程", One: "议程", En: "agenda item", Order: 51,
	Columns: func(r *AgendaRow) []table.Column {
		return []table.Column{
			meetingOf(&r.MeetingCode),
			{At: &r.Content, Label: true, Header: "内容", Aliases: []string{"议程", "议题"}, Type: table.Long, Required: true},
			{At: &r.Speaker, Header: "发言人", Aliases: []string{"汇报人"}},
			{At: &r.Minutes, Header: "用时（分钟）", None: true, Aliases: []string{"用时"}},
		}
	},
	Check: func(c *Checker, rows []*AgendaRow) {
		for _, r := range rows {
			if r.Meeting = c.meetingOf(r, &r.MeetingCode, r.MeetingCode, "agenda"); r.Meeting != nil {
				r.Meeting.Agenda = append(r.Meeting.Agenda, AgendaItem{r.Content, r.Speaker, r.Minutes})
			}
		}
	},
	Says: "Meeting 会议",
})

var _ = Declare(Declaration[AttendeeRow]{
	Name: "attendees", Title: "参会人员", One: "参会人员", En: "attendee", Order: 51,
	Columns: func(r *AttendeeRow) []table.Column {
		return []table.Column{
			meetingOf(&r.MeetingCode),
			{At: &r.Role, Header: "类别", Names: []string{"出席", Excused, "列席"}, Note: "不写即出席"},
			{At: &r.Name, Label: true, Header: "姓名", Required: true},
			{At: &r.Unit, Header: "单位", Note: "按文书中的写法"},
			{At: &r.Post, Header: "职务"},
		}
	},
	Check: func(c *Checker, rows []*AttendeeRow) {
		for _, r := range rows {
			if r.Meeting = c.meetingOf(r, &r.MeetingCode, r.MeetingCode, "attendees"); r.Meeting == nil {
				continue
			}
			list := &r.Meeting.Present
			switch r.Role {
			case Excused:
				list = &r.Meeting.Absent
			case "列席":
				list = &r.Meeting.Observers
			}
			*list = append(*list, Attendee{r.Name, r.Unit, r.Post})
		}
	},
	Says: "Meeting 会议",
})

var _ = Declare(Declaration[PointRow]{
	Name: "meeting-points", Title: "会议要求", One: "会议要求", En: "point of a meeting", Order: 51,
	Columns: func(r *PointRow) []table.Column {
		return []table.Column{
			meetingOf(&r.MeetingCode),
			{At: &r.Heading, Label: true, Header: "要点标题", Type: table.Long, Required: true},
			{At: &r.Text, Header: "要点内容", Type: table.Lines, Note: "一段一行，单元格内换行用 Alt+Enter"},
		}
	},
	Check: func(c *Checker, rows []*PointRow) {
		for _, r := range rows {
			if r.Meeting = c.meetingOf(r, &r.MeetingCode, r.MeetingCode, "points"); r.Meeting != nil {
				r.Meeting.Points = append(r.Meeting.Points, Point{r.Heading, r.Text})
			}
		}
	},
	Says: "Meeting 会议",
})

// meetingOf is the column of the meeting that a row belongs to.
func meetingOf(at *string) table.Column {
	return table.Column{At: at, Header: "会议编号", Type: table.Code, Required: true, Note: "会议表中的编号"}
}

// meetingOf finds a row's meeting, which must be a row itself: parts of a meeting stand
// in one place.
func (c *Checker) meetingOf(r Record, at *string, code, part string) *Meeting {
	m := c.Meeting(code)
	switch {
	case m == nil && code != "":
		c.Fail(PlaceOf(r, at), part+"-meeting-unknown", code, diag.T("没有此编号的会议", "no meeting has this code"), diag.T("应为会议表中的编号", "use a code of the meetings"))
		c.restsOn("meetings")
	case m != nil && !m.Row:
		place := m.From().Place().In("zh")
		c.Fail(PlaceOf(r, at), part+"-meeting-file", code, diag.T("这次会议写在文件“%[1]s”中", "this meeting is a file of its own, %[2]s", place, m.From().Place().In("en")),
			diag.T("议程、参会人员、会议要求也写在那里，或者把会议改填在会议表中", "its agenda, attendees and points belong there, or the meeting into the table of meetings"))
		return nil
	}
	return m
}
