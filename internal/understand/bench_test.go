package understand_test

import (
	"testing"

	"jalon/internal/geo"
	"jalon/internal/understand"
	"jalon/knowledge"
)

func BenchmarkNew(b *testing.B) {
	base, err := knowledge.Load(knowledge.Files)
	if err != nil {
		b.Fatal(err)
	}
	places, err := geo.Load()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		understand.New(base, places)
	}
}

// BenchmarkRead reads one sentence an iteration, the development sentences in turn, then one of each costly sort.
func BenchmarkRead(b *testing.B) {
	r, _, _ := newReader(b)
	list := examples(b)
	b.Run("development", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			r.Read(list[i%len(list)].Say)
		}
	})
	for name, text := range map[string]string{
		"short":    "épicerie 48",
		"story":    "Bonjour, on est un petit groupe d'habitants de Saint-Agrève, on aimerait reprendre le café du village qui a fermé l'an dernier et y faire aussi une épicerie, on cherche comment financer les travaux et quel statut choisir",
		"mistyped": "episerie solidere a langone et recyclri pres de felettin dans la creuze",
		"unknown":  "xqzwk blurp à trucmuchville vers bidulbourg en machinchose chez trucbidule près de zorglub",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r.Read(text)
			}
		})
	}
}
