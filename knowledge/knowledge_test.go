package knowledge_test

import (
	"testing"

	"jalon/knowledge"
)

func TestShippedBaseLoads(t *testing.T) {
	if _, err := knowledge.Load(knowledge.Files); err != nil {
		t.Fatalf("Load(Files):\n%v", err)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := knowledge.Load(knowledge.Files); err != nil {
			b.Fatal(err)
		}
	}
}
