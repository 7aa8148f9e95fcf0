package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The second workload of the batches: the text is not the template's but the data's.
// Each unit's row has the 25 clauses of its agreement, with some 500 different
// characters; units, people, figures and departments differ from one to the next.

// clauses are the clauses by their headings. What stands in braces differs: u is the
// unit, d a department, s and t fields, y and p the year and the one before, n a number of a paper,
// m a month, the others figures.
var clauses = []struct {
	head string
	text []string
}{
	{"责任目标", []string{
		"全年各类生产安全事故死亡人数控制在{a}人以内，比{p}年实绩下降{f}%以上；较大事故不超过{b}起，坚决杜绝重大及以上事故。各分项控制数以所附《{y}年度安全生产控制指标表》为准，任何一项突破，即视为未完成本年度责任目标。",
		"亿元生产总值生产安全事故死亡率不高于0.0{c}，十万从业人员死亡率不高于1.{d1}；统计口径依照国家现行生产安全事故统计制度，由{d}按月核定，季末后10日内书面通报{u}。",
		"重大事故隐患按期整改率达到100%，一般事故隐患按期整改率不低于9{e}.{d1}%；对确因客观原因不能按期完成的，乙方应当说明理由、制定防范措施，并报甲方备案后方可延期，且延期不得超过一次。",
		"规模以上企业安全生产标准化达标率不低于9{e}%，高危行业企业主要负责人、安全管理人员和特种作业人员持证上岗率达到100%，其他从业人员年度培训不少于{g}学时；培训档案一人一档，随时备查。",
	}},
	{"工作任务", []string{
		"落实“党政同责、一岗双责、齐抓共管、失职追责”的要求，乙方主要负责人每季度至少主持召开一次安全生产专题会议，研究解决突出问题；班子成员按照分工，每月带队检查不少于{b}次，并留存检查记录。",
		"健全三级监管机构和四级监管网络，乡镇（街道）配备专职安全监管人员不少于{b}名，村（社区）明确兼职安全员；{m}月底前完成人员登记，变动的于15日内报甲方安全生产委员会办公室（以下简称“安委办”）。",
		"围绕{s}、{t}等重点行业领域，每季度组织一次专项督查，做到有方案、有台账、有通报、有整改；督查发现的问题，应当在{g}日内以书面形式反馈被督查单位，限期改正。",
		"按照《安政发〔{y}〕{n}号》文件的部署，开展{s}领域“打非治违”专项行动，对非法生产、违法建设、违章作业的行为，一律依法从严查处；涉嫌犯罪的，及时移送司法机关，不得以罚代管。行动情况按月汇总，连同典型案例一并报送安委办。",
		"保障安全生产投入，将安全生产专项经费列入本级财政预算，{y}年安排不少于{w}.5万元，并随财力增长逐年提高；高危行业企业按规定提取和使用安全生产费用，专户核算、专款专用，不得挤占、挪用。",
	}},
	{"隐患排查治理", []string{
		"建立隐患排查、登记、评估、治理、验收、销号的闭环管理制度，企业每月自查一次，乡镇（街道）每季度检查一次，{u}每半年组织一次全覆盖排查，查出的隐患全部录入信息系统，实行动态管理；瞒报、漏登隐患的，予以通报批评。",
		"对排查出的重大事故隐患实行挂牌督办，明确责任单位、责任人、整改措施、整改资金、整改时限和应急预案；整改期间不能保证安全的，应当责令停产停业，撤出作业人员，设置警戒标志；治理完成后，由{d}会同有关专家组织验收，合格的方可恢复生产。",
		"{s}、{t}领域的企业应当对照GB/T 33000—2016开展自评，评分低于7{e}分的，由{d}约谈其主要负责人；连续两年不达标的，依法提请甲方予以关闭或者限期搬迁。",
		"推进科技兴安，鼓励企业以机械化换人、以自动化减人；{m}月底前，辖区内重点监管的危险化工工艺、大型起重机械和“两客一危”车辆全部安装在线监测监控装置，联网率达到9{e}%以上。",
	}},
	{"应急与宣传", []string{
		"修订完善生产安全事故应急预案，做到横向到边、纵向到底、上下衔接；{u}全年组织综合性应急演练不少于{b}次，重点企业每半年至少演练一次，演练结束后{g}日内完成评估总结。",
		"严格执行领导带班和24小时值班制度。发生生产安全事故后，乙方应当在1小时内如实上报，不得迟报、漏报、谎报或者瞒报；主要负责人应当立即赶赴现场，组织抢救，防止事态扩大，并妥善做好善后处理、信息发布等工作。",
		"组织开展安全生产宣传教育“进机关、进企业、进学校、进社区、进农村”活动，{m}月集中举办“安全生产月”，受教育面不低于辖区常住人口的8{e}%；广播、电视、网络等媒体每周刊播公益广告不少于{b}条。",
		"畅通12350举报投诉电话，对群众反映的问题做到件件有登记、事事有回音，办结率达到100%；经查证属实的，按照有关规定给予举报人500元以上{k}000元以下的奖励，并为其保密；打击报复举报人的，依法严肃处理。",
	}},
	{"监督检查与考核", []string{
		"甲方安委办负责本责任书执行情况的日常监督，每季度通报一次指标进度，每半年组织一次督查，年终进行综合考核；考核实行百分制，其中控制指标占{x}分，工作任务占{z}分，基础管理占20分，另设加减分项，加分、扣分均不超过5分。",
		"考核结果分为优秀、良好、合格、不合格四个等次：90分以上为优秀，80分以上不满90分为良好，60分以上不满80分为合格，不满60分为不合格，并纳入领导班子和领导干部年度综合考核，作为干部任用、奖惩的重要依据。",
		"对考核优秀且排名前{b}位的单位，由甲方通报表扬，并奖励工作经费{g}万元；对考核不合格的单位，由甲方分管负责人约谈乙方主要负责人，责令在30日内提交书面整改报告，并在次年{c}月接受复查。",
		"发生重大及以上事故，或者瞒报、谎报事故的，实行“一票否决”：取消乙方当年综合性评先评优资格，主要负责人、分管负责人一年内不得提拔、晋级，并依照有关规定追究其责任；受到处理的情况，由甲方在全市范围内通报。",
	}},
	{"附则", []string{
		"本责任书执行期间，乙方主要负责人发生变动的，由继任者继续履行，不再另行签订；工作移交时，应当将安全生产责任、在办督办事项、未销号隐患一并列入移交清单，由双方签字确认。",
		"乙方应当参照本责任书，于{y}年{c}月底前与所属单位、重点企业逐级签订责任书，层层分解指标，做到“横向到边、纵向到底”，签订率达到100%，并将汇总情况报甲方安委办备案。",
		"本责任书所列控制数，由甲方根据上级下达的指标和{u}近三年事故情况确定；年度内上级作出调整的，以调整后的数据为准，由甲方另行书面通知，双方不再重新签订；乙方对核定结果有异议的，可以在收到通知后15日内申请复核一次。",
		"本责任书自双方签字之日起生效，有效期至{y}年12月31日。一式三份，甲乙双方各执一份，甲方安委办留存一份，具有同等效力；未尽事宜，由双方协商解决。",
	}},
}

