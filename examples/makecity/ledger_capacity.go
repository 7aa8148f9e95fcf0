package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"hongtou/generator/period"
)

// courses are trainings: whom it is for, for how many in a hundred of the staff, from
// which day it makes sense, and the categories of firms that have such work, "" for all.
var courses = []struct {
	title, object string
	hours         float64
	share         int
	from          period.Date
	fits          string
}{
	{"全员安全生产责任制和岗位操作规程", "全体从业人员", 8, 90, period.Date{}, ""},
	{"节后复工复产安全教育", "全体从业人员", 4, 90, day(2026, 2, 24), "矿山 危险化学品 建筑施工 特种设备 食品药品"},
	{"特种作业人员复审培训", "特种作业人员", 24, 8, period.Date{}, "矿山 危险化学品 建筑施工 油气管线 特种设备"},
	{"安全管理人员年度再培训", "安全生产管理人员", 16, 4, period.Date{}, ""},
	{"新进人员三级安全教育", "新进人员", 24, 7, period.Date{}, "矿山 危险化学品 建筑施工 特种设备 食品药品"},
	{"有限空间作业和应急处置", "班组长和作业人员", 6, 10, period.Date{}, "矿山 危险化学品 建筑施工 油气管线 食品药品"},
	{"消防器材使用和疏散逃生", "全体从业人员", 3, 90, period.Date{}, ""},
	{"典型事故案例警示教育", "班组长以上人员", 2, 12, period.Date{}, ""},
}

func (c *city) addTrainings(p *people, r *rand.Rand) {
	l := newLedger("编号 培训日期 单位编码 单位名称 培训内容 培训对象 学时 参加人数 合格人数 取证人数 授课人")
	c.ledgers["trainings"] = l
	n := 0
	for i, u := range c.firms() {
		for range i*3%4 - i%2 {
			k := pick(r, courses)
			for k.fits != "" && !slices.Contains(words(k.fits), u.category) {
				k = pick(r, courses)
			}
			persons := max(4, u.staff*k.share/100-between(r, 0, u.staff*k.share/500))
			passed := persons
			if r.IntN(4) == 0 {
				passed -= between(r, 1, 3)
			}
			certs := 0
			if k.title == "特种作业人员复审培训" {
				certs = passed
			}
			first := day(2026, 1, 5)
			if !k.from.IsZero() {
				first = k.from
			}
			n++
			l.add(fmt.Sprintf("PX2026-%03d", n), workday(r, first, day(2026, 3, 30)), u.code, u.short, k.title, k.object, k.hours, persons, passed, certs, pick(r, experts))
		}
	}
	for _, short := range words("市应急管理局 市住房和城乡建设局 市消防救援支队") {
		persons := between(r, 40, 120)
		n++
		l.add(fmt.Sprintf("PX2026-%03d", n), workday(r, day(2026, 3, 2), day(2026, 3, 27)), c.unitNamed(short).code, short, "重点企业主要负责人安全生产集中培训", "重点企业主要负责人", 16.0, persons, persons, 0, pick(r, experts))
	}
}

var outlays = []struct {
	defence, category, item string
	planned                 [2]int // 万元
	required                [2]int
}{
	{"物防", "安全设施", "防护栏和警示标志更新", [2]int{2, 12}, [2]int{20, 120}}, {"物防", "防护用品", "劳动防护用品配备", [2]int{3, 20}, [2]int{60, 300}},
	{"物防", "逃生通道", "疏散通道和应急照明改造", [2]int{2, 16}, [2]int{12, 60}}, {"技防", "监测监控", "视频监控和气体检测联网", [2]int{6, 40}, [2]int{8, 64}},
	{"技防", "安全避险", "联锁和紧急切断装置升级", [2]int{8, 48}, [2]int{2, 16}}, {"技防", "定位自救", "人员定位终端", [2]int{4, 24}, [2]int{30, 150}},
	{"技防", "通信联络", "应急广播和对讲设备", [2]int{1, 8}, [2]int{6, 40}}, {"人防", "教育培训", "安全培训和资格取证", [2]int{1, 9}, [2]int{0, 0}},
	{"人防", "应急队伍", "专兼职救援队伍装备", [2]int{2, 15}, [2]int{5, 30}},
}

func (c *city) addInvestments(r *rand.Rand) {
	l := newLedger("编号 投入日期 单位编码 单位名称 防范类别 投入类别 项目 计划投入（万元） 实际投入（万元） 应有数量 实有数量 完好数量 报警次数 处置报警次数")
	c.ledgers["investments"] = l
	n := 0
	for i, u := range c.firms() {
		for k := range 1 + i%3 {
			o := outlays[(i*2+k*3)%len(outlays)]
			planned := between(r, o.planned[0], o.planned[1])
			spent := float64(planned)
			if r.IntN(5) == 0 {
				spent = float64(planned) * float64(between(r, 5, 9)) / 10
			}
			required := 0
			if o.required[1] > 0 {
				required = between(r, o.required[0], o.required[1])
			}
			actual, working := required, required
			if required > 0 && r.IntN(5) == 0 {
				actual -= between(r, 0, 2)
				working = actual - between(r, 0, 2)
			}
			alarms := 0
			if o.category == "监测监控" {
				alarms = between(r, 3, 40)
			}
			n++
			l.add(fmt.Sprintf("TR2026-%03d", n), workday(r, day(2026, 1, 8), day(2026, 3, 27)), u.code, u.short, o.defence, o.category, o.item,
				planned, spent, required, actual, max(0, working), alarms, alarms-between(r, 0, alarms/10))
		}
	}
}

