package generator

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/sign"
	"hongtou/generator/source"
)

// largestPasswords bounds a file of passwords.
const largestPasswords = 4 << 20

// ReadPasswords reads a file of receivers' passwords: a line each, the unit's code and
// the password, with a comma or a tab between them; a line of headers is passed over. The
// text is in UTF-8 or, as Excel saves it, in GB 18030. The error is of the environment.
func (w *Workspace) ReadPasswords(file string) (map[string]string, *diag.List, error) {
	data, err := input.Read(file, largestPasswords)
	if err != nil {
		return nil, nil, err
	}
	complaints, passwords, lines := &diag.List{}, map[string]string{}, map[string]int{}
	line := 0
	wrong := func(code, value string, problem, remedy diag.Text) {
		complaints.Add(diag.Diagnostic{Code: code, Place: diag.Place{File: file, Line: line}, Value: value, Problem: problem, Remedy: remedy})
	}
	write := diag.T("每行写：单位编码,口令", "write a line each: CODE,PASSWORD")
	noTable := diag.T("不是两列的文本", "this is no text of two columns")
	text, err := source.TextOf(data)
	if err != nil {
		wrong("passwords-file", "", noTable, diag.T("另存为 CSV，每行写：单位编码,口令", "save it as CSV, a line each: CODE,PASSWORD"))
		return nil, complaints, nil
	}
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord = -1
	if !strings.Contains(text, ",") {
		rows.Comma = '\t'
	}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return passwords, complaints, nil
		}
		if bad := (*csv.ParseError)(nil); errors.As(err, &bad) {
			line = bad.Line
		}
		if err != nil {
			wrong("passwords-file", "", noTable, write)
			return nil, complaints, nil
		}
		line, _ = rows.FieldPos(0)
		code := strings.TrimSpace(row[0])
		lacking := len(row) < 2 || strings.TrimSpace(row[1]) == ""
		switch {
		case lacking && strings.Contains(code, "，"):
			wrong("passwords-file", "", diag.T("编码和口令之间是全角逗号", "a full-width comma stands between the code and the password"), diag.T("改为半角逗号：单位编码,口令", "write a half-width one: CODE,PASSWORD"))
			continue
		case lacking:
			wrong("passwords-file", "", diag.T("缺少口令", "the password is missing"), write)
			continue
		case strings.TrimSpace(strings.Join(row[2:], "")) != "":
			wrong("passwords-file", "", diag.T("多于两列，不知道哪一列是口令", "there are more than two columns: which is the password is not known"), diag.T("只留单位编码和口令两列；口令中有逗号的，加英文双引号", "leave the code and the password; a password with a comma stands in double quotes"))
			continue
		case line == 1 && code == "单位编码":
			continue
		case w.Office.Unit(code) == nil:
			complaints.Append(w.UnknownUnit(code))
			complaints.Last().Place = diag.Place{File: file, Line: line}
			continue
		}
		if wrong := sign.CheckPassword(row[1], file); wrong != nil {
			wrong.Place = diag.Place{File: file, Line: line}
			complaints.Add(*wrong)
			if wrong.Severity != diag.Warning {
				continue
			}
		}
		if before := lines[code]; before != 0 && passwords[code] != row[1] {
			wrong("passwords-twice", code, diag.T("这个单位有两个口令，另一个在第%d行", "this unit has two passwords, the other on line %d", before), diag.T("只留一行", "keep one line"))
			continue
		}
		passwords[code], lines[code] = row[1], line
	}
}