var (
	surnames    = []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧")
	givens      = []rune("建国志强秀英丽娟海涛晓明文博思远佳怡子涵宇轩俊杰德福春华振兴光耀")
	placeStarts = []rune("青云石平临永安宁长清金玉东南西北新和怀武")
	placeEnds   = []rune("禾岭桥川江泉丰港溪洲塘湾坪原城阳浦屏林源")
	kinds       = []string{"县人民政府", "区人民政府", "镇人民政府", "街道办事处", "经济开发区管理委员会", "矿业有限责任公司", "化工集团有限公司", "城市燃气有限公司"}
	indicators  = []string{"各类事故死亡人数", "工矿商贸事故死亡人数", "道路交通事故死亡人数", "火灾事故死亡人数", "较大事故起数", "亿元生产总值死亡率", "十万从业人员死亡率", "万车死亡率", "百万吨煤死亡率", "重大隐患整改率（%）", "企业标准化达标率（%）", "主要负责人培训率（%）"}
	departments = []string{"市应急管理局", "市公安局", "市消防救援支队", "市交通运输局", "市住房城乡建设局", "市市场监督管理局", "市自然资源局", "市教育局", "市文化旅游局", "市农业农村局"}
	fields      = []string{"道路交通", "危险化学品", "非煤矿山", "建筑施工", "消防安全", "特种设备", "城镇燃气", "文化旅游", "粉尘涉爆", "有限空间作业"}
)

