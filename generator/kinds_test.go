package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hongtou/generator/fill"
	"hongtou/generator/model"
)

// An office of each kind: the same records about the same codes, and the units that
// these codes are of. R is the top; D1 to D3 its divisions, T1 one below D1, B1 and B2
// its departments, E1 and E2 enterprises.
type officeOfKind struct {
	name, office, mark string
	units              string // 单位编码,单位名称,简称,层级,上级编码
	agreements         string // unit and 甲方, in the order of the table
	foreign            string // words of other kinds, which no paper may have
}

// The words of each level, and those of the parts that only some kinds have.
const (
	provinceWords = `全省|省级|省委|省政府|省本级`
	cityWords     = `全市|市级|市委|市政府|市本级|各市|市（州）`
	stateWords    = `全州|州级|州委|州政府|州本级`
	countyWords   = `全县|县级|县委|县政府|各县`
	countiesWords = `县（市、区）|县区|县（市）|各县`
	townWords     = `全镇|镇级|镇党委|镇政府|全乡`
	townsWords    = `乡镇|街道办|镇（街道）|乡（街道）`
	villageWords  = `村（社区）|村社区|村（居）|村民委员会|网格|社区`
	zoneWords     = `管委会|党工委|管理委员会|全区|区级|本园区`
	groupWords    = `全集团|子公司|机关部门|董事会|集团本部`
	rulingWords   = `人民政府|政府|党政领导|成员单位名单|辖区|属地|行政区域|各地区|按地区|所在地区|常委`
)

func anyOf(words ...string) string { return strings.Join(words, "|") }

