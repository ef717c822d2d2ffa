package check

func ruleContact() Rule {
	return Rule{
		Name:  "joindre",
		Title: "Un réseau à relais donne un annuaire ou un site où les trouver.",
		Doc: `relays dit qu'un réseau national a un relais dans chaque département ou région. La fiche ne nomme pas ces relais : elle doit donner
l'annuaire (contact.directory) ou le site où les trouver, et agir sur toute la France ou sur plusieurs régions.`,
		find: findContact,
	}
}

func findContact(s *subject) {
	for _, a := range s.base.Actors {
		if a.Relays.Pos.IsZero() {
			continue
		}
		if include, except := s.base.Codes(a.Territory); len(include) > 0 && s.known(include) && s.regions(include, except) == 1 {
			s.fault(a.Relays.Pos, "relays est fait pour un réseau de plusieurs régions, et la fiche n'agit que dans une\u00a0: %s", s.places.Describe(include, except))
		}
		if a.Contact.Website.Value == "" && a.Contact.Directory.Value == "" {
			s.fault(a.Relays.Pos, "où trouver les relais\u00a0? il manque contact.directory (ou contact.website)")
		}
	}
}

// regions counts the regions that a territory touches.
func (s *subject) regions(include, except []string) int {
	n := 0
	for _, region := range s.places.Regions() {
		if s.places.Touches(include, except, region) {
			n++
		}
	}
	return n
}
