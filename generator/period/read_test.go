package period

import (
	"errors"
	"testing"
)

func TestReadTakesPeriodsAsPeopleWriteThem(t *testing.T) {
	today := Date{2026, 5, 20}
	for in, want := range map[string]string{
		"2026": "2026", "2026年": "2026", "2026年度": "2026", "２０２６": "2026", " 2026 ": "2026", "二〇二六年": "2026", "2026全年": "2026",
		"2026H1": "2026H1", "2026h2": "2026H2", "2026年上半年": "2026H1", "2026下半年": "2026H2", "上半年": "2026H1", "下半年": "2026H2", "去年下半年": "2025H2",
		"2026Q1": "2026Q1", "2026q4": "2026Q4", "2026-Q3": "2026Q3", "2026 Q2": "2026Q2", "2026年第一季度": "2026Q1", "2026年一季度": "2026Q1", "2026年第3季度": "2026Q3",
		"2026年度第二季度": "2026Q2", "2026第四季": "2026Q4", "一季度": "2026Q1", "Q2": "2026Q2", "去年四季度": "2025Q4", "二〇二六年第一季度": "2026Q1",
		"2026-03": "2026-03", "2026-3": "2026-03", "202603": "2026-03", "2026/3": "2026-03", "2026.12": "2026-12", "2026年3月": "2026-03", "2026年03月份": "2026-03",
		"２０２６年３月": "2026-03", "二〇二五年十二月": "2025-12", "二〇二六年十月": "2026-10", "3月": "2026-03", "三月份": "2026-03", "十一月": "2026-11", "明年1月": "2027-01",
		"本月": "2026-05", "上月": "2026-04", "上个月": "2026-04", "下月": "2026-06", "本季度": "2026Q2", "上季度": "2026Q1", "上一季度": "2026Q1", "下季": "2026Q3",
		"今年": "2026", "本年度": "2026", "去年": "2025", "上一年": "2025", "前年": "2024", "明年": "2027",
		"last quarter": "2026Q1", "this month": "2026-05", "Next Year": "2027", "last half": "2025H2",
	} {
		if p, err := Read(in, today); err != nil || p.String() != want {
			t.Errorf("Read(%q) = %v, %v, want %s", in, p, err, want)
		}
	}
	// What Read gives as a name it reads again.
	for _, s := range []string{"2026", "2026H2", "2026Q3", "2024-02", "2024-11"} {
		p, _ := Parse(s)
		if again, err := Read(p.Name(), Date{}); err != nil || again != p {
			t.Errorf("Read(%q) = %v, %v", p.Name(), again, err)
		}
	}
	if p, err := Read("上季度", Date{2026, 1, 5}); err != nil || p.String() != "2025Q4" {
		t.Errorf("the quarter before January is %v, %v", p, err)
	}
}

func TestReadRefusesWhatIsNoPeriod(t *testing.T) {
	for in, want := range map[string]error{
		"": ErrUnknown, "26": ErrUnknown, "年": ErrUnknown, "全年": ErrUnknown, "2026-03-01": ErrUnknown, "20260301": ErrUnknown, "20263": ErrUnknown, "0026": ErrUnknown,
		"2026H3": ErrUnknown, "2026年春季": ErrUnknown, "三月五日": ErrUnknown, "2026年3": ErrUnknown, "1800": ErrUnknown, "210102": ErrUnknown, "季度": ErrUnknown,
		"2026Q5": ErrNoQuarter, "2026年第五季度": ErrNoQuarter, "0季度": ErrNoQuarter, "2026-13": ErrNoMonth, "2026年13月": ErrNoMonth, "2026-00": ErrNoMonth, "202613": ErrNoMonth,
	} {
		if p, err := Read(in, Date{2026, 5, 20}); !errors.Is(err, want) {
			t.Errorf("Read(%q) = %v, %v, want %v", in, p, err, want)
		}
	}
	for _, in := range []string{"上季度", "本月", "3月", "去年四季度"} {
		if p, err := Read(in, Date{}); !errors.Is(err, ErrNoYear) {
			t.Errorf("without today Read(%q) = %v, %v", in, p, err)
		}
	}
}
