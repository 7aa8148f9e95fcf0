package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/period"
)

// silent are the member units that have sent no report for a month of 2026, late
// those that sent it after the 5th of the next.
var (
	silent = map[int]string{1: "市体育局", 2: "市气象局 鹿鸣县", 3: "市体育局 市供销合作社联合社 松渡县"}
	late   = map[int]string{1: "市民政局", 2: "市林业局 清泷县", 3: "市商务局 石漈县 市人力资源和社会保障局"}
)

var difficulties = []string{"", "", "", "基层专职监管人员不足，重点时段检查频次难以保证", "部分小微企业隐患整改资金落实慢", "老旧设施更新改造进度受资金拨付影响", "外来务工人员流动性大，岗前培训覆盖不全"}

var nextSteps = []string{"组织重点单位负责人约谈，开展节后复工检查“回头看”", "对上月隐患整改情况逐项复查销号", "开展一次不打招呼的夜间抽查", "召开季度安全生产例会，分析本领域风险", "组织一次综合应急演练和评估", "对高风险单位开展全覆盖检查"}

// nameFillers gives each member unit who fills in its reports.
func (c *city) nameFillers(p *people) {
	c.fillers = map[*unit]string{}
	for _, u := range append(slices.Clone(c.tier(tierDepartment)), c.tier(tierCounty)...) {
		c.fillers[u] = p.name()
	}
}

// addReports writes what the ledgers of trainings, drills and publicity say of each
// member unit, so that they are there before.
func (c *city) addReports(r *rand.Rand) {
	l := newLedger("单位编码 单位名称 月份 填报人 审核人 报送日期 召开会议 领导带队检查 开展检查 检查单位数 发现隐患 整改隐患 重大隐患 重大隐患已整改 执法文书 罚款（万元） 培训期数 培训人次 应急演练 宣传活动 存在问题 下月安排")
	c.ledgers["reports"] = l
	members := append(slices.Clone(c.tier(tierDepartment)), c.tier(tierCounty)...)
	for month := 1; month <= 3; month++ {
		for _, u := range members {
			if slices.Contains(words(silent[month]), u.short) {
				continue
			}
			due := day(2026, month+1, 5)
			sent := due.AddDays(-between(r, 0, 4))
			if slices.Contains(words(late[month]), u.short) {
				sent = due.AddDays(between(r, 1, 4))
			}
			size := 1
			if u.tier == tierCounty {
				size = 5
			}
			checks := between(r, 4, 14) * size
			firms := checks + between(r, 2, 20)*size
			found := firms*2 + between(r, 0, 30)*size
			fixed := found - between(r, 0, found/12)
			major := between(r, 0, 2*size) / 2
			papers := between(r, 0, 6) * size
			fines := 0.0
			if papers > 0 {
				fines = float64(between(r, 0, 60*papers)) / 20
			}
			courses, trained := c.entered("trainings", u, month)
			drills, _ := c.entered("drills", u, month)
			activities, _ := c.entered("activities", u, month)
			l.add(u.code, u.short, fmt.Sprintf("2026年%d月", month), c.fillers[u], u.deputy, sent, between(r, 1, 3), between(r, 1, 4)*size,
				checks, firms, found, fixed, major, between(r, 0, major), papers, fines, courses, trained,
				drills, activities, pick(r, difficulties), pick(r, nextSteps))
		}
	}
}

// entered is how many rows a ledger has of a unit and what lies below it in a month of
// 2026, and how many persons took part: a report says what the ledgers say.
func (c *city) entered(name string, u *unit, month int) (rows, persons int) {
	l := c.ledgers[name]
	cell := slices.IndexFunc(l.header, func(h string) bool { return h == "参加人数" || h == "受众人次" })
	at := slices.IndexFunc(l.header, func(h string) bool { return h == "单位编码" || h == "组织单位编码" })
	for _, row := range l.rows {
		if !strings.HasPrefix(row[1], fmt.Sprintf("2026-%02d", month)) || !c.within(row[at], u) {
			continue
		}
		rows++
		n, _ := strconv.Atoi(row[cell])
		persons += n
	}
	return rows, persons
}

