// Package revision compares two states of what was known: which accidents were added, struck off or told otherwise, which
// figures of a selection that moves, and which sentences of the speech read differently.
package revision
