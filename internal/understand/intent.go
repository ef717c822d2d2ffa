package understand

import (
	"slices"
	"strings"

	"jalon/knowledge"
)

// intent decides what the sentence wants, apart from giving answers. Distress goes before everything; a question about a word
// keeps the answers given beside it; the others need a sentence that tells nothing of a project.
func (s *sentence) intent(u *Understanding, asked []*knowledge.Term) {
	text := s.plain()
	switch {
	case says(text, distressed()):
		u.Intent = Distress
		if u.Facts["stage"] == "idea" && u.Facts["sector"] == "" { // "envie d'en finir"
			delete(u.Facts, "stage")
			delete(u.Confidence, "stage")
			u.Spans = slices.DeleteFunc(u.Spans, func(span Span) bool { return span.Slot == "stage" })
		}
	case len(asked) > 0:
		u.Intent, u.Terms = Define, asked
	case s.outside(u, text):
		u.Intent = Outside
		u.Place, u.Places, u.Guessed, u.Abroad, u.Spans, u.Ambiguous = nil, nil, false, "", nil, nil
		delete(u.Confidence, "place")
	case len(u.Facts) > 0 || u.Place != nil || len(u.Places) > 0 && !u.Guessed || u.Abroad != "":
	default:
		u.Intent = s.manners(text)
	}
	if u.Intent != None && u.Intent != Define && u.Intent != Distress && u.Guessed {
		u.Places, u.Guessed, u.Spans, u.Ambiguous = nil, false, nil, nil
	}
}

// plain is the sentence as folded words, a space on each side of each.
func (s *sentence) plain() string {
	var b strings.Builder
	b.WriteByte(' ')
	for i := range s.tokens {
		b.WriteString(s.tokens[i].word)
		b.WriteByte(' ')
	}
	return b.String()
}

// says reports whether the text holds one of the phrases, given as folded words.
func says(text string, phrases []string) bool {
	for _, p := range phrases {
		for at := 0; ; {
			i := strings.Index(text[at:], p)
			if i < 0 {
				break
			}
			at += i
			if text[at-1] == ' ' && text[at+len(p)] == ' ' {
				return true
			}
			at++
		}
	}
	return false
}

// distressed are the words of somebody who cannot go on.
func distressed() []string {
	return []string{
		"je n en peux plus", "j en peux plus", "je n en peu plus", "j en peu plus", "n en peux plus", "on n en peut plus",
		"n en peut plus", "je peux plus continuer", "en finir avec la vie", "envie d en finir", "veux en finir",
		"vais en finir", "d en finir", "envie de mourir", "veux mourir", "vais mourir de chagrin",
		"me suicider", "suicider", "je pense au suicide", "idees suicidaires", "suicidaire", "me tuer", "me foutre en l air",
		"plus envie de vivre", "plus le gout de vivre", "plus gout a rien", "plus gout a la vie", "plus la force",
		"idees noires", "je suis a bout", "suis a bout", "je suis au bout", "au bout du rouleau", "je craque",
		"je vais craquer", "je tiens plus", "je ne tiens plus",
		"je suis desespere", "je suis desesperee", "desespere", "desesperee", "je pleure tous les jours", "je suis en burn out",
		"en burn out", "en burnout", "j ai fait un burn out", "je fais un burn out", "je suis en depression", "je deprime",
		"je coule", "je sombre", "marre de vivre", "marre de la vie", "j en ai marre de tout", "tout lacher je n en",
		"je suis completement perdu je n", "aidez moi je vais mal", "je vais tres mal", "je vais mal", "ca va pas du tout",
		"mettre fin a mes jours", "fin a mes jours", "a quoi bon vivre", "la vie ne vaut",
	}
}

// outside reports whether the sentence is clearly about something else: weather, football, cooking, a game with the machine.
func (s *sentence) outside(u *Understanding, text string) bool {
	if len(u.Facts) == 1 && u.Facts["sector"] == "food-farming" && says(text, cooking()) {
		delete(u.Facts, "sector")
		delete(u.Confidence, "sector")
		u.Sectors = nil
		return true
	}
	if len(u.Facts) > 0 || s.projectHits() {
		return false
	}
	return says(text, elsewhere())
}

// projectHits reports whether a phrase that is not weak tells of a project.
func (s *sentence) projectHits() bool {
	for _, h := range s.hits {
		if !h.weak {
			return true
		}
	}
	return false
}

// manners reads insults, thanks, questions about Jalon and greetings, in a sentence that tells nothing else.
func (s *sentence) manners(text string) Intent {
	switch {
	case says(text, insults()):
		return Insult
	case says(text, appeals()) && len(s.tokens) <= 14 || text == " aide " || text == " aider ":
		return Help
	case says(text, thanks()):
		return Thanks
	case says(text, greetings()) && len(s.tokens) <= 10:
		return Greeting
	}
	return None
}

// cooking are the questions of a cook.
func cooking() []string {
	return []string{
		"recette", "recettes", "comment faire une tarte", "comment faire un gateau", "comment faire une soupe",
		"comment faire une quiche", "comment faire cuire", "comment cuire", "comment cuisiner", "comment faire du pain",
		"comment faire une confiture", "comment faire des confitures", "comment faire une ratatouille",
		"comment preparer une salade",
	}
}

