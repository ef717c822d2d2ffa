// Command gen rebuilds the tables of internal/geo for a new year of the official geographic code (COG).
//
//	npm pack @etalab/decoupage-administratif && tar xzf etalab-decoupage-administratif-*.tgz
//	go run ./internal/geo/gen -package package [-coordinates official.csv]
//
// Names, postcodes, populations and intercommunalities come afresh from the package. Positions are carried
// over from the present table by INSEE code: a merged commune keeps those of its chief town. A new code
// takes the position of the commune that it continues, or one estimated from its neighbours, marked so. A
// table of official positions (lines "code,lat,lon") replaces whatever it covers. Old names and old codes
// are kept and completed.
//
// Exit codes: 0 done, 2 wrong usage, 3 could not run; nothing is written unless all could be built.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

const (
	exitDone   = 0
	exitUsage  = 2
	exitFailed = 3
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

// run does the whole work and says on stderr what it did.
func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	packageDir := flags.String("package", "", "`folder` of the unpacked @etalab/decoupage-administratif")
	coordinates := flags.String("coordinates", "", "`file` of official positions, lines code,lat,lon")
	dataDir := flags.String("data", filepath.Join("internal", "geo", "data"), "`folder` of the tables to rebuild")
	if err := flags.Parse(args); err != nil {
		return exitUsage
	}
	if *packageDir == "" || flags.NArg() > 0 {
		flags.Usage()
		return exitUsage
	}
	if err := rebuild(*packageDir, *coordinates, *dataDir, stderr); err != nil {
		_, _ = fmt.Fprintln(stderr, "gen:", err) // nowhere else to say it
		return exitFailed
	}
	return exitDone
}

// rebuild reads the sources, builds the tables and writes them.
func rebuild(packageDir, coordinates, dataDir string, log io.Writer) error {
	source, err := readPackage(packageDir)
	if err != nil {
		return err
	}
	present, err := readPresent(dataDir)
	if err != nil {
		return err
	}
	if err := source.checkTerritories(present); err != nil {
		return err
	}
	official := map[string]position{}
	if coordinates != "" {
		if official, err = readOfficial(coordinates); err != nil {
			return err
		}
	}
	fresh := build(source, present, official)
	if err := fresh.write(dataDir); err != nil {
		return err
	}
	_, err = fmt.Fprintln(log, fresh.summary())
	return err
}