var officesOfKinds = []officeOfKind{
	{"省", "云岭省安全生产委员会办公室", "云岭省安全生产委员会",
		"R,云岭省人民政府,云岭省,省,\nD1,青州市人民政府,青州市,市,R\nD2,白水市人民政府,白水市,市,R\nD3,黑水自治州人民政府,黑水州,市,R\nT1,青州市东屏县人民政府,东屏县,县区,D1\n" +
			"B1,云岭省应急管理厅,省应急管理厅,部门,R\nB2,云岭省交通运输厅,省交通运输厅,部门,R\nE1,云岭第一矿业有限公司,第一矿业,企业,D1\nE2,云岭化工有限公司,云岭化工,企业,R\n",
		"D1R D2R D3R T1D1 B1R B2R E1R E2R W1E2 W2W1 W3W2",
		anyOf(`全市|市级(?:部门|综合)|市委|市政府|市本级`, stateWords, `全县|县级部门|县委|县政府`, townWords, zoneWords, groupWords)},
	{"州", "黑水自治州安全生产委员会办公室", "黑水自治州安全生产委员会",
		"R,黑水自治州人民政府,黑水州,市,\nD1,黑水市人民政府,黑水市,县区,R\nD2,东屏县人民政府,东屏县,县区,R\nD3,西林县人民政府,西林县,县区,R\nT1,黑水市河口镇人民政府,河口镇,乡镇街道,D1\n" +
			"B1,黑水州应急管理局,州应急管理局,部门,R\nB2,黑水州交通运输局,州交通运输局,部门,R\nE1,黑水第一矿业有限公司,第一矿业,企业,D1\nE2,黑水化工有限公司,黑水化工,企业,T1\n",
		"D1R D2R D3R T1D1 B1R B2R E1R E2T1 W1E2 W2W1 W3W2",
		anyOf(provinceWords, `全市|市级(?:部门|综合)|市委|市政府|市本级`, `全县|县委|县政府|县级部门`, townWords, zoneWords, groupWords, `县（市、区）`)},
	{"县", "青石县安全生产委员会办公室", "青石县安全生产委员会",
		"R,青石县人民政府,青石县,县区,\nD1,青石县东河镇人民政府,东河镇,乡镇街道,R\nD2,青石县西岭乡人民政府,西岭乡,乡镇街道,R\nD3,青石县城关街道办事处,城关街道,乡镇街道,R\nT1,东河镇柳村村民委员会,柳村,村社区,D1\n" +
			"B1,青石县应急管理局,县应急管理局,部门,R\nB2,青石县交通运输局,县交通运输局,部门,R\nE1,青石第一矿业有限公司,第一矿业,企业,D1\nE2,青石化工有限公司,青石化工,企业,B1\n",
		"D1R D2R D3R T1D1 B1R B2R E1D1 E2B1 W1E2 W2W1 W3W2",
		anyOf(provinceWords, `全市|市级(?:部门|综合)|市委|市政府|市本级`, stateWords, countiesWords, `全镇|镇级`, zoneWords, groupWords)},
	{"园区", "南陂经济开发区安全生产委员会办公室", "南陂经济开发区安全生产委员会",
		"R,南陂经济开发区管理委员会,南陂经开区,县区,\nD1,南陂经济开发区兴业街道办事处,兴业街道,乡镇街道,R\nD2,南陂经济开发区创新街道办事处,创新街道,乡镇街道,R\nD3,南陂经济开发区临港街道办事处,临港街道,乡镇街道,R\nT1,兴业街道河畔社区居民委员会,河畔社区,村社区,D1\n" +
			"B1,南陂经济开发区应急管理局,经开区应急管理局,部门,R\nB2,南陂经济开发区经济发展局,经开区经济发展局,部门,R\nE1,南陂第一机械有限公司,第一机械,企业,D1\nE2,南陂化工有限公司,南陂化工,企业,R\n",
		"D1R D2R D3R T1D1 B1R B2R E1D1 E2R W1E2 W2W1 W3W2",
		anyOf(provinceWords, `全市|市级(?:部门|综合)|市委|市政府|市本级`, stateWords, countyWords, countiesWords, townWords, `乡镇|区委|区政府`, groupWords)},
	{"乡镇", "青石县东河镇安全生产委员会办公室", "青石县东河镇安全生产委员会",
		"R,青石县东河镇人民政府,东河镇,乡镇街道,\nD1,东河镇柳村村民委员会,柳村,村社区,R\nD2,东河镇桥头村村民委员会,桥头村,村社区,R\nD3,东河镇河畔社区居民委员会,河畔社区,村社区,R\nT1,东河第一砖厂烧成车间,烧成车间,车间,E2\n" +
			"B1,东河镇应急管理办公室,应急办,部门,R\nB2,东河镇农业服务中心,农服中心,部门,R\nE1,东河第一矿业有限公司,第一矿业,企业,D1\nE2,东河第一砖厂,第一砖厂,企业,R\n",
		"D1R D2R D3R T1E2 B1R B2R E1R E2R W1E2 W2W1 W3W2",
		anyOf(provinceWords, `全市|市级(?:部门|综合)|市委|市政府|市本级`, stateWords, countyWords, countiesWords, townsWords, zoneWords, groupWords)},
	{"企业", "云澜能源集团有限公司安全生产委员会办公室", "云澜能源集团有限公司安全生产委员会",
		"R,云澜能源集团有限公司,云澜能源集团,企业,\nD1,云澜煤业有限公司,云澜煤业,企业,R\nD2,云澜电力有限公司,云澜电力,企业,R\nD3,云澜化工有限公司,云澜化工,企业,R\nT1,云澜煤业采掘车间,采掘车间,车间,D1\n" +
			"B1,云澜能源集团有限公司安全环保部,安全环保部,部门,R\nB2,云澜能源集团有限公司生产技术部,生产技术部,部门,R\nE1,云澜煤业洗选有限公司,洗选公司,企业,D1\nE2,云澜物流有限公司,云澜物流,企业,R\n",
		"D1R D2R D3R T1D1 B1R B2R E1D1 E2R W1E2 W2W1 W3W2",
		anyOf(provinceWords, cityWords, stateWords, countyWords, countiesWords, townWords, townsWords, villageWords, zoneWords, rulingWords)},
}

// lawful are words of a level that a law's sentence has, whoever writes it.
var lawful = regexp.MustCompile(`县级以上(?:地方)?(?:人民政府|应急管理部门)|市、县、乡(?:、村)?|管道沿线各乡镇街道和村居|进社区|社区、进家庭|、社区、家庭`)

