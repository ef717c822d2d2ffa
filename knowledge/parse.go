package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

var errSeveralDocuments = errors.New("yaml: line 1: un seul document par fichier")

// parse reads the only document of a file; nil when the file holds none.
func parse(data []byte) (root *yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("yaml: line 1: fichier illisible: %v", p)
		}
	}()
	reader := yaml.NewDecoder(bytes.NewReader(data))
	var document yaml.Node
	if err := reader.Decode(&document); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, err
	}
	var second yaml.Node
	if err := reader.Decode(&second); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, err
		}
		return nil, errSeveralDocuments
	}
	if len(document.Content) == 0 || document.Content[0].Tag == "!!null" {
		return nil, nil
	}
	return document.Content[0], nil
}

var yamlLine = regexp.MustCompile(`(?s)^yaml: (?:line (\d+): )?(.*)$`)

// yamlError translates an error of the YAML reader: its line and a French sentence.
func yamlError(err error) (line int, message string) {
	parts := yamlLine.FindStringSubmatch(err.Error())
	if parts == nil {
		return 1, "fichier YAML illisible\u00a0: " + err.Error()
	}
	if line, _ = strconv.Atoi(parts[1]); line == 0 {
		line = 1
	}
	for english, french := range map[string]string{
		"mapping values are not allowed":      "deux-points inattendu\u00a0; mettez le texte entre guillemets",
		"did not find expected key":           "ligne mal alignée ou guillemet oublié",
		"found character that cannot start":   "tabulation ou caractère interdit en début de valeur\u00a0; utilisez des espaces",
		"could not find expected ':'":         "il manque deux-points après la clé",
		"did not find expected '-' indicator": "élément de liste mal aligné",
		"found unexpected end of stream":      "guillemet ouvert et jamais fermé",
		"did not find expected ',' or ']'":    "crochet ouvert et jamais fermé, ou virgule oubliée",
		"found unknown escape character":      "barre oblique inverse (\\) mal placée dans des guillemets",
		"un seul document par fichier":        "un seul document par fichier\u00a0: retirez la ligne ---",
		"invalid UTF-8":                       "le fichier n'est pas enregistré en UTF-8",
		"invalid trailing UTF-8":              "le fichier n'est pas enregistré en UTF-8",
		"control characters are not allowed":  "le fichier contient un caractère de contrôle",
		"unknown anchor":                      "les ancres et les alias (& et *) ne sont pas acceptés ici",
	} {
		if strings.Contains(parts[2], english) {
			return line, french
		}
	}
	return line, "fichier YAML illisible\u00a0: " + parts[2]
}
