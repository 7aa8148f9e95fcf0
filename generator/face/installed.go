package face

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"hongtou/generator/diag"
)

// Folders are where the system and its user keep fonts, in the order in which
// they are searched.
func Folders() []string {
	home, _ := os.UserHomeDir()
	under := func(dir string, parts ...string) string {
		if dir == "" {
			return ""
		}
		return filepath.Join(append([]string{dir}, parts...)...)
	}
	var dirs []string
	switch runtime.GOOS {
	case "windows":
		dirs = []string{under(os.Getenv("WINDIR"), "Fonts"), under(os.Getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts")}
	case "darwin":
		dirs = []string{"/System/Library/Fonts", "/Library/Fonts", under(home, "Library", "Fonts")}
	default: // the folders of fontconfig
		dirs = []string{"/usr/share/fonts", "/usr/local/share/fonts", under(home, ".local", "share", "fonts"), under(home, ".fonts")}
	}
	return slices.DeleteFunc(dirs, func(d string) bool { return d == "" })
}

// maxInstalled bounds the font files that are looked at.
const maxInstalled = 20000

// library is the fonts that lie in some folders. They are looked at on the first
// question, and only their names are read then.
type library struct {
	folders []string
	once    sync.Once
	fonts   []installed
}

type installed struct {
	origin      origin
	names       []string // its own
	families    []string
	strangeness int
}

// find gives the first font called name, in the order of folders and paths: by
// its own name, else the most regular of the family.
func (l *library) find(name string) (origin, bool) {
	l.once.Do(l.read)
	if f := choose(l.fonts, name); f != nil {
		return origin{f.origin.path, f.origin.index, name}, true
	}
	return origin{}, false
}

func choose(fonts []installed, name string) *installed {
	var best *installed
	for i := range fonts {
		f := &fonts[i]
		if called(f.names, name) {
			return f
		}
		if called(f.families, name) && (best == nil || f.strangeness < best.strangeness) {
			best = f
		}
	}
	return best
}

// near lists installed fonts whose names begin like name, for a remedy.
func (l *library) near(name string) []string {
	l.once.Do(l.read)
	const letters, most = 2, 8
	start := []rune(fold(name))
	start = start[:min(letters, len(start))]
	var out []string
	for _, f := range l.fonts {
		for _, n := range slices.Concat(f.names, f.families) {
			if strings.HasPrefix(fold(n), string(start)) {
				out = append(out, n)
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), most)]
}

func (l *library) read() {
	seen := 0
	for _, dir := range l.folders {
		if to, err := filepath.EvalSymlinks(dir); err == nil {
			dir = to // a walk does not follow its root
		}
		filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !isFontFile(path) {
				return nil // what can't be read is not installed
			}
			if seen++; seen > maxInstalled {
				return fs.SkipAll
			}
			l.fonts = append(l.fonts, look(path)...)
			return nil
		})
	}
}

// look reads the names of a file's fonts; a broken file has none.
func look(path string) []installed {
	file, size, err := openFile(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	all, err := openAll(file, size)
	if err != nil {
		return nil
	}
	var out []installed
	for i, font := range all {
		own, families := font.names()
		if len(own)+len(families) > 0 {
			out = append(out, installed{origin{path: path, index: i}, own, families, font.strangeness()})
		}
	}
	return out
}

// origin is where a font lies, and as what it was asked for.
type origin struct {
	path  string
	index int // in a collection
	name  string
}

// open opens the font; the caller closes the file.
func (o origin) open() (*sfnt, *os.File, error) {
	file, size, err := openFile(o.path)
	if err != nil {
		return nil, nil, err
	}
	all, err := openAll(file, size)
	if err == nil && o.index >= len(all) {
		err = broken(fmt.Errorf("%d fonts", len(all)))
	}
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return all[o.index], file, nil
}

// locate finds a font of the user's: FILE, FILE#NAME or the name of an installed
// one.
func (s *Set) locate(font string) (origin, error) {
	if !IsFile(font) {
		at, ok := s.library.find(font)
		if !ok {
			return at, s.notInstalled(font)
		}
		return at, nil
	}
	path, name := cutMember(font)
	at := origin{path: path, name: font}
	if name == "" {
		return at, nil
	}
	members := look(path)
	if f := choose(members, name); f != nil {
		at.index = f.origin.index
		return at, nil
	}
	var have []string
	for _, f := range members {
		have = append(have, f.families...)
	}
	if _, file, err := at.open(); err != nil {
		return at, err
	} else {
		file.Close()
	}
	return at, unusable(
		diag.T("文件中没有名为“%s”的字体", "the file has no font called %q", name),
		diag.T("“#”后写其中一个：%s", "write one of these behind #: %s", diag.Names(have)))
}

func (s *Set) notInstalled(name string) error {
	remedy := diag.T("安装该字体，或写明字体文件", "install the font, or name its file")
	if near := s.library.near(name); len(near) > 0 {
		remedy = diag.T("安装该字体，或写明字体文件；已安装而名称相近的：%s", "install the font, or name its file; installed with like names: %s", diag.Names(near))
	}
	return unusable(diag.T("没有安装名为“%s”的字体", "no font called %q is installed", name), remedy)
}

// IsFile tells a font's file (fonts/a.ttf, a.ttc#Name) from the name of an
// installed font.
func IsFile(font string) bool {
	file, _ := cutMember(font)
	return isFontFile(file) || strings.ContainsAny(font, `/\`)
}

func cutMember(font string) (file, member string) {
	if i := strings.LastIndexByte(font, '#'); i >= 0 {
		return font[:i], font[i+1:]
	}
	return font, ""
}

// openFile opens a regular file: a font folder may hold pipes and devices.
func openFile(path string) (*os.File, int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, err
	}
	if !info.Mode().IsRegular() {
		return nil, 0, &fs.PathError{Op: "open", Path: path, Err: fs.ErrInvalid}
	}
	file, err := os.Open(path)
	return file, info.Size(), err
}

func isFontFile(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".ttf", ".ttc", ".otf", ".otc":
		return true
	}
	return false
}
