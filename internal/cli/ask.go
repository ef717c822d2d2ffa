package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"jalon/index"
	"jalon/internal/dialogue"
	"jalon/internal/geo"
	"jalon/internal/guide"
	"jalon/internal/recommend"
	"jalon/internal/understand"
)

// understoodDocument is what a sentence says; a slot not understood is absent.
type understoodDocument struct {
	Stage   string        `json:"stage,omitempty"`
	Holder  string        `json:"holder,omitempty"`
	Sector  string        `json:"sector,omitempty"`
	Need    string        `json:"need,omitempty"`
	Employs string        `json:"employs,omitempty"`
	Place   *profilePlace `json:"place,omitempty"`
}

type spanDocument struct {
	Slot string `json:"slot"`
	Text string `json:"text"`
}

type glossaryDocument struct {
	Term       string `json:"term"`
	Definition string `json:"definition"`
}

type hitDocument struct {
	ID    string  `json:"id"`
	Type  string  `json:"type"`
	Title string  `json:"title"`
	Score float64 `json:"score"`
}

type askDocument struct {
	Understood understoodDocument `json:"understood"`
	Spans      []spanDocument     `json:"spans"`
	Ambiguous  []string           `json:"ambiguous"`
	Glossary   *glossaryDocument  `json:"glossary,omitempty"`
	Next       string             `json:"next"`
	Actors     []actorDocument    `json:"actors"`
	Hits       []hitDocument      `json:"hits"`
}

