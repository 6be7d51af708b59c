// Package scan reads a paragraph as a row of tokens: figures, wordings of the lexicon, spans of time, bases of comparison,
// punctuation. Digits that are no figures (headings, names of accidents, decrees, telephone numbers) become tokens that
// say nothing.
package scan
