package model

import "hongtou/generator/table"

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
	Origin
}

var _ = Declare(Declaration[Duty]{
	Name: "duties", Title: "领导干部安全职责", One: "职责", En: "duty", Order: 110,
	List: func(o *Office) *[]*Duty { return &o.Duties },
	Columns: func(d *Duty) []table.Column {
		return []table.Column{
			year(&d.Year),
			unit(&d.UnitCode, &d.Unit),
			{At: &d.Name, Header: "姓名", Required: true},
			{At: &d.Post, Header: "职务", Required: true},
			{At: &d.Field, Header: "分管行业领域"},
			{At: &d.Kind, Header: "责任类型", Names: []string{StandingDuty, YearDuty}, Note: "不填即领导责任"},
			{At: &d.Content, Header: "职责内容", Aliases: []string{"职责条目"}, Type: table.Long, Required: true},
			{At: &d.Cadence, Header: "频次或时限"},
			{At: &d.Basis, Prose: true, Header: "依据"},
			{At: &d.Done, Prose: true, Header: "完成情况"},
		}
	},
	Check:  (*Checker).duties,
	Office: "Leaders 领导干部职责清单",
})

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

func (c *Checker) duties(duties []*Duty) {
	for _, d := range duties {
		if d.Kind == "" && sound(d, &d.Kind) {
			d.Kind = StandingDuty
		}
	}
}

var _ = explain[Leader]("Field 分管领域; Name 姓名; Post 职务; Duties 领导责任; Tasks 年度任务")
