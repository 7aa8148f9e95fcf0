package model

import (
	"errors"
	"hongtou/generator/period"
)

// EnterpriseFile is what the tables hold of one enterprise and all below it
// (一企一档) in a period, as far as each table reaches.
type EnterpriseFile struct {
	Unit        *Unit
	Contents    []*FileRow // a row a table
	Hazards     []*Hazard  // found in the period or open at its start
	Items       []*SupervisionItem
	Listings    []*Listing
	Visits      []*Visit
	Trainings   []*Training
	Drills      []*Drill
	Investments []*Investment
	Accidents   []*Accident // 责任单位 of which it is entered as
}

// FileRow tells how much of an enterprise one table holds.
type FileRow struct {
	Name    string      // the table's title
	Table   string      // its name
	Known   bool        // the table tells of the period
	Through period.Date // up to which day it tells; zero where it is not known, and of a table that does not say
	Count   int         // records of the enterprise
}

// Has tells whether a table, by its name, tells of the period.
func (f *EnterpriseFile) Has(table string) bool { return f.row(table).Known }

// row is the row about a table, by its name.
func (f *EnterpriseFile) row(table string) FileRow {
	for _, r := range f.Contents {
		if r.Table == table {
			return *r
		}
	}
	return FileRow{}
}

// Planned and Amount are the sums of the investments, 万元. The error is of figures that
// are not known.
func (f *EnterpriseFile) Planned() (float64, error) {
	return f.invested("Planned", func(x *Investment) float64 { return x.Planned })
}

func (f *EnterpriseFile) Amount() (float64, error) {
	return f.invested("Amount", func(x *Investment) float64 { return x.Amount })
}

func (f *EnterpriseFile) invested(field string, of func(*Investment) float64) (sum float64, err error) {
	for _, x := range f.Investments {
		sum = tidy(sum + of(x))
		err = errors.Join(err, openFigures(x, field))
	}
	return sum, err
}

// Overdue counts the hazards and findings that are late at the end of what is seen.
func (f *EnterpriseFile) Overdue() int {
	n := 0
	for _, h := range f.Hazards {
		if h.Status(f.row("hazards").Through) == "逾期" {
			n++
		}
	}
	for _, i := range f.Items {
		if i.Status(f.row("items").Through) == "逾期" {
			n++
		}
	}
	return n
}

// enterprises are the files of a period, in the order of the table and by enterprise.
type enterprises struct {
	files []*EnterpriseFile
	at    map[*Unit]*EnterpriseFile
}

// EnterpriseFiles are the files of all enterprises below the region, in table order.
func (o *Office) EnterpriseFiles(p period.Period) []*EnterpriseFile {
	return o.enterprisesIn(p).files
}

// EnterpriseFile is the file of one enterprise; nil of what is none below the region.
func (o *Office) EnterpriseFile(u *Unit, p period.Period) *EnterpriseFile {
	return o.enterprisesIn(p).at[u]
}

// enterprisesIn goes through each table once for all enterprises.
func (o *Office) enterprisesIn(p period.Period) *enterprises {
	return o.look().enterprises.get(p, func() *enterprises {
		at := map[*Unit]*EnterpriseFile{}
		var files []*EnterpriseFile
		for _, u := range o.firms() {
			at[u] = &EnterpriseFile{Unit: u}
			files = append(files, at[u])
		}
		o.file(at, p)
		return &enterprises{files, at}
	})
}

func (o *Office) file(at map[*Unit]*EnterpriseFile, p period.Period) {
	filed(o, at, p, "hazards", o.HazardsOpen, func(h *Hazard) *Unit { return h.Unit }, func(f *EnterpriseFile) *[]*Hazard { return &f.Hazards })
	filed(o, at, p, "items", o.ItemsIn, func(i *SupervisionItem) *Unit { return i.Unit }, func(f *EnterpriseFile) *[]*SupervisionItem { return &f.Items })
	filed(o, at, p, "listings", o.ListingsOpen, o.listedFirm, func(f *EnterpriseFile) *[]*Listing { return &f.Listings })
	visited := func(p period.Period) ([]*Visit, error) {
		in := datedIn(o.Visits, p, func(v *Visit) period.Date { return v.Date })
		if len(in) == 0 { // the table does not say how far it reaches
			return nil, &Gap{Table: "visits"}
		}
		return in, nil
	}
	filed(o, at, p, "visits", visited, func(v *Visit) *Unit { return v.Unit }, func(f *EnterpriseFile) *[]*Visit { return &f.Visits })
	filed(o, at, p, "trainings", o.TrainingsIn, func(t *Training) *Unit { return t.Unit }, func(f *EnterpriseFile) *[]*Training { return &f.Trainings })
	filed(o, at, p, "drills", o.DrillsIn, func(d *Drill) *Unit { return d.Unit }, func(f *EnterpriseFile) *[]*Drill { return &f.Drills })
	filed(o, at, p, "investments", o.InvestmentsIn, func(i *Investment) *Unit { return i.Unit }, func(f *EnterpriseFile) *[]*Investment { return &f.Investments })
	filed(o, at, p, "accidents", o.AccidentsIn, o.liable, func(f *EnterpriseFile) *[]*Accident { return &f.Accidents })
}

// filed puts the records of one table into the files of their enterprises, and into
// each file a row about the table.
func filed[R any](o *Office, at map[*Unit]*EnterpriseFile, p period.Period, name string, in func(period.Period) ([]R, error), of func(R) *Unit, list func(*EnterpriseFile) *[]R) {
	records, err := in(p)
	row := FileRow{Name: tableTitle(name), Table: name, Known: err == nil}
	if row.Known && EventTable(name) != "" {
		row.Through, _ = o.AsOf(name, p)
	}
	for _, r := range records {
		for u := of(r); u != nil; u = u.Parent {
			if f := at[u]; f != nil {
				*list(f) = append(*list(f), r)
				break
			}
		}
	}
	for _, f := range at {
		r := row
		r.Count = len(*list(f))
		f.Contents = append(f.Contents, &r)
	}
}

// listedFirm is the enterprise that a case of listed supervision is about: that whose
// hazard it is, the one that is listed itself, or the first one that the place names.
func (o *Office) listedFirm(l *Listing) *Unit {
	switch i := find[SupervisionItem](o, l.Hazard); {
	case l.Source != nil:
		return l.Source.Unit
	case i != nil:
		return i.Unit
	case l.Unit != nil && l.Unit.Ancestor(Enterprise) != nil:
		return l.Unit
	}
	for _, u := range o.firms() {
		if l.concerns(u) {
			return u
		}
	}
	return nil
}

func tableTitle(name string) string {
	for _, t := range tables {
		if t.Name == name {
			return t.Title
		}
	}
	return name
}

var (
	_ = explain[EnterpriseFile]("Unit 企业; Contents 各表登记的项数; Hazards 隐患（本期发现和期初未销号）; Items 督查问题隐患; Listings 挂牌督办; Visits 专项检查; Trainings 培训; Drills 演练; " +
		"Investments 投入; Accidents 登记其为责任单位的事故; Has 某表有无本期数据; Planned 计划投入（万元）; Amount 实际投入（万元）; Overdue 逾期隐患数")
	_ = explain[FileRow]("Name 表; Table 表的英文名; Known 有无本期数据; Through 数据截至，不登记事件的表没有; Count 项数")
	_ = explain[Office]("EnterpriseFiles 各企业的档案; EnterpriseFile 某企业的档案")
)
