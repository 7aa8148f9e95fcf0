package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"hongtou/generator"
)

// program is a script that stands for the installed program, first in PATH with
// whatever else is in its folder.
func program(t *testing.T) (path string) {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "hongtou")
	script := "#!/bin/sh\nHONGTOU_TEST_CALL=1 HONGTOU_NOW=2026-04-10T09:00:00+08:00 exec " + os.Args[0] + " \"$@\"\n"
	if err := os.WriteFile(bin, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(bin) + string(os.PathListSeparator) + os.Getenv("PATH")
}

// The lines of deploy/README.md for GNU parallel are run as they stand there.
func TestParallelLine(t *testing.T) {
	if _, err := exec.LookPath("parallel"); err != nil {
		t.Skip("parallel is not installed; make test installs it")
	}
	readme, err := os.ReadFile("../../deploy/README.md")
	if err != nil {
		t.Fatal(err)
	}
	path, tried := program(t), 0
	for line := range strings.SplitSeq(string(readme), "\n") {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "seq ") {
			continue
		}
		tried++
		dir := letters(t, 40)
		c := exec.Command("sh", "-c", strings.ReplaceAll(strings.ReplaceAll(line, "yearly", "letter"), "anlan", dir))
		c.Env = append(os.Environ(), "PATH="+path)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v %s", line, err, out)
		}
		joined(t, dir, 40)
	}
	if tried != 2 {
		t.Errorf("deploy/README.md has %d lines for parallel, want two", tried)
	}
}

func joined(t *testing.T, dir string, n int) {
	t.Helper()
	count, complaints, err := generator.Join(t.Context(), filepath.Join(dir, "out"))
	if err != nil || count != n || complaints.Len() > 0 {
		t.Errorf("joined %d of %d: %v %v", count, n, complaints, err)
	}
}

