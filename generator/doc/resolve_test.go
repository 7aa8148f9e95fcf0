package doc

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the goldens of meaning")

var all = Meta{
	Title: "关于开展督查的\n通知", Subtitle: "（征求意见稿）", Marks: []string{"安澜市交通运输局", "安澜市公安局文件"}, Number: "安交发〔2026〕1号", Issue: "〔2026〕第1期",
	Office: "安澜市安全生产委员会办公室", Date: "2026年3月5日", Copy: "000001", Secrecy: "机密★1年", Urgency: "特急", Signers: []string{"霍启明", "汤静怡"},
	To: "各县区人民政府:", CC: []string{"市委办公室", "市人大常委会办公室。"}, Printer: "安澜市交通运输局办公室", Printed: "2026年3月5日", Check: "码",
}

// What papers of each layout say, of all elements that there are.
func TestMeaning(t *testing.T) {
	for _, layout := range []string{"document", "letter", "order", "minutes", "agreement"} {
		text, err := os.ReadFile("testdata/" + layout + ".md")
		if err != nil {
			t.Fatal(err)
		}
		d, complaints := Parse(text, layout+".md", 1)
		d.Meta = all
		d.Meta.Layout = layout
		before := d.String()
		r, more := Resolve(d, Options{Draft: layout == "letter" || layout == "order", Pictures: map[string]Picture{"分布": {Width: 3, Height: 2}, "安澜市公安局": {Width: 1, Height: 1}}})
		complaints.Append(more)
		if complaints.Errors() > 0 {
			t.Fatal(complaints.All())
		}
		if d.String() != before {
			t.Errorf("resolving %s changes the tree that was read", layout)
		}
		got := r.String() + "\nwords\n" + strings.Join(r.Words(), "\n") + "\n"
		golden := "testdata/" + layout + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("the meaning of %s differs from %s (-update rewrites it):\n%s", layout, golden, got)
		}
	}
}

func TestUnknownLayoutIsRefused(t *testing.T) {
	for name, want := range map[string]int{"": 0, "plain": 0, "documnet": 1} {
		r, l := Resolve(&Document{Meta: Meta{Layout: name}}, Options{})
		if l.Errors() != want || r.Layout.Name != "plain" || want > 0 && l.All()[0].Code != "layout-unknown" {
			t.Errorf("layout %q: %v, set as %s", name, l.All(), r.Layout.Name)
		}
	}
}

// What a layout has no place for is told, not left out in silence.
func TestUnshownElements(t *testing.T) {
	for layout, want := range map[string]string{
		"document": "issue", "letter": "issue signer printer printed", "order": "issue copy secrecy urgency signer",
		"minutes": "number signer", "agreement": "mark number issue copy secrecy urgency signer",
	} {
		m := all
		m.Layout = layout
		_, l := Resolve(&Document{Meta: m}, Options{})
		var got []string
		for _, d := range l.All() {
			if d.Code == "layout-element" {
				got = append(got, d.Place.Key)
			}
		}
		slices.Sort(got)
		keys := strings.Fields(want)
		slices.Sort(keys)
		if l.Errors() > 0 || !slices.Equal(got, keys) {
			t.Errorf("%s: told of %v, want %v (%v)", layout, got, keys, l.All())
		}
	}
}

// 7.2.4: a single mark is set as it is given. 7.2.6: of three signers two stand on the
// first line, and the number on the last.
func TestHeadWords(t *testing.T) {
	for _, c := range []struct {
		m    Meta
		want string
	}{
		{Meta{Marks: []string{"安澜市安全生产委员会文件"}, Number: "安安委〔2026〕1号"}, "安澜市安全生产委员会文件/安安委〔2026〕1号"},
		{Meta{Marks: []string{"甲文件"}, Number: "1号", Signers: []string{"一", "二"}}, "甲文件/1号/签发人：/一/二"},
		{Meta{Marks: []string{"甲文件"}, Number: "1号", Signers: []string{"一", "二", "三"}}, "甲文件/签发人：/一/二/1号/三"},
		{Meta{Marks: []string{"甲文件"}, Number: "1号", Signers: []string{"一", "二", "三", "四"}}, "甲文件/签发人：/一/二/1号/三/四"},
	} {
		c.m.Layout = "document"
		r, _ := Resolve(&Document{Meta: c.m}, Options{})
		if got := strings.Join(r.Words(), "/"); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
		if m := r.Head[0].(*Masthead); m.Tail != "" {
			t.Errorf("%s stands at the right of one mark", m.Tail)
		}
	}
}

