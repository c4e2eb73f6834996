//go:build !windows

package platform

import (
	"fmt"
	"os"
	"os/exec"
)

// displayPlace tells sessions apart that have other graphics: at the computer, and from afar.
func displayPlace() string {
	if os.Getenv("SSH_CONNECTION") != "" {
		return "remote"
	}
	return "local"
}

// tellFailure shows a message with a program that most desktops have; without one, it is left with what was logged.
func tellFailure(sentence string) {
	fmt.Fprintln(os.Stderr, sentence)
	for _, command := range [][]string{{"zenity", "--error", "--text=" + sentence}, {"kdialog", "--error", sentence}, {"xmessage", sentence}} {
		if exec.Command(command[0], command[1:]...).Run() == nil {
			return
		}
	}
}
