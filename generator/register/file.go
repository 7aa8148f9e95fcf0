package register

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"hongtou/generator/diag"
)

// largest is the most that a register may hold, in bytes: a million rows.
const largest = 256 << 20

// end is the side file: where the register ends, as of the last change. While
// rows are being written it says which, so that one that was torn is known.
type end struct {
	Rows    int            `json:"rows"`
	Check   string         `json:"check"`             // the last row's
	Last    map[string]int `json:"last,omitempty"`    // the highest serial by code and year
	Writing []string       `json:"writing,omitempty"` // lines of the register
}

func (r *Register) endPath() string { return beside(r.path, "end") }

// resolve follows links to the real file, which need not be there.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	for range 40 {
		dir, err := filepath.EvalSymlinks(filepath.Dir(path)) // what a link says is meant from its real folder
		if err != nil {
			return "", err
		}
		path = filepath.Join(dir, filepath.Base(path))
		to, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(dir, to)
		}
		path = to
	}
	return "", diag.Speak(nil, "%s：链接绕成了圈", "%s: links go round in a circle", path)
}

// look reads what is new in the file, and checks it: against what was read
// before, and against the side file. The side file comes first, for the register
// only grows.
func (r *Register) look() error {
	end, err := r.readEnd()
	if err != nil {
		return err
	}
	text, err := r.readText()
	if err != nil {
		return err
	}
	if end != nil {
		text = withoutTorn(text, end.Writing)
	}
	known, chain := len(r.rows), r.chain()
	if err := r.parse(text); err != nil {
		return err
	}
	r.end = end
	if len(r.rows) < known || known > 0 && r.checks[known-1] != chain {
		return r.short(known)
	}
	if end != nil && (len(r.rows) < end.Rows || end.Rows > 0 && r.checks[end.Rows-1] != end.Check) {
		return r.short(end.Rows)
	}
	return nil
}

func (r *Register) short(want int) *Broken {
	b := &Broken{Path: r.path, Code: "register-short", Remedy: restore(),
		Problem: diag.T("登记簿末尾缺行或已被换成别的：应有至少 %d 行，现有 %d 行", "rows are missing at the register's end, or it is another: at least %d rows were written, %d are there", want, len(r.rows))}
	if _, err := os.Lstat(r.path); errors.Is(err, fs.ErrNotExist) {
		b.Problem = diag.T("登记簿不见了：应有 %d 行", "the register is gone: it had %d rows", want)
	}
	return b
}

