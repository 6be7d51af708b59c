package problem

import (
	"slices"

	"anlan/analytics"
)

// DecisionKeys are the keys under which a decision about the finding is kept, the leading one first. A finding that names
// several members is decided for each of them, and for the findings that it stands for: when its composition changes, or one
// of them stands by itself later, the decision is still known. What the finding shows is the decision of its leading member,
// so that a new one that is worse than all others opens it again.
func (f Finding) DecisionKeys() []string {
	var keys []string
	add := func(key string) {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, one := range f.members() {
		add(one.Key())
	}
	for _, m := range f.Merged {
		for _, key := range m.DecisionKeys() {
			add(key)
		}
	}
	return keys
}

// members are a finding about each single member of the one that names several; a finding about one is its own. Quotas name
// towns and sectors side by side, of which each is a member by itself; elsewhere the other subjects belong to every member.
func (f Finding) members() []Finding {
	sideBySide := f.sideBySide()
	var list []Finding
	for at, s := range f.Subjects {
		if len(s.Members) < 2 && !sideBySide {
			continue
		}
		for _, m := range s.Members {
			one := f
			one.Subjects = slices.Clone(f.Subjects)
			one.Subjects[at] = Subject{s.Dimension, []analytics.Member{m}}
			if sideBySide {
				one.Subjects, one.Text = one.Subjects[at:at+1], f.Question
			}
			list = append(list, one)
		}
		if !sideBySide {
			return list
		}
	}
	if list == nil {
		return []Finding{f}
	}
	return list
}
