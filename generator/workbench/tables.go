package workbench

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strings"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/source"
)

// The view 表: every table that the workspace has, and those that can be added.

// listedTable is a table in the list of tables.
type listedTable struct {
	Name, Title string
	Files       []string
	Rows, Wrong int
}

func (w *Workbench) tables(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	wrong := map[string]int{}
	for _, d := range office.Complaints.All() {
		if d.Severity == diag.Error {
			wrong[d.Place.File]++
		}
	}
	var list, absent []listedTable
	for _, t := range office.Tables() {
		l := listedTable{Name: t.Name, Title: t.Title, Rows: len(t.Records(office.Office))}
		for _, f := range office.Config.Data[t.Name] {
			name := cmp.Or(strings.ReplaceAll(f.Path, `\`, "/"), f.SQL)
			l.Wrong += wrong[name]
			l.Files = append(l.Files, name)
		}
		switch {
		case len(l.Files) > 0 || l.Rows > 0:
			list = append(list, l)
		case t.Name != source.Confirmations: // hongtou confirm begins it
			absent = append(absent, l)
		}
	}
	return w.pages.show(out, "tables", shown{Here: "/tables", Title: diag.Text{Zh: "表", En: "Tables"}, Office: office.Office.Name, Script: []string{"tables.js"},
		Data: struct{ Tables, Absent []listedTable }{list, absent}})
}

// addTable adds an empty table to the workspace, and says which page comes next: the
// table's own.
func (w *Workbench) addTable(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	name := r.PostForm.Get("name")
	_, err := generator.AddTable(w.desk.folder(), name)
	var occupied *generator.Occupied
	switch {
	case errors.As(err, &occupied):
		return refused(http.StatusConflict, "%s 已在 data 中：在“设置”的 data 中写上它，或者把它移走", "%s is in data already: enter it under data in the settings, or move it away", occupied.File)
	case errors.Is(err, generator.ErrNewTable):
		return &refusal{http.StatusBadRequest, spoken(err)}
	case errors.Is(err, source.ErrConfig):
		return refused(http.StatusConflict, "hongtou.yaml 的写法不能自动改：请在“设置”的 data 下自己加上这张表", "hongtou.yaml can't be changed automatically: add the table under data in the settings")
	case err != nil:
		return err
	}
	i := slices.IndexFunc(model.Tables(), func(t *model.Table) bool { return t.Name == name || t.Title == name })
	out.Write([]byte("/table?name=" + model.Tables()[i].Name))
	return nil
}