// kindData are the tables that each of these offices has. No word of theirs is a level's.
var kindData = map[string]string{
	"targets":      "单位编码,年度,指标,行业领域,控制数,计量单位,方向\nR,2026,死亡人数,,9,人,不超过\nD1,2026,死亡人数,,3,人,不超过\nD2,2026,死亡人数,,3,人,不超过\nD3,2026,死亡人数,,2,人,不超过\nB1,2026,死亡人数,矿山,2,人,不超过\nE1,2026,死亡人数,,0,人,不超过\nR,2026,隐患整改率,,98,%,不低于\n",
	"accidents":    "事故编号,事故日期,时间,属地编码,责任单位,行业领域,事故类型,直接原因,地点,死亡人数,受伤人数,直接经济损失\n1,2026-01-09,9:20,D1,E1,矿山,物体打击,排险不到位,采场,1,0,120\n2,2026-02-19,15:40,D2,,道路交通,车辆伤害,超速行驶,路口,0,2,20\n3,2025-02-11,10:00,D1,,工贸,机械伤害,防护缺失,厂房,1,0,90\n4,2026-03-02,8:00,D1,E1,矿山,坍塌,支护不到位,采场,3,1,480\n",
	"supervisions": "督查名称,开始日期,结束日期,检查方式,督查对象,重点事项\n2026年第一季度安全生产专项督查,2026-03-09,2026-03-20,季度督查,D1、D2、D3、B1、B2,上季度问题整改\n",
	"groups":       "督查名称,督查组,组长,组长职务,成员单位,督查对象\n2026年第一季度安全生产专项督查,第一督查组,程敬安,组长,B1,D1、D2\n2026年第一季度安全生产专项督查,第二督查组,沈明远,组长,B2,D3\n",
	"items": "隐患编号,检查日期,检查方式,督查组,被督查单位编码,隐患部位,行业领域,隐患类别,隐患描述,隐患等级,扣分,整改措施,整改责任人,整改期限,整改完成日期,复查日期\n" +
		"Y1,2026-03-10,季度督查,第一督查组,D1,会议室,矿山,责任落实,责任清单未更新,一般,1,更新清单,张三,2026-03-25,2026-03-20,2026-03-22\nY2,2026-03-10,季度督查,第一督查组,E1,采场,矿山,现场管理,边坡未监测,重大,3,补设监测,李四,2026-03-20,,\n" +
		"Y3,2026-03-11,季度督查,第一督查组,D1,档案室,矿山,责任落实,台账不全,一般,1,补全台账,张三,2026-04-20,,\nY4,2026-03-11,季度督查,第一督查组,D2,值班室,工贸,应急管理,预案未修订,一般,1,修订预案,王五,2026-04-20,,\n" +
		"Y5,2026-03-12,季度督查,第一督查组,D2,库房,工贸,消防,通道堵塞,一般,1,清理通道,王五,2026-03-22,2026-03-21,\nY6,2026-03-12,季度督查,第一督查组,D2,机房,工贸,消防,灭火器过期,一般,1,更换,王五,2026-03-22,2026-03-21,\n" +
		"Y7,2026-03-13,季度督查,第二督查组,B1,办公室,矿山,责任落实,检查计划未备案,一般,1,备案,赵六,2026-03-28,2026-03-27,\nY8,2026-02-06,日常检查,,E2,配电室,工贸,用电安全,线路老化,一般,0,更换线路,孙七,2026-03-06,2026-03-01,2026-03-05\n",
	"hazards": "隐患编号,检查日期,检查方式,检查单位,检查人员,责任单位编码,隐患部位,行业领域,隐患类别,隐患描述,隐患等级,判定依据,处理方式,整改措施,整改资金,整改责任人,整改期限,管控措施和预案\n" +
		"H1,2026-03-05,日常检查,B1,钱一、周二,E1,采场,矿山,现场管理,排水设备故障,重大,判定标准第三条,限期整改,更换水泵,12,李四,2026-05-05,停止作业\nH2,2026-03-06,日常检查,B2,吴三、郑四,E2,库房,工贸,消防,通道占用,一般,,限期整改,清理通道,0.5,孙七,2026-03-20,设置警示\n",
	"extensions": "编号,事项编号,申请单位编码,申请日期,申请理由,管控措施,申请延至,批复日期,批复意见\nQ1,H1,E1,2026-04-05,水泵到货推迟,停止作业,2026-06-05,2026-04-10,同意\nQ2,R2,D1,2026-03-10,场所较多,每日巡查,2026-04-20,2026-03-12,不同意\n",
	"listings": "督办编号,挂牌日期,督办类型,督办级别,被督办单位编码,隐患编号,行业领域,督办事项,督办依据,监管部门编码,责任领导,整改措施,整改资金,整改期限,验收日期,验收人,验收意见,摘牌日期\nG1,2026-03-10,重大隐患,本级,D1,H1,矿山,采场排水设备故障,判定标准,B1,沈明远,更换水泵,12,2026-06-10,,,,\n" +
		"G2,2026-01-10,工作责任,本级,D2,,工贸,工作滞后,责任书,B1,沈明远,制定方案,,2026-03-10,2026-03-05,周二,合格,2026-03-09\n",
	"reports":           "单位编码,月份,填报人,审核人,报送日期,召开会议,领导带队检查,开展检查,检查单位数,发现隐患,整改隐患,重大隐患,重大隐患已整改,执法文书,罚款,培训期数,培训人次,应急演练,宣传活动,存在问题,下月安排\nD1,2026-03,张三,李四,2026-04-03,1,2,6,9,12,10,1,0,3,1.5,1,40,1,2,人员不足,开展检查\nD2,2026-03,张三,李四,2026-04-09,1,1,3,4,5,5,0,0,0,0,1,20,0,1,,\nB1,2026-03,钱一,周二,2026-04-02,2,1,8,11,9,8,0,0,2,0.5,1,30,1,1,,\n",
	"duties":            "年度,单位编码,姓名,职务,分管行业领域,责任类型,职责内容,频次或时限,依据\n2026,R,程敬安,主要负责人,,领导责任,对安全生产工作负总责,每季度1次,年度安排\n2026,R,沈明远,分管负责人,矿山,年度任务,带队检查矿山安全,每月1次,年度安排\n",
	"criteria":          "年度,指标编号,考核对象,考核项目,考核内容,标准分,评分标准,考核方式\n2026,X1,{D},责任落实,签订责任书,60,缺一份扣1分,查阅台账\n2026,X2,{D},隐患治理,按期整改,40,逾期一项扣2分,查阅台账\n2026,B1,部门,责任落实,会议和检查,100,缺一次扣2分,查阅记录\n",
	"marks":             "年度,被考核单位编码,指标编号,自评分,扣分,扣分说明\n2026,D1,X1,60,2,台账不全\n2026,D1,X2,40,4,逾期2项\n2026,D2,X1,60,0,\n2026,D2,X2,40,2,逾期1项\n2026,D3,X1,60,1,台账不全\n2026,D3,X2,40,0,\n2026,B1,B1,100,2,少1次\n2026,B2,B1,100,4,少2次\n",
	"rewards":           "编号,日期,考核年度,奖惩类型,单位编码,姓名,职务,名称,事由,依据,决定,约谈人,时间,地点\nJ1,2026-12-20,2026,表彰,D2,,,先进单位,考核优秀,考核办法,通报,,,\nJ2,2026-03-12,2026,约谈,D1,张三,负责人,约谈负责人,发生死亡事故,责任书,约谈,沈明远,9:00,会议室\n",
	"adjustments":       "年度,被考核单位编码,类型,事由,分值,依据,日期\n2026,D2,加分,经验交流,1,考核办法,2026-11-20\n2026,D1,扣分,迟报信息,1,考核办法,2026-11-20\n",
	"trainings":         "编号,培训日期,单位编码,培训内容,培训对象,学时,参加人数,合格人数,授课人\nP1,2026-03-03,E1,安全操作,作业人员,8,30,30,钱一\nP2,2026-02-03,B1,监管业务,检查人员,8,20,19,周二\n",
	"investments":       "编号,投入日期,单位编码,防范类别,投入类别,项目,计划投入,实际投入,应有数量,实有数量,完好数量\nT1,2026-03-03,E1,技防,监测监控,边坡监测,30,28,4,4,4\nT2,2026-02-03,D1,人防,人员,专职人员,10,10,3,3,3\n",
	"drills":            "编号,演练日期,单位编码,演练科目,演练形式,参加人数,地点\nL1,2026-03-05,E1,疏散演练,实战演练,40,采场\nL2,2026-02-05,B1,综合演练,桌面推演,20,会议室\n",
	"activities":        "编号,活动日期,进入场所,单位编码,活动名称,活动形式,地点,受众人次,发放材料\nA1,2026-03-05,企业,D1,安全宣讲,讲座,会议室,50,50\nA2,2026-02-05,学校,D2,安全第一课,讲座,教室,90,90\n",
	"plan":              "编号,完成月份,四同,要点,工作内容,具体举措,牵头单位编码,配合单位编码,成果形式\nW1,2026-01,部署,落实责任,签订责任书,逐级签订,B1,B2,责任书\nW2,2026-03,推进,专项督查,开展督查,分组督查,B1,,通报\n",
	"inspections":       "检查编号,检查名称,印发日期,检查领域,开始日期,结束日期,牵头单位编码,配合单位编码,背景,检查范围,检查内容\nZ1,消防安全专项检查,2026-03-02,消防,2026-03-05,2026-03-20,B1,B2,防范火灾,人员密集场所,通道和设施\n",
	"visits":            "检查编号,检查日期,检查组,组长,受检单位编码,检查场所,检查重点,发现隐患,已整改\nZ1,2026-03-06,第一组,钱一,E1,库房,通道,2,2\nZ1,2026-03-07,第二组,吴三,D2,办公楼,设施,1,0\n",
	"standings":         "年度,被考核单位编码,得分,名次,等次\n2025,D1,90,2,优秀\n2025,D2,92,1,优秀\n",
	"investigations":    "事故编号,批复日期,批复机关,批复文号,事故性质,直接原因,间接原因,责任认定和处理,整改措施,警示教育日期,警示教育地点,警示教育参加人员\n4,2026-03-20,批复机关,批〔2026〕1号,责任事故,支护不到位,管理松懈,给予处分,加强支护,2026-03-25,会议室,各单位负责人\n",
	"hazard-leaders":    "隐患编号,领导所在单位编码,包保领导,职务,联络处室,起始日期\nH1,R,程敬安,主任,办公室,2026-03-06\n",
	"engagements":       "活动日期,单位编码,姓名,职务,活动类型,到访单位编码,地点,活动内容,发现问题,协调解决问题,隐患编号,议定事项\n2026-03-09,R,程敬安,主任,包保督办,E1,采场,现场督办,1,1,H1,明确措施\n2026-03-11,R,沈明远,副主任,带队检查,D2,,检查整改情况,2,1,,限期整改\n",
	"committee-members": "所属地区编码,姓名,职务,分管工作,起始日期\nD1,周一,副书记,安全,2026-01-05\n",
	"contacts":          "联系县区编码,姓名,职务,联系点,起始日期,本年联系次数,最近联系日期\nD1,沈明远,副职,采场,2026-01-05,1,2026-03-05\nD2,程敬安,正职,厂房,2026-01-05,1,2026-03-06\n",
	"bases":             "年度,地区编码,基数,数值,计量单位\n2025,R,工矿商贸就业人员,12,万人\n2026,R,工矿商贸就业人员,12,万人\n",
	"campaign-tasks":    "编号,年度,行动,任务内容,牵头单位编码,目标值,完成值,计量单位,完成时限,工作进展\nK1,2026,重大事故隐患动态清零,排查治理,B1,5,3,项,2026-06-30,正在治理\n",
	"grids":             "网格编号,层级,所属单位编码,网格名称,责任范围,网格长,网格员,联系电话,专职人数,兼职人数,覆盖单位数\nN1,乡级,D1,第一所,全域,周一,吴三,0980-2190200,2,1,0\nN2,村级,D1,第一格,片区,郑四,钱一,0980-2190201,0,1,9\n",
	"tasks":             "任务编号,会议编号,任务内容,牵头单位编码,配合单位编码,责任领导,完成时限,完成日期,工作进展\nR1,M1,完成责任书签订,B1,B2,沈明远,2026-02-28,2026-02-20,已签订\nR2,M1,整治消防通道,D1,B1,沈明远,2026-03-20,,正在整治\n",
}

