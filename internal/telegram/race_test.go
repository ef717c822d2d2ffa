//go:build race

package telegram

// underRace makes the largest tests smaller: the race detector is ten times slower.
const underRace = true
