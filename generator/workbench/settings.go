package workbench

import (
	"encoding/json"
	"errors"
	"net/http"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/source"
	"hongtou/generator/tree"
)

// The view 设置: hongtou.yaml as a form and as text, checked while someone types. The form
// changes the text, and the text is what is saved.

func (w *Workbench) settings(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	text, err := office.SettingsText()
	if err != nil {
		return err
	}
	return w.pages.show(out, "settings", shown{Here: "/settings", Title: diag.Text{Zh: "设置", En: "Settings"}, Office: office.Office.Name, Script: []string{"menu.js", "editor.js", "settings.js"},
		Data: struct{ File, Text, Line string }{source.ConfigName, text, r.FormValue("line")}})
}

func (w *Workbench) trySettings(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
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
		x := lineTold{Line: d.Place.Line, Wrong: d.Severity == diag.Error, Key: d.Place.Key, Here: told(d, w.options.Lang)}
		d.Place.File = ""
		x.Text = d.In(w.options.Lang)
		out = append(out, x)
	}
	return out
}

func (w *Workbench) saveSettings(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
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

// settingsForm is the form of a text that is being changed.
func (w *Workbench) settingsForm(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	form, ok := source.SettingsForm([]byte(r.PostForm.Get("text")))
	if !ok {
		return refused(http.StatusConflict, "文本有误，改正后才能用表单", "the text has a mistake: mend it to see the form")
	}
	return w.pages.part(out, "settings", "form", form)
}

// changeSetting gives a text with one setting changed, or one more entry.
func (w *Workbench) changeSetting(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	var path []any
	if err := json.Unmarshal([]byte(r.PostForm.Get("path")), &path); err != nil {
		return refused(http.StatusBadRequest, "请求的内容不对", "the request is not well formed")
	}
	for i := range path {
		if n, is := path[i].(float64); is {
			path[i] = int(n)
		}
	}
	change := source.SetSetting
	if r.PostForm.Has("add") {
		change = source.AddSetting
	}
	text, err := change([]byte(r.PostForm.Get("text")), path, r.PostForm.Get("value"))
	if errors.Is(err, tree.ErrWriting) {
		return refused(http.StatusConflict, "这一项的写法（多行、锚点等）不能用表单改，请在文本中改", "this is written in a way that the form can't change: change the text")
	} else if err != nil {
		return err
	}
	return answer(out, string(text))
}
