package check

import (
	"strings"

	"jalon/knowledge"
)

func ruleVariants() Rule {
	return Rule{
		Name:  "tournure",
		Title: "Une tournure à choix, (a|b) c, a ses parenthèses fermées et ne vaut pas trop de tournures.",
		Doc: `Dans vocabulary/words, « (garder|surveiller) (petits|enfants) » vaut quatre tournures, et « (petit|) jardin » en vaut deux. Une
parenthèse oubliée ou mise dans une autre est lue comme du texte, que personne n'écrira. Une tournure qui en vaudrait plus de 2 000 ralentit tout, et ce
qui dépasse n'est pas lu : coupez-la en deux lignes, ou gardez les mots que les gens disent.`,
		find: findVariants,
	}
}

func findVariants(s *subject) {
	for i := range s.base.Lexicon {
		e := &s.base.Lexicon[i]
		for _, word := range append(e.Words[:len(e.Words):len(e.Words)], e.Weak...) {
			switch all := knowledge.Variants(word.Value); {
			case strings.ContainsAny(all[0], "(|)"):
				s.fault(word.Pos, "les parenthèses et les barres de cette tournure ne vont pas par deux\u00a0: écrivez (a|b) c")
			case len(all) == knowledge.MaxVariants:
				s.fault(word.Pos, "cette tournure en vaut plus de %d\u00a0: coupez-la en deux lignes", knowledge.MaxVariants-1)
			}
		}
	}
}
