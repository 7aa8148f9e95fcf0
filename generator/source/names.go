package source

import (
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
