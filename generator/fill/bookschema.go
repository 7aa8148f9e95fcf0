package fill

import (
	"encoding/json"
	"strings"

	"hongtou/generator/period"
	"hongtou/generator/tree"
)

// WorkbookSchema is the JSON Schema (2020-12) of a workbook template: what
// editors complete from. The reader (book.go) is the judge of what is right; a
// test holds both to the same keys.
func WorkbookSchema() []byte {
	s := workbookShape().Schema()
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "hongtou 工作簿模板"
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil { // maps of texts: a broken build
		panic(err)
	}
	return out
}

// aText is a text of a template: a number or a switch is one too.
func aText(note string) *tree.Shape { return tree.Of(tree.Words, note) }

func aNumber(note string) *tree.Shape { return tree.Of(tree.Decimal, note) }

func aFlag(note string) *tree.Shape { return tree.Of(tree.Flag, note) }

func manyTexts(note string) *tree.Shape {
	return tree.EitherOf(note, aText(""), tree.Listing(aText(""), ""))
}

func workbookShape() *tree.Shape {
	name := "(" + strings.Join(period.Cadences(), "|") + ")"
	cadence := tree.Textual("多久做一次；几种用逗号隔开")
	cadence.Pattern = "^" + name + "(, *" + name + ")*$"
	return tree.Fields("工作簿模板",
		tree.May("each", aText("每个单位或会议一份：units where 层级 is 县区；none 为一份")),
		tree.Must("file", aText("文件名，可有 {{ }}")),
		tree.May("when", aText("条件：为真才做这一份")),
		tree.Must("cadence", cadence),
		tree.May("name", aText("中文名称，和英文名称一样可作目标")),
		tree.May("looks", aText("不写期间时做哪一期：back 刚结束的、now 正在进行的、forward 将要开始的，其后可写须有数据的表")),
		tree.May("mechanism", aText("属于十九项机制中的第几项")),
		tree.May("due", aText("期限：期末（部署性的为期初，事项为当天）后多久以内制作，如 15日、1个月、当日")),
		tree.May("issuer", manyTexts("由哪类发文机关印发")),
		tree.May("needs", manyTexts("没有就不制作正式文书的项目")),
		tree.Must("title", aText("标题")),
		tree.May("subject", aText("文件属性：主题")),
		tree.May("author", aText("文件属性：作者")),
		tree.May("keywords", aText("文件属性：关键词")),
		tree.May("form", formShape()),
		tree.Must("sheets", tree.Listing(sheetShape(), "工作表")),
	)
}

func formShape() *tree.Shape {
	return tree.Fields("发出去填写、再收回的表单",
		tree.Must("table", aText("收回到哪张表")), tree.May("version", aText("表单版本")), tree.May("key", manyTexts("区分各行的列")),
		tree.May("adds", aFlag("表中还没有的行，填写以后加进表里")),
		tree.May("fixed", tree.Mapped(aText(""), "每行都有的值：表的列: 值")),
	)
}

func sheetShape() *tree.Shape {
	line := tree.Fields("一行小字", tree.May("left", aText("靠左")), tree.May("center", aText("居中")), tree.May("right", aText("靠右")))
	mark := tree.Fields("条件成立时突出显示",
		tree.Must("when", aText("表达式；“.”为本行记录")), tree.Must("mark", tree.OneOf("显示方式", marks.names()...)),
	)
	colour := aText("工作表标签的颜色，六位十六进制")
	colour.Pattern = "^[0-9A-Fa-f]{6}$"
	return tree.Fields("工作表",
		tree.Must("name", aText("工作表名，最多31字")),
		tree.May("when", aText("条件：为真才有这张工作表；收回的工作表总是有")),
		tree.May("title", aText("表格上方的标题")),
		tree.May("lines", tree.Many(tree.Fields("一行小字", tree.May("left", aText("靠左")), tree.May("center", aText("居中")), tree.May("right", aText("靠右")),
			tree.May("open", aFlag("保护的工作表中可填写：填报人、联系电话"))))),
		tree.May("rows", aText("各行的记录：表达式，得出列表")),
		tree.May("blocks", tree.Many(blockShape())),
		tree.May("group", groupShape()),
		tree.May("blank", aNumber("另留几个空行供填写")),
		tree.May("empty", aText("没有记录时的说明")),
		tree.Must("columns", tree.Many(columnShape(mark))),
		tree.May("marks", tree.Many(mark)),
		tree.May("notes", manyTexts("表格下方的说明")),
		tree.May("freeze", aNumber("左边固定几列")),
		tree.May("filter", aFlag("表头带筛选")),
		tree.May("protect", aFlag("保护工作表，只有 open 的列和空行可以填写")),
		tree.May("outline", aFlag("有小计的各行、fold 的各列可以折叠")),
		tree.May("color", colour),
		tree.May("conditions", tree.Many(tree.Fields("条件格式",
			tree.May("column", aText("列；不写为整行")), tree.May("formula", aText("公式为真时显示，{列名} 为本行的值")), tree.May("equals", aText("值为此文字时显示")),
			tree.May("mark", tree.OneOf("显示方式", marks.names()...)), tree.May("bar", aFlag("数据条")), tree.May("icons", tree.OneOf("图标集", icons.names()...)), tree.May("reverse", aFlag("图标次序反过来")),
		))),
		tree.May("validations", tree.Many(validationShape())),
		tree.May("charts", tree.Many(tree.Fields("图表",
			tree.May("kind", tree.OneOf("柱、条、折线、饼", charts.names()...)), tree.May("title", aText("图题")), tree.Must("category", aText("分类轴的列")),
			tree.Must("values", manyTexts("各数据列")), tree.May("lines", manyTexts("在柱上画成折线的列")), tree.May("second", aFlag("折线用右边的第二轴")), tree.May("stacked", aFlag("堆积")),
			tree.May("categoryAxis", aText("分类轴标题")), tree.May("valueAxis", aText("数值轴标题")), tree.May("secondAxis", aText("第二轴标题")), tree.May("labels", aFlag("标出数值")),
			tree.May("width", aNumber("宽，像素")), tree.May("height", aNumber("高，像素")),
		))),
		tree.May("print", tree.Fields("打印设置",
			tree.May("portrait", aFlag("纵向")), tree.May("a3", aFlag("用A3纸")), tree.May("wide", aNumber("横向分几页，默认一页")), tree.May("header", line), tree.May("footer", line),
			tree.May("margins", tree.Fields("页边距，毫米", tree.May("top", aNumber("上")), tree.May("bottom", aNumber("下")), tree.May("left", aNumber("左")), tree.May("right", aNumber("右")))),
		)),
	)
}

