package ofd

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/internal/samples"
	"hongtou/generator/typeset"
)

var testInfo = Info{
	Title: "关于𬀩某的通知", Author: "安委办", Subject: `<主题> & "引号"`, Keywords: "安全 生产；责任", Date: time.Date(2026, 3, 5, 0, 0, 0, 0, time.FixedZone("", 8*3600)),
	Elements:    []Element{{"发文字号", "安安委〔2026〕1号"}, {"密级", "机密"}},
	Attachments: []Attachment{{"unit.json", []byte(`{"a": 1}`)}},
}

func written(t testing.TB, l *typeset.Layout, info Info) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, l, info); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpacked gives a file's parts by name, and their names in order.
func unpacked(t testing.TB, b []byte) (map[string][]byte, []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts, names := map[string][]byte{}, []string(nil)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r) // the CRC is checked
		if err != nil {
			t.Fatal(f.Name, err)
		}
		parts[f.Name] = data
		names = append(names, f.Name)
		if f.Flags&8 != 0 || f.ModifiedDate != 0x21 || strings.HasSuffix(f.Name, "/") || strings.ContainsFunc(f.Name, func(r rune) bool { return r > 0x7E }) {
			t.Errorf("entry %q has flags %x, date %x", f.Name, f.Flags, f.ModifiedDate)
		}
	}
	return parts, names
}

// Every part is well-formed and of the standard's structure; identifiers are unique,
// rise and stay below the greatest; what is named is there, and all that is there is
// named.
func TestStructure(t *testing.T) {
	for _, s := range samples.All(t) {
		parts, names := unpacked(t, written(t, s.Layout, testInfo))
		if names[0] != "OFD.xml" {
			t.Errorf("%s begins with %s", s.Name, names[0])
		}
		trees, ids := map[string]*element{}, map[string]bool{}
		for _, name := range names {
			if !strings.HasSuffix(name, ".xml") || strings.Contains(name, "/Tags/") {
				continue
			}
			e := parsed(t, name, parts[name])
			trees[name] = e
			if err := validate(e, ""); err != nil {
				t.Errorf("%s, %s: %v", s.Name, name, err)
			}
		}
		root := trees["Doc_0/Document.xml"]
		most, _ := strconv.Atoi(root.first("MaxUnitID").text)
		named := map[string]bool{"OFD.xml": true, trees["OFD.xml"].first("DocRoot").text: true}
		refer := func(base, loc string) {
			full := path.Join(base, loc)
			if named[full] = true; parts[full] == nil {
				t.Errorf("%s: %s is named and not there", s.Name, full)
			}
		}
		for _, kind := range []string{"PublicRes", "DocumentRes", "CustomTags", "Attachments"} {
			for _, e := range root.all(kind) {
				refer("Doc_0", e.text)
			}
		}
		for _, e := range root.first("Pages").children {
			refer("Doc_0", e.attributes["BaseLoc"])
		}
		fonts, media := map[string]bool{}, map[string]bool{}
		for name, e := range trees {
			for _, f := range slices.Concat(e.all("FontFile"), e.all("MediaFile")) {
				refer(path.Join("Doc_0", e.attributes["BaseLoc"]), f.text)
			}
			for _, f := range e.all("FileLoc") {
				refer("Doc_0", f.text)
			}
			for _, f := range e.all("Font") {
				fonts[f.attributes["ID"]] = true
			}
			for _, f := range e.all("MultiMedia") {
				media[f.attributes["ID"]] = true
			}
			last := 0
			for _, kind := range e.all2("ID") {
				id := kind.attributes["ID"]
				n, _ := strconv.Atoi(id)
				if kind.name == "Attachment" {
					continue
				}
				if ids[id] || n < 1 || n > most {
					t.Errorf("%s, %s: identifier %s (greatest %d)", s.Name, name, id, most)
				}
				if ids[id] = true; strings.HasSuffix(kind.name, "Object") && n <= last {
					t.Errorf("%s, %s: identifier %d stands behind %d", s.Name, name, n, last)
				}
				last = n
			}
		}
		for _, e := range trees {
			for _, o := range e.all("TextObject") {
				if !fonts[o.attributes["Font"]] {
					t.Errorf("%s: font %s is not there", s.Name, o.attributes["Font"])
				}
			}
			for _, o := range e.all("ImageObject") {
				if !media[o.attributes["ResourceID"]] {
					t.Errorf("%s: picture %s is not there", s.Name, o.attributes["ResourceID"])
				}
			}
		}
		for _, name := range names {
			if !named[name] {
				t.Errorf("%s: nothing names %s", s.Name, name)
			}
		}
	}
}