// within tells whether the unit of a code is u or lies below it.
func (c *city) within(code string, u *unit) bool {
	for x := c.byCode[code]; x != nil; x = c.byCode[x.parent] {
		if x == u {
			return true
		}
	}
	return false
}

var villageNames = words("东溪 西坪 南坑 北塘 上湾 下洲 青山 绿水 前进 新民 和平 团结 红旗 永兴 长乐 白鹤 双溪 石门 桃源 梅岭 竹林 茶亭 大坪 小河 古楼 新桥 三元 七里")

// bareTown keeps no grid at all; in one village grid in eleven somebody is missing.
const bareTown = "高山乡"

func (c *city) addNetwork(p *people, r *rand.Rand) {
	l := newLedger("网格编号 层级 所属单位编码 上级网格编号 网格名称 责任范围 网格长 职务 网格员 联系电话 专职人数 兼职人数 覆盖单位数")
	c.ledgers["grids"] = l
	lead := c.unitNamed("市应急管理局")
	l.add("WG"+cityCode, "市级", cityCode, "", "安澜市安全生产委员会办公室", "全市", lead.leader, "主任", "林静", lead.phone, 18, 6, 0)
	for _, county := range c.tier(tierCounty) {
		l.add("WG"+county.code, "县级", county.code, "WG"+cityCode, county.short+"安全生产委员会办公室", "全"+county.short[len(county.short)-len("区"):]+"域",
			county.deputy, "主任", p.name(), county.phone, between(r, 6, 12), between(r, 2, 6), 0)
		for _, t := range c.below(county.code, tierTown) {
			if t.short != bareTown {
				c.townGrids(l, t, county, p, r)
			}
		}
	}
}

func (c *city) townGrids(l *ledger, t, county *unit, p *people, r *rand.Rand) {
	full := between(r, 1, 3)
	if r.IntN(14) == 0 {
		full = 0
	}
	l.add("WG"+t.code, "乡级", t.code, "WG"+county.code, t.short+"应急管理所", t.short, t.deputy, "所长", p.name(), t.phone, full, between(r, 2, 5), 0)
	kind := "村"
	if strings.HasSuffix(t.short, "街道") {
		kind = "社区"
	}
	first := r.IntN(len(villageNames))
	entered := c.villagesOf(t)
	for i := range max(between(r, 2, 4), len(entered)) {
		name := villageNames[(first+i*5)%len(villageNames)] + kind
		leader, member, phone := p.name(), p.name(), fmt.Sprintf("0980-%d", between(r, 2100000, 8899999))
		switch r.IntN(33) {
		case 0:
			leader = ""
		case 1:
			member = ""
		case 2:
			phone = ""
		}
		part, covered := between(r, 1, 3), between(r, 4, 46)
		switch {
		case i < len(entered):
			v := entered[i]
			name, leader, member, phone = v.short, v.leader, v.deputy, v.phone
		case len(entered) > 0:
			continue // the town's villages are all in the table of units
		}
		l.add(fmt.Sprintf("WG%s%02d", t.code, i+1), "村级", t.code, "WG"+t.code, name+"网格", name+"辖区", leader, "村（社区）主任", member, phone, 0, part, covered)
	}
}

// villagesOf lists a town's villages that are units of the table.
func (c *city) villagesOf(town *unit) []*unit {
	return slices.DeleteFunc(slices.Clone(c.layers), func(u *unit) bool { return u.tier != tierVillage || u.parent != town.code })
}

