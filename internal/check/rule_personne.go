package check

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jalon/internal/geo"
)

func rulePerson() Rule {
	return Rule{
		Name:  "personne",
		Title: "Aucun courriel, aucun téléphone, aucun nom de personne.",
		Doc: `La base ne contient que des faits sur des structures. Les gens changent de poste et n'ont pas demandé à être cités : pas de prénom
suivi d'un nom, pas de « Mme » ni de « M. », pas de courriel, pas de numéro de téléphone, et verified.by nomme une équipe. Le nom d'une
structure ou d'un lieu qui rend hommage à quelqu'un est accepté (« Fondation Raoul Follereau », « rue Jean Moulin »).`,
		find: findPerson,
	}
}

// firstNamesFile lists first names common in France, one a line; those that are also ordinary words or places are left out.
//
//go:embed firstnames.txt
var firstNamesFile string

var (
	mailPattern  = regexp.MustCompile(`[\p{L}\d._%+-]+(?:@| ?[\[(] ?(?:at|arobase|chez) ?[\])] ?| arobase )[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`)
	phonePattern = regexp.MustCompile(`(?:\+ ?33|\b00 ?33|\b0)[ .\x{a0}-]?(?:\(0\)[ .]?)?[1-9](?:[ .\x{a0}/-]?\d\d){4}(?:\D|$)|\b0[ \x{a0}]?8\d\d[ .\x{a0}]\d{3}[ .\x{a0}]\d{3}\b`)
	// initialPattern is a first name cut to its initial, then a family name.
	initialPattern = regexp.MustCompile(`(?:^|[ \x{a0}(])(\p{Lu}\. ?\p{Lu}\p{Ll}{2,}[\p{L}-]*)`)
	civilPattern   = regexp.MustCompile(`(?:^|[^\p{L}])((?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Dr|Docteur)[ \x{a0}]\p{Lu}[\p{L}'-]+)`)
)

func findPerson(s *subject) {
	names := map[string]bool{}
	for name := range strings.FieldsSeq(firstNamesFile) {
		names[name] = true
	}
	homage := s.homages(names)
	for _, t := range s.texts {
		if found := mailPattern.FindString(t.Value); found != "" && !strings.Contains(found, "{") {
			s.fault(s.inside(t.String, found), "courriel \"%s\"\u00a0: donnez le site ou l'annuaire, jamais un courriel", found)
		}
		if !t.prose() {
			if t.address() && (strings.HasPrefix(t.Value, "tel:") || !strings.Contains(t.Value, "/") && phonePattern.MatchString(t.Value)) {
				s.fault(t.Pos, "numéro de téléphone\u00a0: donnez le site ou l'annuaire")
			}
			continue
		}
		if found := phonePattern.FindString(t.Value); found != "" {
			found = strings.TrimRightFunc(found, func(r rune) bool { return !unicode.IsDigit(r) })
			s.fault(s.inside(t.String, found), "numéro de téléphone \"%s\"\u00a0: donnez le site ou l'annuaire", found)
		}
		if found := civilPattern.FindStringSubmatch(t.Value); found != nil {
			s.fault(s.inside(t.String, found[1]), "nom de personne \"%s\"\u00a0: nommez la structure ou la fonction", found[1])
		}
		if found := initialPattern.FindStringSubmatch(t.Value); found != nil && civilPattern.FindString(t.Value) == "" {
			s.fault(s.inside(t.String, found[1]), "nom de personne \"%s\"\u00a0: nommez la structure ou la fonction", found[1])
		}
		if t.key == "by" && isFirstName(t.Value, names) {
			s.fault(t.Pos, "nom de personne \"%s\"\u00a0: nommez l'équipe qui a relu", t.Value)
		}
		for _, found := range fullNames(t.Value, names) {
			if !homage[found.name] && !s.isPlace(found.name) {
				s.fault(s.inside(t.String, found.name), "nom de personne \"%s\"\u00a0: nommez la structure ou la fonction", found.name)
			}
		}
	}
}

// homages lists the names that some text of the base gives to a place or a structure: they are accepted everywhere.
func (s *subject) homages(names map[string]bool) map[string]bool {
	all := map[string]bool{}
	for _, t := range s.texts {
		if !t.prose() {
			continue
		}
		for _, found := range fullNames(t.Value, names) {
			if found.honoured {
				all[found.name] = true
			}
		}
	}
	return all
}

// isPlace reports whether what looks like a family name begins the name of a region or a department: "Alexis Grand Est".
func (s *subject) isPlace(name string) bool {
	_, family, _ := strings.Cut(name, " ")
	for _, place := range append(s.places.Regions(), s.places.Departments()...) {
		if strings.HasPrefix(geo.Fold(place.Name)+" ", geo.Fold(family)+" ") {
			return true
		}
	}
	return false
}

// named is a first name followed by a family name; honoured when it is part of the name of a place or of a structure.
type named struct {
	name     string
	honoured bool
}

func fullNames(text string, names map[string]bool) []named {
	var all []named
	words := strings.Fields(text)
	for i, word := range words {
		first := strings.TrimLeft(word, "«(\u00a0'")
		if !isFirstName(strings.TrimRight(first, ".,;:!?»)\u00a0"), names) {
			continue
		}
		if before := words[max(0, i-1)]; i > 0 && isShouted(before) {
			all = append(all, named{before + " " + strings.TrimRight(first, ".,;:!?»)\u00a0"), honours(words[:i-1])})
			continue
		}
		if i+1 == len(words) || !isFirstName(first, names) {
			continue
		}
		last := i + 1
		for last < len(words)-1 && slices.Contains([]string{"de", "du", "le", "Le", "La"}, words[last]) {
			last++
		}
		if family := strings.TrimRight(words[last], ".,;:!?»)\u00a0"); isFamilyName(family) {
			parts := append([]string{first}, words[i+1:last]...)
			all = append(all, named{strings.Join(append(parts, family), " "), honours(words[:i])})
		}
	}
	return all
}

// isShouted reports whether a word is a family name in capitals, as before a first name: "DUPONT".
func isShouted(word string) bool {
	return len(word) > 3 && isFamilyName(word) && word == strings.ToUpper(word)
}

// isFirstName knows first names and those made of two: "Jean-Pierre".
func isFirstName(word string, names map[string]bool) bool {
	first, second, double := strings.Cut(word, "-")
	return names[word] || double && (names[first] || first == "Jean" || first == "Marie" || first == "Anne") && names[second]
}

func isFamilyName(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && len(word) > size+1 && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' }) < 0
}

// honours reports whether the words before a name are those of a place or a structure that bears it.
func honours(before []string) bool {
	for _, word := range before[max(0, len(before)-3):] {
		switch strings.ToLower(strings.TrimRight(strings.TrimLeft(word, "«(\u00a0"), ",")) {
		case "rue", "avenue", "place", "boulevard", "quai", "square", "allée", "impasse", "école", "collège", "lycée", "maison", "espace", "fondation",
			"centre", "association", "institut", "théâtre", "hôpital", "prix", "fonds", "salle", "médiathèque", "bibliothèque", "université", "cité",
			"parc", "musée", "ferme", "moulin", "villa", "atelier", "ateliers", "pont", "foyer", "résidence", "café", "domaine", "château", "jardin",
			"halle", "tiers-lieu", "société", "établissements", "groupe", "mutuelle", "coopérative", "usine", "manufacture":
			return true
		}
	}
	return false
}