func (r *Register) readEnd() (*end, error) {
	b, err := os.ReadFile(r.endPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	e := &end{}
	if json.Unmarshal(b, e) != nil || e.Rows < 0 {
		return nil, &Broken{Path: r.endPath(), Code: "register-broken", Problem: diag.T("登记簿的末尾记录已损坏", "the record of the register's end is damaged"), Remedy: restore()}
	}
	return e, nil
}

// readText reads the file whole; one that is not there is empty.
func (r *Register) readText() ([]byte, error) {
	r.size = 0
	info, err := os.Lstat(r.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	switch {
	case !info.Mode().IsRegular() || info.Size() > largest:
		return nil, &Broken{Path: r.path, Code: "register-broken", Problem: diag.T("不是登记簿：不是普通文件，或大得不像登记簿", "this is no register: no regular file, or far too large"), Remedy: restore()}
	case names(info) > 1:
		return nil, &Broken{Path: r.path, Code: "register-link", Problem: diag.T("登记簿另有硬链接，经另一个名称的改动不受同一把锁保护", "the register has another name by a hard link: changes under that name are not kept apart from ours"),
			Remedy: diag.T("几个工作区共用登记簿的，改用符号链接（ln -s）；备份请复制，不要用硬链接", "to share a register use symbolic links (ln -s); make backups by copying, not by hard links")}
	}
	f, err := os.Open(r.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, largest))
	r.size = int64(len(text))
	return text, err
}

// withoutTorn takes off a last line that is the beginning of one that was being
// written when the machine stopped, and zeros that the file system put there.
func withoutTorn(text []byte, writing []string) []byte {
	start := bytes.LastIndexByte(text, '\n') + 1
	tail := bytes.TrimRight(text[start:], "\x00")
	for _, line := range writing {
		if rest, ok := bytes.CutPrefix([]byte(line), tail); ok && len(bytes.TrimSpace(rest)) > 0 {
			return text[:start]
		} else if ok { // whole but for its line end
			return text[:start+len(tail)]
		}
	}
	return text
}

// parse takes text in: only its new rows, where it is what was read with rows
// appended.
func (r *Register) parse(text []byte) error {
	fresh, isMore := bytes.CutPrefix(text, r.text)
	if r.held == nil || !r.own || !isMore || len(r.text) == 0 {
		r.contents, fresh = empty(), nil
		lines, headed, own := split(text)
		if !headed && len(lines) > 0 {
			return r.broken(lines[0].number, "表头不是登记簿的表头", "this is not a register's header")
		}
		if err := r.takeAll(lines); err != nil {
			return err
		}
		r.text, r.own = text, own || len(text) == 0
		r.lines = bytes.Count(text, []byte("\n"))
		return nil
	}
	if len(fresh) == 0 {
		return nil
	}
	lines, _, _ := split(append(header(), fresh...))
	for i := range lines {
		lines[i].number += r.lines - 1
	}
	if err := r.takeAll(lines); err != nil {
		r.contents = contents{} // read it anew the next time
		return err
	}
	r.text, r.own = text, bytes.HasSuffix(text, []byte("\r\n"))
	r.lines += bytes.Count(fresh, []byte("\n"))
	return nil
}

func (r *Register) takeAll(lines []line) error {
	for _, l := range lines {
		if err := r.take(l); err != nil {
			return err
		}
	}
	return nil
}

// append writes rows behind those that were read, and where the register then
// ends. A register that a spreadsheet program saved in its own way is first
// written anew in ours. Where rows can't be written nothing of them stays.
func (r *Register) append(rows []Row) error {
	if err := r.cut(); err != nil {
		return err
	}
	if len(rows) > 0 && !r.own {
		if err := r.rewrite(r.rows); err != nil {
			return err
		}
	}
	var text []byte
	var lines []string
	if len(r.text) == 0 && len(rows) > 0 {
		text, lines = header(), []string{string(header())}
	}
	chain := r.chain()
	for _, row := range rows {
		var line []byte
		line, chain = encode(row, chain)
		text, lines = append(text, line...), append(lines, string(line))
	}
	if len(rows) > 0 {
		if err := r.writeEnd(lines); err != nil {
			return err
		}
		if err := r.write(text); err != nil {
			return err
		}
		r.size = int64(len(r.text) + len(text))
		if err := r.parse(append(bytes.Clone(r.text), text...)); err != nil {
			return err
		}
	}
	if r.end == nil && len(r.rows) == 0 || r.end != nil && r.end.Rows == len(r.rows) && len(r.end.Writing) == 0 {
		return nil
	}
	return r.writeEnd(nil)
}

// cut takes a torn row off the file, while the side file still says that it was
// being written: whoever changes the side file next makes no riddle of it.
func (r *Register) cut() error {
	size := int64(len(r.text))
	if r.size <= size {
		return nil
	}
	info, err := os.Stat(r.path)
	if err == nil && info.Size() != r.size {
		return r.changed()
	}
	if err == nil {
		err = os.Truncate(r.path, size)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", r.path, err)
	}
	r.size = size
	return nil
}

func (r *Register) changed() error {
	return diag.Speak(nil, "%s：另一个程序刚刚改动了登记簿；请再运行一次", "%s: another program changed the register just now; run again", r.path)
}

func (r *Register) write(text []byte) error {
	f, err := os.OpenFile(r.path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() != r.size {
		return r.changed()
	}
	size := int64(len(r.text))
	_, err = f.WriteAt(text, size)
	if err == nil {
		err = f.Sync()
	}
	if err == nil && size == 0 {
		err = syncFolder(filepath.Dir(r.path))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", r.path, err), f.Truncate(size))
	}
	return nil
}

// rewrite puts a register of these rows in place, whole.
func (r *Register) rewrite(rows []Row) error {
	text, chain := header(), ""
	for _, row := range rows {
		var line []byte
		line, chain = encode(row, chain)
		text = append(text, line...)
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(r.path); err == nil {
		mode = info.Mode().Perm()
	}
	if err := replace(r.path, text, mode); err != nil {
		return err
	}
	r.size = int64(len(text))
	r.contents = contents{}
	return r.parse(text)
}

// writeEnd says where the register ends, and what is about to be written.
func (r *Register) writeEnd(writing []string) error {
	e := &end{len(r.rows), r.chain(), map[string]int{}, writing}
	for s, n := range r.last {
		e.Last[s.String()] = n
	}
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if err := replace(r.endPath(), append(b, '\n'), 0o644); err != nil {
		return err
	}
	r.end = e
	return nil
}

// replace puts a file in place of another, whole and on the disk, under the lock.
func replace(path string, text []byte, mode fs.FileMode) error {
	temp := beside(path, "tmp")
	os.Remove(temp) // of a process that was stopped
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(temp))
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder puts a new file's name on the disk, where the system can.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
