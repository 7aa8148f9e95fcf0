package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"hongtou/generator/fill"
	"hongtou/generator/source"
)

// jobNames are the Chinese names of the jobs that the program's own hongtou.yaml has, by
// their keys there. A job whose key is Chinese is called by it.
var jobNames = map[string]string{"yearly": "年度", "agreements": "责任书", "half-year": "半年", "quarterly": "季度", "monthly": "月度", "meeting": "会议", DueJob: "今天应做"}

// Jobs are the keys of the workspace's jobs, in order.
func (w *Workspace) Jobs() []string { return slices.Sorted(maps.Keys(w.Config.Jobs)) }

// JobName is what people call a job: its Chinese name, or its key where it has none.
func JobName(key string) string { return cmp.Or(jobNames[key], key) }

// jobKey is the key of the job that a name means, the name itself where it means none. A
// target of that name goes before.
func (w *Workspace) jobKey(name string) string {
	if _, ok := w.Config.Jobs[name]; ok || w.target(name) != nil {
		return name
	}
	for key, called := range jobNames {
		if _, ok := w.Config.Jobs[key]; called == name && (ok || key == DueJob) {
			return key
		}
	}
	return name
}

// jobCalled is the job that a name means.
func (w *Workspace) jobCalled(name string) (source.Job, bool) {
	job, ok := w.Config.Jobs[w.jobKey(name)]
	return job, ok
}

// byPattern tells that a target is meant by a pattern with wild cards only.
func (w *Workspace) byPattern(names []string, t *fill.Template) bool {
	pattern := false
	for _, name := range names {
		if !w.names([]string{name}, t) {
			continue
		}
		if !strings.ContainsAny(name, "*?[") {
			return false
		}
		pattern = true
	}
	return pattern
}
