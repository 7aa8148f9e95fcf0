package source

import (
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/internal/repack"
	"hongtou/generator/model"
	"hongtou/generator/tree"
)

// Readers take any bytes: they end, and what they could not read is complained of.

func FuzzCSV(f *testing.F) {
	f.Add([]byte(asCSV(",")))
	f.Add([]byte("\xef\xbb\xbf单位编码;单位名称\n\"1;2\n"))
	f.Add([]byte("\xff\xfe\x55\x53"))
	f.Add([]byte("\xb5\xa5\xce\xbb,\xb1\xe0\xc2\xeb\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		readCSV(data, model.TableOf("units").Table, diag.Place{}, &diag.List{}, func(any) {})
	})
}

func FuzzYAML(f *testing.F) {
	f.Add([]byte("- 单位编码: \"1\"\n  单位名称: &a 甲\n- *a\n"))
	f.Add([]byte("office: {name: 安委办}\ndata: {units: [a, {file: b}]}\n"))
	f.Add([]byte("a: &a [x]\nb: [*a, *a]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		root, bad := tree.YAML(data)
		if bad != nil {
			return
		}
		readList(root, model.TableOf("units").Table, diag.Place{}, &diag.List{}, func(any) {})
		if root, bad = tree.YAML(data); bad == nil {
			shaped(diag.Place{}, &diag.List{}).Hold(root, configShape(), "")
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`[{"单位编码": "1", "单位名称": ["甲"], "层级": null, "x": 1e400}]`))
	f.Add([]byte(`[{"a": 1, "a": 2}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if root, bad := tree.JSON(data); bad == nil {
			readList(root, model.TableOf("tasks").Table, diag.Place{}, &diag.List{}, func(any) {})
		}
	})
}

func FuzzXLSX(f *testing.F) {
	whole := asXLSX(f)
	f.Add("", whole)
	f.Add("", []byte("PK\x03\x04"))
	repack.Change(f, whole, func(part string, content []byte) []byte {
		f.Add(part, content)
		return content
	}, nil)
	f.Fuzz(func(t *testing.T, part string, content []byte) {
		data := content
		if part != "" {
			data = repack.Replace(t, whole, part, content)
		}
		readXLSX(data, "", model.TableOf("units").Table, diag.Place{}, &diag.List{}, func(any) {})
	})
}
