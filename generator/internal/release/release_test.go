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
	"regexp"
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

// The commit as it lies in another folder gives the same files, a system by itself too.
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
	tried := 0
	for _, p := range []platform{{"linux", "amd64"}, {"windows", "386"}} {
		there, err := filepath.Glob(filepath.Join(out, "hongtou-*-"+p.os+"-"+p.arch+".*"))
		if err != nil || len(there) == 0 {
			continue // the release was made for other systems
		}
		again := filepath.Join(t.TempDir(), "dist")
		do(t, other, "go", "run", "./generator/internal/release", "-out", again, "-only", "^"+p.String()+"$")
		for _, name := range there {
			a, err := os.ReadFile(name)
			b, err2 := os.ReadFile(filepath.Join(again, filepath.Base(name)))
			if err := errors.Join(err, err2); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(a, b) {
				t.Errorf("%s made in another folder is another file", filepath.Base(name))
			}
			tried++
		}
	}
	if tried == 0 {
		t.Skip("the release was made for other systems")
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

// A program without the embedded 仿宋 bears another name, and its packages no GPL.
func TestWithoutFangSong(t *testing.T) {
	for tags, want := range map[string]struct{ label, under string }{
		"":           {"hongtou-1-linux-amd64", "Apache-2.0 AND OFL-1.1 AND GPL-3.0-only WITH Font-exception-2.0"},
		"nofangsong": {"hongtou-1-nofangsong-linux-amd64", "Apache-2.0 AND OFL-1.1"},
	} {
		v := &version{name: "1", tags: tags, root: "../../.."}
		label := v.label(platform{"linux", "amd64"})
		under, err := v.under()
		if err != nil || label != want.label || under != want.under {
			t.Errorf("with the tags %q: %s under %s, %v", tags, label, under, err)
		}
	}
}

// What the READMEs say to install is a file of the release.
func TestInstallLines(t *testing.T) {
	name := regexp.MustCompile(`^    .* hongtou-(?:VERSION|版本)-linux-amd64\.(deb|rpm|tar\.gz)(?: |$)`)
	for _, readme := range []string{"README.md", "README.zh-CN.md"} {
		text, err := os.ReadFile("../../../" + readme)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for line := range strings.SplitSeq(string(text), "\n") {
			if m := name.FindStringSubmatch(line); m != nil {
				made(t, "hongtou-*-linux-*."+m[1])
				kinds = append(kinds, m[1])
			}
		}
		if !slices.Equal(kinds, []string{"deb", "rpm", "tar.gz"}) {
			t.Errorf("%s installs %q", readme, kinds)
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