// all2 are the elements that have an attribute, in order.
func (e *element) all2(attribute string) []*element {
	var out []*element
	if e.attributes[attribute] != "" {
		out = append(out, e)
	}
	for _, c := range e.children {
		out = append(out, c.all2(attribute)...)
	}
	return out
}

// The text is the pages' text; each text names as many glyphs and distances as it has
// characters, the glyphs are those of its characters in the font inside, and they
// stand where the page has them. Characters beyond the BMP stand alone.
func TestTextIsThePages(t *testing.T) {
	beyond, leading := 0, 0
	for _, s := range samples.All(t) {
		parts, _ := unpacked(t, written(t, s.Layout, testInfo))
		faces := map[string]*face.Face{}
		for _, f := range parsed(t, "fonts", parts["Doc_0/PublicRes.xml"]).all("Font") {
			b := parts["Doc_0/Res/"+f.first("FontFile").text]
			read, err := face.Parse("", bytes.NewReader(b), int64(len(b)))
			if err != nil {
				t.Fatal(err)
			}
			if faces[f.attributes["ID"]] = read; read.Name != f.attributes["FontName"] || f.attributes["FamilyName"] == "" {
				t.Errorf("font %v holds %s", f.attributes, read.Name)
			}
		}
		for n, p := range s.Layout.Pages {
			var want, got strings.Builder
			var places []typeset.Point
			for i := range p.Runs {
				want.WriteString(p.Runs[i].Text())
				for _, g := range p.Runs[i].Glyphs {
					places = append(places, typeset.Point{X: p.Runs[i].X + g.X, Y: p.Runs[i].Y})
				}
			}
			at := 0
			for _, o := range parsed(t, "page", parts["Doc_0/"+pagePath(n)]).all("TextObject") {
				code := o.first("TextCode")
				runes := []rune(code.text)
				got.WriteString(code.text)
				glyphs, deltas := strings.Fields(o.first("Glyphs").text), strings.Fields(code.attributes["DeltaX"])
				if len(glyphs) != len(runes) || len(deltas) != len(runes)-1 || o.first("CGTransform").attributes["GlyphCount"] != strconv.Itoa(len(runes)) {
					t.Fatalf("%s: %q has %d glyphs and %d distances", s.Name, code.text, len(glyphs), len(deltas))
				}
				if slices.ContainsFunc(runes, func(r rune) bool { return r > 0xFFFF }) {
					if beyond++; len(runes) != 1 {
						t.Errorf("%s: %q has a character beyond the BMP among others", s.Name, code.text)
					}
				}
				if blank := unicode.IsSpace(runes[0]); blank && strings.TrimSpace(code.text) != "" {
					t.Errorf("%s: %q begins with a blank", s.Name, code.text)
				} else if blank {
					leading++
				}
				b := floats(t, o.attributes["Boundary"])
				x, y := b[0]+floats(t, code.attributes["X"])[0], b[1]+floats(t, code.attributes["Y"])[0]
				turned := o.attributes["CTM"] != ""
				if turned {
					m := floats(t, o.attributes["CTM"])
					x, y = b[0]+m[4], b[1]+m[5]
				}
				for i, r := range runes {
					if i > 0 {
						x += floats(t, deltas[i-1])[0]
					}
					g, ok := faces[o.attributes["Font"]].Glyph(r)
					if !ok || strconv.Itoa(int(g)) != glyphs[i] {
						t.Errorf("%s: %q is glyph %s, the font has %d", s.Name, r, glyphs[i], g)
					}
					if want := places[at]; !turned && (off(x, want.X) > 0.005 || off(y, want.Y) > 0.002) {
						t.Errorf("%s: %q stands at %.3f %.3f mm, want %.3f %.3f", s.Name, r, x, y, inMM(want.X), inMM(want.Y))
					}
					if x < b[0] || x > b[0]+b[2] || y < b[1] || y > b[1]+b[3] {
						if !turned {
							t.Errorf("%s: %q stands outside of its boundary", s.Name, r)
						}
					}
					at++
				}
			}
			if got.String() != want.String() {
				t.Errorf("%s, page %d says\n%s\nwant\n%s", s.Name, n+1, got.String(), want.String())
			}
		}
	}
	if beyond == 0 {
		t.Error("no sample has a character beyond the BMP")
	}
}

