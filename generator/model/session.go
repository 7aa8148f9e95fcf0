package model

import (
	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/table"
)

// Session is a meeting of a division's leading body that took up work safety: of its
// party committee, of its government or management, or a plenary meeting of its safety
// committee. The office follows whether each division holds them.
type Session struct {
	UnitCode  string // the division
	Unit      *Unit
	Date      period.Date
	Kind      string // one of SessionKinds
	Title     string // 会议名称
	ChairPost string // 主持人职务
	Chair     string
	Topics    string // 研究的安全生产议题
	Decisions int    // 议定事项, how many
	Meeting   string // code of the meeting of ours that it passes on
	Notice    string // 纪要文号
	Origin

	Follows *Meeting // set by Check
}

// The kinds of sessions, in the order of tables.
const (
	PartySession   = "党委会议"
	RulingSession  = "行政会议"
	PlenarySession = "安委会全体会议"
)

// SessionKinds lists them.
func SessionKinds() []string { return []string{PartySession, RulingSession, PlenarySession} }

var _ = Declare(Declaration[Session]{
	Name: "sessions", Title: "下级会议", One: "下级会议", En: "session", Order: 55,
	List:  func(o *Office) *[]*Session { return &o.Sessions },
	Event: func(s *Session) period.Date { return s.Date },
	Columns: func(s *Session) []table.Column {
		return []table.Column{
			unit(&s.UnitCode, &s.Unit),
			{At: &s.Date, Day: true, Header: "会议日期", Aliases: []string{"日期"}, Required: true},
			{At: &s.Kind, Header: "会议类型", Aliases: []string{"类型"}, Required: true, Names: SessionKinds(), Note: "党委（党组、党工委）会议填“党委会议”，政府常务会议、管委会主任办公会议、总经理办公会议等填“行政会议”"},
			{At: &s.Title, Label: true, Header: "会议名称"},
			{At: &s.ChairPost, Header: "主持人职务"},
			{At: &s.Chair, Header: "主持人"},
			{At: &s.Topics, Prose: true, Header: "研究议题", Aliases: []string{"议题"}, Required: true},
			{At: &s.Decisions, Header: "议定事项", Measure: "项", Note: "项数"},
			{At: &s.Meeting, Header: "贯彻的会议编号", Type: table.Code, Note: "传达贯彻本级某次会议的，写该会议的编号"},
			{At: &s.Notice, Header: "纪要文号"},
		}
	},
	Check:  (*Checker).sessions,
	Says:   "Follows 贯彻的本级会议",
	Office: "Sessions 下级会议表; SessionsIn 本期下级研究安全生产的会议; SessionRows 各下级地区本期的会议; SessionGap 某单位本期没有登记的会议; FollowUps 本级会议以后各下级地区召开安委会全体会议的情况",
})

// Called is what the body is called in the division: 党委常委会会议, 政府常务会议 of a
// county, 总经理办公会议 of a company.
func (s *Session) Called() string { return s.Unit.SessionWord(s.Kind) }

// SessionWord is what the session of a kind is called in u.
func (u *Unit) SessionWord(kind string) string {
	if kind == PlenarySession {
		return kind
	}
	words := [2]string{PartySession, RulingSession}
	switch u.kind() {
	case provinceKind, cityKind, countyKind:
		words = [2]string{"党委常委会会议", "政府常务会议"}
	case zoneKind:
		words = [2]string{"党工委会议", "管委会主任办公会议"}
	case townKind:
		words = [2]string{"党（工）委会议", "行政班子会议"}
	case villageKind:
		words = [2]string{"党组织会议", "村（居）委会会议"}
	case firmKind:
		words = [2]string{"党委会议", "总经理办公会议"}
	}
	if kind == PartySession {
		return words[0]
	}
	return words[1]
}

// SessionWord is what a session of a kind is called in the divisions of the region.
func (o *Office) SessionWord(kind string) string {
	for _, u := range o.Divisions() {
		if !u.Zone() {
			return u.SessionWord(kind)
		}
	}
	for _, u := range o.Divisions() {
		return u.SessionWord(kind)
	}
	return kind
}

// SessionsIn lists the sessions of p, in table order.
func (o *Office) SessionsIn(p period.Period) ([]*Session, error) {
	return rowsIn(o, "sessions", o.Sessions, p, func(s *Session) period.Date { return s.Date })
}

// SessionRow is what a division's bodies did in a period.
type SessionRow struct {
	Unit      *Unit
	Counts    [3]int         // in the order of SessionKinds
	Last      [3]period.Date // the last session of each kind; zero: none
	Decisions int
	counted
	unknown
}

// Lacking lists the kinds of which the table has no session, by the division's words.
func (r *SessionRow) Lacking() []string {
	var lacking []string
	for i, kind := range SessionKinds() {
		if r.Counts[i] == 0 {
			lacking = append(lacking, r.Unit.SessionWord(kind))
		}
	}
	return lacking
}

