package generator

import (
	"strings"
	"testing"
)

// A county's own committee member stands in the duty list, the county's agreement and
// the list of members; a county that has named nobody is a gap in the workbook, is asked
// in its agreement, and stands in no published list.
func TestCountiesOwnCommitteeMembers(t *testing.T) {
	w := openCity(t)
	list := filled(t, w, "duty-list", "2026", "")
	_, own, found := strings.Cut(list, "党委班子联系安全生产的成员\n")
	own, _, ended := strings.Cut(own, "# 工作要求")
	if !found || !ended {
		t.Fatalf("the duty list has no section of the counties' own members:\n%s", list)
	}
	wants(t, "the duty list", own, "| 石漈县 | 卜义方 | 县委常委、常务副县长 |", "查克勤")
	for _, not := range []string{"清泷县", "席显达", "梅承志"} {
		if strings.Contains(own, not) {
			t.Errorf("the counties' own members have %s:\n%s", not, own)
		}
	}
	wants(t, "the agreement of 石漈县", filled(t, w, "agreement-county", "2026", "990121"), "同级党委已确定县委常委、常务副县长卜义方联系安全生产工作")
	wants(t, "the agreement of 清泷县", filled(t, w, "agreement-county", "2026", "990123"), "确定1名党委班子成员联系安全生产工作，2月底前将名单报")

	book := fillPaper(t, w, "leader-contacts", "2026")[0].book
	members, leaders := book.Sheets[0], book.Sheets[1]
	names := map[string]string{}
	for _, r := range members.Rows {
		if unit, ok := r.Cells[1].Value.(string); ok {
			names[unit], _ = r.Cells[2].Value.(string)
		}
	}
	if len(names) != 9 || names["清泷县"] != "待确定" || names["松渡县"] != "查克勤" {
		t.Errorf("the counties' own members are %v", names)
	}
	if leaders.Name != "领导联系地区" || len(leaders.Rows) != 9 {
		t.Errorf("the leaders who are linked are on %s with %d rows", leaders.Name, len(leaders.Rows))
	}
}
