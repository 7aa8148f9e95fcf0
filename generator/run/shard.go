package run

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/diag"
)

// Shard is one part of Of, for several machines that fill one folder; the zero
// Shard is everything.
type Shard struct{ Part, Of int } // Part from 1

// String is I/N, "" for everything.
func (s Shard) String() string {
	if s.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Part, s.Of)
}

// suffix is what a shard's own files carry in their names.
func (s Shard) suffix() string {
	if s.Of == 0 {
		return ""
	}
	return fmt.Sprintf(".%d-of-%d", s.Part, s.Of)
}

// maxShards is far beyond any cluster; it keeps a slip of the pen out.
const maxShards = 100_000

// ParseShard reads I/N; auto takes both from the scheduler's variables that env
// gives, auto/N only the part. "" is everything.
func ParseShard(text string, env func(string) string) (Shard, error) {
	if text == "" {
		return Shard{}, nil
	}
	part, of, given := strings.Cut(text, "/")
	if part == "auto" {
		return autoShard(of, given, env)
	}
	s, err := shardOf(part, of, 1)
	if err != nil || !given {
		return Shard{}, diag.Speak(nil, "--shard %[1]s：应为 I/N（第 I 片，共 N 片，1≤I≤N≤%[2]d），或在调度系统的任务中写 auto、auto/N", "--shard %[1]s: want I/N, 1 ≤ I ≤ N ≤ %[2]d, or auto or auto/N in a scheduler's task", text, maxShards)
	}
	return s, nil
}

func shardOf(part, of string, first int) (Shard, error) {
	i, err := strconv.Atoi(part)
	n, err2 := strconv.Atoi(of)
	i += 1 - first
	if err = errors.Join(err, err2); err == nil && (i < 1 || i > n || n > maxShards) {
		err = errors.New("out of range")
	}
	if err != nil {
		return Shard{}, err
	}
	return Shard{i, n}, nil
}

// schedulers tell a task its part, and most of them the number of parts. An
// Indexed Job of Kubernetes gives the index only: deploy/ sets JOB_COMPLETIONS.
// GNU parallel never gives the number.
var schedulers = []scheduler{
	{name: "Kubernetes", part: "JOB_COMPLETION_INDEX", of: "JOB_COMPLETIONS"},
	{name: "Slurm", part: "SLURM_ARRAY_TASK_ID", of: "SLURM_ARRAY_TASK_COUNT", first: "SLURM_ARRAY_TASK_MIN", step: "SLURM_ARRAY_TASK_STEP"},
	{name: "GNU parallel", part: "PARALLEL_SEQ", from: 1},
}

// scheduler is the names of its variables.
type scheduler struct {
	name, part, of string
	first, step    string // of the lowest part, and of the distance between parts
	from           int    // the lowest part where first is not set
}

// autoShard never guesses: variables of two schedulers, or half of what is
// needed, are errors.
func autoShard(of string, given bool, env func(string) string) (Shard, error) {
	set := slices.DeleteFunc(slices.Clone(schedulers), func(s scheduler) bool { return env(s.part) == "" })
	switch {
	case len(set) == 0:
		return Shard{}, diag.Speak(nil, "--shard auto：没有设置 JOB_COMPLETION_INDEX、SLURM_ARRAY_TASK_ID、PARALLEL_SEQ 中的任何一个，应写 I/N", "--shard auto: none of JOB_COMPLETION_INDEX, SLURM_ARRAY_TASK_ID, PARALLEL_SEQ is set: write I/N")
	case len(set) > 1:
		return Shard{}, diag.Speak(nil, "--shard auto：%s 和 %s 都设置了，应写 I/N", "--shard auto: %s and %s are both set: write I/N", set[0].part, set[1].part)
	}
	s := set[0]
	part := env(s.part)
	if !given {
		if of = env(s.of); s.of == "" || of == "" {
			return Shard{}, diag.Speak(nil, "--shard auto：%s 只给出 %s=%s，没有总片数，应写 auto/N", "--shard auto: %s: %s=%s without the number of shards: write auto/N", s.name, s.part, part)
		}
	}
	first := s.from
	if v, err := strconv.Atoi(env(s.first)); s.first != "" && err == nil {
		first = v
	}
	if step := env(s.step); s.step != "" && step != "" && step != "1" {
		return Shard{}, diag.Speak(nil, "--shard auto：%s=%s，任务编号应逐一相连", "--shard auto: %s=%s: number the array's tasks one by one", s.step, step)
	}
	shard, err := shardOf(part, of, first)
	if err != nil {
		return Shard{}, diag.Speak(err, "--shard auto：%s=%s，共 %s 片，不成片号", "--shard auto: %s=%s of %s is no shard", s.part, part, of)
	}
	return shard, nil
}

// Key is the digest of a planned output's target, unit and format. That of the
// first two says which shard makes it, whatever the order of the tables.
type Key [sha256.Size]byte

// KeyOf is the key of a target for a unit or meeting, in its usual format.
func KeyOf(target, unit string) Key { return KeyIn(target, unit, "") }

// KeyIn is the key of an output in a format, "" for the target's usual one.
func KeyIn(target, unit, format string) Key {
	var few [128]byte
	text := append(append(append(few[:0], target...), 0), unit...)
	if format != "" {
		text = append(append(text, 0), format...)
	}
	return sha256.Sum256(text)
}

// Owns tells whether the shard makes the output with that key.
func (s Shard) Owns(k Key) bool { return s.Of == 0 || s.of(k) == s.Part }

func (s Shard) of(k Key) int { return int(binary.BigEndian.Uint64(k[:])%uint64(s.Of)) + 1 }

// Planned is what a whole plan has of one target: enough to prove later that
// the shards together made all of it. It is a sum over keys, so that it does not
// depend on order and needs no list.
type Planned struct {
	Target string `json:"target"`
	Count  int    `json:"count"`
	Sum    string `json:"sum"`

	// Inputs is a digest of everything that the target's outputs were last made from:
	// tables, templates, fonts. All shards must have the same.
	Inputs string `json:"inputs,omitempty"`
}

// unfinished stands for the inputs of a target of which a shard's last run did not
// make all: what lies there of it may be older.
const unfinished = "unfinished"

// samePlan tells whether two statements are of the same outputs.
func (p Planned) samePlan(q Planned) bool {
	p.Inputs, q.Inputs = "", ""
	return p == q
}

// Tally counts planned outputs of one target.
type Tally struct {
	count int
	sum   [4]uint64
}

// Add counts one output.
func (t *Tally) Add(k Key) {
	t.count++
	for i := range t.sum {
		t.sum[i] += binary.BigEndian.Uint64(k[8*i:])
	}
}

// Join adds another tally of the target.
func (t *Tally) Join(o *Tally) {
	t.count += o.count
	for i := range t.sum {
		t.sum[i] += o.sum[i]
	}
}

// Count is how many outputs were added.
func (t *Tally) Count() int { return t.count }

// Of is the tally as a statement about target.
func (t *Tally) Of(target string) Planned {
	var b []byte
	for _, v := range t.sum {
		b = binary.BigEndian.AppendUint64(b, v)
	}
	return Planned{Target: target, Count: t.count, Sum: hex.EncodeToString(b)}
}
