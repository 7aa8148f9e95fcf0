package workbench

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"hongtou/generator"
	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/table"
	"hongtou/generator/zh"
)

// The view of a table: its rows, which can be looked for, ordered and changed.

// tableOf is the table that a request names.
func tableOf(office *generator.Workspace, r *http.Request) (*model.Table, error) {
	return tableNamed(office, r.FormValue("name"))
}

func tableNamed(office *generator.Workspace, name string) (*model.Table, error) {
	for _, t := range office.Tables() {
		if t.Name == name {
			return t, nil
		}
	}
	return nil, refused(http.StatusNotFound, "没有表 %s", "there is no table %s", name)
}

// shownColumn is a column as the view's script gets it.
type shownColumn struct {
	Header   string `json:"header"`
	Note     string `json:"note"`
	Required bool   `json:"required"`
	Long     bool   `json:"long"`   // of several lines
	Number   bool   `json:"number"` // stands at the right
	Many     bool   `json:"many"`   // several values in a cell
}

func columnsOf(t *model.Table) []shownColumn {
	var out []shownColumn
	for i := range t.Columns {
		c := &t.Columns[i]
		s := shownColumn{Header: c.Header, Note: c.Note, Required: c.Required, Long: c.Type == table.Long || c.Prose, Many: c.Type == table.Codes, Number: c.Numeric()}
		out = append(out, s)
	}
	return out
}

func (w *Workbench) table(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	t, err := tableOf(office, r)
	if err != nil {
		return err
	}
	columns, err := json.Marshal(columnsOf(t))
	if err != nil {
		return err
	}
	data := struct {
		Name, Title, Columns, File, Sheet, Row, Column string
		Why                                            diag.Text // new rows can't be added
		Adds                                           bool
	}{Name: t.Name, Title: t.Title, Columns: string(columns), File: r.FormValue("file"), Sheet: r.FormValue("sheet"), Row: r.FormValue("row"), Column: r.FormValue("column")}
	if files := office.Config.Data[t.Name]; len(files) > 0 {
		data.Why, data.Adds = office.Editable(t, files[len(files)-1].Path)
	}
	return w.pages.show(out, "table", shown{Here: "/tables", Title: diag.Text{Zh: t.Title, En: t.Title}, Office: office.Office.Name, Script: []string{"menu.js", "table.js"}, Data: data})
}

// rowsCache are the rows of the table that was looked at last.
type rowsCache struct {
	mu     sync.Mutex
	office *generator.Workspace
	name   string
	rows   []generator.TableRow
	find   []string // what is looked through of each row
	wrong  map[diag.Place]map[string]string
	items  map[string]int // of lists: the lines of their items
}

// of gives a table's rows with what is wrong in them, worked out once.
func (c *rowsCache) of(office *generator.Workspace, t *model.Table, lang string) *rowsCache {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.office == office && c.name == t.Name {
		return &rowsCache{rows: c.rows, find: c.find, wrong: c.wrong, items: c.items}
	}
	c.office, c.name, c.rows, c.find, c.items = office, t.Name, office.Rows(t), nil, map[string]int{}
	for _, row := range c.rows {
		if item, _, list := strings.Cut(row.Place.Key, "]"); list {
			c.items[row.Place.File+item] = row.Place.Line
		}
		text := strings.ToLower(strings.Join(row.Values, "\n"))
		for _, raw := range row.Unread {
			text += "\n" + strings.ToLower(raw)
		}
		c.find = append(c.find, text)
	}
	c.wrong = map[diag.Place]map[string]string{}
	for _, d := range office.Complaints.All() {
		at, header := c.cellAt(t, d.Place)
		if c.wrong[at] == nil {
			c.wrong[at] = map[string]string{}
		}
		c.wrong[at][header] = told(d, lang)
	}
	return &rowsCache{rows: c.rows, find: c.find, wrong: c.wrong, items: c.items}
}

