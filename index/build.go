package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"

	"jalon/knowledge"
)

// textField is the one field that is searched: all the texts of an entry, each word counting as many times as its part of the
// entry weighs.
const textField = "text"

// Index is a built index, safe for use by several goroutines.
type Index struct {
	bleve    bleve.Index
	postings api.IndexReader
	// entries are in the order of the base, documents gives the entry of each document of bleve.
	entries   []entry
	documents []int32
	length    float64 // mean length of an entry

	french     *french
	vocabulary *vocabulary
	names      *nameIndex
	thesaurus  *thesaurus
	// coded gives the entries that name a code: "sector:mobility".
	coded map[string][]int32
}

// Build makes the index of a base.
func Build(base *knowledge.Base) (*Index, error) {
	x := &Index{french: newFrench(), entries: reader{base}.entries(), names: newNameIndex(), coded: map[string][]int32{}}
	filled := make(chan error, 1)
	go func() { filled <- x.fill() }()
	words := x.survey()
	for _, phrase := range phrases(base) {
		for _, t := range x.french.words(phrase) {
			words.knows(string(t.Term))
		}
	}
	x.vocabulary = words.vocabulary()
	x.thesaurus = newThesaurus(x.french, base, x.vocabulary)
	if err := <-filled; err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

// phrases are the words of the synonyms and of the lexicon: known words, though no entry may hold them.
func phrases(base *knowledge.Base) []string {
	var list []string
	for _, s := range base.Synonyms {
		list = append(append(list, knowledge.Values(s.Same)...), knowledge.Values(s.From)...)
	}
	for _, l := range base.Lexicon {
		list = append(append(list, knowledge.Values(l.Words)...), knowledge.Values(l.Weak)...)
	}
	return list
}

// survey reads every entry once: its names, its words, its length and its codes.
func (x *Index) survey() *tally {
	words := newTally()
	for _, list := range []map[string]bool{x.french.stop.words, x.french.common} {
		for word := range list {
			words.knows(word)
		}
	}
	total := 0.0
	for i := range x.entries {
		e := &x.entries[i]
		at := int32(i)
		x.names.addEntry(x.french, at, e)
		for _, part := range e.texts() {
			for _, text := range part.texts {
				for _, t := range x.french.words(text) {
					word := string(t.Term)
					if x.french.stop.words[word] {
						continue
					}
					e.length += float64(part.times)
					words.add(word, x.french.stem.stem(word), at)
				}
			}
		}
		total += e.length
		for slot, codes := range map[string][]string{"sector:": e.sectors, "need:": e.needs} {
			for _, code := range codes {
				x.coded[slot+code] = append(x.coded[slot+code], at)
			}
		}
	}
	x.length = total / float64(max(1, len(x.entries)))
	return words
}

// fill makes the bleve index: one batch, hence one segment, with the analysis of the entries shared among the processors.
func (x *Index) fill() error {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultMapping = bleve.NewDocumentDisabledMapping() // documents are made here, field by field
	ix, err := bleve.NewUsing("", mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		return fmt.Errorf("create index: %w", err)
	}
	x.bleve = ix
	analyzers := map[int]analysis.Analyzer{}
	for _, times := range []int{nameTimes, tagTimes, bodyTimes} {
		analyzers[times] = x.french.analyzer(times)
	}
	batch := ix.NewBatch()
	for i := range x.entries {
		d := document.NewDocument(strconv.Itoa(i))
		for _, part := range x.entries[i].texts() {
			for _, text := range part.texts {
				d.AddField(document.NewTextFieldCustom(textField, nil, []byte(text), api.IndexField, analyzers[part.times]))
			}
		}
		if err := batch.IndexAdvanced(d); err != nil {
			return fmt.Errorf("index %s: %w", x.entries[i].id, err)
		}
	}
	if err := ix.Batch(batch); err != nil {
		return fmt.Errorf("fill index: %w", err)
	}
	return x.open()
}

// open takes the reader of the postings, which stays open as long as the index, and learns which document is which entry.
func (x *Index) open() error {
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("read index: %w", err)
	}
	if x.postings, err = advanced.Reader(); err != nil {
		return fmt.Errorf("read index: %w", err)
	}
	x.documents = make([]int32, len(x.entries))
	for i := range x.entries {
		id, err := x.postings.InternalID(strconv.Itoa(i))
		if err != nil {
			return fmt.Errorf("read index: %w", err)
		}
		number, err := x.number(id)
		if err != nil {
			return err
		}
		x.documents[number] = int32(i)
	}
	return nil
}

// errDocument says that bleve named a document that was never indexed.
var errDocument = errors.New("unknown document in the index")

// number is bleve's number of a document.
func (x *Index) number(id api.IndexInternalID) (uint64, error) {
	if len(id) != 8 {
		return 0, errDocument
	}
	n := binary.BigEndian.Uint64(id)
	if n >= uint64(len(x.documents)) {
		return 0, errDocument
	}
	return n, nil
}

// Close frees the index. No search may run or come after.
func (x *Index) Close() error {
	var err error
	if x.postings != nil {
		err = x.postings.Close()
	}
	if x.bleve != nil {
		err = errors.Join(err, x.bleve.Close())
	}
	if err != nil {
		return fmt.Errorf("close index: %w", err)
	}
	return nil
}
