// Hold keeps a file open until its standard input ends, as programs on Windows do:
// "none" shares it with nobody (Excel with a table, a reader with a PDF file), "use"
// lets others read and write it, but not remove it (a guard against viruses).
//
//	hold none|use FILE
package main

import (
	"fmt"
	"io"
	"os"
	"syscall"
)

func main() {
	share := map[string]uint32{"none": 0, "use": syscall.FILE_SHARE_READ | syscall.FILE_SHARE_WRITE}
	name, err := syscall.UTF16PtrFromString(os.Args[2])
	if err != nil {
		panic(err)
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ, share[os.Args[1]], nil, syscall.OPEN_EXISTING, 0, 0)
	if err != nil {
		panic(err)
	}
	fmt.Println("held")
	io.Copy(io.Discard, os.Stdin)
	syscall.CloseHandle(h)
}
