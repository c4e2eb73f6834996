package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// gcPercent has the garbage collected early: an import of 100,000 rows holds 100 MB of live data, and the office PCs
// have 4 GB for everything. It costs a tenth more processor time than Go's usual 100.
const gcPercent = 20

// storingGCPercent is for storing, which holds little and throws away much.
const storingGCPercent = 75

func main() {
	debug.SetGCPercent(gcPercent)
	os.Exit(start())
}

func start() int {
	defer chineseConsole()()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], os.Stdout, os.Stderr)
}