func (a *app) ask() *cobra.Command {
	var asJSON, batch bool
	cmd := &cobra.Command{
		Use: "ask PHRASE", Short: "Comprend une phrase, comme le robot",
		Example: "  jalon ask --json \"on est 4 et on veut reprendre l'épicerie de Luc\"",
		Args:    queryArguments(&batch, "la phrase à comprendre"),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.snapshot()
			if err != nil {
				return err
			}
			answer := func(text string) (any, error) { return answerSentence(cmd.Context(), s, text) }
			return a.queries(args, batch, answer, func(w io.Writer, value any) { showSentence(w, s, value) }, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "réponse en JSON")
	cmd.Flags().BoolVar(&batch, "batch", false, "une phrase par ligne de l'entrée standard, un JSON par ligne")
	return cmd
}

func answerSentence(ctx context.Context, s *guide.Snapshot, text string) (askDocument, error) {
	u := s.Reader.Read(text)
	d := askDocument{Spans: []spanDocument{}, Ambiguous: append([]string{}, u.Ambiguous...), Actors: []actorDocument{}, Hits: []hitDocument{}}
	facts := dialogue.Facts{}
	for slot, value := range u.Facts {
		facts[slot] = value
	}
	d.Understood = understoodDocument{Stage: facts["stage"], Holder: facts["holder"], Sector: facts["sector"], Need: facts["need"], Employs: facts["employs"]}
	if u.Place != nil {
		facts["place"] = u.Place.Code
		d.Understood.Place = placeJSON(*u.Place)
	}
	for _, span := range u.Spans {
		d.Spans = append(d.Spans, spanDocument{span.Slot, span.Text})
	}
	if len(u.Terms) > 0 {
		d.Glossary = &glossaryDocument{u.Terms[0].Term.Value, u.Terms[0].Definition.Value}
	}
	position := dialogue.Where(&s.Base.Tree, dialogue.Fill(&s.Base.Tree, dialogue.Answers{}, facts))
	d.Next = "done"
	if !position.Done() && !position.Node.Optional.Value {
		d.Next = position.Node.ID.Value
	}
	p := askedProfile(s, position.Facts, u)
	if p.Place.Kind != geo.KindCountry || d.Next == "done" {
		d.Actors = actorDocuments(s, s.Engine.For(p, today()))
	}
	query := index.Query{Text: text, Place: u.PlaceText(), Stage: p.Stage, Holder: p.Holder, Sector: p.Sector, Need: p.Need, Limit: 10}
	if u.Place != nil {
		query.Near = recommend.Territories(*u.Place)
	}
	hits, err := s.Index.Search(ctx, query)
	if err != nil {
		return d, fmt.Errorf("recherche : %w", err)
	}
	d.Hits = hitDocuments(hits)
	return d, nil
}

// askedProfile is the profile known so far; the place is the country when none was understood.
func askedProfile(s *guide.Snapshot, facts dialogue.Facts, u understand.Understanding) recommend.Profile {
	p := recommend.Profile{Stage: facts["stage"], Holder: facts["holder"], Sector: facts["sector"], Need: facts["need"], Employs: facts["employs"]}
	if u.Place != nil {
		p.Place = *u.Place
		return p
	}
	p.Place, _ = s.Places.Place(dialogue.Anywhere)
	return p
}

func hitDocuments(hits []index.Hit) []hitDocument {
	list := []hitDocument{}
	for _, h := range hits {
		list = append(list, hitDocument{h.ID, h.Type, h.Title, h.Score})
	}
	return list
}

func showSentence(w io.Writer, s *guide.Snapshot, value any) {
	d, _ := value.(askDocument)
	var parts []string
	for _, span := range d.Spans {
		parts = append(parts, inFrench(span.Slot)+" « "+span.Text+" »")
	}
	if len(parts) > 0 {
		fmt.Fprintln(w, "Compris :", strings.Join(parts, ", "))
	}
	if d.Glossary != nil {
		fmt.Fprintf(w, "%s : %s\n", d.Glossary.Term, d.Glossary.Definition)
	}
	if node := s.Base.Tree.Node(d.Next); node != nil {
		fmt.Fprintln(w, "Question suivante :", node.Ask.Value)
	} else {
		fmt.Fprintln(w, "Question suivante : aucune")
	}
	for i, actor := range d.Actors {
		fmt.Fprintf(w, "%d. %s [%s]\n", i+1, actor.Name, inFrench(actor.Level))
	}
	for _, h := range d.Hits {
		fmt.Fprintf(w, "%-10s %s\n", inFrench(h.Type), h.Title)
	}
}

// inFrench names a slot, a level or a kind of entry for people; the codes stay in JSON.
func inFrench(code string) string {
	names := map[string]string{
		"stage": "étape", "holder": "porteur", "employs": "emploi", "sector": "domaine", "place": "lieu", "need": "besoin",
		string(geo.LevelLocal): "tout près", string(geo.LevelDepartment): "département", string(geo.LevelRegion): "région",
		index.TypeActor: "acteur", index.TypeProject: "exemple", index.TypeResource: "lecture", index.TypeTerm: "mot",
	}
	if name, known := names[code]; known {
		return name
	}
	return code
}

type searchDocument struct {
	Query string        `json:"query"`
	Hits  []hitDocument `json:"hits"`
}

func (a *app) search() *cobra.Command {
	var asJSON, batch bool
	var limit int
	cmd := &cobra.Command{
		Use: "search TEXTE", Short: "Cherche dans la base de connaissances",
		Args: queryArguments(&batch, "le texte à chercher"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 || limit > 1000 {
				return wrongUsage("--limit va de 1 à 1000")
			}
			s, err := a.snapshot()
			if err != nil {
				return err
			}
			answer := func(text string) (any, error) {
				hits, err := s.Index.Search(cmd.Context(), searchQuery(s, text, limit))
				if err != nil {
					return nil, fmt.Errorf("recherche : %w", err)
				}
				return searchDocument{text, hitDocuments(hits)}, nil
			}
			return a.queries(args, batch, answer, showHits, asJSON)
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 10, "nombre de réponses")
	cmd.Flags().BoolVar(&asJSON, "json", false, "réponse en JSON")
	cmd.Flags().BoolVar(&batch, "batch", false, "une recherche par ligne de l'entrée standard, un JSON par ligne")
	return cmd
}

// searchQuery adds what the words say of the place, the sector and the stage.
func searchQuery(s *guide.Snapshot, text string, limit int) index.Query {
	u := s.Reader.Read(text)
	q := index.Query{Text: text, Place: u.PlaceText(), Limit: limit, Stage: u.Facts["stage"], Sector: u.Facts["sector"]}
	if u.Place != nil {
		q.Near = recommend.Territories(*u.Place)
	}
	return q
}

func showHits(w io.Writer, value any) {
	d, _ := value.(searchDocument)
	if len(d.Hits) == 0 {
		fmt.Fprintln(w, "Rien trouvé. Essayez un autre mot, ou un lieu.")
	}
	for _, h := range d.Hits {
		fmt.Fprintf(w, "%-10s %-40s %s\n", h.Type, h.ID, h.Title)
	}
}
