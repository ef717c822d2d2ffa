//go:build unix && !solaris && !illumos && !aix

package session

import (
	"os"
	"syscall"
)

// unlockFile gives back the lock of bbolt. Closing is not enough: the memory map keeps the file, and its lock, alive.
func unlockFile(file *os.File) error {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_UN)
}