const kindMeeting = `code: M1
title: 2026年第一次全体会议
kind: 全体会议
issue: 1
date: "2026-01-20"
noticed: "2026-01-09"
reply: "2026-01-16"
issued: "2026-01-21"
start: "9:00"
end: "11:00"
location: 一楼会议室
chair: 程敬安
chairPost: 主任
recorder: 林静
purpose: 总结上年工作，部署今年任务
agenda:
  - {content: 通报上年情况, speaker: 沈明远, minutes: 15}
  - {content: 部署今年工作, speaker: 程敬安, minutes: 30}
present:
  - {name: 程敬安, post: 主任}
  - {name: 沈明远, post: 副主任}
`

// openKind writes the workspace of a kind and opens it.
func openKind(t *testing.T, k officeOfKind) *Workspace {
	t.Helper()
	dir := t.TempDir()
	var config strings.Builder
	enforcing := ""
	if k.name != "企业" {
		enforcing = "  应急: {name: " + strings.Split(k.units[strings.Index(k.units, "\nB1,"):], ",")[1] + ", kind: 执法部门, code: 应急}\n"
	}
	fmt.Fprintf(&config, "office: {name: %s, short: 安委办, mark: %s, code: 安办, region: R, contact: 林静, phone: 0980-2190114}\nissuers:\n  安委会: {name: %s, code: 安}\n"+
		"%ssettings: {rankedFrom: 1}\ndata:\n  units: units.csv\n", k.office, k.mark, k.mark, enforcing)
	tier := strings.Split(strings.Split(k.units, "\n")[1], ",")[3]
	for name, text := range kindData {
		write(t, dir, name+".csv", strings.ReplaceAll(text, "{D}", tier))
		reach := ""
		if model.EventTable(name) != "" {
			reach = ", from: 2024-07-01, through: 2027-03-31"
		}
		fmt.Fprintf(&config, "  %s: {file: %s.csv%s}\n", name, name, reach)
	}
	write(t, dir, "meeting.yaml", kindMeeting)
	write(t, dir, "work.yaml", strings.NewReplacer("M1", "M2", "全体会议", "工作会议", "issue: 1", "issue: 2").Replace(kindMeeting))
	config.WriteString("  meetings: [meeting.yaml, work.yaml]\n")
	write(t, dir, "hongtou.yaml", config.String())
	var rows strings.Builder
	rows.WriteString("单位编码,单位名称,简称,层级,上级编码,主要负责人,职务\n")
	for row := range strings.Lines(k.units + "W1,动力车间,动力车间,车间,E2\nW2,动力车间供电班,供电班,班组,W1\nW3,供电班电工,电工,岗位,W2\n") {
		rows.WriteString(strings.TrimSpace(row) + ",张三,负责人\n")
	}
	write(t, dir, "units.csv", rows.String())
	w := openWorkspace(t, dir)
	if w.Complaints.Len() > 0 {
		t.Fatalf("%s: %v", k.name, w.Complaints.All())
	}
	return w
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
}

