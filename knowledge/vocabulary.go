package knowledge

// Vocabulary is the closed lists of codes. Codes are stable: they are in links that people printed.
type Vocabulary struct {
	Stages     []Code `yaml:"stages" need:"yes" doc:"Étapes d'un projet."`
	Holders    []Code `yaml:"holders" need:"yes" doc:"Porteurs."`
	Sectors    []Code `yaml:"sectors" need:"yes" doc:"Domaines."`
	Needs      []Code `yaml:"needs" need:"yes" doc:"Besoins."`
	Conditions []Code `yaml:"conditions" need:"yes" doc:"Conditions d'accès."`
	Kinds      []Kind `yaml:"kinds" need:"yes" doc:"Genres d'acteurs."`
}

// Code is one value of a closed list.
type Code struct {
	At    Pos    `yaml:"-"`
	Code  String `yaml:"code" need:"yes" doc:"Code stable, jamais changé."`
	Label String `yaml:"label" need:"yes" max:"60" doc:"Nom montré aux gens."`
	Short String `yaml:"short" max:"30" doc:"Nom court pour un bouton ; par défaut le nom."`
	// Said completes a sentence about the person: "vous avez une idée", "un groupe d'habitants".
	Said String `yaml:"said" max:"80" doc:"La même chose dans une phrase : « vous avez une idée »."`
	Help String `yaml:"help" max:"300" doc:"Explication simple."`
}

// Kind is a kind of actor.
type Kind struct {
	At    Pos    `yaml:"-"`
	Code  String `yaml:"code" need:"yes" doc:"Code stable."`
	Label String `yaml:"label" need:"yes" max:"60" doc:"Nom montré aux gens, en minuscules : « incubateur »."`
	// Role says how the kind serves a project: "support" accompanies it, "place" hosts it, "funder" finances it, "network"
	// links its peers, "authority" is a public body.
	Role String `yaml:"role" need:"yes" one:"support|place|funder|network|authority" doc:"support, place, funder, network ou authority."`
	Help String `yaml:"help" max:"300" doc:"Explication simple."`
	Term String `yaml:"term" ref:"term" doc:"Mot du glossaire qui l'explique."`
}

// Slots are the questions whose answers make a profile, in the order in which they are usually asked.
func Slots() []string { return []string{"stage", "holder", "employs", "sector", "place", "need"} }

// List returns the codes of a slot ("stage", "holder", "sector", "need", "condition"), nil for another name.
func (v *Vocabulary) List(slot string) []Code {
	switch slot {
	case "stage":
		return v.Stages
	case "holder":
		return v.Holders
	case "sector":
		return v.Sectors
	case "need":
		return v.Needs
	case "condition":
		return v.Conditions
	}
	return nil
}

// Find returns one code of a slot, or nil.
func (v *Vocabulary) Find(slot, code string) *Code {
	list := v.List(slot)
	for i := range list {
		if list[i].Code.Value == code {
			return &list[i]
		}
	}
	return nil
}

// Kind returns the kind of that code, or nil.
func (v *Vocabulary) Kind(code string) *Kind {
	for i := range v.Kinds {
		if v.Kinds[i].Code.Value == code {
			return &v.Kinds[i]
		}
	}
	return nil
}

// codes returns every code of a closed list, kinds included.
func (v *Vocabulary) codes(list string) []string {
	var codes []string
	for _, c := range v.List(list) {
		codes = append(codes, c.Code.Value)
	}
	if list == "kind" {
		for _, k := range v.Kinds {
			codes = append(codes, k.Code.Value)
		}
	}
	return codes
}

// LexiconEntry gives everyday words for an answer: "épicerie" says the sector local-shops.
type LexiconEntry struct {
	At   Pos    `yaml:"-"`
	Slot String `yaml:"slot" need:"yes" one:"stage|holder|sector|need|employs" doc:"Question à laquelle ces mots répondent."`
	Code String `yaml:"code" need:"yes" doc:"Réponse (code du vocabulaire ; yes ou no pour employs)."`
	// Words are taken at their word; Weak ones count only with another sign of the same answer, or when alone. See [Variants].
	Words []String `yaml:"words" doc:"Mots et expressions qui suffisent ; (a|b) c vaut a c et b c."`
	Weak  []String `yaml:"weak" doc:"Mots qui ne comptent que s'il n'y a pas mieux."`
}

// Synonym helps search: words that mean the same, or everyday words that lead to words of the base.
type Synonym struct {
	At   Pos      `yaml:"-"`
	Same []String `yaml:"same" doc:"Mots qui veulent dire la même chose."`
	From []String `yaml:"from" doc:"Mots tapés…"`
	To   []String `yaml:"to" doc:"… qui mènent à ces mots de la base."`
}
