// Package source reads the text of a draft from a file: plain text in any encoding that offices use, Markdown, Word. What a
// file says about itself is not believed: sizes are bounded while reading.
package source