// leaderDuties are the duty lists of the city's leaders of 2026: name, post,
// field, and then kind, content, cadence, basis.
var leaderDuties = []struct {
	name, post, field string
	lines             [][4]string
}{
	{"梅承志", "市委书记", "全面工作", [][4]string{
		{"领导责任", "对全市安全生产工作负总责，把安全生产纳入市委议事日程和向全会报告工作的内容", "长期", "《地方党政领导干部安全生产责任制规定》"},
		{"领导责任", "主持市委常委会会议研究安全生产重大事项，听取安全生产工作汇报", "每半年不少于1次", "《地方党政领导干部安全生产责任制规定》"},
		{"领导责任", "推动安全生产监管机构和执法队伍建设，把安全生产纳入干部考核评价", "长期", "《地方党政领导干部安全生产责任制规定》"},
		{"年度任务", "带队检查危险化学品、矿山重点企业，督促解决1个以上突出问题", "每季度1次", ""},
	}},
	{"沈怀谦", "市委副书记、市长", "全面工作", [][4]string{
		{"领导责任", "担任市安全生产委员会主任，对全市安全生产工作负总责", "长期", "《地方党政领导干部安全生产责任制规定》"},
		{"领导责任", "主持召开市政府常务会议和市安委会全体会议，分析形势、部署工作", "每季度1次", "《中华人民共和国安全生产法》第九条"},
		{"领导责任", "保障安全生产专项资金投入，推动重大安全风险源头治理", "长期", "《地方党政领导干部安全生产责任制规定》"},
		{"领导责任", "组织较大及以上事故应急救援，督促事故调查处理", "事故发生后立即", "《生产安全事故报告和调查处理条例》"},
		{"年度任务", "包保安澜恒泽化工有限公司液氯储存区重大隐患整改", "6月30日前", ""},
		{"年度任务", "与各县（市、区）、部门签订年度安全生产目标管理责任书", "2月底前", ""},
	}},
	{"程敬安", "市委常委、常务副市长", "发展改革、财政、统计", [][4]string{
		{"领导责任", "协助市长统筹全市安全生产工作，把安全生产纳入国民经济和社会发展规划", "长期", "《地方党政领导干部安全生产责任制规定》"},
		{"领导责任", "组织落实安全生产专项资金，监督资金使用", "每季度1次", ""},
		{"年度任务", "协调解决老旧燃气管道更新改造资金缺口", "9月30日前", ""},
	}},
	{"诸葛明", "副市长", "工业、应急管理、消防", [][4]string{
		{"领导责任", "统筹协调安全生产综合监督管理，指导安委会办公室开展工作", "长期", "《地方党政领导干部安全生产责任制规定》"},
		{"领导责任", "组织开展矿山、危险化学品、工贸、消防领域安全生产检查和专项整治", "每月1次", ""},
		{"领导责任", "组织生产安全事故应急救援和调查处理", "事故发生后立即", "《生产安全事故报告和调查处理条例》"},
		{"年度任务", "完成井工矿山和尾矿库“解剖式”检查，建立重大灾害治理清单", "3月31日前", ""},
		{"年度任务", "组织1次市级危险化学品事故综合应急演练", "6月30日前", ""},
	}},
	{"苏婉清", "副市长", "住房和城乡建设、交通运输、城市管理", [][4]string{
		{"领导责任", "对分管行业领域安全生产工作负领导责任，将安全生产与业务工作同部署、同检查、同考核", "长期", "《地方党政领导干部安全生产责任制规定》"},
		{"领导责任", "组织建筑施工、道路运输、城镇燃气安全检查和专项整治", "每月1次", ""},
		{"年度任务", "完成老旧燃气管道更新改造62公里", "11月30日前", ""},
		{"年度任务", "完成危险性较大的分部分项工程全覆盖检查", "4月30日前", ""},
	}},
	{"司马颖", "副市长", "教育、文化旅游、卫生健康、市场监管", [][4]string{
		{"领导责任", "对分管行业领域安全生产工作负领导责任，将安全生产与业务工作同部署、同检查、同考核", "长期", "《地方党政领导干部安全生产责任制规定》"},
		{"领导责任", "组织校园、旅游景区、医疗机构、特种设备安全检查", "每月1次", ""},
		{"年度任务", "完成超期未检特种设备清零", "4月30日前", ""},
	}},
}