// What stands at a seal's place: nothing in a final paper unless its place is asked to
// be marked, a sample in a draft, never a picture of a seal in a final one.
func TestSealsPlaces(t *testing.T) {
	pictures := map[string]Picture{"甲": {Width: 1, Height: 1}}
	for _, c := range []struct {
		seal     string
		draft    bool
		pictures map[string]Picture
		want     SealForm
	}{
		{"yes", false, nil, SealRoom}, {"yes", false, pictures, SealRoom}, {"dashed", false, pictures, SealPlace},
		{"yes", true, nil, SealSample}, {"yes", true, pictures, SealPicture},
	} {
		d, _ := Parse([]byte("```closing\noffice: 甲\nseal: "+c.seal+"\n```\n"), "t.md", 1)
		r, _ := Resolve(d, Options{Draft: c.draft, Pictures: c.pictures})
		if got := r.Body[0].(*Closing).Seals[0].Form; got != c.want {
			t.Errorf("seal %s, draft %v, %d pictures: form %d, want %d", c.seal, c.draft, len(c.pictures), got, c.want)
		}
	}
}

// Whose seal a cell of a signing block asks for.
func TestSealOf(t *testing.T) {
	for cell, want := range map[string]string{"甲方（盖章）：": "甲方 3 true", "安澜市人民政府 （盖章）": "安澜市人民政府 9 true", "负责人：": " 0 false"} {
		whose, at, ok := SealOf(cell)
		if got := fmt.Sprint(whose, " ", at, " ", ok); got != want {
			t.Errorf("%s: %s, want %s", cell, got, want)
		}
	}
}

func TestMissingPictures(t *testing.T) {
	for _, text := range []string{"![图](无)", "```closing\nsigner: 市长 | 程敬安\nstamp: yes\n```"} {
		d, _ := Parse([]byte("\n"+text), "t.md", 1)
		_, l := Resolve(d, Options{})
		if all := l.All(); len(all) != 1 || all[0].Code != "picture-missing" || all[0].Place.Line < 2 {
			t.Errorf("%q: %v, want a complaint with its line", text, all)
		}
	}
}

// The cells of a fence are the template's: a value that holds | has it escaped.
func TestValuesDoNotPartCells(t *testing.T) {
	d, l := Parse([]byte("```closing\nsigner: 局长\\|主任 | 霍\\|启明\n```\n\n```attachments\n甲\\|乙\n \n```\n\n```attendance\n出席：甲：乙\\|丙\n```\n"), "t.md", 1)
	r, more := Resolve(d, Options{})
	l.Append(more)
	want := "closing  |  seal false 45 局长|主任|霍|启明\nattachments \"附件：\"\n  \"\" 甲|乙\nattendance\n  出席：甲：乙|丙\n"
	if got := r.String(); l.Len() > 0 || !strings.HasSuffix(got, want) {
		t.Errorf("%v\n got %s\nwant %s", l.All(), got, want)
	}
	if s := d.Blocks[0].(*Closing).Signers[0]; s.Post != "局长|主任" || s.Name != "霍|启明" {
		t.Errorf("the signer is %+v", s)
	}
}

// Every key of front matter fills a field of its own.
func TestMetaKeys(t *testing.T) {
	for _, key := range MetaKeys() {
		kind, ok := MetaKind(key)
		m := Meta{}
		m.Set(key, []string{map[Kind]string{TextKey: "文", ListKey: "文", SwitchKey: "yes"}[kind]})
		filled := 0
		for _, other := range MetaKeys() {
			if e := elementOf(other); e.text != nil && *e.text(&m) != "" || e.list != nil && *e.list(&m) != nil || e.flag != nil && *e.flag(&m) {
				filled++
				if other != key {
					t.Errorf("%s fills %s", key, other)
				}
			}
		}
		if !ok || filled != 1 && key != "check" {
			t.Errorf("%s fills %d fields", key, filled)
		}
	}
}

func elementOf(key string) *element {
	for i := range elements {
		if elements[i].key == key {
			return &elements[i]
		}
	}
	return nil
}
