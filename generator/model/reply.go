package model

import (
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Reply is what an invited unit answers to the notice of a meeting (会议回执). The office
// enters a row for each unit that it invites; the unit fills in who comes, or who is
// excused and who comes instead.
type Reply struct {
	Code        string
	MeetingCode string
	Meeting     *Meeting
	UnitCode    string
	Unit        *Unit
	Role        string // 出席 or 列席
	Answer      string // 参会 or 请假; "": not answered
	Name        string
	Post        string
	Phone       string
	Reason      string // 请假事由
	Deputy      string // 代会人员
	DeputyPost  string
	Date        period.Date // 回执日期
	Origin
}

// What a reply says, and what is said of one that has not come.
const (
	Coming     = "参会"
	Excused    = "请假"
	Unanswered = "未回执"
)

var _ = Declare(Declaration[Reply]{
	Name: "replies", Title: "会议回执", One: "回执", En: "reply", Order: 52,
	List: func(o *Office) *[]*Reply { return &o.Replies },
	Columns: func(r *Reply) []table.Column {
		return []table.Column{
			code(&r.Code, "回执编号"),
			{At: &r.MeetingCode, Header: "会议编号", Type: table.Code, Required: true},
			unit(&r.UnitCode, &r.Unit),
			{At: &r.Role, Header: "类别", Names: []string{"出席", "列席"}, Note: "不写即出席"},
			{At: &r.Answer, Header: "是否参会", Names: []string{Coming, Excused}, Note: "没有回执的留空"},
			{At: &r.Name, Label: true, Header: "姓名"},
			{At: &r.Post, Header: "职务"},
			{At: &r.Phone, Header: "联系电话"},
			{At: &r.Reason, Prose: true, Header: "请假事由"},
			{At: &r.Deputy, Header: "代会人员"},
			{At: &r.DeputyPost, Header: "代会人员职务"},
			{At: &r.Date, Header: "回执日期"},
		}
	},
	Check:  (*Checker).replies,
	Says:   "Meeting 会议; State 回执情况：参会、请假、未回执; Late 回执迟了几天",
	Office: "Replies 会议回执表; RepliesOf 某单位在某期间各次会议的回执",
})

// State is 参会, 请假 or, where nothing was answered by the end of a day, 未回执.
func (r *Reply) State(asOf period.Date) string {
	if r.Answer == "" || r.Date.After(asOf) {
		return Unanswered
	}
	return r.Answer
}

// Late is how many days the reply came after its limit, or is late at the end of a day,
// at most until the meeting; 0 where the meeting has no limit.
func (r *Reply) Late(asOf period.Date) int {
	if r.Meeting == nil || r.Meeting.Reply.IsZero() || r.Answer != "" && r.Date.IsZero() {
		return 0
	}
	switch {
	case r.State(asOf) != Unanswered:
		asOf = r.Date
	case asOf.After(r.Meeting.Date):
		asOf = r.Meeting.Date
	}
	return max(0, asOf.Sub(r.Meeting.Reply))
}

// RepliesOf lists a unit's replies to the meetings that are held in p, in table order.
func (o *Office) RepliesOf(u *Unit, p period.Period) []*Reply {
	var in []*Reply
	for _, r := range o.Replies {
		if r.Unit == u && r.Meeting != nil && p.Whole().Contains(r.Meeting.Date) {
			in = append(in, r)
		}
	}
	return in
}

// ReplyCount is how many units were asked, come, are excused with and without somebody in
// their place, and have not answered.
type ReplyCount struct{ Asked, Coming, Excused, Deputies, Unanswered int }

// ReplyCount counts the meeting's replies at the end of a day.
func (m *Meeting) ReplyCount(asOf period.Date) ReplyCount {
	c := ReplyCount{Asked: len(m.Replies)}
	for _, r := range m.Replies {
		switch r.State(asOf) {
		case Coming:
			c.Coming++
		case Excused:
			c.Excused++
			if r.Deputy != "" {
				c.Deputies++
			}
		default:
			c.Unanswered++
		}
	}
	return c
}

// Silent lists the replies that have not come by the end of a day.
func (m *Meeting) Silent(asOf period.Date) []*Reply {
	return slices.DeleteFunc(slices.Clone(m.Replies), func(r *Reply) bool { return r.State(asOf) != Unanswered })
}

// invited are the lines of a sign-in sheet by the replies: people whose units were not
// asked, then a line a reply.
func (m *Meeting) invited() []Invitee {
	asked := func(a Attendee) bool {
		return slices.ContainsFunc(m.Replies, func(r *Reply) bool {
			return r.Unit != nil && (a.Unit == r.Unit.Name || a.Unit == r.Unit.Short) || a.Name != "" && (a.Name == r.Name || a.Name == r.Deputy)
		})
	}
	in := slices.DeleteFunc(m.listed(), func(i Invitee) bool { return asked(i.Attendee) })
	for _, r := range m.Replies {
		line := Invitee{Attendee: Attendee{Name: r.Name, Post: r.Post}, Role: "出席", Phone: r.Phone}
		if r.Unit != nil {
			line.Unit = r.Unit.Name
		}
		if r.Role != "" {
			line.Role = r.Role
		}
		switch {
		case r.Answer == "":
			line.Name, line.Post, line.Note = "", "", Unanswered
		case r.Answer == Excused && r.Deputy != "":
			line.Name, line.Post, line.Phone, line.Note = r.Deputy, r.DeputyPost, "", "代会"
			if r.Name != "" {
				line.Note = "代" + r.Name
			}
		case r.Answer == Excused:
			line.Note = Excused
		}
		in = append(in, line)
	}
	return in
}

func (c *Checker) replies(replies []*Reply) {
	for _, m := range c.Meetings {
		m.Replies = nil
	}
	for _, r := range replies {
		if r.Meeting = c.Meeting(r.MeetingCode); r.Meeting == nil {
			if r.MeetingCode != "" {
				c.Fail(PlaceOf(r, &r.MeetingCode), "reply-meeting-unknown", r.MeetingCode,
					diag.T("没有此编号的会议", "no meeting has this code"), diag.T("应为会议文件中的编号", "use a code of the meetings"))
				c.restsOn("meetings")
			}
			continue
		}
		r.Meeting.Replies = append(r.Meeting.Replies, r)
		if r.Answer == Coming && r.Name == "" && sound(r, &r.Name, &r.Answer) {
			c.wants(PlaceOf(r, &r.Name), "reply-name", diag.T("参会，却没有姓名", "somebody comes, but has no name"), diag.T("填写参会人员的姓名和职务", "fill in who comes"))
		}
		if r.Answer == Excused && r.Reason == "" && sound(r, &r.Reason, &r.Answer) {
			c.wants(PlaceOf(r, &r.Reason), "reply-reason", diag.T("请假，却没有事由", "excused without a reason"), diag.T("填写请假事由", "fill in the reason"))
		}
		if r.Answer == "" && !r.Date.IsZero() && sound(r, &r.Answer) {
			c.wants(PlaceOf(r, &r.Answer), "reply-answer", diag.T("已有回执日期，却没有写是否参会", "there is a day of the reply, but no answer"), diag.T("填“参会”或“请假”", "fill in 参会 or 请假"))
		}
		if !r.Meeting.Date.IsZero() && r.Date.After(r.Meeting.Date) {
			c.Fail(PlaceOf(r, &r.Date), "reply-date", r.Date.String(),
				diag.T("回执日期晚于会议日期%s", "the reply is later than the meeting, %s", r.Meeting.Date.String()),
				diag.T("应不晚于%s", "use %s or earlier", r.Meeting.Date.String()))
		}
	}
}

var (
	_ = explain[Meeting]("Replies 回执; ReplyCount 某日时回执的家数; Silent 某日时没有来的回执")
	_ = explain[ReplyCount]("Asked 应回执; Coming 参会; Excused 请假; Deputies 请假而有代会人员的; Unanswered 未回执")
)
