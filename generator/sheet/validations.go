package sheet

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of what a validation can say, in UTF-16 units.
const (
	maxHeading = 32
	maxMessage = 255
	maxRule    = 255 // the formula, or the list with commas
)

func (f *file) addValidations(t *table) error {
	for i := range t.spec.Validations {
		if err := f.addValidation(t, &t.spec.Validations[i]); err != nil {
			return fmt.Errorf("validation %d: %w", i+1, err)
		}
	}
	return nil
}

func (f *file) addValidation(t *table, v *Validation) error {
	col, err := t.column(v.Column)
	if err != nil {
		return err
	}
	dv := excelize.NewDataValidation(true)
	if err := f.setRule(t, dv, v); err != nil {
		return err
	}
	if err := setMessages(dv, v); err != nil {
		return err
	}
	if t.isEmpty() {
		return nil
	}
	dv.SetSqref(t.dataRange(col, col))
	return f.AddDataValidation(t.spec.Name, dv)
}

func (f *file) setRule(t *table, dv *excelize.DataValidation, v *Validation) error {
	between := func(kind excelize.DataValidationType, low, high float64) error {
		if low > high {
			return fmt.Errorf("nothing lies between %s and %s", general(low), general(high))
		}
		return dv.SetRange(general(low), general(high), kind, excelize.DataValidationOperatorBetween)
	}
	switch v.Check {
	case OneOf:
		if v.Of != "" {
			return f.setDependent(t, dv, v)
		}
		return f.setList(dv, v.List)
	case Whole:
		return between(excelize.DataValidationTypeWhole, v.Min, v.Max)
	case Number:
		return between(excelize.DataValidationTypeDecimal, v.Min, v.Max)
	case DateIn:
		from, to := date(v.From), date(v.To)
		if from.kind == isError || to.kind == isError {
			return errors.New("it has no date from which on, or none until which, between 1900-03-01 and 9999-12-31")
		}
		return between(excelize.DataValidationTypeDate, from.n, to.n)
	case Formula:
		s, err := f.c.ruleFormula(t, v.Formula, maxRule)
		if err != nil {
			return fmt.Errorf("formula %s: %w", v.Formula, err)
		}
		return dv.SetRange(escapeRule.Replace(s), "", excelize.DataValidationTypeCustom, excelize.DataValidationOperatorBetween)
	}
	return fmt.Errorf("there is no check %d", v.Check)
}

var escapeRule = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// setList writes the choices into the rule; those that do not go there stand on
// a hidden sheet.
func (f *file) setList(dv *excelize.DataValidation, list []string) error {
	if len(list) == 0 {
		return errors.New("the list has no choices")
	}
	var choices []string
	apart := false
	for _, s := range list {
		choice := plain(s).s
		if choice == "" {
			return errors.New("a choice in the list is empty")
		}
		choices = append(choices, choice)
		apart = apart || strings.ContainsAny(choice, ",\n") || strings.TrimSpace(choice) != choice || choice[0] == '='
	}
	if apart || units(strings.Join(choices, ",")) > maxRule {
		return f.setListedApart(dv, choices)
	}
	return dv.SetDropList(choices)
}

// setListedApart puts choices into a column of the hidden sheet, and a name over
// them: Excel 2007 takes choices of another sheet by name only.
func (f *file) setListedApart(dv *excelize.DataValidation, choices []string) error {
	sheet, err := f.listSheet()
	if err != nil {
		return err
	}
	f.lists++
	for i, choice := range choices {
		if err := f.SetCellStr(sheet, address(i+1, f.lists), choice); err != nil {
			return err
		}
	}
	name := "choices_" + strconv.Itoa(f.lists)
	dv.SetSqrefDropList(name)
	return f.SetDefinedName(&excelize.DefinedName{
		Name:     name,
		RefersTo: "'" + sheet + "'!" + rect{1, f.lists, len(choices), f.lists}.fixed(),
	})
}

// setDependent lets be chosen what belongs to the value of another cell of the
// row. The choices stand on the hidden sheet under one another, beside the value
// that each belongs to; the rule looks for the first and counts.
func (f *file) setDependent(t *table, dv *excelize.DataValidation, v *Validation) error {
	col, err := t.column(v.Of)
	if err != nil {
		return err
	}
	if len(v.List) > 0 || len(v.Choices) == 0 {
		return errors.New("where choices depend on another column, there are Choices and no List")
	}
	sheet, err := f.listSheet()
	if err != nil {
		return err
	}
	at, seen := 0, map[string]bool{}
	for _, c := range v.Choices {
		of := plain(c.For).s
		if of == "" || seen[of] || len(c.List) == 0 {
			return fmt.Errorf("the choices for %q are empty, or stand twice", c.For)
		}
		seen[of] = true
		for _, choice := range c.List {
			choice = plain(choice).s
			if choice == "" {
				return errors.New("a choice in the list is empty")
			}
			at++
			if err := errors.Join(f.SetCellStr(sheet, address(at, f.lists+1), of), f.SetCellStr(sheet, address(at, f.lists+2), choice)); err != nil {
				return err
			}
		}
	}
	f.lists += 2
	name := "choices_" + strconv.Itoa(f.lists)
	for i, suffix := range []string{"_of", ""} {
		column := f.lists - 1 + i
		if err := f.SetDefinedName(&excelize.DefinedName{
			Name: name + suffix, RefersTo: "'" + sheet + "'!" + rect{1, column, at, column}.fixed(),
		}); err != nil {
			return err
		}
	}
	cell := "$" + address(t.data[0].first, col)
	dv.SetSqrefDropList(fmt.Sprintf("OFFSET(%[1]s,MATCH(%[2]s,%[1]s_of,0)-1,0,COUNTIF(%[1]s_of,%[2]s),1)", name, cell))
	return nil
}

// listSheet is the hidden sheet, the last of all, under a name that is free.
func (f *file) listSheet() (string, error) {
	taken := func(name string) bool { return f.c.byName[name] != nil }
	name := "选项"
	for n := 2; taken(name); n++ {
		name = "选项" + strconv.Itoa(n)
	}
	if slices.Contains(f.GetSheetList(), name) {
		return name, nil
	}
	if _, err := f.NewSheet(name); err != nil {
		return "", err
	}
	return name, f.SetSheetVisible(name, false, true)
}

// setMessages sets what is said when a cell is chosen, and when a value is
// refused. Without words of its own the program says something.
func setMessages(dv *excelize.DataValidation, v *Validation) error {
	for _, m := range []struct {
		what, text string
		limit      int
	}{
		{"prompt's title", v.PromptTitle, maxHeading}, {"prompt", v.Prompt, maxMessage},
		{"error's title", v.ErrorTitle, maxHeading}, {"error", v.Error, maxMessage},
	} {
		if n := units(plain(m.text).s); n > m.limit {
			return fmt.Errorf("the %s has %d characters; %d are possible", m.what, n, m.limit)
		}
	}
	if v.PromptTitle != "" || v.Prompt != "" {
		dv.SetInput(plain(v.PromptTitle).s, plain(v.Prompt).s)
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, plain(v.ErrorTitle).s, plain(v.Error).s)
	return nil
}
