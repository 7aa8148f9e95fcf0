package docx

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/internal/readback"
	"hongtou/generator/pdf"
	"hongtou/generator/typeset"
)

// ourPages is what another program reads in the PDF of a paper.
func ourPages(t *testing.T, d *doc.Resolved) [][]readback.Char {
	t.Helper()
	l, _ := typeset.Typeset(d, face.Default())
	var b bytes.Buffer
	if err := pdf.Write(&b, l, pdf.Info{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ours.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	pages, err := readback.Pages(path)
	if err != nil {
		t.Skip(err)
	}
	return pages
}

// find is where a text begins, and its page from 1; 0 where it is not.
func find(pages [][]readback.Char, text string) (c readback.Char, page int) {
	for i, chars := range pages {
		var said strings.Builder
		var at []int
		for k, c := range chars {
			if strings.TrimSpace(c.Text) != "" {
				said.WriteString(c.Text)
				for range len(c.Text) {
					at = append(at, k)
				}
			}
		}
		if n := strings.Index(said.String(), text); n >= 0 {
			return chars[at[n]], i + 1
		}
	}
	return readback.Char{}, 0
}

// What stands in the head, the closing and the imprint stands where our pages have
// it, within 1.5 mm: the standard's places hold in Word too.
func TestPlacesAreThePagesPlaces(t *testing.T) {
	texts := map[string][]string{
		"joint":       {"000001", "机密", "特急", "安澜市交通", "安澜市公", "安澜市应", "文件", "霍启明", "安交发", "关于开展", "各县区", "正文一", "抄送", "安澜市交通运输局办", "三月五日印"},
		"upward":      {"安澜市安全", "签发人", "霍启明", "欧阳", "安交发", "关于开展", "各县区", "正文一", "安委办", "二〇二六"},
		"unsealed":    {"安澜市安全", "二〇二六"},
		"letter":      {"安澜市应急", "机密", "安交发", "关于开展", "各县区", "正文一", "抄送"},
		"bare":        {"安澜市应急", "安交发", "关于开展", "各县区", "正文一"},
		"order":       {"安澜市人民", "安交发", "正文一", "市长", "二〇二六"},
		"minutes":     {"安澜市安全生产委员会会议", "第", "安澜市安全生产委员会办", "关于开展", "出席", "程敬安"},
		"agreement":   {"安全生产责", "一、责任", "正文一", "甲方", "乙方", "负责人", "代表人", "—1—"},
		"joint names": {"关于督查", "正文一", "安澜市交通", "安澜市公", "安澜市应", "二〇二六"},
		"attachment":  {"—1—", "—2—", "附件：", "名单", "分组表", "督查组", "附件正文"},
	}
	const mm = 72 / 25.4
	papers, printed := inOffice(t, "places")
	for name, theirs := range printed {
		ours := ourPages(t, papers[name])
		for _, s := range texts[name] {
			a, onOurs := find(ours, s)
			b, onTheirs := find(theirs, s)
			if onOurs == 0 || onTheirs == 0 {
				t.Errorf("%s: %q stands on page %d of ours and %d of LibreOffice's", name, s, onOurs, onTheirs)
				continue
			}
			dx, dy := (b.X-a.X)/mm, (b.Y-a.Y)/mm
			if onOurs != onTheirs || dx < -1.5 || dx > 1.5 || dy < -1.5 || dy > 1.5 {
				t.Errorf("%s: %q stands %.2f mm to the right and %.2f mm below its place (pages %d and %d)", name, s, dx, dy, onOurs, onTheirs)
			}
		}
	}
}

func placedPapers(t testing.TB) map[string]*doc.Resolved {
	one := func(layout string, marks ...string) doc.Meta {
		m := full(layout)
		m.Title, m.Subtitle, m.Marks = "关于开展安全生产督查的通知", "", marks
		m.Printed = "三月五日"
		return m
	}
	upward := one("document", "安澜市安全生产委员会文件")
	upward.Copy, upward.Urgency, upward.Secrecy = "", "", ""
	letter := one("letter", "安澜市应急管理局")
	bare := one("letter", "安澜市应急管理局")
	bare.Copy, bare.Urgency, bare.Secrecy = "", "", ""
	order := one("order", "安澜市人民政府令")
	order.Title, order.To = "", ""
	sealed := "正文一行。\n\n```closing\noffice: 安澜市安全生产委员会办公室\ndate: 二〇二六年三月五日\nseal: yes\n```\n"
	papers := map[string]*doc.Resolved{
		"joint":     paperOf(t, sealed, one("document", "安澜市交通运输局", "安澜市公安局", "安澜市应急管理局文件"), doc.Options{}),
		"upward":    paperOf(t, "正文一行。\n\n```closing\noffice: 安委办\ndate: 二〇二六年三月五日\n```\n", upward, doc.Options{}),
		"unsealed":  paperOf(t, "正文一行。\n\n```closing\noffice: 安澜市安全生产委员会办公室\ndate: 二〇二六年三月五日\n```\n", doc.Meta{}, doc.Options{}),
		"letter":    paperOf(t, sealed, letter, doc.Options{}),
		"bare":      paperOf(t, sealed, bare, doc.Options{}),
		"order":     paperOf(t, "正文一行。\n\n```closing\nsigner: 市长 | 程敬安\ndate: 二〇二六年三月五日\n```\n", order, doc.Options{}),
		"minutes":   paperOf(t, "正文一行。\n\n```attendance\n出席：程敬安、霍启明\n```\n", one("minutes", "安澜市安全生产委员会会议纪要"), doc.Options{}),
		"agreement": paperOf(t, "# 责任目标\n\n正文一行。\n\n```signatures\n甲方（盖章）： | 乙方（盖章）：\n负责人： | 代表人：\n```\n", doc.Meta{Layout: "agreement", Title: "安全生产责任书"}, doc.Options{}),
		"joint names": paperOf(t, "正文一行。\n\n```closing\noffice: 安澜市交通运输局\noffice: 安澜市公安局\noffice: 安澜市应急管理局\ndate: 二〇二六年三月五日\nseal: yes\n```\n",
			doc.Meta{Layout: "plain", Title: "关于督查的通知"}, doc.Options{}),
		"attachment": paperOf(t, "正文一行。\n\n```attachments\n名单\n分组表\n```\n\n```attachment\nnumber: 1\ntitle: 督查组人员\n```\n\n附件正文。\n", doc.Meta{Layout: "plain", Title: "关于督查的通知"}, doc.Options{}),
	}
	return papers
}

// A title that would leave the first page without text has smaller type in Word, too, and its
// lines stand closer; an attachment's has not.
func TestLongTitleIsSmaller(t *testing.T) {
	for _, c := range []struct{ words, size, line int }{{1, 0, 0}, {27, 36, 640}, {34, 32, 600}} {
		m := doc.Meta{Layout: "document", Marks: []string{"安澜市人民政府"}, Number: "安政〔2026〕1号", Title: "关于" + strings.Repeat("印发工作方案", c.words) + "的通知", To: "各县"}
		body := string(partsOf(t, written(t, paperOf(t, "正文。\n\n正文。\n\n```attachment\ntitle: 附表\n```\n\n正文。", m, doc.Options{})))["word/document.xml"])
		title := body[strings.Index(body, `"PaperTitle"`):]
		own := title[:strings.Index(title, "</w:p>")]
		rest := title[len(own):]
		rest = rest[strings.Index(rest, `"PaperTitle"`):]
		rest = rest[:strings.Index(rest, "</w:p>")]
		want := c.size > 0
		if strings.Contains(own, fmt.Sprintf(`<w:sz w:val="%d"/>`, c.size)) != want || strings.Contains(own, fmt.Sprintf(`w:line="%d"`, c.line)) != want || strings.Contains(rest, "<w:sz ") {
			t.Errorf("a title of %d words is written %s, an attachment's %s", c.words, own, rest)
		}
	}
}

// 主送机关 that leave the first page no room for text stand in Word's imprint, too, above
// 抄送机关 in its cell.
func TestManyRecipientsStandBelow(t *testing.T) {
	for names, below := range map[int]bool{3: false, 60: true} {
		m := doc.Meta{Layout: "document", Marks: []string{"青禾县安全生产委员会"}, Number: "青安委〔2026〕1号", Title: "标题", To: strings.Repeat("青禾县人民政府，", names) + "乙乡", CC: []string{"甲局"}, Printer: "丙办"}
		body := string(partsOf(t, written(t, paperOf(t, "正文。\n\n正文。", m, doc.Options{})))["word/document.xml"])
		to, cc := strings.Index(body, "主送：青禾县"), strings.Index(body, "抄送：甲局")
		if (to > 0) != below || below && (to > cc || strings.Contains(body[to:cc], "</w:tc>") || strings.Contains(body, "乙乡：")) {
			t.Errorf("%d recipients: 主送 stands at %d, 抄送 at %d", names, to, cc)
		}
	}
}
