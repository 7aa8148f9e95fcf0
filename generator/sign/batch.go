package sign

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hongtou/generator/diag"
)

// Batch is files to do one thing with.
type Batch struct {
	Files []string // PDF files, and folders all of whose PDF files are meant
	Out   string   // where the copies go; "" puts each in its file's place
	// Listed gives the manifest that accounts for a file, "" if none does: such a
	// file is not changed.
	Listed func(file string) (manifest string, err error)
	// Make turns a file into its copy, or complains without a place.
	Make func(raw []byte) ([]byte, *diag.Diagnostic)
	// Placed is called for each copy that is in place.
	Placed func(from, to string)
}

// largestFile is the size up to which files are read, in bytes.
const largestFile = 512 << 20

// copying is a file and where its copy goes.
type copying struct{ from, to string }

// Run makes the copies, each whole or not at all, and never over a file other
// than its own original. What can't be made is in the complaints; the others are
// made. The error is of the environment, and ends the batch.
func (b *Batch) Run(ctx context.Context) (*diag.List, error) {
	complaints := &diag.List{}
	plan, err := b.plan(complaints)
	for _, c := range plan {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			break
		}
		var wrong *diag.Diagnostic
		if wrong, err = b.one(c); err == nil && wrong == nil {
			b.Placed(c.from, c.to)
		}
		add(complaints, c.from, wrong)
	}
	return complaints, err
}

// one makes one copy. A panic is that file's complaint.
func (b *Batch) one(c copying) (wrong *diag.Diagnostic, err error) {
	defer func() {
		if p := recover(); p != nil {
			broken := diag.Caught(p).Complaint("", c.from, diag.T("请将此文件报给开发者", "please report this file"))
			wrong = &broken
		}
	}()
	raw, err := readFile(c.from, largestFile)
	if err != nil {
		return nil, err
	}
	made, wrong := b.Make(raw)
	if wrong != nil {
		return wrong, nil
	}
	return nil, b.put(c, made)
}

// plan is the files in the order given, those in folders by name.
func (b *Batch) plan(complaints *diag.List) ([]copying, error) {
	var plan []copying
	takers := map[string]string{} // by the copy's name, in lower case: some systems know no other
	for _, file := range b.Files {
		found, wrong, err := b.find(file)
		if err != nil {
			return nil, err
		}
		add(complaints, file, wrong)
		for _, c := range found {
			wrong, err := b.obstacle(c)
			if err != nil {
				return nil, err
			}
			name := strings.ToLower(c.to)
			if other, taken := takers[name]; taken && wrong == nil {
				wrong = &diag.Diagnostic{Code: "output-twice", Problem: diag.T("与 %s 的输出文件同名", "its copy has the same name as that of %s", other),
					Remedy: diag.T("每个文件只写一次；同名的分次输出到不同目录", "name each file once; put copies of one name into different folders")}
			}
			if add(complaints, c.from, wrong); wrong == nil {
				takers[name] = c.from
				plan = append(plan, c)
			}
		}
	}
	return plan, nil
}

// find gives the files that an argument means.
func (b *Batch) find(arg string) (found []copying, wrong *diag.Diagnostic, err error) {
	info, err := os.Stat(arg)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &diag.Diagnostic{Code: "file-missing", Problem: diag.T("没有这个文件", "there is no such file"), Remedy: diag.T("核对文件名", "look at the name")}, nil
	case err != nil:
		return nil, nil, err
	case !info.IsDir():
		return []copying{b.copying(arg, filepath.Base(arg))}, nil, nil
	}
	err = filepath.WalkDir(arg, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := path != arg && strings.HasPrefix(e.Name(), ".")
		if e.IsDir() {
			if hidden || b.Out != "" && sameFile(path, b.Out) {
				return fs.SkipDir
			}
			return nil
		}
		if !hidden && e.Type().IsRegular() && strings.EqualFold(filepath.Ext(path), ".pdf") {
			name, err := filepath.Rel(arg, path)
			found = append(found, b.copying(path, name))
			return err
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		wrong = &diag.Diagnostic{Code: "folder-empty", Problem: diag.T("目录中没有 PDF 文件", "there is no PDF file in the folder"),
			Remedy: diag.T("核对目录名", "look at the name")}
	}
	return found, wrong, err
}

func (b *Batch) copying(from, name string) copying {
	if b.Out == "" {
		return copying{from, from}
	}
	return copying{from, filepath.Join(b.Out, name)}
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}

// obstacle complains where a copy must not be put.
func (b *Batch) obstacle(c copying) (*diag.Diagnostic, error) {
	if b.Out != "" {
		if _, err := os.Lstat(c.to); !errors.Is(err, fs.ErrNotExist) {
			return &diag.Diagnostic{Code: "output-exists", Value: c.to, Problem: diag.T("输出文件已存在，未覆盖", "the output exists and was left as it is"),
				Remedy: diag.T("换一个 --out 目录，或先移走旧文件", "give another --out folder, or take the old file away first")}, err
		}
		return nil, nil
	}
	manifest, err := b.Listed(c.from)
	if err != nil || manifest == "" {
		return nil, err
	}
	return &diag.Diagnostic{Code: "output-listed", Value: manifest, Problem: diag.T("文件记在生成清单中，改动后 hongtou verify 会报不符", "a manifest accounts for the file: changed, it would fail hongtou verify"),
		Remedy: diag.T("用 --out 目录 另存", "put the copy elsewhere with --out DIR")}, nil
}

// put writes a copy beside its place, has the system put it on the disk, and
// gives it its name. Who may read the file may read the copy.
func (b *Batch) put(c copying, data []byte) error {
	info, err := os.Stat(c.from)
	if err != nil {
		return err
	}
	to := c.to
	if b.Out == "" { // a link stays, and what it leads to is replaced
		if to, err = filepath.EvalSymlinks(to); err != nil {
			return err
		}
	}
	dir := filepath.Dir(to)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".hongtou-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already where all went well
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(info.Mode().Perm()), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), to)
}
