package fill

import (
	"regexp"
	"strings"

	"hongtou/generator/tree"
)

// What can stand where someone is writing in YAML: in a workbook template, or before a
// document's body. The text ends at the caret and is seldom whole, so it is read by its
// lines and not by a parser.

// CompleteBook gives what can stand at the end of a workbook template's text: beside what
// [Complete] gives, in pipelines without {{ }}, as in when, rows and value; where the dot
// is a row that is told by the sheet's rows; and keys, and words that are to be chosen.
func CompleteBook(text string) (typed string, list []Completion) {
	if len(text) > DefaultLimits.Source {
		return "", nil
	}
	at := yamlAt(text)
	dot := ""
	if at.row {
		dot = "{{range $index, $row := (" + at.rows + ")}}"
	}
	switch s := shapeAt(at); {
	case strings.Contains(at.value, "{{"):
		return Complete(dot + at.value)
	case pipelines[at.key]:
		return Complete(dot + "{{" + at.value)
	case s == nil:
		return "", nil
	case at.key == "":
		for _, p := range s.Properties {
			note := p.Shape.Note
			if inner := objectOf(p.Shape); note == "" && inner != nil {
				note = inner.Note
			}
			list = append(list, Completion{p.Name, note})
		}
		return at.value, fitting(list, at.value)
	default:
		for _, name := range s.Names {
			list = append(list, Completion{name, s.Note})
		}
		return at.value, fitting(list, at.value)
	}
}

// CompleteFront is [CompleteBook] for a document, whose front matter is YAML and whose
// body is not.
func CompleteFront(text string) (typed string, list []Completion) {
	front, is := strings.CutPrefix(text, "---\n")
	if !is || strings.Contains(front, "\n---") {
		return Complete(text)
	}
	if at := yamlAt(front); at.key == "when" && !strings.Contains(at.value, "{{") {
		return Complete("{{" + at.value)
	}
	return Complete(text)
}

// pipelines are the keys whose values are pipelines, or may be.
var pipelines = map[string]bool{"when": true, "rows": true, "value": true}

// yamlPlace is where the end of a text is in YAML.
type yamlPlace struct {
	under []string // the keys around, from the outermost
	key   string   // whose value is being written; "" where a key is
	value string   // as far as it is written, without a quote before it; of a key likewise
	row   bool     // the dot is a row
	rows  string   // of the sheet or the block, as far as the text before tells
}

var (
	yamlLine = regexp.MustCompile(`^( *(?:- +)*)(.*)$`)
	yamlKey  = regexp.MustCompile(`(?:^|[{,] *)([A-Za-z]\w*): +`)
	folded   = regexp.MustCompile(`^[>|][+-]?$`)
)

// yamlAt finds where a text ends.
func yamlAt(text string) (at yamlPlace) {
	lines := strings.Split(text, "\n")
	last := len(lines) - 1
	depth, rest := indented(lines[last])
	at.key, at.value = lastKey(rest)
	parts := []string{at.value}
	for i := last - 1; i >= 0; i-- { // the keys around, from the innermost
		in, line := indented(lines[i])
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if in >= depth {
			if at.key == "" && len(at.under) == 0 {
				parts = append(parts, line)
			}
			continue
		}
		key, behind, isKey := strings.Cut(line, ":")
		behind = strings.TrimSpace(behind)
		if !isKey || strings.ContainsAny(key, "{\" ") {
			continue
		}
		depth = in
		if folded.MatchString(behind) && len(at.under) == 0 { // a value in lines of its own
			at.key = key
			for k := len(parts) - 1; k >= 0; k-- {
				if k == len(parts)-1 {
					at.value = parts[k]
				} else {
					at.value += " " + parts[k]
				}
			}
			continue
		}
		at.under = append([]string{key}, at.under...)
	}
	at.under = append(at.under, inBraces(rest)...)
	for _, key := range at.under {
		at.row = at.row || key == "columns" || key == "marks"
	}
	if at.row {
		at.rows = rowsAbove(lines[:last])
		at.row = at.rows != ""
	}
	return at
}

