package model

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
)

// Issuer is a body that issues papers (发文机关). Head, number, signature and seal of
// a paper are one body's: templates take all of them from .Issuer.
type Issuer struct {
	Key     string     // in hongtou.yaml; "" for those that the office's own settings make
	Name    string     // 全称, for the signature
	Short   string     // 规范化简称
	Mark    string     // 发文机关标志 without 文件
	Code    string     // 发文机关代字; "" where nobody has said it
	Kind    string     // one of IssuerKinds
	Signers []string   // who may sign (签发人); none: anybody
	Form    string     // of an enforcing department: what its order to put hazards right is called
	Review  string     // 行政复议机关; "" for the government of the region
	Court   string     // where its orders may be contested
	With    []string   // full names of the bodies that issue its papers with it (联合行文), at most one
	Papers  []string   // what it issues, by target or Chinese name, whatever the templates say
	Place   diag.Place // in hongtou.yaml

	office *Office
}

// The kinds of bodies.
const (
	CommitteeBody       = "安委会"
	CommitteeOffice     = "安委办"
	PartyBody           = "党委"
	PartyOffice         = "党委办公室"
	GovernmentBody      = "政府"
	GovernmentOffice    = "政府办公室"
	EnforcingDepartment = "执法部门"
	OtherDepartment     = "部门"
	SupervisionOffice   = "督查室"
	OtherBody           = "单位"
)

// CodelessCode is the code of the complaint that a body has no 代字.
const CodelessCode = "issuer-codeless"

// OwnBody stands in a template's list of kinds for the office itself.
const OwnBody = "发文机关"

// IssuerKinds lists the kinds of bodies.
func IssuerKinds() []string {
	return []string{CommitteeBody, CommitteeOffice, PartyBody, PartyOffice, GovernmentBody, GovernmentOffice, EnforcingDepartment, OtherDepartment, SupervisionOffice, OtherBody}
}

// kindOf is the kind of a body as its name tells it.
func kindOf(name string) string {
	for _, k := range []struct{ end, kind string }{
		{"安全生产委员会办公室", CommitteeOffice}, {"安委办", CommitteeOffice}, {"安全生产委员会", CommitteeBody}, {"安委会", CommitteeBody},
		{"人民政府办公室", GovernmentOffice}, {"人民政府办公厅", GovernmentOffice}, {"行政公署办公室", GovernmentOffice}, {"管理委员会办公室", GovernmentOffice},
		{"人民政府", GovernmentBody}, {"行政公署", GovernmentBody}, {"街道办事处", GovernmentBody}, {"管理委员会", GovernmentBody}, {"应急管理局", EnforcingDepartment}, {"应急管理厅", EnforcingDepartment},
		{"委员会办公室", PartyOffice}, {"督查室", SupervisionOffice},
	} {
		if strings.HasSuffix(name, k.end) {
			return k.kind
		}
	}
	return OtherBody
}

// Fill gives an issuer what follows from its name.
func (i *Issuer) fill(o *Office) *Issuer {
	i.office = o
	if i.Short == "" {
		i.Short = i.Name
	}
	if i.Mark == "" {
		i.Mark = i.Name
	}
	if i.Kind == "" {
		i.Kind = kindOf(i.Name)
	}
	return i
}

// Bodies lists the bodies that issue papers: those of hongtou.yaml, the office
// itself, and the committee whose office it is.
func (o *Office) Bodies() []*Issuer {
	var all []*Issuer
	add := func(i Issuer) {
		if i.Name != "" && !slices.ContainsFunc(all, func(j *Issuer) bool { return j.Name == i.Name }) {
			all = append(all, i.fill(o))
		}
	}
	for _, i := range o.Issuers {
		add(*i)
	}
	add(Issuer{Name: o.Name, Short: o.Short, Code: o.Code})
	if o.Mark != o.Name {
		add(Issuer{Name: o.Mark})
	}
	if committee, ok := strings.CutSuffix(o.Name, "办公室"); ok && kindOf(committee) == CommitteeBody {
		add(Issuer{Name: committee})
	}
	return all
}