func (r *SessionRow) add(s *Session) {
	for i, kind := range SessionKinds() {
		if s.Kind == kind {
			r.Counts[i]++
			if s.Date.After(r.Last[i]) {
				r.Last[i] = s.Date
			}
		}
	}
	r.Decisions += s.Decisions
	r.sums(s, "Decisions")
	r.note(s, "Counts", "Last", "Decisions")
}

// SessionRows counts the sessions of p of every division, also of those that held none,
// in table order.
func (o *Office) SessionRows(p period.Period) ([]*SessionRow, error) {
	list, err := o.SessionsIn(p)
	if err != nil {
		return nil, err
	}
	var rows []*SessionRow
	for _, u := range o.Divisions() {
		rows = append(rows, o.sessionRow(u, list))
	}
	return rows, nil
}

func (o *Office) sessionRow(u *Unit, list []*Session) *SessionRow {
	row := &SessionRow{Unit: u, counted: o.counting()}
	for _, s := range list {
		if s.Unit == u {
			row.add(s)
		}
	}
	return row
}

// SessionGap is the row of a division that lacks a kind of session in a period that is
// over; nil of another unit. The error is a *Gap where the table does not reach p's end.
func (o *Office) SessionGap(u *Unit, p period.Period) (*SessionRow, error) {
	if u == nil || o.DivisionOf(u) != u || !p.Ended() {
		return nil, nil
	}
	if !o.reaches("sessions", p.Whole()) {
		return nil, o.gap("sessions", p.Whole())
	}
	list, err := o.SessionsIn(p)
	if err != nil {
		return nil, err
	}
	if r := o.sessionRow(u, list); len(r.Lacking()) > 0 {
		return r, nil
	}
	return nil, nil
}

// FollowUp tells when a division's safety committee held its plenary meeting after one of
// ours.
type FollowUp struct {
	Meeting *Meeting
	Unit    *Unit
	Session *Session // the first that passes the meeting on; nil: none by AsOf
	Due     period.Date
	AsOf    period.Date
}

// FollowUpDays is how many days after a meeting the divisions' committees meet, as the
// notice of the plenary meeting asks.
const FollowUpDays = 7

// State is 已召开, 逾期召开, 逾期未召开 or 未到期.
func (f *FollowUp) State() string {
	switch {
	case f.Session != nil && f.Session.Date.After(f.Due):
		return "逾期召开"
	case f.Session != nil:
		return "已召开"
	case f.AsOf.After(f.Due):
		return "逾期未召开"
	}
	return "未到期"
}

// FollowUps lists, for each plenary meeting of p, every division with
// its committee's plenary meeting that passes it on.
func (o *Office) FollowUps(p period.Period) ([]*FollowUp, error) {
	asOf, err := o.AsOf("sessions", p)
	if err != nil {
		return nil, err
	}
	var rows []*FollowUp
	for _, m := range o.Meetings {
		if m.Kind != "全体会议" || !p.Contains(m.Date) || m.Date.After(asOf) {
			continue
		}
		for _, u := range o.Divisions() {
			f := &FollowUp{Meeting: m, Unit: u, Due: m.Date.AddDays(FollowUpDays), AsOf: asOf}
			for _, s := range o.Sessions {
				if s.Unit == u && s.Kind == PlenarySession && s.Follows == m && !s.Date.After(asOf) && (f.Session == nil || s.Date.Before(f.Session.Date)) {
					f.Session = s
				}
			}
			rows = append(rows, f)
		}
	}
	return rows, nil
}

func (c *Checker) sessions(sessions []*Session) {
	for _, s := range sessions {
		if s.Unit != nil && c.Region != nil && s.Unit.Parent != c.Region {
			c.Fail(PlaceOf(s, &s.UnitCode), "session-unit", s.UnitCode,
				diag.T("不是本级直接的下级", "is not right below the office's region"),
				diag.T("应为本级直接下级的单位编码", "use the code of a unit right below the region"))
			c.restsOn("units")
		}
		if s.Follows = nil; s.Meeting == "" {
			continue
		}
		if s.Follows = c.Meeting(s.Meeting); s.Follows == nil {
			c.Fail(PlaceOf(s, &s.Meeting), "session-meeting-unknown", s.Meeting,
				diag.T("没有此编号的会议", "no meeting has this code"), diag.T("应为会议文件中的编号", "use a code of the meetings"))
			c.restsOn("meetings")
			continue
		}
		c.order(s, "session-date", &s.Date, s.Follows.Date, "所贯彻的会议的日期", "day of the meeting that it passes on")
	}
}

var (
	_ = explain[Office]("SessionWord 某类会议在下级的称谓")
	_ = explain[Unit]("SessionWord 某类会议在该单位的称谓")
	_ = explain[Session]("Called 会议在该单位的称谓")
	_ = explain[SessionRow]("Counts 三类会议各几次：党委会议、行政会议、安委会全体会议; Last 三类会议各自最近的日期; Decisions 议定事项; Lacking 没有登记的会议")
	_ = explain[FollowUp]("Meeting 本级会议; Session 下级的安委会全体会议，没有登记的没有; Due 期限; AsOf 截止日期; State 状态：已召开、逾期召开、逾期未召开、未到期")
)