// dataWorkload writes a workspace of n units whose agreements are made of their rows:
// six headings, 25 clauses, a table of twelve rows, a signing block.
func dataWorkload(t testing.TB, n int) string {
	t.Helper()
	r := rand.New(rand.NewPCG(9704, 2012))
	one := func(of []string) string { return of[r.IntN(len(of))] }
	between := func(from, to int) string { return fmt.Sprint(from + r.IntN(to-from+1)) }
	person := func() string {
		name := string(surnames[r.IntN(len(surnames))]) + string(givens[r.IntN(len(givens))])
		if r.IntN(4) > 0 {
			name += string(givens[r.IntN(len(givens))])
		}
		return name
	}
	const issuer = "安澜市人民政府"
	mayor := person()
	units := []map[string]string{{"单位编码": "990100", "单位名称": "安澜市", "层级": "市"}}
	for i := range n {
		unit := string(placeStarts[r.IntN(len(placeStarts))]) + string(placeEnds[r.IntN(len(placeEnds))]) + one(kinds)
		row := map[string]string{"单位编码": fmt.Sprintf("%05d", i+1), "单位名称": fmt.Sprintf("%s%d", unit, i+1), "层级": "企业", "上级编码": "990100",
			"标题": "2026年度安全生产目标管理责任书", "甲方": issuer, "甲方代表": mayor, "乙方代表": person(), "日期": fmt.Sprintf("2026年%s月%s日", between(1, 2), between(5, 27)),
			"引言": "为全面落实安全生产责任制，压紧压实各级各部门和生产经营单位的安全责任，坚决防范和遏制重特大事故，保障人民群众生命财产安全，依照国家和省、市有关规定，" + issuer + "（以下简称“甲方”）与" + unit + "（以下简称“乙方”）签订本责任书。"}
		for h, section := range clauses {
			row[fmt.Sprint("题", h)] = section.head
			for c, text := range section.text {
				row[fmt.Sprintf("款%dx%d", h, c)] = strings.NewReplacer("{u}", unit, "{y}", "2026", "{p}", "2025", "{s}", one(fields), "{t}", one(fields), "{d}", one(departments),
					"{m}", between(3, 11), "{n}", between(1, 68), "{a}", between(8, 46), "{b}", between(2, 4), "{c}", between(2, 5), "{d1}", between(1, 9), "{e}", between(2, 8),
					"{f}", between(3, 9), "{g}", between(10, 24), "{k}", between(1, 5), "{w}", between(80, 460), "{x}", "40", "{z}", "40").Replace(text)
			}
		}
		for k, indicator := range indicators {
			for c, text := range []string{fmt.Sprint(k + 1), indicator, between(2, 40), "0.0" + between(11, 89), one(departments)} {
				row[fmt.Sprintf("格%dx%d", k, c)] = text
			}
		}
		units = append(units, row)
	}
	data, err := json.Marshal(units)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"templates/batch.md": dataTemplate(), "units.json": string(data),
		"hongtou.yaml": "office: {name: 安澜市安全生产委员会办公室, region: \"990100\"}\ndata: {units: units.json}\n",
	} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func dataTemplate() string {
	var b strings.Builder
	b.WriteString("---\ntitle: \"{{.Unit.Extra.标题}}\"\neach: units where tier is 企业\nfile: \"责任书/{{.Unit.Code}}.pdf\"\ncadence: year\nlayout: agreement\n---\n{{- $x := .Unit.Extra -}}\n{{$x.引言}}\n")
	for h, section := range clauses {
		fmt.Fprintf(&b, "\n# {{$x.题%d}}\n\n", h)
		for c := range section.text {
			fmt.Fprintf(&b, "*（%c）*{{$x.款%dx%d}}\n\n", []rune("一二三四五六七八九十")[c], h, c)
		}
		if h > 0 {
			continue
		}
		b.WriteString("| 序号 | 指标 | 控制数 | 上年实绩 | 责任部门 |\n|:--:|:-------:|:--:|:--:|:----:|\n")
		for k := range indicators {
			fmt.Fprintf(&b, "| {{$x.格%[1]dx0}} | {{$x.格%[1]dx1}} | {{$x.格%[1]dx2}} | {{$x.格%[1]dx3}} | {{$x.格%[1]dx4}} |\n", k)
		}
	}
	b.WriteString("\n```signatures\n甲方：{{$x.甲方}} | 乙方：{{.Unit.Name}}\n代表人：{{$x.甲方代表}} | 代表人：{{$x.乙方代表}}\n | {{$x.日期}}\n```\n")
	return b.String()
}
