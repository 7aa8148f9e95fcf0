package source

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A file is what its content is, whatever its name: new workbooks are read, others
// are named.
func TestNature(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	xlsx := string(asXLSX(t))
	for _, c := range []struct{ file, data, says string }{
		{"u.xls", xlsx, ""},
		{"u.et", xlsx, ""},
		{"u.xlsm", xlsx, ""},
		{"u.xlsx", ole, "已损坏"},
		{"u.et", ole, "已损坏"},
		{"u.xlsx", ole + string(wide("EncryptedPackage")), "加了密码"},
		{"u.xls", ole + string(wide("WordDocument")), "文字文档"},
		{"u.xls", "<html><body><table><tr><td>单位编码</td></tr></table></body></html>", "网页"},
		{"u.xlsx", "\ufeff<!DOCTYPE html>\n<p>", "网页"},
		{"u.xls", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, "XML 表格"},
		{"u.xlsx", asCSV(","), "CSV"},
		{"u.xls", asCSV("\t"), "CSV"},
		{"u.xlsx", "", "空的"},
		{"u.xlsx", "%PDF-1.7\n", "PDF"},
		{"u.xlsx", string(zipped(t, "word/document.xml", "<w/>")), "Word"},
		{"u.ods", string(zipped(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<a/>")), "OpenDocument"},
		{"u.xlsx", xlsx[:len(xlsx)/2], "不是能读的"},
		{"u.xlsx", "\x00\x01\x02", "不是能读的"},
		{"~$u.xlsx", strings.Repeat("\x05user", 33), "临时文件"},
	} {
		w, list, err := Load(workspace(t, "office: {name: 安委办}\ndata: {units: \""+c.file+"\"}\n", map[string][]byte{c.file: []byte(c.data)}), period.Date{})
		if err != nil {
			t.Fatal(err)
		}
		all := list.All()
		if c.says == "" {
			if list.Errors() > 0 || len(w.Office.Units) != 3 {
				t.Errorf("%s: %d units, %v", c.file, len(w.Office.Units), all)
			}
			continue
		}
		if len(all) != 1 || all[0].Code != "xlsx-broken" || !strings.Contains(all[0].Problem.Zh, c.says) || all[0].Place.File != c.file {
			t.Errorf("%s %.20q: %v, want a word of %s", c.file, c.data, all, c.says)
		}
	}
}

// An OpenDocument workbook is read as another one is.
func TestODS(t *testing.T) {
	const begin = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>`
	const end = `</office:spreadsheet></office:body></office:document-content>`
	text := func(s string) string {
		return `<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`
	}
	head := ""
	for _, h := range []string{"隐患编号", "检查日期", "责任单位编码", "隐患描述", "整改期限", "整改资金（元）", "隐患等级", "整改责任人"} {
		head += text(h)
	}
	row := `<table:table-row><table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="date" office:date-value="2026-03-02" table:number-rows-spanned="2"><text:p>3月2日</text:p></table:table-cell>` +
		text("B") + `<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>护栏<text:s text:c="2"/>松动</text:p><text:p>螺栓缺失</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="date" office:date-value="2026-03-20T00:00:00"><text:p>3月20日</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="currency" office:value="15000"><text:p>￥15,000</text:p></table:table-cell>` + text("一般") +
		`<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>林青</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16376"/></table:table-row>` +
		`<table:table-row><table:table-cell office:value-type="string"><text:p>Y2</text:p></table:table-cell><table:covered-table-cell/>` + text("B") + text("乙") +
		`<table:table-cell office:value-type="date" office:date-value="2026-03-21"><text:p>x</text:p></table:table-cell><table:table-cell/>` + text("重大") + `<table:covered-table-cell/></table:table-row>` +
		`<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`
	title := `<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="8"><text:p>台账</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="7"/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>`
	sheet := func(name, style, rows string) string {
		return `<table:table table:name="` + name + `" table:style-name="` + style + `">` + rows + `</table:table>`
	}
	title = `<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column/>` + title
	row = strings.Replace(row, `<table:table-row><table:table-cell office:value-type="string"><text:p>Y2`, `<table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><text:p>Y2`, 1)
	headRow := `<table:table-row>` + head + `</table:table-row>`
	file := func(content string) []byte {
		return zipped(t, "mimetype", odsType, "content.xml", content)
	}
	whole := file(begin + sheet("隐", "ta2", headRow) + sheet("明细", "ta1", title+headRow+row) + end)
	got, list := readFields("t.xlsx", "", whole, "hazards", "Code Date UnitCode Description Deadline Funds Major Person")
	if want := "007 2026-03-02 B 护栏  松动\n螺栓缺失 2026-03-20 1.5 一般 林青; Y2 2026-03-02 B 乙 2026-03-21  重大 林青"; got != want || said(list) != "note columns-hidden; note rows-hidden; note header-converted F4; note sheet-hidden" {
		t.Errorf("read\n%s\nwant\n%s\nsaid %v", got, want, list.All())
	}
	for name, content := range map[string]string{
		"cut":          begin + sheet("明细", "ta1", headRow+row)[:900],
		"a huge row":   begin + sheet("明细", "ta1", headRow+`<table:table-row><table:table-cell table:number-columns-repeated="2000000000" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>`) + end,
		"a huge table": begin + sheet("明细", "ta1", headRow+strings.ReplaceAll(row, `<table:table-row>`, `<table:table-row table:number-rows-repeated="2000000000">`)) + end,
		"no sheet":     begin + end,
	} {
		list := &diag.List{}
		readXLSX(file(content), "", model.TableOf("hazards").Table, diag.Place{File: "u.ods"}, list, func(any) {})
		if list.Errors() == 0 {
			t.Errorf("%s: %v", name, list.All())
		}
	}
}
