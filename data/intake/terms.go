package intake

import (
	"context"

	"anlan/data/layout"
	"anlan/data/vocabulary"
	"anlan/data/workspace"
)

// loadTerms reads the names that a workspace knows. One that knows no towns yet may have any of a city that ships with
// the program.
func loadTerms(ctx context.Context, session *workspace.Session) (layout.Terms, error) {
	var terms layout.Terms
	for _, list := range []struct {
		dictionary string
		into       **vocabulary.List
	}{{"sector", &terms.Sectors}, {"accident_type", &terms.Types}, {"grade", &terms.Grades}, {"measure", &terms.Measures}} {
		l, err := session.List(ctx, list.dictionary)
		if err != nil {
			return terms, err
		}
		*list.into = l
	}
	towns, err := session.Towns(ctx)
	if err != nil {
		return terms, err
	}
	for _, city := range vocabulary.Cities() {
		if len(towns) == 0 {
			towns = city.Towns.Entries()
		}
	}
	terms.Towns = vocabulary.NewTowns(towns)
	return terms, nil
}
