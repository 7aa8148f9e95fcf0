package fill

import (
	"fmt"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// issuerOf is the body that issues root's paper: the one that is said of the paper,
// or the first that the template's kinds and names find. Where there is none the
// office itself stands in, so that a draft can be seen; Document complains.
func (f *filler) issuerOf() *model.Issuer {
	o := f.root.Office
	if o == nil {
		return nil
	}
	if name, ok := f.root.Doc["issuer"].(string); ok && name != "" {
		if i := o.Body(name); i != nil {
			return i
		}
		f.wrongIssuer("issuer-unknown", name, diag.T("没有这个发文机关", "there is no such body"), diag.T("写 issuers 中的名称：%s", "use one of issuers: %s", nearest(name, bodyNames(o))))
		return o.Body(o.Name)
	}
	var kinds []string
	for _, text := range f.values(f.t.issuer) {
		kinds = append(kinds, strings.Split(text, "、")...)
	}
	if len(kinds) == 0 {
		return o.IssuerOf(f.t.name, f.t.Label(), nil)
	}
	if i := o.IssuerOf(f.t.name, f.t.Label(), kinds); i != nil {
		return i
	}
	f.wrongIssuer("issuer-missing", f.t.Label(), diag.T("%s应由%s印发，hongtou.yaml 中没有这样的发文机关", "%s goes out from a body of these kinds, and hongtou.yaml has none: %s", f.t.Label(), diag.Names(kinds)),
		diag.T("在 hongtou.yaml 的 issuers 中写明其名称、类别、代字", "name it in hongtou.yaml at issuers, with its kind and code"))
	return o.Body(o.Name)
}

func (f *filler) wrongIssuer(code, value string, problem, remedy diag.Text) {
	if !f.asking {
		f.complain(0, code, value, problem, remedy)
	}
}

func bodyNames(o *model.Office) []string {
	var names []string
	for _, i := range o.Bodies() {
		names = append(names, i.Name)
		if i.Key != "" {
			names = append(names, i.Key)
		}
	}
	return names
}

// number is the paper's document number as its office says it, or a blank one of the
// issuing body, of the year in which papers of this kind are issued.
func (f *filler) number(i *model.Issuer) string {
	if n, ok := f.root.Doc["number"]; ok && n != "" {
		return fmt.Sprint(n)
	}
	if i == nil {
		return ""
	}
	year := f.root.Period.Year
	day, _ := f.root.Doc["date"].(string)
	switch subject := f.root.Subject(); {
	case len(day) >= 4 && day[:4] > "1900":
		fmt.Sscanf(day[:4], "%d", &year)
	case subject.Dated() && !subject.Day.IsZero():
		year = subject.Day.Year
	case f.t.looks.way == "" || f.t.looks.way == Back:
		if _, fixed := f.t.PeriodKind(); fixed && f.root.Period != (period.Period{}) {
			year = f.root.Period.Whole().End().AddDays(1).Year
		}
	}
	return i.Blank(year)
}

// judge complains of a paper that mixes bodies, goes to whom its body may not
// command, or is signed by another's.
func (f *filler) judge(d *Document) {
	i := d.Issuer
	if i == nil || !f.t.Issues() {
		return
	}
	number := d.Meta.Get("number")
	if head, _, ok := strings.Cut(number, "〔"); ok && i.Code == "" && strings.TrimSpace(head) == "" && !f.root.Draft {
		f.complaints.Add(f.codeless(i))
	}
	if code, _, ok := strings.Cut(number, "〔"); ok && i.Code != "" && strings.TrimSpace(code) != "" {
		if of := f.root.Office.NumberBody(code); of == nil || of.Name != i.Name {
			f.complain(0, "issuer-number", number, diag.T("这份文书由%s印发，字号却不用它的代字“%s”", "the paper goes out from %s, but the number has not its code %q", i.Name, i.Code),
				diag.T("改用它的代字，或在 documents 中用 issuer 写明由谁印发", "use its code, or say at documents by issuer who issues it"))
		}
	}
	if to := i.MayNotAddress(d.Meta.Get("to")); to != "" && !strings.Contains(d.Body, "政府同意") {
		f.complain(0, "issuer-addressee", to, diag.T("%s不能向下级党委、政府发指令性公文", "%s may send no orders to party committees and governments below", i.Name),
			diag.T("主送改为其安全生产委员会，或由政府办公室印发，或写明经政府同意", "address their safety committees, have the government's office issue it, or say that the government agrees"))
	}
	if signer := d.Meta.Get("signer"); signer != "" && len(i.Signers) > 0 && !slices.Contains(i.Signers, signer) {
		f.complain(0, "issuer-signer", signer, diag.T("不在%s可以签发的人中", "is not among those who sign for %s", i.Name), diag.T("应为：%s", "use one of %s", diag.Names(i.Signers)))
	}
}

// codeless says that a body has no 代字, without which no paper of it has a number.
func (f *filler) codeless(i *model.Issuer) diag.Diagnostic {
	o := f.root.Office
	d := diag.Diagnostic{Code: model.CodelessCode, Place: i.Place, Value: i.Name,
		Problem: diag.T("发文机关没有代字，它的文书没有发文字号", "the body has no code (代字): its papers have no number"),
		Remedy:  diag.T("在它的 code 写明代字", "give it one at its code")}
	switch {
	case i.Place != diag.Place{}:
	case i.Name == o.Name:
		d.Place = keyed(o.Origin.At("Code"), "office.code")
		d.Remedy = diag.T("在 office 的 code 写明代字", "give it one at code of office")
	default:
		d.Place = keyed(o.Origin.At("Issuers"), "issuers")
		d.Remedy = diag.T("在 issuers 中写明 {name: %[1]s, code: 代字}", "name it at issuers: {name: %[1]s, code: …}", i.Name)
	}
	return d
}

// keyed is a place of the settings, by its key where the settings have no line of it.
func keyed(at diag.Place, key string) diag.Place {
	if at.Key == "" {
		at.Key = key
	}
	return at
}

// uses tells whether the template reads a field of the root.
func (t *Template) uses(field string) bool {
	_, ok := t.analysed().found["."+field]
	return ok
}

// Issues tells whether the template takes head, number and signature from the body
// that issues the paper.
func (t *Template) Issues() bool { return t.uses("Issuer") }
