package fill

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"hongtou/generator/docx"
	"hongtou/generator/ooxml"
)

const wordSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"`

// para is a paragraph whose runs are parted by ¦; each has a look of its own.
func para(text string, properties ...string) string {
	var b strings.Builder
	b.WriteString(`<w:p>`)
	if len(properties) > 0 {
		b.WriteString(`<w:pPr>` + strings.Join(properties, "") + `</w:pPr>`)
	}
	for i, run := range strings.Split(text, "¦") {
		fmt.Fprintf(&b, `<w:r><w:rPr><w:sz w:val="%d"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r><w:proofErr w:type="spellStart"/>`, 20+i, ooxml.Escape(run))
	}
	return b.String() + `</w:p>`
}

func listItem(list int, text string) string {
	return para(text, fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, list))
}

// grid is a table: rows of cells; a cell that begins with < is XML, ^ goes on from
// the one above, v begins what goes on.
func grid(columns int, rows ...[]string) string {
	var b strings.Builder
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>` + strings.Repeat(`<w:gridCol w:w="2000"/>`, columns) + `</w:tblGrid>`)
	for _, row := range rows {
		b.WriteString(`<w:tr>`)
		for _, cell := range row {
			merge := ""
			switch {
			case strings.HasPrefix(cell, "^"):
				merge, cell = `<w:vMerge/>`, cell[1:]
			case strings.HasPrefix(cell, "v "):
				merge, cell = `<w:vMerge w:val="restart"/>`, cell[2:]
			}
			if !strings.HasPrefix(cell, "<w:") {
				cell = para(cell)
			}
			b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>` + merge + `</w:tcPr>` + cell + `</w:tc>`)
		}
		b.WriteString(`</w:tr>`)
	}
	return b.String() + `</w:tbl>`
}

func placeholder(description string) string {
	return `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="图片 1" descr="` + ooxml.Escape(description) + `"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

func dot(t *testing.T, w, h int) []byte {
	var b bytes.Buffer
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	m.Set(0, 0, color.Black)
	check(t, png.Encode(&b, m))
	return b.Bytes()
}

const wordHeader = `<w:hdr ` + wordSpaces + `>`

// ownWord builds an office's own Word file: a body, a head, lists, and the settings.
func ownWord(t *testing.T, settings [][]string, body string) []byte {
	t.Helper()
	set := [][]string{{settingsSheet, ""}}
	if settings == nil {
		settings = [][]string{{"标题", "{{.Period.Name}}件"}, {"文件名", "件"}, {"周期", "quarter"}}
	}
	set = append(set, settings...)
	const kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	list := func(id string) string {
		return `<w:abstractNum w:abstractNumId="` + id + `"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>`
	}
	relation := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="` + ooxml.Relationships + "/" + kind + `" Target="` + target + `"/>`
	}
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{
		{ooxml.Contents, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="` + kinds + `document.main+xml"/><Override PartName="/word/header1.xml" ContentType="` + kinds + `header+xml"/><Override PartName="/word/numbering.xml" ContentType="` + kinds + `numbering+xml"/><Override PartName="/word/styles.xml" ContentType="` + kinds + `styles+xml"/></Types>`},
		{"_rels/.rels", rels + relation("rId1", "officeDocument", "word/document.xml") + `</Relationships>`},
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:document ` + wordSpaces + `><w:body>` + body + grid(2, set...) + para("") + `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr></w:body></w:document>`},
		{"word/_rels/document.xml.rels", rels + relation("rId2", "header", "header1.xml") + relation("rId3", "numbering", "numbering.xml") + relation("rId4", "styles", "styles.xml") + relation("rId9", "image", "media/image1.png") + `</Relationships>`},
		{"word/header1.xml", wordHeader + para("{{.Office.Sh¦ort}}") + `</w:hdr>`},
		{"word/numbering.xml", `<w:numbering ` + wordSpaces + `>` + list("0") + list("1") + `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`},
		{"word/styles.xml", `<w:styles ` + wordSpaces + ` ><w:style w:type='paragraph'  w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>`},
		{"word/media/image1.png", string(dot(t, 4, 4))}, {"customXml/item1.xml", "<x>不认识</x>"},
	} {
		w, err := z.Create(p[0])
		check(t, err)
		_, err = io.WriteString(w, p[1])
		check(t, err)
	}
	check(t, z.Close())
	return b.Bytes()
}