// spanOf is the period of the data for a template.
func spanOf(tpl *fill.Template) string {
	for _, one := range []struct{ cadence, span string }{{"month", "2026-03"}, {"quarter", "2026Q1"}, {"half-year", "2026H1"}} {
		if slices.Contains(strings.Fields(strings.ReplaceAll(tpl.Cadence(), ",", " ")), one.cadence) {
			return one.span
		}
	}
	return "2026"
}

// Every document and workbook of an office of each kind says the words of its own
// level and of no other.
func TestKindsOfOffice(t *testing.T) {
	for _, k := range officesOfKinds {
		t.Run(k.name, func(t *testing.T) {
			w := openKind(t, k)
			foreign := regexp.MustCompile(k.foreign)
			made := 0
			for _, tpl := range w.Templates.List() {
				outputs, _ := fillOrRefuse(t, w, tpl.Name(), spanOf(tpl))
				made += len(outputs)
				for _, o := range outputs {
					if u, ok := o.subject.Record.(*model.Unit); ok && strings.HasPrefix(tpl.Name(), "agreement-") {
						if a := w.Office.PartyA(u); a != w.Office.Region && a.Manages() {
							continue // it speaks of 甲方's level
						}
					}
					for _, line := range strings.Split(paperText(o), "\n") {
						plain := lawful.ReplaceAllString(line, "")
						if at := foreign.FindStringIndex(plain); at != nil {
							t.Errorf("%s %s: %s …%s…", tpl.Name(), o.subject.Name(), plain[at[0]:at[1]], excerpt(plain, at))
						}
					}
				}
			}
			if made < 40 {
				t.Errorf("only %d papers are made", made)
			}
		})
	}
}

