package source

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/model"
	"hongtou/generator/parallel"
	"hongtou/generator/period"
	"hongtou/generator/tree"
)

// The largest files that are read, in bytes.
const (
	fileSize   = 256 << 20 // of a table or a meeting
	configSize = 16 << 20  // hongtou.yaml
)

// Workspace is an office's folder as read: its settings and its records.
type Workspace struct {
	Dir    string
	Config Config
	Office *model.Office                // checked
	Inputs map[string][sha256.Size]byte // digests of the files as read, by path relative to Dir or absolute
}

// ConfirmationsName is the file in a workspace's folder that `hongtou confirm`
// writes where hongtou.yaml names none for the table of confirmations.
const ConfirmationsName = "零报告.csv"

var unitTable = model.TableOf("units")

// Confirmations is the name of the table of confirmations.
const Confirmations = "confirmations"

// Load reads the workspace in dir and checks its records as on a day, the zero Date
// for none. What is wrong with the files' content is a complaint; the error is of
// the environment, as a folder without hongtou.yaml or a file that may not be read.
func Load(dir string, today period.Date) (*Workspace, *diag.List, error) {
	return Reader{}.Load(dir, today)
}

// Reader is how workspaces are read.
type Reader struct {
	Calculate Calculator // nil: formulas without a value are complained of
	Settings  []byte     // of Load: stands for the text of hongtou.yaml, to try a change; nil: the file
}

// Load is as the function Load.
func (r Reader) Load(dir string, today period.Date) (*Workspace, *diag.List, error) {
	data, err := r.settings(dir)
	if err != nil {
		return nil, nil, err
	}
	l := &loader{reader: r, dir: dir, list: &diag.List{}, office: &model.Office{Today: today}, inputs: map[string][sha256.Size]byte{ConfigName: sha256.Sum256(data)}}
	config := l.settle(data)
	defer l.databases.close()
	l.tables(config.Data)
	l.own(config, l.take)
	l.allFiles(config)
	if l.err != nil {
		return nil, nil, l.err
	}
	l.list.Append(l.office.Check())
	return &Workspace{Dir: dir, Config: *config, Office: l.office, Inputs: l.inputs}, byCause(spoiling(l.list, config.Data), confirmedFiles(config.Data, l.office.Confirmations)), nil
}

// settings are the text of hongtou.yaml.
func (r Reader) settings(dir string) ([]byte, error) {
	if r.Settings != nil {
		return r.Settings, nil
	}
	return input.Read(filepath.Join(dir, ConfigName), configSize)
}

// ReadConfig reads the settings of the workspace in dir, without its tables. Of
// settings that are wrong it gives what can be read. The error is of the environment.
func ReadConfig(dir string) (*Config, error) {
	data, err := input.Read(filepath.Join(dir, ConfigName), configSize)
	if err != nil {
		return nil, err
	}
	return (&loader{dir: dir, list: &diag.List{}, office: &model.Office{}}).config(data), nil
}

// Tables lists the tables whose records are rows: all but those that are files.
func Tables() []*model.Table {
	return slices.DeleteFunc(model.Tables(), func(t *model.Table) bool { return t.Files })
}

// settle reads hongtou.yaml, and finds the table of confirmations where it lies.
func (l *loader) settle(data []byte) *Config {
	config := l.config(data)
	if _, err := os.Stat(filepath.Join(l.dir, ConfirmationsName)); err == nil && len(config.Data[Confirmations]) == 0 {
		config.Data[Confirmations] = []File{{Path: ConfirmationsName}}
	}
	return config
}

// loader collects an office's records.
type loader struct {
	databases *databases
	reader    Reader
	dir       string
	content   map[string][]byte // stands for files, by path as hongtou.yaml names them: what is not written yet
	list      *diag.List
	office    *model.Office
	inputs    map[string][sha256.Size]byte
	err       error       // the first of the environment
	records   []any       // of one file, not yet the office's
	counted   period.Date // how far the file says that its table goes
	of        *model.Table
	from      File
	units     func() map[string]string // codes and names of the office's units, folded, once they are read; nil: not known
}

