package model

// Grade is an accident's grade by 国务院令第493号, article 3.
type Grade int

const (
	NoGrade  Grade = iota
	Ordinary       // 一般
	Serious        // 较大
	Major          // 重大
	Gravest        // 特别重大
)

var gradeNames = [...]string{"", "一般", "较大", "重大", "特别重大"}

// String is the grade's name: 较大.
func (g Grade) String() string { return gradeNames[g] }

// gradeLimits are the lower bounds of each grade, bound included: deaths,
// serious injuries, direct loss in 万元 (国务院令第493号, article 3).
var gradeLimits = [...]struct {
	grade           Grade
	deaths, serious int
	loss            float64
}{
	{Gravest, 30, 100, 10000},
	{Major, 10, 50, 5000},
	{Serious, 3, seriouslyInjured, 1000},
}

// seriouslyInjured is the least number of serious injuries that makes a grade above 一般.
const seriouslyInjured = 10

// GradeOf is the highest grade that any of the figures reaches: deaths and
// serious injuries in persons, direct loss in 万元.
func GradeOf(deaths, serious int, loss float64) Grade {
	for _, l := range gradeLimits {
		if deaths >= l.deaths || serious >= l.serious || loss >= l.loss {
			return l.grade
		}
	}
	return Ordinary
}
