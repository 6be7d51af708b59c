// Package rules has the checks on the code as a whole: who may import whom, where goroutines start, and that every text
// stands in every language.
package rules
