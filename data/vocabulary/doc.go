// Package vocabulary holds the closed word lists of work-safety statistics: sectors, accident types, severity grades,
// activity measures and the towns of cities that ship with the program, with the aliases under which offices write them,
// and the statutory rule that grades an accident.
//
// The lists live in assets/vocabulary as CSV files. The package reads names and never guesses: a text that is not a name
// or an alias is unknown, and what comes near is only suggested.
package vocabulary
