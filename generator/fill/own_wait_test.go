package fill

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/sheet"
)

// In an office's own file, too, the formulas that read a figure that is not known say so,
// and those that read these, on other sheets as well; they calculate once it is filled in.
func TestOwnFormulasWait(t *testing.T) {
	day := func(month int) period.Date { return period.Date{Year: 2026, Month: month, Day: 1} }
	for _, c := range []struct {
		funds map[int]float64 // by the hazard, from 0; the others are not known
		rows  int
		want  string // of the cells below
	}{
		{map[int]float64{0: 1.5, 2: 2}, 3, "IF(ISBLANK(B3),\"待核\",B3*2) 待核 | IF(ISBLANK(B3),\"待核\",SUM(B2:B4)) 待核 | IF(C3=\"待核\",\"待核\",SUM(C2:C4)) 待核 | IF(B5=\"待核\",\"待核\",B5/2) 待核 | ROWS(B2:B4) 3 | COUNTA(A2:A4) 3 | IF('表'!B5=\"待核\",\"待核\",表!B5+1) 待核"},
		{map[int]float64{0: 1.5, 1: 0, 2: 2}, 3, "B3*2 0 | SUM(B2:B4) 3.5 | SUM(C2:C4) 7 | B5/2 1.75 | ROWS(B2:B4) 3 | COUNTA(A2:A4) 3 | 表!B5+1 4.5"},
		{map[int]float64{0: 1.5, 9: 2}, 12, "IF(ISBLANK(B3),\"待核\",B3*2) 待核 | IF(COUNTBLANK(B3:B13)>0,\"待核\",SUM(B2:B13)) 待核 | IF(COUNTIF(C3:C13,\"待核\")>0,\"待核\",SUM(C2:C13)) 待核 | IF(B14=\"待核\",\"待核\",B14/2) 待核 | ROWS(B2:B13) 12 | COUNTA(A2:A13) 12 | IF('表'!B14=\"待核\",\"待核\",表!B14+1) 待核"},
	} {
		o := &model.Office{RegionCode: "1", Units: []*model.Unit{{Code: "1", Name: "青禾市", Tier: model.City}}, Reaches: map[string]model.Reach{"hazards": {From: day(1), Through: day(12)}}}
		for i := range c.rows {
			h := &model.Hazard{Code: fmt.Sprint("Y", i), Date: day(2), UnitCode: "1", Description: "甲", Deadline: day(3)}
			if x, ok := c.funds[i]; ok {
				h.Funds = &x
			}
			o.Hazards = append(o.Hazards, h)
		}
		o.Check()
		data := ownBook(t, func(f *excelize.File) {
			rows(t, f, "A1", []any{"编号", "资金", "两倍"}, []any{"{{range .Office.Hazards}}{{.Code}}", "{{.Funds}}", nil, "{{.Site}}{{end}}"}, []any{"合计", nil, nil})
			_, err := f.NewSheet("汇总")
			check(t, err)
			for cell, formula := range map[string]string{"C2": "B2*2", "B3": "SUM(B2:B2)", "C3": "SUM(C2:C2)", "D3": "B3/2", "E3": "ROWS(B2:B2)", "F3": "COUNTA(A2:A2)"} {
				check(t, f.SetCellFormula("表", cell, formula))
			}
			check(t, f.SetCellFormula("汇总", "A1", "表!B3+1"))
		})
		s, l := OpenWith(DefaultLimits, fstest.MapFS{"own.xlsx": {Data: data}})
		if l.Len() > 0 {
			t.Fatal(l.All())
		}
		book, l := s.Get("own").Workbook(Root{Office: o, Period: q1})
		if book == nil {
			t.Fatal(l.All())
		}
		var out bytes.Buffer
		check(t, sheet.Write(&out, book))
		f, err := excelize.OpenReader(&out)
		check(t, err)
		defer f.Close()
		var got []string
		last := fmt.Sprint(c.rows + 2)
		for _, at := range [][2]string{{"表", "C3"}, {"表", "B" + last}, {"表", "C" + last}, {"表", "D" + last}, {"表", "E" + last}, {"表", "F" + last}, {"汇总", "A1"}} {
			formula, err := f.GetCellFormula(at[0], at[1])
			check(t, err)
			value, err := f.GetCellValue(at[0], at[1])
			check(t, err)
			got = append(got, formula+" "+value)
		}
		if strings.Join(got, " | ") != c.want {
			t.Errorf("%v of %d:\n%s\nwant\n%s", c.funds, c.rows, strings.Join(got, " | "), c.want)
		}
	}
}
