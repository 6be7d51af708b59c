// Package compose writes the indicator paragraphs of a speech from a template that an office can edit: plain text, a
// paragraph a line, with named fields.
//
//	{period} {place} {basis}                 what the text looks at, in words
//	{accidents}                              an indicator of the catalogue, with its counting word
//	{hazards campaign=打非治违}               the indicator under a condition: dimension=member, more members with |
//	{reply_rate decimals=1}                  with a number of decimals
//	{drills more} {visits near} {hazards over}  hedged: 300多次, 接近8万家, 超过10万处; more=2 keeps two digits
//	{change deaths}                          a change in words: 下降5.71%
//	{changes accidents deaths}               two changes at once: 分别下降7.83%和5.71%
//	[，死亡{deaths}]                          left out where a field in it is not known, or zero
//
// A paragraph none of whose indicators is known is left out. Every number keeps the question that it answers.
package compose
