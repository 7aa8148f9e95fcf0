// Package pdfa checks PDF files against PDF/A-2a and PDF/A-3a (ISO 19005-2 and
// 19005-3, level A) and PDF/UA-1 (ISO 14289-1), as far as our own writer's kind of
// file goes: what a file may have by the standards but ours never does (optional
// content, forms to fill in, simple fonts, structure types of one's own) is refused, not
// examined. Files that state level U, as earlier versions wrote them, are held against
// the rules of that level.
//
// In goes a file's bytes; out come a complaint for each breach and the list of
// rules that were held against it. The file is parsed by pdfcpu, which knows
// nothing of how it was written. docs/pdfa.md lists the rules.
package pdfa

import (
	"strings"

	"hongtou/generator/diag"
)

// Rule is one requirement and how it is checked.
type Rule struct {
	Name   string    // kebab-case, as in complaints' codes: "pdfa-font-unicode"
	Clause string    // of ISO 19005-2, or with another standard's name
	Text   diag.Text // the requirement
	check  func(*document)
	tagged bool // held against files that state level A
}

// Source is the standard and the clause.
func (r *Rule) Source() string {
	if strings.HasPrefix(r.Clause, "ISO") {
		return r.Clause
	}
	return "ISO 19005-2, " + r.Clause
}