// excerpt is the text around a place.
func excerpt(s string, at []int) string {
	before, after := []rune(s[:at[0]]), []rune(s[at[0]:])
	return string(before[max(0, len(before)-25):]) + string(after[:min(len(after), 25)])
}

// paperText is all that a paper says, with its title, head and file name.
func paperText(o output) string {
	if o.book != nil {
		text := o.book.Title + "\n" + o.text
		for _, s := range o.book.Sheets {
			text += "\n" + s.Name
			for _, c := range s.Columns {
				text += "\n" + strings.Join(c.Header, " ")
			}
		}
		return text
	}
	return fmt.Sprintf("%s\n%v\n%s\n%s", o.doc.File, o.doc.Meta, o.doc.Meta.Get("title"), o.text)
}

// Nobody signs with itself, and every unit below the top has an agreement with whom it
// should; every division is an object of the supervision, has a place in the ranking
// and a month's report to send.
func TestKindsCoverAll(t *testing.T) {
	for _, k := range officesOfKinds {
		t.Run(k.name, func(t *testing.T) {
			w := openKind(t, k)
			var parties []string
			agreed := map[string]bool{}
			for _, u := range w.Office.Units {
				if a := w.Office.PartyA(u); a != nil {
					parties = append(parties, u.Code+a.Code)
				}
			}
			if got := strings.Join(parties, " "); got != k.agreements {
				t.Errorf("agreements %s, want %s", got, k.agreements)
			}
			for _, tpl := range w.Templates.List() {
				if !strings.HasPrefix(tpl.Name(), "agreement-") || tpl.Kind() == fill.WorkbookKind {
					continue
				}
				for _, o := range fillPaper(t, w, tpl.Name(), "2026") {
					u := o.subject.Record.(*model.Unit)
					if a := w.Office.PartyA(u); !strings.HasPrefix(o.doc.Meta.Get("title"), a.Name+"与") && u.Tier != model.Post || u.Name == a.Name {
						t.Errorf("%s: %s", u.Code, o.doc.Meta.Get("title"))
					}
					if agreed[u.Code] {
						t.Errorf("two agreements of %s", u.Name)
					}
					agreed[u.Code] = true
				}
			}
			for _, u := range w.Office.Units {
				if agreed[u.Code] == (u.Code == "R") {
					t.Errorf("%s has an agreement: %v", u.Name, agreed[u.Code])
				}
			}
			plan := fillPaper(t, w, "supervision-plan", "2026Q1")[0].text
			if strings.Contains(plan, "| "+w.Office.Region.Short) {
				t.Error("the plan supervises the office itself")
			}
			forms, ranked, reported := "", bookText(fillPaper(t, w, "ranking", "2026Q1")[0].book), bookText(fillPaper(t, w, "monthly-report-summary", "2026-03")[0].book)
			for _, o := range fillPaper(t, w, "supervision-forms", "2026Q1") {
				forms += o.subject.Code() + " "
			}
			for _, code := range []string{"D1", "D2", "D3", "B1", "B2"} {
				u := w.Office.Unit(code)
				for what, text := range map[string]string{"reports": reported, "ranking": ranked} {
					if !strings.Contains(text, u.Name) && !strings.Contains(text, u.Short) {
						t.Errorf("%s lacks %s:\n%s", what, u.Name, text)
					}
				}
				if !strings.Contains(forms, code) {
					t.Errorf("no form for %s: %s", u.Name, forms)
				}
			}
		})
	}
}
