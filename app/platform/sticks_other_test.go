//go:build !windows

package platform

import (
	"slices"
	"testing"
)

func TestMountedSticks(t *testing.T) {
	const mounts = `/dev/sda1 / ext4 rw 0 0
/dev/sdb1 /media/zhangsan/U\040盘 vfat rw 0 0
/dev/sdc1 /run/media/zhangsan/KINGSTON exfat rw 0 0
tmpfs /run tmpfs rw 0 0

half
`
	if got, want := mountedSticks(mounts), []string{"/media/zhangsan/U 盘", "/run/media/zhangsan/KINGSTON"}; !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
}
