package geo

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

//go:embed data
var embedded embed.FS

// errRow says that a line of an embedded table has not the expected shape.
var errRow = errors.New("malformed row")

// Load reads the embedded tables. It fails only if they are damaged.
func Load() (*Gazetteer, error) {
	g := &Gazetteer{}
	names := &nameBuilder{g: g}
	steps := []struct {
		table string
		read  func(text string) error
	}{
		{"regions.tsv", g.readRegions},
		{"departments.tsv", g.readDepartments},
		{"epci.tsv.gz", g.readEPCI},
		{"communes.tsv.gz", g.readCommunes},
		{"mergers.tsv.gz", g.readMergers},
		{"abroad.tsv", g.readAbroad},
		{"aliases.tsv.gz", names.readAliases},
		{"everyday.tsv", names.readEveryday},
		{"pays.tsv", names.readPays},
	}
	for _, step := range steps {
		text, err := readTable(step.table)
		if err == nil {
			err = step.read(text)
		}
		if err != nil {
			return nil, fmt.Errorf("geo: table %s: %w", step.table, err)
		}
	}
	g.names = names.index()
	return g, nil
}

// readTable returns the text of an embedded table, unpacked.
func readTable(name string) (string, error) {
	packed, err := embedded.ReadFile("data/" + name)
	if err != nil {
		return "", fmt.Errorf("read: %w", err)
	}
	if !strings.HasSuffix(name, ".gz") {
		return string(packed), nil
	}
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", fmt.Errorf("unpack: %w", err)
	}
	var text strings.Builder
	text.Grow(4 * len(packed))
	if _, err := io.Copy(&text, unpack); err != nil {
		return "", fmt.Errorf("unpack: %w", err)
	}
	return text.String(), nil
}

// eachRow calls use with the fields of every line; it wants exactly n of them. Lines that begin with #
// are comments. The fields are valid until use returns; the strings in them for ever.
func eachRow(text string, n int, use func(f []string) error) error {
	fields := make([]string, 0, n+1)
	line := 0
	for row := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		line++
		if strings.HasPrefix(row, "#") {
			continue
		}
		fields = fields[:0]
		for f := range strings.SplitSeq(row, "\t") {
			fields = append(fields, f)
		}
		if len(fields) != n {
			return fmt.Errorf("line %d: %d fields instead of %d: %w", line, len(fields), n, errRow)
		}
		if err := use(fields); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
	return nil
}

func (g *Gazetteer) readRegions(text string) error {
	return eachRow(text, 4, func(f []string) error {
		g.regions = append(g.regions, region{code: f[0], name: f[1], the: f[2], in: f[3]})
		return nil
	})
}

func (g *Gazetteer) readDepartments(text string) error {
	return eachRow(text, 5, func(f []string) error {
		if r := g.region(f[2]); r >= 0 {
			g.regions[r].departments = append(g.regions[r].departments, uint8(len(g.departments)))
		} else if f[2] != "" {
			return fmt.Errorf("region %q: %w", f[2], errRow)
		}
		n, ok := departmentSlot(f[0])
		if !ok {
			return fmt.Errorf("department %q: %w", f[0], errRow)
		}
		g.departmentSlots[n] = uint8(len(g.departments) + 1)
		g.departments = append(g.departments, department{code: f[0], name: f[1], region: f[2], the: f[3], in: f[4]})
		return nil
	})
}

func (g *Gazetteer) readEPCI(text string) error {
	n := strings.Count(text, "\n")
	g.epcis = make([]epci, 0, n)
	g.epciBySiren = make(map[string]uint16, n)
	return eachRow(text, 2, func(f []string) error {
		g.epciBySiren[f[0]] = uint16(len(g.epcis))
		g.epcis = append(g.epcis, epci{siren: f[0], name: f[1]})
		return nil
	})
}

