package draft

import (
	"slices"

	"anlan/analytics"
	"anlan/analytics/speech/lexicon"
	"anlan/analytics/speech/scan"
)

// heldPlace is a scope that holds until another one is named.
type heldPlace struct {
	Place
	clause, sentence, token int
}

// lift lets go of all scopes but campaigns, which 全市 does not end.
func (r *reader) lift() {
	r.lifted = nil
	r.drop(func(p heldPlace) bool {
		gone := p.Dimension != analytics.Campaign
		if gone && p.Dimension != analytics.Severity {
			r.lifted = append(r.lifted, p.Place)
		}
		return gone
	})
}

// drop lets go of some scopes.
func (r *reader) drop(which func(heldPlace) bool) { r.scope = slices.DeleteFunc(r.scope, which) }

// place reads the name of a sector, a town, a campaign, or a grade of accidents.
func (r *reader) place(t *scan.Token) {
	if r.share != nil {
		return
	}
	dimension := t.Word.Dimension
	if t.Word.Kind == lexicon.Severity {
		dimension = analytics.Severity
	}
	if r.batch != nil {
		r.closeBatch()
		r.signed = r.signed && !r.signUsed
	}
	held := heldPlace{Place{Dimension: dimension, Keys: t.Word.Keys}, r.clause, r.sentence, r.k}
	if r.listed(dimension) {
		r.places = append(r.places, held.Place)
		for _, p := range r.places[:len(r.places)-1] {
			held.Keys = append(slices.Clone(p.Keys), held.Keys...)
		}
	} else {
		r.places = []Place{held.Place}
	}
	r.lastScope = r.k
	r.lifted = slices.DeleteFunc(r.lifted, func(p Place) bool { return p.Dimension == dimension })
	r.drop(func(p heldPlace) bool { return replaces(held, p) })
	r.scope = append(r.scope, held)
}

// replaces tells whether a new scope ends an older one. A sector ends the subsector and the grade of an earlier clause; a
// town or a campaign lets the sector stand.
func replaces(held, old heldPlace) bool {
	if old.Dimension == held.Dimension {
		return true
	}
	if old.clause == held.clause {
		return false
	}
	switch held.Dimension {
	case analytics.Sector:
		return old.Dimension == analytics.Subsector || old.Dimension == analytics.Severity
	case analytics.Subsector:
		return old.Dimension == analytics.Severity
	}
	return false
}

// listed tells whether the place that is read is one more of a list: A、B和C.
func (r *reader) listed(d analytics.DimensionID) bool {
	if r.lastScope == None || len(r.places) == 0 || r.places[len(r.places)-1].Dimension != d {
		return false
	}
	for _, t := range r.tokens[r.lastScope+1 : r.k] {
		if !t.Joins() {
			return false
		}
	}
	return r.lastScope+1 < r.k
}

// age is how long ago a scope was named.
func (r *reader) age(p heldPlace) Age {
	switch {
	case p.clause == r.clause:
		return Own
	case p.sentence == r.sentence:
		return SameSentence
	}
	return EarlierSentence
}

// notScope lets go of a list of places that ends with 等: 冶金、有色等11个行业 names examples.
func (r *reader) notScope() {
	if r.lastScope == r.k-1 && len(r.places) > 1 {
		d := r.places[0].Dimension
		r.drop(func(p heldPlace) bool { return p.Dimension == d })
		r.drop(func(p heldPlace) bool {
			return p.clause == r.clause && p.Dimension != analytics.Town && p.Dimension != analytics.Campaign
		})
	}
}

// scopeNow is the scope of a figure. With 分别 every place of a list has a figure of its own.
func (r *reader) scopeNow() []Place {
	var now []Place
	for _, p := range r.scope {
		p.Place.Age = r.age(p)
		if r.respectively && len(r.places) > 1 && r.places[0].Dimension == p.Dimension {
			p.Place = r.places[0]
			r.places = r.places[1:]
			if len(r.places) == 1 { // the last one holds for the last figure
				r.replace(r.places[0])
			}
		}
		now = append(now, p.Place)
	}
	return now
}

// replace sets a scope in place of the one of its dimension.
func (r *reader) replace(p Place) {
	for i := range r.scope {
		if r.scope[i].Dimension == p.Dimension {
			r.scope[i].Place = p
		}
	}
}

// hasScope tells whether a scope was named in the clause that is read.
func (r *reader) hasScope() bool {
	return slices.ContainsFunc(r.scope, func(p heldPlace) bool { return p.clause == r.clause })
}

// ahead are the scopes named between a figure and what it counts: 两宗较大交通事故.
func (r *reader) ahead(until int) []Place {
	var found []Place
	for i := r.k + 1; i < until; i++ {
		t := &r.tokens[i]
		switch {
		case t.Is(lexicon.Scope):
			found = append(found, Place{Dimension: t.Word.Dimension, Keys: t.Word.Keys})
		case t.Is(lexicon.Severity):
			found = append(found, Place{Dimension: analytics.Severity, Keys: t.Word.Keys})
		}
	}
	return found
}

// sameScope tells whether two scopes name the same members.
func sameScope(a, b []Place) bool {
	if len(a) != len(b) {
		return false
	}
	for _, p := range a {
		if !slices.ContainsFunc(b, func(q Place) bool { return p.Dimension == q.Dimension && slices.Equal(p.Keys, q.Keys) }) {
			return false
		}
	}
	return true
}

// within tells whether a scope is narrower than another one: it has all of its places, and one more.
func within(part, whole []Place) bool {
	for _, p := range whole {
		if !slices.ContainsFunc(part, func(q Place) bool { return p.Dimension == q.Dimension && slices.Equal(p.Keys, q.Keys) }) {
			return false
		}
	}
	return len(part) > len(whole)
}