// told is what is wrong and what would be right: it stands beside the place itself.
func told(d diag.Diagnostic, lang string) string {
	problem, remedy := d.Problem.In(lang), d.Remedy.In(lang)
	switch {
	case remedy == "":
		return problem
	case lang == "en":
		return problem + "; " + remedy
	}
	return problem + "；" + remedy
}

// headerIn is a column's own header, by any that names it.
func headerIn(t *model.Table, header string) string {
	for i := range t.Columns {
		if c := &t.Columns[i]; header != "" && (slices.Contains(c.Accepts(), header) || c.Name() == header || slices.Contains(c.Own, header)) {
			return c.Header
		}
	}
	return header
}

// cellAt is the row and the column's header that a complaint is about: in a list the
// complaint stands at a key's line, the row at its item's.
func (c *rowsCache) cellAt(t *model.Table, p diag.Place) (diag.Place, string) {
	if item, key, list := strings.Cut(p.Key, "]"); list && p.Row == 0 {
		if line := c.items[p.File+item]; line > 0 {
			p.Line = line
		}
		return rowPlace(p), headerIn(t, strings.TrimPrefix(key, "."))
	}
	return rowPlace(p), headerIn(t, p.Header)
}

// rowPlace is a place's row or line.
func rowPlace(p diag.Place) diag.Place {
	return diag.Place{File: p.File, Sheet: p.Sheet, Row: max(p.Row, p.Line)}
}

// shownRow is a row as the view's script gets it.
type shownRow struct {
	File   string            `json:"file"`
	Sheet  string            `json:"sheet,omitempty"`
	Row    int               `json:"row"`
	Values []string          `json:"values"`           // as they are compared when they are changed
	Unread map[int]string    `json:"unread,omitempty"` // what stands in cells that can't be read
	Wrong  map[string]string `json:"wrong,omitempty"`  // by the column's header; "" of the whole row
	Still  string            `json:"still,omitempty"`  // why it can't be changed here
}

// mostRows is how many rows a page gets at once.
const mostRows = 500

func (w *Workbench) tableRows(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	t, err := tableOf(office, r)
	if err != nil {
		return err
	}
	cache := w.rows.of(office, t, w.options.Lang)
	order := cache.chosenRows(r, t)
	if column, err := strconv.Atoi(r.FormValue("sort")); err == nil && column >= 0 && column < len(t.Columns) {
		sortRows(order, cache.rows, column, r.FormValue("down") != "")
	}
	answerTo := struct {
		Total int        `json:"total"`
		From  int        `json:"from"`
		At    int        `json:"at"` // of the row asked for, -1 if it is not among them
		Rows  []shownRow `json:"rows"`
	}{Total: len(order), At: -1, Rows: []shownRow{}}
	if row, err := strconv.Atoi(r.FormValue("row")); err == nil && row > 0 {
		answerTo.At = slices.IndexFunc(order, func(i int) bool {
			p := rowPlace(cache.rows[i].Place)
			return p.Row == row && (r.FormValue("file") == "" || p.File == r.FormValue("file")) && (r.FormValue("sheet") == "" || p.Sheet == r.FormValue("sheet"))
		})
	}
	from, _ := strconv.Atoi(r.FormValue("from"))
	n, _ := strconv.Atoi(r.FormValue("n"))
	answerTo.From = min(max(0, from), len(order))
	for _, i := range order[answerTo.From:min(len(order), answerTo.From+min(max(0, n), mostRows))] {
		row := cache.rows[i]
		p := rowPlace(row.Place)
		s := shownRow{File: p.File, Sheet: p.Sheet, Row: p.Row, Values: row.Values, Unread: row.Unread, Wrong: cache.wrong[p]}
		if why, ok := office.Editable(t, p.File); !ok {
			s.Still = why.In(w.options.Lang)
		}
		answerTo.Rows = append(answerTo.Rows, s)
	}
	return answer(out, answerTo)
}