// surroundings are what a table's reader is told of what lies around its file.
type surroundings struct {
	sheets    []string // of the file that hongtou.yaml names, for whatever table
	units     func() map[string]string
	calculate Calculator
}

// tables reads the tables' files side by side and takes them in order.
func (l *loader) tables(data map[string][]File) {
	for _, part := range l.parts(data) {
		l.take(part)
		if r, event := l.office.Reaches[part.of.Name]; event && part.counted.After(r.Counted) {
			r.Counted = part.counted
			l.office.Reaches[part.of.Name] = r
		}
	}
}

// take gives the office what one file holds.
func (l *loader) take(part *loader) {
	l.list.Append(part.list)
	maps.Copy(l.inputs, part.inputs)
	if l.err == nil {
		l.err = part.err
	}
	for _, record := range part.records {
		part.of.Add(l.office, record)
	}
}

// parts reads the tables' files side by side, each into a loader of its own, in
// the tables' order.
func (l *loader) parts(data map[string][]File) []*loader {
	var parts []*loader
	var wait parallel.Group
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	named := sheetsNamed(data)
	var units unitsRead
	for _, t := range Tables() {
		for _, f := range data[t.Name] {
			f.beside = named[f.Path]
			part := &loader{reader: l.reader, dir: l.dir, list: &diag.List{}, inputs: map[string][sha256.Size]byte{}, databases: l.databases, content: l.content, of: t, from: f}
			parts = append(parts, part)
			done := func() {}
			if t == unitTable {
				done = units.reads(part)
			} else if units.begun {
				part.units = units.known
			}
			free <- struct{}{}
			wait.Go(func() {
				defer func() { <-free }()
				defer done()
				part.table(t.Table, f)
			})
		}
		units.begun = units.begun || t == unitTable
	}
	wait.Wait()
	return parts
}

// unitsRead are the units that are being read beside other tables, whose lines between
// rows may name them. Tables that are read before the units do not know them.
type unitsRead struct {
	begun bool // all their files are being read
	wait  sync.WaitGroup
	parts []*loader
	once  sync.Once
	names map[string]string
}

// reads takes a file of units; what it gives is called when the file was read.
func (u *unitsRead) reads(part *loader) func() {
	u.wait.Add(1)
	u.parts = append(u.parts, part)
	return u.wait.Done
}

// known are the units' codes and names, once they are read.
func (u *unitsRead) known() map[string]string {
	u.once.Do(func() {
		u.wait.Wait()
		u.names = map[string]string{}
		for _, part := range u.parts {
			for _, r := range part.records {
				called(u.names, r.(*model.Unit))
			}
		}
	})
	return u.names
}

// called puts a unit's code and names, by how they are compared, among those of others.
func called(names map[string]string, u *model.Unit) {
	for _, name := range []string{u.Code, u.Name, u.Short} {
		names[folded(fold(name))] = name
	}
}

// sheetsNamed are the sheets that hongtou.yaml names of each file, for whatever table.
func sheetsNamed(data map[string][]File) map[string][]string {
	named := map[string][]string{}
	for _, files := range data {
		for _, f := range files {
			if f.Sheet != "" {
				named[f.Path] = append(named[f.Path], f.Sheet)
			}
		}
	}
	return named
}

func (l *loader) complain(at diag.Place, code, value string, problem, remedy diag.Text) {
	l.list.Add(diag.Diagnostic{Code: code, Place: at, Value: value, Problem: problem, Remedy: remedy})
}

