package doc

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Meta is what stands around the body: the elements of 版头 and 版记 and the
// document information. Empty fields are not set. Names follow GB/T 9704-2012.
type Meta struct {
	Layout   string   // a Layout's name; "" is plain
	Title    string   // 标题; a line break is a preferred break
	Subtitle string   // a line below the title, in 楷体
	Marks    []string // 发文机关标志, the host's first; several for joint issue
	Number   string   // 发文字号, or 令号 of an order
	Issue    string   // 期号 of minutes
	Office   string   // 署名 under the mark of minutes
	Date     string   // 成文日期, as it is set
	Copy     string   // 份号
	Secrecy  string   // 密级和保密期限
	Urgency  string   // 紧急程度
	Signers  []string // 签发人 of upward documents
	To       string   // 主送机关
	CC       []string // 抄送机关
	Printer  string   // 印发机关
	Printed  string   // 印发日期
	Author   string   // document information
	Subject  string
	Keywords string

	Duplex  bool   // pages are even in number, and the imprint stands on an even one
	Spacing bool   // a quarter em between Han and Latin or digits
	Check   string // what a QR code beside the imprint says; "" for none
}

// Kind is what a key of front matter takes.
type Kind uint8

// The kinds of keys.
const (
	TextKey   Kind = iota // one text
	ListKey               // one text or several
	SwitchKey             // yes or no
)

// element ties a key of front matter to the field that it fills. Check is set by
// who knows the whole document, so its switch fills nothing here.
type element struct {
	key  string
	text func(*Meta) *string
	list func(*Meta) *[]string
	flag func(*Meta) *bool
}

var elements = []element{
	{key: "title", text: func(m *Meta) *string { return &m.Title }},
	{key: "subtitle", text: func(m *Meta) *string { return &m.Subtitle }},
	{key: "mark", list: func(m *Meta) *[]string { return &m.Marks }},
	{key: "number", text: func(m *Meta) *string { return &m.Number }},
	{key: "issue", text: func(m *Meta) *string { return &m.Issue }},
	{key: "office", text: func(m *Meta) *string { return &m.Office }},
	{key: "date", text: func(m *Meta) *string { return &m.Date }},
	{key: "copy", text: func(m *Meta) *string { return &m.Copy }},
	{key: "secrecy", text: func(m *Meta) *string { return &m.Secrecy }},
	{key: "urgency", text: func(m *Meta) *string { return &m.Urgency }},
	{key: "signer", list: func(m *Meta) *[]string { return &m.Signers }},
	{key: "to", text: func(m *Meta) *string { return &m.To }},
	{key: "cc", list: func(m *Meta) *[]string { return &m.CC }},
	{key: "printer", text: func(m *Meta) *string { return &m.Printer }},
	{key: "printed", text: func(m *Meta) *string { return &m.Printed }},
	{key: "author", text: func(m *Meta) *string { return &m.Author }},
	{key: "subject", text: func(m *Meta) *string { return &m.Subject }},
	{key: "keywords", text: func(m *Meta) *string { return &m.Keywords }},
	{key: "duplex", flag: func(m *Meta) *bool { return &m.Duplex }},
	{key: "spacing", flag: func(m *Meta) *bool { return &m.Spacing }},
	{key: "check", flag: func(*Meta) *bool { return new(bool) }},
}

func (e *element) kind() Kind {
	switch {
	case e.list != nil:
		return ListKey
	case e.flag != nil:
		return SwitchKey
	}
	return TextKey
}

// MetaKeys are the keys that fill a Meta, in their usual order.
func MetaKeys() []string {
	keys := make([]string, len(elements))
	for i := range elements {
		keys[i] = elements[i].key
	}
	return keys
}

// MetaKind is what a key takes. ok is false for a key that fills no Meta.
func MetaKind(key string) (k Kind, ok bool) {
	i := slices.IndexFunc(elements, func(e element) bool { return e.key == key })
	if i < 0 {
		return 0, false
	}
	return elements[i].kind(), true
}

// Set fills the field of a key: several texts for one text are joined by 、, and a
// switch is on where it says yes. A key that fills no Meta is passed over.
func (m *Meta) Set(key string, values []string) {
	for i := range elements {
		e := &elements[i]
		switch {
		case e.key != key:
		case e.list != nil:
			*e.list(m) = values
		case e.flag != nil:
			*e.flag(m) = strings.Join(values, "") == "yes"
		default:
			*e.text(m) = strings.Join(values, "、")
		}
	}
}

// TitleLine is the title without its line breaks.
func (m *Meta) TitleLine() string { return OneLine(m.Title) }

// OneLine is a title in one line. Between characters of Latin a line's end is a blank.
func OneLine(title string) string {
	var b strings.Builder
	before := '　'
	for part := range strings.SplitSeq(title, "\n") {
		if part = strings.Trim(part, " "); part == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(part)
		if before < endOfLatin && first < endOfLatin && !strings.ContainsRune("([{/-", before) && !strings.ContainsRune(")]}/-.,;:!?", first) {
			b.WriteByte(' ')
		}
		b.WriteString(part)
		before, _ = utf8.DecodeLastRuneInString(part)
	}
	return b.String()
}

const endOfLatin = 0x250