func (g *Gazetteer) readCommunes(text string) error {
	n := strings.Count(text, "\n")
	g.communes = make([]commune, 0, n)
	g.slots = make([]uint16, 100_000)
	g.postcodes = make([]postcode, 0, n+n/2)
	words := make([]string, 0, n+n/2)
	err := eachRow(text, 8, func(f []string) error {
		c := commune{code: f[0], name: f[1], epci: noEPCI, quality: qualityNone}
		if len(f[4]) == 1 {
			c.quality = f[4][0]
		}
		if err := c.parse(f); err != nil {
			return err
		}
		if e, ok := g.epciBySiren[f[6]]; ok {
			c.epci = e
			g.epcis[e].members = append(g.epcis[e].members, uint16(len(g.communes)))
		} else if f[6] != "" {
			return fmt.Errorf("EPCI %q: %w", f[6], errRow)
		}
		first := len(words)
		for word := range strings.FieldsSeq(f[7]) {
			words = append(words, word)
			g.postcodes = append(g.postcodes, postcode{word, uint16(len(g.communes))})
		}
		c.postcodes = words[first:len(words):len(words)]
		return g.add(c)
	})
	if err != nil {
		return err
	}
	slices.SortFunc(g.postcodes, func(a, b postcode) int {
		if d := strings.Compare(a.code, b.code); d != 0 {
			return d
		}
		return g.byPopulation(a.commune, b.commune)
	})
	for i, c := range g.communes {
		if c.quality != qualityNone {
			g.byLatitude = append(g.byLatitude, uint16(i))
		}
	}
	slices.SortFunc(g.byLatitude, func(a, b uint16) int { return cmp.Compare(g.communes[a].lat, g.communes[b].lat) })
	g.sumUp()
	return nil
}

// parse reads the numbers of a row: position and population.
func (c *commune) parse(f []string) error {
	var errs [3]error
	if c.quality != qualityNone {
		c.lat, errs[0] = strconv.ParseFloat(f[2], 64)
		c.lon, errs[1] = strconv.ParseFloat(f[3], 64)
	}
	if f[5] != "" {
		var n int
		n, errs[2] = strconv.Atoi(f[5])
		c.population = int32(n)
	}
	return errors.Join(errs[:]...)
}

// add puts the commune at its place; rows come in the order of codes.
func (g *Gazetteer) add(c commune) error {
	n, ok := slot(c.code)
	if !ok || g.slots[n] != 0 || len(g.communes) > 65000 {
		return fmt.Errorf("commune %q: %w", c.code, errRow)
	}
	i := len(g.communes)
	if i > 0 && g.communes[i-1].code >= c.code {
		return fmt.Errorf("commune %q out of order: %w", c.code, errRow)
	}
	c.department = noDepartment
	if d := g.department(departmentOf(c.code)); d >= 0 {
		c.department = uint8(d)
		if g.departments[d].end == 0 {
			g.departments[d].first = i
		}
		g.departments[d].end = i + 1
	}
	g.slots[n] = uint16(i + 1)
	g.communes = append(g.communes, c)
	return nil
}

// byPopulation orders communes by falling population, then by code.
func (g *Gazetteer) byPopulation(a, b uint16) int {
	if d := g.communes[b].population - g.communes[a].population; d != 0 {
		return int(d)
	}
	return int(a) - int(b)
}

func (g *Gazetteer) readMergers(text string) error {
	g.merged = make(map[string]uint16, strings.Count(text, "\n"))
	return eachRow(text, 2, func(f []string) error {
		c := g.commune(f[1])
		if c < 0 {
			return fmt.Errorf("commune %q: %w", f[1], errRow)
		}
		g.merged[f[0]] = uint16(c)
		return nil
	})
}

func (g *Gazetteer) readAbroad(text string) error {
	g.abroad = map[string]string{}
	return eachRow(text, 2, func(f []string) error {
		g.abroad[Fold(f[0])] = f[0]
		if f[1] == "" {
			return nil
		}
		for name := range strings.SplitSeq(f[1], ";") {
			g.abroad[Fold(name)] = f[0]
		}
		return nil
	})
}
