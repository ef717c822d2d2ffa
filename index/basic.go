package index

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr" // the analyzer
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search/query"

	"jalon/knowledge"
)

// Index is a built index, safe for use by several goroutines.
type Index struct {
	bleve  bleve.Index
	titles map[string]Hit
}

type document struct {
	Type, Text                             string
	Stage, Holder, Sector, Need, Territory []string
}

// Build makes the index of a base.
func Build(base *knowledge.Base) (*Index, error) {
	m := bleve.NewIndexMapping()
	d := bleve.NewDocumentStaticMapping()
	text := bleve.NewTextFieldMapping()
	text.Analyzer = "fr"
	d.AddFieldMappingsAt("Text", text)
	for _, f := range []string{"Type", "Stage", "Holder", "Sector", "Need", "Territory"} {
		d.AddFieldMappingsAt(f, bleve.NewKeywordFieldMapping())
	}
	m.DefaultMapping = d
	ix, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	x := &Index{bleve: ix, titles: map[string]Hit{}}
	batch := ix.NewBatch()
	add := func(kind, id, title, text string, doc document) {
		doc.Type, doc.Text = kind, title+" "+text
		x.titles[kind+"/"+id] = Hit{ID: id, Type: kind, Title: title}
		_ = batch.Index(kind+"/"+id, doc)
	}
	all := func(list []knowledge.String) []string {
		if len(list) == 0 {
			return []string{"*"}
		}
		return knowledge.Values(list)
	}
	for _, a := range base.Actors {
		include, _ := base.Codes(a.Territory)
		add(TypeActor, a.ID, a.Name.Value, a.Does.Value, document{Stage: all(a.Stages), Holder: all(a.Holders), Sector: all(a.Sectors), Need: all(a.Needs), Territory: include})
	}
	for _, p := range base.Programmes {
		include, _ := base.Codes(p.Territory)
		add(TypeProgramme, p.ID, p.Name.Value, p.Does.Value, document{Stage: all(p.Stages), Holder: all(p.Holders), Sector: all(p.Sectors), Need: all(p.Needs), Territory: include})
	}
	for _, r := range base.Resources {
		add(TypeResource, r.ID, r.Title.Value, r.Does.Value, document{Stage: all(r.Stages), Holder: all(r.Holders), Sector: all(r.Sectors), Need: all(r.Needs)})
	}
	for _, p := range base.Projects {
		add(TypeProject, p.ID, p.Name.Value, p.Does.Value, document{Sector: all(p.Sectors)})
	}
	for _, t := range base.Terms {
		add(TypeTerm, t.ID, t.Term.Value, t.Definition.Value, document{})
	}
	return x, ix.Batch(batch)
}

// Search ranks entries for what a person typed, best first.
func (x *Index) Search(ctx context.Context, q Query) ([]Hit, error) {
	m := bleve.NewMatchQuery(q.Text)
	m.SetField("Text")
	return x.run(ctx, m, q.Limit)
}

// Select ranks the entries of one type that suit a profile, best first.
func (x *Index) Select(ctx context.Context, s Selection) ([]Hit, error) {
	must := []query.Query{term("Type", s.Type, 0)}
	for field, value := range map[string]string{"Stage": s.Stage, "Holder": s.Holder, "Sector": s.Sector} {
		if value != "" {
			must = append(must, bleve.NewDisjunctionQuery(term(field, value, 2), term(field, "*", 1)))
		}
	}
	if len(s.Territories) > 0 {
		var any []query.Query
		for i, t := range s.Territories {
			any = append(any, term("Territory", t, float64(len(s.Territories)-i)))
		}
		must = append(must, bleve.NewDisjunctionQuery(any...))
	}
	return x.run(ctx, bleve.NewConjunctionQuery(must...), s.Limit)
}

func term(field, value string, boost float64) query.Query {
	t := bleve.NewTermQuery(value)
	t.SetField(field)
	t.SetBoost(boost)
	return t
}

func (x *Index) run(ctx context.Context, q query.Query, limit int) ([]Hit, error) {
	if limit == 0 {
		limit = 10
	}
	found, err := x.bleve.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, limit, 0, false))
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	hits := make([]Hit, len(found.Hits))
	for i, h := range found.Hits {
		hits[i] = x.titles[h.ID]
		hits[i].Score = h.Score
	}
	return hits, nil
}

// Close frees the index.
func (x *Index) Close() error { return x.bleve.Close() }
