package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// dist is the folder of a release that is to be tried, as make release-check names it.
func dist(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("HONGTOU_DIST")
	if dir == "" {
		t.Skip("HONGTOU_DIST names no release; make release-check does")
	}
	return dir
}

// made are the files of the release that match.
func made(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dist(t), pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the release has no " + pattern)
	}
	return files
}

// do runs a program that must end well, and gives what it said.
func do(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "HONGTOU_NOW=2026-04-10T09:00:00+08:00")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// have skips a test that needs a program which is not here.
func have(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(name + " is not installed; make readers installs it")
	}
	return path
}

// Every file of the release has its two sums, which another program finds right.
func TestSums(t *testing.T) {
	dir := dist(t)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile(filepath.Join(dir, sumsName))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Count(string(list), "\n"), 2*(len(entries)-1); got != want {
		t.Errorf("%s has %d lines, want %d", sumsName, got, want)
	}
	have(t, "cksum")
	do(t, dir, "cksum", "--check", "--strict", sumsName)
}

// The commit as it lies in another folder gives the same files.
func TestAnotherFolder(t *testing.T) {
	out := dist(t)
	if status := do(t, "", "git", "status", "--porcelain"); status != "" {
		t.Skip("the checkout has changes that are not committed")
	}
	root := strings.TrimSpace(do(t, "", "git", "rev-parse", "--show-toplevel"))
	other := filepath.Join(t.TempDir(), "another folder")
	if err := os.Mkdir(other, 0o755); err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(t.TempDir(), "sources.tar")
	do(t, root, "git", "archive", "-o", archive, "HEAD")
	do(t, other, "tar", "-xf", archive)
	t.Setenv("SOURCE_DATE_EPOCH", strings.TrimSpace(do(t, root, "git", "log", "-1", "--format=%ct")))
	again := filepath.Join(t.TempDir(), "dist")
	only := "^(linux/amd64|windows/386)$"
	do(t, other, "go", "run", "./generator/internal/release", "-out", again, "-only", only)
	files, err := os.ReadDir(again)
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files were made again: %v", len(files), err)
	}
	for _, f := range files {
		if f.Name() == sumsName {
			continue
		}
		a, err := os.ReadFile(filepath.Join(out, f.Name()))
		if errors.Is(err, os.ErrNotExist) {
			continue // the release was made for other systems
		}
		b, err2 := os.ReadFile(filepath.Join(again, f.Name()))
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s made in another folder is another file", f.Name())
		}
	}
}

// unpacked is the folder of this system's archive.
func unpacked(t *testing.T) string {
	t.Helper()
	archive := made(t, "hongtou-*-"+runtime.GOOS+"-"+runtime.GOARCH+".tar.gz")[0]
	dir := t.TempDir()
	do(t, dir, "tar", "-xzf", archive)
	return filepath.Join(dir, strings.TrimSuffix(filepath.Base(archive), ".tar.gz"))
}

// commands are those that the guide lists, as they stand there.
func commands(t *testing.T, guide string) [][]string {
	t.Helper()
	var out [][]string
	for line := range strings.SplitSeq(guide, "\n") {
		if rest, ok := strings.CutPrefix(line, "| hongtou "); ok {
			command, _, _ := strings.Cut(rest, " | ")
			out = append(out, strings.Fields(command))
		}
	}
	if len(out) < 4 {
		t.Fatalf("the guide has %d commands", len(out))
	}
	return out
}

