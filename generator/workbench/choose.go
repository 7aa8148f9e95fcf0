package workbench

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/source"
)

// The page of a workbench that was opened without a workspace, as by a double click: it
// offers those that lie nearby, takes another's folder, and makes a new one. All other
// pages lead here until one is chosen.

// choosePath is the page's address, and the beginning of what it sends.
const choosePath = "/choose"

// chosen leads every page to the choice of a workspace as long as there is none.
func (w *Workbench) chosen(next http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		has, here := w.desk.folder() != "", strings.HasPrefix(r.URL.Path, choosePath)
		switch {
		case r.URL.Path == "/live" || strings.HasPrefix(r.URL.Path, "/assets/") || has != here:
			next.ServeHTTP(out, r)
		case has:
			http.Redirect(out, r, "/", http.StatusSeeOther)
		case r.Method == http.MethodGet:
			http.Redirect(out, r, choosePath, http.StatusSeeOther)
		default:
			w.pages.refuse(out, r, &refusal{http.StatusConflict, diag.T("还没有选工作区", "no workspace is chosen yet")})
		}
	})
}

// choose shows what there is to choose from.
func (w *Workbench) choose(out http.ResponseWriter, r *http.Request) error {
	return w.pages.show(out, "choose", shown{Bare: true, Here: choosePath, Title: diag.Text{Zh: "选工作区", En: "Choose a workspace"}, Script: []string{"choose.js"},
		Data: struct {
			Found, Places, Examples, Tiers []string
			First                          []string // mechanisms, in the order of their numbers
			Usual                          int      // the one that most begin with
		}{nearby(w.options.Places), w.options.Places, generator.Examples(), generator.TopTiers(), model.MechanismsIn(w.options.Lang), generator.UsualFirst}})
}

// usual gives what is usual for a region's own unit: its tier and its office's name, as
// init offers them.
func (w *Workbench) usual(out http.ResponseWriter, r *http.Request) error {
	top := strings.TrimSpace(r.FormValue("top"))
	out.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(out).Encode(struct {
		Kind string `json:"kind"`
		Name string `json:"name"`
	}{generator.UsualTier(top), generator.UsualName(top)})
}

// openChosen takes a folder that someone chose or wrote.
func (w *Workbench) openChosen(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	dir := unquoted(r.PostForm.Get("dir"))
	if filepath.Base(dir) == source.ConfigName {
		dir = filepath.Dir(dir)
	}
	if !filepath.IsAbs(dir) {
		return refused(http.StatusBadRequest, "写出文件夹的完整路径", "write the folder's whole path")
	}
	if info, err := os.Stat(filepath.Join(dir, source.ConfigName)); errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return refused(http.StatusNotFound, "%s 中没有 %s，不是工作区；在下面新建一个", "%s has no %s and is no workspace: make one below", dir, source.ConfigName)
	} else if err != nil {
		return err
	}
	w.desk.take(dir)
	out.Write([]byte("/"))
	return nil
}

// unquoted is a path as it was meant: Explorer copies it with quotes around.
func unquoted(path string) string { return strings.Trim(strings.TrimSpace(path), `"“”`) }

// makeChosen makes a workspace in one of the places, of an office's own or of an example,
// and takes it. It says which page comes next.
func (w *Workbench) makeChosen(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	place, name, example := r.PostForm.Get("place"), strings.TrimSpace(r.PostForm.Get("name")), r.PostForm.Get("example")
	if !slices.Contains(w.options.Places, place) {
		return refused(http.StatusBadRequest, "这个位置不在所列之中", "this place is not among those listed")
	}
	if strings.ContainsAny(name, `/\:*?"<>|`) || strings.ContainsFunc(name, unicode.IsControl) || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || !filepath.IsLocal(name) {
		return refused(http.StatusBadRequest, "“%s”不能作文件夹的名称；写一个如“安全生产责任制”的名称", "%q can't be a folder's name; write one as “Safety”", diag.Visible(name))
	}
	dir, first := filepath.Join(place, name), "/"
	var err error
	switch {
	case example == "":
		first, err = initOffice(dir, r.PostForm, w.desk.today())
	case slices.Contains(generator.Examples(), example):
		err = generator.InitExample(dir, example)
	default:
		return refused(http.StatusBadRequest, "没有示例“%s”", "no example %q", diag.Visible(example))
	}
	var occupied *generator.Occupied
	var bad *generator.BadAnswer
	switch {
	case errors.As(err, &bad):
		return &refusal{http.StatusBadRequest, bad.Text()}
	case errors.As(err, &occupied):
		return &refusal{http.StatusConflict, occupied.Text()}
	case err != nil:
		return err
	}
	w.desk.take(dir)
	out.Write([]byte(first))
	return nil
}

// initOffice makes a workspace by the form's answers. What comes next is what is not known
// yet: the office, then its units.
func initOffice(dir string, form url.Values, day period.Date) (next string, err error) {
	o := generator.NewOffice{Top: form.Get("top"), Tier: form.Get("kind"), Name: form.Get("office"), Code: form.Get("code"), Tables: form.Get("all") == "", Since: day}
	if o.First, err = generator.ReadFirst(strings.Join(form["first"], " ")); err != nil {
		return "", err
	}
	if o, err = o.Settled(); err != nil {
		return "", err
	}
	next = "/table?name=units"
	if o.Name == "" || o.Top == "" {
		next = "/settings"
	}
	return next, generator.Init(dir, o)
}

// Limits of looking around: a home may hold anything.
const (
	nearbyDepth   = 2    // folders below a place
	nearbyFolders = 2000 // that are looked into
)

// nearby are the workspaces in and below the places, by path.
func nearby(places []string) []string {
	var found []string
	left := nearbyFolders
	var look func(dir string, depth int)
	look = func(dir string, depth int) {
		if left--; left < 0 {
			return
		}
		if info, err := os.Stat(filepath.Join(dir, source.ConfigName)); err == nil && info.Mode().IsRegular() {
			found = append(found, dir)
			return // what lies in a workspace is its own
		}
		if depth == 0 {
			return
		}
		entries, _ := os.ReadDir(dir) // what can't be read is not offered
		for _, e := range entries {
			if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
				look(filepath.Join(dir, e.Name()), depth-1)
			}
		}
	}
	for _, place := range places {
		look(place, nearbyDepth)
	}
	slices.Sort(found)
	return slices.Compact(found)
}