// drillSubjects are what firms of a category train for, or one firm with work of its own.
var drillSubjects = map[string]string{
	"矿山": "井下透水避灾撤离", "危险化学品": "储罐泄漏处置", "建筑施工": "高处坠落救援", "道路运输": "客运车辆起火疏散", "油气管线": "燃气管道泄漏抢修",
	"人员密集场所": "火灾疏散逃生", "特种设备": "电梯困人救援", "食品药品": "车间火灾疏散", "旅游": "游客滞留救援", "校园": "师生地震疏散",

	"乌石岭石灰岩矿": "边坡坍塌撤离", "白云坞采石": "边坡坍塌撤离", "宏基市政": "沟槽坍塌救援", "远通物流": "货运车辆侧翻处置", "捷安危货运输": "危险货物运输车辆泄漏处置",
	"输油管道公司": "输油管道泄漏抢修", "市热力公司": "锅炉紧急停炉", "东屏起重": "起重伤害救援", "澜湾游乐园": "大型游乐设施困人救援",
	"禾丰食品": "液氨泄漏处置", "康济药业": "酒精泄漏火灾处置", "鲜达餐饮": "厨房燃气泄漏处置", "望湖游船": "游客落水救援",
}

func (c *city) addDrills(r *rand.Rand) {
	l := newLedger("编号 演练日期 单位编码 单位名称 演练科目 演练形式 参加人数 地点 评估日期 评估结论 存在不足")
	c.ledgers["drills"] = l
	n := 0
	for i, u := range c.firms() {
		if i%3 == 2 {
			continue
		}
		d := workday(r, day(2026, 1, 12), day(2026, 3, 26))
		assessed, result, shortfall := from(d.AddDays(between(r, 1, 6))), pick(r, words("达到预期目标 基本达到预期目标")), ""
		if result == "基本达到预期目标" {
			shortfall = pick(r, words("部分人员佩戴防护用品不熟练 现场警戒设置不及时 通信联络不畅"))
		}
		if r.IntN(8) == 0 {
			assessed, result, shortfall = period.Date{}, "", ""
		}
		subject := drillSubjects[u.short]
		if subject == "" {
			subject = drillSubjects[u.category]
		}
		n++
		l.add(fmt.Sprintf("YL2026-%03d", n), d, u.code, u.short, subject, pick(r, words("实战演练 实战演练 桌面推演")), between(r, 12, max(16, u.staff/4)), u.short, assessed, result, shortfall)
	}
}

var publicity = map[string][]string{
	"企业": words("安全生产法宣讲 班组安全大讲堂 事故案例警示展 应急技能比武"), "学校": words("开学安全第一课 消防疏散体验 交通安全进校园 防溺水专题教育"),
	"农村": words("农机安全大篷车 春耕安全宣传 自建房安全入村宣讲 乡村大喇叭安全播报"), "社区": words("燃气安全进社区 电动自行车充电安全宣传 居民应急体验日 高层住宅火灾逃生体验"),
	"家庭": words("家庭安全隐患自查 “小手拉大手”家庭消防课 入户发放安全明白纸"),
}

func (c *city) addActivities(p *people, r *rand.Rand) {
	l := newLedger("编号 活动日期 进入场所 组织单位编码 组织单位 活动名称 活动形式 地点 受众人次 发放材料 负责人 佐证材料")
	c.ledgers["activities"] = l
	n := 0
	add := func(u *unit, place, where string) {
		n++
		l.add(fmt.Sprintf("XC2026-%03d", n), workday(r, day(2026, 1, 6), day(2026, 3, 27)), place, u.code, u.short, pick(r, publicity[place]), pick(r, words("专题讲座 现场咨询 体验互动 入户宣传")),
			where, between(r, 30, 420), between(r, 0, 9)*50, p.name(), pick(r, words("照片、签到表 照片 新闻稿、照片")))
	}
	for i, county := range c.tier(tierCounty) {
		towns := c.below(county.code, tierTown)
		for k, place := range words("企业 学校 农村 社区 家庭") {
			if (i+k)%6 == 5 || place == "家庭" && i%3 == 1 {
				continue
			}
			t := towns[(i+k)%len(towns)]
			add(t, place, t.short)
			if (i+k)%4 == 0 {
				add(county, place, county.short)
			}
		}
	}
	for _, short := range words("市应急管理局 市消防救援支队 市教育局 市城市管理局 市农业农村局") {
		add(c.unitNamed(short), pick(r, words("企业 学校 农村 社区 家庭")), "安澜市区")
	}
}