// first fills the tables that init made with what the first agreements need: the office
// and three units.
func first(t *testing.T, workspace string) {
	t.Helper()
	config := filepath.Join(workspace, "hongtou.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	s := string(text)
	for _, line := range []struct{ key, value string }{{"name", "青山市安全生产委员会办公室"}, {"short", "市安委会办公室"}, {"mark", "青山市安全生产委员会"}, {"code", "青安委办"}, {"region", "990500"}} {
		before := s
		if s = strings.Replace(s, "\n  "+line.key+`: ""`, "\n  "+line.key+`: "`+line.value+`"`, 1); s == before {
			t.Fatalf("hongtou.yaml has no empty %s:\n%s", line.key, s)
		}
	}
	s = strings.Replace(s, "file: data/units.xlsx, sheet: 单位", "file: data/units.csv", 1)
	rows := "单位编码,单位名称,层级,上级编码\n990500,青山市,市,\n990501,东河县,县区,990500\n990502,西河区,县区,990500\n"
	if err := errors.Join(os.WriteFile(config, []byte(s), 0o644), os.WriteFile(filepath.Join(workspace, "data", "units.csv"), []byte(rows), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// follow does what the guide says with a program: the commands of its table, the tables
// filled after the first. It ends with the agreements of two counties.
func follow(t *testing.T, run func(dir string, args ...string) string, guide string) {
	t.Helper()
	dir := t.TempDir()
	workspace := ""
	for i, args := range commands(t, guide) {
		run(dir, args...)
		if i == 0 {
			workspace = filepath.Join(dir, args[1])
			first(t, workspace)
		}
	}
	papers, err := filepath.Glob(filepath.Join(workspace, "out", "2026", "*", "*.pdf"))
	if err != nil || len(papers) != 2 {
		t.Errorf("the guide's steps made %v", papers)
	}
}

// What the guide says works with the archive's program, as someone new does it. The guide
// is one sheet, and names the files that are there.
func TestGuide(t *testing.T) {
	dir := unpacked(t)
	source, err := os.ReadFile("../../../docs/quickstart.md")
	if err != nil {
		t.Fatal(err)
	}
	follow(t, func(in string, args ...string) string { return do(t, in, filepath.Join(dir, "hongtou"), args...) }, string(source))
	for _, name := range []string{guideName + ".html", guideName + ".pdf", licences + "/LICENSE", licences + "/fonts/LICENSES/GPL-Fandol.txt", licences + "/fonts/build.sh", licences + "/modules/go/LICENSE", exampleNames + "/安澜市/hongtou.yaml", completions + "/hongtou.bash", completions + "/hongtou.ps1", page} {
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil || info.Size() == 0 {
			t.Errorf("the archive lacks %s: %v", name, err)
		}
	}
	have(t, "pdfinfo")
	if said := do(t, dir, "pdfinfo", guideName+".pdf"); !strings.Contains(said, "Pages:           2\n") {
		t.Errorf("the guide is not a sheet of two pages:\n%s", said)
	}
}

// tried is what an installed program must do in a root in which nothing else is: tell its
// version, and make an agreement of the example.
func tried(t *testing.T, root string, run func(args ...string) string) {
	t.Helper()
	for _, name := range []string{"usr/share/applications/hongtou.desktop", "usr/share/icons/hicolor/scalable/apps/hongtou.svg", "usr/share/bash-completion/completions/hongtou", "usr/share/man/man1/hongtou.1.gz", "usr/share/doc/hongtou/快速上手.html", "usr/share/doc/hongtou/licenses/fonts/LICENSES/GPL-Fandol.txt"} {
		if _, err := os.Stat(filepath.Join(root, name)); err != nil {
			t.Error(err)
		}
	}
	if said := run("version"); !strings.HasPrefix(said, "hongtou ") {
		t.Errorf("version says %s", said)
	}
	run("init", "/anlan", "--example")
	run("-w", "/anlan", "check")
	run("-w", "/anlan", "run", "agreement-county", "--period", "2026", "--unit", "990102")
	run("verify", "/anlan/out")
}

// The .deb installs into an empty root, where its program runs, and leaves nothing behind
// when it is removed.
func TestDebianPackage(t *testing.T) {
	have(t, "dpkg")
	deb := made(t, "hongtou-*-"+runtime.GOOS+"-"+runtime.GOARCH+".deb")[0]
	alone(t)
	root := t.TempDir()
	for _, name := range []string{"var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "tmp"} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"status", "available"} {
		if err := os.WriteFile(filepath.Join(root, "var/lib/dpkg", name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	do(t, "", "dpkg", "--root="+root, "--force-unsafe-io", "--force-script-chrootless", "--path-include=/usr/share/*", "-i", deb)
	tried(t, root, func(args ...string) string {
		return do(t, "", "chroot", append([]string{root, "/usr/bin/hongtou"}, args...)...)
	})
	if _, err := exec.LookPath("desktop-file-validate"); err == nil {
		do(t, "", "desktop-file-validate", filepath.Join(root, "usr/share/applications/hongtou.desktop"))
	}
	do(t, "", "dpkg", "--root="+root, "--force-script-chrootless", "-P", "hongtou")
	if _, err := os.Stat(filepath.Join(root, "usr/bin/hongtou")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after the package is removed: %v", err)
	}
}

// The .rpm installs into an empty root, where its program runs.
func TestRPMPackage(t *testing.T) {
	have(t, "rpm")
	rpm := made(t, "hongtou-*-"+runtime.GOOS+"-"+runtime.GOARCH+".rpm")[0]
	alone(t)
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "tmp"), 0o777); err != nil {
		t.Fatal(err)
	}
	do(t, "", "rpm", "--root", root, "--initdb")
	do(t, "", "rpm", "--root", root, "--nosignature", "-i", rpm)
	tried(t, root, func(args ...string) string {
		return do(t, "", "chroot", append([]string{root, "/usr/bin/hongtou"}, args...)...)
	})
	do(t, "", "rpm", "--root", root, "-V", "hongtou")
}

// The programs for other processors, run by an emulator, make byte for byte what this
// system's does.
func TestOtherProcessors(t *testing.T) {
	here := unpacked(t)
	make := [][]string{{"init", "anlan", "--example"}, {"-w", "anlan", "run", "agreement-county", "--period", "2026", "--unit", "990102", "--as", "pdf,docx,ofd"}, {"verify", "anlan/out"}}
	for _, args := range make {
		do(t, here, "./hongtou", args...)
	}
	tried := 0
	for arch, emulator := range map[string]string{"arm64": "qemu-aarch64-static", "loong64": "qemu-loongarch64-static"} {
		debs, _ := filepath.Glob(filepath.Join(dist(t), "hongtou-*-linux-"+arch+".deb"))
		if _, err := exec.LookPath(emulator); err != nil || len(debs) == 0 {
			continue
		}
		tried++
		root := t.TempDir()
		do(t, "", "dpkg-deb", "-x", debs[0], root)
		for _, args := range append([][]string{{"version"}}, make...) {
			do(t, root, emulator, append([]string{"usr/bin/hongtou"}, args...)...)
		}
		alike(t, filepath.Join(here, "anlan", "out"), filepath.Join(root, "anlan", "out"))
	}
	if tried == 0 {
		t.Skip("no other processor's package is there, or qemu-user-static is not installed")
	}
}

// The image of deploy/Dockerfile, built from the archive as the file says, runs the program
// as a user without rights, in a root with nothing else.
func TestImage(t *testing.T) {
	have(t, "buildah")
	alone(t)
	here := unpacked(t)
	file, err := filepath.Abs("../../../deploy/Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	job, err := os.ReadFile("../../../deploy/job.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, image, _ := strings.Cut(string(job), "image: ")
	image, _, _ = strings.Cut(image, "\n")
	store := t.TempDir()
	buildah := func(args ...string) string {
		t.Helper()
		return do(t, here, "buildah", append([]string{"--storage-driver", "vfs", "--root", filepath.Join(store, "root"), "--runroot", filepath.Join(store, "run")}, args...)...)
	}
	buildah("build", "--quiet", "--isolation", "chroot", "-t", image, "-f", file, here)
	container := strings.TrimSpace(buildah("from", "--pull-never", "localhost/"+image))
	if said := buildah("run", "--isolation", "chroot", container, "--", "hongtou", "version"); !strings.HasPrefix(said, "hongtou ") {
		t.Errorf("version says %s", said)
	}
	buildah("run", "--isolation", "chroot", "--volume", filepath.Join(here, exampleNames, "安澜市")+":/anlan", container, "--", "hongtou", "-w", "/anlan", "check")
	if said := buildah("inspect", "--format", "{{.OCIv1.Config.User}} {{.OCIv1.Config.Entrypoint}}", container); strings.TrimSpace(said) != "10001:10001 [/usr/bin/hongtou]" {
		t.Errorf("the image is run as %s", said)
	}
}

// alone skips where roots of one's own can't be made.
func alone(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can make a root")
	}
}

// The packages for other processors are for those, by the names that their distributions
// have for them.
func TestPackagesNameTheirProcessor(t *testing.T) {
	dir := dist(t)
	for _, p := range []struct{ arch, deb, rpm string }{{"amd64", "amd64", "x86_64"}, {"arm64", "arm64", "aarch64"}, {"loong64", "loong64", "loongarch64"}} {
		debs, _ := filepath.Glob(filepath.Join(dir, "hongtou-*-linux-"+p.arch+".deb"))
		for _, deb := range debs {
			if said := strings.TrimSpace(do(t, "", "dpkg-deb", "-f", deb, "Architecture")); said != p.deb {
				t.Errorf("%s is for %s, want %s", deb, said, p.deb)
			}
		}
		rpms, _ := filepath.Glob(filepath.Join(dir, "hongtou-*-linux-"+p.arch+".rpm"))
		if _, err := exec.LookPath("rpm"); err != nil {
			continue
		}
		for _, rpm := range rpms {
			if said := do(t, "", "rpm", "-qp", "--qf", "%{ARCH}", rpm); said != p.rpm {
				t.Errorf("%s is for %s, want %s", rpm, said, p.rpm)
			}
		}
	}
}

// An archive's files stand in the order of their names, all of one time and of root:
// what order they came in and when makes no difference.
func TestArchiveIsTheSame(t *testing.T) {
	v := version{}
	files := tree{"b": text([]byte("b")), "a/c": text([]byte("c")), "hongtou": {[]byte("x"), 0o755}}
	for name, write := range map[string]func(io.Writer) error{
		"tar": func(w io.Writer) error { return writeTar(w, "f", files, v.time) },
		"zip": func(w io.Writer) error { return writeZip(w, "f", files, v.time) },
	} {
		var a, b bytes.Buffer
		if err := errors.Join(write(&a), write(&b)); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: %v, or two archives of the same files differ", name, err)
		}
		if name == "tar" {
			g, err := gzip.NewReader(&a)
			if err != nil {
				t.Fatal(err)
			}
			var order []string
			for r := tar.NewReader(g); ; {
				h, err := r.Next()
				if err != nil {
					break
				}
				order = append(order, h.Name)
				if h.Uid != 0 || h.Uname != "root" || h.Name == "f/hongtou" && h.Mode != 0o755 {
					t.Errorf("%s is of %s, mode %o", h.Name, h.Uname, h.Mode)
				}
			}
			if !slices.IsSorted(order) || len(order) != 3 {
				t.Errorf("the files stand as %v", order)
			}
		}
	}
}
