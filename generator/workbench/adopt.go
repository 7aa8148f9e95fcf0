package workbench

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/source"
)

// The page that takes over a ledger of the office's own: a workbook is dropped, the
// guess is looked at and corrected, and then the file goes into the data folder and
// hongtou.yaml names it.

// adopting is the ledger that was dropped last.
type adopting struct {
	drop
	name string
}

func (a *adopting) path() string { return filepath.Join(a.dir, a.name) }

func (w *Workbench) adopt(out http.ResponseWriter, _ *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	return w.pages.show(out, "adopt", shown{Here: "/tables", Title: diag.Text{Zh: "收进台账", En: "Take over a ledger"}, Office: office.Office.Name, Script: []string{"adopt.js"}, Data: office.Tables()})
}

// plainName is a dropped file's name as it may stand in the data folder; "" for one that
// is no table.
func plainName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	clean := plain(name)
	switch strings.ToLower(filepath.Ext(clean)) {
	case ".xlsx", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt":
		if stem := strings.TrimSuffix(clean, filepath.Ext(clean)); stem != "" && !strings.HasPrefix(clean, ".") && !strings.HasPrefix(clean, "~$") {
			return clean
		}
	}
	return ""
}

// tryAdopt takes a dropped ledger and shows what it is taken for; nothing is changed.
// Without a file it is the last one again, as another table.
func (w *Workbench) tryAdopt(out http.ResponseWriter, r *http.Request) error {
	w.adopting.mu.Lock()
	defer w.adopting.mu.Unlock()
	if err := r.ParseMultipartForm(8 << 20); err != nil {
		return malformed(err)
	}
	defer r.MultipartForm.RemoveAll()
	if files := r.MultipartForm.File["file"]; len(files) > 0 && files[0].Filename != "" {
		name := plainName(files[0].Filename)
		if name == "" {
			return refused(http.StatusBadRequest, "不是表格文件；应为 .xlsx、.xls、.et、.ods 或 .csv", "no table; use .xlsx, .xls, .et, .ods or .csv")
		}
		from, err := files[0].Open()
		if err != nil {
			return err
		}
		defer from.Close()
		if err := w.adopting.renew(); err != nil {
			return err
		}
		w.adopting.name = name
		if err := create(w.adopting.path(), from); err != nil {
			return err
		}
	}
	if w.adopting.dir == "" {
		return refused(http.StatusBadRequest, "没有文件", "there is no file")
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	a, err := office.Adopt([]string{w.adopting.path()}, r.FormValue("table"))
	if err != nil {
		return err
	}
	type column struct {
		Header, Sample string
		Column         int    // of the table; -1: none
		Field          string // by which a correction comes back
	}
	type guess struct {
		Sheet, Table, Reach string
		Ours                []string // the table's headers
		Columns             []column
		Missing             []string
		Rows                int
	}
	data := struct {
		Number  int
		Name    string
		Guesses []guess
		Told    []diag.Diagnostic
		Taken   string // where it went
	}{Number: w.adopting.number, Name: w.adopting.name}
	for i := range a.Tables {
		t := &a.Tables[i]
		g := guess{Sheet: t.Sheet, Table: t.Table.Title, Reach: a.Reach(t), Missing: t.Missing, Rows: t.Rows}
		for k := range t.Table.Columns {
			g.Ours = append(g.Ours, t.Table.Columns[k].Header)
		}
		for k, c := range t.Columns {
			g.Columns = append(g.Columns, column{Header: c.Header, Sample: strings.Join(c.Sample, "、"), Column: c.Column, Field: correction(i, k)})
		}
		data.Guesses = append(data.Guesses, g)
	}
	for _, d := range a.Complaints.All() {
		d.Place.File = w.adopting.name
		data.Told = append(data.Told, d)
	}
	return w.pages.part(out, "adopt", "rows", data)
}

// takeAdopt puts the ledger into the data folder and hongtou.yaml.
func (w *Workbench) takeAdopt(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	w.adopting.mu.Lock()
	defer w.adopting.mu.Unlock()
	if !w.adopting.means(r.PostForm.Get("number")) {
		return refused(http.StatusConflict, "这个文件已经收进，或又拖入了别的；请重新拖入", "the file was taken over, or another came: drop it again")
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	at := filepath.Join(office.Dir, "data", w.adopting.name)
	if err := place(w.adopting.path(), at); errors.Is(err, os.ErrExist) {
		return refused(http.StatusConflict, "data 中已有 %s；把文件改名后再拖入", "there is a %s in data already: give the file another name", w.adopting.name)
	} else if err != nil {
		return err
	}
	a, err := office.Adopt([]string{at}, r.PostForm.Get("table"))
	if err == nil && len(a.Tables) == 0 {
		err = refused(http.StatusConflict, "认不出是哪种表", "which table it is can't be told")
	}
	if err == nil {
		err = correct(a, r.PostForm)
	}
	if err == nil {
		_, err = a.Write()
	}
	if err != nil {
		os.Remove(at)
		if errors.Is(err, source.ErrConfig) {
			return refused(http.StatusConflict, "hongtou.yaml 的写法不能自动改，请在“设置”的 data 下自己写", "hongtou.yaml can't be changed automatically: write it under data in the settings")
		}
		return err
	}
	w.adopting.remove()
	return answer(out, tableAddress(a.Tables[0].Table.Name, diag.Place{File: a.Tables[0].File}))
}

// correction names the field with what the k-th column of the i-th guess is taken for.
func correction(i, k int) string { return fmt.Sprintf("column-%d-%d", i, k) }

// correct puts what someone chose in the place of what was guessed.
func correct(a *generator.Adoption, chosen url.Values) error {
	for i := range a.Tables {
		t := &a.Tables[i]
		taken := map[int]string{}
		for k := range t.Columns {
			c := &t.Columns[k]
			if field := correction(i, k); chosen.Has(field) {
				to, err := strconv.Atoi(chosen.Get(field))
				if err != nil || to < -1 || to >= len(t.Table.Columns) {
					return refused(http.StatusBadRequest, "请求的内容不对", "the request is not well formed")
				}
				if to != c.Column {
					c.Column, c.Known, c.Joint = to, false, false
				}
			}
			if other, twice := taken[c.Column]; twice && c.Column >= 0 && !c.Joint {
				return refused(http.StatusConflict, "“%s”和“%s”认作了同一列", "%s and %s are taken for one column", other, c.Header)
			}
			taken[c.Column] = c.Header
		}
	}
	return nil
}

// place copies a file to where none is yet.
func place(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	return create(to, f)
}
