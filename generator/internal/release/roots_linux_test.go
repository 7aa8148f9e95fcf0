package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// user is someone without rights.
const user = 10001

// inside calls the installed program in a folder of a root in which nothing else is, as
// someone without rights.
func inside(t *testing.T, root, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("/usr/bin/hongtou", args...)
	c.Dir = dir
	c.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: user, Gid: user}}
	c.Env = []string{"PATH=/usr/bin", "HOME=" + home, "HONGTOU_NOW=2026-04-10T09:00:00+08:00"}
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("hongtou %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

const home = "/home/user"

// tried is what an installed program must do in a root in which nothing else is: tell its
// version, make an agreement of the example, and do what the guide says.
func tried(t *testing.T, root string) {
	t.Helper()
	desk := filepath.Join(root, home)
	if err := errors.Join(os.MkdirAll(desk, 0o755), os.Chown(desk, user, user), os.Chmod(root, 0o755), os.Chmod(filepath.Join(root, "tmp"), 0o1777)); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string { t.Helper(); return inside(t, root, home, args...) }
	for _, name := range []string{"usr/share/applications/hongtou.desktop", "usr/share/icons/hicolor/scalable/apps/hongtou.svg", "usr/share/bash-completion/completions/hongtou", "usr/share/man/man1/hongtou.1.gz", "usr/share/doc/hongtou/快速上手.html", "usr/share/doc/hongtou/licenses/fonts/LICENSES/GPL-Fandol.txt"} {
		if _, err := os.Stat(filepath.Join(root, name)); err != nil {
			t.Error(err)
		}
	}
	if said := run("version"); !strings.HasPrefix(said, "hongtou ") {
		t.Errorf("version says %s", said)
	}
	run("init", "anlan", "--example")
	run("-w", "anlan", "check")
	run("-w", "anlan", "run", "agreement-county", "--period", "2026", "--unit", "990102")
	run("verify", "anlan/out")
	follow(t, desk, func(args ...string) { run(args...) })
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
	tried(t, root)
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
	if err := os.MkdirAll(filepath.Join(root, "tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	do(t, "", "rpm", "--root", root, "--initdb")
	do(t, "", "rpm", "--root", root, "--nosignature", "-i", rpm)
	tried(t, root)
	do(t, "", "rpm", "--root", root, "-V", "hongtou")
}

// alone skips where roots of one's own can't be made.
func alone(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can make a root")
	}
}