// Body finds a body by its name, its short name or its key in hongtou.yaml, nil if
// there is none.
func (o *Office) Body(name string) *Issuer {
	for _, i := range o.Bodies() {
		if name != "" && (i.Key == name || i.Name == name || i.Short == name) {
			return i
		}
	}
	return nil
}

// IssuerOf is the body that issues a paper: the first that lists the paper, the first
// of the kinds (or names) that the paper may go out from, in their order, or the
// office itself where no kinds are said. nil: there is no such body.
func (o *Office) IssuerOf(target, label string, kinds []string) *Issuer {
	bodies := o.Bodies()
	for _, i := range bodies {
		if slices.Contains(i.Papers, target) || slices.Contains(i.Papers, label) {
			return i
		}
	}
	if len(kinds) == 0 {
		kinds = []string{OwnBody}
	}
	for _, kind := range kinds {
		if kind == OwnBody {
			return o.Body(o.Name)
		}
		if i := slices.IndexFunc(bodies, func(i *Issuer) bool { return i.Kind == kind }); i >= 0 {
			return bodies[i]
		}
		if i := o.Body(kind); i != nil {
			return i
		}
	}
	return nil
}

// Committee is the safety committee's name: 安澜市安全生产委员会.
func (o *Office) Committee() string {
	if i := o.IssuerOf("", "", []string{CommitteeBody}); i != nil {
		return i.Name
	}
	return o.Mark
}

// Enforces tells whether a body, by its name, has the power to order that hazards
// are put right.
func (o *Office) Enforces(name string) bool {
	i := o.Body(name)
	return i != nil && i.Kind == EnforcingDepartment
}

// NumberBody is the body whose 代字 a document number's code begins with: the
// longest counts, so that 安安委办 is not taken for 安安委. nil: nobody's.
func (o *Office) NumberBody(code string) *Issuer {
	var best *Issuer
	for _, i := range o.Bodies() {
		if i.Code != "" && strings.HasPrefix(code, i.Code) && (best == nil || len(i.Code) > len(best.Code)) {
			best = i
		}
	}
	return best
}

// Commands tells whether the body may give orders to the party committees and
// governments of the level below: neither a safety committee, nor its office, nor a
// department may (《整治形式主义为基层减负若干规定》一).
func (i *Issuer) Commands() bool {
	return !slices.Contains([]string{CommitteeBody, CommitteeOffice, EnforcingDepartment, OtherDepartment}, i.Kind)
}

// Praises tells whether it may award (表彰); others only praise in a circular.
func (i *Issuer) Praises() bool {
	return slices.Contains([]string{PartyBody, PartyOffice, GovernmentBody, GovernmentOffice, OtherBody}, i.Kind)
}

// Lower is whom the body addresses below the region: 各县（市、区）安全生产委员会, or
// the governments where it may command them, of a Party body the Party committees too.
func (i *Issuer) Lower() string {
	lower := i.office.Lower()
	switch party := i.Kind == PartyBody || i.Kind == PartyOffice; {
	case !governing(lower):
		return lower
	case party && i.office.parts().first == Town:
		return "各" + i.office.Below() + "党（工）委，" + lower
	case party:
		return strings.Replace(lower, "人民政府", "党委和人民政府", 1)
	case i.Commands():
		return lower
	}
	return "各" + i.office.Below() + "安全生产委员会"
}

// Addresses is a unit as the body addresses it: a government below the region by
// its safety committee, where the body may not command it.
func (i *Issuer) Addresses(u *Unit) string {
	if u == nil {
		return ""
	}
	if i.Commands() || !i.below(u) {
		return u.Name
	}
	for _, end := range []string{"人民政府", "行政公署", "街道办事处", "管理委员会"} {
		if place, ok := strings.CutSuffix(u.Name, end); ok {
			if end == "街道办事处" {
				place += "街道"
			}
			return place + "安全生产委员会"
		}
	}
	return u.Name
}

// below tells whether u is a government or zone below the region.
func (i *Issuer) below(u *Unit) bool {
	return u != nil && u != i.office.Region && u.Tier > NoTier && u.Tier <= Town
}

