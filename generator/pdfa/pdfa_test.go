package pdfa

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/png"
	"io"
	"maps"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/pdf"
	"hongtou/generator/typeset"
)

func sample(t testing.TB, attached bool) []byte {
	t.Helper()
	d, _ := doc.Parse([]byte("# 责任目标\n\n区长（㛃𬀩）签订责任书，达到98.5%。\n\n1. 一项\n2. 二项\n\n|地区|指标|\n|---|---|\n|甲|1|\n|乙|^^|\n\n![分布图](分布)\n"), "t", 1)
	d.Meta = doc.Meta{Layout: "document", Title: "关于𬀩的通知", Marks: []string{"安澜市安全生产委员会"}, Number: "安安委办〔2026〕1号"}
	paper, complaints := doc.Resolve(d, doc.Options{Pictures: map[string]doc.Picture{"分布": {Data: picture(t), Width: 8, Height: 8}}})
	l, more := typeset.Typeset(paper, face.NewSet(nil))
	if complaints.Append(more); complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	info := pdf.Info{Title: "关于𬀩的通知 <&>", Author: "安委办", Subject: "(括号)\\", Keywords: "安全\n生产", Date: time.Date(2026, 3, 31, 0, 0, 0, 0, time.FixedZone("", 8*3600))}
	if attached {
		info.Attachments = []pdf.Attachment{{Name: "data.json", Description: "数据", Type: "application/json", Data: []byte(`[{"code":"1"}]`)}}
	}
	var b bytes.Buffer
	if err := pdf.Write(&b, l, info); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// picture is a small PNG in colour.
func picture(t testing.TB) []byte {
	m := image.NewRGBA(image.Rect(0, 0, 8, 8))
	for i := range m.Pix {
		m.Pix[i] = byte(i*7) | byte(i%4/3*255)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOurFilesConform(t *testing.T) {
	for attached, level := range map[bool]string{false: "PDF/A-2a", true: "PDF/A-3a"} {
		r := Check("t.pdf", sample(t, attached))
		if r.Level != level {
			t.Errorf("the file states %q, want %s", r.Level, level)
		}
		for _, c := range r.Complaints.All() {
			t.Errorf("%s: %s", c.Code, c)
		}
	}
}

var objectForm = regexp.MustCompile(`(?s)(\d+) 0 obj\n(.*?)\nendobj\n`)

// rebuilt is the file with each object's text as edit leaves it, those of object streams
// too, which stand in the open then, and a cross-reference table. Streams are given to
// edit uncompressed and stay so where it changes them.
func rebuilt(t *testing.T, file []byte, edit func(object string) string) []byte {
	t.Helper()
	start := objectForm.FindIndex(file)[0]
	out := append([]byte{}, file[:start]...)
	offsets, last := map[int]int{}, 0
	add := func(n int, body string) {
		if plain := uncompressed(body); edit(plain) != plain {
			body = edit(plain)
			if i := strings.Index(body, "stream\n"); i >= 0 {
				length := len(body) - len("\nendstream") - i - len("stream\n")
				body = regexp.MustCompile(`/Length \d+`).ReplaceAllString(body, fmt.Sprintf("/Length %d", length))
			}
		}
		offsets[n], last = len(out), max(last, n)
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	rest, trailer := file[start:bytes.LastIndex(file, []byte("startxref"))], ""
	for len(rest) > 0 {
		m := objectForm.FindSubmatchIndex(rest)
		if m == nil || m[0] != 0 {
			t.Fatalf("no object at %q", rest[:min(len(rest), 40)])
		}
		body := string(rest[m[4]:m[5]])
		n, _ := strconv.Atoi(string(rest[m[2]:m[3]]))
		rest = rest[m[1]:]
		switch head, data, _ := strings.Cut(uncompressed(body), "stream\n"); {
		case strings.Contains(head, "/Type/XRef"):
			trailer = regexp.MustCompile(`/Root.*]`).FindString(head)
		case strings.Contains(head, "/Type/ObjStm"):
			data = strings.TrimSuffix(data, "\nendstream")
			first, _ := strconv.Atoi(regexp.MustCompile(`/First (\d+)`).FindStringSubmatch(head)[1])
			index := strings.Fields(data[:first])
			for i := 0; i < len(index); i += 2 {
				number, _ := strconv.Atoi(index[i])
				from, _ := strconv.Atoi(index[i+1])
				to := len(data) - first
				if i+2 < len(index) {
					to, _ = strconv.Atoi(index[i+3])
				}
				add(number, strings.TrimSpace(data[first+from:first+to]))
			}
		default:
			add(n, body)
		}
	}
	xref := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", last+1)
	for n := 1; n <= last; n++ {
		if offset, ok := offsets[n]; ok {
			out = fmt.Appendf(out, "%010d 00000 n \n", offset)
		} else {
			out = append(out, "0000000000 00001 f \n"...)
		}
	}
	return fmt.Appendf(out, "trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", last+1, trailer, xref)
}

func uncompressed(object string) string {
	head, data, ok := strings.Cut(object, "stream\n")
	if !ok || !strings.Contains(head, "/FlateDecode") {
		return object
	}
	r, err := zlib.NewReader(strings.NewReader(data))
	if err != nil {
		return object
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return object
	}
	return strings.Replace(head, "/Filter/FlateDecode", "", 1) + "stream\n" + string(plain) + "\nendstream"
}

// Each rule finds its breach.
func TestRulesFindBreaches(t *testing.T) {
	swap := func(old, new string) func(string) string {
		return func(o string) string { return strings.Replace(o, old, new, 1) }
	}
	catalog := func(entry string) func(string) string { return swap("<</Type/Catalog", "<</Type/Catalog"+entry) }
	onPage := func(entry string) func(string) string { return swap("<</Type /Page/", "<</Type /Page"+entry+"/") }
	operator := func(op string) func(string) string { return swap("BT\n", "/Artifact BMC\n"+op+"\nEMC\nBT\n") }
	again := func(from string) func(string) string { // another parent
		form := regexp.MustCompile(regexp.QuoteMeta(from) + `\d+`)
		return func(o string) string { return form.ReplaceAllString(o, from+"1") }
	}
	type breach struct {
		rule     string
		edit     func(string) string
		attached bool
	}
	breaches := []breach{
		{"strings", swap("/Author<FEFF", "/Author<FEFF5"), false},
		{"streams", swap("/Length1 ", "/FFilter/FlateDecode/Length1 "), false},
		{"streams", swap("<</Length ", "<</Filter/ASCIIHexDecode/Length "), false},
		{"permissions", catalog("/Perms<<>>"), false},
		{"content", operator("1 zz"), false},
		{"content", operator(strings.Repeat("q ", 30) + strings.Repeat("Q ", 30)), false},
		{"content", swap("/Resources 2 0 R", "/Nothing 2 0 R"), false},
		{"output-intent", swap("/OutputIntents[", "/Nothing["), false},
		{"output-intent", swap("acsp", "acsq"), false},
		{"colour", operator("0 0 0 1 k"), false},
		{"colour", onPage("/Group<</S/Transparency/CS/DeviceCMYK>>"), false},
		{"graphics-state", onPage("/X<</Type/ExtGState/TR/Identity>>"), false},
		{"graphics-state", onPage("/X<</Type/ExtGState/BM/Own>>"), false},
		{"images", onPage("/X<</Type/XObject/Subtype/Image/Interpolate true>>"), false},
		{"images", onPage("/X<</Type/XObject/Subtype/Form/Ref<<>>>>"), false},
		{"font-dictionaries", swap("/Encoding/Identity-H", "/Encoding/Identity-V"), false},
		{"font-dictionaries", swap("/CIDToGIDMap/Identity", ""), false},
		{"font-dictionaries", swap("/FontName/", "/FontName/X"), false},
		{"font-embedded", swap("/FontFile2 ", "/FontFile3 "), false},
		{"font-embedded", operator("BT /F0 1 Tf <7FFF> Tj ET"), false},
		{"font-widths", swap("/DW 1000", "/DW 900"), false},
		{"font-unicode", swap("beginbfrange\n<0001>", "beginbfrange\n<0002>"), false},
		{"font-unicode", swap(">[<", ">[<FFFE"), false},
		{"font-notdef", operator("BT /F0 1 Tf <0000> Tj ET"), false},
		{"annotations", onPage("/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 1 1]>>]"), false},
		{"annotations", onPage("/Annots[<</Type/Annot/Subtype/Widget/FT/Sig/F 4/Rect[0 0 9 9]>>]"), false},
		{"annotations", onPage("/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/F 4/Rect[0 0 0 0]>>]"), false},
		{"forms", catalog("/AcroForm<<>>"), false},
		{"forms", catalog("/AcroForm<</Fields[<</Subtype/Widget/FT/Sig/Rect[0 0 0 0]>>]>>"), false},
		{"forms", onPage("/AcroForm<<>>"), false},
		{"forms", onPage("/X<</ByteRange[0 9 20 30]>>"), false},
		{"actions", catalog("/OpenAction<</S/Launch/F(x)>>"), false},
		{"actions", onPage("/AA<<>>"), false},
		{"metadata", swap("<rdf:RDF", "<rdf:RDX"), false},
		{"metadata", swap("/Metadata ", "/Nothing "), false},
		{"information", swap("/Author<FEFF5B89", "/Author<FEFF5B88"), false},
		{"information", swap("/ModDate(D:20260331000000+08'00')", "/ModDate(D:20260331000000)"), false},
		{"identification", swap("<pdfaid:part>2", "<pdfaid:part>1"), false},
		{"identification", swap("<pdfaid:part>3", "<pdfaid:part>2"), true},
		{"attachments", swap("/AFRelationship/Data", ""), true},
		{"attachments", swap("/AF[", "/AG["), true},
		{"attachments", swap("/Size 14", "/Size 15"), true},
		{"optional-content", catalog("/OCProperties<<>>"), false},
		{"presentations", onPage("/PresSteps<<>>"), false},
		{"requirements", catalog("/Requirements[]"), false},
		{"language", swap("/Lang(zh-CN)", "/Lang(en)"), false},
		{"marked", swap("/Marked true", "/Marked false"), false},
		{"marked", swap("/Marked true", "/Marked true/Suspects true"), false},
		{"structure", swap("/StructTreeRoot ", "/Nothing "), false},
		{"structure", swap("/S/H2", "/S/Heading"), false},
		{"structure", swap("/S/Document", "/S/Part"), false},
		{"structure", again("/S/H2/P "), false},
		{"structure", swap("<</Type/StructTreeRoot", "<</Type/StructTreeRoot/RoleMap<<>>"), false},
		{"tagged-content", swap("/P<</MCID 2>>BDC", "/P<</MCID 3>>BDC"), false},
		{"tagged-content", swap("/P<</MCID 2>>BDC\n", "/P<</MCID 2>>BDC\n/Artifact BMC\nEMC\n"), false},
		{"tagged-content", swap("BT\n", "1 1 1 1 re f\nBT\n"), false},
		{"tagged-content", swap("/StructParents 0", "/StructParents 9"), false},
		{"tagged-content", swap("/Nums[0[", "/Nums[0[1 0 R "), false},
		{"headings", swap("/S/H2", "/S/H3"), false},
		{"nesting", swap("/S/LI/", "/S/P/"), false},
		{"nesting", swap("/ListNumbering/Decimal", "/X/Y"), false},
		{"nesting", swap("/Scope/Column", "/Scope/Page"), false},
		{"nesting", swap("/RowSpan 2", "/RowSpan 1"), false},
		{"nesting", swap("/S/TD/", "/S/P/"), false},
		{"alternates", swap("/Alt<FEFF", "/Art<FEFF"), false},
		{"reader", swap("/DisplayDocTitle true", "/DisplayDocTitle false"), false},
		{"reader", swap("/Tabs /S", "/Annots[]"), false},
		{"fields", onPage("/Annots[<</Type/Annot/Subtype/Widget/FT/Sig/TU(x)/F 4/Rect[0 0 0 0]>>]"), false},
		{"fields", onPage("/Annots[<</Type/Annot/Subtype/Widget/FT/Sig/F 4/Rect[-1 -1 -1 -1]>>]"), false},
		{"schemas", swap("pdfua/ns/id/</pdfaSchema:namespaceURI>", "pdfua/ns/ix/</pdfaSchema:namespaceURI>"), false},
		{"accessible", swap("<pdfuaid:part>1", "<pdfuaid:part>2"), false},
	}
	base := map[bool][]byte{false: sample(t, false), true: sample(t, true)}
	tried := map[string]bool{}
	for _, b := range breaches {
		tried[b.rule] = true
		expect(t, b.rule, base[b.attached], rebuilt(t, base[b.attached], b.edit))
	}
	file := base[false]
	table := rebuilt(t, file, func(o string) string { return o })
	if r := Check("t.pdf", table); r.Complaints.Len() > 0 {
		t.Errorf("the file with a table: %v", r.Complaints.All())
	}
	for _, b := range []struct {
		rule string
		file []byte
	}{
		{"header", bytes.Replace(file, []byte("%\xE2\xE3"), []byte("%ab"), 1)},
		{"trailer", append(bytes.Clone(file), "more"...)},
		{"trailer", bytes.Replace(file, []byte("/ID["), []byte("/IX["), 1)},
		{"cross-references", regexp.MustCompile(`(?s)(xref\n0 \d+\n\d{10} 65535 f )\n`).ReplaceAll(table, []byte("$1 \n"))},
		{"cross-references", regexp.MustCompile(`\n(\d+) 0 obj\n<</Type/Catalog`).ReplaceAll(file, []byte("\n $1 0 obj\n<</Type/Catalog"))},
		{"readable", file[:len(file)/2]}, {"readable", []byte("%PDF-1.7\n")}, {"readable", nil},
	} {
		tried[b.rule] = true
		expect(t, b.rule, file, b.file)
	}
	for _, r := range Rules() {
		if !tried[r.Name] {
			t.Errorf("no breach of %s is tried", r.Name)
		}
	}
}

func expect(t *testing.T, rule string, base, file []byte) {
	t.Helper()
	if bytes.Equal(base, file) {
		t.Errorf("%s: the breach changes nothing", rule)
		return
	}
	var codes []string
	for _, c := range Check("t.pdf", file).Complaints.All() {
		if c.Code == "pdfa-"+rule {
			return
		}
		codes = append(codes, c.Code)
	}
	t.Errorf("the breach of %s is not found, only %v", rule, codes)
}

// docs/pdfa.md has a row for every rule.
func TestDocumentedRules(t *testing.T) {
	text, err := os.ReadFile("../../docs/pdfa.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range Rules() {
		if row := fmt.Sprintf("| %s | `%s` |", r.Clause, r.Name); !strings.Contains(string(text), row) {
			t.Errorf("docs/pdfa.md has no row that begins %s", row)
		}
	}
}

// A file of anybody's is judged or refused, never a panic.
// The three ways to map codes, also with blanks and cut off.
func TestCharacters(t *testing.T) {
	got := characters([]byte("1 beginbfchar <0001> <4E00> <0002><D840DC00> endbfchar 3 beginbfrange\n<0003><0004>[<4E 01><4E02>]\n<0005> <0007> <4E10> endbfrange beginbfrange <0009><0008><4E00> <000A><000A>[ endbfrange beginbfchar <000B"))
	want := map[uint16]string{1: "一", 2: "𠀀", 3: "丁", 4: "丂", 5: "丐", 6: "丑", 7: "丒"}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func FuzzCheck(f *testing.F) {
	f.Add(sample(f, false))
	f.Add(sample(f, true))
	f.Add([]byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\ntrailer<</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, b []byte) { Check("fuzz", b) })
}
