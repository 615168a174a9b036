// Command hello is a function that does nothing, quickly.
package main

func main() {}