// inBrackets are the kinds of divisions in 各县（市、区）人民政府.
var inBrackets = regexp.MustCompile(`（[^）]*）`)

// MayNotAddress finds in a line of addressees (主送) one that the body may not
// command, "" for none.
func (i *Issuer) MayNotAddress(to string) string {
	if i.Commands() {
		return ""
	}
	for part := range strings.FieldsFuncSeq(inBrackets.ReplaceAllString(to, ""), func(r rune) bool { return strings.ContainsRune("，,、；;：:", r) }) {
		part = strings.TrimSpace(part)
		u, _ := i.office.look().unitNames.unit(part)
		switch {
		case i.below(u) && governing(part):
			return part
		case strings.HasPrefix(part, "各") && governing(part):
			return part
		}
	}
	return ""
}

// governing tells whether a name is of a government or party committee.
func governing(name string) bool {
	for _, end := range []string{"政府", "行政公署", "行署", "管理委员会", "管委会", "党委", "县委", "区委", "市委", "旗委", "州委", "盟委", "地委", "党工委", "街道办事处"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// Printer is who prints its papers (印发机关): the office of a committee or a
// government, else the body itself.
func (i *Issuer) Printer() string {
	kind := map[string]string{CommitteeBody: CommitteeOffice, GovernmentBody: GovernmentOffice, PartyBody: PartyOffice}[i.Kind]
	for _, j := range i.office.Bodies() {
		if kind != "" && j.Kind == kind {
			return j.Name
		}
	}
	return i.Name
}

// Blank is a document number to be written in later: 安安委办〔2026〕　　号.
func (i *Issuer) Blank(year int) string {
	code := i.Code
	if code == "" {
		code = "　　　"
	}
	return code + "〔" + strconv.Itoa(year) + "〕　　号"
}

// OrderForm is what its order to put hazards right is called.
func (i *Issuer) OrderForm() string {
	if i.Form != "" {
		return i.Form
	}
	return "责令限期整改指令书"
}

// ReviewBody is where its orders may be reviewed: the government of its level; "" where
// its level has none (a zone, a company) and no other is named.
func (i *Issuer) ReviewBody() string {
	if u := i.office.Region; i.Review == "" && u != nil && u.Manages() && !u.Zone() {
		return u.Name
	}
	return i.Review
}

// issuers complains of bodies that can't be told apart.
func (c *Checker) issuers() {
	seen := map[string]bool{}
	for _, i := range c.Office.Issuers {
		switch {
		case i.Kind != "" && !slices.Contains(IssuerKinds(), i.Kind):
			c.Fail(i.Place, "choice-unknown", i.Kind, diag.T("没有这类发文机关", "there is no such kind of body"),
				diag.T("应为：%s", "use one of %s", diag.Names(IssuerKinds())))
		case seen[i.Name]:
			c.Fail(i.Place, "issuer-twice", i.Name, diag.T("发文机关重复", "a body is listed twice"), diag.T("合并为一个", "make them one"))
		}
		seen[i.Name] = true
	}
}

var _ = explain[Office]("Issuers 发文机关（hongtou.yaml 的 issuers）; Bodies 全部发文机关; Body 某名称的发文机关; IssuerOf 某文书的发文机关; Committee 安委会全称; Enforces 某部门有无执法权; NumberBody 代字所属的发文机关")

var _ = explain[Issuer]("Key 在 hongtou.yaml 中的名称; Name 全称; Short 简称; Mark 发文机关标志; Code 代字; Kind 类别; Signers 可以签发的人; Form 责令整改文书的名称; Review 行政复议机关; " +
	"Court 管辖法院; Papers 由它印发的文书; With 联合行文的机关; Place 所在位置; Commands 能否向下级政府行文; Praises 能否表彰; Lower 下一级的主送机关; Addresses 对某单位的称谓; MayNotAddress 不能主送的机关; Printer 印发机关; " +
	"Blank 待填的发文字号; OrderForm 责令整改文书的名称; ReviewBody 复议机关")
