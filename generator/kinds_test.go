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

// kindData are the tables that each of these offices has, a file a table: no word of
// theirs is a level's, and {D} is the level below the top.
func kindData(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/kinds/*.csv")
	must(t, err)
	data := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(t, err)
		data[strings.TrimSuffix(filepath.Base(file), ".csv")] = string(text)
	}
	if len(data) < 30 {
		t.Fatalf("%d tables", len(data))
	}
	return data
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
	for name, text := range kindData(t) {
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

// spansOf are three periods for a template: that of the data, a later one, and one of
// which the tables hold little or nothing.
func spansOf(tpl *fill.Template) []string {
	for _, one := range []struct {
		cadence string
		spans   []string
	}{{"month", []string{"2026-03", "2026-06", "2024-11"}}, {"quarter", []string{"2026Q1", "2026Q2", "2024Q4"}}, {"half-year", []string{"2026H1", "2026H2", "2024H2"}}} {
		if slices.Contains(strings.Fields(strings.ReplaceAll(tpl.Cadence(), ",", " ")), one.cadence) {
			return one.spans
		}
	}
	return []string{"2026", "2027", "2025"}
}

// Every document and workbook of an office of each kind says the words of its own
// level and of no other, in each of three periods, and has no hole where it has no data.
func TestKindsOfOffice(t *testing.T) {
	for _, k := range officesOfKinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			w := openKind(t, k)
			foreign := regexp.MustCompile(k.foreign)
			made := [3]int{}
			for _, tpl := range w.Templates.List() {
				for n, span := range spansOf(tpl) {
					outputs, _ := fillOrRefuse(t, w, tpl.Name(), span)
					made[n] += len(outputs)
					for _, o := range outputs {
						if bad := absurdities.FindString(o.text); bad != "" && o.doc != nil {
							t.Errorf("%s for %s %s: %q", tpl.Name(), span, o.subject.Name(), bad)
						}
						if u, ok := o.subject.Record.(*model.Unit); ok && strings.HasPrefix(tpl.Name(), "agreement-") {
							if a := w.Office.PartyA(u); a != w.Office.Region && a.Manages() {
								continue // it speaks of 甲方's level
							}
						}
						for _, line := range strings.Split(paperText(o), "\n") {
							plain := lawful.ReplaceAllString(line, "")
							if at := foreign.FindStringIndex(plain); at != nil {
								t.Errorf("%s for %s %s: %s …%s…", tpl.Name(), span, o.subject.Name(), plain[at[0]:at[1]], excerpt(plain, at))
							}
						}
					}
				}
			}
			if made[0] < 100 || made[1] < 40 || made[2] < 40 {
				t.Errorf("only %v papers are made", made)
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
