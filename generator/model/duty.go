package model

import "hongtou/generator/period"

// Duty is one line of a leader's duty list (党政同责、一岗双责).
type Duty struct {
	Year     int
	UnitCode string
	Unit     *Unit
	Name     string
	Post     string
	Field    string // 分管行业领域
	Kind     string // 领导责任, 年度任务
	Content  string
	Cadence  string // 频次或时限
	Basis    string // 依据
	Done     string // 完成情况
	Extra    map[string]string
	Origin
}

// The kinds of duties: what the post answers for, and what is to be done in the
// year.
const (
	StandingDuty = "领导责任"
	YearDuty     = "年度任务"
)

// Leader is one leader's duty list of a year.
type Leader struct {
	Name, Post, Field string
	Duties            []*Duty // 领导责任, in table order
	Tasks             []*Duty // 年度任务
}

// Leaders gives the duty lists of u's leaders for a year, in the order in which
// the table names them.
func (o *Office) Leaders(u *Unit, year int) []*Leader {
	var leaders []*Leader
	at := map[string]*Leader{}
	for _, d := range o.Duties {
		if d.Unit != u || d.Year != year {
			continue
		}
		l := at[d.Name+"\n"+d.Post]
		if l == nil {
			l = &Leader{Name: d.Name, Post: d.Post}
			at[d.Name+"\n"+d.Post] = l
			leaders = append(leaders, l)
		}
		if l.Field == "" {
			l.Field = d.Field
		}
		if d.Kind == YearDuty {
			l.Tasks = append(l.Tasks, d)
		} else {
			l.Duties = append(l.Duties, d)
		}
	}
	return leaders
}

// Contact is a member of the standing committee who is linked to a division for
// work safety (常委联系安全生产).
type Contact struct {
	UnitCode string // 联系县区
	Unit     *Unit
	Name     string
	Post     string
	Industry string // 联系行业领域
	Site     string // 联系点
	Phone    string
	Since    period.Date
	Until    period.Date // zero: still linked
	Visits   int         // 本年联系活动, 次
	Last     period.Date // 最近一次
	Basis    string      // 文件依据
	Extra    map[string]string
	Origin
}

// ContactRow is a division with the contact who is linked to it.
type ContactRow struct {
	Unit    *Unit
	Contact *Contact // nil: the division has none
}

// Contacts gives every division of the region with its contact at the end of a
// day; a division with several has a row each, one without has a row too.
func (o *Office) Contacts(asOf period.Date) []*ContactRow {
	var rows []*ContactRow
	for _, u := range o.Divisions() {
		before := len(rows)
		for _, c := range o.ContactList {
			if c.Unit == u && !c.Since.After(asOf) && (c.Until.IsZero() || c.Until.After(asOf)) {
				rows = append(rows, &ContactRow{u, c})
			}
		}
		if len(rows) == before {
			rows = append(rows, &ContactRow{Unit: u})
		}
	}
	return rows
}
