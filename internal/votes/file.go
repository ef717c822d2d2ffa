package votes

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// header begins a file: what the bytes after it are.
type header struct {
	Questions []Question
	Features  []string
	Bias      []float32
}

// Write writes the model, compressed: its questions and features as a line of JSON, then the weights. The same model always
// gives the same bytes.
func (m *Model) Write(w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("compress votes: %w", err)
	}
	if err := json.NewEncoder(z).Encode(header{Questions: m.questions, Features: m.features, Bias: m.bias}); err != nil {
		return fmt.Errorf("write the features of votes: %w", err)
	}
	if err := binary.Write(z, binary.LittleEndian, m.weights); err != nil {
		return fmt.Errorf("write the weights of votes: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("compress votes: %w", err)
	}
	return nil
}

// errShape says that a file of votes does not hold what its beginning announces.
var errShape = errors.New("the weights do not match the features")

// Read reads what [Model.Write] wrote.
func Read(r io.Reader) (*Model, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("read votes: %w", err)
	}
	in := bufio.NewReader(z)
	line, err := in.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("read the features of votes: %w", err)
	}
	var h header
	if err := json.Unmarshal(line, &h); err != nil {
		return nil, fmt.Errorf("read the features of votes: %w", err)
	}
	m := newModel(h.Questions, h.Features)
	if len(h.Bias) != m.columns || slices.ContainsFunc(h.Questions, func(q Question) bool { return len(q.Answers) == 0 }) {
		return nil, fmt.Errorf("read votes: %w", errShape)
	}
	m.bias = h.Bias
	raw, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("read the weights of votes: %w", err)
	}
	if len(raw) != len(m.weights) {
		return nil, fmt.Errorf("read votes: %w", errShape)
	}
	for i, b := range raw {
		m.weights[i] = int8(b)
	}
	return m, nil
}

// newModel returns a model without weights.
func newModel(questions []Question, features []string) *Model {
	m := &Model{questions: questions, features: features, rows: make(map[string]int32, len(features))}
	for i, f := range features {
		m.rows[f] = int32(i)
	}
	for _, q := range questions {
		m.columns += len(q.Answers)
	}
	m.bias = make([]float32, m.columns)
	m.weights = make([]int8, m.columns*len(features))
	return m
}
