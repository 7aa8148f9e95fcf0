package doc

import "slices"

// Layout is how a kind of paper looks around its text, as choices that every
// writer knows how to place. A layout adds itself to the table where it is
// declared; nothing else asks for its name.
type Layout struct {
	Name    string
	Head    Head
	Above   int         // blank grid lines between the head and the title
	Imprint ImprintForm // of 版记
	Folio   Folio
	Parties bool // two parties sign it: hongtou print binds such papers by party
}

// Head is which elements a layout's head has, and where they stand.
type Head struct {
	Mark    MarkPlace
	Joint   string      // what stands behind the marks of a joint issue: 文件
	Status  StatusPlace // of 份号, 密级 and 紧急程度
	Serial  Serial      // what stands below the mark
	Signers bool        // 签发人 of upward documents have a place
	Office  bool        // 署名 and date stand below the serial
	Rule    HeadRule    // that ends the head
}

// MarkPlace is where the top of 发文机关标志 stands.
type MarkPlace uint8

// The places: no head at all; 35 mm below the top of the type area (7.2.4, 10.3);
// 20 mm below it (10.2); 30 mm below the paper's top (10.1).
const (
	NoMark MarkPlace = iota
	MarkLow
	MarkHigh
	MarkOnMargin
)

// StatusPlace is where 份号, 密级 and 紧急程度 stand, flush left.
type StatusPlace uint8

// The places: none; from the type area's first line (7.2.1); from the line below the
// head's rule, where the serial stands flush right (10.1).
const (
	NoStatus StatusPlace = iota
	StatusFirst
	StatusBelowRule
)

// Serial is what stands below the mark.
type Serial uint8

// 发文字号 or 令号, or 期号.
const (
	SerialNumber Serial = iota
	SerialIssue
)

// HeadRule is the red rule that ends a head.
type HeadRule uint8

// The rules: none, with two blank lines instead (10.2); one as wide as the type
// area, below the serial (7.2.7); double ones below the mark and above the paper's
// bottom (10.1).
const (
	NoRule HeadRule = iota
	SingleRule
	DoubleRule
)

// ImprintForm is what 版记 has.
type ImprintForm uint8

// The forms: 抄送机关, 印发机关 and 印发日期 between rules (7.4); 抄送机关 alone,
// without rules (10.1).
const (
	FullImprint ImprintForm = iota
	CopyImprint
)

var layouts []*Layout

// addLayout declares a layout.
func addLayout(l Layout) { layouts = append(layouts, &l) }

// LayoutNames are the layouts' names.
func LayoutNames() []string {
	names := make([]string, len(layouts))
	for i, l := range layouts {
		names[i] = l.Name
	}
	return names
}

// LayoutOf is the layout of a name, "" being plain.
func LayoutOf(name string) (l *Layout, ok bool) {
	if name == "" {
		name = "plain"
	}
	if i := slices.IndexFunc(layouts, func(l *Layout) bool { return l.Name == name }); i >= 0 {
		return layouts[i], true
	}
	return nil, false
}

// shows tells whether papers of a layout have a place for the element of a key. Keys
// that are there for the document information and for templates always have.
func (l *Layout) shows(key string) bool {
	head := l.Head.Mark != NoMark
	switch key {
	case "mark":
		return head
	case "number":
		return head && l.Head.Serial == SerialNumber
	case "issue":
		return head && l.Head.Serial == SerialIssue
	case "copy", "secrecy", "urgency":
		return head && l.Head.Status != NoStatus
	case "signer":
		return head && l.Head.Signers
	case "printer", "printed":
		return l.Imprint == FullImprint
	}
	return true
}

func init() {
	folio := Folio{Before: "— ", After: " —"}
	addLayout(Layout{Name: "document", Above: 2, Folio: folio, // 公文
		Head: Head{Mark: MarkLow, Joint: "文件", Status: StatusFirst, Signers: true, Rule: SingleRule}})
	addLayout(Layout{Name: "letter", Above: 2, Imprint: CopyImprint, // 信函, 10.1
		Folio: Folio{Before: folio.Before, After: folio.After, NotFirst: true},
		Head:  Head{Mark: MarkOnMargin, Status: StatusBelowRule, Rule: DoubleRule}})
	addLayout(Layout{Name: "order", Above: 2, Folio: folio, // 命令, 10.2
		Head: Head{Mark: MarkHigh}})
	addLayout(Layout{Name: "minutes", Above: 2, Folio: folio, // 纪要, 10.3
		Head: Head{Mark: MarkLow, Status: StatusFirst, Serial: SerialIssue, Office: true, Rule: SingleRule}})
	addLayout(Layout{Name: "agreement", Above: 1, Folio: folio, Parties: true}) // 责任书
	addLayout(Layout{Name: "plain", Above: 1, Folio: folio})
}
