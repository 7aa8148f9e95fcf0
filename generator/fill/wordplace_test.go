package fill

import "testing"

// Places in Word files are told in the language asked for.
func TestWordPlaces(t *testing.T) {
	for zh, en := range map[string]string{
		"正文第3段": "body paragraph 3", "正文": "body", "页眉1第2段": "header 1 paragraph 2", "正文表2第3行第1列": "body table 2 row 3 column 1",
		"页脚2表1第3行第4列": "footer 2 table 1 row 3 column 4", "脚注1第1段": "footnotes 1 paragraph 1", "模板设置表第2行": "row 2 of the table 模板设置", "正文“{{.正文”": "body“{{.正文”",
	} {
		p := placeIn("t.docx", zh)
		if got := p.In("en"); got != "t.docx, "+en {
			t.Errorf("%s in English: %s, want %s", zh, got, en)
		}
		if got := p.In("zh"); got != "t.docx "+zh {
			t.Errorf("%s in Chinese: %s", zh, got)
		}
	}
}
