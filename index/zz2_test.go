package index

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestConfusable(t *testing.T) {
	f, err := os.Open("/tmp/forms.txt")
	if err != nil {
		t.Skip()
	}
	x := shippedIndex(t)
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	total, known, conf := 0, 0, 0
	byLen := map[int]int{}
	out, _ := os.Create("/tmp/confusable.txt")
	for s.Scan() {
		w, lemma, _ := strings.Cut(s.Text(), "\t")
		total++
		if x.vocabulary.known(w, x.french.stem.stem(w)) {
			known++
			continue
		}
		near := x.vocabulary.nearest(w, 1)
		if len(near) > 0 {
			conf++
			byLen[len(w)]++
			fmt.Fprintln(out, w, near[0].word, near[0].distance, lemma)
		}
	}
	fmt.Println(total, known, conf, byLen)
}
