package figure

import _ "embed" // for formatters.js

//go:embed formatters.js
var formatters []byte

// Formatters is the script of the functions that options may name, for the chart engine and for HTML files.
func Formatters() []byte { return formatters }
