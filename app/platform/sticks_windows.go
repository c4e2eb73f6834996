package platform

import "golang.org/x/sys/windows"

// Sticks returns the folders at the top of the sticks that are plugged in. Disks on USB that the system takes for fixed
// ones are not among them.
func Sticks() []string {
	drives, err := windows.GetLogicalDrives()
	if err != nil {
		return nil
	}
	var found []string
	for letter := 'A'; letter <= 'Z'; letter++ {
		root := string(letter) + `:\`
		name, err := windows.UTF16PtrFromString(root)
		if err == nil && drives&(1<<(letter-'A')) != 0 && windows.GetDriveType(name) == windows.DRIVE_REMOVABLE {
			found = append(found, root)
		}
	}
	return found
}
