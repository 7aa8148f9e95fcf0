package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// task is one row of the tasks table: lead and with are short names.
type task struct {
	content, lead, with, person string
	deadline                    string // a date, or 每月, 每季度, 长期坚持
	done, progress              string
}

const meetingCode = "anlan-2026-01-15"

// decided at the meeting of 15 January 2026; as of 8 April two are overdue.
var decided = []task{
	{"逐级签订2026年度安全生产目标管理责任书，覆盖乡镇（街道）、村（社区）和重点企业，签订率达到100%", "市应急管理局",
		"澄江区 沐河区 东屏区 望湖区 石漈县 松渡县 清泷县 鹿鸣县 南陂市", "诸葛明", "2026-02-28", "2026-02-27", "市、县、乡三级责任书已全部签订并备案"},
	{"制定2026年安全生产监督检查计划，明确重点企业名单和检查频次", "市应急管理局",
		"市住房和城乡建设局 市交通运输局 市市场监督管理局 市消防救援支队", "诸葛明", "2026-02-10", "2026-02-09", "计划已经市政府批准并印发"},
	{"开展道路交通“两客一危一货”专项整治，完成国省道事故多发点段治理12处", "市公安局",
		"市交通运输局 市应急管理局", "梁振江", "2026-06-30", "", "已完成治理5处，其余7处正在施工"},
	{"完成井工矿山和尾矿库“解剖式”检查，逐矿建立重大灾害治理清单", "市应急管理局",
		"市自然资源和规划局 石漈县 清泷县 鹿鸣县", "诸葛明", "2026-03-31", "", "已检查3座矿山，1座尾矿库排洪系统复核尚未完成"},
	{"推进老旧燃气管道更新改造，年内完成62公里，带病运行管段逐段落实管控措施", "市城市管理局",
		"市发展和改革委员会 市住房和城乡建设局 市财政局", "苏婉清", "2026-11-30", "", "已完成改造11公里"},
	{"对在建深基坑、高支模、起重机械等危大工程开展全覆盖检查", "市住房和城乡建设局",
		"市交通运输局 市水利局", "苏婉清", "2026-04-30", "", "已检查项目96个，下达整改通知书41份"},
	{"开展人员密集场所和“九小场所”消防安全大排查，畅通消防生命通道", "市消防救援支队",
		"市公安局 市商务局 市文化和旅游局 市卫生健康委员会 市民政局", "诸葛明", "2026-03-20", "2026-03-18", "排查场所4126家，整改隐患2893处"},
	{"完成中小学、幼儿园校舍、校车、食堂安全排查和隐患整改", "市教育局",
		"市公安局 市市场监督管理局 市消防救援支队", "司马颖", "2026-02-28", "2026-03-03", "排查学校318所，整改隐患527处"},
	{"对大型游乐设施、电梯、起重机械超期未检情况开展清零行动", "市市场监督管理局",
		"市文化和旅游局 市住房和城乡建设局", "司马颖", "2026-03-25", "", "超期未检设备已由47台减至6台"},
	{"制定市级安全生产专项资金使用方案，保障重大隐患治理和监管装备投入", "市财政局",
		"市应急管理局 市发展和改革委员会", "程敬安", "2026-03-15", "2026-03-13", "方案已印发，首批资金1200万元已下达"},
	{"各成员单位向市安委会报告本行业领域安全生产情况", "市应急管理局",
		"市公安局 市交通运输局 市住房和城乡建设局 市农业农村局 市消防救援支队", "诸葛明", "每月", "", ""},
	{"组织安全生产专项督查并通报排名", "市应急管理局", "市公安局 市消防救援支队 市市场监督管理局", "程敬安", "每季度", "", "第一季度督查已于3月20日结束"},
	{"深入开展安全宣传“五进”活动和应急演练，重点企业每半年至少演练一次", "市应急管理局",
		"市教育局 市民政局 市农业农村局 市文化和旅游局", "司马颖", "长期坚持", "", ""},
	{"修订市级生产安全事故应急预案，组织一次危险化学品事故综合演练", "市应急管理局",
		"市生态环境局 市消防救援支队 市卫生健康委员会 市气象局 南陂市", "诸葛明", "2026-09-30", "", "预案修订稿正在征求意见"},
}

func (c *city) addTasks() { c.tasks = slices.Clone(decided) }

// addProgress writes into the tasks what the ledgers of the quarter hold.
func (c *city) addProgress() {
	reports, missing, delayed := len(c.ledgers["reports"].rows), 0, 0
	for month := range silent {
		missing += len(words(silent[month]))
		delayed += len(words(late[month]))
	}
	activities, drills := c.inQuarter("activities"), c.inQuarter("drills")
	for i := range c.tasks {
		switch t := &c.tasks[i]; {
		case strings.Contains(t.content, "向市安委会报告"):
			t.progress = fmt.Sprintf("一至三月收到报告%d份，其中迟报%d份，未报%d份，已提醒有关单位", reports, delayed, missing)
		case strings.Contains(t.content, "安全宣传“五进”"):
			t.progress = fmt.Sprintf("一季度登记宣传活动%d场、重点企业演练%d次", activities, drills)
		}
	}
}

func (c *city) codesOf(shorts string) string {
	var codes []string
	for _, s := range words(shorts) {
		codes = append(codes, c.unitNamed(s).code)
	}
	return strings.Join(codes, "、")
}

// tasksJSON has a row a task under the table's Chinese headers.
func tasksJSON(c *city) ([]byte, error) {
	type row struct {
		Code     string `json:"任务编号"`
		Meeting  string `json:"会议编号"`
		Content  string `json:"任务内容"`
		Lead     string `json:"牵头单位编码"`
		With     string `json:"配合单位编码"`
		Person   string `json:"责任领导"`
		Deadline string `json:"完成时限"`
		Done     string `json:"完成日期,omitempty"`
		Progress string `json:"工作进展"`
	}
	var rows []row
	for i, t := range c.tasks {
		rows = append(rows, row{taskCode(i), meetingCode, t.content, c.codesOf(t.lead), c.codesOf(t.with), t.person, t.deadline, t.done, t.progress})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(rows)
	return b.Bytes(), err
}

func taskCode(i int) string {
	return "RW2026-" + string([]byte{'0' + byte((i+1)/10), '0' + byte((i+1)%10)})
}
