// Package quantity reads numbers as official texts write them: Arabic and Chinese numerals, 万 and 亿, hedges, ranges,
// per cent and counting words. A hedged number is an interval, not a number: 20多个 is 21 to 29, 接近8万 is below 80 000.
//
// It reads texts in the characters of package plain.
package quantity
