package standard

import (
	"math"
	"testing"
)

// The measures of GB/T 9704-2012, in the words and the units of the standard. What the
// standard leaves free stands below, as it was chosen.
func TestMeasures(t *testing.T) {
	const mm, pt = 72_000 / 25.4, 1000.0 // of a Length
	for _, c := range []struct {
		clause, what string
		got          Length
		want, unit   float64
	}{
		{"5.1", "A4 宽", PaperWidth, 210, mm},
		{"5.1", "A4 高", PaperHeight, 297, mm},
		{"5.2.1", "天头", MarginTop, 37, mm},
		{"5.2.1", "订口", MarginLeft, 28, mm},
		{"5.2.1", "版心宽", AreaWidth, 156, mm},
		{"5.2.1", "版心高", AreaHeight, 225, mm},
		{"5.2.2", "正文三号", SizeBody, 16, pt},
		{"7.2.4", "发文机关标志上边缘至版心上边缘", MarkTop, 35, mm},
		{"7.2.7", "红色分隔线在发文字号之下", RuleBelow, 4, mm},
		{"7.3.1", "标题二号", SizeTitle, 22, pt},
		{"7.3.1", "标题太长时小二", TitleSizes[1], 18, pt},
		{"7.3.1", "标题仍太长时三号", TitleSizes[2], 16, pt},
		{"3", "小二标题行距", TitlePitch(TitleSizes[1]), 32, pt},
		{"7.4.1", "版记首条和末条分隔线", ThickRule, 0.35, mm},
		{"7.4.1", "版记中间的分隔线", ThinRule, 0.25, mm},
		{"7.4.2", "版记四号", SizeSmall, 14, pt},
		{"7.5", "页码上距版心下边缘", FolioBelow, 7, mm},
		{"10.1", "信函标志上边缘至上页边", LetterTop, 30, mm},
		{"10.1", "红色双线在标志之下", LetterRule, 4, mm},
		{"10.1", "红色双线距下页边", LetterFoot, 20, mm},
		{"10.1", "红色双线长", LetterWidth, 170, mm},
		{"10.2", "命令标志上边缘至版心上边缘", OrderTop, 20, mm},

		{"free", "红色分隔线粗细", HeadRule, 0.5, mm},
		{"free", "双线的粗线", ThickLetter, 0.9, mm},
		{"free", "双线的细线", ThinLetter, 0.35, mm},
		{"free", "双线的间隔", LetterGap, 0.6, mm},
		{"free", "表格线", TableRule, 0.18, mm},
		{"free", "标志最大字号", MaxMark, 50, pt},
		{"free", "标志最小字号", LeastMark, 12, pt},
		{"free", "联合行文各标志共高", JointMarks, 110, pt},
		{"free", "表格小四", SizeTable, 12, pt},
		{"free", "表格行距", Leading, 17, pt},
		{"free", "表格左右留白", Padding, 4, pt},
		{"free", "图下留白", CaptionGap, 14, pt},
		{"free", "图中最小的字", LeastText, 7, pt},
		{"3", "标题行距", TitleLine, 36, pt},
		{"3", "版记行距", ImprintLine, 28, pt},
	} {
		if want := Length(math.Round(c.want * c.unit)); c.got != want {
			t.Errorf("%s %s: %d, want %d", c.clause, c.what, c.got, want)
		}
	}
	if LinesPerPage != 22 || CharsPerLine != 28 {
		t.Errorf("5.2.3: %d lines of %d characters, want 22 of 28", LinesPerPage, CharsPerLine)
	}
}
