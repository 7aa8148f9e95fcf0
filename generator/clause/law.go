package clause

import "sync"

// Law is a law, a rule or a standard that papers name.
type Law struct {
	Key    string // how templates and clauses ask for it: 安全生产法
	Title  string // without 《》
	Form   string // 法律, 行政法规, 部门规章, 规范性文件, 标准, 党内法规
	Number string // of the paper or the standard, "" where it was not verified
	From   string // the day it is in force from, 2026-05-01; "" where it was not verified
	Until  string // the last day; "": in force
	Note   string
}

// Laws lists the library's laws.
func Laws() []*Law { return laws() }

var laws = sync.OnceValue(func() []*Law {
	var list []*Law
	read("clauses/laws.yaml", &list)
	return list
})
