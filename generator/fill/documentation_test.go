package fill

import (
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"hongtou/generator/doc"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

const manual = "../../docs/templates.md"

// The manual's lists of functions and fields are those of the program, and
// every field has a meaning.
func TestDocumentation(t *testing.T) {
	b, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	text := section(t, string(b), "functions", functionsTable())
	text = section(t, text, "fields", fieldsTable(t))
	text = section(t, text, "papers", papersTable(t))
	if *update {
		if err := os.WriteFile(manual, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if text != string(b) && !*update {
		t.Errorf("%s is not what the program has: go test ./generator/fill -run Documentation -update rewrites it", manual)
	}
}

// section puts a list between its marks.
func section(t *testing.T, text, name, list string) string {
	t.Helper()
	form := regexp.MustCompile(`(?s)(<!-- ` + name + `:.*? -->\n).*?(<!-- end -->)`)
	if !form.MatchString(text) {
		t.Fatalf("%s has no section %s", manual, name)
	}
	return form.ReplaceAllStringFunc(text, func(s string) string {
		m := form.FindStringSubmatch(s)
		return m[1] + list + m[2]
	})
}

func code(s string) string { return "`" + strings.ReplaceAll(s, "|", `\|`) + "`" }

func functionsTable() string {
	var b strings.Builder
	b.WriteString("| 函数 | 作用 | 例 | 结果 |\n|---|---|---|---|\n")
	for _, f := range Functions() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", code(f.Name), f.Meaning, code(f.Example), f.Result)
	}
	return b.String()
}

// papersTable lists what an office says of each paper by its own keys.
func papersTable(t *testing.T) string {
	meanings := map[string]string{}
	for _, k := range model.PaperKeys() {
		meanings[k.Name] = k.Meaning
	}
	set, _ := Open()
	var b strings.Builder
	b.WriteString("| 文书 | 目标 | 写在 | 项目 |\n|---|---|---|---|\n")
	for _, tpl := range set.List() {
		keys, any := tpl.Keys()
		if tpl.Kind() != DocumentKind || len(keys) == 0 {
			continue
		}
		var says []string
		for _, key := range keys {
			if meanings[key] == "" || any {
				t.Errorf("the key %s of %s has no meaning: see model.PaperKeys", key, tpl.Name())
			}
			needed := ""
			if slices.Contains(tpl.Needs(), key) {
				needed = "（必须）"
			}
			says = append(says, code(key)+" "+meanings[key]+needed)
		}
		of := tpl.Cadence()
		if tpl.Dated() {
			of = "编号"
		} else if kind, ok := tpl.PeriodKind(); ok {
			of = map[period.Kind]string{period.Year: "2026", period.Half: "2026H1", period.Quarter: "2026Q1", period.Month: "2026-03"}[kind]
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", tpl.Label(), code(tpl.Name()), of, strings.Join(says, "、"))
	}
	return b.String()
}

// fieldsTable lists the fields and methods of every type that a template can
// reach.
func fieldsTable(t *testing.T) string {
	var b strings.Builder
	types := modelTypes()
	names := slices.SortedFunc(maps.Keys(types), func(a, b string) int { // the root and the office first
		rank := func(s string) string {
			return map[string]string{"fill.Root": "0", "model.Office": "1", "period.Period": "2", "period.Date": "3"}[s] + s
		}
		return strings.Compare(rank(a), rank(b))
	})
	for _, name := range names {
		typ := types[name]
		if strings.HasPrefix(name, "diag.") || name == "model.Origin" || name == "fill.Subject" || name == "time.Time" || name == "time.Location" || !strings.Contains("fill model period", strings.Split(name, ".")[0]) {
			continue
		}
		short := name[strings.LastIndexByte(name, '.')+1:]
		rows := members(t, typ, short)
		if len(rows) > 0 {
			fmt.Fprintf(&b, "### %s\n\n| 名称 | 类型 | 含义 |\n|---|---|---|\n%s\n", short, strings.Join(rows, ""))
		}
	}
	return b.String()
}

func members(t *testing.T, typ reflect.Type, short string) []string {
	var rows []string
	row := func(name, kind string) {
		says := meaning(typ, name)
		if says == "" {
			t.Errorf("the field %s.%s has no meaning: explain it in the file of its type", short, name)
		}
		rows = append(rows, fmt.Sprintf("| %s | %s | %s |\n", code("."+name), kind, says))
	}
	if typ.Kind() == reflect.Struct {
		for _, f := range reflect.VisibleFields(typ) {
			if f.IsExported() && !f.Anonymous && f.Name != "Subject" && f.Type.String() != "model.Origin" && len(f.Index) == 1 {
				row(f.Name, kindOf(f.Type))
			}
		}
	}
	for m := range reflect.PointerTo(typ).Methods() {
		if m.Type.NumOut() == 0 || mutators[m.Name] || slices.Contains([]string{"At", "Sound", "Place", "Locator", "Unread", "String", "Records", "Subject", "From", "Counted", "EmptyCell", "OpenFigure"}, m.Name) {
			continue
		}
		var in []string
		for i := 1; i < m.Type.NumIn(); i++ {
			in = append(in, kindOf(m.Type.In(i)))
		}
		name := m.Name
		kind := kindOf(m.Type.Out(0))
		if len(in) > 0 {
			kind = "（" + strings.Join(in, "，") + "）→ " + kind
		}
		row(name, kind)
	}
	return rows
}

// kindOf is a type in the manual's words.
func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return kindOf(t.Elem())
	case reflect.Slice, reflect.Array:
		return kindOf(t.Elem()) + " 的列表"
	case reflect.Map:
		return "表"
	case reflect.Struct:
		if t.String() == "period.Date" {
			return "日期"
		}
		return t.Name()
	case reflect.Bool:
		return "是否"
	case reflect.String:
		return "文字"
	case reflect.Int, reflect.Int64, reflect.Float64:
		if t.PkgPath() == "" {
			return "数字"
		}
		return t.Name()
	}
	return t.Name()
}

// The manual's notice is a working template.
func TestManualsTemplateWorks(t *testing.T) {
	b, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(b), "````markdown\n")
	text, _, ended := strings.Cut(rest, "````")
	if !ok || !ended {
		t.Fatal("the manual has no template")
	}
	s, l := OpenWith(Limits{}, fstest.MapFS{"flood-notice.md": {Data: []byte(text)}})
	if l.Len() > 0 {
		t.Fatal(l.All())
	}
	office := anlan(t)
	d, l := s.Get("flood-notice").Document(Root{Office: office, Period: q1})
	if d == nil {
		t.Fatal(l.All())
	}
	tree, complaints := doc.Parse([]byte(d.Body), d.Path, d.BodyLine)
	if complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	for _, want := range []string{"heading 1 \"一、\" 突出重点", "paragraph \"1.\" 澄江区，责任人：王一。", "  | 2 | 望海县人民政府 | —", "closing 安澜市安全生产委员会办公室 | 2026年5月20日 seal true"} {
		if !strings.Contains(tree.String(), want) {
			t.Errorf("the notice lacks %q:\n%s", want, tree)
		}
	}
}
