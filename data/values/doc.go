// Package values reads what offices type into the cells of their tables: dates, times of day, numbers, yes and no. It
// never guesses: a text is read in full, or there is a reason why not. A cell that says nothing is blank, which means
// unknown and never zero.
package values