// filledWord fills a form twice, which gives the same bytes.
func filledWord(t *testing.T, data []byte) []byte {
	t.Helper()
	s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.docx": {Data: data}})
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	var first []byte
	for range 2 {
		own, l := s.Get("own").Word(Root{Office: anlan(t), Period: q1})
		if own == nil {
			t.Fatal(l.All())
		}
		photos := map[string]docx.Photo{}
		for _, name := range own.Photos() {
			photos[name] = docx.Photo{Data: dot(t, 8, 4), Suffix: "png", Width: 8, Height: 4}
		}
		var out bytes.Buffer
		check(t, own.Write(&out, photos))
		if first != nil && !bytes.Equal(first, out.Bytes()) {
			t.Error("the same form gave other bytes")
		}
		first = out.Bytes()
	}
	return first
}

func wordPartOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	f, err := ooxml.Open(data, 1<<30)
	check(t, err)
	b, err := f.Part(name)
	check(t, err)
	return string(b)
}

// printWord is the text: paragraphs with the list that they are items of, rows of
// cells, those that go on from above, pictures with their measures.
func printWord(t *testing.T, data []byte) string {
	t.Helper()
	root, err := ooxml.Parse([]byte(wordPartOf(t, data, "word/document.xml")))
	check(t, err)
	var out strings.Builder
	line := func(n *ooxml.Node) string {
		s := ""
		if list := listOf(n); list != "" {
			s = "[" + list + "] "
		}
		n.Walk(func(n *ooxml.Node) bool {
			switch n.Name.Local {
			case "t":
				s += n.Text()
				return false
			case "br":
				s += "↵"
			case "docPr":
				s += "(" + n.Attr("descr") + " " + n.Attr("id") + ")"
			case "extent":
				s += n.Attr("cx") + "x" + n.Attr("cy")
			}
			return true
		})
		return s
	}
	var block func(n *ooxml.Node, indent string)
	block = func(n *ooxml.Node, indent string) {
		for _, c := range n.Nodes {
			switch {
			case c.Is(ooxml.Word, "p"):
				out.WriteString(indent + line(c) + "\n")
			case c.Is(ooxml.Word, "tbl"):
				for _, row := range c.Elements("tr") {
					var cells []string
					for _, cell := range row.Elements("tc") {
						var texts []string
						for _, p := range cell.Elements("p") {
							texts = append(texts, line(p))
						}
						s := strings.Join(texts, "¶")
						if m := cell.First("tcPr").First("vMerge"); m != nil {
							s = map[bool]string{true: "v ", false: "^"}[m.AttrOf(ooxml.Word, "val") == "restart"] + s
						}
						cells = append(cells, s)
						if len(cell.Elements("tbl")) > 0 {
							block(cell, indent+"  ")
						}
					}
					out.WriteString(indent + "| " + strings.Join(cells, " | ") + "\n")
				}
			}
		}
	}
	block(root.Root().First("body"), "")
	return out.String()
}

