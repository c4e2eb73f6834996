package platform

import "golang.org/x/sys/windows"

// openFile asks the shell. (The toolkit asks by an address in which Chinese is written as %E5%BC%A0; not every program
// understands that.)
func openFile(path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	opened := make(chan error)
	inApartment(func() { opened <- windows.ShellExecute(0, nil, name, nil, nil, windows.SW_SHOWNORMAL) })
	return <-opened
}
