package catalog

import (
	"context"
	"errors"
	"fmt"
)

// Refusal is an error that a clerk is meant to read: what was refused, where, and what to do about it.
// Code is for programs and tests; Text is Chinese; Err, which may be nil, is the cause for the log.
type Refusal struct {
	Code string
	Text string
	Err  error
}

// Refuse returns a Refusal whose text is formatted from format and args.
func Refuse(code, format string, args ...any) *Refusal {
	return &Refusal{Code: code, Text: fmt.Sprintf(format, args...)}
}

// Because returns r with err as its cause.
func (r *Refusal) Because(err error) *Refusal {
	return &Refusal{Code: r.Code, Text: r.Text, Err: err}
}

// Error returns the code and the cause, in English, for logs.
func (r *Refusal) Error() string {
	if r.Err == nil {
		return r.Code + ": " + r.Text
	}
	return r.Code + ": " + r.Text + ": " + r.Err.Error()
}

// Unwrap returns the cause.
func (r *Refusal) Unwrap() error { return r.Err }

// Is reports whether target is a Refusal with the same code.
func (r *Refusal) Is(target error) bool {
	t, ok := target.(*Refusal)
	return ok && t.Code == r.Code
}

// Message returns the sentence that a clerk sees for err.
func Message(err error) string {
	var r *Refusal
	switch {
	case err == nil:
		return ""
	case errors.As(err, &r):
		return r.Text
	case errors.Is(err, context.Canceled):
		return "已取消,没有改动任何记录"
	case errors.Is(err, context.DeadlineExceeded):
		return "等待时间过长,操作没有完成,没有改动任何记录;请再试一次"
	}
	return "程序遇到意外情况,操作没有完成,没有改动任何记录;请把日志交给技术支持"
}
