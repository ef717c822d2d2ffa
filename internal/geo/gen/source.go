package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// source is what the package of administrative divisions says.
type source struct {
	communes  []unit // present communes, in the order of the package
	parts     []unit // delegated and associated communes, municipal arrondissements
	epcis     []epci
	territory map[string]string // department code → region code, among the departments that count
}

// unit is an entry of communes.json.
type unit struct {
	Code           string   `json:"code"`
	Name           string   `json:"nom"`
	Type           string   `json:"type"`
	Arrondissement string   `json:"arrondissement"`
	Department     string   `json:"departement"`
	Main           string   `json:"chefLieu"` // of a delegated or associated commune
	City           string   `json:"commune"`  // of a municipal arrondissement
	OldCodes       []string `json:"anciensCodes"`
	Postcodes      []string `json:"codesPostaux"`
	Population     *int     `json:"population"`
}

// epci is an entry of epci.json.
type epci struct {
	Code    string `json:"code"`
	Name    string `json:"nom"`
	Members []struct {
		Code string `json:"code"`
	} `json:"membres"`
}

// uninhabited is the department code of the southern lands, whose five districts have neither inhabitants
// nor postcodes.
const uninhabited = "984"

// readPackage reads the JSON files of the unpacked package.
func readPackage(dir string) (*source, error) {
	var units []unit
	s := &source{territory: map[string]string{}}
	if err := readJSON(filepath.Join(dir, "data", "communes.json"), &units); err != nil {
		return nil, err
	}
	if err := readJSON(filepath.Join(dir, "data", "epci.json"), &s.epcis); err != nil {
		return nil, err
	}
	var departments []struct {
		Code   string `json:"code"`
		Region string `json:"region"`
		Zone   string `json:"zone"`
	}
	if err := readJSON(filepath.Join(dir, "data", "departements.json"), &departments); err != nil {
		return nil, err
	}
	for _, d := range departments {
		if d.Zone != "com" {
			s.territory[d.Code] = d.Region
		}
	}
	for _, u := range units {
		switch {
		case u.Department == uninhabited:
		case u.Type == "commune-actuelle":
			s.communes = append(s.communes, u)
		default:
			s.parts = append(s.parts, u)
		}
	}
	if len(s.communes) == 0 {
		return nil, fmt.Errorf("no commune in %s", dir)
	}
	return s, nil
}

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("package: %w", err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("package: %s: %w", filepath.Base(path), err)
	}
	return nil
}

// fullName writes the kind of an intercommunality in full: "CC du Trièves" → "Communauté de communes du
// Trièves".
func (e epci) fullName() string {
	name := strings.Join(strings.Fields(e.Name), " ")
	for _, kind := range [...]struct{ short, full string }{
		{"CC ", "Communauté de communes "},
		{"CA ", "Communauté d'agglomération "},
		{"CU ", "Communauté urbaine "},
	} {
		if rest, ok := strings.CutPrefix(name, kind.short); ok {
			return kind.full + rest
		}
	}
	return name
}

// checkTerritories compares departments and regions with the tables written by hand: their French forms
// cannot be invented, so a change there is for a person to make.
func (s *source) checkTerritories(p *present) error {
	for code, region := range s.territory {
		if written, ok := p.departments[code]; !ok || written != region {
			return fmt.Errorf("department %s of region %s: write its line in departments.tsv and regions.tsv first", code, region)
		}
	}
	for code, region := range p.departments {
		if _, ok := s.territory[code]; !ok && region != "" {
			return fmt.Errorf("department %s is no more: remove its line from departments.tsv first", code)
		}
	}
	return nil
}
