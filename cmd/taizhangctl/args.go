package main

import (
	"flag"
	"fmt"
	"strings"
)

// usageError is a call that can't be understood: the exit code is 2.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func misuse(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// list is a flag that may be given several times.
type list []string

// String implements flag.Value.
func (l *list) String() string { return strings.Join(*l, ",") }

// Set implements flag.Value.
func (l *list) Set(s string) error {
	*l = append(*l, s)
	return nil
}

// parseFlags sets the flags in args, wherever they stand, and returns the other words. Flags have the forms of
// package flag: -name, -name=value, -name value, each with one dash or two; after "--" there are words alone.
func parseFlags(fs *flag.FlagSet, args []string) (words []string, err error) {
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			return append(words, args...), nil
		}
		name, val, hasVal, isFlag := splitFlag(arg)
		if !isFlag {
			words = append(words, arg)
			continue
		}
		f := fs.Lookup(name)
		if f == nil {
			return nil, misuse("没有 -%s 这个选项", name)
		}
		if !hasVal && isSwitch(f) {
			val, hasVal = "true", true
		}
		if !hasVal {
			if len(args) == 0 {
				return nil, misuse("选项 -%s 后面要写%s", name, valueName(f))
			}
			val, args = args[0], args[1:]
		}
		if err := f.Value.Set(val); err != nil {
			return nil, misuse("选项 -%s 不能是「%s」:应为%s", name, val, valueName(f))
		}
	}
	return words, nil
}

// splitFlag cuts -name=value. A lone dash is a word.
func splitFlag(arg string) (name, val string, hasVal, isFlag bool) {
	if len(arg) < 2 || arg[0] != '-' {
		return "", "", false, false
	}
	name, val, hasVal = strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
	return name, val, hasVal, true
}

// isSwitch reports whether a flag needs no value.
func isSwitch(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// valueName is what the flag's usage names between backquotes.
func valueName(f *flag.Flag) string {
	if isSwitch(f) {
		return " true 或 false"
	}
	name, _ := flag.UnquoteUsage(f)
	return " " + name
}

// commandWord finds the command among args, before its flags are known: the first word that is neither a flag nor
// the value of one. switches names the flags of all commands that need no value.
func commandWord(args []string, switches map[string]bool) int {
	for i := 0; i < len(args); i++ {
		if args[i] == "--" {
			i++
			if i < len(args) {
				return i
			}
			return -1
		}
		name, _, hasVal, isFlag := splitFlag(args[i])
		switch {
		case !isFlag:
			return i
		case !hasVal && !switches[name]:
			i++
		}
	}
	return -1
}
