//go:build race

package cdktest

const race = true