// indented is how far in a line's first key stands, behind the dashes of lists, and the
// line from there.
func indented(line string) (int, string) {
	m := yamlLine.FindStringSubmatch(line)
	return len(m[1]), m[2]
}

// lastKey is the key whose value a line ends in, and that value; without one the line is
// a key that is being written.
func lastKey(line string) (key, value string) {
	found := yamlKey.FindAllStringSubmatchIndex(line, -1)
	for i := len(found) - 1; i >= 0; i-- {
		m := found[i]
		if before := line[:m[0]]; strings.Count(before, `"`)%2 == 1 || strings.Count(before, "'")%2 == 1 || strings.Count(before, "{{") > strings.Count(before, "}}") {
			continue // within a value
		}
		value = line[m[1]:]
		if inner, open := strings.CutPrefix(value, "{"); open && !strings.HasPrefix(inner, "{") { // a map in braces: keys come
			return "", strings.TrimSpace(afterComma(inner))
		}
		if quote := value[:min(1, len(value))]; quote == `"` || quote == "'" {
			if value = value[1:]; strings.Contains(strings.ReplaceAll(value, `\"`, ""), quote) {
				return "", afterComma(value) // it has ended
			}
			return line[m[2]:m[3]], value
		}
		if next := afterComma(value); next != value && !strings.Contains(value, "{{") && strings.Contains(line[:m[0]+1], "{") {
			return "", next
		}
		return line[m[2]:m[3]], value
	}
	return "", strings.TrimLeft(line, "{ ")
}

// afterComma is what stands behind the last comma of a map in braces.
func afterComma(value string) string {
	if i := strings.LastIndex(value, ", "); i >= 0 {
		return strings.TrimSpace(value[i+2:])
	}
	return value
}

// inBraces is the key whose map in braces is open on a line: print: {header: {left: .
func inBraces(line string) (keys []string) {
	for {
		m := regexp.MustCompile(`^([A-Za-z]\w*): *\{`).FindStringSubmatch(line)
		if m == nil {
			return keys
		}
		keys, line = append(keys, m[1]), line[len(m[0]):]
	}
}

// rowsAbove are the rows that a sheet's text tells above its columns, or its first block's.
func rowsAbove(lines []string) string {
	for i := len(lines) - 1; i >= 0; i-- {
		in, line := indented(lines[i])
		_, value, is := strings.Cut(line, "rows: ")
		if !is || strings.HasPrefix(line, "#") {
			if strings.Contains(lines[i], "- name: ") || strings.HasPrefix(line, "sheets:") {
				if !strings.Contains(lines[i], "rows: ") {
					return "" // of another sheet
				}
			}
			continue
		}
		value = strings.TrimSpace(value)
		if folded.MatchString(value) {
			value = ""
			for _, more := range lines[i+1:] {
				deeper, text := indented(more)
				if deeper <= in {
					break
				}
				value += " " + text
			}
		} else if strings.Contains(line[:len(line)-len(value)], "{") { // a block in braces
			value, _, _ = strings.Cut(strings.TrimSuffix(value, "}"), ", ")
		}
		return strings.Trim(strings.TrimSpace(value), `"'`)
	}
	return ""
}

// shapeAt is what may stand at a place: an object where a key is being written, else the
// key's value.
func shapeAt(at yamlPlace) *tree.Shape {
	s := workbookShape()
	path := at.under
	if at.key != "" {
		path = append(path[:len(path):len(path)], at.key)
	}
	for _, key := range path {
		if s = objectOf(s); s == nil {
			return nil
		}
		var next *tree.Shape
		for _, p := range s.Properties {
			if p.Name == key {
				next = p.Shape
			}
		}
		s = next
	}
	if at.key == "" && s != nil {
		return objectOf(s)
	}
	return s
}

// objectOf is the object that a shape is, or whose items are.
func objectOf(s *tree.Shape) *tree.Shape {
	switch {
	case s == nil:
		return nil
	case s.Form == tree.Object:
		return s
	case s.Form == tree.ListOf:
		return objectOf(s.Item)
	case s.Form == tree.Either:
		for _, o := range s.Options {
			if found := objectOf(o); found != nil {
				return found
			}
		}
	}
	return nil
}
