package run

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"hongtou/generator/diag"
)

// An output is stale when the manifest lists it and no job of a whole run makes it
// any more: its unit is gone or no longer has such a paper, its file has another name
// now, its template is gone. One that failed this time is not stale, nor is a file
// that no manifest lists.

// prune removes the stale outputs of the targets that the options name. In a dry run
// it only tells of them.
func (e *executor) prune() error {
	if e.options.Prune == nil {
		return nil
	}
	for entry, err := range e.accounts.own.all() {
		if err != nil {
			return err
		}
		if !e.options.Prune(entry.Target, entry.Format) || e.claims.has(entry.File) || e.failed[KeyIn(entry.Target, entry.Unit, entry.Format)] {
			continue
		}
		first, _, _ := strings.Cut(e.claims.same(entry.File), "/")
		if ours(first) || !filepath.IsLocal(filepath.FromSlash(entry.File)) {
			continue // somebody wrote this into the manifest; verify tells of it
		}
		if err := e.drop(entry); err != nil {
			return err
		}
	}
	return nil
}

// drop removes one output: first the file, so that what stops the run leaves an entry
// without a file, which the next run with Prune takes out.
func (e *executor) drop(entry Entry) error {
	j := Job{Target: entry.Target, Unit: entry.Unit, Format: entry.Format, File: entry.File}
	size, sum, err := digest(e.root, entry.File)
	there := !errors.Is(err, fs.ErrNotExist)
	if there && (err != nil || size != entry.Size || sum != entry.SHA256) {
		e.note(j, diag.Of(diag.Diagnostic{Severity: diag.Warning, Code: "output-stale", Place: diag.Place{File: entry.File}, Value: j.Whom(),
			Problem: diag.T("已不再生成，但文件在生成后被改动过，没有删去", "it is not made any more, but the file was changed since it was made and was left there"),
			Remedy:  diag.T("核对后自行处理", "look at it and decide")}))
		return nil
	}
	if e.options.DryRun {
		e.done(j, Stale, entry, nil, 0)
		return nil
	}
	if there {
		if err := remove(e.root, entry.File); err != nil && !errors.Is(err, fs.ErrNotExist) {
			if environmental(err) {
				return err
			}
			e.note(j, unplaced(j, err))
			return nil
		}
	}
	for dir := path.Dir(entry.File); dir != "." && remove(e.root, dir) == nil; { // folders that are empty now
		dir = path.Dir(dir)
	}
	if err := e.accounts.append([]Entry{{File: entry.File, Target: entry.Target, Unit: entry.Unit, Format: entry.Format}}); err != nil {
		return err
	}
	e.done(j, Removed, entry, nil, 0)
	return nil
}

// note adds to the report a complaint about no job of the run.
func (e *executor) note(j Job, complaints *diag.List) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.report.complain(complaints)
	for _, d := range complaints.All() {
		e.log.Warn("complaint", "file", j.File, "target", j.Target, "unit", j.Unit, "code", d.Code, "text", strings.TrimSpace(d.String()))
	}
}
