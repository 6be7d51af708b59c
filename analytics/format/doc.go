// Package format prints numbers, units, changes, dates and periods in Chinese and English, as official texts write them:
// rounding half up on decimal digits, no separators in Chinese figures, 个百分点 for differences of shares, 持平 for no
// change, and no percentage on a base of zero. Every number that a person reads is printed here.
package format
