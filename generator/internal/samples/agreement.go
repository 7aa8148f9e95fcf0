package samples

import (
	"fmt"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// Agreement is paper n of a batch of agreements, set with faces.
func Agreement(t testing.TB, n int, faces *face.Set) *typeset.Layout {
	t.Helper()
	d, complaints := doc.Parse([]byte(agreement(n)), "t", 1)
	d.Meta = doc.Meta{Layout: "agreement", Title: fmt.Sprintf("安澜市人民政府与第%d县人民政府\n2026年度安全生产目标管理责任书", n)}
	r, more := doc.Resolve(d, doc.Options{})
	complaints.Append(more)
	l, more := typeset.Typeset(r, faces)
	if complaints.Append(more); complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	return l
}

// agreement is a document of seven pages like those of a yearly batch: six
// headings, thirty items, a table of twelve rows, a signing block. Names,
// figures and sentences differ by n as they do from unit to unit.
func agreement(n int) string {
	var b strings.Builder
	unit := fmt.Sprintf("第%d县人民政府", n)
	clauses := []string{
		"主要负责人每季度至少带队检查1次，会议纪要和检查记录归档备查，发现的问题限期整改、按期销号。",
		"坚持党政同责、一岗双责、齐抓共管、失职追责，明确1名党委常委联系安全生产工作。",
		"高危行业企业主要负责人和安全生产管理人员全部经考核合格，特种作业人员全部持证上岗。",
		"生产安全事故信息按规定时限如实报送，不发生迟报、漏报、谎报、瞒报（含“零报告”）。",
		"人员密集场所消防生命通道畅通，老旧燃气管道逐段管控，电动自行车违规停放充电集中整治。",
	}
	for h := range 6 {
		fmt.Fprintf(&b, "# 第%d项责任和目标\n\n", h+1)
		for i := range 5 {
			fmt.Fprintf(&b, "%d. %s应当于2026年%d月%d日前完成：%s%s\n", i+1, unit, 1+(n+i)%12, 1+(n*7+h)%28,
				clauses[(n+h+i)%5], clauses[(n*3+h+2*i+1)%5])
		}
		b.WriteString("\n")
	}
	b.WriteString("# 控制指标\n\n|序号|指标|行业领域|控制数|计量单位|\n|---|---|---|---|---|\n")
	for i := range 12 {
		fmt.Fprintf(&b, "|%d|死亡人数|建筑施工|%d|人|\n", i+1, (n+i)%9)
	}
	b.WriteString("\n```signatures\n甲方：（盖章）|乙方：（盖章）\n负责人：|负责人：\n2026年　月　日|2026年　月　日\n```\n")
	return b.String()
}