// elsewhere are the signs of a talk about something else.
func elsewhere() []string {
	return []string{
		"meteo", "quel temps", "il fait beau", "il va pleuvoir", "il pleut", "temps fait il", "va t il pleuvoir", "temperature", "previsions",
		"match", "foot", "football", "ligue 1", "psg", "coupe du monde", "qui a gagne", "le score", "le tour de france", "rugby",
		"recette de", "recette des", "recette du", "la recette", "comment faire des crepes", "comment cuisiner",
		"comment faire une pizza", "pates carbonara",
		"une blague", "raconte moi", "raconte une", "horoscope", "astro", "loto", "numeros du loto", "quelle heure", "quel jour",
		"qui est le president", "capitale de", "capitale du", "la capitale", "combien font", "combien fait",
		"combien de planetes", "traduis", "traduire", "traduction", "ecris un poeme", "un poeme", "une chanson", "chante",
		"joue a",
		"tu m aimes", "je t aime", "veux tu sortir", "tu es une fille", "t es une fille", "tu es un garcon", "quel age as tu",
		"t as quel age", "tu dors", "tu manges", "t es marie", "es tu humain", "programme tele", "quel film", "netflix",
		"bitcoin", "crypto", "bourse", "paris sportifs", "horaires du train", "horaire du train", "horaires de bus",
		"itineraire", "pharmacie de garde", "mon colis", "ma commande", "mon telephone ne", "carte grise", "impots",
		"passeport", "carte d identite", "code de triche", "devoir de maths", "mes devoirs", "dissertation", "qui a invente",
		"date de naissance de", "age de", "president de la republique", "elections",
	}
}

// insults are the words of anger at a machine.
func insults() []string {
	return []string{
		"connard", "connards", "connasse", "conard", "conar", "conne", "con", "cons", "conne", "pute", "putes", "salope",
		"salopard", "encule", "enculer", "encules", "fdp", "fils de pute", "ntm", "nique", "niquer", "ta gueule", "tg",
		"ferme la", "va te faire", "va te faire foutre", "va chier", "vas te faire", "merde", "bot de merde", "de merde",
		"batard", "abruti", "abrutie", "debile", "cretin", "idiot", "idiote", "imbecile", "t es nul", "tu es nul",
		"vous etes nul", "vous etes nuls", "nul a chier", "t es con", "tu es con", "t es bete", "tu es bete", "stupide",
		"casse toi", "degage", "tu sers a rien", "tu ne sers a rien", "sers a rien", "sert a rien", "ca sert a rien",
		"vous servez a rien", "bouffon", "tocard", "ordure", "pourriture", "inutile", "c est nul", "trop nul", "nul", "nulle",
	}
}

// appeals are the ways to ask what Jalon does, or for help without saying for what.
func appeals() []string {
	return []string{
		"comment ca marche", "comment sa marche", "comment ca fonctionne", "comment tu marches", "comment tu fonctionnes",
		"tu sers a quoi", "vous servez a quoi", "a quoi tu sers", "a quoi sers tu", "a quoi vous servez", "tu fais quoi",
		"que fais tu", "que peux tu faire", "tu peux faire quoi", "que sais tu faire", "qui es tu", "t es qui", "tu es qui",
		"vous etes qui", "qui etes vous", "c est qui", "c est quoi jalon", "jalon c est quoi", "qu est ce que jalon",
		"es tu un robot", "t es un robot", "tu es un robot", "un robot", "mode d emploi", "besoin d aide", "aide moi",
		"aidez moi", "tu peux m aider", "peux tu m aider", "pouvez vous m aider", "vous pouvez m aider", "qui peut m aider",
		"j ai rien compris", "je comprends rien", "je ne comprends pas", "je comprends pas", "je ne comprends rien",
		"comprends pas", "comprend rien", "comprend pas", "help", "sos", "au secours", "c est quoi ce truc", "c est quoi ca",
		"c est quoi ici", "a quoi ca sert", "ca sert a quoi", "comment faire", "comment on fait", "je fais quoi", "que faire",
		"expliquez moi", "explique moi", "par ou commencer", "on fait comment", "aide svp", "aide stp", "aide s il",
		"quoi faire", "je suis perdu", "je suis perdue", "suis perdu", "suis perdue", "faut faire quoi", "tu peux quoi",
		"c est pour quoi",
	}
}

// thanks are the words of thanks.
func thanks() []string {
	return []string{"merci", "mercis", "remercie", "remercier", "merki", "thanks", "thank you", "trop gentil", "tres gentil",
		"sympa de", "super utile", "tu m as bien aide", "vous m avez bien aide"}
}

// greetings are the words of greeting.
func greetings() []string {
	return []string{"bonjour", "bonsoir", "salut", "coucou", "hello", "hey", "yo", "bonne journee", "bonne nuit", "bonne soiree",
		"bjr", "cc", "allo", "salutations", "re bonjour", "rebonjour", "hola", "kikou", "wesh", "bien le bonjour", "ca va",
		"comment allez vous", "comment vas tu", "enchante"}
}
