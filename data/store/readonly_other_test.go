//go:build !windows

package store

import (
	"testing"

	"golang.org/x/sys/unix"
)

func TestReadOnlyDevice(t *testing.T) {
	const mounts = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro
30 22 11:0 / /media/cd ro,nosuid shared:2 - iso9660 /dev/sr0 ro,nojoliet
31 22 8:17 /sub /media/stick ro,nosuid - vfat /dev/sdb1 rw,fmask=0022
32 22 0:45 / /mnt/share ro - nfs4 server:/x ro,vers=4.2
33 22 0:46
`
	for device, want := range map[[2]uint32]bool{{8, 1}: false, {11, 0}: true, {8, 17}: false, {0, 45}: false, {0, 46}: false, {9, 9}: false} {
		if got := isReadOnlyDevice(mounts, unix.Mkdev(device[0], device[1])); got != want {
			t.Errorf("%v: %v", device, got)
		}
	}
}
