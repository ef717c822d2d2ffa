package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jalon/internal/geo"
	"jalon/internal/invite"
	"jalon/internal/sheet"
	"jalon/knowledge"
)

// inviteRequest is one call of "jalon link".
type inviteRequest struct {
	request
	bot, campaign, decode     string
	qr, poster, format, title string
	asJSON                    bool
}

// inviteDocument is a link, what it holds and the files made of it.
type inviteDocument struct {
	Link     string             `json:"link,omitempty"`
	Payload  string             `json:"payload"`
	Code     string             `json:"code"`
	Campaign string             `json:"campaign,omitempty"`
	Facts    understoodDocument `json:"facts"`
	QR       string             `json:"qr,omitempty"`
	Poster   string             `json:"poster,omitempty"`
}

// botName is the form of the names that Telegram gives to bots.
var botName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{3,30}[A-Za-z0-9]$`)

func (a *app) link() *cobra.Command {
	var r inviteRequest
	cmd := &cobra.Command{
		Use: "link --bot NOM", Short: "Fait un lien qui ouvre le robot avec des réponses déjà données, son QR code et son affiche",
		Long: "Fait un lien qui ouvre le robot avec des réponses déjà données, et le code court qui vaut ce lien.\n" +
			"Le lien contient les réponses\u00a0: rien n'est gardé ailleurs. --decode dit ce que contient un lien, ou refait ses papiers.",
		Example: "  jalon link --bot mon_robot --place \"Luc 48\" --sector local-shops --campaign mairie-de-luc --poster affiche.pdf\n" +
			"  jalon link --bot mon_robot --stage idea --qr lien.svg\n  jalon link --decode \"https://t.me/mon_robot?start=j1…\"",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return a.runLink(r) },
	}
	f := cmd.Flags()
	f.StringVar(&r.bot, "bot", "", "nom du robot sur Telegram, avec ou sans @")
	f.StringVar(&r.Stage, "stage", "", "étape\u00a0: idea, creation, consolidation, development")
	f.StringVar(&r.Holder, "holder", "", "porteur\u00a0: individual, collective, organisation, authority")
	f.StringVar(&r.Sector, "sector", "", "domaine\u00a0: food-farming, local-shops, mobility… (voir vocabulary/codes.yaml)")
	f.StringVar(&r.Place, "place", "", "commune, code postal ou département")
	f.StringVar(&r.Need, "need", "", "besoin\u00a0: premises, funding…")
	f.StringVar(&r.Employs, "employs", "", "la structure emploie-t-elle quelqu'un\u00a0: yes ou no")
	f.StringVar(&r.campaign, "campaign", "", "nom du lien pour les chiffres\u00a0: lettres sans accent, chiffres et tirets, 32 au plus")
	f.StringVar(&r.decode, "decode", "", "lien, contenu de lien ou code court à lire, à la place des réponses")
	f.StringVar(&r.qr, "qr", "", "écrit le QR code dans ce fichier .png ou .svg")
	f.StringVar(&r.poster, "poster", "", "écrit l'affiche dans ce fichier .pdf")
	f.StringVar(&r.format, "format", "", "format de l'affiche\u00a0: A4 ou A5 (par défaut\u00a0: A4)")
	f.StringVar(&r.title, "title", "", "titre de l'affiche")
	f.BoolVar(&r.asJSON, "json", false, "réponse en JSON")
	return cmd
}

// runLink reads or makes the invite, writes the files asked and prints it.
func (a *app) runLink(r inviteRequest) error {
	if err := r.check(); err != nil {
		return err
	}
	base, err := a.readable()
	if err != nil {
		return err
	}
	places, err := geo.Load()
	if err != nil {
		return fmt.Errorf("table des communes\u00a0: %w", err)
	}
	var i invite.Invite
	if r.decode != "" {
		var known bool
		var bot string
		if i, bot, known = readInvite(r.decode); !known {
			fmt.Fprintf(a.Stderr, "jalon: « %s » n'est pas un lien de Jalon, ou il est abîmé\n", r.decode)
			return errProblems
		}
		if r.bot == "" {
			r.bot = bot
		}
	} else if i, err = a.newInvite(base, places, r); err != nil {
		return err
	}
	document, err := describeInvite(places, i, r.bot)
	if err != nil {
		return err
	}
	if err := a.writePapers(base, places, &document, r); err != nil {
		return err
	}
	if r.asJSON {
		return a.printJSON(document)
	}
	a.showInvite(base, places, document)
	return nil
}

// check refuses options that do not go together or are badly written, and normalizes the others.
func (r *inviteRequest) check() error {
	r.bot = strings.TrimPrefix(strings.TrimSpace(r.bot), "@")
	r.format = strings.ToUpper(r.format)
	given := r.Stage != "" || r.Holder != "" || r.Sector != "" || r.Place != "" || r.Need != "" || r.Employs != "" || r.campaign != ""
	switch {
	case r.decode != "" && given:
		return wrongUsage("--decode lit un lien\u00a0: pas de réponse ni de campagne avec lui")
	case r.bot == "" && r.decode == "":
		return wrongUsage("il manque --bot, le nom du robot sur Telegram")
	case r.bot != "" && !botName.MatchString(r.bot):
		return wrongUsage("« %s » n'est pas un nom de robot\u00a0: 5 à 32 lettres sans accent, chiffres ou _", r.bot)
	case !slices.Contains([]string{"", "yes", "no"}, r.Employs):
		return wrongUsage("--employs vaut yes ou no, pas « %s »", r.Employs)
	case !slices.Contains([]string{"", "A4", "A5"}, r.format):
		return wrongUsage("--format vaut A4 ou A5, pas « %s »", r.format)
	case r.poster == "" && (r.format != "" || r.title != ""):
		return wrongUsage("--format et --title vont avec --poster")
	case r.poster != "" && extension(r.poster) != ".pdf":
		return wrongUsage("--poster attend un fichier .pdf, pas « %s »", r.poster)
	case r.qr != "" && extension(r.qr) != ".png" && extension(r.qr) != ".svg":
		return wrongUsage("--qr attend un fichier .png ou .svg, pas « %s »", r.qr)
	}
	return nil
}

func extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

// newInvite checks the answers given in the options.
func (a *app) newInvite(base *knowledge.Base, places *geo.Gazetteer, r inviteRequest) (invite.Invite, error) {
	i := invite.Invite{Facts: map[string]string{}}
	for _, f := range [][2]string{{"stage", r.Stage}, {"holder", r.Holder}, {"sector", r.Sector}, {"need", r.Need}} {
		slot, value := f[0], f[1]
		if value == "" {
			continue
		}
		if base.Vocabulary.Find(slot, value) == nil {
			return i, wrongUsage("--%s « %s » inconnu%s", slot, value, suggestion(value, codes(base, slot)))
		}
		i.Facts[slot] = value
	}
	if r.Employs != "" {
		i.Facts["employs"] = r.Employs
	}
	if r.Place != "" {
		place, err := placeOf(places, r.Place)
		if err != nil {
			return i, err
		}
		i.Facts["place"] = place.Code
		a.noteHomonyms(places, r.Place)
	}
	if i.Campaign = invite.Campaign(geo.Fold(r.campaign)); i.Campaign == "" && r.campaign != "" {
		return i, wrongUsage("--campaign « %s » n'a ni lettre ni chiffre", r.campaign)
	}
	if i.Campaign != r.campaign {
		fmt.Fprintf(a.Stderr, "jalon: campagne notée « %s »\n", i.Campaign)
	}
	return i, nil
}

// noteHomonyms says which of several places of the same name was taken: the link may be about to be printed.
func (a *app) noteHomonyms(places *geo.Gazetteer, text string) {
	var names []string
	for _, m := range places.Resolve(text).Candidates {
		if m.Kind == geo.KindCommune {
			names = append(names, fmt.Sprintf("%s (%s)", m.Name, m.Department))
		}
	}
	if len(names) > 1 {
		others := names[1:min(len(names), 6)]
		fmt.Fprintf(a.Stderr, "jalon: plusieurs lieux répondent à « %s »\u00a0; pris\u00a0: %s\u00a0; il y a aussi %s\n", text, names[0], strings.Join(others, ", "))
	}
}

// readInvite reads a link, its payload or a code; bot is the robot that the link names.
func readInvite(text string) (i invite.Invite, bot string, ok bool) {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "start=") {
		if !strings.Contains(text, "://") {
			text = "https://" + text
		}
		address, err := url.Parse(text)
		if err != nil {
			return i, "", false
		}
		query := address.Query()
		if bot = strings.Trim(address.Path, "/"); address.Scheme == "tg" {
			bot = query.Get("domain")
		}
		if !botName.MatchString(bot) {
			bot = ""
		}
		text = query.Get("start")
	}
	if i, ok = invite.Read(text); !ok {
		i, ok = invite.ReadCode(text)
	}
	return i, bot, ok
}

func describeInvite(places *geo.Gazetteer, i invite.Invite, bot string) (inviteDocument, error) {
	payload, err1 := i.Payload()
	code, err2 := i.Code()
	if err := errors.Join(err1, err2); err != nil {
		return inviteDocument{}, fmt.Errorf("lien\u00a0: %w", err)
	}
	d := inviteDocument{Payload: payload, Code: code, Campaign: i.Campaign, Facts: understoodDocument{
		Stage: i.Facts["stage"], Holder: i.Facts["holder"], Sector: i.Facts["sector"], Need: i.Facts["need"], Employs: i.Facts["employs"],
	}}
	if place := i.Facts["place"]; place != "" {
		known, _ := places.Place(place)
		d.Facts.Place = placeJSON(known)
		d.Facts.Place.Code = place
	}
	if bot != "" {
		d.Link, _ = i.Link(bot)
	}
	return d, nil
}

// writePapers writes the QR code and the poster where they were asked.
func (a *app) writePapers(base *knowledge.Base, places *geo.Gazetteer, d *inviteDocument, r inviteRequest) error {
	if (r.qr != "" || r.poster != "") && d.Link == "" {
		return wrongUsage("il manque --bot, le nom du robot sur Telegram")
	}
	if r.qr != "" {
		picture, err := drawQR(d.Link, extension(r.qr))
		if err != nil {
			return err
		}
		if err := a.write(r.qr, picture, "QR code"); err != nil {
			return err
		}
		d.QR = r.qr
	}
	if r.poster != "" {
		poster, err := a.drawPoster(base, places, *d, r)
		if err != nil {
			return err
		}
		if err := a.write(r.poster, poster, "affiche"); err != nil {
			return err
		}
		d.Poster = r.poster
	}
	return nil
}

// qrPixels is the side of the PNG: enough for half a page of paper.
const qrPixels = 1000

func drawQR(link, kind string) ([]byte, error) {
	if kind == ".svg" {
		picture, err := sheet.QRSVG(link)
		if err != nil {
			return nil, fmt.Errorf("QR code\u00a0: %w", err)
		}
		return []byte(picture), nil
	}
	picture, err := sheet.QRPNG(link, qrPixels)
	if err != nil {
		return nil, fmt.Errorf("QR code\u00a0: %w", err)
	}
	return picture, nil
}

func (a *app) drawPoster(base *knowledge.Base, places *geo.Gazetteer, d inviteDocument, r inviteRequest) ([]byte, error) {
	say := wording(base)
	bot, _, _ := strings.Cut(strings.TrimPrefix(d.Link, "https://t.me/"), "?")
	p := sheet.Poster{
		Title: say("poster.title"), Pitch: say("poster.pitch"), ScanLabel: say("poster.scan"), Link: d.Link, LinkLabel: say("poster.link-label"),
		Code: d.Code, CodeLabel: say("poster.code-bot", "bot", bot), Footer: say("poster.footer"), Format: r.format, Created: today().Truncate(24 * time.Hour),
	}
	if r.title != "" {
		p.Title = r.title
	}
	if missing, err := sheet.Undrawable(p.Title); err == nil && missing != "" {
		fmt.Fprintf(a.Stderr, "jalon: lettres du titre que l'affiche ne sait pas dessiner\u00a0: %s\n", missing)
	}
	if d.Facts.Place != nil {
		p.Place = placeTitle(places, *d.Facts.Place)
	}
	pdf, err := p.PDF()
	if err != nil {
		return nil, fmt.Errorf("affiche\u00a0: %w", err)
	}
	return pdf, nil
}

func (a *app) write(name string, data []byte, what string) error {
	if err := os.WriteFile(name, data, 0o644); err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return fmt.Errorf("le fichier « %s » ne s'écrit pas\u00a0: %w", name, err)
	}
	fmt.Fprintf(a.Stderr, "jalon: %s dans %s\n", what, name)
	return nil
}

// placeTitle names a commune with its department: "Luc (Lozère)".
func placeTitle(places *geo.Gazetteer, p profilePlace) string {
	if department, known := places.Place(p.Department); known && p.Kind == string(geo.KindCommune) {
		return p.Name + " (" + department.Name + ")"
	}
	return p.Name
}

// showInvite prints the link and what it holds, with the words that the bot uses.
func (a *app) showInvite(base *knowledge.Base, places *geo.Gazetteer, d inviteDocument) {
	say := wording(base)
	if d.Link != "" {
		fmt.Fprintf(a.Stdout, "Lien\u00a0: %s\n", d.Link)
	}
	fmt.Fprintf(a.Stdout, "Code\u00a0: %s\n", d.Code)
	if d.Campaign != "" {
		fmt.Fprintf(a.Stdout, "Campagne\u00a0: %s\n", d.Campaign)
	}
	facts := map[string]string{"stage": d.Facts.Stage, "holder": d.Facts.Holder, "sector": d.Facts.Sector, "need": d.Facts.Need}
	for slot, value := range facts {
		if code := base.Vocabulary.Find(slot, value); code != nil {
			facts[slot] = code.Label.Value
		}
	}
	if d.Facts.Employs != "" {
		facts["employs"] = say("employs." + d.Facts.Employs)
	}
	if d.Facts.Place != nil {
		facts["place"] = placeTitle(places, *d.Facts.Place)
	}
	empty := true
	for _, slot := range knowledge.Slots() {
		if facts[slot] != "" {
			fmt.Fprintln(a.Stdout, say("recap."+slot, "answer", facts[slot]))
			empty = false
		}
	}
	if empty {
		fmt.Fprintln(a.Stdout, "Aucune réponse donnée d'avance.")
	}
}
