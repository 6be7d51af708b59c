package engine

import "strings"

// fold is a spelling without spaces and capitals.
func fold(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(text), ""))
}

// spellings are the forms under which a name may stand in a dictionary: as it is, and without what says the kind of
// place.
func spellings(text string) []string {
	forms := []string{fold(text)}
	for _, suffix := range []string{"街道", "镇", "区", "方面", "安全"} {
		if rest, ok := strings.CutSuffix(forms[0], suffix); ok {
			forms = append(forms, rest)
		}
	}
	return forms
}
