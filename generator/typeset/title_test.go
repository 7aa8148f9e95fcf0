package typeset

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/standard"
)

// Titles break between words into few lines of like length, and never shape an
// hourglass.
func TestTitleLines(t *testing.T) {
	s := &setter{faces: face.Default()}
	for _, c := range []struct{ title, want string }{
		{"安澜市安全生产工作会议纪要", "安澜市安全生产工作会议纪要"},
		{"安澜市人民政府\n关于表彰的决定", "安澜市人民政府关于表彰的决定"}, // it fits one line
		{"关于开展2026年第一季度安全生产专项督查工作的通知", "关于开展2026年第一季度|安全生产专项督查工作的通知"},
		{"安澜市安全生产委员会办公室关于印发2026年度安全生产目标管理责任书考核办法的通知", "安澜市安全生产委员会办公室|关于印发2026年度安全生产目标管理|责任书考核办法的通知"},
		{"安澜市安全生产委员会办公室\n关于开展2026年第一季度安全生产\n专项督查的通知", "安澜市安全生产委员会办公室|关于开展2026年第一季度安全生产|专项督查的通知"},
		{strings.Repeat("安", 45), strings.Repeat("安", 14) + "|" + strings.Repeat("安", 15) + "|" + strings.Repeat("安", 16)}, // 7.3.1: a trapezium, no rectangle
		{"委员会督查考核办法（试行）开展危险化学品、委员会安全生产关于开展己庚辛责任书", "委员会督查考核办法（试行）|开展危险化学品、委员会安全生产|关于开展己庚辛责任书"},                             // 7.3.1: a lozenge, no hourglass
		{"乙丙印发督查（2026年修订）人民政府（试行）", "乙丙印发督查（2026年修订）|人民政府（试行）"},                                                            // outside brackets
		{"督查矿山目标管理工作小组的专项检查情况和考核办法", "督查矿山目标管理工作小组的|专项检查情况和考核办法"},                                                          // 的 hangs on what stands before it
		{"督查矿山目标管理委员会办公室的专项检查考核办法", "督查矿山目标管理委员会办公室的|专项检查考核办法"},                                                            // likewise, though the lines are less alike then
		{"安全生产专项督查办法关于考核责任书台账清单目录情况", "安全生产专项督查办法|关于考核责任书台账清单目录情况"},                                                        // before 关于
		{"安全生产工作方案（危险化学品道路交通安全）修订情况", "安全生产工作|方案（危险化学品道路交通安全）修订情况"},                                                        // a bracket hangs on what stands before it
		{"青石县安全生产委员会办公室\n关于同意青石县公安局\n工作任务延期申请的批复", "青石县安全生产委员会办公室|关于同意青石县公安局工作|任务延期申请的批复"},                                 // 7.3.1: its own lines would be an hourglass; 关于 ends no line
		{"青石县白沙镇人民政府与\n青石县白沙砂石有限公司\n2026年度安全生产目标管理责任书", "青石县白沙镇人民政府|与青石县白沙砂石有限公司|2026年度安全生产目标管理责任书"},                       // 7.3.1: two of its own would be of one length; the name stays whole
		{"安澜市安全生产委员会\n关于印发《2026年度\n安全生产工作要点》的通知", "安澜市安全生产委员会关于印发|《2026年度安全生产工作要点》的通知"},                                    // rather outside of 《》
		{"第一季度专项整治和己庚辛工作方案等与责任书", "第一季度专项整治和|己庚辛工作方案等与责任书"},                                                                // behind 和, where the words are not known
	} {
		if got := strings.Join(s.titleLines(c.title, standard.SizeTitle), "|"); got != c.want {
			t.Errorf("%s is broken\n%s, want\n%s", c.title, got, c.want)
		}
	}
}

// A name that is too long for its place has lines of like length: it is no title, whose lines
// differ. It breaks behind its dot.
func TestNamesOfSeveralLines(t *testing.T) {
	s := &setter{faces: face.Default()}
	for _, c := range []struct {
		name, want string
		room       Length
	}{
		{"古丽巴哈尔·阿卜杜热合曼", "古丽巴哈尔·|阿卜杜热合曼", 8},
		{"阿里·买买提依明江提", "阿里·|买买提依明江提", 8},
		{"古丽巴哈尔·阿卜杜热合曼·买买提依明江", "古丽巴哈尔·|阿卜杜热合曼·|买买提依明江", 9},
		{"云澜能源集团有限公司安澜发电分公司（盖章）", "云澜能源|集团有限公司|安澜发电分公司|（盖章）", 8},
	} {
		if got := strings.Join(s.balanced(c.name, bodyStyle(face.KaiTi), c.room*standard.Cell), "|"); got != c.want {
			t.Errorf("%s is broken %s, want %s", c.name, got, c.want)
		}
	}
}

