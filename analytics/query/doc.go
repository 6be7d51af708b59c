// Package query turns a question in names (which indicators, broken down by what, over which period, compared with what,
// filtered how) into SQL. It touches no database: a Query goes in, a Plan comes out.
//
// Values are always bound as parameters. Identifiers and expressions come from the catalogue, never from a file or a
// person.
package query
