package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

const sound = `<?xml version='1.0' encoding="UTF-8" standalone="yes"?>` + "\r\n" + `<a xmlns="urn:a" xmlns:b='urn:b'><!-- 注 --><b:c  d = '1'	e="&#x7532;&amp;"/><b:c></b:c>甲&#10;乙<![CDATA[<x>]]></a>`

// Nothing changed, the bytes are those that were read; a change leaves all others.
func TestBytesStay(t *testing.T) {
	tree, err := Parse([]byte(sound))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(tree.Bytes()); got != sound {
		t.Errorf("the tree writes %s", got)
	}
	if got, err := Edit([]byte(sound), func(*Reader, Token) ([]byte, bool, error) { return nil, false, nil }); err != nil || string(got) != sound {
		t.Errorf("the copy is %s (%v)", got, err)
	}
	got, err := Edit([]byte(sound), func(r *Reader, t Token) ([]byte, bool, error) {
		if t.Kind == Start && t.Attr("d") == "1" {
			return SetAttr(r.Raw(t), "d", "2<"), true, nil
		}
		return nil, false, nil
	})
	if want := strings.Replace(sound, "'1'", `"2&lt;"`, 1); err != nil || string(got) != want {
		t.Errorf("changed, it is %s (%v)", got, err)
	}
	root := tree.Root()
	if root.Text() != "甲\n乙<x>" || !root.Elements("c")[0].Is("urn:b", "c") || root.First("c").Attr("e") != "甲&" {
		t.Errorf("it reads as %q", root.Text())
	}
	root.First("c").SetText("丙&")
	if want := strings.Replace(sound, `e="&#x7532;&amp;"/>`, `e="&#x7532;&amp;">丙&amp;</b:c>`, 1); string(tree.Bytes()) != want {
		t.Errorf("filled, it is %s", tree.Bytes())
	}
}

func TestAttributes(t *testing.T) {
	for _, c := range [][4]string{
		{`<a/>`, "b", "1", `<a b="1"/>`}, {`<a >`, "b", "1", `<a b="1">`}, {`<a bb="0" b='0'/>`, "b", "1", `<a bb="0" b="1"/>`},
		{`<a c="b='x'" b = "0">`, "b", `"`, `<a c="b='x'" b = "&quot;">`}, {`<x:a x:b="0" b="0"/>`, "b", "1", `<x:a x:b="0" b="1"/>`},
	} {
		if got := string(SetAttr([]byte(c[0]), c[1], c[2])); got != c[3] {
			t.Errorf("%s with %s is %s, not %s", c[0], c[1], got, c[3])
		}
	}
	for _, c := range [][3]string{{`<a b="1" ht='2' c="3"/>`, "ht", `<a b="1" c="3"/>`}, {`<a customHeight="1" ht="2">`, "ht", `<a customHeight="1">`}, {`<a/>`, "ht", `<a/>`}} {
		if got := string(DropAttr([]byte(c[0]), c[1])); got != c[2] {
			t.Errorf("%s without %s is %s, not %s", c[0], c[1], got, c[2])
		}
	}
}

// Parts that programs can't open are refused, each for its reason.
func TestCheck(t *testing.T) {
	for part, want := range map[string]string{
		`<a>`: "not closed", `<a></b>`: "closes nothing", `<a/><b/>`: "two roots", `<x:a/>`: "not bound", `<a x:b="1"/>`: "not bound", `<a b="1" b="2"/>`: "twice",
		`<a xmlns:x="u" xmlns:y="u" x:b="1" y:b="2"/>`: "twice", `甲<a/>`: "outside", `<!DOCTYPE a><a/>`: "document type", ``: "no element", `<a>&nbsp;</a>`: "entity",
		`<a><b xmlns:x="u"/><x:c/></a>`: "not bound", "<a>\x01</a>": "character", strings.Repeat("<a>", 300): "deep",
	} {
		if err := Check([]byte(part)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", part, err, want)
		}
	}
	if err := Check([]byte("\ufeff" + sound)); err != nil {
		t.Error(err)
	}
}

func packed(t *testing.T, parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFile(t *testing.T) {
	relation := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="http://x/` + kind + `" Target="` + target + `"/>`
	}
	file := packed(t, Contents, `<Types><Override PartName="/x/s.xml"/><Override PartName="/x/t.xml"/></Types>`,
		"_rels/.rels", `<Relationships>`+relation("r1", "officeDocument", "/x/b.xml")+`</Relationships>`,
		"x/b.xml", `<b/>`, "x/_rels/b.xml.rels", `<Relationships>`+relation("r1", "s", "s.xml")+relation("r2", "s", "t.xml")+`</Relationships>`,
		"x/s.xml", `<s/>`, "x/_rels/s.xml.rels", `<Relationships>`+relation("r1", "p", "../p/1.bin")+relation("r2", "p", "../p/2.bin")+`</Relationships>`,
		"x/t.xml", `<t/>`, "x/_rels/t.xml.rels", `<Relationships>`+relation("r1", "p", "../p/2.bin")+`</Relationships>`, "p/1.bin", "1", "p/2.bin", "2")
	f, err := Open(file, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if main, err := f.Main(); err != nil || main != "x/b.xml" {
		t.Errorf("it is about %s (%v)", main, err)
	}
	if err := f.Edit("x/_rels/b.xml.rels", func(r *Reader, tok Token) ([]byte, bool, error) {
		if tok.Kind == Start && tok.Attr("Id") == "r1" {
			return nil, true, r.Skip(tok)
		}
		return nil, false, nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := f.Drop("x/s.xml"); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(f.Names(), " "), "[Content_Types].xml _rels/.rels x/b.xml x/_rels/b.xml.rels x/t.xml x/_rels/t.xml.rels p/2.bin"; got != want {
		t.Errorf("parts %s, want %s", got, want)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	again, err := Open(out.Bytes(), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := again.Part(Contents); string(b) != `<Types><Override PartName="/x/t.xml"/></Types>` {
		t.Errorf("the list of contents is %s", b)
	}
	f.Set("x/t.xml", []byte(`<q:t/>`))
	out.Reset()
	if err := f.Write(&out); !errors.Is(err, ErrPart) || out.Len() > 0 {
		t.Errorf("an unsound part was written: %v, %d bytes", err, out.Len())
	}
	if _, err := Open(file, 10); err == nil {
		t.Error("a file that unpacks to too much was opened")
	}
	if _, err := Open(packed(t, "a.xml", "<a/>", "A.xml", "<a/>"), 1<<20); err == nil {
		t.Error("a file with two parts of one name was opened")
	}
}

// Whatever is read writes the same, and what is refused as a tree is refused as a
// part.
func FuzzParse(f *testing.F) {
	for _, s := range []string{sound, `<a/>`, `<a b=">"/>`, `<a>]]&gt;</a>`, "<a\n/>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, part []byte) {
		tree, err := Parse(part)
		if (err == nil) != (Check(part) == nil) {
			t.Fatalf("read as a tree: %v; as a part: %v", err, Check(part))
		}
		if err == nil && !bytes.Equal(tree.Bytes(), part) {
			t.Errorf("%q writes as %q", part, tree.Bytes())
		}
	})
}
