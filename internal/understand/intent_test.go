package understand_test

import (
	"testing"

	"jalon/internal/understand"
)

// TestIntentsByFamily reads sentences that want something else than to tell of a project, and some that only look so.
func TestIntentsByFamily(t *testing.T) {
	r, _, _ := newReader(t)
	for want, sentences := range map[understand.Intent][]string{
		understand.Define: {
			"on m'a parlé du leader mais je sais pas ce que c'est", "quelqu'un peut me dire ce qu'est une fabrique à initiatives",
			"cé quoi une scop", "c'est quoi au juste un ptce", "c'est quoi une amap", "le mot essaimage veut dire quoi", "comment fonctionne une scic",
			"scop ou scic quelle différence",
		},
		understand.Greeting: {"demat", "bonjour à tous", "slt cv", "allez je vous laisse", "bye à plus", "au revoir", "allo allo ya quelqu'un"},
		understand.Thanks:   {"un grand merci", "merci beaucoup", "vous m'enlevez une épine du pied", "rapide et efficace", "top, je les appelle demain", "c'est gentil", "super", "ça m'aide énormément", "chapeau bas", "vous êtes un amour"},
		understand.Insult:   {"bande d'incapables", "ferme la", "vous êtes tous des voleurs", "tu sers vraiment à rien", "votre truc est nul", "t'es complètement à côté de la plaque", "pauvre cloche"},
		understand.Distress: {
			"g envi de tt plaquer j craque", "rien ne va", "je veux disparaître", "j'ai rien à manger pour mes enfants", "j'en peux plus, mon asso coule", "je n'en peux vraiment plus", "je pleure tous les soirs", "mon mari parle de se pendre", "je suis épuisée",
		},
		understand.Help: {"les boutons marchent pas", "c'est payant ou gratuit", "je peux parler à quelqu'un ?", "kom sa march", "vous faites quoi exactement", "je me suis trompé, comment revenir en arrière", "pourquoi vous me demandez ça", "à qui je parle", "c'est gratuit ?", "j'ai pas compris", "pouvez-vous me guider",
			"que dois-je vous raconter", "vous allez faire quoi de mes réponses", "je veux repartir à zéro", "c'est quoi la prochaine étape"},
		understand.Outside: {"prix du gasoil", "mon ordinateur est en panne", "comment toucher le rsa", "2 + 2", "ma vache est malade", "je veux divorcer", "mon chat a disparu", "comment soigner un rhume",
			"je cherche un stage de troisième"},
		understand.None: {
			"j'ai envie de tout plaquer pour élever des chèvres", "prévention du suicide des agriculteurs", "un tournoi de foot pour les jeunes",
			"qu'est ce qu'il faut pour ouvrir un café", "c'est quoi les aides pour ouvrir une épicerie", "merci de me rappeler",
			"bonjour, je cherche un accompagnement", "un café qui est un tiers-lieu", "que faire d'une grange vide", "c'est gratuit pour les adhérents ?", "ici tout ferme, la poste, l'école",
			"trésorier d'une amicale, je ne dors plus avant l'assemblée", "une machine à laver partagée pour le village", "il n'y a plus rien au village", "une bande de jeunes du village",
			"on n'en peut plus de faire 30 km pour le pain", "je veux en finir avec le gaspillage alimentaire", "on n'a plus la force de tenir la buvette", "ce n'est pas que ça va mal",
			"on veut aider ceux qui n'ont plus rien à manger", "je dors plus à cause des dettes de l'asso", "c'est quoi la procédure pour exclure un membre",
		},
	} {
		for _, sentence := range sentences {
			if got := r.Read(sentence).Intent; got != want {
				t.Errorf("%q is %q, want %q", sentence, got, want)
			}
		}
	}
}