// sortRows orders rows by a column: numbers by size, texts by pinyin, nothing last.
func sortRows(order []int, rows []generator.TableRow, column int, down bool) {
	zh.Sort(zh.ByPinyin, order, func(i int) string { return rows[i].Values[column] })
	numbers := map[int]float64{}
	for _, i := range order {
		v := rows[i].Values[column]
		x, err := strconv.ParseFloat(v, 64)
		if err != nil && v != "" {
			numbers = nil
			break
		}
		numbers[i] = x
	}
	if numbers != nil {
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(numbers[a], numbers[b]) })
	}
	if down {
		slices.Reverse(order)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(min(1, len(rows[b].Values[column])), min(1, len(rows[a].Values[column])))
	})
}

// tableEdit is what the view's script sends.
type tableEdit struct {
	Name  string `json:"name"`
	File  string `json:"file"` // "" for new rows
	Try   bool   `json:"try"`
	Edits []struct {
		Sheet  string         `json:"sheet"`
		Row    int            `json:"row"`
		Were   map[int]string `json:"were"`
		Values map[int]string `json:"values"`
	} `json:"edits"`
}

// editTable changes rows, or tries to. What is wrong is told by the columns' headers.
func (w *Workbench) editTable(out http.ResponseWriter, r *http.Request) error {
	var asked tableEdit
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		var big *http.MaxBytesError
		if errors.As(err, &big) {
			return err
		}
		return refused(http.StatusBadRequest, "请求的内容不对", "the request is not well formed")
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	request := generator.EditRequest{Table: asked.Name, File: asked.File, Try: asked.Try, Now: w.options.Now()}
	for _, e := range asked.Edits {
		request.Edits = append(request.Edits, collect.Edit(e))
	}
	t, err := tableNamed(office, asked.Name)
	if err != nil {
		return err
	}
	for _, e := range request.Edits {
		for column := range e.Values {
			if column < 0 || column >= len(t.Columns) {
				return refused(http.StatusBadRequest, "请求的内容不对", "the request is not well formed")
			}
		}
	}
	list, err := office.Edit(r.Context(), request)
	if errors.Is(err, generator.ErrTable) {
		return &refusal{http.StatusConflict, spoken(err)}
	}
	if err != nil {
		return err
	}
	cache := w.rows.of(office, t, w.options.Lang)
	type wrong struct {
		Header string `json:"header"` // "" of the whole row or another place
		Row    int    `json:"row"`
		Text   string `json:"text"`
	}
	wrongs := []wrong{}
	for _, d := range list.All() {
		if d.Severity != diag.Error {
			continue
		}
		at, header := cache.cellAt(t, d.Place)
		x := wrong{Header: header, Row: at.Row}
		here := slices.ContainsFunc(request.Edits, func(e collect.Edit) bool { return (e.Row == at.Row || e.Row == 0) && e.Sheet == at.Sheet })
		if here && (asked.File == "" || d.Place.File == asked.File) {
			x.Text = told(d, w.options.Lang)
		} else {
			x.Header, x.Text = "", d.In(w.options.Lang)
		}
		wrongs = append(wrongs, x)
	}
	return answer(out, wrongs)
}

// undoTable takes the last change of a table back, by hand or by a collect.
func (w *Workbench) undoTable(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	undone, list, err := office.UndoCollect(r.Context(), generator.UndoRequest{Now: w.options.Now()})
	if err != nil {
		return err
	}
	var words []string
	for _, u := range undone {
		if list.Errors() == 0 {
			words = append(words, diag.T("%s：退回 %d 格、%d 行", "%s: %d cells and %d rows put back", u.Table, u.Cells, u.Rows).In(w.options.Lang))
		}
	}
	for _, d := range list.All() {
		words = append(words, d.In(w.options.Lang))
	}
	if len(words) == 0 {
		words = []string{diag.T("没有可以撤销的改动", "there is no change to take back").In(w.options.Lang)}
	}
	return answer(out, words)
}