func floats(t *testing.T, s string) []float64 {
	t.Helper()
	var out []float64
	for _, f := range strings.Fields(s) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func inMM(l typeset.Length) float64 { return float64(l) * 25.4 / 72000 }

func off(got float64, want typeset.Length) float64 { return max(got-inMM(want), inMM(want)-got) }

// The same pages give the same bytes: alone, after others, and beside others.
func TestSameBytes(t *testing.T) {
	faces, shared := face.Default(), &Writer{}
	layouts, alone := make([]*typeset.Layout, 4), make([][]byte, 4)
	for n := range layouts {
		layouts[n] = samples.Agreement(t, n, faces)
		alone[n] = written(t, layouts[n], testInfo)
	}
	var wait sync.WaitGroup
	for range 3 {
		for n := range layouts {
			wait.Go(func() {
				var b bytes.Buffer
				if err := shared.Write(&b, layouts[n], testInfo); err != nil || !bytes.Equal(b.Bytes(), alone[n]) {
					t.Errorf("document %d differs in a batch (%v)", n, err)
				}
			})
		}
	}
	wait.Wait()
	if bytes.Equal(alone[0], alone[1]) {
		t.Error("two documents are one")
	}
}

// The outline is a tree of the bookmarks, each with its page; levels that leap are
// taken one deeper.
func TestOutline(t *testing.T) {
	l := *samples.All(t)[0].Layout
	l.Bookmarks = []typeset.Bookmark{{Title: "a<", Level: 3, Page: 1}, {Title: "b", Level: 5, Page: 1}, {Title: "c", Level: 1, Page: 2, Y: 72000}}
	parts, _ := unpacked(t, written(t, &l, Info{}))
	outline := parsed(t, "d", parts["Doc_0/Document.xml"]).first("Outlines")
	var got []string
	var walk func(e *element, depth int)
	walk = func(e *element, depth int) {
		for _, c := range e.children {
			if c.name == "OutlineElem" {
				d := c.first("Dest")
				got = append(got, strings.Repeat("-", depth)+c.attributes["Title"]+" "+d.attributes["PageID"]+" "+d.attributes["Top"])
				walk(c, depth+1)
			}
		}
	}
	walk(outline, 0)
	if want := []string{"a< 1 0", "-b 1 0", "c 2 25.4"}; !slices.Equal(got, want) {
		t.Errorf("the outline is %q, want %q", got, want)
	}
}

// The information has the elements by the office's names, and the place of each seal
// by page and box, in the tag file too.
func TestElementsAndSeals(t *testing.T) {
	d, complaints := doc.Parse([]byte("文\n\n```closing\noffice: 甲局\noffice: 乙局\ndate: 2026年3月5日\nseal: yes\n```\n"), "t", 1)
	d.Meta = doc.Meta{Layout: "document", Marks: []string{"甲局", "乙局"}, Number: "甲〔2026〕1号", Secrecy: "机密★1年", Title: "标\n题", To: "各局："}
	r, more := doc.Resolve(d, doc.Options{})
	complaints.Append(more)
	l, more := typeset.Typeset(r, face.Default())
	if complaints.Append(more); complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	elements := Elements(r, map[string]string{"secrecy": "密级", "to": ""})
	want := []Element{{"密级", "机密★1年"}, {"发文机关标志", "甲局、乙局"}, {"发文字号", "甲〔2026〕1号"}, {"标题", "标题"}, {"发文机关署名", "甲局、乙局"}, {"成文日期", "2026年3月5日"}}
	if !slices.Equal(elements, want) {
		t.Errorf("the elements are %v, want %v", elements, want)
	}
	parts, _ := unpacked(t, written(t, l, Info{Elements: elements, SealName: "盖章处"}))
	var got []string
	for _, e := range parsed(t, "o", parts["OFD.xml"]).all("CustomData") {
		got = append(got, e.attributes["Name"]+"="+e.text)
	}
	if len(got) != len(want)+2 || got[0] != "密级=机密★1年" || !strings.HasPrefix(got[len(want)], "盖章处=1 ") || !strings.HasSuffix(got[len(want)], " 45 45 甲局") || !strings.HasSuffix(got[len(want)+1], " 乙局") {
		t.Errorf("the custom data are %q", got)
	}
	for _, a := range l.Areas {
		if a.Page != 1 || inMM(a.X) < 28 || inMM(a.X+a.Width) > 184 || inMM(a.Y) < 37 || inMM(a.Y+a.Height) > 270 {
			t.Errorf("the place of %s is %+v", a.Name, a)
		}
	}
	if tags := string(parts["Doc_0/Tags/Places.xml"]); strings.Count(tags, `PageRef="1"`) != 2 || !strings.Contains(tags, `name="甲局"`) {
		t.Errorf("the tags are %s", tags)
	}
}

// The information is what was given, in the order of the standard; the document's
// identifier is made from the pages and from it.
func TestInformation(t *testing.T) {
	l := samples.All(t)[4].Layout // minutes: no places of seals
	info := testInfo
	read := func() *element {
		parts, _ := unpacked(t, written(t, l, info))
		return parsed(t, "o", parts["OFD.xml"]).first("DocInfo")
	}
	first := read()
	var got []string
	for _, e := range first.children[1:] {
		if got = append(got, e.name+"="+e.text); len(e.children) > 0 {
			for _, c := range e.children {
				got[len(got)-1] += c.attributes["Name"] + "|" + c.text + "|"
			}
		}
	}
	want := []string{"Title=关于𬀩某的通知", "Author=安委办", `Subject=<主题> & "引号"`, "CreationDate=2026-03-05", "ModDate=2026-03-05", "DocUsage=Normal",
		"Keywords=|安全||生产||责任|", "Creator=hongtou", "CustomDatas=发文字号|安安委〔2026〕1号|密级|机密|"}
	if !slices.Equal(got, want) {
		t.Errorf("the information is\n%q\nwant\n%q", got, want)
	}
	info.Author = "另一个"
	if second := read(); second.first("DocID").text == first.first("DocID").text {
		t.Error("documents of two authors have one identifier")
	}
	if info, l = testInfo, samples.All(t)[6].Layout; read().first("DocID").text == first.first("DocID").text {
		t.Error("two documents have one identifier")
	}
}

// The room of a 签名章 is a place by its signer's name (7.3.5.3).
func TestStampHasAPlace(t *testing.T) {
	for _, s := range samples.All(t) {
		if s.Name == "order" {
			if len(s.Layout.Areas) != 1 || s.Layout.Areas[0].Name != "程敬安" || s.Layout.Areas[0].Width != typeset.Mm(3600) {
				t.Errorf("the places are %v", s.Layout.Areas)
			}
		}
	}
}

// What a title or an attachment's data say stays text, and what XML can't hold is
// left out of the information.
func TestTextStaysText(t *testing.T) {
	const hostile = "</ofd:Title>\t" + `<x a="1">&lt;]]>` + "\x00\x1B\u0085\uFFFE"
	l := samples.All(t)[0].Layout
	parts, _ := unpacked(t, written(t, l, Info{Title: hostile, Author: hostile, Subject: hostile, Keywords: hostile, Elements: []Element{{hostile, hostile}}, Attachments: []Attachment{{"a.txt", []byte("</x>")}}}))
	e := parsed(t, "o", parts["OFD.xml"])
	if err := validate(e, ""); err != nil {
		t.Error(err)
	}
	const want = `</ofd:Title><x a="1">&lt;]]>`
	if e.first("Title").text != want || e.first("CustomData").text != want || e.first("CustomData").attributes["Name"] != want {
		t.Errorf("the title is %q, the datum %q", e.first("Title").text, e.first("CustomData").text)
	}
	if string(parts["Doc_0/Attachs/a.txt"]) != "</x>" {
		t.Errorf("the attachment holds %q", parts["Doc_0/Attachs/a.txt"])
	}
}
