package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// write puts the tables in the folder, each first beside its place then moved onto it.
func (t *tables) write(dir string) error {
	var communes, aliases, merged, epcis bytes.Buffer
	for _, r := range t.rows {
		communes.WriteString(r.line())
	}
	for _, a := range t.aliases {
		fmt.Fprintf(&aliases, "%s\t%s\n", a[0], a[1])
	}
	for _, old := range slices.Sorted(maps.Keys(t.merged)) {
		fmt.Fprintf(&merged, "%s\t%s\n", old, t.merged[old])
	}
	for _, e := range t.epcis {
		fmt.Fprintf(&epcis, "%s\t%s\n", e[0], e[1])
	}
	files := []struct {
		name string
		text *bytes.Buffer
	}{
		{"communes.tsv.gz", &communes}, {"aliases.tsv.gz", &aliases},
		{"mergers.tsv.gz", &merged}, {"epci.tsv.gz", &epcis},
	}
	for _, f := range files {
		if err := writePacked(filepath.Join(dir, f.name+".new"), f.text.Bytes()); err != nil {
			return err
		}
	}
	for _, f := range files {
		path := filepath.Join(dir, f.name)
		if err := os.Rename(path+".new", path); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}

// line is the row as the table has it.
func (r row) line() string {
	lat, lon := "", ""
	if r.at.quality != qualityNone {
		lat = strconv.FormatFloat(r.at.lat, 'f', 3, 64)
		lon = strconv.FormatFloat(r.at.lon, 'f', 3, 64)
	}
	population := ""
	if r.Population != nil {
		population = strconv.Itoa(*r.Population)
	}
	return strings.Join([]string{
		r.Code, r.Name, lat, lon, r.at.quality, population, r.epci, strings.Join(r.Postcodes, " "),
	}, "\t") + "\n"
}

// writePacked writes the same bytes for the same text on every machine: no date in the packing.
func writePacked(path string, text []byte) error {
	var packed bytes.Buffer
	pack, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if _, err := pack.Write(text); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err := pack.Close(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err := os.WriteFile(path, packed.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
