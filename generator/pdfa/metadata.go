package pdfa

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"hongtou/generator/diag"
)

func (d *document) outputIntent() {
	intents := d.array(d.catalog["OutputIntents"])
	wrong := func(zh, en string, args ...any) { d.fail("OutputIntents", diag.T(zh, en, args...)) }
	if len(intents) != 1 {
		wrong("输出意图有 %d 个，应有1个", "there are %d output intents, one is wanted", len(intents))
		return
	}
	intent := d.dict(intents[0])
	if text(intent["S"]) != "GTS_PDFA1" || text(intent["OutputConditionIdentifier"]) == "" {
		wrong("输出意图的 S 或 OutputConditionIdentifier 不对", "its S or OutputConditionIdentifier is wrong")
	}
	profile := d.stream(intent["DestOutputProfile"])
	n, _ := d.number(d.dict(intent["DestOutputProfile"])["N"])
	if err := checkProfile(profile); err != nil || n != 3 {
		wrong("ICC 特性文件不能用：%v，N 为 %v", "its ICC profile can't be used: %v, N is %v", err, n)
	}
}

// checkProfile reads an ICC profile's header and the tags that a display profile
// by matrix must have (ICC.1:1998-09, 6.1 and 6.3.1.2).
func checkProfile(b []byte) error {
	const header = 128
	if len(b) < header+4 || int(binary.BigEndian.Uint32(b)) != len(b) || string(b[36:40]) != "acsp" {
		return fmt.Errorf("its header is broken")
	}
	if class, space := string(b[12:16]), string(b[16:20]); class != "mntr" && class != "prtr" || space != "RGB " || b[8] > 4 {
		return fmt.Errorf("it is of class %s for %s, version %d", class, space, b[8])
	}
	have := map[string]bool{}
	for i := range int(binary.BigEndian.Uint32(b[header:])) {
		at := header + 4 + 12*i
		if at+12 > len(b) {
			return fmt.Errorf("its table of tags ends early")
		}
		if from, size := int(binary.BigEndian.Uint32(b[at+4:])), int(binary.BigEndian.Uint32(b[at+8:])); from+size > len(b) {
			return fmt.Errorf("tag %s lies outside it", b[at:at+4])
		}
		have[string(b[at:at+4])] = true
	}
	for _, tag := range []string{"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"} {
		if !have[tag] {
			return fmt.Errorf("tag %s is missing", tag)
		}
	}
	return nil
}

func (d *document) metadata() {
	wrong := func(zh, en string) { d.fail("Metadata", diag.Text{Zh: zh, En: en}) }
	dict := d.dict(d.catalog["Metadata"])
	switch {
	case dict == nil:
		wrong("没有 XMP 元数据", "there are no XMP metadata")
	case text(dict["Type"]) != "Metadata" || text(dict["Subtype"]) != "XML":
		wrong("元数据流的类型不对", "the metadata stream is of a wrong type")
	case d.xmp == nil:
		wrong("XMP 元数据不是格式正确的 XML", "the XMP metadata are no well-formed XML")
	case packetAttributes.Match(d.stream(d.catalog["Metadata"])):
		wrong("XMP 包头有 bytes 或 encoding", "the packet header has bytes or encoding")
	}
}

var packetAttributes = regexp.MustCompile(`<\?xpacket begin=[^>]*(?:bytes|encoding)=`)

// both are the properties that the information dictionary and the XMP metadata
// share (ISO 19005-2, table in 6.6.3 by way of ISO 19005-1, 6.7.3).
var both = []struct{ info, xmp string }{
	{"Title", "dc:title"}, {"Author", "dc:creator"}, {"Subject", "dc:description"}, {"Keywords", "pdf:Keywords"},
	{"Creator", "xmp:CreatorTool"}, {"Producer", "pdf:Producer"}, {"CreationDate", "xmp:CreateDate"}, {"ModDate", "xmp:ModifyDate"},
}

var pdfDate = regexp.MustCompile(`^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-]\d\d)'(\d\d)'$`)

