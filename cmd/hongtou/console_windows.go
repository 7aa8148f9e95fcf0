package main

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel         = windows.NewLazySystemDLL("kernel32.dll")
	getConsoleList = kernel.NewProc("GetConsoleProcessList")
	freeConsole    = kernel.NewProc("FreeConsole")
)

// aloneOnConsole tells whether the console is this process's only: then Windows opened it
// for a double click, and closes it at the end.
func aloneOnConsole() bool {
	var ids [2]uint32
	n, _, _ := getConsoleList.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}

// leaveConsole closes the window of a console that is this process's only.
func leaveConsole() { freeConsole.Call() }
