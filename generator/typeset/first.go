package typeset

import (
	"reflect"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// The first page of a paper with a head shows text (7.2.4, 7.3.2: 首页必须显示正文). The
// head, a long title, and many names in 主送机关 may leave no room for it, or so little
// that one line of text stands with the signature on the next page.

// isText are the blocks that are text (正文): what the signature stands below.
var isText = map[reflect.Type]bool{
	reflect.TypeFor[*doc.Paragraph](): true, reflect.TypeFor[*doc.Heading](): true, reflect.TypeFor[*doc.Table](): true,
	reflect.TypeFor[*doc.Figure](): true, reflect.TypeFor[*doc.Chart](): true, reflect.TypeFor[*doc.Attendance](): true,
}

// manyRecipients is the height from which 主送机关 are so many that they stand in the
// imprint rather than leave the first page without text (7.3.2).
var manyRecipients = 3 * standard.RowHeight

// firstPage tells whether the first page has text or need not have any, and complains
// where there is none.
func (s *setter) firstPage(boxes []box) bool {
	d := s.document
	if d.Layout.Head.Mark == doc.NoMark || s.begun {
		return true
	}
	text := false
	heights := map[reflect.Type]Length{}
	for i := range boxes {
		b := &boxes[i]
		if b.breaks { // an attachment
			break
		}
		heights[b.of.kind] += b.height
		text = text || isText[b.of.kind] && !b.skip
	}
	head, title, to := heights[reflect.TypeFor[*doc.Masthead]()], heights[reflect.TypeFor[*doc.Title]()], heights[reflect.TypeFor[*doc.Recipients]()]
	s.recipientsTake = to
	cause, remedy := diag.T("正文和落款在首页排不下，又不能分开", "the text and the signature have no room on the first page and can't be parted"), diag.T("缩短标题，或者把正文写完整", "shorten the title, or say more in the text")
	switch most := 5 * standard.RowHeight; {
	case !text:
		cause, remedy = diag.T("这份文书没有正文", "this paper has no text"), diag.T("在模板中写明正文", "write its text in the template")
	case to > most && to > title:
		cause, remedy = diag.T("主送机关有%d行", "the recipients take %d lines", to/standard.RowHeight), diag.T("写统称或者规范化简称", "give them by a common name or by short names")
	case title > most:
		cause, remedy = diag.T("标题太长", "the title is too long"), diag.T("缩短标题", "shorten it")
	case head > standard.AreaHeight*2/3:
		cause, remedy = diag.T("版头高%d毫米", "the head is %d mm high", head/standard.Mm(100)), diag.T("减少签发人或者联合发文的机关，写短名称", "give fewer signatories or issuers, or shorter names")
	}
	if s.complaints.Errors() > 0 { // it is not made
		return false
	}
	s.complaints.Add(diag.Diagnostic{Severity: diag.Warning, Code: "first-page", Place: diag.Place{File: d.File},
		Problem: diag.T("首页没有正文：%[1]s", "the first page shows no text: %[1]s", cause), Remedy: remedy})
	return !text || d.Meta.Title == ""
}