// The array script makes everything in its tasks, and its first task submits the
// merge behind the array.
func TestSlurmScript(t *testing.T) {
	dir := letters(t, 40)
	path := program(t)
	calls := filepath.Join(t.TempDir(), "calls")
	sbatch := "#!/bin/sh\necho \"$@\" >>" + calls + "\n"
	squeue := "#!/bin/sh\ncat " + calls + " 2>/dev/null\n:\n" // what was submitted is there
	for name, script := range map[string]string{"sbatch": sbatch, "squeue": squeue} {
		if err := os.WriteFile(filepath.Join(strings.Split(path, ":")[0], name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for id := range 8 {
		c := exec.Command("../../deploy/slurm.sh", dir, "letter")
		c.Env = append(os.Environ(), "PATH="+path, "SLURM_ARRAY_JOB_ID=77", "SLURM_ARRAY_TASK_ID="+strconv.Itoa(id),
			"SLURM_ARRAY_TASK_MIN=0", "SLURM_ARRAY_TASK_COUNT=8", "SLURM_ARRAY_TASK_STEP=1", "SLURM_CPUS_PER_TASK=1")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("task %d: %v %s", id, err, out)
		}
	}
	submitted, _ := os.ReadFile(calls)
	if s := string(submitted); strings.Count(s, "\n") != 1 || !strings.Contains(s, "--dependency=afterok:77") || !strings.Contains(s, "HONGTOU_MERGE=1") {
		t.Errorf("submitted: %s", s)
	}
	c := exec.Command("../../deploy/slurm.sh", dir, "letter")
	c.Env = append(os.Environ(), "PATH="+path, "HONGTOU_MERGE=1")
	if out, err := c.CombinedOutput(); err != nil || !strings.Contains(string(out), "40") {
		t.Errorf("merge: %v %s", err, out)
	}
}

// job mirrors what the Job API (batch/v1) documents, as far as job.yaml uses it;
// strict reading finds a key that is misspelt or stands in the wrong place.
type job struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string `yaml:"kind"`
	Metadata   struct {
		Name string `yaml:"name"`
	} `yaml:"metadata"`
	Spec struct {
		Completions             int    `yaml:"completions"`
		Parallelism             int    `yaml:"parallelism"`
		CompletionMode          string `yaml:"completionMode"`
		BackoffLimit            *int   `yaml:"backoffLimit"`
		BackoffLimitPerIndex    *int   `yaml:"backoffLimitPerIndex"`
		MaxFailedIndexes        *int   `yaml:"maxFailedIndexes"`
		TTLSecondsAfterFinished int    `yaml:"ttlSecondsAfterFinished"`
		Template                struct {
			Spec pod `yaml:"spec"`
		} `yaml:"template"`
	} `yaml:"spec"`
}

type pod struct {
	RestartPolicy   string `yaml:"restartPolicy"`
	SecurityContext struct {
		RunAsNonRoot bool  `yaml:"runAsNonRoot"`
		RunAsUser    int64 `yaml:"runAsUser"`
		FSGroup      int64 `yaml:"fsGroup"`
	} `yaml:"securityContext"`
	Containers []struct {
		Name  string   `yaml:"name"`
		Image string   `yaml:"image"`
		Args  []string `yaml:"args"`
		Env   []struct {
			Name  string `yaml:"name"`
			Value string `yaml:"value"`
		} `yaml:"env"`
		Resources struct {
			Requests map[string]string `yaml:"requests"`
			Limits   map[string]string `yaml:"limits"`
		} `yaml:"resources"`
		SecurityContext struct {
			AllowPrivilegeEscalation bool `yaml:"allowPrivilegeEscalation"`
			ReadOnlyRootFilesystem   bool `yaml:"readOnlyRootFilesystem"`
			Capabilities             struct {
				Drop []string `yaml:"drop"`
			} `yaml:"capabilities"`
		} `yaml:"securityContext"`
		VolumeMounts []struct {
			Name      string `yaml:"name"`
			MountPath string `yaml:"mountPath"`
		} `yaml:"volumeMounts"`
	} `yaml:"containers"`
	Volumes []struct {
		Name  string `yaml:"name"`
		Claim struct {
			Name string `yaml:"claimName"`
		} `yaml:"persistentVolumeClaim"`
		EmptyDir map[string]any `yaml:"emptyDir"`
	} `yaml:"volumes"`
}

// The Kubernetes Job reads strictly, its parts and their number agree, its mounts
// have volumes, and its arguments make and merge the example when called so.
func TestKubernetesJob(t *testing.T) {
	b, err := os.ReadFile("../../deploy/job.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var jobs []job
	d := yaml.NewDecoder(strings.NewReader(string(b)), yaml.Strict())
	for range 2 {
		var j job
		if err := d.Decode(&j); err != nil {
			t.Fatal(err)
		}
		jobs = append(jobs, j)
	}
	dir := letters(t, 20)
	path := program(t)
	for _, j := range jobs {
		pod := j.Spec.Template.Spec
		if j.APIVersion != "batch/v1" || j.Kind != "Job" || j.Metadata.Name == "" || pod.RestartPolicy != "Never" || len(pod.Containers) != 1 {
			t.Errorf("%+v", j)
		}
		c := pod.Containers[0]
		for _, m := range c.VolumeMounts {
			found := false
			for _, v := range pod.Volumes {
				found = found || v.Name == m.Name
			}
			if !found {
				t.Errorf("%s mounts %s, which is no volume", j.Metadata.Name, m.Name)
			}
		}
		env := append(os.Environ(), "PATH="+path)
		for _, e := range c.Env {
			env = append(env, e.Name+"="+e.Value)
			if e.Name == "JOB_COMPLETIONS" && e.Value != strconv.Itoa(j.Spec.Completions) {
				t.Errorf("JOB_COMPLETIONS is %s of %d", e.Value, j.Spec.Completions)
			}
		}
		args := strings.Split(strings.ReplaceAll(strings.ReplaceAll(strings.Join(c.Args, "\n"), "/anlan", dir), "yearly", "letter"), "\n")
		for index := range max(1, j.Spec.Completions) {
			c := exec.Command("hongtou", args...)
			c.Path = filepath.Join(strings.Split(path, ":")[0], "hongtou")
			c.Env = append(env, "JOB_COMPLETION_INDEX="+strconv.Itoa(index))
			if out, err := c.CombinedOutput(); err != nil {
				t.Fatalf("%s, index %d: %v %s", j.Metadata.Name, index, err, out)
			}
		}
	}
	joined(t, dir, 20)
}

// The commands of docs/automation.md for cron run as they stand there.
func TestCronLines(t *testing.T) {
	text, err := os.ReadFile("../../docs/automation.md")
	if err != nil {
		t.Fatal(err)
	}
	path, tried := program(t), 0
	for line := range strings.SplitSeq(string(text), "\n") {
		fields := strings.Fields(line)
		if len(fields) < 7 || fields[0] != "30" {
			continue
		}
		tried++
		dir := letters(t, 3)
		command := strings.Join(fields[5:], " ")
		command = strings.NewReplacer("/srv/anlan", dir, "monthly", "letter", "quarterly", "letter").Replace(command)
		c := exec.Command("sh", "-c", command)
		c.Env = []string{"PATH=" + path, "HOME=/", "TZ=Asia/Shanghai"} // as little as cron gives
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v %s", command, err, out)
		}
		said, err := os.ReadFile(filepath.Join(dir, "cron.log"))
		made, _ := filepath.Glob(filepath.Join(dir, "out", "*", "*", "*.pdf"))
		if err != nil || len(said) > 0 || len(made) != 3 {
			t.Errorf("%s made %d papers and said: %v %s", command, len(made), err, said)
		}
	}
	if tried != 2 {
		t.Errorf("docs/automation.md has %d lines for cron, want two", tried)
	}
}

// systemd reads the units of deploy/systemd without a word.
func TestSystemdUnits(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("systemd-analyze is not here")
	}
	dir := t.TempDir()
	bin := filepath.Join(strings.Split(program(t), ":")[0], "hongtou")
	units, err := filepath.Glob("../../deploy/systemd/*")
	if err != nil || len(units) != 3 {
		t.Fatal(units, err)
	}
	var names []string
	for _, unit := range units {
		b, err := os.ReadFile(unit)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.Base(unit))
		if err := os.WriteFile(name, []byte(strings.ReplaceAll(string(b), "/usr/local/bin/hongtou", bin)), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, strings.ReplaceAll(name, "@.", "@monthly."))
	}
	c := exec.Command("systemd-analyze", append([]string{"verify", "--man=no"}, names...)...)
	c.Env = append(os.Environ(), "SYSTEMD_UNIT_PATH="+dir+":")
	if out, err := c.CombinedOutput(); err != nil || strings.Contains(string(out), dir) {
		t.Errorf("%v %s", err, out)
	}
	for _, name := range names {
		if b, err := os.ReadFile(name); err == nil {
			for line := range strings.SplitSeq(string(b), "\n") {
				if when, ok := strings.CutPrefix(line, "OnCalendar="); ok {
					if out, err := exec.Command("systemd-analyze", "calendar", when).CombinedOutput(); err != nil {
						t.Errorf("%s: %v %s", when, err, out)
					}
				}
			}
		}
	}
}
