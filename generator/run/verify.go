package run

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"hongtou/generator/diag"
)

var accountsForm = regexp.MustCompile(`^manifest(?:\.([1-9][0-9]*)-of-([1-9][0-9]*))?\.jsonl?$`)

// shardOfFile tells whose accounts a file is.
func shardOfFile(name string) (Shard, bool) {
	m := accountsForm.FindStringSubmatch(name)
	if m == nil {
		return Shard{}, false
	}
	part, _ := strconv.Atoi(m[1])
	of, _ := strconv.Atoi(m[2])
	return Shard{part, of}, part <= of
}

// IsManifest tells whether a file of that name accounts for a folder's outputs.
func IsManifest(name string) bool {
	_, ok := shardOfFile(name)
	return ok
}

// HasManifest tells whether a folder's outputs are accounted for.
func HasManifest(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, ManifestName))
	return err == nil
}

// stagingForm is the name of a folder as stagingName gives it.
var stagingForm = regexp.MustCompile(`^\.hongtou(?:\.[1-9][0-9]*-of-[1-9][0-9]*)?$`)

// IsStaging tells whether a folder of that name is where a run keeps what is not in
// its place yet, a half-written manifest too.
func IsStaging(name string) bool { return stagingForm.MatchString(name) }

// shardsIn are the runs whose accounts lie in a folder, in order; the zero
// shard is the whole folder's.
func shardsIn(root *os.Root) ([]Shard, error) {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return nil, err
	}
	var out []Shard
	for _, e := range entries {
		if s, ok := shardOfFile(e.Name()); ok && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Shard) int {
		if a.Of != b.Of {
			return a.Of - b.Of
		}
		return a.Part - b.Part
	})
	return out, nil
}

// Verify compares dir's outputs with its manifests: complaints for each that is
// missing or differs, warnings of those whose target is not among targets (nil are
// all). count is the number of entries. It goes by the journal of a run that was
// interrupted or is at work, too. The error is of the environment; a folder without a
// manifest is one.
func Verify(ctx context.Context, dir string, targets func(string) bool) (count int, complaints *diag.List, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, nil, err
	}
	defer root.Close()
	shards, err := shardsIn(root)
	if err == nil && len(shards) == 0 {
		err = &fs.PathError{Op: "verify", Path: filepath.Join(dir, ManifestName), Err: fs.ErrNotExist}
	}
	if err != nil {
		return 0, nil, err
	}
	newer, err := openLedgers(root, shards)
	defer closeAll(newer)
	if err != nil {
		return 0, nil, err
	}
	complaints = &diag.List{}
	for _, s := range shards {
		more, err := verifyShard(ctx, root, s, newer, targets, complaints)
		count += more
		if err != nil {
			return count, complaints, err
		}
	}
	return count, complaints, nil
}

// openLedgers opens the manifests of shards; that of the whole folder is nil.
func openLedgers(root *os.Root, shards []Shard) (out []*ledger, err error) {
	for _, s := range shards {
		var l *ledger
		if s.Of > 0 {
			if l, err = openLedger(root, manifestName(s)); err != nil {
				return out, err
			}
		}
		out = append(out, l)
	}
	return out, nil
}

func closeAll(ledgers []*ledger) {
	for _, l := range ledgers {
		l.close()
	}
}

// verifyShard compares outputs with one manifest and its journal. The whole
// folder's is older than those of shards that ran since: theirs hold.
func verifyShard(ctx context.Context, root *os.Root, s Shard, newer []*ledger, targets func(string) bool, complaints *diag.List) (count int, err error) {
	settled, err := openLedger(root, manifestName(s))
	if err != nil {
		return 0, err
	}
	defer settled.close()
	a := accounts{root: root, shard: s}
	err = a.entries(func(e Entry, unfinished bool) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, l := range newer {
			if _, ok := l.find(e.File); ok && s.Of == 0 {
				return nil
			}
		}
		count++
		if targets != nil && !targets(e.Target) {
			complaints.Add(diag.Diagnostic{Severity: diag.Warning, Code: "output-stale", Place: diag.Place{File: e.File}, Value: e.Target,
				Problem: diag.T("生成它的模板已经没有了", "the template that made it is gone"),
				Remedy:  diag.T("不再需要的用 hongtou run all --prune 删去", "remove it by hongtou run all --prune where it is not needed any more")})
		}
		if unfinished {
			if old, ok := settled.find(e.File); ok && old != e && old.matches(root) {
				complaints.Add(diag.Diagnostic{Code: "output-unfinished", Place: diag.Place{File: e.File},
					Problem: diag.T("上次运行中断，此文件还是旧的", "a run was interrupted: this is still the old file"),
					Remedy:  diag.T("重新运行 %s", "run %s again", e.Target)})
				return nil
			}
		}
		return check(root, e, complaints)
	})
	return count, err
}

// check complains where an output is not what its entry says.
func check(root *os.Root, e Entry, complaints *diag.List) error {
	complain := func(code string, problem, remedy diag.Text) {
		complaints.Add(diag.Diagnostic{Code: code, Place: diag.Place{File: e.File}, Problem: problem, Remedy: remedy})
	}
	if !filepath.IsLocal(filepath.FromSlash(e.File)) {
		complaints.Add(diag.Diagnostic{Code: "manifest-path", Place: diag.Place{File: ManifestName}, Value: e.File,
			Problem: diag.T("清单中的路径越出输出目录", "a path in the manifest leaves the output folder"),
			Remedy:  diag.T("重新生成", "make it again")})
		return nil
	}
	size, sum, err := digest(root, e.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		complain("output-missing", diag.T("清单所列文件不存在", "the manifest lists it, but it is not there"), diag.T("重新运行 %s", "run %s again", e.Target))
	case err != nil && environmental(err):
		return err
	case err != nil:
		problem, remedy := diag.Reading(err, diag.T("读不了清单所列文件：%v", "the manifest lists it, but it can't be read: %v", err), diag.T("重新运行 %s", "run %s again", e.Target))
		complain("output-unreadable", problem, remedy)
	case size != e.Size || sum != e.SHA256:
		complain("output-changed", diag.T("文件内容与清单不符，生成后被改动过", "the file is not what the manifest says: it was changed since"),
			diag.T("确认改动来源；需恢复的重新运行 %s", "find out who changed it, or run %s again", e.Target))
	}
	return nil
}
