package sheet

// everything is a sheet with every feature of the specification.
func everything() Sheet {
	return Sheet{
		Name:  "督查's 汇总",
		Title: "2026年第一季度督查情况汇总表",
		Lines: []Line{{Left: "填报单位：安澜市安委办", Center: "截至：2026年3月31日", Right: "单位：项、分"}, {Right: "第1号"}},
		Columns: []Column{
			{Key: "no", Header: []string{"序号"}, Type: Integer, Width: 6, Align: Center, Total: "label:合计"},
			{Key: "tier", Header: []string{"层级"}, Width: 10, Align: Center, Merge: true},
			{Key: "unit", Header: []string{"被督查单位"}, Total: "count"},
			{Key: "found", Header: []string{"问题隐患", "发现数"}, Type: Integer, Total: "sum"},
			{Key: "done", Header: []string{"整改", "已整改"}, Type: Integer, Total: "sum"},
			{Key: "rate", Header: []string{"整改", "整改率"}, Type: Percent, Formula: `IF({found}=0,"",{done}/{found})`, Total: "same"},
			{Key: "so far", Header: []string{"整改", "累计"}, Type: Integer, Formula: "SUM({found:here})", Total: "max"},
			{Key: "loss", Header: []string{"损失"}, Type: Money, Total: "average", Open: true},
			{Key: "least", Header: []string{"最少"}, Type: Decimal, Format: "0.0#", Formula: "MIN({loss},1000)", Total: "min"},
			{Key: "rank", Header: []string{"名次"}, Type: Integer, Align: Center, Formula: "RANK({found},{found:})"},
			{Key: "share", Header: []string{"占比"}, Type: Percent, Formula: `{found}/SUM({found:})`, Total: "SUM({share:})"},
			{Key: "day", Header: []string{"日期"}, Type: Date, Open: true},
			{Key: "good", Header: []string{"合格"}, Formula: "{found}<5"},
			{Key: "grade", Header: []string{"等次"}, Formula: `IF({good},"合格","不合格")`, Open: true},
		},
		Rows: []Row{
			{Kind: Section, Cells: values("一、县区")},
			{Cells: values(1, "县区", "望海县", 3, 1, nil, nil, 10.5, nil, nil, nil, day(2026, 1, 15))},
			{Cells: values(2, "县区", "澄江区", 6, 6, nil, nil, 0.25, nil, nil, nil, day(2026, 2, 1)), Mark: Overdue},
			{Kind: Subtotal, Cells: values("小计")},
			{Kind: Section, Cells: values("二、部门")},
			{Kind: Subtotal, Cells: values("小计")},
			{Kind: Section, Cells: values("三、企业")},
			{Cells: []Cell{{Value: 3}, {Value: "企业"}, {Value: "=1+1", Mark: Major}, {Value: 0}, {Value: 0}}, Mark: Muted},
			{Kind: Note, Cells: values("注：企业按属地上报。")},
			{Cells: values(4, "企业", "@甲公司", 2, nil, nil, nil, 7.25), Mark: Warning},
			{Kind: Subtotal, Cells: values("小计"), Mark: Strong},
		},
		Notes:         []string{"说明：红色为逾期。", "第二条说明。"},
		FreezeColumns: 3,
		Filter:        true,
		Protect:       true,
		Conditions: []Condition{
			{Column: "grade", Equals: `不"合格"`, Mark: Overdue},
			{Formula: `AND({day}<>"",{day}<TODAY(),$A$1<>"")`, Mark: Muted},
			{Column: "found", Formula: "{found}>A1", Mark: Strong},
		},
		Validations: []Validation{
			{Column: "grade", Check: OneOf, List: []string{"合格", `不"合格"`}, PromptTitle: "等次", Prompt: "从列表选", ErrorTitle: "等次", Error: "不在列表中"},
			{Column: "tier", Check: OneOf, List: []string{"县区,镇街", "部门", "企业"}},
			{Column: "found", Check: Whole, Min: 0, Max: 99},
			{Column: "loss", Check: Number, Min: -0.5, Max: 1e6},
			{Column: "day", Check: DateIn, From: day(2026, 1, 1), To: day(2026, 3, 31)},
			{Column: "done", Check: Formula, Formula: "{done}<={found}"},
		},
		Charts: []Chart{
			{Kind: ColumnChart, Title: "发现数", Category: "unit", Values: []string{"found", "done"}, CategoryAxis: "单位", ValueAxis: "项", Labels: true},
			{Kind: BarChart, Category: "unit", Values: []string{"found"}},
			{Kind: LineChart, Category: "unit", Values: []string{"loss"}, Width: 400, Height: 200},
			{Kind: PieChart, Category: "unit", Values: []string{"found", "done"}},
		},
		Print: Print{
			Portrait: true, Margins: &Margins{Top: 20, Bottom: 25.4, Left: 10, Right: 10},
			Header: &Line{Left: "R&D {page}-1", Right: "安委办"}, Footer: &Line{Center: "{page}/{pages}"},
		},
	}
}
