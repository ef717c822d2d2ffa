package index

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

func frenchForms() map[string]string {
	m := map[string]string{}
	f, err := os.Open("/tmp/forms.txt")
	if err != nil {
		return m
	}
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		w, lemma, _ := strings.Cut(s.Text(), "\t")
		m[w] = lemma
	}
	return m
}

func TestGuessed(t *testing.T) {
	x := shippedIndex(t)
	m := frenchForms()
	for _, file := range []string{"dev.yaml", "check.yaml"} {
		for _, j := range judgedQueries(t, file) {
			r := x.read(j.Q, "")
			for _, w := range r.words {
				if w.guessed {
					orig := ""
					for _, o := range x.french.words(j.Q) {
						if !x.vocabulary.known(string(o.Term), x.french.stem.stem(string(o.Term))) {
							orig += string(o.Term) + " "
							if m[string(o.Term)] != "" {
								orig += "(FR) "
							}
						}
					}
					fmt.Printf("%s -> %s   [%s]\n", orig, w.word, j.Q)
				}
			}
		}
	}
}
