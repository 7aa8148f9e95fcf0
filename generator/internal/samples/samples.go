// Package samples has papers of every layout, set on pages, for tests of those who
// write pages: text beyond the BMP, tables upright and turned, charts, a picture,
// seals, attachments, an imprint.
package samples

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"sync"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

// Sample is one paper.
type Sample struct {
	Name   string
	Meta   doc.Meta
	Layout *typeset.Layout
}

const body = `# 责任目标

区长（㛃𬀩）与䶮𠅤喆签订“责任书”——〔2026〕12号，达到98.5%……**黑体**与*楷体*，a < b & c > d。

## 控制指标

1. 主要负责人每季度至少带队检查1次，会议纪要和检查记录归档备查，发现的问题限期整改、按期销号。
2. 生产安全事故信息按规定时限如实报送，不发生迟报、漏报、谎报、瞒报（含“零报告”）。

` + "```table\ntitle: 表1  控制指标\nnote: 注：快报数\nmerge: 1\n```" + `
|地区|指标|要求|
|---|---|---:|
|澄江区|起数|3|
|澄江区|人数|2|

` + "```chart\nkind: bar\ntitle: 一季度死亡人数\nunit: 人\n| 地区 | 本期 | 同期 |\n| 澄江区 | 3 | 2 |\n| 砚池县 | 5 | 1 |\n```\n\n" +
	"```chart\nkind: line\ntitle: 各月起数\nunit: 起\n| 月 | 本期 | 同期 |\n| 1月 | 3 | 2 |\n| 2月 | 5 | 1 |\n| 3月 | 4 | 6 |\n```\n\n" +
	"```chart\nkind: pie\ntitle: 行业\nunit: 起\n| 行业 | 起数 |\n| 矿山 | 9 |\n| 建筑 | 8 |\n| 交通 | 7 |\n```\n\n" + `![分布图](分布)

` + "```attachments\n督查分组表\n名单\n```\n\n"

const turned = "```attachment\nnumber: 1\ntitle: 督查分组表\n```\n\n# 分组 {-}\n\n```table\nlandscape: yes\n```\n|组|组长|县区|事项|时间|\n|---|---|---|---|---|\n|一|𬀩某|澄江区|矿山、危化|3月1日|\n|二|䶮某|砚池县|消防|3月2日|\n"

const signatures = "```signatures\n甲方：（盖章）|乙方：（盖章）\n负责人：|负责人：\n2026年　月　日|2026年　月　日\n```\n"

func closing(more string) string {
	return "```closing\noffice: 安澜市安全生产委员会办公室\ndate: 2026年3月5日\n" + more + "```\n\n"
}

var papers = []struct {
	name, text string
	draft      bool
	meta       doc.Meta
}{
	{"document", body + closing("seal: dashed\n") + turned, false, doc.Meta{Layout: "document", Marks: []string{"安澜市安全生产委员会"}, Number: "安安委〔2026〕1号", Copy: "000001",
		Secrecy: "机密★1年", Urgency: "特急", Signers: []string{"程敬安"}, Title: "安澜市安全生产委员会\n关于𬀩某等工作的通知", To: "各县区人民政府：", CC: []string{"市委办公室", "市人大常委会办公室"},
		Printer: "安澜市安全生产委员会办公室", Printed: "2026年3月5日", Check: "https://example.org/check?id=1"}},
	{"joint", body + "```closing\noffice: 安澜市应急管理局\noffice: 安澜市公安局\noffice: 安澜市交通运输局\ndate: 2026年3月5日\nseal: yes\n```\n", true,
		doc.Meta{Layout: "document", Marks: []string{"安澜市应急管理局", "安澜市公安局", "安澜市交通运输局"}, Number: "安应急〔2026〕2号", Title: "关于联合检查的通知", To: "各县区：", Printer: "安澜市应急管理局", Printed: "2026年3月5日"}},
	{"letter", body + closing("seal: yes\n"), false, doc.Meta{Layout: "letter", Marks: []string{"安澜市应急管理局"}, Number: "安应急函〔2026〕3号", Title: "关于商请函复的函", To: "市公安局："}},
	{"order", "现予公布，自2026年3月5日起施行。\n\n```closing\nsigner: 市长 | 程敬安\ndate: 2026年3月5日\n```\n\n" + body, false, doc.Meta{Layout: "order", Marks: []string{"安澜市人民政府"}, Number: "第12号", Title: "安澜市安全生产责任制规定"}},
	{"minutes", body + "```attendance\n出席：程敬安（市长）、霍启明\n请假：\n列席：汤静怡\n```\n", false, doc.Meta{Layout: "minutes", Marks: []string{"安澜市人民政府常务会议纪要"}, Issue: "第3期", Office: "安澜市人民政府办公室", Date: "2026年3月5日", Title: "安全生产专题会议纪要"}},
	{"agreement", body + signatures, false, doc.Meta{Layout: "agreement", Title: "安澜市人民政府与澄江区人民政府\n2026年度安全生产目标管理责任书"}},
	{"plain", body + turned, false, doc.Meta{Title: "工作要点"}},
}

var set = sync.OnceValues(func() ([]Sample, error) {
	var out []Sample
	faces, pictures := face.Default(), map[string]doc.Picture{"分布": picture()}
	for _, p := range papers {
		d, complaints := doc.Parse([]byte(p.text), p.name, 1)
		d.Meta = p.meta
		r, more := doc.Resolve(d, doc.Options{Draft: p.draft, Pictures: pictures})
		complaints.Append(more)
		l, more := typeset.Typeset(r, faces)
		complaints.Append(more)
		if complaints.Errors() > 0 {
			return nil, fmt.Errorf("%s: %v", p.name, complaints.All())
		}
		out = append(out, Sample{p.name, p.meta, l})
	}
	return out, nil
})

// All is a paper of each layout.
func All(t testing.TB) []Sample {
	t.Helper()
	all, err := set()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{"plain": false}
	for _, s := range all {
		seen[s.Meta.Layout] = true
	}
	for _, name := range doc.LayoutNames() {
		if !seen[name] && name != "plain" {
			t.Errorf("there is no sample of the layout %s", name)
		}
	}
	return all
}

// picture is a map of a kind: bands of colour and a dark line.
func picture() doc.Picture {
	const w, h = 300, 180
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 120, 255}
			if (x-y)%40 == 0 {
				c = color.RGBA{20, 20, 20, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // into memory
	}
	return doc.Picture{Width: w, Height: h, Data: b.Bytes()}
}
