// Command jalon is the bot, its demo and the tools over its knowledge base.
package main

import (
	"os"

	"jalon/internal/cli"
)

func main() {
	os.Exit(cli.Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv}.Main(os.Args[1:]))
}
