// Command hongtou makes the documents and workbooks of a safety-responsibility
// year from an office's own tables. This package is talk with people and
// scripts; the work is done by package generator.
package main

import (
	"context"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(Main(ctx, os.Args, os.Stdout, os.Stderr))
}
