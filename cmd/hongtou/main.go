// Command hongtou makes the documents and workbooks of a safety-responsibility
// year from an office's own tables. This package is talk with people and
// scripts; the work is done by package generator.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
	_ "time/tzdata" // TZ means something in a container and on a bare system too

	_ "hongtou/cmd/hongtou/memory"
	"hongtou/generator/diag"
)

func main() { os.Exit(process()) }

// process is one process of the program: a call of [Main] that signals interrupt.
func process() int {
	ctx, stop := interruptible(context.Background())
	defer stop()
	if len(os.Args) == 1 && aloneOnConsole() {
		return clicked(ctx)
	}
	return Main(ctx, os.Args, os.Stdout, os.Stderr)
}

// clicked is a double click on Windows: the workbench. Where it can't be opened the
// window stays until someone has read why.
func clicked(ctx context.Context) int {
	code := Main(ctx, append(os.Args, "serve"), os.Stdout, os.Stderr)
	if code != exitMade && aloneOnConsole() {
		fmt.Fprint(os.Stderr, diag.T("按回车键关闭本窗口 ", "press Enter to close this window ").In(os.Getenv("HONGTOU_LANG")))
		fmt.Scanln()
	}
	return code
}

// interruptible is done when someone or a scheduler asks the program to end:
// Ctrl-C, SIGTERM as of Kubernetes and Slurm, SIGHUP of a terminal that goes away.
// Signals that the program was told to ignore (nohup) stay ignored; a second one
// ends the program at once.
func interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	signals := slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}, signal.Ignored)
	if len(signals) == 0 { // Notify takes none for all
		return context.WithCancel(ctx)
	}
	ctx, stop := signal.NotifyContext(ctx, signals...)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
