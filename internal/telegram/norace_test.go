//go:build !race

package telegram

const underRace = false
