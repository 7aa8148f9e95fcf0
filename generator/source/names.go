package source

import (
	"regexp"
	"slices"
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
	people   = strings.Fields("人 姓名 组长 领导 成员 人员 网格长 网格员")
	phones   = strings.Fields("电话 手机 手机号 手机号码")
	noPerson = regexp.MustCompile(`^[-+()./年月日]*(\d[-+()./年月日]*){5,}[Xx]?$`)
	idNumber = regexp.MustCompile(`^\d{17}[\dXx]$`)
)

// endsIn tells whether a header ends in one of the words.
func endsIn(header string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.HasSuffix(header, word) })
}

// personal finds fault with a number where a person's name belongs, and with what is none
// where telephone numbers do: an identity number in the wrong column would be printed.
func personal(text string, c *Column) *fault {
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			digits++
		}
	}
	if c.Field == c.Header || c.Type != Text || digits > 0 && digits < 5 || blank(text) { // of a table of one's own
		return nil
	}
	if digits == 0 { // as most are
		if endsIn(c.Header, phones) {
			return faulty("phone-form", diag.T("不是电话号码", "not a telephone number"), diag.T("写电话号码，没有的留空", "write the number, or leave it empty"))
		}
		return nil
	}
	switch plain := strings.Join(strings.Fields(fold(text)), ""); {
	case endsIn(c.Header, people) && noPerson.MatchString(plain):
		return faulty("person-number", diag.T("这里应是人的姓名，现在是号码或日期", "a name belongs here: this is a number or a day"), diag.T("写姓名；号码写在它自己的列，没有的列不写", "write the name; a number goes into its own column"))
	case endsIn(c.Header, phones) && idNumber.MatchString(plain):
		return faulty("phone-identity", diag.T("像是身份证号码，不是电话", "this looks like an identity number, not a telephone"), diag.T("写电话号码；身份证号码不写进表里", "write the telephone number; identity numbers do not belong into the table"))
	}
	return nil
}

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
