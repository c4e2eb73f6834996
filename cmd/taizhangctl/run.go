package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"taizhang/data/catalog"
)

// The exit codes.
const (
	exitDone    = 0
	exitRefused = 1
	exitMisused = 2
)

// command is one command of the program.
type command struct {
	name  string
	usage string // the words and flags behind the name
	brief string // what it does, in one line
	// prepare declares the command's flags and returns what does the work once they are set.
	prepare func(*flag.FlagSet) action
}

// action does the work of a command with the words that are not flags.
type action func(ctx context.Context, c *call, words []string) error

// call is one call of the program: where it writes, and which database it means.
type call struct {
	out, err io.Writer
	db       string // as named by -db
	usual    string // the one that is meant without -db, once it is known
}

// say writes a message for people.
func (c *call) say(format string, args ...any) { fmt.Fprintf(c.err, format+"\n", args...) }

// commands returns the commands in the order of the help text.
func commands() []command {
	return []command{
		initCommand(), kindsCommand(),
		importCommand(), memoryCommand(), diffCommand(), listCommand(), exportCommand(), fillCommand(), tallyCommand(), dueCommand(), reportCommand(), printCommand(), picturesCommand(),
		undoCommand(), redoCommand(), historyCommand(), trashCommand(),
		cellsCommand(), checkCommand(), backupCommand(), restoreCommand(),
	}
}

// run does what args say and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	c := &call{out: stdout, err: stderr}
	err := c.dispatch(ctx, args)
	var wrong usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.As(err, &wrong):
		c.say("%s", wrong.text)
		return exitMisused
	case errors.Is(err, errSaid):
		return exitRefused
	}
	c.say("%s", explain(err))
	return exitRefused
}

// errSaid is a failure of which the user has been told already.
var errSaid = errors.New("told already")

// explain returns the sentence for err; the cause of an unexpected one stands behind it, for support.
func explain(err error) string {
	text := catalog.Message(err)
	var refusal *catalog.Refusal
	if errors.As(err, &refusal) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return text
	}
	return text + " [" + oneLine(err.Error()) + "]"
}

func (c *call) dispatch(ctx context.Context, args []string) error {
	all := commands()
	at := commandWord(args, switchesOf(all))
	if at < 0 {
		return c.withoutCommand(all, args)
	}
	name := args[at]
	for _, cmd := range all {
		if cmd.name == name {
			rest := append(append([]string{}, args[:at]...), args[at+1:]...)
			return c.perform(ctx, cmd, rest)
		}
	}
	if name == "help" {
		return c.help(all, args[at+1:])
	}
	return misuse("没有「%s」这个命令;用 taizhangctl help 查看全部命令", name)
}

// perform parses the flags of a command and does its work.
func (c *call) perform(ctx context.Context, cmd command, args []string) error {
	fs := c.flagSet(cmd.name)
	act := cmd.prepare(fs)
	help := fs.Bool("help", false, "")
	fs.BoolVar(help, "h", false, "")
	words, err := parseFlags(fs, args)
	switch {
	case err != nil:
		return withUsage(err, cmd)
	case *help:
		return c.helpOn(cmd)
	}
	return withUsage(act(ctx, c, words), cmd)
}

// withUsage adds to a wrong usage how the command is used.
func withUsage(err error, cmd command) error {
	var wrong usageError
	if !errors.As(err, &wrong) {
		return err
	}
	return usageError{wrong.text + "\n用法: taizhangctl " + cmd.name + " " + cmd.usage}
}

// flagSet returns the flags that every command has.
func (c *call) flagSet(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("db", "`库`: 数据库文件,或 postgres://…;不写就是窗口程序所用的文件", func(s string) error {
		if s == "" {
			return errors.New("empty") // a script's unset variable must not mean the office's own database
		}
		c.db = s
		return nil
	})
	return fs
}

// switchesOf names the flags of all commands that need no value.
func switchesOf(all []command) map[string]bool {
	switches := map[string]bool{"h": true, "help": true}
	for _, cmd := range all {
		fs := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
		cmd.prepare(fs)
		fs.VisitAll(func(f *flag.Flag) {
			if isSwitch(f) {
				switches[f.Name] = true
			}
		})
	}
	return switches
}

// withoutCommand answers a call in which no command stands.
func (c *call) withoutCommand(all []command, args []string) error {
	fs := c.flagSet("")
	help := fs.Bool("help", false, "")
	fs.BoolVar(help, "h", false, "")
	if _, err := parseFlags(fs, args); err != nil {
		return err
	}
	if *help {
		return c.help(all, nil)
	}
	return misuse("%s", overview(all))
}

// help writes the help text, or that of one command.
func (c *call) help(all []command, words []string) error {
	if len(words) == 0 {
		_, err := fmt.Fprintln(c.out, overview(all))
		return err
	}
	for _, cmd := range all {
		if cmd.name == words[0] {
			return c.helpOn(cmd)
		}
	}
	return misuse("没有「%s」这个命令;用 taizhangctl help 查看全部命令", words[0])
}

func overview(all []command) string {
	var b strings.Builder
	b.WriteString("社区党建台账\n\n用法: taizhangctl [-db 库] 命令 [选项] [文件]\n\n")
	for _, cmd := range all {
		fmt.Fprintf(&b, "  %-9s %s\n", cmd.name, cmd.brief)
	}
	b.WriteString("\n用 taizhangctl help 命令 查看该命令的选项。退出码: 0 完成, 1 被拒绝或失败, 2 用法不对。")
	return b.String()
}

func (c *call) helpOn(cmd command) error {
	fmt.Fprintf(c.out, "%s\n\n用法: taizhangctl %s %s\n\n", cmd.brief, cmd.name, cmd.usage)
	fs := c.flagSet(cmd.name)
	cmd.prepare(fs)
	fs.VisitAll(func(f *flag.Flag) {
		name, text := flag.UnquoteUsage(f)
		if isSwitch(f) {
			name = ""
		}
		fmt.Fprintf(c.out, "  %s\n        %s\n", strings.TrimSpace("-"+f.Name+" "+name), text)
	})
	return nil
}
