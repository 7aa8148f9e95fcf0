package workbench

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/register"
)

// The view 文号: the register of document numbers, and the numbers, dates and signers of
// papers in one list (发文).

// paperLine is a paper with what is said of it.
type paperLine struct {
	Target, Name, Of                 string
	Number, Date, Signer             string
	NumberFrom, DateFrom, SignerFrom string // where it is said; "" for what the paper does not take
	Takes                            map[string]bool
}

func (w *Workbench) numbers(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	year := w.desk.today().Year
	if asked := r.FormValue("year"); asked != "" {
		if year, err = strconv.Atoi(asked); err != nil || year < 1900 || year > 9999 {
			return refused(http.StatusBadRequest, "%s：应为年份", "%s: want a year", asked)
		}
	}
	data := struct {
		Year   int
		Years  []int
		Rows   []register.Row
		Told   []diag.Diagnostic
		Papers []paperLine
		Code   string
		Table  bool // the office keeps a table of papers
	}{Year: year, Years: []int{w.desk.today().Year + 1, w.desk.today().Year, w.desk.today().Year - 1, w.desk.today().Year - 2}, Code: office.Office.Code, Table: len(office.Config.Data["papers"]) > 0}
	if !slices.Contains(data.Years, year) {
		data.Years = append(data.Years, year)
	}
	request := generator.Request{Today: w.desk.today()}
	var broken *register.Broken
	switch data.Rows, err = office.Numbers(year); {
	case errors.As(err, &broken):
		data.Told = append(data.Told, broken.Diagnostic())
	case err != nil:
		return err
	}
	if office.Complaints.Errors() == 0 && broken == nil {
		_, complaints, err := office.CheckNumbers(r.Context(), request)
		if err != nil {
			return err
		}
		data.Told = append(data.Told, complaints.Brief().All()...)
		request.Period = strconv.Itoa(year)
		request.Within = true
		fields, err := office.PaperFields(request)
		if err != nil {
			return err
		}
		for _, f := range fields {
			if line, any := paperLineOf(f); any {
				data.Papers = append(data.Papers, line)
			}
		}
	}
	return w.pages.show(out, "numbers", shown{Here: "/numbers", Title: diag.Text{Zh: "文号", En: "Numbers"}, Office: office.Office.Name, Script: []string{"numbers.js"}, Data: data})
}

func paperLineOf(f generator.PaperFields) (line paperLine, any bool) {
	line = paperLine{Target: f.Target, Name: f.Name, Of: f.Of, Takes: map[string]bool{}}
	for _, x := range f.Fields {
		switch x.Key {
		case "number":
			line.Number, line.NumberFrom = x.Value, x.From
		case "date":
			line.Date, line.DateFrom = x.Value, x.From
		case "signer", "signers":
			line.Signer, line.SignerFrom = x.Value, x.From
		default:
			continue
		}
		line.Takes[strings.TrimSuffix(x.Key, "s")] = true
		any = true
	}
	return line, any
}

// voidNumber makes a number void.
func (w *Workbench) voidNumber(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	number := strings.TrimSpace(r.PostForm.Get("number"))
	if number == "" {
		return refused(http.StatusBadRequest, "写明要作废的发文字号", "name the number to be made void")
	}
	if err := office.VoidNumber(r.Context(), number, w.desk.today()); errors.Is(err, register.ErrUnknown) {
		return refused(http.StatusConflict, "%s：登记簿中没有此号，或已作废", "%s: not in the register, or void already", number)
	} else if err != nil {
		return numbersError(err)
	}
	out.WriteHeader(http.StatusNoContent)
	return nil
}

// startNumbers makes a number the next one of its code and year.
func (w *Workbench) startNumbers(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	year, _ := strconv.Atoi(r.PostForm.Get("year"))
	next, err := strconv.Atoi(strings.TrimSpace(r.PostForm.Get("next")))
	code := strings.TrimSpace(r.PostForm.Get("code"))
	number := register.Format(code, year, next)
	if _, _, _, ok := register.Parse(number); err != nil || next < 1 || next > register.MaxSerial || !ok {
		return refused(http.StatusBadRequest, "不成发文字号：代字 %s，序号 %s", "no document number: code %s, serial %s", code, r.PostForm.Get("next"))
	}
	if err := office.StartNumbers(r.Context(), code, year, next, w.desk.today()); errors.Is(err, register.ErrBack) {
		return refused(http.StatusConflict, "%s：登记簿中此号或以后的号已用", "%s: this number or a later one is used", number)
	} else if err != nil {
		return numbersError(err)
	}
	out.WriteHeader(http.StatusNoContent)
	return nil
}

func numbersError(err error) error {
	var broken *register.Broken
	if errors.As(err, &broken) {
		d := broken.Diagnostic()
		return &refusal{http.StatusConflict, diag.Text{Zh: d.In("zh"), En: d.In("en")}}
	}
	return err
}