func blockShape() *tree.Shape {
	return tree.Fields("一组行",
		tree.May("section", aText("组前的标题行")), tree.Must("rows", aText("各行的记录")), tree.May("subtotal", aFlag("组后加小计")), tree.May("break", aFlag("组后换页")),
	)
}

func groupShape() *tree.Shape {
	return tree.Fields("按一列的值分组",
		tree.Must("by", aText("列")), tree.May("section", aFlag("组前加标题行")), tree.May("subtotal", aText("组后小计行的文字；不写即无小计")), tree.May("break", aFlag("组后换页")),
	)
}

func columnShape(mark *tree.Shape) *tree.Shape {
	return tree.Fields("一列",
		tree.Must("key", aText("列名，公式和图表用")), tree.May("header", manyTexts("表头，从上到下")), tree.May("value", aText("值：表达式，或含 {{ }} 的文字")),
		tree.May("formula", aText("公式，{列名} 为本行的值")), tree.May("total", aText("合计行：sum、count、average、max、min、same、label:文字，或公式")),
		tree.May("type", tree.OneOf("值的类型", types.names()...)), tree.May("format", aText("Excel 数字格式")), tree.May("width", aNumber("宽，半角字符数；0 为按内容")),
		tree.May("align", tree.OneOf("对齐", aligns.names()...)), tree.May("merge", aFlag("相同的相邻值合并")), tree.May("open", aFlag("保护的工作表中可填写")), tree.May("fold", aFlag("可折叠")),
		tree.May("marks", tree.Many(mark)), tree.May("field", aText("收回到表的哪一列")), tree.May("comment", aText("表头的批注")), tree.May("name", aText("定义的名称")),
		tree.May("rank", tree.Fields("名次",
			tree.Must("of", aText("按哪一列排")), tree.May("within", aText("在哪一列的值相同的行中排")), tree.May("order", tree.OneOf("从大到小或从小到大", orders.names()...)),
		)),
		tree.May("sparkline", tree.Fields("迷你图", tree.May("kind", tree.OneOf("折线或柱", lines.names()...)), tree.Must("values", manyTexts("相邻的几列")))),
		tree.May("link", tree.Fields("链接到另一表中值相同的行", tree.Must("sheet", aText("工作表名")), tree.Must("column", aText("那张表的列")))),
	)
}

func validationShape() *tree.Shape {
	return tree.Fields("数据有效性",
		tree.Must("column", aText("列")), tree.May("check", tree.OneOf("检查什么", checks.names()...)), tree.May("list", manyTexts("可选的值")),
		tree.May("of", aText("可选的值取决于哪一列")), tree.May("choices", tree.Many(tree.Fields("那一列为某值时可选的值", tree.Must("for", aText("那一列的值")), tree.Must("list", manyTexts("可选的值"))))),
		tree.May("min", aNumber("最小")), tree.May("max", aNumber("最大")), tree.May("from", aText("最早日期")), tree.May("to", aText("最晚日期")), tree.May("formula", aText("公式为真才可填")),
		tree.May("promptTitle", aText("提示的标题")), tree.May("prompt", aText("选中单元格时的提示")), tree.May("errorTitle", aText("出错提示的标题")), tree.May("error", aText("填错时的提示")),
	)
}
