package fill

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"text/template"
	"time"

	"hongtou/generator/diag"
)

// Limits keep a template that loops or swells from taking the machine. The
// zero value of a field takes DefaultLimits' value.
type Limits struct {
	Output int           // bytes of one document's text
	Steps  int           // rounds of range and calls of template
	Depth  int           // of templates that call templates
	Time   time.Duration // for one document
	Source int           // bytes of one template file
}

// DefaultLimits are far above what an office's documents need: the longest
// agreements have about 100 KB of text.
var DefaultLimits = Limits{Output: 4 << 20, Steps: 2_000_000, Depth: 100, Time: 5 * time.Second, Source: 1 << 20}

func (l Limits) filled() Limits {
	d := DefaultLimits
	if l.Output > 0 {
		d.Output = l.Output
	}
	if l.Steps > 0 {
		d.Steps = l.Steps
	}
	if l.Depth > 0 {
		d.Depth = l.Depth
	}
	if l.Time > 0 {
		d.Time = l.Time
	}
	if l.Source > 0 {
		d.Source = l.Source
	}
	return d
}

const (
	maxText = 1 << 20 // bytes of a string that a function makes
	maxList = 10_000  // items that seq makes
)

// limitError stops a run.
type limitError struct{ failure }

func limit(zh, en string, args ...any) error {
	return limitError{failure{diag.T(zh, en, args...)}}
}

// run is one execution's state: what it wrote, its steps and its clock. The
// clock bounds the run only and reaches no output.
type run struct {
	limits   Limits
	out      bytes.Buffer
	deadline time.Time
	steps    int
	writes   int
	depth    int
	dot      any // what it fills from
}

func newRun(l Limits) *run {
	r := &run{}
	r.renew(l)
	return r
}

// renew begins a run anew.
func (r *run) renew(l Limits) {
	r.limits, r.deadline, r.steps, r.depth = l, time.Now().Add(l.Time), 0, 0
	r.out.Reset()
}

// Write takes the template's output until a limit is reached.
func (r *run) Write(p []byte) (int, error) {
	if err := r.admit(len(p)); err != nil {
		return 0, err
	}
	return r.out.Write(p)
}

// WriteString is Write.
func (r *run) WriteString(s string) (int, error) {
	if err := r.admit(len(s)); err != nil {
		return 0, err
	}
	return r.out.WriteString(s)
}

// admit tells whether so many bytes may be written.
func (r *run) admit(n int) error {
	if r.out.Len()+n > r.limits.Output {
		return limit("生成的内容超过 %d 字节", "the output exceeds %d bytes", r.limits.Output)
	}
	if r.writes++; r.writes%64 == 0 {
		return r.clock()
	}
	return nil
}

func (r *run) clock() error {
	if time.Now().After(r.deadline) {
		return limit("生成用时超过 %v", "it takes longer than %v", r.limits.Time)
	}
	return nil
}

// tick counts a round of a range or a call of a template.
func (r *run) tick() (string, error) {
	if r.steps++; r.steps > r.limits.Steps {
		return "", limit("循环超过 %d 次", "more than %d rounds", r.limits.Steps)
	}
	if r.steps%64 == 0 {
		return "", r.clock()
	}
	return "", nil
}

func (r *run) enter() (string, error) {
	if r.depth++; r.depth > r.limits.Depth {
		return "", limit("模板片段互相调用超过 %d 层", "templates call each other more than %d deep", r.limits.Depth)
	}
	return r.tick()
}

func (r *run) leave() string {
	r.depth--
	return ""
}

// bounded is a string that a function made, refused where it is too long:
// templates could otherwise double one until memory ends.
func (r *run) bounded(s string, err error) (string, error) {
	if len(s) > maxText {
		return "", limit("一个值超过 %d 字节", "a value exceeds %d bytes", maxText)
	}
	if err == nil {
		err = r.clock()
	}
	return s, err
}

// internal are the functions that rewriting puts into templates, and those of
// text/template that get a bound.
func (r *run) internal() template.FuncMap {
	return template.FuncMap{
		"_events": r.events, "_lists": r.lists, "_figure": r.figure, "_figureOrNone": r.figureOrNone, "_knownCell": knownCell, "_fieldCell": fieldCell,
		"_pending": func() string { return pendingMark },
		"_tick":    r.tick, "_enter": r.enter, "_leave": r.leave,
		"_markdown": func(flags int, src string, v any) (string, error) {
			s, isNumber, err := textOf(v)
			if err != nil {
				return "", at(src, err)
			}
			if s = escapeMarkdown(s, flags, isNumber); s == "" && flags&notEmpty != 0 {
				return "", at(src, failf("值为空，不能放在 ** 之间", "the value is empty and stands between emphasis marks"))
			}
			return s, nil
		},
		"_fence": func(mark int, src string, v any) (string, error) {
			s, _, err := textOf(v)
			return escapeFence(s, byte(mark)), at(src, err)
		},
		"_plain": func(src string, v any) (string, error) {
			s, _, err := textOf(v)
			return cleanLine(s), at(src, err)
		},
		"_path": func(src string, v any) (string, error) {
			s, _, err := textOf(v)
			return pathValue(s), at(src, err)
		},
		"_formula": formulaValue,
		"print": func(v ...any) (string, error) {
			v, err := plainArgs(v)
			return r.bounded(fmt.Sprint(v...), err)
		},
		"println": func(v ...any) (string, error) {
			v, err := plainArgs(v)
			return r.bounded(fmt.Sprintln(v...), err)
		},
		"printf": func(format string, v ...any) (string, error) {
			if strings.Count(format, "%") > 16 { // each can be a megabyte wide
				return "", failf("格式里的 %% 太多", "the format has too many %%")
			}
			v, err := plainArgs(v)
			text := fmt.Sprintf(format, v...)
			if m := misformed.FindString(text); err == nil && m != "" && !misformed.MatchString(fmt.Sprint(v...)) {
				return "", failf("格式“%s”和后面的值不配", "the format %q does not fit the values behind it", format)
			}
			return r.bounded(text, err)
		},
	}
}

// misformed is what Sprintf writes where a verb has no value, or one of another kind:
// %!s(MISSING), %!d(string=…). No paper shows it.
var misformed = regexp.MustCompile(`%!.?\(`)

// formulaValue writes a value into a formula: inside a quoted text any value,
// elsewhere numbers only, so that no value becomes a part of the formula.
func formulaValue(inText int, src string, v any) (string, error) {
	s, isNumber, err := textOf(v)
	switch {
	case err != nil:
		return "", at(src, err)
	case inText != 0:
		return strings.ReplaceAll(cleanLine(s), `"`, `""`), nil
	case !isNumber:
		return "", at(src, failf("公式里引号之外只能写数字", "a formula takes numbers only, outside of quotes"))
	}
	return s, nil
}

// plainArgs are the values as print takes them: numbers and texts. Records
// would print their addresses in memory.
func plainArgs(in []any) ([]any, error) {
	out := make([]any, len(in))
	for i, v := range in {
		s, isNumber, err := textOf(v)
		if err != nil {
			return out, err
		}
		out[i] = s
		if isNumber && reflect.TypeOf(v).Kind() != reflect.Pointer {
			out[i] = v
		}
	}
	return out, nil
}

// at names the pipeline whose value is wrong.
func at(src string, err error) error {
	if f, ok := err.(failure); ok {
		return failure{diag.T("{{%[1]s}}："+escapePercent(f.Zh), "{{%[1]s}}: "+escapePercent(f.En), src)}
	}
	return err
}

func escapePercent(s string) string { return strings.ReplaceAll(s, "%", "%%") }
