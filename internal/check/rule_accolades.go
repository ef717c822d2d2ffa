package check

import (
	"regexp"
	"slices"
	"strings"

	"jalon/knowledge"
)

var bracedPattern = regexp.MustCompile(`\{[^{}]*\}`)

// foreignPattern is what other programs replace: "%s", "$name", "[name]", "<name>", "%name%".
var foreignPattern = regexp.MustCompile(`%[sdv]\b|%[a-z_]+%|\$\{?[a-z]+|\[[a-z_]+\]`)

func ruleBraces() Rule {
	return Rule{
		Name:  "accolades",
		Title: "Ce qui est entre accolades est un mot que le robot remplace.",
		Doc: `Dans wording, {place} est remplacé par le lieu, {name} par un nom. Chaque phrase a ses mots ; un mot inconnu, ou une accolade seule,
serait montré tel quel. Les accolades n'ont pas de sens dans les fiches.`,
		find: findBraces,
	}
}

func findBraces(s *subject) {
	known, anywhere := spoken(s.base, s.said), filled(s.said)
	for key, text := range s.base.Wording {
		one, said := known[key]
		for _, braced := range bracedPattern.FindAllString(text.Value, -1) {
			name := strings.Trim(braced, "{}")
			lonely := len(one.names) == 0 && slices.Contains(anywhere, name)
			if said && !one.anyName && !slices.Contains(one.names, name) && !lonely {
				s.fault(s.inside(text, braced), "la phrase \"%s\" ne connaît pas {%s}%s", key, name, namesOf(one, name))
			}
		}
		if found := foreignPattern.FindString(text.Value); found != "" && said {
			s.fault(s.inside(text, found), "\"%s\" serait montré tel quel\u00a0: ce que le robot remplace s'écrit entre accolades%s", found, namesOf(one, found))
		}
		s.lonely(text, bracedPattern.ReplaceAllString(text.Value, ""))
	}
	for _, t := range s.texts {
		if t.prose() && t.key != "wording" {
			s.lonely(t.String, t.Value)
		}
	}
}

// lonely puts down a brace that belongs to no word to replace.
func (s *subject) lonely(text knowledge.String, rest string) {
	if at := strings.IndexAny(rest, "{}"); at >= 0 {
		s.fault(s.inside(text, rest[at:at+1]), "accolade qui n'entoure aucun mot à remplacer")
	}
}

func namesOf(one said, name string) string {
	if near := meant(name, one.names); near != "" {
		return near
	}
	if len(one.names) == 0 {
		return "\u00a0: rien n'y est remplacé"
	}
	return "\u00a0: elle connaît {" + strings.Join(one.names, "}, {") + "}"
}
