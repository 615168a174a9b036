//go:build !unix

package cputime

import "time"

var began = time.Now()

func spent() time.Duration { return time.Since(began) }
