package account

import (
	"cmp"
	"os"
	"os/user"
	"runtime"
	"strings"
)

// Name returns the user's full name, or else the name of the account without the computer's before it; "" if neither is
// known. On Windows it is the account's: for the full name a computer of a domain asks its server, which may be out of reach.
func Name() string {
	if runtime.GOOS == "windows" {
		if name := os.Getenv("USERNAME"); name != "" {
			return name
		}
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return withoutComputer(cmp.Or(u.Name, u.Username))
}

// withoutComputer takes the computer or the domain from OFFICE-PC\账户.
func withoutComputer(name string) string { return name[strings.LastIndexByte(name, '\\')+1:] }
