package workbench

import (
	"errors"
	"net/http"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/source"
)

// The view 设置: hongtou.yaml as text, checked while someone types.

func (w *Workbench) settings(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	text, err := office.SettingsText()
	if err != nil {
		return err
	}
	return w.pages.show(out, "settings", shown{Here: "/settings", Title: diag.Text{Zh: "设置", En: "Settings"}, Office: office.Office.Name, Script: []string{"editor.js", "settings.js"},
		Data: struct{ File, Text, Line string }{source.ConfigName, text, r.FormValue("line")}})
}

func (w *Workbench) trySettings(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	list, elsewhere, err := office.TrySettings(r.PostForm.Get("text"))
	if err != nil {
		return err
	}
	told := w.settingsTold(list)
	if elsewhere > 0 {
		told = append(told, lineTold{Text: diag.T("各表和模板中有 %d 处错误，见“问题”", "%d errors in tables and templates: see the problems", elsewhere).In(w.options.Lang)})
	}
	return answer(out, told)
}

func (w *Workbench) settingsTold(list *diag.List) []lineTold {
	out := []lineTold{}
	for _, d := range list.Brief().All() {
		x := lineTold{Line: d.Place.Line, Wrong: d.Severity == diag.Error}
		d.Place.File = ""
		x.Text = d.In(w.options.Lang)
		out = append(out, x)
	}
	return out
}

func (w *Workbench) saveSettings(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	list, err := office.SaveSettings(r.PostForm.Get("was"), r.PostForm.Get("text"), w.options.Now())
	if errors.Is(err, generator.ErrSettings) {
		return &refusal{http.StatusConflict, spoken(err)}
	}
	if err != nil {
		return err
	}
	return answer(out, w.settingsTold(list))
}
