package check

import (
	"net/url"
	"regexp"
	"strings"
)

func ruleAddress() Rule {
	return Rule{
		Name:  "adresse",
		Title: "Les adresses de pages sont complètes et bien formées.",
		Doc: `Une adresse commence par https:// (ou http:// quand le site n'a pas mieux), nomme un site, et n'a ni espace ni accent non codé dans
le nom du site. Une adresse de courriel n'est pas une page. Ne mettez pas de point à la fin.`,
		find: findAddress,
	}
}

var hostPattern = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$`)

// oddWWWPattern is a host whose "www" has a letter too few or too many, or stands before half a name.
var oddWWWPattern = regexp.MustCompile(`^(?:ww|wwww+)\.|^www\.[^.]+$`)

// prosePattern is the address of a page in the middle of a sentence.
var prosePattern = regexp.MustCompile(`(?:https?://|\bwww\.)[^ \x{a0}]+`)

func findAddress(s *subject) {
	for _, t := range s.texts {
		if !t.address() {
			if found := prosePattern.FindString(t.Value); found != "" && sentence(t.key) {
				s.fault(s.inside(t.String, found), "adresse \"%s\" dans une phrase\u00a0: sa place est dans website, directory ou url", strings.TrimRight(found, ".,;)"))
			}
			continue
		}
		if says := wrongAddress(t.Value); says != "" {
			s.fault(t.Pos, "adresse \"%s\"\u00a0: %s", t.Value, says)
		}
	}
}

// wrongAddress says what is wrong with the address of a page, "" when nothing is.
func wrongAddress(address string) string {
	scheme, rest, found := strings.Cut(address, "://")
	switch {
	case !found && phonePattern.MatchString(address): // has its own fault
		return ""
	case strings.ContainsAny(address, " \t\n\u00a0"):
		return "elle contient une espace"
	case strings.HasPrefix(address, "mailto:"):
		return "c'est un courriel, pas une page"
	case !found:
		return "il manque https:// au début"
	case scheme != "https" && scheme != "http":
		return "elle doit commencer par https://"
	case strings.Contains(rest, "://"):
		return "elle contient deux fois ://"
	}
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return "elle est mal formée"
	case u.User != nil:
		return "elle contient un nom d'utilisateur"
	case !hostPattern.MatchString(strings.ToLower(u.Hostname())):
		return "le nom du site \"" + u.Host + "\" est mal formé"
	case oddWWWPattern.MatchString(strings.ToLower(u.Hostname())):
		return "le début du nom du site, \"" + u.Hostname() + "\", est mal écrit\u00a0: www.nom.fr"
	case u.Port() != "":
		return "le nom du site ne doit pas avoir de numéro de port"
	case strings.HasSuffix(address, ".") && !strings.HasSuffix(address, "..") || strings.HasSuffix(address, ","):
		return "elle finit par un signe de ponctuation"
	case strings.ContainsAny(address, "<>\"{}|\\^`"):
		return "elle contient un caractère interdit"
	}
	return ""
}
