package main

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Qualities of a position, the column of communes.tsv.gz.
const (
	qualityOfficial  = "O"
	qualityPart      = "C" // of a part of the commune
	qualityEstimated = "E"
	qualityHand      = "M"
	qualityNone      = "N"
)

// position is a point in degrees and what it is worth.
type position struct {
	lat, lon float64
	quality  string
}

// present is the state of the tables before rebuilding.
type present struct {
	names       map[string]string // INSEE code → name
	positions   map[string]position
	population  map[string]int
	aliases     [][2]string       // old name, INSEE code
	merged      map[string]string // old code → code
	islands     map[string]position
	departments map[string]string // code → region
}

// readPresent reads the tables of the folder. The tables of old names, old codes and islands may lack.
func readPresent(dir string) (*present, error) {
	p := &present{
		names: map[string]string{}, positions: map[string]position{}, population: map[string]int{},
		merged: map[string]string{}, islands: map[string]position{}, departments: map[string]string{},
	}
	steps := []struct {
		file     string
		optional bool
		fields   int
		use      func(f []string) error
	}{
		{"communes.tsv.gz", false, 8, p.readCommune},
		{"departments.tsv", false, 5, func(f []string) error { p.departments[f[0]] = f[2]; return nil }},
		{"aliases.tsv.gz", true, 2, func(f []string) error { p.aliases = append(p.aliases, [2]string{f[0], f[1]}); return nil }},
		{"mergers.tsv.gz", true, 2, func(f []string) error { p.merged[f[0]] = f[1]; return nil }},
		{"islands.tsv", true, 4, func(f []string) (err error) {
			p.islands[f[0]], err = parsePosition(f[1], f[2], qualityHand)
			return err
		}},
	}
	for _, step := range steps {
		err := eachRow(filepath.Join(dir, step.file), step.fields, step.use)
		if step.optional && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *present) readCommune(f []string) error {
	p.names[f[0]] = f[1]
	p.population[f[0]], _ = strconv.Atoi(f[5]) // a commune may have no figure: it then counts for none
	if f[4] == qualityNone {
		return nil
	}
	at, err := parsePosition(f[2], f[3], f[4])
	p.positions[f[0]] = at
	return err
}

func parsePosition(lat, lon, quality string) (position, error) {
	at := position{quality: quality}
	var err error
	if at.lat, err = strconv.ParseFloat(strings.TrimSpace(lat), 64); err != nil || at.lat < -90 || at.lat > 90 {
		return at, fmt.Errorf("latitude %q out of order", lat)
	}
	if at.lon, err = strconv.ParseFloat(strings.TrimSpace(lon), 64); err != nil || at.lon < -180 || at.lon > 180 {
		return at, fmt.Errorf("longitude %q out of order", lon)
	}
	return at, nil
}

// eachRow calls use with the fields of every line of a table, packed or not; it wants exactly n of them.
func eachRow(path string, n int, use func(f []string) error) error {
	text, err := readText(path)
	if err != nil {
		return err
	}
	for i, row := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(row, "#") {
			continue
		}
		fields := strings.Split(row, "\t")
		if len(fields) != n {
			return fmt.Errorf("%s:%d: %d fields instead of %d", filepath.Base(path), i+1, len(fields), n)
		}
		if err := use(fields); err != nil {
			return fmt.Errorf("%s:%d: %w", filepath.Base(path), i+1, err)
		}
	}
	return nil
}

func readText(path string) (text string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("table: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var from io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if from, err = gzip.NewReader(file); err != nil {
			return "", fmt.Errorf("table %s: %w", filepath.Base(path), err)
		}
	}
	all, err := io.ReadAll(from)
	if err != nil {
		return "", fmt.Errorf("table %s: %w", filepath.Base(path), err)
	}
	return string(all), nil
}

// readOfficial reads official positions, lines "code,lat,lon"; a first line of headings is passed over.
func readOfficial(path string) (_ map[string]position, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("coordinates: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	lines := csv.NewReader(file)
	lines.FieldsPerRecord = 3
	official := map[string]position{}
	for first := true; ; first = false {
		record, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return official, nil
		}
		if err != nil {
			return nil, fmt.Errorf("coordinates: %w", err)
		}
		at, err := parsePosition(record[1], record[2], qualityOfficial)
		if err != nil && !first {
			line, _ := lines.FieldPos(0)
			return nil, fmt.Errorf("coordinates: line %d: %w", line, err)
		}
		if err == nil {
			official[strings.TrimSpace(record[0])] = at
		}
	}
}