func (d *document) information() {
	for _, p := range both {
		want := text(d.info[p.info])
		if strings.HasSuffix(p.info, "Date") {
			m := pdfDate.FindStringSubmatch(want)
			if m == nil {
				d.fail("Info", diag.T("%s 不是带时区的日期：%q", "%s is no date with its zone: %q", p.info, want))
				continue
			}
			want = fmt.Sprintf("%s-%s-%sT%s:%s:%s%s:%s", m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8])
		}
		if got := d.xmp[p.xmp]; got != want {
			d.fail("Info", diag.T("%s 为 %q，XMP 的 %s 为 %q", "%s is %q, %s in XMP is %q", p.info, want, p.xmp, got))
		}
	}
}

func (d *document) identification() {
	level := d.level()
	if level == "" {
		d.fail("Metadata", diag.T("没有标明 PDF/A-2 或 PDF/A-3 及其等级", "neither PDF/A-2 nor PDF/A-3 is stated with a level"))
		return
	}
	if attached := d.dict(d.catalog["Names"])["EmbeddedFiles"] != nil; attached != strings.HasPrefix(level, "PDF/A-3") {
		d.fail("Metadata", diag.T("标明 %s，与有无附件不符", "%s is stated, which does not go with having attachments or not", level))
	}
}

func (d *document) attachments() {
	related := map[int]bool{}
	for _, o := range d.array(d.catalog["AF"]) {
		related[reference(o)] = true
	}
	for n, dict := range d.dictionaries() {
		if _, ok := dict["EF"]; !ok {
			continue
		}
		wrong := func(zh, en string) { d.fail(object(n), diag.Text{Zh: zh, En: en}) }
		if text(dict["F"]) == "" || text(dict["UF"]) == "" {
			wrong("附件没有名称（F、UF）", "the attachment has no name (F, UF)")
		}
		if !strings.Contains(" Source Data Alternative Supplement Unspecified ", " "+text(dict["AFRelationship"])+" ") || dict["AFRelationship"] == nil {
			wrong("附件没有与文件的关系（AFRelationship）", "the attachment has no relationship (AFRelationship)")
		}
		if !related[n] {
			wrong("附件不在目录的 AF 中", "the attachment is not in the catalog's AF")
		}
		file, _ := d.resolve(d.dict(dict["EF"])["F"]).(types.StreamDict)
		params := d.dict(file.Dict["Params"])
		if !strings.Contains(text(file.Dict["Subtype"]), "/") || params == nil || params["ModDate"] == nil {
			wrong("附件没有类型（Subtype）或日期（ModDate）", "the attachment has no type (Subtype) or date (ModDate)")
		}
		if size, ok := d.number(params["Size"]); !ok || int(size) != len(d.stream(d.dict(dict["EF"])["F"])) {
			wrong("附件的大小不实", "the attachment's size is not true")
		}
	}
}

func (d *document) annotations() {
	for n, dict := range d.dictionaries() {
		if text(dict["Type"]) != "Annot" {
			continue
		}
		const hidden, printed = 1 | 2 | 32 | 256, 4 // Invisible Hidden NoView ToggleNoView; Print
		flags, ok := d.number(dict["F"])
		known := text(dict["Subtype"]) == "Link" || d.signatureField(dict)
		if !known || !ok || int(flags)&hidden != 0 || int(flags)&printed == 0 {
			d.fail(object(n), diag.T("注释不是可打印的链接或签名", "the annotation is no link or signature that prints"))
		}
	}
}

// deeds are the actions that a reader may carry out.
var deeds = map[string]bool{"GoTo": true, "GoToR": true, "GoToE": true, "Thread": true, "URI": true, "Named": true}

func (d *document) actions() {
	for n, dict := range d.dictionaries() {
		for _, key := range []string{"AA", "JavaScript", "JS"} {
			if _, ok := dict[key]; ok {
				d.fail(object(n), diag.T("有 %s", "there is %s", key))
			}
		}
		for _, key := range []string{"A", "OpenAction", "Next"} {
			if action := d.dict(dict[key]); action != nil && action["S"] != nil && !deeds[text(action["S"])] {
				d.fail(object(n), diag.T("有动作 %s", "there is the action %s", text(action["S"])))
			}
		}
	}
}

func (d *document) language() {
	if lang := text(d.catalog["Lang"]); lang != "zh-CN" {
		d.fail("Catalog", diag.T("语言为 %q", "the language is %q", lang))
	}
	if !bytes.Contains([]byte(d.xmp["dc:language"]), []byte("zh-CN")) {
		d.fail("Metadata", diag.T("XMP 中没有语言 zh-CN", "XMP does not state zh-CN"))
	}
}
