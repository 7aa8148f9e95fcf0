package workbench

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"hongtou/generator"
	"hongtou/generator/period"
	"hongtou/generator/source"
)

// desk has the workspace open, as its files are now: it is read again when one of them
// was changed, by whatever program.
type desk struct {
	now func() time.Time

	mu    sync.Mutex
	dir   string // "" until a workspace is chosen
	open  *generator.Workspace
	seen  string // how the files stood when it was read
	told  string // how they stood when pages were last told
	files []string
}

// workspace is the workspace as it is now. The error is of the environment.
func (d *desk) workspace() (*generator.Workspace, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open != nil && d.seen == d.look() {
		return d.open, nil
	}
	d.files = nil
	before := d.look()
	w, err := generator.OpenAt(d.dir, d.today())
	if err != nil {
		return nil, err
	}
	d.open, d.files = w, slices.Sorted(maps.Keys(w.Inputs))
	if d.seen = d.look(); d.told == "" || d.told == before {
		d.told = d.seen
	}
	return w, nil
}

// folder is the workspace's folder, "" as long as none is chosen.
func (d *desk) folder() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dir
}

// take takes a folder for the workspace, where none was chosen before.
func (d *desk) take(dir string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.dir == "" {
		d.dir = dir
	}
}

func (d *desk) today() period.Date { return period.DateOf(d.now()) }

// changed tells whether a file was changed since this was last asked or the workspace
// read.
func (d *desk) changed() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == nil {
		return false
	}
	now := d.look()
	was := d.told
	d.told = now
	return was != now
}

// look says how the files stand that the workspace is read from: names, sizes and
// times, and the day, since tables reach further each day.
func (d *desk) look() string {
	var b strings.Builder
	fmt.Fprintln(&b, d.today())
	note := func(path string, info fs.FileInfo) {
		fmt.Fprintln(&b, path, info.Size(), info.ModTime().UnixNano())
	}
	for _, name := range slices.Concat([]string{source.ConfigName}, d.files) {
		if strings.HasPrefix(name, source.QueryInput) {
			continue
		}
		path := filepath.FromSlash(name)
		if !filepath.IsAbs(path) {
			path = filepath.Join(d.dir, path)
		}
		if info, err := os.Stat(path); err == nil {
			note(name, info)
		}
	}
	for _, folder := range []string{"data", "data/meetings", "templates", "tables"} { // new files
		entries, _ := os.ReadDir(filepath.Join(d.dir, folder))
		for _, e := range entries {
			if info, err := e.Info(); err == nil && info.Mode().IsRegular() && !strings.HasPrefix(e.Name(), ".") {
				note(folder+"/"+e.Name(), info)
			}
		}
	}
	return b.String()
}
