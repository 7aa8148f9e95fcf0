package fill

import (
	"encoding/json"
	"slices"
	"strings"

	"hongtou/generator/period"
)

// WorkbookSchema is the JSON Schema (2020-12) of a workbook template: what
// editors complete from. The reader (book.go) is the judge of what is right; a
// test holds both to the same keys.
func WorkbookSchema() []byte {
	s := workbookShape()
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "hongtou 工作簿模板"
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil { // maps of texts: a broken build
		panic(err)
	}
	return out
}

type jsonSchema = map[string]any

// shapeOf is an object with these keys only.
func shapeOf(note string, required []string, keys jsonSchema) jsonSchema {
	s := jsonSchema{"type": "object", "description": note, "properties": keys, "additionalProperties": false}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

func aText(note string) jsonSchema {
	return jsonSchema{"type": []string{"string", "number", "boolean", "null"}, "description": note}
}
func aNumber(note string) jsonSchema {
	return jsonSchema{"type": []string{"number", "null"}, "description": note}
}
func aFlag(note string) jsonSchema {
	return jsonSchema{"type": []string{"boolean", "null"}, "description": note}
}
func oneNamed(note string, names []string) jsonSchema {
	return jsonSchema{"enum": append(anyOf(names), nil), "description": note}
}
func manyTexts(note string) jsonSchema {
	return jsonSchema{"anyOf": []any{aText(note), jsonSchema{"type": "array", "items": aText("")}}, "description": note}
}

// many is a list, or one alone.
func many(item jsonSchema) jsonSchema {
	return jsonSchema{"anyOf": []any{item, jsonSchema{"type": "array", "items": item}, jsonSchema{"type": "null"}}}
}

func anyOf(names []string) []any {
	var out []any
	for _, n := range names {
		out = append(out, n)
	}
	return out
}

func workbookShape() jsonSchema {
	cadence := "(" + strings.Join(period.Cadences(), "|") + ")"
	keys := jsonSchema{
		"each":     aText("每个单位或会议一份：units where 层级 is 县区；none 为一份"),
		"file":     aText("文件名，可有 {{ }}"),
		"when":     aText("条件：为真才做这一份"),
		"cadence":  jsonSchema{"type": "string", "pattern": "^" + cadence + "(, *" + cadence + ")*$", "description": "多久做一次；几种用逗号隔开"},
		"title":    aText("标题"),
		"subject":  aText("文件属性：主题"),
		"author":   aText("文件属性：作者"),
		"keywords": aText("文件属性：关键词"),
		"form": shapeOf("发出去填写、再收回的表单", []string{"table"}, jsonSchema{
			"table": aText("收回到哪张表"), "version": aText("表单版本"), "key": manyTexts("区分各行的列"),
			"fixed": jsonSchema{"type": "object", "additionalProperties": aText(""), "description": "每行都有的值：表的列: 值"},
		}),
		"sheets": jsonSchema{"type": "array", "minItems": 1, "items": sheetShape()},
	}
	return shapeOf("工作簿模板", []string{"title", "file", "cadence", "sheets"}, keys)
}

func sheetShape() jsonSchema {
	line := shapeOf("一行小字", nil, jsonSchema{"left": aText("靠左"), "center": aText("居中"), "right": aText("靠右")})
	mark := shapeOf("条件成立时突出显示", []string{"when", "mark"}, jsonSchema{
		"when": aText("表达式；“.”为本行记录"), "mark": oneNamed("显示方式", markNames),
	})
	return shapeOf("工作表", []string{"name", "columns"}, jsonSchema{
		"name":    aText("工作表名，最多31字"),
		"title":   aText("表格上方的标题"),
		"lines":   many(line),
		"rows":    aText("各行的记录：表达式，得出列表"),
		"blocks":  many(blockShape()),
		"group":   groupShape(),
		"blank":   aNumber("另留几个空行供填写"),
		"empty":   aText("没有记录时的说明"),
		"columns": many(columnShape(mark)),
		"marks":   many(mark),
		"notes":   manyTexts("表格下方的说明"),
		"freeze":  aNumber("左边固定几列"),
		"filter":  aFlag("表头带筛选"),
		"protect": aFlag("保护工作表，只有 open 的列和空行可以填写"),
		"outline": aFlag("有小计的各行、fold 的各列可以折叠"),
		"color":   jsonSchema{"type": []string{"string", "integer"}, "pattern": "^[0-9A-Fa-f]{6}$", "description": "工作表标签的颜色，六位十六进制"},
		"conditions": many(shapeOf("条件格式", nil, jsonSchema{
			"column": aText("列；不写为整行"), "formula": aText("公式为真时显示，{列名} 为本行的值"), "equals": aText("值为此文字时显示"),
			"mark": oneNamed("显示方式", markNames), "bar": aFlag("数据条"), "icons": oneNamed("图标集", iconNames), "reverse": aFlag("图标次序反过来"),
		})),
		"validations": many(validationShape()),
		"charts": many(shapeOf("图表", []string{"category", "values"}, jsonSchema{
			"kind": oneNamed("柱、条、折线、饼", chartNames), "title": aText("图题"), "category": aText("分类轴的列"),
			"values": manyTexts("各数据列"), "lines": manyTexts("在柱上画成折线的列"), "second": aFlag("折线用右边的第二轴"), "stacked": aFlag("堆积"),
			"categoryAxis": aText("分类轴标题"), "valueAxis": aText("数值轴标题"), "secondAxis": aText("第二轴标题"), "labels": aFlag("标出数值"),
			"width": aNumber("宽，像素"), "height": aNumber("高，像素"),
		})),
		"print": shapeOf("打印设置", nil, jsonSchema{
			"portrait": aFlag("纵向"), "header": line, "footer": line,
			"margins": shapeOf("页边距，毫米", nil, jsonSchema{"top": aNumber("上"), "bottom": aNumber("下"), "left": aNumber("左"), "right": aNumber("右")}),
		}),
	})
}

func blockShape() jsonSchema {
	return shapeOf("一组行", []string{"rows"}, jsonSchema{
		"section": aText("组前的标题行"), "rows": aText("各行的记录"), "subtotal": aFlag("组后加小计"), "break": aFlag("组后换页"),
	})
}

func groupShape() jsonSchema {
	return shapeOf("按一列的值分组", []string{"by"}, jsonSchema{
		"by": aText("列"), "section": aFlag("组前加标题行"), "subtotal": aText("组后小计行的文字；不写即无小计"), "break": aFlag("组后换页"),
	})
}

func columnShape(mark jsonSchema) jsonSchema {
	return shapeOf("一列", []string{"key"}, jsonSchema{
		"key": aText("列名，公式和图表用"), "header": manyTexts("表头，从上到下"), "value": aText("值：表达式，或含 {{ }} 的文字"),
		"formula": aText("公式，{列名} 为本行的值"), "total": aText("合计行：sum、count、average、max、min、same、label:文字，或公式"),
		"type": oneNamed("值的类型", typeNames), "format": aText("Excel 数字格式"), "width": aNumber("宽，半角字符数；0 为按内容"),
		"align": oneNamed("对齐", alignNames), "merge": aFlag("相同的相邻值合并"), "open": aFlag("保护的工作表中可填写"), "fold": aFlag("可折叠"),
		"marks": many(mark), "field": aText("收回到表的哪一列"), "comment": aText("表头的批注"), "name": aText("定义的名称"),
		"rank": shapeOf("名次", []string{"of"}, jsonSchema{
			"of": aText("按哪一列排"), "within": aText("在哪一列的值相同的行中排"), "order": oneNamed("从大到小或从小到大", orderNames),
		}),
		"sparkline": shapeOf("迷你图", []string{"values"}, jsonSchema{"kind": oneNamed("折线或柱", lineNames), "values": manyTexts("相邻的几列")}),
		"link":      shapeOf("链接到另一表中值相同的行", []string{"sheet", "column"}, jsonSchema{"sheet": aText("工作表名"), "column": aText("那张表的列")}),
	})
}

func validationShape() jsonSchema {
	return shapeOf("数据有效性", []string{"column"}, jsonSchema{
		"column": aText("列"), "check": oneNamed("检查什么", checkNames), "list": manyTexts("可选的值"),
		"of": aText("可选的值取决于哪一列"), "choices": many(shapeOf("那一列为某值时可选的值", []string{"for", "list"}, jsonSchema{"for": aText("那一列的值"), "list": manyTexts("可选的值")})),
		"min": aNumber("最小"), "max": aNumber("最大"), "from": aText("最早日期"), "to": aText("最晚日期"), "formula": aText("公式为真才可填"),
		"promptTitle": aText("提示的标题"), "prompt": aText("选中单元格时的提示"), "errorTitle": aText("出错提示的标题"), "error": aText("填错时的提示"),
	})
}

// SchemaKeys lists the keys that the schema gives a map, by the name of the map:
// sheets, columns, rank.
func schemaKeys() map[string][]string {
	out := map[string][]string{}
	var visit func(name string, s any)
	visit = func(name string, s any) {
		switch s := s.(type) {
		case []any:
			for _, one := range s {
				visit(name, one)
			}
		case jsonSchema:
			if keys, ok := s["properties"].(jsonSchema); ok {
				if name != "" {
					out[name] = sortedKeys(keys)
				}
				for key, value := range keys {
					visit(key, value)
				}
			}
			visit(name, s["anyOf"])
			visit(name, s["items"])
		}
	}
	visit("", workbookShape())
	for name := range out {
		slices.Sort(out[name])
	}
	return out
}
