package workbench

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator"
	"hongtou/generator/model"
	"hongtou/generator/zh"
)

// The rows of a table that someone looks for: by words anywhere in a row, and by what
// stands in a column.

// condition is what a column's value must be.
type condition struct {
	column int
	relate string // contains, =, <, <=, > or >=
	value  string
}

// relation begins what someone types above a column: >10, =一般, <=2026-03-31, or = alone
// for what is empty. A Chinese keyboard types the signs wide.
var relation = regexp.MustCompile(`^\s*(>=|<=|>|<|=|≥|≤)?\s*(.*?)\s*$`)

var narrowSigns = strings.NewReplacer("＞", ">", "＜", "<", "＝", "=")

func conditionOf(column int, typed string) (c condition, any bool) {
	m := relation.FindStringSubmatch(narrowSigns.Replace(typed))
	if m == nil || m[1] == "" && m[2] == "" {
		return c, false
	}
	relate := strings.NewReplacer("≥", ">=", "≤", "<=").Replace(m[1])
	if relate == "" {
		relate = "contains"
	}
	return condition{column, relate, strings.ToLower(m[2])}, relate == "=" || m[2] != ""
}

// conditions are those of a request: c3=>10 is of the column 3, from 0.
func conditions(r *http.Request, t *model.Table) []condition {
	var out []condition
	for column := range t.Columns {
		if c, any := conditionOf(column, r.FormValue("c"+strconv.Itoa(column))); any {
			out = append(out, c)
		}
	}
	return out
}

// holds tells whether a row fulfils a condition. Numbers are compared by size, days by
// time, as the table writes them; nothing is neither more nor less than anything.
func (c condition) holds(row generator.TableRow) bool {
	value := strings.ToLower(row.Values[c.column])
	if raw, unread := row.Unread[c.column]; unread {
		value = strings.ToLower(raw)
	}
	switch c.relate {
	case "contains":
		return strings.Contains(value, c.value)
	case "=":
		return value == c.value
	}
	if value == "" {
		return false
	}
	order := strings.Compare(value, c.value)
	x, err := strconv.ParseFloat(value, 64)
	if y, wrong := strconv.ParseFloat(c.value, 64); err == nil && wrong == nil {
		order = 0
		if x < y {
			order = -1
		} else if x > y {
			order = 1
		}
	}
	switch c.relate {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

// chosenRows are the places in the list of the rows that a request looks for, in the
// table's order.
func (c *rowsCache) chosenRows(r *http.Request, t *model.Table) []int {
	want := strings.ToLower(strings.TrimSpace(r.FormValue("find")))
	onlyWrong := r.FormValue("wrong") != ""
	where := conditions(r, t)
	order := make([]int, 0, len(c.rows))
	for i, row := range c.rows {
		if strings.Contains(c.find[i], want) && (!onlyWrong || c.wrong[rowPlace(row.Place)] != nil) && !slices.ContainsFunc(where, func(w condition) bool { return !w.holds(row) }) {
			order = append(order, i)
		}
	}
	return order
}

// mostValues is how many values of a column are offered to choose rows by.
const mostValues = 200

// columnValues are the values that rows have in a column, for a choice of rows.
func (w *Workbench) columnValues(out http.ResponseWriter, r *http.Request) error {
	office, t, column, err := w.columnAsked(r)
	if err != nil {
		return err
	}
	count := map[string]int{}
	var list []generator.Choice
	for _, row := range w.rows.of(office, t, w.options.Lang).rows {
		if v := row.Values[column]; v != "" {
			if count[v]++; count[v] == 1 {
				list = append(list, generator.Choice{Value: v})
			}
		}
	}
	zh.Sort(zh.ByPinyin, list, func(c generator.Choice) string { return c.Value })
	find := strings.ToLower(strings.TrimSpace(r.FormValue("find")))
	shown := []generator.Choice{}
	for _, c := range list {
		if c.Note = strconv.Itoa(count[c.Value]); len(shown) < mostValues && strings.Contains(strings.ToLower(c.Value), find) {
			shown = append(shown, c)
		}
	}
	return answer(out, shown)
}

// cellChoices are values for a cell of a column.
func (w *Workbench) cellChoices(out http.ResponseWriter, r *http.Request) error {
	office, t, column, err := w.columnAsked(r)
	if err != nil {
		return err
	}
	return answer(out, append([]generator.Choice{}, office.Choices(t, column, r.FormValue("find"))...))
}

// columnAsked is the column that a request names, by its place from 0.
func (w *Workbench) columnAsked(r *http.Request) (*generator.Workspace, *model.Table, int, error) {
	office, err := w.desk.workspace()
	if err != nil {
		return nil, nil, 0, err
	}
	t, err := tableOf(office, r)
	if err != nil {
		return nil, nil, 0, err
	}
	column, err := strconv.Atoi(r.FormValue("column"))
	if err != nil || column < 0 || column >= len(t.Columns) {
		return nil, nil, 0, refused(http.StatusBadRequest, "请求的内容不对", "the request is not well formed")
	}
	return office, t, column, nil
}
