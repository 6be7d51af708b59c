package intake

import (
	"fmt"
	"regexp"
	"strings"
)

// Options steer an import; the zero value lets the program find out everything by itself.
type Options struct {
	Kind     Kind              // what the file holds; empty: by its headers
	Map      map[string]Column // field -> column; fields not named are found by their headers
	Set      map[string]string // field -> one value for all rows
	Sheet    string            // sheet of a workbook; empty: the first with a table
	Encoding string            // encoding of a text file; empty: by its bytes
	Order    DateOrder         // of dates such as 3/4/2011; zero: by the column's other dates
	AddTowns bool              // take town names that are not known as new towns
	Again    bool              // import a file although the same one was imported before
	Progress func(Stage)       // called when a stage begins; may be nil
}

// Stage is what an import is doing.
type Stage string

// The stages of an import, in order.
const (
	StageReading  Stage = "reading"
	StageChecking Stage = "checking"
	StageWriting  Stage = "writing"
)

// Column is where a field's values stand: under a header, and optionally only the part of the text that the first group
// of a regular expression matches.
type Column struct {
	Header  string
	Extract *regexp.Regexp
}

// ParseMap reads the form "field=Header,field=Header~regexp" of the command line. A comma starts a new pair only before
// "name=", so that headers and expressions may hold commas.
func ParseMap(text string) (map[string]Column, error) {
	columns := make(map[string]Column)
	for _, pair := range splitPairs(text) {
		name, value, _ := strings.Cut(pair, "=")
		header, pattern, has := strings.Cut(value, "~")
		c := Column{Header: header}
		if has {
			expression, err := regexp.Compile(pattern)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", pair, err)
			}
			c.Extract = expression
		}
		columns[name] = c
	}
	return columns, nil
}

// ParseSet reads the form "field=value,field=value" of the command line.
func ParseSet(text string) map[string]string {
	values := make(map[string]string)
	for _, pair := range splitPairs(text) {
		name, value, _ := strings.Cut(pair, "=")
		values[name] = value
	}
	return values
}

var pairStart = regexp.MustCompile(`(?:^|,)\s*([a-z_]+)=`)

func splitPairs(text string) []string {
	starts := pairStart.FindAllStringSubmatchIndex(text, -1)
	var pairs []string
	for i, s := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		pairs = append(pairs, text[s[2]:end])
	}
	return pairs
}
