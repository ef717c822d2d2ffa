package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"jalon/internal/geo"
	"jalon/internal/guide"
	"jalon/internal/recommend"
	"jalon/knowledge"
)

// request is one call of "jalon recommend", as options or as a JSON object of a batch.
type request struct {
	Stage   string `json:"stage"`
	Holder  string `json:"holder"`
	Sector  string `json:"sector"`
	Place   string `json:"place"`
	Need    string `json:"need"`
	Employs string `json:"employs"`
}

// profilePlace is the place of a profile.
type profilePlace struct {
	Kind       string `json:"kind"`
	Code       string `json:"code"`
	Name       string `json:"name"`
	Department string `json:"department"`
}

type profileDocument struct {
	Stage  string        `json:"stage"`
	Holder string        `json:"holder"`
	Sector string        `json:"sector"`
	Need   string        `json:"need"`
	Place  *profilePlace `json:"place"`
}

type actorDocument struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Kind       string   `json:"kind"`
	Level      string   `json:"level"`
	DistanceKm *float64 `json:"distance_km"`
	Reasons    []string `json:"reasons"`
	Covers     string   `json:"covers"`
	Website    string   `json:"website"`
	VerifiedOn string   `json:"verified_on"`
}

type programmeDocument struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Operator string `json:"operator"`
}

type resourceDocument struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

type pathDocument struct {
	Stage string `json:"stage"`
	Actor string `json:"actor"`
}

type recommendDocument struct {
	Profile    profileDocument     `json:"profile"`
	Relaxed    []string            `json:"relaxed"`
	Actors     []actorDocument     `json:"actors"`
	Programmes []programmeDocument `json:"programmes"`
	Resources  []resourceDocument  `json:"resources"`
	Path       []pathDocument      `json:"path"`
}

