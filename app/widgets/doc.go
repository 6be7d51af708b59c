// Package widgets has the parts of pages: lines of text that fit, pills, chips, indicator cards, navigation items, empty
// states. They know nothing of accidents and raise callbacks.
package widgets
