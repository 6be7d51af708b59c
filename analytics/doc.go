// Package analytics holds the words of the domain: indicators, dimensions, units, periods and bases of comparison,
// filters, errors. It uses the standard library only; the packages below it compile, run, format and draw what these
// words describe.
package analytics
