package model

import (
	"cmp"
	"slices"
	"strconv"

	"hongtou/generator/period"
)

// Mechanisms names the nineteen mechanisms of a safety-responsibility year; the first
// is number 1.
func Mechanisms() []string {
	return []string{"安全生产工作会议", "任务分解和督办", "责任书签订", "党政同责、一岗双责", "三级机构、四级网络", "成员单位月报和例会", "四项指标统计",
		"形势分析", "专项督查", "隐患排查整改", "挂牌督办", "通报", "半年汇报", "年度考核", "奖惩", "三防建设和四个到位", "宣传教育五进", "四同", "全体会议和专项检查"}
}

// MechanismsIn are the mechanisms' names in a language, zh or en.
func MechanismsIn(lang string) []string {
	if lang != "en" {
		return Mechanisms()
	}
	return []string{"annual meeting", "tasks of meetings", "responsibility agreements", "duties of leaders", "bodies and network", "monthly reports", "the four indicators",
		"quarterly analysis", "special supervision", "hazards", "listed supervision", "circulars", "half-year report", "yearly assessment", "commendation and accountability", "protection and four in place", "publicity", "the year's plan", "plenary meetings and inspections"}
}

// Due is what an office is to make of one target in one period: how many papers there
// are reason for, and how many of them lie in the output folder.
type Due struct {
	Number int    // of the mechanism; 0: none of the nineteen
	Target string // id
	Label  string // 文书名称
	Sort   string // 文书 or 工作簿
	Period period.Period
	From   period.Date // the first day on which it is to be made
	By     period.Date // the last
	Wanted int         // how many; not known, and 0, before From
	Made   int         // how many of those
	Late   int         // how many of the others whose last day is over
	Unsaid bool        // whether there is reason for one is not known: the tables do not reach so far
	Today  period.Date
}

// The states of what is due.
const (
	DueMade    = "已完成"
	DueNothing = "无需制作"
	DueLate    = "逾期"
	DueNow     = "待制作"
	DueLater   = "未到期"
	DueUnsaid  = "资料待登记"
)

// State is how far it has come.
func (d *Due) State() string {
	switch {
	case d.Today.Before(d.From):
		return DueLater
	case d.Unsaid:
		return DueUnsaid
	case d.Wanted == 0:
		return DueNothing
	case d.Made >= d.Wanted:
		return DueMade
	case d.Late > 0:
		return DueLate
	}
	return DueNow
}

// Open tells whether something is to be made today.
func (d *Due) Open() bool { s := d.State(); return s == DueNow || s == DueLate || s == DueUnsaid }

// Left is how many are still to be made.
func (d *Due) Left() int { return d.Wanted - d.Made }

// Mechanism is the mechanism's name.
func (d *Due) Mechanism() string { return mechanismName(d.Number) }

func mechanismName(number int) string {
	if names := Mechanisms(); number > 0 && number <= len(names) {
		return names[number-1]
	}
	return "其他"
}

// Calendar is the year in one view: what is due, made and late, month by month. What is
// made stands in the output folder, which the model does not know: who opens the
// workspace gives the rows. The zero Calendar is empty.
type Calendar struct {
	rows func(year int) []*Due
}

// NewCalendar is the calendar of rows: what has its last day in a year, in any order.
func NewCalendar(rows func(year int) []*Due) *Calendar { return &Calendar{rows} }

// In lists what is due in a year by its last day, then by mechanism and target.
func (c *Calendar) In(year int) []*Due {
	if c == nil || c.rows == nil {
		return nil
	}
	rows := slices.Clone(c.rows(year))
	slices.SortStableFunc(rows, func(a, b *Due) int {
		return cmp.Or(a.By.Month-b.By.Month, cmp.Compare(order(a.Number), order(b.Number)), a.By.Compare(b.By))
	})
	return rows
}

// order puts what belongs to no mechanism behind the others.
func order(number int) int {
	if number == 0 {
		return len(Mechanisms()) + 1
	}
	return number
}

// MechanismRow is a year of one mechanism: how many papers are due, made and late in
// each month.
type MechanismRow struct {
	Number int
	Name   string
	Months [12]MonthDue
	MonthDue
}

// MonthDue counts papers.
type MonthDue struct{ Wanted, Made, Late int }

// Words are made of wanted, 3/5; "" where none is due.
func (m MonthDue) Words() string {
	if m.Wanted == 0 {
		return ""
	}
	return strconv.Itoa(m.Made) + "/" + strconv.Itoa(m.Wanted)
}

func (m *MonthDue) add(d *Due) {
	m.Wanted, m.Made, m.Late = m.Wanted+d.Wanted, m.Made+d.Made, m.Late+d.Late
}

// ByMechanism counts a year by mechanism, those without any paper too; what belongs to
// none stands last, if there is any.
func (c *Calendar) ByMechanism(year int) []*MechanismRow {
	var rows []*MechanismRow
	for i, name := range Mechanisms() {
		rows = append(rows, &MechanismRow{Number: i + 1, Name: name})
	}
	other := &MechanismRow{Name: mechanismName(0)}
	for _, d := range c.In(year) {
		row := other
		if d.Number > 0 {
			row = rows[d.Number-1]
		}
		row.Months[d.By.Month-1].add(d)
		row.add(d)
	}
	if other.Wanted > 0 {
		rows = append(rows, other)
	}
	return rows
}

var (
	_ = explain[Due]("Number 机制序号，0为其他; Target 目标; Label 文书名称; Sort 文书或工作簿; Period 期间; From 最早制作日; By 期限; Wanted 应制份数; Made 已制份数; Late 逾期份数; " +
		"Today 今天; State 状态：已完成、无需制作、逾期、待制作、未到期、资料待登记; Unsaid 是否不知道要不要制作，因资料没有登记; Open 今天是否要制作; Left 还差几份; Mechanism 机制名称")
	_ = explain[Calendar]("In 某年应制作的各项，按期限; ByMechanism 某年各机制各月的份数")
	_ = explain[MechanismRow]("Number 机制序号; Name 机制名称; Months 12个月的份数; MonthDue 全年的份数; Wanted 应制份数; Made 已制份数; Late 逾期份数; Words 写作 已制/应制")
	_ = explain[MonthDue]("Wanted 应制份数; Made 已制份数; Late 逾期份数; Words 写作 已制/应制")
)
