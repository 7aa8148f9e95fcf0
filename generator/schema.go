package generator

import (
	"hongtou/generator/fill"
	"hongtou/generator/source"
)

// Schema is the JSON Schema of hongtou.yaml ("hongtou"), of a meeting's file
// ("meeting"), of a table (its name) or of workbook templates ("workbook").
func Schema(name string) ([]byte, error) {
	if name == "workbook" {
		return fill.WorkbookSchema(), nil
	}
	return source.Schema(name)
}