// The names of a signing block are broken by their words: before （盖章）, before 有限公司;
// blanks that were put into a cell are kept.
func TestSignersAreBrokenByWords(t *testing.T) {
	for cell, want := range map[string]string{
		"乙方：松渡县梅坞乡人民政府（盖章）":    "乙方：松渡县梅坞乡人民政府|（盖章）",
		"乙方：青石县云溪客运有限公司（盖章）":   "乙方：青石县云溪客运|有限公司（盖章）",
		"法定代表人：迪丽努尔·阿布都克里木·肉孜": "法定代表人：迪丽努尔·|阿布都克里木·肉孜",
		"（县长　陆昀　县委书记　欧阳震华　签字）": "（县长　陆昀　县委书记　欧|阳震华　签字）",
		"负责人（签字）：":             "负责人（签字）：",
	} {
		l := layOut(t, "文。\n\n```signatures\n"+cell+" | 乙方：\n```\n", doc.Meta{Layout: "agreement", Title: "责任书"}, doc.Options{})
		var lines []string
		for _, r := range l.Pages[0].Runs {
			if r.X < standard.PaperWidth/2 && r.Ink == Black && r.Size == standard.SizeBody && r.Text() != "文。" && r.Y < standard.MarginTop+standard.AreaHeight {
				lines = append(lines, r.Text())
			}
		}
		if got := strings.Join(lines, "|"); got != want {
			t.Errorf("%s is broken %s, want %s", cell, got, want)
		}
	}
}

// Titles of three lines are a trapezium or a lozenge: none is an hourglass, of whatever an
// office's name, a place, an event and a kind of paper make, and hardly any has two lines of
// one length (7.3.1).
func TestTitlesHaveAShape(t *testing.T) {
	s := &setter{faces: face.Default()}
	three, equal := 0, 0
	for _, issuer := range []string{"安澜市安全生产委员会", "青石县安全生产委员会办公室", "云澜能源集团有限公司安全生产委员会办公室", "安澜市住房和城乡建设局", "中共安澜市委办公室\n安澜市人民政府办公室"} {
		for _, act := range []string{"关于开展", "关于印发《", "关于召开", "关于对"} {
			for _, whose := range []string{"", "安澜市", "2026年第一季度", "青崖矿业有限公司", "2026年度全市", "南陂市“8·17”较大火灾事故"} {
				for _, what := range []string{"安全生产工作", "安全生产专项督查", "道路交通安全专项检查情况", "安全生产治本攻坚三年行动", "重大事故隐患挂牌督办", "目标责任制考核办法"} {
					for _, kind := range []string{"的通知", "的函", "方案的通知", "\n进展情况的通报"} {
						if act == "关于印发《" {
							kind = "》" + kind
						}
						lines := s.titleLines(issuer+"\n"+act+whose+"\n"+what+kind, standard.SizeTitle)
						if len(lines) < 3 {
							continue
						}
						three++
						var widths []Length
						for _, line := range lines {
							widths = append(widths, s.width([]piece{{line, titleStyle(standard.SizeTitle)}}))
						}
						same := false
						for i := 1; i < len(widths); i++ {
							if i > 1 && widths[i] > widths[i-1] && widths[i-1] < widths[i-2] {
								t.Errorf("an hourglass: %s", strings.Join(lines, "|"))
							}
							same = same || alike(widths[i], widths[i-1], standard.SizeTitle)
						}
						if same && len(lines) == 3 {
							equal++
						}
					}
				}
			}
		}
	}
	if three < 1000 || 150*equal > three {
		t.Errorf("of %d titles of three lines %d have two of one length, want one in 150 at most", three, equal)
	}
}

// Whatever the title, no line is wider than the type area, nothing is lost, and
// known words stay whole.
func TestTitleProperties(t *testing.T) {
	s := &setter{faces: face.Default()}
	words := []string{"安全生产", "责任书", "关于", "开展", "2026年", "第一季度", "的", "通知", "（试行）", "督查", "人民政府", "委员会", "办公室", "危险化学品", "和", "甲", "乙丙"}
	for seed := range 400 {
		var b strings.Builder
		for i := range 4 + seed%17 {
			b.WriteString(words[(seed*7+i*i*3+i)%len(words)])
		}
		lines := s.titleLines(b.String(), standard.SizeTitle)
		if strings.Join(lines, "") != b.String() {
			t.Fatalf("%s comes back as %v", b.String(), lines)
		}
		for _, l := range lines {
			if w := s.width([]piece{{l, titleStyle(standard.SizeTitle)}}); w > standard.AreaWidth {
				t.Errorf("the line %s is %d wide", l, w)
			}
		}
		for i := 1; i < len(lines); i++ {
			for _, word := range []string{"安全生产", "责任书", "委员会", "危险化学品", "人民政府"} {
				for cut := len("一"); cut < len(word); cut += len("一") {
					if strings.HasSuffix(lines[i-1], word[:cut]) && strings.HasPrefix(lines[i], word[cut:]) && !strings.HasPrefix(lines[i], word) {
						t.Errorf("%s is parted in %v", word, lines)
					}
				}
			}
		}
	}
}

