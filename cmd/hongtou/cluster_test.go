package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// cluster is a Slurm of this one machine: munged, slurmctld and slurmd with a
// configuration of their own, as one node of eight processors.
type cluster struct {
	conf string
	path string
}

// startCluster starts the three services (Debian's munge, slurmctld, slurmd), as root.
func startCluster(t *testing.T) *cluster {
	t.Helper()
	if os.Getenv("HONGTOU_CLUSTER") == "" {
		t.Skip("HONGTOU_CLUSTER is not set; make cluster sets it")
	}
	for _, name := range []string{"munged", "slurmctld", "slurmd", "sbatch"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skip(name + " is not installed; make cluster says what to install")
		}
	}
	dir := t.TempDir()
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	host, _, _ = strings.Cut(host, ".")
	key := filepath.Join(dir, "munge.key")
	if err := os.WriteFile(key, []byte(strings.Repeat("hongtou's cluster of one machine", 4)), 0o400); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"state", "spool"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	socket := filepath.Join(dir, "munge.socket")
	conf := filepath.Join(dir, "slurm.conf")
	text := fmt.Sprintf(`ClusterName=hongtou
SlurmctldHost=%[1]s(127.0.0.1)
SlurmctldPort=%[3]d
SlurmdPort=%[4]d
AuthType=auth/munge
AuthInfo=socket=%[5]s,cred_expire=15
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=%[2]s/state
SlurmdSpoolDir=%[2]s/spool
SlurmctldPidFile=%[2]s/slurmctld.pid
SlurmdPidFile=%[2]s/slurmd.pid
SlurmctldLogFile=%[2]s/slurmctld.log
SlurmdLogFile=%[2]s/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
SwitchType=switch/none
ReturnToService=2
JobRequeue=1
SchedulerParameters=sched_interval=2,batch_sched_delay=1
NodeName=%[1]s NodeAddr=127.0.0.1 CPUs=8 RealMemory=16000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`, host, dir, freePort(t), freePort(t), socket)
	if err := os.WriteFile(conf, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	c := &cluster{conf: conf, path: program(t)}
	service := func(name string, args ...string) {
		t.Helper()
		s := exec.Command(name, args...)
		s.Env = append(os.Environ(), "SLURM_CONF="+conf, "PATH="+c.path)
		var said strings.Builder
		s.Stdout, s.Stderr = &said, &said
		if err := s.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			s.Process.Signal(os.Interrupt)
			done := make(chan struct{})
			go func() { s.Wait(); close(done) }()
			select {
			case <-done:
			case <-time.After(10 * time.Second):
				s.Process.Kill()
				<-done
			}
			if t.Failed() {
				t.Logf("%s: %s", name, said.String())
			}
		})
	}
	service("munged", "--foreground", "--force", "--key-file="+key, "--socket="+socket, "--pid-file="+filepath.Join(dir, "munged.pid"), "--seed-file="+filepath.Join(dir, "munged.seed"), "--log-file="+filepath.Join(dir, "munged.log"))
	c.await(t, "munged", func() bool { _, err := os.Stat(socket); return err == nil })
	service("slurmctld", "-D", "-f", conf)
	service("slurmd", "-D", "-f", conf, "-N", host)
	c.await(t, "the node", func() bool { return strings.TrimSpace(c.try("sinfo", "-h", "-o", "%T")) == "idle" })
	return c
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// try runs one of Slurm's commands, in the folder that jobs write their logs into.
func (c *cluster) try(name string, args ...string) string {
	s := exec.Command(name, args...)
	s.Dir = filepath.Dir(c.conf)
	s.Env = append(os.Environ(), "SLURM_CONF="+c.conf, "PATH="+c.path, "TZ=UTC")
	out, err := s.CombinedOutput()
	if err != nil {
		return fmt.Sprintf("%v: %s", err, out)
	}
	return string(out)
}

// await waits for what must come true.
func (c *cluster) await(t *testing.T, what string, ready func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Minute); !ready(); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not in five minutes\n%s\n%s", what, c.try("sinfo"), c.try("squeue", "-r"))
		}
	}
}

// deploy/slurm.sh on a real Slurm: a task that is torn from its node is queued again, the
// merge waits for it, and what the tasks made is whole.
func TestSlurm(t *testing.T) {
	c := startCluster(t)
	const papers = 4000
	dir := letters(t, papers)
	script, err := filepath.Abs("../../deploy/slurm.sh")
	if err != nil {
		t.Fatal(err)
	}
	job := strings.TrimSpace(c.try("sbatch", "--parsable", script, dir, "letter"))
	torn := job + "_0" // the task that submits the merge
	c.await(t, "the first task at work, and the merge", func() bool {
		waiting := strings.Fields(c.try("squeue", "-h", "-r", "-o", "%i %j"))
		return strings.Contains(c.try("squeue", "-h", "-r", "-t", "RUNNING", "-o", "%i"), torn) && slices.Contains(waiting, "hongtou-merge-"+job)
	})
	if said := c.try("scontrol", "requeue", torn); said != "" {
		t.Fatalf("requeue %s: %s", torn, said)
	}
	c.await(t, "all tasks and the merge", func() bool { return c.try("squeue", "-h") == "" })
	logs, err := filepath.Glob(filepath.Join(filepath.Dir(c.conf), "slurm-*.out"))
	if err != nil || len(logs) != 9 {
		t.Errorf("eight tasks and a merge wrote %v", logs)
	}
	joinedAlready(t, dir, papers)
	if said := c.try("hongtou", "verify", filepath.Join(dir, "out")); !strings.Contains(said, fmt.Sprint(papers)) {
		t.Errorf("verify says %s", said)
		for _, log := range logs {
			text, _ := os.ReadFile(log)
			t.Logf("%s: %s", filepath.Base(log), text)
		}
	}
}

// joinedAlready holds that the merge left one manifest of all and none of a part.
func joinedAlready(t *testing.T, dir string, papers int) {
	t.Helper()
	count, parts := 0, 0
	filepath.WalkDir(filepath.Join(dir, "out"), func(name string, _ os.DirEntry, err error) error {
		switch base := filepath.Base(name); {
		case strings.HasSuffix(base, ".pdf"):
			count++
		case strings.HasPrefix(base, "manifest.") && strings.Contains(base, "-of-"):
			parts++
		}
		return err
	})
	if count != papers || parts > 0 {
		t.Errorf("there are %d papers and manifests of %d parts, want %d and none", count, parts, papers)
	}
}