func (a *app) recommend() *cobra.Command {
	var asJSON, batch bool
	var r request
	cmd := &cobra.Command{
		Use: "recommend", Short: "Propose les acteurs pour un projet et un lieu",
		Example: "  jalon recommend --json --stage idea --holder collective --sector local-shops --place Herm",
		Args:    noArguments,
		RunE: func(_ *cobra.Command, _ []string) error {
			s, err := a.snapshot()
			if err != nil {
				return err
			}
			answer := func(line string) (any, error) {
				asked := r
				if batch {
					if err := readRequest(line, &asked); err != nil {
						return nil, err
					}
				}
				a.warnHomonyms(s.Places, asked.Place, batch)
				if read := s.Places.Resolve(asked.Place); read.Abroad != "" && len(read.Candidates) == 0 && !batch {
					fmt.Fprintf(a.Stderr, "jalon: « %s » est hors de France (%s) ; voici l'aide nationale, joignable à distance\n", asked.Place, read.Abroad)
				}
				return answerRequest(s, asked)
			}
			return a.queries(nil, batch, answer, func(w io.Writer, value any) { showRecommendation(w, s, value) }, asJSON)
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.Stage, "stage", "", "étape : idea, creation, consolidation, development")
	f.StringVar(&r.Holder, "holder", "", "porteur : individual, collective, organisation, authority")
	f.StringVar(&r.Sector, "sector", "", "domaine : food-farming, local-shops, mobility… (voir vocabulary/codes.yaml)")
	f.StringVar(&r.Place, "place", "", "commune, code postal ou département")
	f.StringVar(&r.Need, "need", "", "besoin, facultatif : premises, funding…")
	f.StringVar(&r.Employs, "employs", "", "la structure emploie-t-elle quelqu'un : yes ou no")
	f.BoolVar(&asJSON, "json", false, "réponse en JSON")
	f.BoolVar(&batch, "batch", false, "un objet JSON par ligne de l'entrée standard")
	return cmd
}

// warnHomonyms says which other places bear the name that was taken.
func (a *app) warnHomonyms(places *geo.Gazetteer, text string, batch bool) {
	answer := places.Resolve(text)
	if batch || !answer.Exact || len(answer.Candidates) < 2 {
		return
	}
	var others []string
	for _, m := range answer.Candidates[1:min(6, len(answer.Candidates))] {
		others = append(others, fmt.Sprintf("%s (%s)", m.Name, m.Department))
	}
	first := answer.Candidates[0]
	fmt.Fprintf(a.Stderr, "jalon: « %s » est compris comme %s (%s) ; il y a aussi %s\n", text, first.Name, first.Department, strings.Join(others, ", "))
}

// readRequest reads one line of a batch strictly.
func readRequest(line string, r *request) error {
	decoder := json.NewDecoder(strings.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(r); err != nil {
		return placeError{"ligne illisible : un objet JSON {\"stage\", \"holder\", \"sector\", \"place\", \"need\", \"employs\"} est attendu"}
	}
	return nil
}

// answerRequest checks a request and recommends.
func answerRequest(s *guide.Snapshot, r request) (recommendDocument, error) {
	p, err := profileOf(s, r)
	if err != nil {
		return recommendDocument{}, err
	}
	return document(s, s.Engine.For(p, today())), nil
}

func profileOf(s *guide.Snapshot, r request) (recommend.Profile, error) {
	var p recommend.Profile
	for _, field := range []struct {
		slot, value string
		needed      bool
	}{{"stage", r.Stage, true}, {"holder", r.Holder, true}, {"sector", r.Sector, true}, {"need", r.Need, false}} {
		if field.value == "" && field.needed {
			return p, wrongUsage("il manque --%s", field.slot)
		}
		if field.value != "" && s.Base.Vocabulary.Find(field.slot, field.value) == nil {
			return p, wrongUsage("%s « %s » inconnu%s", field.slot, field.value, suggestion(field.value, codes(s.Base, field.slot)))
		}
	}
	if !slices.Contains([]string{"", "yes", "no"}, r.Employs) {
		return p, wrongUsage("--employs vaut yes ou no, pas « %s »", r.Employs)
	}
	place, err := placeOf(s.Places, r.Place)
	if err != nil {
		return p, err
	}
	return recommend.Profile{Stage: r.Stage, Holder: r.Holder, Sector: r.Sector, Need: r.Need, Employs: r.Employs, Place: place}, nil
}

func codes(base *knowledge.Base, slot string) []string {
	var list []string
	for _, c := range base.Vocabulary.List(slot) {
		list = append(list, c.Code.Value)
	}
	return list
}

// suggestion is the "vouliez-vous dire" of a wrong value, or the list of the right ones.
func suggestion(value string, codes []string) string {
	if near := knowledge.Nearest(value, codes); near != "" {
		return fmt.Sprintf(" ; vouliez-vous dire « %s » ?", near)
	}
	return " ; valeurs : " + strings.Join(codes, ", ")
}

// placeError is a place that cannot be taken as it was typed.
type placeError struct{ message string }

func (e placeError) Error() string { return e.message }

// placeOf takes the place typed: the only one of that name, or the largest of several; a misspelling is never corrected
// silently. A place abroad gives the whole country, where national help is.
func placeOf(places *geo.Gazetteer, text string) (geo.Place, error) {
	if strings.TrimSpace(text) == "" {
		return geo.Place{}, wrongUsage("il manque --place")
	}
	answer := places.Resolve(text)
	switch {
	case answer.Exact && len(answer.Candidates) > 0 && answer.Candidates[0].Kind == geo.KindRegion:
		var names []string
		for _, d := range projectPlaces(places, answer.Candidates[0].Place) {
			names = append(names, d.Name)
		}
		return geo.Place{}, placeError{fmt.Sprintf("« %s » est une région ; choisissez un département : %s", text, strings.Join(names, ", "))}
	case answer.Exact && len(answer.Candidates) > 0:
		return answer.Candidates[0].Place, nil
	case answer.Abroad != "":
		country, _ := places.Place("FR")
		return country, nil
	case len(answer.Candidates) > 0:
		var names []string
		for _, m := range answer.Candidates[:min(5, len(answer.Candidates))] {
			names = append(names, fmt.Sprintf("%s (%s)", m.Name, m.Department))
		}
		return geo.Place{}, placeError{fmt.Sprintf("lieu « %s » inconnu ; vouliez-vous dire %s ?", text, strings.Join(names, ", "))}
	}
	return geo.Place{}, placeError{fmt.Sprintf("lieu « %s » inconnu ; essayez un code postal ou un département", text)}
}

// document turns a result into the contract's JSON.
func document(s *guide.Snapshot, result recommend.Result) recommendDocument {
	p := result.Profile
	d := recommendDocument{
		Profile: profileDocument{Stage: p.Stage, Holder: p.Holder, Sector: p.Sector, Need: p.Need, Place: placeJSON(p.Place)},
		Relaxed: []string{}, Actors: actorDocuments(s, result), Programmes: []programmeDocument{}, Resources: []resourceDocument{}, Path: []pathDocument{},
	}
	for _, c := range result.Relaxed {
		d.Relaxed = append(d.Relaxed, string(c))
	}
	for _, m := range result.Programmes {
		d.Programmes = append(d.Programmes, programmeDocument{m.Programme.ID, m.Programme.Name.Value, m.Operator})
	}
	for _, r := range result.Resources {
		d.Resources = append(d.Resources, resourceDocument{r.ID, r.Title.Value, r.URL.Value})
	}
	for _, n := range result.Path {
		d.Path = append(d.Path, pathDocument{n.Stage, n.Actor.ID})
	}
	return d
}

func placeJSON(p geo.Place) *profilePlace {
	return &profilePlace{Kind: string(p.Kind), Code: p.Code, Name: p.Name, Department: p.Department}
}

func actorDocuments(s *guide.Snapshot, result recommend.Result) []actorDocument {
	list := []actorDocument{}
	for _, r := range result.Actors {
		d := actorDocument{
			ID: r.Actor.ID, Name: r.Actor.Name.Value, Kind: r.Actor.Kind.Value, Level: string(r.Level), Covers: r.Covers, Reasons: []string{},
			Website: s.Engine.Contact(r.Actor, result.Profile.Place).URL, VerifiedOn: r.Actor.Verified.On.ISO(),
		}
		if r.Located {
			km := r.Km
			d.DistanceKm = &km
		}
		for _, reason := range r.Reasons {
			d.Reasons = append(d.Reasons, reason.Text)
		}
		list = append(list, d)
	}
	return list
}

func showRecommendation(w io.Writer, s *guide.Snapshot, value any) {
	d, _ := value.(recommendDocument)
	if len(d.Relaxed) > 0 {
		var relaxed []string
		for _, criterion := range d.Relaxed {
			relaxed = append(relaxed, inFrench(criterion))
		}
		fmt.Fprintf(w, "Critères élargis : %s\n\n", strings.Join(relaxed, ", "))
	}
	for i, actor := range d.Actors {
		fmt.Fprintf(w, "%d. %s [%s]\n", i+1, actor.Name, inFrench(actor.Level))
		for _, reason := range actor.Reasons {
			fmt.Fprintf(w, "   – %s\n", reason)
		}
		fmt.Fprintf(w, "   %s (fiche relue le %s)\n", actor.Website, actor.VerifiedOn)
	}
	for _, p := range d.Programmes {
		fmt.Fprintf(w, "Programme : %s (%s)\n", p.Name, p.Operator)
	}
	for _, r := range d.Resources {
		fmt.Fprintln(w, strings.TrimSpace("À lire : "+r.Title+" "+r.URL))
	}
	for _, p := range d.Path {
		fmt.Fprintf(w, "Ensuite, %s : %s\n", strings.ToLower(s.Base.Vocabulary.Find("stage", p.Stage).Label.Value), s.Base.Actor(p.Actor).Name.Value)
	}
}
