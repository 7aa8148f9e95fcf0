package fill

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/tree"
)

// The index says of each embedded template what is asked of all of them before one is
// made: its name, whom and when it is made for, which keys of .Doc it reads. With it a run
// compiles the templates that it makes and no others. A test holds it to the templates and
// writes it anew (-update). A template that is not in it is compiled when it is asked.

//go:embed index.txt
var indexText string

// indexed is a template's line of the index.
type indexed struct {
	label  string
	keys   []string // of .Doc, that it reads
	any    bool     // it takes others too
	course func() *course
}

// course is what chooses a template's subjects and periods.
type course struct {
	cadence string
	each    *each
	kinds   []period.Kind // of the cadence
}

// line is what the index says of a template: its id, name, cadence and each, the keys
// that it reads, and * where it takes any.
func (t *Template) line() string {
	keys, any := t.Keys()
	if any {
		keys = append(slices.Clone(keys), "*")
	}
	return strings.Join([]string{t.name, t.Label(), t.Cadence(), t.Each(), strings.Join(keys, " ")}, "\t")
}

// index is what index.txt says, by the templates' ids.
var index = sync.OnceValue(func() map[string]*indexed { return readIndex(indexText) })

func readIndex(text string) map[string]*indexed {
	all := map[string]*indexed{}
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 5 {
			panic("package fill: index.txt: " + line)
		}
		e := &indexed{label: fields[1], keys: strings.Fields(fields[4])}
		if n := len(e.keys); n > 0 && e.keys[n-1] == "*" {
			e.keys, e.any = e.keys[:n-1], true
		}
		e.course = sync.OnceValue(func() *course { return courseOf(fields[2], fields[3]) })
		all[fields[0]] = e
	}
	return all
}

// courseOf reads the cadence and the each of an embedded template.
func courseOf(cadence, each string) *course {
	t := &Template{}
	for key, text := range map[string]string{"cadence": cadence, "each": each} {
		t.frontPair(tree.Entry{Key: key, Value: &tree.Node{Kind: tree.Scalar, Text: text}}, steering, func(_ int, _, value string, _, _ diag.Text) {
			panic("package fill: index.txt: " + value)
		})
	}
	return &t.course
}

// way is what chooses the template's subjects and periods. Of an embedded template it is
// known without compiling it.
func (t *Template) way() *course {
	if t.indexed != nil {
		return t.indexed.course()
	}
	return &t.ready().course
}
