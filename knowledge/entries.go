package knowledge

// Tags of the fields below: `yaml` is the key; `need:"yes"` refuses an entry without it; `code` names the closed list of the
// vocabulary that the value belongs to; `ref` the kind of entry whose id it is; `max` the most characters; `one` a closed
// list spelt out; `doc` what the maintainer's editor shows.

// Entry is what every entry of the base carries.
type Entry struct {
	ID       string   `yaml:"-"`
	At       Pos      `yaml:"-"`
	Aliases  []String `yaml:"aliases" doc:"Autres noms et mots que les gens tapent pour trouver cette fiche."`
	Sources  []Source `yaml:"sources" need:"yes" doc:"D'où viennent les faits de la fiche."`
	Verified Verified `yaml:"verified" need:"yes" doc:"Qui a relu la fiche d'après ses sources, et quand."`
	ReviewBy Date     `yaml:"review_by" doc:"Date à laquelle la fiche doit être relue (AAAA-MM-JJ)."`
	Status   String   `yaml:"status" one:"active|past|unknown" doc:"active : existe ; past : terminé, montré comme exemple ; unknown : existence à confirmer."`
}

// Past reports whether the entry tells of something that is over.
func (e Entry) Past() bool { return e.Status.Value == "past" }

// Source is where a fact comes from: a publication of the references or an address, and when it was seen.
type Source struct {
	At   Pos    `yaml:"-"`
	Ref  String `yaml:"ref" ref:"reference" doc:"Identifiant d'une publication de references/."`
	URL  String `yaml:"url" doc:"Adresse de la page (https://…)."`
	Seen Date   `yaml:"seen" doc:"Date de la page ou de la lecture : AAAA, AAAA-MM ou AAAA-MM-JJ."`
}

// Verified says who checked an entry against its sources, and when.
type Verified struct {
	On Date   `yaml:"on" need:"yes" doc:"Date de relecture (AAAA-MM-JJ)."`
	By String `yaml:"by" need:"yes" doc:"Équipe qui a relu (jamais un nom de personne)."`
}

// Territory is where an entry is of use, as codes or named areas; nothing written means nowhere.
type Territory struct {
	At      Pos      `yaml:"-"`
	Include []String `yaml:"include" need:"yes" doc:"Codes : \"FR\", \"R84\", \"07\", \"E200073096\", \"07010\", \"area:nom\"."`
	Except  []String `yaml:"except" doc:"Codes retirés du territoire."`
}

// Actor is somebody who supports project holders.
type Actor struct {
	Entry      `yaml:",inline"`
	Name       String    `yaml:"name" need:"yes" max:"90" doc:"Nom d'usage."`
	FullName   String    `yaml:"full_name" doc:"Nom complet, s'il est différent."`
	Kind       String    `yaml:"kind" need:"yes" code:"kind" doc:"Genre d'acteur."`
	Does       String    `yaml:"does" need:"yes" max:"200" doc:"Ce que l'acteur fait pour un porteur de projet, en une phrase simple."`
	Stages     []String  `yaml:"stages" need:"yes" code:"stage" doc:"Étapes du projet qu'il accompagne."`
	Holders    []String  `yaml:"holders" need:"yes" code:"holder" doc:"Porteurs qu'il accompagne."`
	Sectors    []String  `yaml:"sectors" code:"sector" doc:"Domaines ; vide : tous."`
	Needs      []String  `yaml:"needs" code:"need" doc:"Besoins auxquels il répond spécialement."`
	Conditions []String  `yaml:"conditions" code:"condition" doc:"Conditions à remplir."`
	Relays     String    `yaml:"relays" one:"department|region" doc:"Réseau national présent dans chaque département ou région par un relais à trouver dans son annuaire."`
	MadeFor    []Fit     `yaml:"made_for" doc:"Ce pour quoi il est fait d'abord : passe devant les autres quand tout correspond."`
	Territory  Territory `yaml:"territory" need:"yes" doc:"Où il intervient."`
	Offices    []Office  `yaml:"offices" doc:"Où on le trouve."`
	Contact    Contact   `yaml:"contact" doc:"Comment le joindre."`
	Note       String    `yaml:"note" max:"200" doc:"Précision utile, affichée sur la fiche."`
}

// Fit describes profiles: every list that is not empty must hold the person's answer.
type Fit struct {
	At      Pos      `yaml:"-"`
	Stages  []String `yaml:"stages" code:"stage"`
	Holders []String `yaml:"holders" code:"holder"`
	Sectors []String `yaml:"sectors" code:"sector"`
	Needs   []String `yaml:"needs" code:"need"`
	Employs String   `yaml:"employs" one:"yes|no"`
}

// Office is a place where an actor can be met.
type Office struct {
	At      Pos    `yaml:"-"`
	Commune String `yaml:"commune" need:"yes" doc:"Code INSEE de la commune, entre guillemets."`
	Label   String `yaml:"label" doc:"Nom du lieu, s'il aide à le trouver."`
}

// Contact is how to reach an actor without naming anybody.
type Contact struct {
	Website   String `yaml:"website" doc:"Site de l'acteur (https://…)."`
	Directory String `yaml:"directory" doc:"Annuaire où le trouver, quand son site n'est pas connu."`
}

