package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// Form is what a workbook that goes out to be filled in carries, so that it is
// known when it comes back under whatever name: who it went to, for what, and
// what stood in it. It stands on a sheet that no menu shows, and in short in the
// document's properties.
type Form struct {
	Name     string `json:"form"`    // the template's id
	Version  string `json:"version"` // of the template
	Unit     string `json:"unit"`    // code; empty for a form that goes to no unit
	UnitName string `json:"unitName"`
	Period   string `json:"period"` // 2026Q1

	Table   string            `json:"table"` // that the rows go to
	Sheet   string            `json:"sheet"` // that is filled in
	Columns []FormColumn      `json:"columns"`
	Key     []string          `json:"key"`   // table columns that tell the rows apart
	Fixed   map[string]string `json:"fixed"` // values that all rows have, by table column

	Rows [][]string `json:"-"` // what was sent, a row a record, a text a column

	// What the template says and no returned file can.
	Blank  bool     `json:"-"` // new rows can be filled in
	Adds   bool     `json:"-"` // rows that were sent need not be in the table yet: filled in, they are added
	Others []string `json:"-"` // heads of the columns that do not come back
	Labels []string `json:"-"` // what is asked for in open lines over the table: 填报人, 联系电话
}

// FormColumn is a column that comes back.
type FormColumn struct {
	Key   string   `json:"key"`
	Path  []string `json:"path"`  // its heads, from top to leaf
	Field string   `json:"field"` // the table's column
	Open  bool     `json:"open"`  // may be changed in rows that were sent
}

const (
	// FormProperty is the name of the document property with a form's identity.
	FormProperty = "hongtou-form"
	// StampCell is the hidden sheet's cell with the same identity.
	StampCell = "B1"
	formSheet = "hongtou"
)

// Stamp is the short identity that the property holds, and beside the lines the
// hidden sheet, for programs that drop properties: what the form is, and the digest
// of all lines.
type Stamp struct {
	Form    string `json:"form"`
	Version string `json:"version"`
	Unit    string `json:"unit"`
	Period  string `json:"period"`
	Digest  string `json:"digest"` // SHA-256 of the lines, each with its end
}

// Lines are the texts of the hidden sheet's first column: the form, then a row
// each.
func (f *Form) Lines() []string {
	lines := []string{encoded(f)}
	for _, r := range f.Rows {
		lines = append(lines, encoded(r))
	}
	return lines
}

func encoded(v any) string {
	b, err := json.Marshal(v)
	if err != nil { // texts and truth values only: a broken build
		panic(err)
	}
	return string(b)
}

// Stamp is the form's short identity.
func (f *Form) Stamp() Stamp {
	return Stamp{f.Name, f.Version, f.Unit, f.Period, digest(f.Lines())}
}

func digest(lines []string) string {
	h := sha256.New()
	for _, l := range lines {
		fmt.Fprintln(h, l)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// ErrForm is the error of lines that are no form's, or not as they went out.
var ErrForm = errors.New("not a form as it went out")

// ParseForm reads the hidden sheet's lines and compares them with its stamp and
// with the property's. Either of the two may be empty where a program dropped it,
// not both.
func ParseForm(lines []string, stamp, property string) (*Form, error) {
	var f Form
	if len(lines) == 0 || stamp == "" && property == "" || json.Unmarshal([]byte(lines[0]), &f) != nil {
		return nil, ErrForm
	}
	for _, l := range lines[1:] {
		var row []string
		if json.Unmarshal([]byte(l), &row) != nil || len(row) != len(f.Columns) {
			return nil, ErrForm
		}
		f.Rows = append(f.Rows, row)
	}
	is := Stamp{f.Name, f.Version, f.Unit, f.Period, digest(lines)}
	for _, text := range []string{stamp, property} {
		var s Stamp
		if text != "" && (json.Unmarshal([]byte(text), &s) != nil || s != is) {
			return nil, ErrForm
		}
	}
	if f.Name == "" || f.Table == "" || len(f.Columns) == 0 {
		return nil, ErrForm
	}
	return &f, nil
}

// IsFormLine tells whether a cell's text begins a form's identity.
func IsFormLine(s string) bool {
	var f Form
	return json.Unmarshal([]byte(s), &f) == nil && f.Name != "" && f.Table != ""
}

// completeForm adds to the form what the laid-out sheet knows: heads, and what is
// sent.
func completeForm(form *Form, tables []*table) (*Form, error) {
	i := slices.IndexFunc(tables, func(t *table) bool { return t.spec.Name == form.Sheet })
	if i < 0 {
		return nil, fmt.Errorf("form: there is no sheet %s", form.Sheet)
	}
	t, out := tables[i], *form
	out.Columns = slices.Clone(form.Columns)
	paths, _ := t.headPaths()
	var at []int
	for i := range out.Columns {
		c := &out.Columns[i]
		col, err := t.column(c.Key)
		if err != nil {
			return nil, fmt.Errorf("form: %w", err)
		}
		at = append(at, col)
		c.Path, c.Open = paths[col-1], t.spec.Columns[col-1].Open || !t.spec.Protect
	}
	out.Rows = nil
	for i := range t.grid {
		r := &t.grid[i]
		if r.part != dataPart || r.blank {
			continue
		}
		row := make([]string, len(at))
		for i, col := range at {
			row[i] = sent(&r.slots[col-1])
		}
		out.Rows = append(out.Rows, row)
	}
	return &out, nil
}

// sent is a cell as a text that a table's reader takes: dates as 2026-03-05.
func sent(s *slot) string {
	if s.day {
		if shown, ok := display(s.value.n, dayFormat); ok {
			return shown
		}
	}
	return s.value.toText().s
}

// addForm writes the form's identity.
func (f *file) addForm(form *Form) error {
	name := formSheet
	for n := 2; slices.Contains(f.GetSheetList(), name); n++ {
		name = fmt.Sprint(formSheet, n)
	}
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	for i, l := range form.Lines() {
		if err := checkText(l); err != nil {
			return fmt.Errorf("form: row %d: %w", i, err)
		}
		if err := f.SetCellStr(name, address(i+1, 1), l); err != nil {
			return err
		}
	}
	stamp := encoded(form.Stamp())
	if err := f.SetCellStr(name, StampCell, stamp); err != nil {
		return err
	}
	if err := f.SetSheetVisible(name, false, true); err != nil {
		return err
	}
	return f.SetCustomProps(excelize.CustomProperty{Name: FormProperty, Value: stamp})
}
