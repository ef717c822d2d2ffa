package index

import (
	"context"
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"jalon/knowledge"
)

// Plain is what bleve gives out of the box: its own "fr" analysis over the same texts and one match query. It is there to be
// compared with.
type Plain struct {
	bleve   bleve.Index
	entries []entry
}

// BuildPlain makes the plain index of a base.
func BuildPlain(base *knowledge.Base) (*Plain, error) {
	text := bleve.NewTextFieldMapping()
	text.Analyzer = fr.AnalyzerName
	document := bleve.NewDocumentStaticMapping()
	document.AddFieldMappingsAt(textField, text)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = document
	ix, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("create plain index: %w", err)
	}
	p := &Plain{bleve: ix, entries: reader{base}.entries()}
	batch := ix.NewBatch()
	for i := range p.entries {
		var texts []string
		for _, part := range p.entries[i].texts() {
			texts = append(texts, part.texts...)
		}
		if err := batch.Index(strconv.Itoa(i), map[string]any{textField: texts}); err != nil {
			return nil, fmt.Errorf("index %s: %w", p.entries[i].id, err)
		}
	}
	if err := ix.Batch(batch); err != nil {
		return nil, fmt.Errorf("fill plain index: %w", err)
	}
	return p, nil
}

// Search ranks entries for the words typed; the rest of the query is ignored.
func (p *Plain) Search(ctx context.Context, q Query) ([]Hit, error) {
	match := bleve.NewMatchQuery(q.Text)
	match.SetField(textField)
	found, err := p.bleve.SearchInContext(ctx, bleve.NewSearchRequestOptions(match, limitOf(q.Limit), 0, false))
	if err != nil {
		return nil, fmt.Errorf("plain search: %w", err)
	}
	hits := make([]Hit, 0, len(found.Hits))
	for _, h := range found.Hits {
		i, err := strconv.Atoi(h.ID)
		if err != nil {
			return nil, fmt.Errorf("plain search: %w", err)
		}
		e := &p.entries[i]
		hits = append(hits, Hit{ID: e.id, Type: e.kind, Title: e.title, Score: h.Score})
	}
	return hits, nil
}

// Close frees the index.
func (p *Plain) Close() error {
	if err := p.bleve.Close(); err != nil {
		return fmt.Errorf("close plain index: %w", err)
	}
	return nil
}
