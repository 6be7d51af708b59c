// Package engine answers questions: it compiles them, runs the plans on a store, fills in members without facts, sets
// the comparison beside each figure and says where everything comes from. A Frame is the one form in which answers go
// to charts, tables, sentences and files.
package engine
