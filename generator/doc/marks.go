package doc

import (
	"bytes"

	"hongtou/generator/diag"
)

// mostMarks is how many marks of emphasis, links and code a paragraph, a heading or
// a table's row has at most. The reader's time grows with the square of those that
// are open; text that someone wrote has not a tenth of this.
const mostMarks = 1000

// crowded complains of each paragraph with more marks than that. Nothing is read
// where there is one.
func (r *reader) crowded() bool {
	all := 0
	for _, mark := range []string{"*", "_", "[", "`"} {
		all += bytes.Count(r.source, []byte(mark))
	}
	if all <= mostMarks {
		return false
	}
	before := r.complaints.Len()
	marks, first, told := 0, 0, false // of the paragraph
	fenced, rows := false, false
	number := 0
	for line := range bytes.Lines(r.source) {
		number++
		text := bytes.TrimSpace(line)
		switch {
		case bytes.HasPrefix(text, []byte("```")), bytes.HasPrefix(text, []byte("~~~")):
			fenced, rows, marks = !fenced, false, 0
			continue
		case len(text) == 0:
			marks, rows = 0, false
			continue
		case isDelimiter(text):
			rows = true
		}
		if marks == 0 || rows && !fenced {
			marks, first, told = 0, number, false
		}
		if marks += countMarks(text); marks > mostMarks && !told && !fenced {
			told = true
			r.complain("doc-marks", r.firstLine+first-1, "", diag.T("一段中有%d个以上的 * _ [ ` 标记", "a paragraph has more than %d of the marks * _ [ `", mostMarks),
				diag.T("分段，或在不作标记用的符号前加反斜杠", "part it, or put a backslash before those that mark nothing"))
		}
	}
	return r.complaints.Len() > before
}

// isDelimiter tells whether a line parts a table's head from its rows.
func isDelimiter(text []byte) bool {
	return len(bytes.Trim(text, "|:- \t")) == 0 && bytes.ContainsRune(text, '|') && bytes.ContainsRune(text, '-')
}

// countMarks counts the marks of a line that no backslash takes the meaning from.
func countMarks(text []byte) (n int) {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '*', '_', '[', '`':
			n++
		}
	}
	return n
}
