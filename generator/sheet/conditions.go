package sheet

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// addConditions makes the conditions conditional formats, the first of highest
// priority. They go over marks that cells have.
func (f *file) addConditions(t *table) error {
	for i, c := range t.spec.Conditions {
		if err := f.addCondition(t, c); err != nil {
			return fmt.Errorf("condition %d: %w", i+1, err)
		}
	}
	return nil
}

func (f *file) addCondition(t *table, c Condition) error {
	first, last := 1, len(t.widths)
	if c.Column != "" {
		col, err := t.column(c.Column)
		if err != nil {
			return err
		}
		first, last = col, col
	}
	if c.Bar || c.Icons != NoIcons {
		return f.addScale(t, c)
	}
	formula, err := f.conditionFormula(t, c)
	if err != nil {
		return err
	}
	if err := checkMark(c.Mark); err != nil {
		return err
	}
	if c.Mark == Plain {
		return errors.New("it has no mark")
	}
	if t.isEmpty() {
		return nil
	}
	style, err := f.markStyle(c.Mark)
	if err != nil {
		return err
	}
	return f.SetConditionalFormat(t.spec.Name, t.dataRange(first, last), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: formula, Format: &style},
	})
}

func (f *file) conditionFormula(t *table, c Condition) (string, error) {
	switch {
	case (c.Formula == "") == (c.Equals == ""):
		return "", errors.New("it has either a formula or a text that the cell equals")
	case c.Formula != "":
		s, err := f.c.ruleFormula(t, c.Formula, maxFormula)
		if err != nil {
			return "", fmt.Errorf("formula %s: %w", c.Formula, err)
		}
		return s, nil
	case c.Column == "":
		return "", errors.New("without a column nothing can equal a text")
	case units(c.Equals) > maxLiteral:
		return "", fmt.Errorf("the text is longer than %d characters", maxLiteral)
	}
	return f.c.ruleFormula(t, "EXACT({"+c.Column+"},"+literal(plain(c.Equals).s)+")", maxFormula)
}

// barColour is light enough for figures on it.
const barColour = "9DC3E6"

var iconStyles = [...]string{Arrows: "3Arrows", Signs: "3Symbols2", Quarters: "5Quarters"}

// addScale shows a column's figures by bars or icons.
func (f *file) addScale(t *table, c Condition) error {
	switch {
	case c.Column == "":
		return errors.New("bars and icons want a column")
	case c.Bar && c.Icons != NoIcons || c.Formula != "" || c.Equals != "" || c.Mark != Plain:
		return errors.New("bars, icons and a mark are three things: it can have one of them")
	case int(c.Icons) >= len(iconStyles):
		return fmt.Errorf("there are no icons %d", c.Icons)
	}
	col, err := t.column(c.Column)
	if err != nil || t.isEmpty() {
		return err
	}
	o := excelize.ConditionalFormatOptions{Type: "icon_set", IconStyle: iconStyles[c.Icons], ReverseIcons: c.Reverse}
	if c.Bar {
		o = excelize.ConditionalFormatOptions{
			Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", BarColor: barColour, BarSolid: true,
		}
	}
	return f.SetConditionalFormat(t.spec.Name, t.dataRange(col, col), []excelize.ConditionalFormatOptions{o})
}

// literal is a text inside a formula.
func literal(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// column finds a key's column.
func (t *table) column(key string) (int, error) {
	col, ok := t.columns[key]
	if !ok {
		return 0, fmt.Errorf("there is no column %s", key)
	}
	return col, nil
}

// isEmpty tells whether there are no data rows.
func (t *table) isEmpty() bool { return t.grid[t.data[0].first-1].part != dataPart }

// dataRange is the data rows' cells of columns from first to last, as rules
// name them.
func (t *table) dataRange(first, last int) string {
	var out []string
	for _, s := range t.data {
		out = append(out, rect{s.first, first, s.last, last}.String())
	}
	return strings.Join(out, " ")
}
