//go:build !windows

package main

// aloneOnConsole is of Windows: elsewhere a double click opens no terminal.
func aloneOnConsole() bool { return false }

func leaveConsole() {}
