package engine

// KeepDays makes sums by day pay for any number of facts, until what it returns is called.
func KeepDays() (restore func()) {
	before := manyFacts
	manyFacts = 0
	return func() { manyFacts = before }
}