// A title of many lines does not push the text off the first page: it is set in 小二, then in
// 三号 (7.3.1, 一般用2号). Where that does not help either the paper is complained of; the
// signature is never without text, and a line of it alone stands with the signature.
func TestTextBeginsOnTheFirstPage(t *testing.T) {
	for _, c := range []struct {
		words, lines int // of the title, six characters each; of the text
		size         Length
		complaint    bool
	}{
		{0, 1, 22, false}, {0, 2, 22, false}, {6, 2, 22, false}, {12, 2, 22, false}, {21, 2, 22, false}, {22, 2, 22, false}, {24, 2, 18, false}, {27, 2, 18, false}, {31, 2, 16, false}, {34, 2, 16, false}, {48, 2, 22, true},
		{3, 1, 22, false}, {6, 1, 22, false}, {10, 1, 18, false}, {13, 1, 18, false}, {16, 1, 16, false}, {21, 1, 22, true},
	} {
		m := doc.Meta{Layout: "document", Marks: []string{"安澜市人民政府"}, Number: "安政〔2026〕1号", Title: "关于" + strings.Repeat("印发工作方案", c.words) + "的通知", To: "各县"}
		d, _ := doc.Parse([]byte(strings.Repeat("正文。\n\n", c.lines)+"```closing\noffice: 甲局\ndate: 2026年3月5日\nseal: yes\n```\n"), "t.md", 1)
		d.Meta = m
		l, complaints := Typeset(resolved(d), face.Default())
		if l.TitleSize != c.size*Pt || (complaints.Len() > 0) != c.complaint || c.complaint && complaints.All()[0].Code != "first-page" {
			t.Errorf("a title of %d characters and %d lines is set in %d pt, want %d: %v", 6*c.words+5, c.lines, l.TitleSize/Pt, c.size, complaints.All())
		}
		_, text := find(t, l, "正文。")
		_, signed := find(t, l, "甲局")
		_, to := find(t, l, "各县")
		if !c.complaint && (text != 1 || to != 1) || c.lines == 1 && text != signed {
			t.Errorf("a title of %d characters and %d lines: 主送机关 on page %d, the text on %d, the signature on %d", 6*c.words+5, c.lines, to, text, signed)
		}
		if _, size := NewRuler(face.Default()).Settled(resolved(d)); size != l.TitleSize {
			t.Errorf("a title of %d characters and %d lines: Word has %d pt, the page %d", 6*c.words+5, c.lines, size/Pt, l.TitleSize/Pt)
		}
		l.Release()
	}
}

// A first page without text is complained of by its cause; a paper without a head need not
// have one (7.2.4).
func TestFirstPageHasText(t *testing.T) {
	to := func(n int) string { return strings.Repeat("青禾县人民政府，", n) }
	names := func(n int) (out []string) {
		for range n {
			out = append(out, "阿不都热依木·买买提·阿卜杜热合曼·肉孜")
		}
		return out
	}
	for _, c := range []struct {
		meta doc.Meta
		body string
		want string // of the complaint
	}{
		{doc.Meta{}, "正文。", ""},
		{doc.Meta{}, "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", ""},
		{doc.Meta{To: to(90), Title: strings.Repeat("关于标题", 70)}, "正文。", "主送机关有26行"},
		{doc.Meta{Signers: names(6)}, "正文。", "版头高"},
		{doc.Meta{Title: strings.Repeat("关于标题", 70)}, "正文。", "标题太长"},
		{doc.Meta{}, "```closing\noffice: 甲局\ndate: 2026年3月5日\n```", "这份文书没有正文"},
		{doc.Meta{}, "", "这份文书没有正文"},
		{doc.Meta{}, "```attachment\ntitle: 附表\n```\n\n正文。", "这份文书没有正文"},
	} {
		c.meta.Marks, c.meta.Number, c.meta.Title = []string{"青禾县安全生产委员会"}, "青安委〔2026〕1号", cmp.Or(c.meta.Title, "标题")
		long := c.meta.Signers != nil || c.meta.To != "" || len(c.meta.Title) > 100
		for _, layout := range []string{"document", "letter", "plain"} {
			c.meta.Layout = layout
			if layout == "letter" && long {
				continue // it has no signers, and a higher page
			}
			d, _ := doc.Parse([]byte(c.body), "t.md", 1)
			d.Meta = c.meta
			_, complaints := Typeset(resolved(d), face.Default())
			want := c.want
			if layout == "plain" {
				want = ""
			}
			if all := complaints.All(); len(all) > 1 || (len(all) == 1) != (want != "") || len(all) == 1 && (all[0].Code != "first-page" || !strings.Contains(all[0].Problem.Zh, want)) {
				t.Errorf("%s, %q: %v, want %q", layout, c.body, all, want)
			}
		}
	}
}

