//go:build unix

package cputime

import (
	"syscall"
	"time"
)

// spent is the time since the process began that it ran, in user and system mode.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return time.Duration(time.Now().UnixNano())
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
