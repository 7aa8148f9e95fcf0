package doc

import (
	"path"
	"strings"
)

// What a picture shows is told in words to those who do not see it (ISO 14289-1, 7.3):
// of a chart all its figures, since it says nothing else.

var chartWords = map[string]string{"bar": "柱形图", "hbar": "条形图", "line": "折线图", "pie": "饼图"}

// Alternate is the chart in words: its kind, title and unit, and each figure.
func (c *Chart) Alternate() string {
	var b strings.Builder
	b.WriteString(chartWords[c.Kind])
	if c.Title != "" {
		b.WriteString("：" + c.Title)
	}
	if c.Kind == "pie" {
		b.WriteString("。")
		for i := range c.Shares {
			b.WriteString(c.Shares[i].Words + "；")
		}
		return ended(b.String())
	}
	if unit := c.UnitWords(); unit != "" {
		b.WriteString("（" + unit + "）")
	}
	b.WriteString("。")
	for i, name := range c.Categories {
		b.WriteString(name + "：")
		for k, v := range c.Values[i] {
			if k > 0 {
				b.WriteString("，")
			}
			if len(c.Series) > 1 {
				b.WriteString(c.Series[k])
			}
			if v.Has {
				b.WriteString(v.Text)
			} else {
				b.WriteString("无数据")
			}
		}
		b.WriteString("；")
	}
	return ended(b.String())
}

// ended is a list of clauses as a sentence.
func ended(s string) string { return strings.TrimSuffix(s, "；") + "。" }

// Alternate is the picture in words: its title, or else its name.
func (f *Figure) Alternate() string {
	if f.Caption != "" {
		return "图片：" + f.Caption
	}
	return "图片：" + strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name))
}

// Alternate says what is drawn at the place of someone's seal or 签名章, "" where
// nothing is.
func (s *Seal) Alternate(whose string) string {
	switch {
	case s.Form == SealRoom:
		return ""
	case s.Word == "": // a picture that the office itself has set
		return "签名章：" + whose
	case strings.Contains(s.Word, whose): // 程敬安（样章）
		return "签名章：" + s.Word
	case s.Form == SealPlace:
		return strings.Trim(s.Word, "（）") + "：" + whose
	}
	return "印章（" + s.Word + "）：" + whose
}

// CodeAlternate is a two-dimensional code in words.
func CodeAlternate(text string) string { return "二维码：" + text }
