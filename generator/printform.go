package generator

import (
	"crypto/rand"
	"fmt"
	"strings"
	"unicode/utf8"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/typeset"
)

// MostCopies bounds the copies of one paper in a print file.
const MostCopies = 20

// PrintForm is how the papers of a print file are put together.
type PrintForm struct {
	Copies    int               // of each paper, 1 to MostCopies
	Booklet   bool              // two pages a side of A3, to be folded
	Pages     PrintPages        // for printers that print one side
	Watermark string            // below the text of each page; ReceiverWord stands for the receiver's name
	Passwords map[string]string // that open the files, by receivers' codes; nil: none
}

// PrintPages are which pages of a print file are made.
type PrintPages uint8

// The pages.
const (
	AllPages PrintPages = iota
	OddPages
	EvenPages
)

// ReceiverWord stands in a watermark for the receiver's name, and so does englishReceiver.
const (
	ReceiverWord    = "{单位}"
	englishReceiver = "{unit}"
)

// withName puts a name where the receiver's belongs.
func withName(words, name string) string {
	return strings.NewReplacer(ReceiverWord, name, englishReceiver, name).Replace(words)
}

// CheckWatermark complains of a watermark that is too long for a page or has lines or
// braces that stand for nothing.
func CheckWatermark(words string) error {
	rest := withName(words, "")
	switch {
	case strings.ContainsAny(rest, "{}｛｝"):
		return diag.Speak(nil, "水印“%[1]s”中的花括号只用于 %[2]s（收文单位的名称）", "in the watermark %[1]q braces are for %[3]s only, the receiver's name", words, ReceiverWord, englishReceiver)
	case strings.ContainsFunc(rest, func(r rune) bool { return r < ' ' || r == 0x7F }):
		return diag.Speak(nil, "水印只有一行，不能有换行、制表符", "a watermark is one line without control characters")
	case utf8.RuneCountInString(rest) > typeset.LongestWatermark:
		return diag.Speak(nil, "水印“%s”超过%d个字", "the watermark %q has more than %d characters", words, typeset.LongestWatermark)
	}
	return nil
}

// watermark is what a receiver's pages bear. A long name gives way to the short one.
func (f *PrintForm) watermark(receiver *model.Unit) string {
	words := withName(f.Watermark, receiver.Name)
	if utf8.RuneCountInString(words) > typeset.LongestWatermark && receiver.Short != "" {
		words = withName(f.Watermark, receiver.Short)
	}
	return words
}

// words say what the form is, in the names of files.
func (f *PrintForm) words() string {
	words := fmt.Sprintf("每份%d本", f.Copies)
	for _, w := range []struct {
		says string
		is   bool
	}{{"A3折页", f.Booklet}, {"单数页", f.Pages == OddPages}, {"双数页", f.Pages == EvenPages}, {"有水印", f.Watermark != ""}, {"加密", f.Passwords != nil}} {
		if w.is {
			words += "，" + w.says
		}
	}
	return words
}

// digest is what the form changes of the files. Encryption is an event: what it made is
// never taken for what it would make now, and no digest tells of a password.
func (f *PrintForm) digest() []string {
	digest := []string{f.words(), f.Watermark}
	if f.Passwords != nil {
		digest = append(digest, rand.Text())
	}
	return digest
}

// password opens a receiver's file; without one where there must be one the file is not
// made.
func (f *PrintForm) password(receiver *model.Unit) (string, *diag.List) {
	complaints := &diag.List{}
	if f.Passwords != nil && f.Passwords[receiver.Code] == "" {
		complaints.Add(noPassword(receiver))
	}
	return f.Passwords[receiver.Code], complaints
}

// bound puts papers together in the form.
func (f *PrintForm) bound(parts []typeset.Part) *typeset.Layout {
	bind := typeset.Bind
	if f.Booklet {
		bind = typeset.Booklets
	}
	layout := bind(parts)
	if f.Pages != AllPages {
		layout = layout.Side(f.Pages == EvenPages)
	}
	return layout
}