// Rules are all requirements, by clause.
func Rules() []Rule {
	return []Rule{
		{"header", "6.1.2", diag.T("文件头为 %%PDF-1.n，下一行有四个大于127的字节", "the header is %%PDF-1.n, with four bytes above 127 on the next line"), (*document).header, false},
		{"trailer", "6.1.3", diag.T("有文件标识，未加密，%%%%EOF 之后没有数据", "there is a file identifier, no encryption, nothing behind %%%%EOF"), (*document).trailer, false},
		{"cross-references", "6.1.4, 6.1.9", diag.T("交叉引用表的每一项都指向一个对象的开头", "each entry of the cross-reference tables points to an object's start"), (*document).crossReferences, false},
		{"strings", "6.1.6, 6.1.8, 6.1.13", diag.T("字符串、名称、整数不超过限度，十六进制串为偶数位", "strings, names and integers keep the limits; hexadecimal strings have an even number of digits"), (*document).values, false},
		{"streams", "6.1.7", diag.T("数据流的长度属实，数据在文件之内，不用 LZW 和加密", "streams have their true length, are in the file, and use neither LZW nor encryption"), (*document).streams, false},
		{"permissions", "6.1.12", diag.T("没有权限字典", "there is no permissions dictionary"), absent("Perms"), false},
		{"content", "6.2.2, 6.1.10", diag.T("页面内容只用 PDF 1.7 的操作符，资源写在页上，嵌套不超过28层", "pages use operators of PDF 1.7 only, name their resources, and nest no deeper than 28"), (*document).contents, false},
		{"output-intent", "6.2.3", diag.T("有输出意图，其 ICC 特性文件完好且为 RGB", "there is an output intent with a sound ICC profile for RGB"), (*document).outputIntent, false},
		{"colour", "6.2.4", diag.T("只用灰度和 RGB 颜色", "colours are grey and RGB only"), (*document).colours, false},
		{"graphics-state", "6.2.5, 6.2.6, 6.2.10", diag.T("没有传递函数和网屏，混合模式为标准模式", "there are no transfer functions and halftones, and only standard blend modes"), (*document).graphicsStates, false},
		{"images", "6.2.8, 6.2.9", diag.T("图像不插值、没有替代图像，没有 PostScript 和外部引用", "images are not interpolated and have no alternates; no PostScript, no references to other files"), (*document).images, false},
		{"font-dictionaries", "6.2.11.2, 6.2.11.3", diag.T("字体为 Type0，编码 Identity-H，有 CIDToGIDMap", "fonts are Type0 with encoding Identity-H and a CIDToGIDMap"), (*document).fontDictionaries, false},
		{"font-embedded", "6.2.11.4", diag.T("字体程序嵌入文件，用到的字形都在其中", "font programs are embedded and have every glyph that is shown"), (*document).fontPrograms, false},
		{"font-widths", "6.2.11.5", diag.T("字典中的宽度与字体程序一致", "widths in the dictionary are those of the font program"), (*document).fontWidths, false},
		{"font-unicode", "6.2.11.7.2", diag.T("每个字形都有 Unicode 字符", "every glyph shown has its Unicode characters"), (*document).fontUnicode, false},
		{"font-notdef", "6.2.11.8", diag.T("不显示 .notdef 字形", "the glyph .notdef is not shown"), (*document).fontNotdef, false},
		{"annotations", "6.3", diag.T("注释只有可打印的链接和不显示的签名", "annotations are links that print and signatures that are not seen"), (*document).annotations, false},
		{"forms", "6.4", diag.T("没有签名以外的交互表单，签名签住整个文件", "there is no interactive form but for signatures, which sign the whole file"), (*document).forms, false},
		{"actions", "6.5", diag.T("没有 JavaScript、启动程序等动作", "there is no JavaScript, nothing that launches or acts"), (*document).actions, false},
		{"metadata", "6.6.2", diag.T("有格式正确的 XMP 元数据", "there are well-formed XMP metadata"), (*document).metadata, false},
		{"information", "6.6.3", diag.T("信息字典与 XMP 元数据一致，日期带时区", "the information dictionary says what the XMP metadata say, dates with their zone"), (*document).information, false},
		{"identification", "6.6.4", diag.T("XMP 标明 PDF/A-2，或有附件时的 PDF/A-3", "the XMP metadata state PDF/A-2, or PDF/A-3 with attachments"), (*document).identification, false},
		{"attachments", "6.8", diag.T("附件有名称、类型、校验和及与文件的关系", "attachments have name, type, checksum and relationship"), (*document).attachments, false},
		{"optional-content", "6.9", diag.T("没有可选内容", "there is no optional content"), absent("OCProperties"), false},
		{"presentations", "6.10", diag.T("没有替代呈现", "there are no alternate presentations"), absent("AlternatePresentations", "PresSteps"), false},
		{"requirements", "6.11", diag.T("对阅读器没有特别要求", "nothing is required of the reader"), absent("Requirements"), false},
		{"language", "—", diag.T("标明语言 zh-CN", "the language is stated: zh-CN"), (*document).language, false},
		{"marked", "6.7.2.2", diag.T("标明文件有标记", "the file says that it is tagged"), (*document).marked, true},
		{"structure", "6.7.3", diag.T("有结构树，元素为标准类型，上下级一致", "there is a structure tree of standard types whose elements know their parents"), (*document).structure, true},
		{"tagged-content", "ISO 14289-1, 7.1", diag.T("页上的内容都属于结构元素或为附饰，两边一致", "all content of pages belongs to elements of the structure or is an artifact, and both sides say so"), (*document).tagged, true},
		{"headings", "ISO 14289-1, 7.4.2", diag.T("标题从一级开始，逐级而下", "headings begin with the first level and leave none out"), (*document).headings, true},
		{"nesting", "ISO 14289-1, 7.2, 7.5, 7.6", diag.T("列表和表格结构完整，表头有范围，各行列数相同", "lists and tables are whole, heads have a scope, rows have as many columns"), (*document).nesting, true},
		{"alternates", "6.7.5, ISO 14289-1, 7.3", diag.T("图有替代文字", "figures have words in their place"), (*document).alternates, true},
		{"reader", "ISO 14289-1, 7.1, 7.18.3", diag.T("窗口显示标题，注释按结构的次序", "the window shows the title, and annotations are reached in the structure's order"), (*document).reader, true},
		{"fields", "ISO 14289-1, 7.18.1, 7.18.4", diag.T("签名域不在页面之内，有名称", "signatures' fields lie outside of the page and have a name"), (*document).fields, true},
		{"schemas", "6.6.2.3", diag.T("XMP 说明了 PDF/A 以外的属性", "properties that PDF/A does not know are described in the XMP metadata"), (*document).schemas, true},
		{"accessible", "ISO 14289-1, 5", diag.T("XMP 标明 PDF/UA-1", "the XMP metadata state PDF/UA-1"), (*document).accessible, true},
	}
}

// Report is the result of a check.
type Report struct {
	Level      string     // "PDF/A-2a" as the file states, or with 3 and u; "" if it states none of them
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
	level := d.level()
	for _, r := range Rules() {
		if d.rule = &r; !r.tagged || strings.HasSuffix(level, "a") {
			r.check(d)
		}
	}
	return &Report{level, d.complaints}
}

// fail complains of a breach of the rule at hand; where is an object or a page.
func (d *document) fail(where string, problem diag.Text) {
	remedy := diag.Text{}
	if d.rule.Clause != "" {
		remedy = diag.Text{Zh: d.rule.Source() + "：" + d.rule.Text.Zh, En: d.rule.Source() + ": " + d.rule.Text.En}
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
