package workbench

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"hongtou/generator"
	"hongtou/generator/diag"
	"hongtou/generator/run"
)

// What was made: single files, all of a choice as a ZIP, and the way to them in the
// desktop's own programs. Only what a manifest accounts for is given out.

// attach says that what follows is a file to be kept.
func attach(out http.ResponseWriter, name, kind string) {
	out.Header().Set("Content-Type", kind)
	out.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
}

// made are the outputs of a period that a request means: of one target or unit, or all.
func (w *Workbench) made(r *http.Request) (dir string, entries []run.Entry, err error) {
	p, err := generator.ReadPeriod(r.FormValue("period"), w.desk.today())
	if err != nil {
		return "", nil, &refusal{http.StatusBadRequest, spoken(err)}
	}
	out, err := generator.OutFolder(w.desk.folder())
	if err != nil {
		return "", nil, err
	}
	dir = filepath.Join(out, p.String())
	m, err := run.ReadManifest(dir)
	if err != nil {
		return "", nil, err
	}
	for _, e := range m.Outputs {
		if filepath.IsLocal(filepath.FromSlash(e.File)) && match(r, "target", e.Target) && match(r, "unit", e.Unit) && match(r, "file", e.File) {
			entries = append(entries, e)
		}
	}
	if len(entries) == 0 {
		return "", nil, refused(http.StatusNotFound, "还没有生成", "nothing of it is made yet")
	}
	return dir, entries, nil
}

func match(r *http.Request, key, value string) bool {
	return !r.Form.Has(key) || r.FormValue(key) == value
}

// download gives one file as it is, several as a ZIP; asked by units, a ZIP in which each
// unit's files are a ZIP of their own, to be sent to it.
func (w *Workbench) download(out http.ResponseWriter, r *http.Request) error {
	dir, entries, err := w.made(r)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	byUnit := r.FormValue("by") == "unit"
	if len(entries) == 1 && !byUnit {
		f, err := root.Open(filepath.FromSlash(entries[0].File))
		if errors.Is(err, fs.ErrNotExist) {
			return refused(http.StatusNotFound, "文件不在了，请重新生成", "the file is gone: make it again")
		} else if err != nil {
			return err
		}
		defer f.Close()
		attach(out, path.Base(entries[0].File), "application/octet-stream")
		_, err = io.Copy(out, f)
		return err
	}
	attach(out, r.FormValue("period")+".zip", "application/zip")
	z := zip.NewWriter(out)
	if byUnit {
		err = w.packUnits(z, root, entries)
	} else {
		err = packAll(z, root, entries)
	}
	if err != nil || z.Close() != nil {
		panic(http.ErrAbortHandler) // the browser sees that the file is not whole
	}
	return nil
}

// packAll packs files that are still there.
func packAll(z *zip.Writer, root *os.Root, entries []run.Entry) error {
	for _, e := range entries {
		if err := pack(z, root, e.File); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// packUnits packs a ZIP for each unit, under its code and name; what is of no unit stands
// beside them.
func (w *Workbench) packUnits(z *zip.Writer, root *os.Root, entries []run.Entry) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	of := map[string][]run.Entry{}
	for _, e := range entries {
		of[e.Unit] = append(of[e.Unit], e)
	}
	names := map[string]string{}
	for _, u := range office.Office.Units {
		if of[u.Code] != nil {
			names[u.Code] = plain(u.Code + "-" + u.Name)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(of)) {
		name := names[code]
		if name == "" { // a meeting's, a record's: its files are no unit's
			if err := packAll(z, root, of[code]); err != nil {
				return err
			}
			continue
		}
		to, err := z.CreateHeader(&zip.FileHeader{Name: name + ".zip", Method: zip.Store})
		if err != nil {
			return err
		}
		inner := zip.NewWriter(to)
		if err := packAll(inner, root, of[code]); err != nil {
			return err
		}
		if err := inner.Close(); err != nil {
			return err
		}
	}
	return nil
}

// plain is a name without what no file's name can have.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) || diag.Visible(string(r)) != string(r) {
			return -1
		}
		return r
	}, name)
}

func pack(z *zip.Writer, root *os.Root, name string) error {
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return err
	}
	defer f.Close()
	to, err := z.Create(name)
	if err == nil {
		_, err = io.Copy(to, f)
	}
	return err
}

// reveal opens a file that was made, or its folder, in the desktop's own program.
func (w *Workbench) reveal(out http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return malformed(err)
	}
	dir, entries, err := w.made(r)
	if err != nil {
		return err
	}
	at := filepath.Join(dir, filepath.FromSlash(entries[0].File))
	if len(entries) > 1 || r.Form.Has("folder") {
		at = filepath.Dir(at)
		if slices.ContainsFunc(entries, func(e run.Entry) bool { return path.Dir(e.File) != path.Dir(entries[0].File) }) {
			at = dir
		}
	}
	if w.options.Open == nil {
		return refused(http.StatusConflict, "这里不能打开文件夹；文件在 %s", "folders can't be opened here; the files are in %s", at)
	}
	if err := w.options.Open(at); err != nil {
		return refused(http.StatusConflict, "打不开；文件在 %s", "it can't be opened; the files are in %s", at)
	}
	out.WriteHeader(http.StatusNoContent)
	return nil
}

// Open opens a file, a folder or an address in the desktop's own program.
func Open(what string) error {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", what).Start()
	case "darwin":
		return exec.Command("open", what).Start()
	}
	return exec.Command("xdg-open", what).Start()
}

// outputRow is one output in the list of a target's.
type outputRow struct {
	generator.Stands
	Name string
	Why  *diag.Diagnostic
}

// outputs lists what a target makes in a period, and how each of it stands.
func (w *Workbench) outputs(out http.ResponseWriter, r *http.Request) error {
	office, err := w.desk.workspace()
	if err != nil {
		return err
	}
	if n := office.Complaints.Errors(); n > 0 {
		return refused(http.StatusConflict, "数据或模板有 %d 处错误，改正后才能生成", "there are %d errors in the data or templates: mend them first", n)
	}
	batch, err := w.batch(office, r, r.FormValue("target"))
	if err != nil {
		return err
	}
	list, err := office.Standing(r.Context(), generator.Request{Targets: []string{r.FormValue("target")}, Period: batch.Period.String(), Today: w.desk.today()})
	if err != nil {
		return err
	}
	names := map[string]string{}
	for o := range batch.Outputs() {
		names[o.Unit] = o.Subject().Name()
	}
	data := struct {
		*generator.Standing
		Rows  []outputRow
		Pages bool
		Made  int
	}{Standing: list[0], Pages: duePaper{Standing: list[0]}.Pages(), Made: list[0].Current + list[0].Outdated}
	for _, s := range list[0].Outputs {
		row := outputRow{Stands: s, Name: names[s.Unit]}
		if s.Complaints.Errors() > 0 {
			row.Why = &s.Complaints.All()[0]
		}
		data.Rows = append(data.Rows, row)
	}
	return w.pages.show(out, "outputs", shown{Here: "/", Title: diag.Text{Zh: list[0].Template.Label(), En: list[0].Template.Label()}, Office: office.Office.Name, Script: []string{"today.js"}, Data: data})
}
