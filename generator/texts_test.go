package generator

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"hongtou/generator/fill"
	"hongtou/generator/source"
)

// Every sentence that the program says in both languages takes the same arguments
// in both, each of them, by the same verbs; vet holds the English ones against the
// arguments' types. No English word stands in a Chinese sentence but latinNames of
// fields, commands and formats, and no Chinese word in an English one but latinNames
// that stand in the Chinese one too.
func TestTexts(t *testing.T) {
	sentences, said := textCalls(t)
	if len(sentences) < 600 || said["T"] < 500 || said["say"] < 10 {
		t.Fatalf("%d sentences found, by %v", len(sentences), said)
	}
	for _, s := range sentences {
		if problem := disagreement(s.zh, s.en, s.arguments); problem != "" {
			t.Errorf("%s: %s: %q, %q", s.place, problem, s.zh, s.en)
		}
		if word := foreign(s.zh, s.en); word != "" {
			t.Errorf("%s: %q stands in a sentence of the other language: %q, %q", s.place, word, s.zh, s.en)
		}
	}
}

// TestDisagreement shows what the test above finds.
func TestDisagreement(t *testing.T) {
	for _, c := range []struct {
		zh, en    string
		arguments int
		fine      bool
	}{
		{"多于%s（%d）", "more than %[3]s (%[2]d)", 3, false}, // the one that reached a clerk
		{"多于%[1]s（%[2]d）", "more than %[3]s (%[2]d)", 3, true},
		{"有%d行", "%d rows", 1, true}, {"有%d行", "%s rows", 1, false}, {"有%d行", "rows", 1, false}, {"有行", "rows", 1, false},
		{"%s", "%s%s", 1, false}, {"100%%", "100%%", 0, true}, {"%[2]d年%[1]s", "%s in %d", 2, true}, {"%.1f", "%6.2f", 1, true}, {"%[4]s", "%[1]s", 3, false},
	} {
		if got := disagreement(c.zh, c.en, c.arguments); (got == "") != c.fine {
			t.Errorf("%q, %q with %d: %q", c.zh, c.en, c.arguments, got)
		}
	}
	for _, c := range []struct{ zh, en, word string }{
		{"没有 such 文件", "no such file", "such"}, {"见 hongtou list", "see hongtou list", ""}, {"写 {{if}}", "write {{if}}", ""},
		{"如 merge: 1 2", "such as merge: 1 2", ""}, {"应为附件", "use 附件", ""}, {"应为", "use 附件", "附件"},
	} {
		if got := foreign(c.zh, c.en); got != c.word {
			t.Errorf("%q, %q: %q, want %q", c.zh, c.en, got, c.word)
		}
	}
}

// sentence is a text in both languages as the source has it; arguments is -1 where
// they are not seen.
type sentence struct {
	place     token.Position
	zh, en    string
	arguments int
}

// textCalls finds the calls of each function of the program whose parameters are
// zh and en, with what they are called by.
func textCalls(t *testing.T) (all []sentence, said map[string]int) {
	files := token.NewFileSet()
	var parsed []*ast.File
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(files, path, nil, 0)
		parsed = append(parsed, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	type speaker struct {
		at      int  // the position of zh
		formats bool // arguments follow
	}
	speakers := map[string][]speaker{} // the same name may have several
	note := func(name string, f *ast.FuncType) {
		at := 0
		for _, p := range f.Params.List {
			for i, n := range p.Names {
				if n.Name != "zh" || i+1 >= len(p.Names) || p.Names[i+1].Name != "en" {
					continue
				}
				formats := false
				if rest, ok := f.Params.List[len(f.Params.List)-1].Type.(*ast.Ellipsis); ok {
					kind, ok := rest.Elt.(*ast.Ident)
					formats = ok && kind.Name == "any"
				}
				s := speaker{at + i, formats && i+2 == len(p.Names) && p == f.Params.List[len(f.Params.List)-2]}
				if !slices.Contains(speakers[name], s) {
					speakers[name] = append(speakers[name], s)
				}
			}
			at += max(1, len(p.Names))
		}
	}
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				note(n.Name.Name, n.Type)
			case *ast.AssignStmt:
				for i, value := range n.Rhs {
					if lit, ok := value.(*ast.FuncLit); ok && i < len(n.Lhs) {
						if name, ok := n.Lhs[i].(*ast.Ident); ok {
							note(name.Name, lit.Type)
						}
					}
				}
			}
			return true
		})
	}
	// T's own parameters are named so: nothing is missed as long as it is found.
	said = map[string]int{}
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				name := ""
				switch fun := n.Fun.(type) {
				case *ast.Ident:
					name = fun.Name
				case *ast.SelectorExpr:
					name = fun.Sel.Name
				}
				for _, s := range speakers[name] {
					at := s.at
					if at+1 >= len(n.Args) {
						continue
					}
					zh, ok := constant(n.Args[at])
					en, also := constant(n.Args[at+1])
					if !ok || !also || !han.MatchString(zh) && strings.Contains(zh, "-") { // another function of the name
						continue
					}
					count := len(n.Args) - at - 2
					if !s.formats || n.Ellipsis.IsValid() {
						count = -1
					}
					said[name]++
					all = append(all, sentence{files.Position(n.Pos()), zh, en, count})
				}
			case *ast.CompositeLit: // diag.Text{zh, en} and diag.Text{Zh: zh, En: en}
				if kind, ok := n.Type.(*ast.SelectorExpr); !ok || kind.Sel.Name != "Text" || len(n.Elts) != 2 {
					return true
				}
				zh, ok := constant(n.Elts[0])
				en, also := constant(n.Elts[1])
				if ok && also {
					said["Text"]++
					all = append(all, sentence{files.Position(n.Pos()), zh, en, -1})
				}
			}
			return true
		})
	}
	return all, said
}

