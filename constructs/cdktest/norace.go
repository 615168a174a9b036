//go:build !race

package cdktest

const race = false