// 主送机关 that leave the first page no room for text stand in the imprint, above 抄送机关
// and without a rule between, in Word too; fewer stand in their place (7.3.2, 7.4.2).
func TestManyRecipientsStandBelow(t *testing.T) {
	for _, c := range []struct {
		names int
		below bool
	}{{3, false}, {10, false}, {60, true}, {150, true}} {
		for _, layout := range []string{"document", "letter"} {
			m := doc.Meta{Layout: layout, Marks: []string{"青禾县安全生产委员会"}, Number: "青安委〔2026〕1号", Title: "标题", To: strings.Repeat("青禾县人民政府，", c.names) + "乙乡", CC: []string{"甲局"}, Printer: "丙办", Printed: "2026年3月5日"}
			d, _ := doc.Parse([]byte("正文。\n\n正文。"), "t.md", 1)
			d.Meta = m
			paper, _ := doc.Resolve(d, doc.Options{})
			l, complaints := Typeset(paper, face.Default())
			if all := complaints.All(); l.RecipientsBelow != c.below || complaints.Errors() > 0 || c.below != (len(all) == 1 && all[0].Code == "recipients-below") {
				t.Errorf("%s: %d recipients stand below: %v, want %v: %v", layout, c.names, l.RecipientsBelow, c.below, all)
			}
			if _, page := find(t, l, "正文。"); page != 1 {
				t.Errorf("%s, %d recipients: the text begins on page %d", layout, c.names, page)
			}
			settled, _ := NewRuler(face.Default()).Settled(paper)
			if words := strings.Join(settled.Words(), "|"); strings.Contains(words, "主送：青禾县") != c.below || strings.Contains(words, "乙乡。|抄送：甲局。") != c.below || strings.Contains(words, "乙乡：|") == c.below {
				t.Errorf("%s, %d recipients: Word says %s", layout, c.names, words)
			}
			if !c.below || layout == "letter" {
				continue
			}
			to, first := find(t, l, "主送：")
			cc, last := find(t, l, "抄送：")
			if to.Size != standard.SizeSmall || cc.X != to.X || first > last || first == last && to.Y >= cc.Y {
				t.Errorf("主送 stands at %v %v on page %d, 抄送 at %v %v on page %d", to.X, to.Y, first, cc.X, cc.Y, last)
			}
			for _, r := range l.Pages[last-1].Rules {
				if r.Y < cc.Y && r.Y > cc.Y-standard.ImprintLine {
					t.Errorf("a rule stands above 抄送 at %v", r.Y)
				}
			}
		}
	}
}

// The longest title takes no more than some times the time of Han characters, of whatever
// characters it is; a longer one is complained of, in an attachment too.
func TestLongTitles(t *testing.T) {
	s := &setter{faces: face.Default()}
	took := func(unit string) (least time.Duration) { // of three times: others use this machine too
		title := strings.Repeat(unit, longestTitle)[:len(unit)*longestTitle/len([]rune(unit))]
		for range 3 {
			began := time.Now()
			s.titleLines(title, standard.SizeTitle)
			if d := time.Since(began); least == 0 || d < least {
				least = d
			}
		}
		return least
	}
	for _, unit := range []string{"安全生产", "i ", "a", "（", "、", "1", "i. "} {
		if d, usual := took(unit), took("长"); d > 50*usual {
			t.Errorf("%q takes %v, Han characters %v", unit, d, usual)
		}
	}
	long := strings.Repeat("长", longestTitle+1)
	for _, c := range []struct {
		meta doc.Meta
		body string
	}{{doc.Meta{Title: long}, "正文。"}, {doc.Meta{}, "```attachment\ntitle: " + long + "\n```\n正文。"}} {
		tree, _ := doc.Parse([]byte(c.body), "x.md", 1)
		tree.Meta = c.meta
		if _, complaints := Typeset(resolved(tree), face.Default()); complaints.Errors() != 1 || complaints.All()[0].Code != "title-long" {
			t.Errorf("a long title: %v", complaints.All())
		}
	}
}
