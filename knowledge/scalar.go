package knowledge

import (
	"fmt"
	"regexp"
	"time"
)

// Pos is a place in a file of the base; lines and columns start at 1 and columns count characters.
type Pos struct {
	File      string
	Line, Col int
}

func (p Pos) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }

// String is a text with the place where it was written.
type String struct {
	Value string
	Pos   Pos
}

func (s String) String() string { return s.Value }

// Int is a whole number with its place.
type Int struct {
	Value int
	Pos   Pos
}

// Bool is true or false with its place.
type Bool struct {
	Value bool
	Pos   Pos
}

// Date is a day, a month ("2022-06") or a year ("2022") with its place. Its time is the first moment of it, in UTC; the
// zero Date is "not said".
type Date struct {
	Time time.Time
	// Precision is "day", "month", "year", or empty when not said.
	Precision string
	Pos       Pos
}

// IsZero reports whether no date was written.
func (d Date) IsZero() bool { return d.Precision == "" }

// ISO is the date as it is written in the base, "" when there is none.
func (d Date) ISO() string {
	switch d.Precision {
	case "day":
		return d.Time.Format("2006-01-02")
	case "month":
		return d.Time.Format("2006-01")
	case "year":
		return d.Time.Format("2006")
	}
	return ""
}

func parseDate(s string) (Date, bool) {
	for precision, layout := range map[string]string{"day": "2006-01-02", "month": "2006-01", "year": "2006"} {
		if t, err := time.Parse(layout, s); err == nil && len(s) == len(layout) {
			return Date{Time: t, Precision: precision}, true
		}
	}
	return Date{}, false
}

var (
	dayShape    = regexp.MustCompile(`^\d{4}-\d\d(-\d\d)?$`)
	frenchShape = regexp.MustCompile(`^(\d\d?)[/.-](\d\d?)[/.-](\d{4})$`)
)

// wrongDate says what is wrong with a date that is none, and how to write it when that is clear.
func wrongDate(s string) string {
	if dayShape.MatchString(s) {
		return fmt.Sprintf("la date \"%s\" n'existe pas dans le calendrier", s)
	}
	says := fmt.Sprintf("date \"%s\" illisible\u00a0; écrivez AAAA-MM-JJ, AAAA-MM ou AAAA", s)
	if m := frenchShape.FindStringSubmatch(s); m != nil {
		if iso := fmt.Sprintf("%s-%02s-%02s", m[3], m[2], m[1]); dateExists(iso) {
			return says + fmt.Sprintf("\u00a0; vouliez-vous dire \"%s\"\u00a0?", iso)
		}
	}
	return says
}

func dateExists(s string) bool {
	_, ok := parseDate(s)
	return ok
}

// Values returns the texts without their places.
func Values(list []String) []string {
	if len(list) == 0 {
		return nil
	}
	values := make([]string, len(list))
	for i, s := range list {
		values[i] = s.Value
	}
	return values
}

// Has reports whether the list holds the value.
func Has(list []String, value string) bool {
	for _, s := range list {
		if s.Value == value {
			return true
		}
	}
	return false
}
