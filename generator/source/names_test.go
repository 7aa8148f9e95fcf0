package source

import "testing"

// A number is no person and a name no telephone: what stands in the wrong column would be
// printed, identity numbers too.
func TestNumbersAmongNames(t *testing.T) {
	const head = "隐患编号|检查日期|责任单位|隐患描述|整改期限|整改责任人|联系电话|检查人员|隐患部位\n"
	const row = "|2026-03-02|B|甲|2026-03-20|"
	for _, c := range []clerkCase{
		{"a telephone for a person", head + "Y1" + row + "13800000000|林青\nY2" + row + "#13800000000|0990-2100001", "hazards", "Person Phone", "13800000000 林青; 13800000000 0990-2100001", "person-number F2; phone-form G2; person-number F3"},
		{"an identity number", head + "Y1" + row + "37010219900101123X|\nY2" + row + "林青|370102199001011234\nY3" + row + "林青|3701021990010112３Ｘ", "hazards", "Code", "Y1; Y2; Y3", "person-number F2; phone-identity G3; phone-identity G4"},
		{"a day for a person", head + "Y1" + row + "2026-03-05|\nY2" + row + "2026年3月5日|", "hazards", "Code", "Y1; Y2", "person-number F2; person-number F3"},
		{"several persons, and numbers where no person is wanted", head + "Y1" + row + "林青（13800000000）|12350、0990-2100001转8|张三2|101\nY2" + row + "无|无", "hazards", "Person Phone Inspectors Site", "林青（13800000000） 12350、0990-2100001转8 张三2 101;    ", ""},
	} {
		c.check(t)
	}
}