// table reads one file of a table.
func (l *loader) table(t *Table, f File) {
	t = f.Words.apply(t, l.list)
	if f.SQL != "" {
		l.query(t, f)
		return
	}
	place := diag.Place{File: filepath.ToSlash(f.Path)}
	format := strings.ToLower(filepath.Ext(f.Path))
	if f.Sheet != "" && !workbookName(format) {
		l.complain(f.Place, "sheet-format", f.Sheet, diag.T("只有工作簿才有工作表", "only workbooks have sheets"), diag.T("删去 sheet", "remove sheet"))
	}
	if format == ".json" && l.itemwise(t, f, place) {
		return
	}
	data, ok := l.read(f)
	if !ok {
		return
	}
	switch format {
	case ".xlsx", ".xlsm", ".xltx", ".ods", ".xls", ".et":
		readWorkbook(data, f.Sheet, t, place, l.list, surroundings{f.beside, l.units, l.reader.Calculate}, l.emit)
	case ".csv", ".tsv", ".txt":
		readText(data, t, place, l.list, surroundings{units: l.units}, l.emit)
	case ".yaml", ".yml":
		l.nested(data, place, tree.YAML, func(root *tree.Node) { readList(root, t, place, l.list, l.emit) })
	case ".json":
		l.nested(data, place, tree.JSON, func(root *tree.Node) { readList(root, t, place, l.list, l.emit) })
	default:
		l.complain(f.Place, "file-format", f.Path, diag.T("不支持这种文件格式", "files of this kind are not read"),
			diag.T("另存为 .xlsx、.ods、.csv、.yaml 或 .json", "save it as .xlsx, .ods, .csv, .yaml or .json"))
	}
}

// workbookName tells the endings of workbooks' names. What a file really is says
// its content: an .xls may be a new one, or a web page.
func workbookName(ext string) bool {
	return slices.Contains([]string{".xlsx", ".xlsm", ".xltx", ".ods", ".xls", ".et"}, ext)
}

// nested parses a file of nested values and hands it on.
func (l *loader) nested(data []byte, place diag.Place, parse func([]byte) (*tree.Node, *tree.Syntax), use func(*tree.Node)) {
	text, bad := decodeText(data)
	if bad == nil {
		var root *tree.Node
		if root, bad = parse(text); bad == nil {
			use(root)
			return
		}
	}
	if text == nil && place.File == ConfigName {
		bad.Remedy = diag.T("用记事本等文字编辑器写，存为 UTF-8 文本", "write it with a text editor and save it as UTF-8 text")
	}
	l.list.Add(syntaxAt(place, "file-syntax", bad))
}

// path is where a file lies.
func (l *loader) path(f File) string {
	if filepath.IsAbs(f.Path) {
		return f.Path
	}
	return filepath.Join(l.dir, f.Path)
}

// read gives a file's bytes; one that is not there or too large is complained
// of where hongtou.yaml names it.
func (l *loader) read(f File) ([]byte, bool) {
	data, unwritten := l.content[f.Path]
	var err error
	if !unwritten {
		data, err = input.Read(l.path(f), fileSize)
	}
	switch {
	case err == nil:
		l.inputs[f.Path] = sha256.Sum256(data)
		return data, true
	case errors.Is(err, fs.ErrNotExist):
		l.complain(f.Place, "file-missing", f.Path, diag.T("找不到文件", "there is no such file"), diag.T("核对文件名和所在目录（相对于工作区）", "check the name and its folder, relative to the workspace"))
	case errors.Is(err, input.ErrKind):
		l.complain(f.Place, "file-kind", f.Path, diag.T("不是文件，是目录、管道或设备", "not a file but a folder, a pipe or a device"), diag.T("写明数据文件", "name the file with the data"))
	case errors.Is(err, input.ErrSize):
		l.complain(f.Place, "file-size", f.Path, diag.T("文件超过%d MB", "the file is larger than %d MB", fileSize>>20), diag.T("分成几个文件", "use several files"))
	case l.err == nil:
		l.err = err
	}
	return nil, false
}

func (l *loader) emit(record any) {
	if day, ok := record.(reachedDay); ok {
		if d := period.Date(day); d.After(l.counted) {
			l.counted = d
		}
		return
	}
	l.records = append(l.records, record)
}