// Programme is a scheme, a course or a call that an actor runs.
type Programme struct {
	Entry         `yaml:",inline"`
	Name          String    `yaml:"name" need:"yes" max:"110" doc:"Nom du programme."`
	Operators     []String  `yaml:"operators" ref:"actor" doc:"Acteurs qui le portent (identifiants)."`
	OperatorNames []String  `yaml:"operator_names" doc:"Porteurs qui n'ont pas de fiche."`
	Does          String    `yaml:"does" need:"yes" max:"200" doc:"Ce que le programme apporte, en une phrase simple."`
	Stages        []String  `yaml:"stages" need:"yes" code:"stage" doc:"Étapes concernées."`
	Holders       []String  `yaml:"holders" need:"yes" code:"holder" doc:"Porteurs concernés."`
	Sectors       []String  `yaml:"sectors" code:"sector" doc:"Domaines ; vide : tous."`
	Needs         []String  `yaml:"needs" code:"need" doc:"Besoins auxquels il répond."`
	Conditions    []String  `yaml:"conditions" code:"condition" doc:"Conditions à remplir."`
	Territory     Territory `yaml:"territory" need:"yes" doc:"Où il est proposé."`
	Format        String    `yaml:"format" max:"200" doc:"Durée et déroulement."`
	Cost          String    `yaml:"cost" max:"120" doc:"Ce qu'il coûte, si c'est connu."`
	Years         String    `yaml:"years" max:"120" doc:"Années où il a eu lieu, d'après la source."`
	Website       String    `yaml:"website" doc:"Page du programme (https://…)."`
}

// Project is an inspiring local project.
type Project struct {
	Entry       `yaml:",inline"`
	Name        String   `yaml:"name" need:"yes" max:"110" doc:"Nom du projet."`
	Does        String   `yaml:"does" need:"yes" max:"200" doc:"Ce que fait le projet, en une phrase simple."`
	Sectors     []String `yaml:"sectors" need:"yes" code:"sector" doc:"Domaines."`
	Commune     String   `yaml:"commune" doc:"Code INSEE de la commune, entre guillemets."`
	Department  String   `yaml:"department" doc:"Code du département, si la commune n'est pas connue."`
	SupportedBy []String `yaml:"supported_by" ref:"actor" doc:"Acteurs qui l'ont aidé (identifiants)."`
	Website     String   `yaml:"website" doc:"Site du projet (https://…)."`
}

// Resource is something to read, watch or use.
type Resource struct {
	Entry   `yaml:",inline"`
	Key     String   `yaml:"id" need:"yes" doc:"Identifiant : minuscules, chiffres et tirets."`
	Title   String   `yaml:"title" need:"yes" max:"160" doc:"Titre."`
	Type    String   `yaml:"type" need:"yes" doc:"Nature : guide, webinaire, étude…"`
	Year    String   `yaml:"year" doc:"Année de publication."`
	Authors []String `yaml:"authors" doc:"Organisations qui l'ont publié."`
	URL     String   `yaml:"url" doc:"Adresse (https://…)."`
	Does    String   `yaml:"does" need:"yes" max:"200" doc:"Ce qu'on y trouve, en une phrase simple."`
	Stages  []String `yaml:"stages" code:"stage" doc:"Étapes ; vide : toutes."`
	Holders []String `yaml:"holders" code:"holder" doc:"Lecteurs visés ; vide : tous."`
	Sectors []String `yaml:"sectors" code:"sector" doc:"Domaines ; vide : tous."`
	Needs   []String `yaml:"needs" code:"need" doc:"Besoins auxquels elle répond."`
	Places  []String `yaml:"places" doc:"Codes des territoires dont elle parle."`
}

// Term is a word of the field, explained.
type Term struct {
	Entry      `yaml:",inline"`
	Key        String   `yaml:"id" need:"yes" doc:"Identifiant : minuscules, chiffres et tirets."`
	Term       String   `yaml:"term" need:"yes" max:"90" doc:"Le mot ou le sigle."`
	Expansion  String   `yaml:"expansion" doc:"Le sigle en toutes lettres."`
	Definition String   `yaml:"definition" need:"yes" max:"400" doc:"Ce que cela veut dire, en mots simples."`
	See        []String `yaml:"see" ref:"term" doc:"Mots voisins (identifiants)."`
}

// Area is a named territory (a PNR, a pays) spelt out as codes.
type Area struct {
	Entry   `yaml:",inline"`
	Key     String   `yaml:"id" need:"yes" doc:"Identifiant : minuscules, chiffres et tirets."`
	Name    String   `yaml:"name" need:"yes" max:"90" doc:"Nom avec son article : \"le Vignoble nantais\"."`
	Include []String `yaml:"include" need:"yes" doc:"Codes des communes, EPCI ou départements."`
	Except  []String `yaml:"except" doc:"Codes retirés."`
	Partial Bool     `yaml:"partial" doc:"true si la liste est approchée (limites exactes inconnues)."`
}

// Reference is a publication that several entries cite.
type Reference struct {
	ID        string `yaml:"-"`
	At        Pos    `yaml:"-"`
	Key       String `yaml:"id" need:"yes" doc:"Identifiant."`
	Title     String `yaml:"title" need:"yes" doc:"Titre."`
	Publisher String `yaml:"publisher" need:"yes" doc:"Organisation qui publie."`
	URL       String `yaml:"url" doc:"Adresse (https://…)."`
	Date      Date   `yaml:"date" need:"yes" doc:"Date de publication."`
}
