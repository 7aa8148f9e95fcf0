package doc

import (
	"fmt"
	"strconv"
	"strings"

	"hongtou/generator/diag"
)

// Closing is 署名 and 成文日期 (GB/T 9704-2012, 7.3.5): a ```closing fence.
//
//	office: 安澜市安全生产委员会办公室     one line an office for joint issue
//	date: 2026年3月5日
//	seal: yes                          room for the seals, 7.3.5.1; dashed: with a
//	                                   thin ring（印章位置）
//	diameter: 42                       of the seals, in mm
//	signer: 市长 | 程敬安               a line each: 签名章 instead, 7.3.5.3
//	stamp: yes                         the office's own picture of the 签名章 is set
//
// Without seal and signer it is a document without a seal (7.3.5.2).
type Closing struct {
	Offices  []string
	Date     string
	Seal     bool
	Dashed   bool // the seals' places are marked
	Stamp    bool // pictures of the stamps are set
	Diameter int  // of a seal, mm
	Signers  []Signer
	Line     int

	Way   ClosingWay // resolved
	Seals []Seal     // resolved, one an office where Way is Sealed
}

// Signer is who signs with a 签名章: post and name.
type Signer struct {
	Post, Name string
	Stamp      Seal // resolved
}

// ClosingWay is one of the three ways of 7.3.5.
type ClosingWay uint8

// The ways: without a seal (7.3.5.2), with seals (7.3.5.1), with 签名章 (7.3.5.3).
const (
	Unsealed ClosingWay = iota
	Sealed
	Stamped
)

// Seal is what is set where a seal or 签名章 will stand. An electronic seal is
// cryptographic data: what is set here is never more than a sample, marked as
// such, and only in drafts; a 签名章's picture only where the office asks for it.
type Seal struct {
	Form    SealForm
	Word    string // that marks it
	Picture Picture
}

// SealForm is what is drawn at a seal's place.
type SealForm uint8

// The forms: room only, a thin dashed ring or frame, a drawn sample, a picture.
const (
	SealRoom SealForm = iota
	SealPlace
	SealSample
	SealPicture
)

// Words at the place of a seal and on a sample.
const (
	sealPlaceWord = "（印章位置）"
	sampleWord    = "样章"
)

// Seals' diameters in mm: usual, least and most.
const (
	UsualSeal = 45
	leastSeal = 30
	mostSeal  = 60
)

func init() { fences["closing"] = (*reader).closing }

func (r *reader) closing(f *fenced) {
	c := &Closing{Diameter: UsualSeal, Line: f.line}
	for _, s := range r.settings(f, "office", "date", "seal", "diameter", "signer", "stamp") {
		switch s.key {
		case "office":
			if s.value != "" {
				c.Offices = append(c.Offices, s.value)
			}
		case "date":
			c.Date = s.value
		case "seal":
			if c.Dashed = s.value == "dashed"; c.Dashed {
				s.value = "yes"
			}
			c.Seal = r.flag(s)
		case "stamp":
			c.Stamp = r.flag(s)
		case "diameter":
			n, err := strconv.Atoi(s.value)
			if err != nil || n < leastSeal || n > mostSeal {
				r.complain("closing-diameter", s.line, s.value, diag.T("印章直径应为%d至%d毫米的整数", "a seal's diameter is %d to %d mm", leastSeal, mostSeal), diag.T("如 42", "such as 42"))
				continue
			}
			c.Diameter = n
		case "signer":
			if len(s.cells) != 2 {
				r.complain("closing-signer", s.line, s.value, diag.T("签发人应写职务和姓名", "a signer has a post and a name"), diag.T("如 signer: 市长 | 程敬安", "such as signer: 市长 | 程敬安"))
				continue
			}
			c.Signers = append(c.Signers, Signer{Post: strings.TrimSpace(s.cells[0]), Name: strings.TrimSpace(s.cells[1])})
		}
	}
	if len(c.Offices) > 0 || len(c.Signers) > 0 || c.Date != "" {
		r.blocks = append(r.blocks, c)
	}
}

func (c *Closing) resolve(r *resolving) []Block {
	n := *c
	n.Signers = append([]Signer(nil), c.Signers...)
	switch {
	case len(c.Signers) > 0:
		n.Way = Stamped
		for i := range n.Signers {
			n.Signers[i].Stamp = r.stamp(c, c.Signers[i].Name)
		}
	case c.Seal:
		n.Way = Sealed
		for _, office := range c.Offices {
			n.Seals = append(n.Seals, r.seal(c, office))
		}
	}
	return []Block{&n}
}

// seal is what stands at an office's seal's place: nothing, a thin dashed ring, or
// in drafts a sample.
func (r *resolving) seal(c *Closing, office string) Seal {
	p, has := r.options.Pictures[office]
	switch {
	case r.options.Draft && has:
		return Seal{SealPicture, sampleWord, p}
	case r.options.Draft:
		return Seal{Form: SealSample, Word: sampleWord}
	case c.Dashed:
		return Seal{Form: SealPlace, Word: sealPlaceWord}
	}
	return Seal{}
}

// stamp is what stands at a 签名章's place. The office may have its picture set
// there, by asking for it; a draft shows the name as a sample.
func (r *resolving) stamp(c *Closing, name string) Seal {
	p, has := r.options.Pictures[name]
	switch {
	case c.Stamp && has:
		return Seal{Form: SealPicture, Picture: p}
	case c.Stamp:
		r.complain("picture-missing", c.Line, name, diag.T("没有“%s”的签名章图片", "there is no picture of the stamp of %q", name),
			diag.T("在 hongtou.yaml 的 pictures 中写明，或删去 stamp", "name it at pictures in hongtou.yaml, or remove stamp"))
	case r.options.Draft:
		return Seal{Form: SealPlace, Word: name + "（" + sampleWord + "）"}
	}
	return Seal{}
}

// Words is the names, each with what marks its seal, and the date.
func (c *Closing) Words() []string {
	var out []string
	if c.Way == Stamped {
		for _, s := range c.Signers {
			out = append(out, notEmpty(s.Post, s.Stamp.Word)...)
		}
		return append(out, notEmpty(c.Date)...)
	}
	for i, o := range c.Offices {
		out = append(out, o)
		if i < len(c.Seals) {
			out = append(out, notEmpty(c.Seals[i].Word)...)
		}
	}
	return append(out, notEmpty(c.Date)...)
}

func (c *Closing) print(b *strings.Builder) {
	fmt.Fprintf(b, "closing %s | %s seal %v %d", strings.Join(c.Offices, "、"), c.Date, c.Seal, c.Diameter)
	for _, s := range c.Signers {
		fmt.Fprintf(b, " %s|%s", s.Post, s.Name)
	}
	for _, s := range c.Seals {
		fmt.Fprintf(b, " form %d %q", s.Form, s.Word)
	}
	for _, s := range c.Signers {
		if s.Stamp.Form != SealRoom {
			fmt.Fprintf(b, " form %d %q", s.Stamp.Form, s.Stamp.Word)
		}
	}
	b.WriteByte('\n')
}
