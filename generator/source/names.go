package source

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"hongtou/generator/diag"
	"hongtou/generator/table"
)

// nameOf finds fault with a text that is too long for the column, where it holds
// names.
func nameOf(text string, c *Column) *fault {
	if !c.Named() {
		return nil
	}
	return tooLong(text, table.LongestName)
}

var (
	people   = regexp.MustCompile(`(人|姓名|组长|领导|成员|人员|网格[长员])$`)
	noPerson = regexp.MustCompile(`^[-+()./年月日]*(\d[-+()./年月日]*){5,}[Xx]?$`)
	idNumber = regexp.MustCompile(`^\d{17}[\dXx]$`)
)

// personal finds fault with a number where a person's name belongs, and with what is none
// where telephone numbers do: an identity number in the wrong column would be printed.
func personal(text string, c *Column) *fault {
	plain := strings.Join(strings.Fields(fold(text)), "")
	switch {
	case c.Field == c.Header || c.Type != Text || blank(plain): // of a table of one's own
	case people.MatchString(c.Header) && noPerson.MatchString(plain):
		return faulty("person-number", diag.T("这里应是人的姓名，现在是号码或日期", "a name belongs here: this is a number or a day"), diag.T("写姓名；号码写在它自己的列，没有的列不写", "write the name; a number goes into its own column"))
	case phones.MatchString(c.Header) && idNumber.MatchString(plain):
		return faulty("phone-identity", diag.T("像是身份证号码，不是电话", "this looks like an identity number, not a telephone"), diag.T("写电话号码；身份证号码不写进表里", "write the telephone number; identity numbers do not belong into the table"))
	case phones.MatchString(c.Header) && !strings.ContainsAny(plain, "0123456789"):
		return faulty("phone-form", diag.T("不是电话号码", "not a telephone number"), diag.T("写电话号码，没有的留空", "write the number, or leave it empty"))
	}
	return nil
}

var phones = regexp.MustCompile(`(电话|手机|手机号码?)$`)

// tooLong finds fault with a text of more characters than most.
func tooLong(text string, most int) *fault {
	n := len(text)
	if n > most {
		n = utf8.RuneCountInString(text)
	}
	if n <= most {
		return nil
	}
	return faulty("name-long", diag.T("有%d字，不像是名称", "%d characters are no name", n), diag.T("不超过%d字；核对是否误粘贴", "give it at most %d; check whether it was pasted by mistake", most))
}
