package understand_test

import (
	"strings"
	"testing"

	"jalon/internal/understand"
)

// read is what was understood of the place, in one word: a code, "" for nothing, "abroad", or several codes after "?".
func read(u understand.Understanding) string {
	switch {
	case u.Place != nil:
		return u.Place.Code
	case u.Abroad != "":
		return "abroad"
	case len(u.Places) > 0:
		codes := make([]string, len(u.Places))
		for i, m := range u.Places {
			codes[i] = m.Code
		}
		return "? " + strings.Join(codes, " ")
	}
	return ""
}

// TestPlaceMeant reads, by family, which of the places named is that of the project.
func TestPlaceMeant(t *testing.T) {
	families := map[string]map[string]string{
		"past": {
			"j'étais à Lyon mais maintenant je suis à Die": "26113", "je suis née à Paris mais je vis à Die": "26113",
			"j'ai quitté Paris pour m'installer à Crest": "26108", "on vivait à Lille": "", "je suis originaire de Lille, je vis à Die": "26113",
			"je ne veux pas quitter Mende": "48095",
		},
		"model": {
			"j'ai vu une épicerie à Nantes, je veux faire pareil à Redon": "35236", "comme à Langouet mais à Redon": "35236",
			"on a vu un local à Mende": "48095", "j'ai un cousin à Tours": "", "je travaille à Lyon mais le projet est à Tarare": "69243",
		},
		"of others": {
			"sur le marché de Crest j'ai vu un stand, ça m'a donné l'idée de faire pareil à Nyons": "26220",
			"le garage de Brioude nous a inspirés mais on ferait ça à Langogne":                    "48080",
			"avant j'étais éducatrice à Lille, ici en Lozère je monte un troupeau":                 "48",
			"j'ai bossé à la mairie de Castres vingt ans":                                          "", "un monsieur du Gers est venu nous voir": "",
			"en Ardèche ma tante avait une magnanerie, je suis à Guéret": "23096", "une chaufferie, ça se fait à Mens": "",
			"des copains de Valence ont monté un fablab, nous à Die on voudrait pareil": "26113",
			"il y a une super recyclerie à Crest, on veut la même à Die":                "26113",
			"le maire de Rodez m'a conseillé de voir en Lozère":                         "48",
			"je viens de m'installer à Carcassonne après dix ans à Toulouse":            "11069",
		},
		"codes and common words": {
			"un habitat groupé près de Crest (26400)": "26108", "la rénovation de maisons dans le Calvados": "14",
			"le centre social de La Mure": "38269", "je reviens au pays après dix ans à Toulouse": "",
		},
		"what others have": {
			"à Nantes il y a une librairie coopérative, je voudrais une librairie dans mon village": "",
			"à Crest ils ont une recyclerie, on veut pareil":                                        "",
			"à Die il y a une grange vide, on voudrait en faire un café":                            "26113",
		},
		"where relatives are": {
			"ma belle-sœur a ouvert une épicerie à Thiers, moi je regarde": "", "mon frère habite Nantes": "",
			"maman de deux enfants à Maripasoula, elles me disent de faire une structure. Moi j'aimerais apprendre": "97353",
			"mes parents tenaient un hôtel à Nérac":                                                                 "", "mes parents tenaient un hôtel à Nérac, je veux le reprendre": "47195",
			"ma fille ouvre une boulangerie à Thiers, quelles aides ?": "63430",
		},
		"gone to a place unknown": {
			"j'habite à Rennes mais je compte m'installer dans le Val Perdu": "", "j'habite à Rennes mais je compte m'installer dans les Monts d'Arrée": "? 29",
			"j'habite à Rennes et je compte m'installer comme boulanger": "35238",
		},
		"accents tell": {
			"une ressourcerie née près de Melle": "79174", "une ressourcerie pres de Melle": "? 79174 35174",
		},
		"feasts and amounts": {
			"ouverture à la Toussaint": "", "14 000 de devis": "", "14 000 Caen": "14118",
		},
		"denied": {
			"pas en Lozère, plutôt dans le Gard": "30", "c pa lardeche c le gard": "30", "à Mende, non pardon, à Marvejols": "48092",
			"je n'habite plus à Mende mais à Marvejols": "48092", "à deux pas de Die": "26113", "pas loin de Die": "26113",
		},
		"elsewhere today": {
			"actuellement à Paris, projet dans le Lot": "46", "avec des amis de Toulouse on veut monter un lieu à Gramat": "46128",
			"infirmière à Cahors, je veux ouvrir une maison de santé à Gramat": "46128", "salarié à Cahors, j'habite Gramat": "46128",
			"je suis à Paris mais je veux partir dans le Lot": "46", "à Génolhac, à 20 km d'Alès": "30130",
			"j'ai grandi à Gramat et je veux y revenir": "46128", "Die ou Crest": "? 26113 26108",
		},
		"short or unfinished": {
			"a riom es montagne": "15162", "à saint jean de maurien": "73248", "ste foy la gde": "33402", "villeneuve/lot": "47323",
			"dans l'ain a bourg": "01053", "Villefranche (12)": "12300", "île d'Yeu : bricothèque": "85113", "brive": "19031",
			"l'harmonie de Guise cherche des musiciens": "02361", "jabite a riez": "04166",
		},
		"not a place": {
			"nice projet": "", "la réunion de lundi": "", "à la réunion de lundi": "", "chez Marie": "", "je m'appelle Marie Die": "",
			"vous êtes des planqués": "", "un bar à vins": "", "l'année 68": "", "en 81": "", "à 80%": "",
		},
		"river": {
			"au bord de la Loire à Saint-Florent-le-Vieil": "49244", "le long du Tarn, à Moissac": "82112", "sur les bords de Loire": "",
			"la vallée de la Drôme": "", "dans la Loire": "42",
		},
		"number": {
			"rendez-vous le 15": "", "on se voit le 12": "", "à 15 h 30": "", "on est 48": "", "il me faut 30000": "", "2 + 2": "",
			"tiers lieu 23 financement": "23", "recyclerie 29 ki connait": "29", "bar 12 place": "", "jardin 30 parcelles": "",
			"dans le 12": "12", "le 48": "48", "mende 48000": "48095",
		},
		"homonyms": {
			"une épicerie à La Rochelle": "17300", "l'épicerie de Luc": "? 48086 65290 12133", "au Puy": "43157", "à Brive": "19031",
			"dans le Trièves": "? 38",
		},
	}
	r, _, _ := newReader(t)
	for family, sentences := range families {
		for sentence, want := range sentences {
			if got := read(r.Read(sentence)); got != want {
				t.Errorf("%s: Read(%q) = %q, want %q", family, sentence, got, want)
			}
		}
	}
}