// Ten forms of different shapes.
var wordShapes = []struct{ name, body, want string }{
	{"notice", para("关于做好{{.Per¦iod.Name}}¦工作的通知") + para("{{range $i, $u := .Office.UnitsOf “县区”}}{{if $i}}、{{end}}{{$u.Name}}{{end}}：") + para("{{if gt (len .Office.Units) 1000}}") + para("单位很多。") + para("{{else}}") + para("请各单位做好工作。") + para("{{end}}") + para("{{.Office.Name}}"),
		"关于做好2026年第一季度工作的通知\n澄江区人民政府、望海县人民政府：\n请各单位做好工作。\n安澜市安全生产委员会办公室\n"},
	{"letter", para("致{{with index .Office.Units 0}}{{.Leader}}{{.Post}}{{end}}：") + para("联系人：¦｛｛.Office.Contact｝｝¦，电话{{.Office.Phone}}") + para("{{printf \"%s\\n%s\" \"<甲>&\" \"乙\"}}"),
		"致周明市长：\n联系人：林静，电话0530-1234567\n<甲>&↵乙\n"},
	{"agreement with a table that grows", para("一、目标") + grid(3, []string{"单位", "负责人", "职务"}, []string{`{{range .Office.UnitsOf "县区"}}{{.Name}}`, "{{.Lea¦der}}", "{{.Post}}{{end}}"}, []string{"合计", `{{len (.Office.UnitsOf "县区")}}家`, ""}),
		"一、目标\n| 单位 | 负责人 | 职务\n| 澄江区人民政府 | 王一 | 区长\n| 望海县人民政府 | 田富 | 县长\n| 合计 | 2家 | \n"},
	{"checklist with pictures", grid(2, []string{"项目", "照片"}, []string{`{{range .Office.UnitsOf "县区"}}`, ""}, []string{"{{.Short}}", placeholder("照片/{{.Code}}.png")}, []string{"{{end}}", ""}) + placeholder("{{if false}}x.png{{end}}") + placeholder("公章"),
		"| 项目 | 照片\n| 澄江区 | 900000x450000(370102.png 1)\n| 望海县 | 900000x450000(370103.png 2)\n\n900000x900000(公章 4)\n"},
	{"certificate", para("证　书") + para("{{.Office.UnitsOf \"县区\" | len}}号{{/* 注 */}}") + para("{{$u := index .Office.Units 1}}") + para("{{$u.Leader}}同志"),
		"证　书\n2号\n王一同志\n"},
	{"minutes", para("出席：{{range $i, $u := .Office.Units}}{{if $i}}，{{end}}¦{{$u.Short}}¦{{end}}。") + para(`{{define "议题"}}`) + para("议题：{{.Name}}") + para("{{.Leader}}汇报") + para("{{end}}") + para(`{{range .Office.UnitsOf "县区"}}`) + para(`{{template "议题" .}}`) + para("{{end}}"),
		"出席：安澜市，澄江区，望海县，市交通局，安澜矿业，望海客运。\n议题：澄江区人民政府\n王一汇报\n议题：望海县人民政府\n田富汇报\n"},
	{"form with merged cells", grid(3, []string{"v 基本情况", "名称", "{{.Office.Name}}"}, []string{`^{{range .Office.UnitsOf "县区"}}`, "单位", "{{.Short}}{{end}}"}, []string{"^", "备注", ""}) +
		grid(3, []string{"层级", "名称", "负责人"}, []string{`{{range .Office.Units}}{{merge .Tier}}`, "{{.Short}}", "{{.Leader}}{{end}}"}),
		"| v 基本情况 | 名称 | 安澜市安全生产委员会办公室\n| ^ | 单位 | 澄江区\n| ^ | 单位 | 望海县\n| ^ | 备注 | \n| 层级 | 名称 | 负责人\n| 市 | 安澜市 | 周明\n| v 县区 | 澄江区 | 王一\n| ^ | 望海县 | 田富\n| 部门 | 市交通局 | 李四\n| v 企业 | 安澜矿业 | 𬭎方\n| ^ | 望海客运 | 赵七\n"},
	{"envelope", `<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>` + para(`{{range .Office.UnitsOf "县区"}}`) + para("{{.Name}}收") + para("{{end}}") + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>` + para("{{.Office.Name}}寄"),
		"澄江区人民政府收望海县人民政府收\n安澜市安全生产委员会办公室寄\n"},
	{"list with sub-lists", para(`{{range .Office.UnitsOf "县区"}}`) + listItem(1, "{{.Name}}") + para(`{{range seq 1 2}}`) + listItem(2, "第{{.}}项") + para("{{end}}") + para("{{end}}"),
		"[1] 澄江区人民政府\n[2] 第1项\n[2] 第2项\n[1] 望海县人民政府\n[3] 第1项\n[3] 第2项\n"},
	{"receipt", grid(2, []string{"收到", "{{.Office.Name}}"}, []string{`{{if gt (len .Office.Units) 1000}}不出现`, "x{{end}}"}, []string{`{{range .Office.UnitsOf "村社区"}}{{.Name}}`, "{{end}}"}, []string{grid(1, []string{"{{.Period.Name}}"}), "{{if true}}√{{else}}□{{end}}已阅"}) + grid(1, []string{`{{range .Office.UnitsOf "村社区"}}{{.Name}}{{end}}`}) + grid(1, []string{`{{range .Office.UnitsOf "村社区"}}`}, []string{"{{.Name}}"}, []string{"{{end}}"}) + para("经手人：{{.Office.Contact}}"),
		"| 收到 | 安澜市安全生产委员会办公室\n  | 2026年第一季度\n  \n|  | √已阅\n| \n经手人：林静\n"},
}

func TestWordShapes(t *testing.T) {
	dir := t.TempDir()
	for i, c := range wordShapes {
		form := ownWord(t, nil, c.body)
		data := filledWord(t, form)
		if got := printWord(t, data); got != c.want {
			t.Errorf("%s gives\n%s\nwant\n%s", c.name, got, c.want)
		}
		for _, part := range []string{"word/styles.xml", "customXml/item1.xml", "word/media/image1.png"} {
			if wordPartOf(t, data, part) != wordPartOf(t, form, part) {
				t.Errorf("%s: %s is not what it was", c.name, part)
			}
		}
		if head := wordPartOf(t, data, "word/header1.xml"); !strings.Contains(head, "安澜市安委办") {
			t.Errorf("%s: the head is %s", c.name, head)
		}
		check(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.docx", i)), data, 0o600))
	}
	readByOthers(t, dir)
}

// readByOthers has LibreOffice and python-docx read the files, if they are there.
func readByOthers(t *testing.T, dir string) {
	files, err := filepath.Glob(filepath.Join(dir, "*.docx"))
	check(t, err)
	if python, err := exec.LookPath("/usr/bin/python3"); err == nil && exec.Command(python, "-c", "import docx").Run() == nil {
		script := "import sys,docx\nfor f in sys.argv[1:]:\n d=docx.Document(f)\n print(''.join(p.text for p in d.paragraphs)+''.join(c.text for t in d.tables for r in t.rows for c in r.cells))\n"
		said, err := exec.Command(python, append([]string{"-c", script}, files...)...).CombinedOutput()
		if err != nil || strings.Contains(string(said), "{{") || strings.Count(string(said), "安澜市") < 5 {
			t.Errorf("python-docx: %v %s", err, said)
		}
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		return
	}
	args := append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir}, files...)
	if said, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, said)
	}
	for i, c := range wordShapes {
		text, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%02d.txt", i)))
		if err != nil {
			t.Errorf("%s: LibreOffice does not open it: %v", c.name, err)
			continue
		}
		for line := range strings.SplitSeq(c.want, "\n") {
			for piece := range strings.SplitSeq(strings.TrimLeft(line, "|[]0123456789 "), " | ") {
				if piece = strings.TrimLeft(piece, "v^ "); piece != "" && !strings.ContainsAny(piece, "↵(") && c.name != "envelope" && !strings.Contains(string(text), piece) {
					t.Errorf("%s: LibreOffice does not show %q: %s", c.name, piece, text)
				}
			}
		}
	}
}

// An action that is parted into runs has the look of its name; what stands around it
// keeps its own, and a form without actions comes out as it was, but for its settings.
func TestWordBytes(t *testing.T) {
	data := filledWord(t, ownWord(t, nil, para("甲{¦{.Office.Short¦}}乙")))
	want := `<w:p><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">甲</w:t></w:r><w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">安澜市安委办</w:t></w:r><w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t xml:space="preserve">乙</w:t></w:r></w:p>`
	if got := wordPartOf(t, data, "word/document.xml"); !strings.Contains(got, want) {
		t.Errorf("the paragraph is not\n%s\nin\n%s", want, got)
	}
	plain := `<w:p w:rsidR='00AB' ><w:r><w:t>甲</w:t></w:r><!-- 注 --><w:bookmarkStart w:id="0" w:name="x"/><w:bookmarkEnd w:id="0"/></w:p>`
	if got := wordPartOf(t, filledWord(t, ownWord(t, nil, plain)), "word/document.xml"); !strings.Contains(got, "<w:body>"+plain+"<w:sectPr>") {
		t.Errorf("what has no action changed: %s", got)
	}
}

// What may stand once in a file stands once, whatever repeats.
func TestWordRepeatsOnce(t *testing.T) {
	body := para(`{{range .Office.UnitsOf "县区"}}`) + `<w:p w14:paraId="00000001"><w:bookmarkStart w:id="5" w:name="甲"/><w:r><w:t>{{.Name}}</w:t></w:r><w:bookmarkEnd w:id="5"/></w:p>` +
		`<w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent>` + para("{{.Code}}") + `</w:sdtContent></w:sdt>` + para("{{end}}")
	got := wordPartOf(t, filledWord(t, ownWord(t, nil, body)), "word/document.xml")
	for _, once := range []string{`w14:paraId="00000001"`, `<w:bookmarkStart `, `<w:bookmarkEnd `, `<w:id w:val="77"/>`} {
		if n := strings.Count(got, once); n != 1 {
			t.Errorf("%s stands %d times: %s", once, n, got)
		}
	}
	if strings.Count(got, "人民政府") != 2 {
		t.Errorf("the loop's rounds are lost: %s", got)
	}
}

// Mistakes are told with their paragraph or cell.
func TestWordMistakes(t *testing.T) {
	for _, c := range []struct{ body, where, say string }{
		{para("甲") + para("{{.Office.Nmae}}"), "正文第2段", "Name"},
		{para("甲{{range .Office.Units}}"), "正文第1段", "段首"},
		{para("{{range .Office.Units}}"), "正文第1段", "没有对应的 {{end}}"},
		{para("甲") + para("{{end}}"), "正文第2段", "前没有"},
		{para("甲{{nothing}}"), "正文第1段", "没有函数"},
		{para("甲{{.Office.Name"), "正文“甲", "没有对应的 }}"},
		{para("{{_chunk 1}}"), "正文第1段", "下划线"},
		{para("{{.Office.Units}}"), "正文第1段", "列表"},
		{para("甲{{template \"x\"}}"), "正文第1段", "单独成段"},
		{grid(2, []string{"甲", "乙"}, []string{"丙", "{{.Office.Nmae}}"}), "正文表1第2行第2列", "Name"},
		{grid(2, []string{"甲{{range .Office.Units}}", "乙{{end}}"}), "正文表1第1行第1列", "开头"},
		{grid(2, []string{"{{range .Office.Units}}甲", "乙"}), "正文表1第1行第1列", "没有对应的 {{end}}"},
		{grid(1, []string{"{{range .Office.Units}}"}) + para("{{end}}"), "正文表1第1行第1列", "没有对应的 {{end}}"},
	} {
		s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.docx": {Data: ownWord(t, nil, c.body)}})
		if tpl := s.Get("own"); tpl != nil {
			_, l = tpl.Word(Root{Office: anlan(t), Period: q1})
		}
		found := false
		for _, d := range l.All() {
			found = found || strings.HasPrefix(d.Place.Key, c.where) && strings.Contains(d.String(), c.say)
		}
		if !found {
			t.Errorf("%s: want %q at %s, got %v", c.body, c.say, c.where, l.All())
		}
	}
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"broken": {[]byte("PK"), "template-docx"}, "without a title": {ownWord(t, [][]string{{"文件名", "x"}, {"周期", "year"}}, ""), "template-key-missing"},
		"an unknown setting": {ownWord(t, [][]string{{"标题", "x"}, {"文件名", "x"}, {"周期", "year"}, {"颜色", "红"}}, ""), "template-key-unknown"},
	} {
		if _, l := OpenWith(DefaultLimits, fstest.MapFS{"own.docx": {Data: c.data}}); l.Errors() == 0 || l.All()[0].Code != c.code {
			t.Errorf("%s: complaints %v, want %s", name, l.All(), c.code)
		}
	}
}

// A form with 每…一份 is made for each record, under the name that the settings give.
func TestWordOneARow(t *testing.T) {
	form := ownWord(t, [][]string{{"标题", "证书"}, {"文件名", "证书/{{.Unit.Name}}"}, {"周期", "quarter"}, {"每…一份", "units where 层级 is 县区"}}, para("{{.Unit.Leader}}同志"))
	s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.docx": {Data: form}})
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	office, tpl := anlan(t), s.Get("own")
	if fields := fmt.Sprint(tpl.Fields()); !strings.Contains(fields, ".Unit.Leader") || !strings.Contains(fields, ".Unit.Name") {
		t.Errorf("it reads %s", fields)
	}
	if text, _ := s.Source("own"); !strings.Contains(text, "正文: {{.Unit.Leader}}同志") || !strings.Contains(text, "周期: quarter") {
		t.Errorf("it shows as %q", text)
	}
	var got []string
	for _, subject := range tpl.Selected(office) {
		root := subject.Bind(Root{Office: office, Period: q1})
		file, l := tpl.File(root, tpl.Formats()[0])
		own, more := tpl.Word(root)
		if l.Len()+more.Len() > 0 {
			t.Fatal(l.All(), more.All())
		}
		var out bytes.Buffer
		check(t, own.Write(&out, nil))
		got = append(got, file+" "+strings.TrimSpace(printWord(t, out.Bytes())))
	}
	if want := "证书/澄江区人民政府.docx 王一同志\n证书/望海县人民政府.docx 田富同志"; strings.Join(got, "\n") != want {
		t.Errorf("the papers are\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}