// constant is a string literal, or literals added.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok := constant(e.X)
		right, also := constant(e.Y)
		return left + right, ok && also && e.Op == token.ADD
	case *ast.ParenExpr:
		return constant(e.X)
	case *ast.KeyValueExpr:
		return constant(e.Value)
	}
	return "", false
}

var verb = regexp.MustCompile(`%[-+# 0]*(\d+|\*)?(\.\d+)?(\[(\d+)\])?([a-zA-Z%])`)

// verbs are the verbs of a format by the argument, from 1, and whether it counts
// them by itself.
func verbs(format string) (byArgument map[int]string, indexed bool) {
	byArgument = map[int]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[5] == "%" {
			continue
		}
		if m[4] != "" {
			next, _ = strconv.Atoi(m[4])
			indexed = true
		}
		byArgument[next] = m[5]
		next++
	}
	return byArgument, indexed
}

// disagreement tells what is wrong with two formats of so many arguments.
func disagreement(zh, en string, arguments int) string {
	if arguments < 0 { // not seen: a text that is no format, or a format with arguments from elsewhere
		return ""
	}
	a, aIndexed := verbs(zh)
	b, bIndexed := verbs(en)
	used := map[int]bool{}
	for _, v := range []struct {
		verbs   map[int]string
		indexed bool
	}{{a, aIndexed}, {b, bIndexed}} {
		if !v.indexed && len(v.verbs) != arguments {
			return "the verbs are not as many as the arguments"
		}
		for i := range v.verbs {
			if i > arguments {
				return "a verb without its argument"
			}
			used[i] = true
		}
	}
	for i := 1; i <= arguments; i++ {
		switch {
		case !used[i]:
			return "an argument that is not said"
		case a[i] != "" && b[i] != "" && kindOf(a[i]) != kindOf(b[i]):
			return "an argument by two verbs"
		}
	}
	return ""
}

// kindOf is what a verb takes: texts stand in quotes of each language.
func kindOf(verb string) string {
	if verb == "q" || verb == "v" {
		return "s"
	}
	return verb
}

// latinNames are what may stand in Chinese sentences besides the names of keys, their
// values and functions: what files and fences say, formats, and the words of PDF.
var latinNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, word := range strings.Fields(`
		title each file cadence layout attach number units meetings none and true false yes asc desc
		kind bar merge table stamp auto check manifest xlsx csv range define with template
		select tcp openssl pkcs sign BEGIN PRIVATE CERTIFICATE KEY PASSWORD HONGTOU
		startxref notdef XMP bytes encoding glyf fsType odd even`) {
		names[word] = true
	}
	schemas := source.SchemaNames()
	for _, name := range append(schemas, "workbook") {
		schema, err := Schema(name)
		if err != nil {
			panic(err)
		}
		for _, word := range latin.FindAllString(string(schema), -1) { // keys, enumerations
			names[word] = true
		}
	}
	for _, name := range schemas {
		names[name] = true
	}
	for _, f := range fill.Functions() {
		names[f.Name] = true
	}
	return names
})

var (
	notProse = regexp.MustCompile("`[^`]*`|\\{\\{.*?\\}\\}|\\{[^}]*\\}|--?[a-z][a-z-]*|[\\w.*/-]*\\.[a-z]{2,5}\\b(#\\S*)?|%(\\[\\d+\\])?[a-z]|\\b[a-zA-Z]+[:=]|hongtou( [a-z]+)*|\\.[A-Z]\\w*|<[^>]*>")
	latin    = regexp.MustCompile(`[A-Za-z]{3,}`)
	han      = regexp.MustCompile(`\p{Han}+`)
)

// foreign is a word that stands in the sentence of the other language, if one does.
func foreign(zh, en string) string {
	for _, word := range latin.FindAllString(notProse.ReplaceAllString(zh, " "), -1) {
		proper := word != strings.ToLower(word) && strings.Contains(en, word) // Word, ODF
		if !proper && !latinNames()[word] {
			return word
		}
	}
	for _, word := range han.FindAllString(notProse.ReplaceAllString(en, " "), -1) {
		if !strings.Contains(zh, word) {
			return word
		}
	}
	return ""
}
