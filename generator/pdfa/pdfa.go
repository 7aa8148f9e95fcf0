// Package pdfa checks PDF files against PDF/A-2u and PDF/A-3u (ISO 19005-2 and
// 19005-3, level U), as far as our own writer's kind of file goes: what a file
// may have by the standard but ours never does (optional content, forms to fill
// in, object streams, simple fonts) is refused, not examined.
//
// In goes a file's bytes; out come a complaint for each breach and the list of
// rules that were held against it. The file is parsed by pdfcpu, which knows
// nothing of how it was written. docs/pdfa.md lists the rules.
package pdfa

import (
	"hongtou/generator/diag"
)

// Rule is one requirement and how it is checked.
type Rule struct {
	Name   string    // kebab-case, as in complaints' codes: "pdfa-font-unicode"
	Clause string    // of ISO 19005-2
	Text   diag.Text // the requirement
	check  func(*document)
}

// Rules are all requirements, by clause.
func Rules() []Rule {
	return []Rule{
		{"header", "6.1.2", diag.T("文件头为 %%PDF-1.n，下一行有四个大于127的字节", "the header is %%PDF-1.n, with four bytes above 127 on the next line"), (*document).header},
		{"trailer", "6.1.3", diag.T("有文件标识，未加密，%%%%EOF 之后没有数据", "there is a file identifier, no encryption, nothing behind %%%%EOF"), (*document).trailer},
		{"cross-references", "6.1.4, 6.1.9", diag.T("交叉引用表的每一项都指向一个对象的开头", "each entry of the cross-reference tables points to an object's start"), (*document).crossReferences},
		{"strings", "6.1.6, 6.1.8, 6.1.13", diag.T("字符串、名称、整数不超过限度，十六进制串为偶数位", "strings, names and integers keep the limits; hexadecimal strings have an even number of digits"), (*document).values},
		{"streams", "6.1.7", diag.T("数据流的长度属实，数据在文件之内，不用 LZW 和加密", "streams have their true length, are in the file, and use neither LZW nor encryption"), (*document).streams},
		{"permissions", "6.1.12", diag.T("没有权限字典", "there is no permissions dictionary"), absent("Perms")},
		{"content", "6.2.2, 6.1.10", diag.T("页面内容只用 PDF 1.7 的操作符，资源写在页上，嵌套不超过28层", "pages use operators of PDF 1.7 only, name their resources, and nest no deeper than 28"), (*document).contents},
		{"output-intent", "6.2.3", diag.T("有输出意图，其 ICC 特性文件完好且为 RGB", "there is an output intent with a sound ICC profile for RGB"), (*document).outputIntent},
		{"colour", "6.2.4", diag.T("只用灰度和 RGB 颜色", "colours are grey and RGB only"), (*document).colours},
		{"graphics-state", "6.2.5, 6.2.6, 6.2.10", diag.T("没有传递函数和网屏，混合模式为标准模式", "there are no transfer functions and halftones, and only standard blend modes"), (*document).graphicsStates},
		{"images", "6.2.8, 6.2.9", diag.T("图像不插值、没有替代图像，没有 PostScript 和外部引用", "images are not interpolated and have no alternates; no PostScript, no references to other files"), (*document).images},
		{"font-dictionaries", "6.2.11.2, 6.2.11.3", diag.T("字体为 Type0，编码 Identity-H，有 CIDToGIDMap", "fonts are Type0 with encoding Identity-H and a CIDToGIDMap"), (*document).fontDictionaries},
		{"font-embedded", "6.2.11.4", diag.T("字体程序嵌入文件，用到的字形都在其中", "font programs are embedded and have every glyph that is shown"), (*document).fontPrograms},
		{"font-widths", "6.2.11.5", diag.T("字典中的宽度与字体程序一致", "widths in the dictionary are those of the font program"), (*document).fontWidths},
		{"font-unicode", "6.2.11.7.2", diag.T("每个字形都有 Unicode 字符", "every glyph shown has its Unicode characters"), (*document).fontUnicode},
		{"font-notdef", "6.2.11.8", diag.T("不显示 .notdef 字形", "the glyph .notdef is not shown"), (*document).fontNotdef},
		{"annotations", "6.3", diag.T("注释只有可打印的链接和不显示的签名", "annotations are links that print and signatures that are not seen"), (*document).annotations},
		{"forms", "6.4", diag.T("没有签名以外的交互表单，签名签住整个文件", "there is no interactive form but for signatures, which sign the whole file"), (*document).forms},
		{"actions", "6.5", diag.T("没有 JavaScript、启动程序等动作", "there is no JavaScript, nothing that launches or acts"), (*document).actions},
		{"metadata", "6.6.2", diag.T("有格式正确的 XMP 元数据", "there are well-formed XMP metadata"), (*document).metadata},
		{"information", "6.6.3", diag.T("信息字典与 XMP 元数据一致，日期带时区", "the information dictionary says what the XMP metadata say, dates with their zone"), (*document).information},
		{"identification", "6.6.4", diag.T("XMP 标明 PDF/A-2u，或有附件时的 PDF/A-3u", "the XMP metadata state PDF/A-2u, or PDF/A-3u with attachments"), (*document).identification},
		{"attachments", "6.8", diag.T("附件有名称、类型、校验和及与文件的关系", "attachments have name, type, checksum and relationship"), (*document).attachments},
		{"optional-content", "6.9", diag.T("没有可选内容", "there is no optional content"), absent("OCProperties")},
		{"presentations", "6.10", diag.T("没有替代呈现", "there are no alternate presentations"), absent("AlternatePresentations", "PresSteps")},
		{"requirements", "6.11", diag.T("对阅读器没有特别要求", "nothing is required of the reader"), absent("Requirements")},
		{"language", "—", diag.T("标明语言 zh-CN", "the language is stated: zh-CN"), (*document).language},
	}
}

// Report is the result of a check.
type Report struct {
	Level      string     // "PDF/A-2u" or "PDF/A-3u" as the file states, "" if it states neither
	Complaints *diag.List // of code "pdfa-" and the rule's name
}

// Check holds the rules against a file; name is what complaints call it.
func Check(name string, data []byte) *Report {
	d, err := read(name, data)
	if err != nil {
		d.rule = &Rule{Name: "readable"}
		d.fail("", diag.T("不是能读的 PDF 文件：%v", "this is no PDF file that can be read: %v", err))
		return &Report{Complaints: d.complaints}
	}
	for _, r := range Rules() {
		d.rule = &r
		r.check(d)
	}
	return &Report{d.level(), d.complaints}
}

// fail complains of a breach of the rule at hand; where is an object or a page.
func (d *document) fail(where string, problem diag.Text) {
	remedy := diag.Text{}
	if d.rule.Clause != "" {
		remedy = diag.Text{Zh: "ISO 19005-2 " + d.rule.Clause + "：" + d.rule.Text.Zh, En: "ISO 19005-2 " + d.rule.Clause + ": " + d.rule.Text.En}
	}
	d.complaints.Add(diag.Diagnostic{Code: "pdfa-" + d.rule.Name, Place: diag.Place{File: d.name, Key: where}, Problem: problem, Remedy: remedy})
}

// absent is the rule that keys stand in no dictionary.
func absent(keys ...string) func(*document) {
	return func(d *document) {
		for n, dict := range d.dictionaries() {
			for _, key := range keys {
				if _, ok := dict[key]; ok {
					d.fail(object(n), diag.T("有 %s", "there is %s", key))
				}
			}
		}
	}
}
