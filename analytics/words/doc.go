// Package words has the texts of the translation files: whatever a person reads as a sentence is said through it. It knows
// of a text no more than its key and its placeholders.
package words
