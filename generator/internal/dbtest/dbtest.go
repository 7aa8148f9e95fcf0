// Package dbtest starts databases for tests: a PostgreSQL and a MariaDB of the
// machine's own packages, each in a folder of its own, reached by a socket there,
// stopped when the test ends. A test is skipped only where the program is not
// installed; `make readers` installs it.
package dbtest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// Password is that of the user of every database that is started here.
const Password = "zc-8Kq@4/红头:x"

// nobody runs what refuses to run as root.
const nobody = 65534

// program finds a program by its name or by patterns of where packages put it.
func program(t testing.TB, name string, patterns ...string) string {
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	for _, p := range patterns {
		if found, _ := filepath.Glob(p); len(found) > 0 {
			return slices.Max(found)
		}
	}
	t.Skipf("%s is not installed: make readers", name)
	return ""
}

// folder makes a folder with a short path, as sockets want it, for a user.
func folder(t testing.TB, uid int) string {
	dir, err := os.MkdirTemp("", "db")
	if err == nil && uid != os.Geteuid() {
		err = os.Chown(dir, uid, uid)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func command(uid int, dir, path string, args ...string) *exec.Cmd {
	c := exec.Command(path, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "HOME="+dir, "LC_ALL=C.UTF-8", "TZ=UTC")
	if uid != os.Geteuid() {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	}
	return c
}

func must(t testing.TB, c *exec.Cmd) {
	t.Helper()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", c.Path, err, out)
	}
}

// serve starts a server and waits until its socket is there. The signal stop ends it
// at once when the test does.
func serve(t testing.TB, c *exec.Cmd, socket string, stop syscall.Signal) {
	t.Helper()
	var log bytes.Buffer
	c.Stdout, c.Stderr = &log, &log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	t.Cleanup(func() {
		c.Process.Signal(stop)
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			c.Process.Kill()
			<-done
		}
	})
	for range 600 {
		if _, err := os.Stat(socket); err == nil {
			return
		}
		select {
		case err := <-done:
			done <- err
			t.Fatalf("%s ended: %v\n%s", c.Path, err, log.String())
		case <-time.After(100 * time.Millisecond):
		}
	}
	t.Fatalf("%s does not start\n%s", c.Path, log.String())
}

// Postgres starts a PostgreSQL. Its user hongtou, who owns the database hongtou, has
// Password; dsn is without it.
func Postgres(t testing.TB) (dsn string) {
	t.Helper()
	initdb := program(t, "initdb", "/usr/lib/postgresql/*/bin/initdb")
	uid := os.Geteuid()
	if uid == 0 {
		uid = nobody
	}
	dir := folder(t, uid)
	secret := filepath.Join(dir, "password")
	if err := os.WriteFile(secret, []byte(Password), 0o644); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	must(t, command(uid, dir, initdb, "-D", data, "-U", "hongtou", "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--no-sync"))
	postgres := filepath.Join(filepath.Dir(initdb), "postgres")
	// SIGTERM would wait for clients.
	serve(t, command(uid, dir, postgres, "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off"), filepath.Join(dir, ".s.PGSQL.5432"), syscall.SIGINT)
	// The socket is there before the server answers.
	ready := program(t, "pg_isready", "/usr/lib/postgresql/*/bin/pg_isready")
	for n := 0; command(uid, dir, ready, "-q", "-h", dir).Run() != nil; n++ {
		if n == 600 {
			t.Fatal("the PostgreSQL does not answer")
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Sprintf("host=%s user=hongtou dbname=postgres", dir)
}

// MariaDB starts a MariaDB. Its user root has no password; dsn is root's.
func MariaDB(t testing.TB) (dsn string) {
	t.Helper()
	install := program(t, "mariadb-install-db")
	server := program(t, "mariadbd", "/usr/sbin/mariadbd")
	uid := os.Geteuid()
	if uid == 0 {
		uid = nobody
	}
	dir := folder(t, uid)
	data, socket := filepath.Join(dir, "data"), filepath.Join(dir, "s")
	must(t, command(uid, dir, install, "--no-defaults", "--datadir="+data, "--auth-root-authentication-method=normal", "--skip-test-db"))
	serve(t, command(uid, dir, server, "--no-defaults", "--datadir="+data, "--socket="+socket, "--pid-file="+filepath.Join(dir, "pid"), "--skip-networking", "--skip-log-bin"), socket, syscall.SIGTERM) // deaf to SIGINT
	return "root@unix(" + socket + ")/mysql"
}
