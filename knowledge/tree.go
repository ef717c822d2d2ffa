package knowledge

// Tree is the questions and the way from one to the next.
type Tree struct {
	At    Pos    `yaml:"-"`
	Start String `yaml:"start" need:"yes" ref:"node" doc:"Première question."`
	Nodes []Node `yaml:"nodes" need:"yes" doc:"Les questions."`
}

// Node is one question. Its id is stable: it is in buttons of old messages.
type Node struct {
	At   Pos    `yaml:"-"`
	ID   String `yaml:"id" need:"yes" doc:"Identifiant stable : minuscules et tirets, 16 caractères au plus."`
	Kind String `yaml:"kind" one:"choice|place" doc:"choice (par défaut) : des boutons ; place : une commune."`
	Slot String `yaml:"slot" one:"stage|holder|sector|need|place|employs" doc:"Réponse que la question donne."`
	Ask  String `yaml:"ask" need:"yes" max:"200" doc:"La question."`
	Hint String `yaml:"hint" max:"300" doc:"Une ligne d'aide sous la question."`
	Help String `yaml:"help" max:"600" doc:"Réponse au bouton « C'est quoi ? »."`
	// Optional questions may be skipped, and are not counted in "Étape 2/4".
	Optional Bool     `yaml:"optional" doc:"true si l'on peut passer la question."`
	Aside    Bool     `yaml:"aside" doc:"true pour une question d'aide, qui n'est pas comptée dans « Étape 2/4 »."`
	Choices  []Choice `yaml:"choices" doc:"Les réponses."`
	// Unknown is where "Je ne sais pas" leads.
	Unknown Choice `yaml:"unknown" doc:"Où mène « Je ne sais pas »."`
	Next    String `yaml:"next" ref:"node|end" doc:"Question suivante, ou end."`
}

// Choice is one answer to a question. Its id is stable.
type Choice struct {
	At    Pos               `yaml:"-"`
	ID    String            `yaml:"id" doc:"Identifiant stable : minuscules et tirets, 20 caractères au plus."`
	Label String            `yaml:"label" max:"26" doc:"Texte du bouton, 26 caractères au plus : un numéro est mis devant."`
	Set   map[string]String `yaml:"set" doc:"Ce que la réponse apprend : stage, holder, sector, need, employs."`
	Goto  String            `yaml:"goto" ref:"node|end" doc:"Question suivante, si ce n'est pas celle de la question."`
}

// Node returns the node of that id, or nil.
func (t *Tree) Node(id string) *Node {
	for i := range t.Nodes {
		if t.Nodes[i].ID.Value == id {
			return &t.Nodes[i]
		}
	}
	return nil
}

// Choice returns the choice of that id, "unknown" for the way out of who does not know; nil when there is none.
func (n *Node) Choice(id string) *Choice {
	if id == UnknownChoice && !n.Unknown.At.IsZero() {
		return &n.Unknown
	}
	for i := range n.Choices {
		if n.Choices[i].ID.Value == id {
			return &n.Choices[i]
		}
	}
	return nil
}

// UnknownChoice is the id of "Je ne sais pas", and SkipChoice that of "Passer", at every question that offers them.
const (
	UnknownChoice = "unknown"
	SkipChoice    = "skip"
)

// IsZero reports whether the position was never set.
func (p Pos) IsZero() bool { return p.Line == 0 }

// Scenario is what a maintainer expects for given answers or a sentence.
type Scenario struct {
	At       Pos     `yaml:"-"`
	Name     String  `yaml:"name" need:"yes" doc:"Ce que le scénario montre."`
	Answers  Answers `yaml:"answers" doc:"Réponses données."`
	Sentence String  `yaml:"sentence" doc:"Ou une phrase tapée."`
	Expect   Expect  `yaml:"expect" need:"yes" doc:"Ce qui doit être proposé."`
}

// Answers are the answers of a scenario.
type Answers struct {
	Stage   String `yaml:"stage" code:"stage"`
	Holder  String `yaml:"holder" code:"holder"`
	Sector  String `yaml:"sector" code:"sector"`
	Need    String `yaml:"need" code:"need"`
	Employs String `yaml:"employs" one:"yes|no"`
	Place   String `yaml:"place" doc:"Commune ou département, comme on le tape."`
}

// Expect is what a scenario expects of the recommendation.
type Expect struct {
	First     String   `yaml:"first" ref:"actor" doc:"Acteur proposé en premier."`
	Among     []String `yaml:"among" ref:"actor" doc:"Acteurs proposés, dans n'importe quel ordre."`
	Never     []String `yaml:"never" ref:"actor" doc:"Acteurs qui ne doivent pas être proposés."`
	Relaxed   []String `yaml:"relaxed" doc:"Critères élargis : sector, holder, stage."`
	Strict    Bool     `yaml:"strict" doc:"true : aucun critère ne doit être élargi."`
	Programme []String `yaml:"programmes" ref:"programme" doc:"Programmes proposés."`
	Level     String   `yaml:"level" one:"local|department|region|national" doc:"Niveau du premier acteur."`
	Answers   Answers  `yaml:"answers" doc:"Réponses que la phrase contient."`
}
