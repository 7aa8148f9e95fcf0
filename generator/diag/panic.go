package diag

import (
	"fmt"
	"runtime/debug"
)

// Internal is the code of the complaint about an error inside the program.
const Internal = "internal"

// Panic is an error inside the program that was caught: what it broke on, and
// where in the code. The stack is for developers and goes into a file, never to
// the terminal.
type Panic struct {
	Value any
	Stack []byte
}

// Caught makes of what recover gives the panic that it was, with the stack of the
// goroutine in which it began.
func Caught(recovered any) *Panic {
	if p, ok := recovered.(*Panic); ok {
		return p
	}
	return &Panic{recovered, debug.Stack()}
}

// Error says what broke, without the stack.
func (p *Panic) Error() string { return fmt.Sprint(p.Value) }

// Complaint is the complaint about something that could not be done to file, for
// or about whom, because of the panic.
func (p *Panic) Complaint(file, whom string, remedy Text) Diagnostic {
	return Diagnostic{Code: Internal, Place: Place{File: file}, Value: whom,
		Problem: T("处理 %[2]s 时程序内部错误：%[1]v", "internal error while working on %[2]s: %[1]v", p, whom), Remedy: remedy}
}

// HasInternal tells whether a complaint of the list is about an error inside the
// program; a nil list has none.
func (l *List) HasInternal() bool {
	if l == nil {
		return false
	}
	for _, d := range l.items {
		if d.Code == Internal {
			return true
		}
	}
	for d := range l.folds {
		if d.Code == Internal {
			return true
		}
	}
	return false
}