// contacts are the city's leaders who are linked to counties; 鹿鸣县 has none.
var contacts = []struct{ county, name, post, industry, site, since string }{
	{"澄江区", "梅承志", "市委书记", "建筑施工", "第一建设集团", "2026-01-10"},
	{"沐河区", "沈怀谦", "市委副书记、市长", "人员密集场所", "沐河小商品市场", "2026-01-10"},
	{"东屏区", "程敬安", "市委常委、常务副市长", "特种设备", "东屏起重", "2025-03-01"},
	{"望湖区", "柳文博", "市委常委、组织部部长", "旅游", "澜湾游乐园", "2026-01-10"},
	{"石漈县", "纪友谅", "市委常委、政法委书记", "矿山", "青崖矿业", "2025-03-01"},
	{"松渡县", "崔月华", "市委常委、宣传部部长", "建筑施工", "宏基市政", "2026-02-12"},
	{"清泷县", "姜宏业", "市委常委、统战部部长", "旅游", "清泷峡景区", "2025-03-01"},
	{"南陂市", "顾传喜", "市委常委、市委秘书长", "危险化学品", "恒泽化工", "2026-01-10"},
}

// committeeMembers are the members whom the counties' own party committees have named
// to be linked with safety; 松渡县 has changed its own, 清泷县 has named nobody.
var committeeMembers = []struct{ county, name, post, field, since, until string }{
	{"澄江区", "封伯涛", "区委常委、常务副区长", "发展改革、应急管理、统计", "2025-03-18", ""},
	{"沐河区", "单守业", "区委常委、常务副区长", "发展改革、应急管理", "2025-09-02", ""},
	{"东屏区", "宁鹤鸣", "区委常委、常务副区长", "发展改革、应急管理、工业", "2025-03-20", ""},
	{"望湖区", "鲍云舒", "区委常委、常务副区长", "发展改革、应急管理、文旅", "2026-01-19", ""},
	{"石漈县", "卜义方", "县委常委、常务副县长", "发展改革、应急管理、矿业", "2025-03-14", ""},
	{"松渡县", "席显达", "县委常委、常务副县长", "发展改革、应急管理", "2025-03-21", "2026-02-26"},
	{"松渡县", "查克勤", "县委常委、常务副县长", "发展改革、应急管理", "2026-02-26", ""},
	{"鹿鸣县", "游友谅", "县委常委、常务副县长", "发展改革、应急管理、林业", "2025-04-01", ""},
	{"南陂市", "成百川", "市委常委、常务副市长", "发展改革、应急管理、化工园区", "2025-03-17", ""},
}

func (c *city) addCommitteeMembers() {
	l := newLedger("所属地区编码 姓名 职务 分管工作 联系电话 起始日期 终止日期 文件依据")
	c.ledgers["committee-members"] = l
	for _, m := range committeeMembers {
		county := c.unitNamed(m.county)
		l.add(county.code, m.name, m.post, m.field, county.phone, m.since, m.until, m.post[:len("区委")]+"常委会会议纪要")
	}
}

func (c *city) addDuties() {
	l := newLedger("年度 单位编码 姓名 职务 分管行业领域 责任类型 职责内容 频次或时限 依据 完成情况")
	c.ledgers["duties"] = l
	for _, d := range leaderDuties {
		for _, line := range d.lines {
			l.add(2026, cityCode, d.name, d.post, d.field, line[0], line[1], line[2], line[3], "")
		}
	}
	k := newLedger("联系县区编码 姓名 职务 联系行业领域 联系点 联系电话 起始日期 终止日期 本年联系次数 最近联系日期 文件依据")
	c.ledgers["contacts"] = k
	former := c.unitNamed("松渡县")
	k.add(former.code, "范道生", "市委常委、宣传部部长", "建筑施工", c.unitNamed("宏基市政").name, "0980-2190300", "2025-03-01", "2026-02-12", 1, "2026-01-21", "安委〔2025〕6号")
	for i, x := range contacts {
		visits, last := linkVisits(i)
		k.add(c.unitNamed(x.county).code, x.name, x.post, x.industry, c.unitNamed(x.site).name, fmt.Sprintf("0980-21903%02d", i+1), x.since, "", visits, last, "安委〔2026〕2号")
	}
}

// linkVisits is how often a leader has been in the county in 2026, and when last.
func linkVisits(contact int) (visits int, last period.Date) {
	return 1 + contact%3, from(day(2026, 2, 24).AddDays(4 * contact))
}
